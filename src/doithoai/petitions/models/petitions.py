"""What was received: petitions, who put them forward, the files and sheets they came with."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from doithoai.accounts.models import Account, Identity
from doithoai.dialogues.models import Dialogue
from doithoai.documents.models import StoredFile
from doithoai.organisations.models import Body, Unit
from doithoai.petitions.enums import (
    COUNTED_STATES,
    Complexity,
    Field,
    IntakeChannel,
    PetitionState,
    ReplyChannel,
    Result,
    Urgency,
)
from doithoai.petitions.models.keys import KEY


class CodeCounter(models.Model):
    """The last number given out in a unit's year; locked while one is taken."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["unit", "year"], name="one_petition_counter_per_year"),)


class ImportBatch(models.Model):
    """One sheet that was taken in whole; can be undone whole while nobody has worked on its rows."""

    key = models.CharField(**KEY)
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


class ColumnMemory(models.Model):
    """What the columns of one sender's sheets are: the folded header → our word for it. Headers only, no cells."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    sender = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    columns = models.JSONField(default=dict)
    taught_at = models.DateTimeField(auto_now=True)
    taught_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["unit", "sender"], condition=Q(sender__isnull=False), name="one_column_memory_per_sender"
            ),
            models.UniqueConstraint(fields=["unit"], condition=Q(sender=None), name="one_column_memory_without_sender"),
        )


class Petition(models.Model):
    """One matter put to the host. `text` is what was received, word for word, and never changes."""

    key = models.CharField(**KEY)
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
    complexity = models.CharField(max_length=10, choices=Complexity.choices, default=Complexity.SIMPLE)
    state = models.CharField(max_length=25, choices=PetitionState.choices, default=PetitionState.RECEIVED)
    # The state to return to when a merge or a split is undone.
    state_before = models.CharField(max_length=25, blank=True)
    complained_body = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="complaints"
    )
    disclosed_reason = models.CharField(max_length=500, blank=True)
    repeats = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="repeated_by")
    times_raised = models.PositiveSmallIntegerField(default=1)  # this time included
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
    # Both without marks: what a search of the public may look through; never `folded`, which knows everything.
    public_folded = models.TextField(blank=True, editable=False)
    published_on = models.DateField(null=True, blank=True)
    published_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reopened_times = models.PositiveSmallIntegerField(default=0)
    stars = models.PositiveSmallIntegerField(null=True, blank=True)
    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, null=True, blank=True, related_name="petitions")
    batch_row = models.PositiveIntegerField(null=True, blank=True)
    folded = models.TextField(editable=False)  # text, title and place without marks, for searching
    digest = models.CharField(max_length=64, editable=False)  # of the folded text: finds what came in twice
    # Rises with every change: a form that was opened before somebody else's change is noticed.
    version = models.PositiveIntegerField(default=1)
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
            models.Index(fields=["dialogue", "received_on", "id"], name="petitions_newest_first"),
            models.Index(fields=["published_on"], condition=Q(published_on__isnull=False), name="petitions_published"),
            models.Index(fields=["agreed_due_on"], condition=Q(agreed_due_on__isnull=False), name="petitions_promised"),
            models.Index(fields=["result"], name="petitions_by_result"),
        )

    # Set in memory by `services.shield`: the words stand there without their people.
    is_shielded = False

    def __str__(self) -> str:
        """Return code and short name."""
        return f"{self.code} {self.title}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, unless the words in memory are not the words received. Raises RuntimeError."""
        if self.is_shielded:
            raise RuntimeError("a shielded petition is for reading only")
        super().save(*args, **kwargs)

    @property
    def is_aside(self) -> bool:
        """Say whether it was set aside: handed over, merged, split or withdrawn."""
        return self.state not in COUNTED_STATES


class Submitter(models.Model):
    """Somebody who put the matter forward: identity by key, a code and a secret to follow it."""

    key = models.CharField(**KEY)
    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="submitters")
    identity = models.ForeignKey(Identity, on_delete=models.PROTECT, null=True, blank=True, related_name="submissions")
    code = models.CharField(max_length=20, unique=True)
    secret_hash = models.CharField(max_length=128, blank=True)  # empty until a receipt is issued
    reply_channel = models.CharField(max_length=10, choices=ReplyChannel.choices, default=ReplyChannel.PORTAL)
    is_group = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)


class LateArrival(models.Model):
    """That a petition was sent for another dialogue, whose window had closed: which one, and its last day."""

    petition = models.OneToOneField(Petition, on_delete=models.PROTECT, related_name="late_arrival")
    missed = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="late_arrivals")
    closed_on = models.DateField(null=True, blank=True)  # none was set: the conference itself ended it
    created_at = models.DateTimeField(auto_now_add=True)


class Attachment(models.Model):
    """A file that came with the petition or was added while working on it."""

    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="attachments")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    from_citizen = models.BooleanField(default=False)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
