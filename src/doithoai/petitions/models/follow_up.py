"""What follows the conclusion: proposed dates, replies, reports, matters put to the upper level."""

from django.db import models
from django.db.models import Q

from doithoai.accounts.models import Account
from doithoai.documents.models import Document
from doithoai.organisations.models import Body
from doithoai.petitions.enums import ReplyKind
from doithoai.petitions.models.keys import KEY
from doithoai.petitions.models.petitions import Petition


class DueProposal(models.Model):
    """A date that the agency proposes for resolving the matter; binding once the host accepts (A12)."""

    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="due_proposals")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="due_proposals")
    due_on = models.DateField()
    solution = models.TextField()
    proposed_on = models.DateField()
    proposed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    accepted = models.BooleanField(null=True)  # None: the host has not decided
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decision_note = models.CharField(max_length=500, blank=True)


class Reply(models.Model):
    """A written paper to the petitioner: which kind, number, date, signer, how delivered."""

    key = models.CharField(**KEY)
    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="replies")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="replies")
    kind = models.CharField(max_length=10, choices=ReplyKind.choices)
    text = models.TextField()
    number = models.CharField(max_length=60, blank=True)
    signed_on = models.DateField()
    signer = models.CharField(max_length=160)
    new_date = models.DateField(null=True, blank=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sent_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(kind=ReplyKind.INTERIM) | Q(new_date__isnull=False), name="interim_reply_names_a_date"
            ),
        )


class AgencyReport(models.Model):
    """An agency's written report to the host on reception and direction (HP-10.2-report-host)."""

    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="agency_reports")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="agency_reports")
    reception = models.TextField()
    direction = models.TextField()
    number = models.CharField(max_length=60, blank=True)
    reported_on = models.DateField()
    reported_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")


class Escalation(models.Model):
    """A matter put to the upper level in writing, and its answer back."""

    key = models.CharField(**KEY)
    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="escalations")
    to_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="escalations_received")
    text = models.TextField()
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sent_on = models.DateField()
    sent_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(answered_on=None, answered_by=None)
                | Q(answered_on__isnull=False, answered_by__isnull=False),
                name="escalation_answered_on_and_by_together",
            ),
        )
