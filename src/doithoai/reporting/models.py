"""Statutory reports: frozen figures with the cases behind each."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from doithoai.accounts.models import Account
from doithoai.common.keys import new_key
from doithoai.documents.models import Document, StoredFile
from doithoai.organisations.models import Body, Unit


class Period(models.TextChoices):
    """What a report covers."""

    HALF_YEAR = "half_year", _("6 tháng")
    YEAR = "year", _("Năm")


class Report(models.Model):
    """One report of a unit for a period. Figures and case lists are frozen when it is signed."""

    key = models.CharField(max_length=26, unique=True, default=new_key, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="reports")
    reporter = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="reports")
    period = models.CharField(max_length=10, choices=Period.choices)
    year = models.PositiveSmallIntegerField()
    rule = models.CharField(max_length=60)  # the clause that orders it
    from_day = models.DateField()
    to_day = models.DateField()  # inclusive: the last day that counts
    assessment = models.TextField(blank=True)  # the office's own words
    proposals = models.TextField(blank=True)
    figures = models.JSONField(default=dict)  # code → {value, of, items: [keys]}; frozen at signing
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    submitted_on = models.DateField(null=True, blank=True)
    submitted_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["unit", "rule", "year"], name="one_report_per_rule_and_year"),
            models.CheckConstraint(
                condition=Q(submitted_on=None, submitted_by=None)
                | Q(submitted_on__isnull=False, submitted_by__isnull=False),
                name="report_submitted_on_and_by_together",
            ),
        )


class SupervisionPlan(models.Model):
    """The yearly supervision plan of the Front or an organisation (HP-14.3-supervision, HP-13.3-appraise).

    One a body and year; a plan that was sent back is recorded anew over the old one, and the chain of the
    unit keeps that it was sent back.
    """

    key = models.CharField(max_length=26, unique=True, default=new_key, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="supervision_plans")
    year = models.PositiveSmallIntegerField()
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="supervision_plans")
    number = models.CharField(max_length=60, blank=True)  # as it stands on the paper
    title = models.CharField(max_length=300)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    covers_conclusions = models.BooleanField()
    recorded_on = models.DateField()
    recorded_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    appraised_on = models.DateField(null=True, blank=True)
    appraised_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    appraisal = models.TextField(blank=True)  # what Mass Mobilisation says of it
    returned_on = models.DateField(null=True, blank=True)
    returned_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    returned_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["unit", "year", "body"], name="one_supervision_plan_per_body_and_year"),
            models.CheckConstraint(
                condition=Q(appraised_on=None, appraised_by=None)
                | Q(appraised_on__isnull=False, appraised_by__isnull=False),
                name="supervision_plan_appraised_on_and_by_together",
            ),
            models.CheckConstraint(
                condition=Q(returned_on=None, returned_by=None, returned_reason="")
                | (Q(returned_on__isnull=False, returned_by__isnull=False) & ~Q(returned_reason="")),
                name="supervision_plan_returned_on_by_and_reason_together",
            ),
            models.CheckConstraint(
                condition=Q(appraised_on=None) | Q(returned_on=None),
                name="supervision_plan_is_not_appraised_and_returned",
            ),
        )

    def __str__(self) -> str:
        """Return the title."""
        return self.title
