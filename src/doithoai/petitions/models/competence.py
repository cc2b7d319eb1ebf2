"""The competence map: which body decides on a field, in the whole unit or in one of its places, by which paper."""

from django.db import models
from django.db.models import Q

from doithoai.accounts.models import Account
from doithoai.organisations.enums import Level
from doithoai.organisations.models import Body, Dated, Place, Unit
from doithoai.petitions.enums import Field
from doithoai.petitions.models.keys import KEY


class Competence(Dated):
    """One line of a unit's map: field × level × area → body, from a day to a day (half-open), by a paper.

    `level` is the level of the body: a line above the unit's own says where the matter goes when the unit may not
    decide. A mistaken line is withdrawn, never erased: it then counts for no day.
    """

    key = models.CharField(**KEY)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="competences")
    field = models.CharField(max_length=20, choices=Field.choices)
    level = models.CharField(max_length=10, choices=Level.choices)
    # None: the whole unit.
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="competences")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="competences")
    number = models.CharField(max_length=60)
    decided_on = models.DateField()
    article = models.CharField(max_length=60, blank=True)
    batch = models.CharField(max_length=26, blank=True)  # of one imported sheet
    # The line that this one ended, and the day (half-open) on which that was to end anyway: put back on withdrawal.
    replaced = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    replaced_until = models.DateField(null=True, blank=True)
    ended_by = models.CharField(max_length=60, blank=True)  # number of the paper that ends it
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(Dated.Meta):
        constraints = (
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["unit", "field", "level", "place"],
                condition=Q(valid_to=None, withdrawn_at=None, place__isnull=False),
                name="one_competent_body_of_a_place",
            ),
            models.UniqueConstraint(
                fields=["unit", "field", "level"],
                condition=Q(valid_to=None, withdrawn_at=None, place=None),
                name="one_competent_body_of_a_unit",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="competence_withdrawn_at_and_by_together",
            ),
        )
