"""Dialogues with hosts, sessions, places, tasks, forecasts, and what was let through."""

from django.db import models
from django.db.models import F, Q

from doithoai.accounts.models import Account
from doithoai.dialogues.enums import DialogueForm, DialogueState, DialogueType, PlaceKind
from doithoai.dialogues.models.keys import KEY
from doithoai.dialogues.models.plans import PlannedDialogue
from doithoai.documents.models import Document, StoredFile
from doithoai.organisations.models import Body, Post, Unit


class Dialogue(models.Model):
    """One dialogue, from opening to archive; pinned to the regulation versions of its opening day."""

    key = models.CharField(**KEY)
    code = models.CharField(max_length=20, unique=True)  # TL-2026-01
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="dialogues")
    title = models.CharField(max_length=300)
    type = models.CharField(max_length=15, choices=DialogueType.choices)
    form = models.CharField(max_length=10, choices=DialogueForm.choices)
    state = models.CharField(max_length=15, choices=DialogueState.choices, default=DialogueState.PREPARING)
    instruments = models.CharField(max_length=1000)  # pinned: id@version?readings, comma-separated
    planned = models.ForeignKey(
        PlannedDialogue, on_delete=models.PROTECT, null=True, blank=True, related_name="dialogues"
    )
    previous = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="next_ones")
    host_office = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="dialogues_prepared")
    secretary = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    topic = models.TextField(blank=True)
    trigger = models.CharField(max_length=40, blank=True)  # of an extraordinary dialogue
    audience = models.CharField(max_length=40, blank=True)  # of a thematic dialogue
    participants = models.TextField(blank=True)  # who is asked to come, in words
    co_organisers = models.CharField(max_length=300, blank=True)  # bodies outside the unit that organise it too
    # What the briefing before the conference covers (codes of the regulation) and its text.
    briefing_items = models.CharField(max_length=300, blank=True)
    briefing = models.TextField(blank=True)
    collects_until = models.DateField(null=True, blank=True)
    postponed_reason = models.CharField(max_length=500, blank=True)
    cancelled_reason = models.CharField(max_length=500, blank=True)
    # The written request to the units concerned that starts an extraordinary dialogue (HP-8.3-request).
    request_number = models.CharField(max_length=60, blank=True)
    requested_on = models.DateField(null=True, blank=True)
    opened_on = models.DateField()
    opened_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    plan_number = models.CharField(max_length=60, blank=True)
    plan_approved_on = models.DateField(null=True, blank=True)
    plan_approved_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    programme_approved_on = models.DateField(null=True, blank=True)
    held_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    # The role of who presides, where the dialogue was fetched with it (`queries.dialogue_with_places`).
    presiding_role: str | None = None

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(plan_approved_on=None, plan_approved_by=None)
                | Q(plan_approved_on__isnull=False, plan_approved_by__isnull=False),
                name="conference_plan_approved_on_and_by_together",
            ),
        )
        indexes = (models.Index(fields=["unit", "state"], name="dialogues_of_unit"),)

    def __str__(self) -> str:
        """Return the title."""
        return self.title

    @property
    def stream(self) -> str:
        """Return the name of the dialogue's chain in the journal."""
        return f"dialogue:{self.key}"


class DialogueHost(models.Model):
    """A post that hosts the dialogue; exactly one presides (comparison A06).

    A substitute is a deputy's post, allowed only in a special case and by a numbered assignment
    (HP-2.1a-sub, HP-2.1b-sub).
    """

    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="hosts")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="hosted")
    presides = models.BooleanField(default=True)
    substitute = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True, related_name="stood_in")
    special_case = models.CharField(max_length=500, blank=True)
    assignment_number = models.CharField(max_length=60, blank=True)
    assigned_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["dialogue"], condition=Q(presides=True), name="one_presiding_host"),
            models.UniqueConstraint(fields=["dialogue", "post"], name="a_post_hosts_once"),
            models.CheckConstraint(
                condition=Q(substitute=None) | ~Q(assignment_number=""), name="substitute_needs_assignment"
            ),
        )


class Session(models.Model):
    """One sitting of the conference; the notice counts to the first start, deadlines from the last end (A04)."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="sessions")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after_start"),
        )


class VenuePoint(models.Model):
    """A place where people sit: the main hall or a linked point."""

    key = models.CharField(**KEY)
    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="venue_points")
    name = models.CharField(max_length=160)
    address = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=14, choices=PlaceKind.choices, blank=True)  # where the regulation asks for it
    capacity = models.PositiveIntegerField(null=True, blank=True)
    is_main = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["dialogue"], condition=Q(is_main=True), name="one_main_venue_point"),
        )

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class PlanEntry(models.Model):
    """What the conference plan says of a field that only the dialogue's own regulation asks for, by its code."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="plan_entries")
    code = models.CharField(max_length=40)
    text = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["dialogue", "code"], name="one_plan_entry_per_code"),)


class PreparationTask(models.Model):
    """What a body was asked to prepare, by which document (HP-8.1-plan-assign, HP-15.2-assignment)."""

    key = models.CharField(**KEY)
    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="tasks")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="preparation_tasks")
    what = models.CharField(max_length=300)
    due_on = models.DateField(null=True, blank=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None) | Q(done_at__isnull=False, done_by__isnull=False),
                name="preparation_task_done_at_and_by_together",
            ),
        )


class Override(models.Model):
    """A door opened with something missing: who, when, why, under which rule. Append-only."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="overrides")
    door = models.CharField(max_length=20)  # announce, open, conclude, archive
    rule = models.CharField(max_length=60)
    reason = models.CharField(max_length=500)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")


class Forecast(models.Model):
    """What the Front or an organisation foresees for the conference, handed in before it (HP-14.1-forecast).

    Each one handed in is kept as it was; a body that thinks again hands in another.
    """

    key = models.CharField(**KEY)
    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="forecasts")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="forecasts")
    text = models.TextField(blank=True)
    files = models.ManyToManyField(StoredFile, related_name="+")
    submitted_on = models.DateField()
    submitted_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")  # who recorded it
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = (models.Index(fields=["dialogue", "submitted_on"], name="forecasts_of_dialogue"),)
