"""Petitions: what was said, word for word, and all that the office does with it."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from doithoai.accounts.models import Account, Identity
from doithoai.common.keys import new_key
from doithoai.dialogues.models import Dialogue
from doithoai.documents.models import Document, StoredFile
from doithoai.organisations.models import Body
from doithoai.petitions.enums import (
    AssignmentPart,
    AssignmentState,
    DraftState,
    Field,
    IntakeChannel,
    PetitionState,
    ReplyChannel,
    ReplyKind,
    Result,
    Urgency,
)

_KEY: dict[str, Any] = {"max_length": 26, "unique": True, "default": new_key, "editable": False}


class ImportBatch(models.Model):
    """One sheet that was taken in whole; can be undone whole while nobody has worked on its rows."""

    key = models.CharField(**_KEY)
    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="imports")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    imported_at = models.DateTimeField(auto_now_add=True)
    imported_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["dialogue", "sha256"], condition=Q(undone_at=None), name="a_sheet_is_imported_once"
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None) | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="import_undone_at_and_by_together",
            ),
        )


class Petition(models.Model):
    """One matter put to the host. `text` is what was received, word for word, and never changes."""

    key = models.CharField(**_KEY)
    code = models.CharField(max_length=20, unique=True)  # TL-26-0312
    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="petitions")
    text = models.TextField()
    title = models.CharField(max_length=300)  # the office's short name for it
    channel = models.CharField(max_length=15, choices=IntakeChannel.choices)
    received_on = models.DateField()
    received_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    handed_in_by = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="handed_in")
    at_conference = models.BooleanField(default=False)
    place = models.CharField(max_length=200, blank=True)
    field = models.CharField(max_length=20, choices=Field.choices, blank=True)
    urgency = models.CharField(max_length=10, choices=Urgency.choices, default=Urgency.NORMAL)
    state = models.CharField(max_length=25, choices=PetitionState.choices, default=PetitionState.RECEIVED)
    # The state to return to when a merge or a split is undone.
    state_before = models.CharField(max_length=25, blank=True)
    complained_body = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="complaints"
    )
    disclosed_reason = models.CharField(max_length=500, blank=True)
    repeats = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="repeated_by")
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged")
    split_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts")
    regime = models.CharField(max_length=40, blank=True)  # out of scope: under which law it goes on
    handed_over_to = models.CharField(max_length=200, blank=True)
    handed_over_on = models.DateField(null=True, blank=True)
    result = models.CharField(max_length=15, choices=Result.choices, blank=True)
    result_until = models.DateField(null=True, blank=True)
    result_note = models.TextField(blank=True)
    agreed_due_on = models.DateField(null=True, blank=True)  # proposed by the agency, accepted by the host
    may_publish = models.BooleanField(default=False)  # the petitioner agreed that the text be public
    # What the public may read, after the confidentiality and personal-data check; empty: not published.
    public_title = models.CharField(max_length=300, blank=True)
    public_answer = models.TextField(blank=True)
    published_on = models.DateField(null=True, blank=True)
    published_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reopened_times = models.PositiveSmallIntegerField(default=0)
    stars = models.PositiveSmallIntegerField(null=True, blank=True)
    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, null=True, blank=True, related_name="petitions")
    batch_row = models.PositiveIntegerField(null=True, blank=True)
    folded = models.TextField(editable=False)  # text, title and place without marks, for searching
    digest = models.CharField(max_length=64, editable=False)  # of the folded text: finds what came in twice
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(text=""), name="petition_has_words"),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")), name="petition_not_merged_into_itself"
            ),
            models.CheckConstraint(
                condition=Q(published_on=None, published_by=None)
                | Q(published_on__isnull=False, published_by__isnull=False),
                name="petition_published_on_and_by_together",
            ),
            models.CheckConstraint(condition=Q(stars=None) | Q(stars__range=(1, 5)), name="petition_stars_one_to_five"),
        )
        indexes = (
            models.Index(fields=["dialogue", "state"], name="petitions_of_dialogue"),
            models.Index(fields=["digest"], name="petitions_by_digest"),
        )

    def __str__(self) -> str:
        """Return code and short name."""
        return f"{self.code} {self.title}"


class Submitter(models.Model):
    """Somebody who put the matter forward: identity by key, a code and a secret to follow it."""

    key = models.CharField(**_KEY)
    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="submitters")
    identity = models.ForeignKey(Identity, on_delete=models.PROTECT, null=True, blank=True, related_name="submissions")
    code = models.CharField(max_length=20, unique=True)
    secret_hash = models.CharField(max_length=128)
    reply_channel = models.CharField(max_length=10, choices=ReplyChannel.choices, default=ReplyChannel.PORTAL)
    is_group = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)


class Attachment(models.Model):
    """A file that came with the petition or was added while working on it."""

    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="attachments")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    from_citizen = models.BooleanField(default=False)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")


class Assignment(models.Model):
    """A body was asked to answer (lead) or to help (coordinating), by a date."""

    key = models.CharField(**_KEY)
    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="assignments")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="assignments")
    part = models.CharField(max_length=12, choices=AssignmentPart.choices)
    state = models.CharField(max_length=10, choices=AssignmentState.choices, default=AssignmentState.SENT)
    due_on = models.DateField()
    instruction = models.TextField(blank=True)
    returned_reason = models.CharField(max_length=500, blank=True)
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

    key = models.CharField(**_KEY)
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

    key = models.CharField(**_KEY)
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


class Note(models.Model):
    """A remark of the office on the case: a reason for a change, a reopening, a chase. Append-only."""

    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=30)
    text = models.TextField()
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
