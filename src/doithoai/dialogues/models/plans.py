"""Yearly plans, their lines and their changes."""

from django.db import models
from django.db.models import Q

from doithoai.accounts.models import Account
from doithoai.dialogues.enums import DialogueType, PlanState
from doithoai.dialogues.models.keys import KEY
from doithoai.documents.models import Document
from doithoai.organisations.models import Post, Unit


class AnnualPlan(models.Model):
    """The plan of dialogues of one unit for one calendar year (HP-13.1-annual-plan)."""

    key = models.CharField(**KEY)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="annual_plans")
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=PlanState.choices, default=PlanState.DRAFT)
    number = models.CharField(max_length=60, blank=True)
    approved_on = models.DateField(null=True, blank=True)
    approved_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # `decided_by`: the host who signed it, where a clerk or an administrator recorded the signed paper.
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_by = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["unit", "year"], name="one_annual_plan_per_year"),
            models.CheckConstraint(
                condition=Q(approved_on=None, approved_by=None)
                | Q(approved_on__isnull=False, approved_by__isnull=False),
                name="annual_plan_approved_on_and_by_together",
            ),
        )

    def __str__(self) -> str:
        """Return unit and year."""
        return f"{self.unit} {self.year}"


class PlannedDialogue(models.Model):
    """One line of a yearly plan: which post, which type, about when."""

    key = models.CharField(**KEY)
    plan = models.ForeignKey(AnnualPlan, on_delete=models.PROTECT, related_name="lines")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="planned_dialogues")
    type = models.CharField(max_length=15, choices=DialogueType.choices, default=DialogueType.PERIODIC)
    planned_on = models.DateField()
    topic = models.CharField(max_length=300, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)


class PlanChange(models.Model):
    """A change of an approved plan, with its reason. Append-only."""

    plan = models.ForeignKey(AnnualPlan, on_delete=models.PROTECT, related_name="changes")
    line = models.ForeignKey(PlannedDialogue, on_delete=models.PROTECT, null=True, related_name="changes")
    what = models.CharField(max_length=300)
    reason = models.CharField(max_length=500)
    changed_at = models.DateTimeField(auto_now_add=True)
    changed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
