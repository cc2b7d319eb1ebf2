"""What the office and the agencies do with a petition before it is answered."""

from django.db import models
from django.db.models import Q

from doithoai.accounts.models import Account
from doithoai.organisations.models import Body
from doithoai.petitions.enums import AssignmentPart, AssignmentState, ChangeKind, DraftState
from doithoai.petitions.models.keys import KEY
from doithoai.petitions.models.petitions import Petition


class Assignment(models.Model):
    """A body was asked to answer (lead) or to help (coordinating), by a date."""

    key = models.CharField(**KEY)
    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="assignments")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="assignments")
    part = models.CharField(max_length=12, choices=AssignmentPart.choices)
    state = models.CharField(max_length=10, choices=AssignmentState.choices, default=AssignmentState.SENT)
    due_on = models.DateField()
    instruction = models.TextField(blank=True)
    returned_reason = models.CharField(max_length=500, blank=True)
    group = models.CharField(max_length=26, blank=True)  # of those that one click assigned
    assigned_on = models.DateField()
    assigned_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["petition"],
                condition=Q(part=AssignmentPart.LEAD)
                & Q(state__in=[AssignmentState.SENT, AssignmentState.ACCEPTED, AssignmentState.DONE]),
                name="one_lead_per_petition",
            ),
            models.UniqueConstraint(
                fields=["petition", "body"],
                condition=Q(state__in=[AssignmentState.SENT, AssignmentState.ACCEPTED, AssignmentState.DONE]),
                name="a_body_is_assigned_once",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="assignment_accepted_at_and_by_together",
            ),
        )
        indexes = (models.Index(fields=["body", "state", "due_on"], name="assignments_of_body"),)


class Draft(models.Model):
    """A version of the answer. Versions are added, never overwritten; the approved text is the text sent."""

    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="drafts")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="drafts")
    version = models.PositiveIntegerField()
    text = models.TextField()
    state = models.CharField(max_length=10, choices=DraftState.choices, default=DraftState.DRAFT)
    comment = models.CharField(max_length=500, blank=True)  # of the head who sent it back
    # The earlier matter whose answer this text began as; later versions keep it.
    taken_from = models.ForeignKey(Petition, on_delete=models.PROTECT, null=True, blank=True, related_name="lent_to")
    written_at = models.DateTimeField(auto_now_add=True)
    written_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["petition", "version"], name="one_draft_per_version"),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None) | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="draft_decided_at_and_by_together",
            ),
        )


class Note(models.Model):
    """A remark of the office on the case: a reason for a change, a reopening, a chase. Append-only."""

    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=30)
    text = models.TextField()
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")


class Change(models.Model):
    """One change of one petition that can be taken back: what stood before, what was put in its place.

    Changes made by one click share `group`. `before` and `after` hold plain values by field name;
    `entries` the numbers of the journal's entries that are withdrawn with it.
    """

    group = models.CharField(max_length=26, db_index=True)
    kind = models.CharField(max_length=20, choices=ChangeKind.choices)
    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="changes")
    before = models.JSONField()
    after = models.JSONField()
    entries = models.JSONField(default=list)
    assignments_before = models.JSONField(null=True, blank=True)  # states of replaced assignments by key
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None) | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="petition_change_undone_at_and_by_together",
            ),
        )
