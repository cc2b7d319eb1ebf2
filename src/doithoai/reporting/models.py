"""Statutory reports: frozen figures with the cases behind each."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from doithoai.accounts.models import Account
from doithoai.common.keys import new_key
from doithoai.documents.models import Document
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
