"""How a unit reads the open places of its texts, by whose decision."""

from django.db import models

from doithoai.accounts.models import Account
from doithoai.dialogues.models.keys import KEY
from doithoai.organisations.models import Unit


class ReadingDecision(models.Model):
    """A dated choice among the readings of one setting, under which paper and why; the last one counts.

    The choice itself is a fact of the unit's chain; a wrong one is followed by another, never erased.
    """

    key = models.CharField(**KEY)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="reading_decisions")
    regulation = models.CharField(max_length=40)
    setting = models.CharField(max_length=40)
    choice = models.CharField(max_length=40)
    since = models.DateField()
    number = models.CharField(max_length=60)
    reason = models.TextField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = (models.Index(fields=["unit", "regulation", "setting", "since"], name="readings_of_a_unit"),)
