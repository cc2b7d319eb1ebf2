"""Values of a text that the program has not, as a unit found them there."""

from django.db import models

from doithoai.accounts.models import Account
from doithoai.dialogues.models.keys import KEY
from doithoai.organisations.models import Unit


class ExternalValue(models.Model):
    """The time of one duty, read by the unit in the text that it has; the last one entered counts.

    The value itself is a fact of the unit's chain; a wrong one is followed by another, never erased.
    """

    key = models.CharField(**KEY)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="external_values")
    regulation = models.CharField(max_length=40)
    rule = models.CharField(max_length=60)
    form = models.CharField(max_length=10)  # at_least, at_most, per_year
    number = models.PositiveSmallIntegerField()
    counted_in = models.CharField(max_length=15, blank=True)
    anchor = models.CharField(max_length=40, blank=True)
    instrument = models.CharField(max_length=60)
    article = models.CharField(max_length=60)
    entered_on = models.DateField()
    entered_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = (models.Index(fields=["unit", "regulation", "rule"], name="external_values_of_a_unit"),)
        constraints = (models.CheckConstraint(condition=models.Q(number__gte=1), name="external_value_is_a_number"),)
