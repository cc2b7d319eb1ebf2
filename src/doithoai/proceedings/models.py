"""The conference as it happened, its minutes and its conclusion."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from doithoai.accounts.models import Account
from doithoai.common.keys import new_key
from doithoai.dialogues.models import Dialogue, Registration, VenuePoint
from doithoai.documents.models import Document
from doithoai.organisations.models import Body
from doithoai.petitions.enums import Outcome as OutcomeKind
from doithoai.petitions.models import Petition, Submitter
from doithoai.proceedings.enums import ConclusionSection, EntryKind, HidingReason, QuestionState

_KEY: dict[str, Any] = {"max_length": 26, "unique": True, "default": new_key, "editable": False}


def _together(what: str, of: str) -> models.CheckConstraint:
    """Return the constraint that a moment and its person are set together or not at all."""
    at, by = f"{what}_at", f"{what}_by"
    return models.CheckConstraint(
        condition=Q(**{at: None, by: None}) | Q(**{f"{at}__isnull": False, f"{by}__isnull": False}),
        name=f"{of}_{what}_at_and_by_together",
    )


class LiveSequence(models.Model):
    """How often what the screens of a conference show has changed; grows by one in the transaction that changes it."""

    dialogue = models.OneToOneField(Dialogue, on_delete=models.PROTECT, primary_key=True, related_name="live_sequence")
    number = models.PositiveBigIntegerField(default=0)


class ProgrammeStep(models.Model):
    """A step of the programme, from the regulation's order, with what it really took."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField()
    rule = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    detail = models.CharField(max_length=500, blank=True)
    led_by = models.CharField(max_length=160, blank=True)
    minutes_planned = models.PositiveSmallIntegerField(default=15)
    is_optional = models.BooleanField(default=False)  # the text says "if any" or "may"
    skipped_reason = models.CharField(max_length=300, blank=True)  # only for a step that the text makes optional
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["dialogue", "number"], name="one_step_per_number"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(started_at__isnull=False, ended_at__gte=F("started_at")),
                name="step_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["dialogue"],
                condition=Q(started_at__isnull=False, ended_at=None),
                name="one_step_runs_at_a_time",
            ),
        )

    def __str__(self) -> str:
        """Return number and title."""
        return f"{self.number}. {self.title}"


class Interruption(models.Model):
    """The conference broken off in the middle: till a session already announced, or put off without a day.

    What was settled stays settled. It ends when the conference goes on, or when it is closed with what was held.
    """

    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="interruptions")
    # The step that was cut; it goes on where it stood.
    step = models.ForeignKey(
        ProgrammeStep, on_delete=models.PROTECT, null=True, blank=True, related_name="interruptions"
    )
    reason = models.CharField(max_length=500)
    goes_on_at = models.DateTimeField(null=True, blank=True)  # the announced session; empty: put off, notice to follow
    stopped_at = models.DateTimeField()
    stopped_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["dialogue"], condition=Q(ended_at=None), name="one_open_interruption_per_dialogue"
            ),
            _together("stopped", "interruption"),
            _together("ended", "interruption"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("stopped_at")), name="interruption_ends_after_it_began"
            ),
        )


class Broadcast(models.Model):
    """Where a conference is met and watched from afar: links to systems of others, and when the recording begins."""

    dialogue = models.OneToOneField(Dialogue, on_delete=models.PROTECT, primary_key=True, related_name="broadcast")
    room_url = models.URLField(max_length=500, blank=True)  # for who speaks now and next, never public
    watch_url = models.URLField(max_length=500, blank=True)  # the stream, later the recording
    began_at = models.DateTimeField(null=True, blank=True)  # second 0 of the recording
    is_public = models.BooleanField(default=False)  # the moments of each speech stand on the public page
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            _together("set", "broadcast"),
            models.CheckConstraint(
                condition=Q(is_public=False) | ~Q(watch_url=""), name="public_broadcast_has_its_link"
            ),
        )


class FallbackLine(models.Model):
    """The telephone by which a venue point goes on when its line drops; an office's number, not a person's."""

    venue_point = models.OneToOneField(
        VenuePoint, on_delete=models.PROTECT, primary_key=True, related_name="fallback_line"
    )
    phone = models.CharField(max_length=40)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (_together("set", "fallback_line"),)


class SpeakingLimit(models.Model):
    """How long a turn may last before the bell: the host's word in the room, no rule of a text. The newest counts."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="speaking_limits")
    minutes = models.PositiveSmallIntegerField()  # 0: no bell
    set_at = models.DateTimeField(auto_now_add=True)
    set_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")


class SpeakerDraw(models.Model):
    """A draw of who speaks: the list is closed and its digest public before the seed exists; anybody can replay it."""

    key = models.CharField(**_KEY)
    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="draws")
    # One line a slip, in order: its number, a tab, its group. Who has which slip is known to the office only.
    slips = models.TextField()
    digest = models.CharField(max_length=64)  # SHA-256 of `slips`, in hexadecimal
    seats = models.PositiveSmallIntegerField()  # drawn from each group
    seed_source = models.CharField(max_length=300)  # named before it is known, e.g. a lottery's result of a later day
    closed_at = models.DateTimeField()
    closed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    seed = models.CharField(max_length=100, blank=True)
    drawn_at = models.DateTimeField(null=True, blank=True)
    drawn_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["dialogue"], condition=Q(drawn_at=None), name="one_draw_waits_for_its_seed"
            ),
            _together("closed", "draw"),
            _together("drawn", "draw"),
            models.CheckConstraint(condition=Q(seed="") ^ Q(drawn_at__isnull=False), name="draw_made_with_its_seed"),
            models.CheckConstraint(
                condition=Q(drawn_at=None) | Q(drawn_at__gt=F("closed_at")), name="seed_comes_after_the_list"
            ),
        )


class Presence(models.Model):
    """That somebody who can answer for a body is in the room, from when to when; a body may come and go."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="presences")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="presences")
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    left_at = models.DateTimeField(null=True, blank=True)
    left_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["dialogue", "body"], condition=Q(left_at=None), name="a_body_is_in_the_room_once"
            ),
            _together("entered", "presence"),
            _together("left", "presence"),
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(left_at__gte=F("entered_at")), name="presence_ends_after_it_began"
            ),
        )


class HandedAnswer(models.Model):
    """The text of an answer, as the body that gave it hands it to the secretary's table; minutes only when taken."""

    key = models.CharField(**_KEY)
    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="handed_answers")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="handed_answers")
    answered_by = models.CharField(max_length=160)
    text = models.TextField()
    handed_at = models.DateTimeField()
    handed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # The answer in the minutes; empty while it waits, or where the table set it aside.
    speech = models.ForeignKey("Speech", on_delete=models.PROTECT, null=True, blank=True, related_name="handed_as")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["petition", "body"], condition=Q(decided_at=None), name="one_handed_answer_waits_per_body"
            ),
            _together("handed", "handed_answer"),
            _together("decided", "handed_answer"),
            models.CheckConstraint(
                condition=Q(speech=None) | Q(decided_at__isnull=False), name="handed_answer_taken_is_decided"
            ),
        )


class Attendance(models.Model):
    """People counted at a venue point; a later count replaces an earlier one, both are kept."""

    venue_point = models.ForeignKey(VenuePoint, on_delete=models.PROTECT, related_name="counts")
    citizens = models.PositiveIntegerField()
    officials = models.PositiveIntegerField(default=0)
    counted_at = models.DateTimeField(auto_now_add=True)
    counted_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")


class Refusal(models.Model):
    """A person who was refused: a coded ground, decided by the host, confirmed by a second person (A21).

    Until the second person confirms, it has no effect; the host may take it back.
    """

    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="refusals")
    registration = models.ForeignKey(
        Registration, on_delete=models.PROTECT, null=True, blank=True, related_name="refusals"
    )
    ground = models.CharField(max_length=40)
    observed = models.CharField(max_length=300)  # conduct that was seen, or a document; no health details
    decided_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    dropped_at = models.DateTimeField(null=True, blank=True)
    dropped_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(decided_by=F("confirmed_by")), name="refusal_confirmed_by_another"
            ),
            _together("confirmed", "refusal"),
            _together("dropped", "refusal"),
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(dropped_at=None), name="refusal_confirmed_or_dropped"
            ),
        )


class Speech(models.Model):
    """A turn to speak: waiting, running, over, or passed over; in which step, about which petition, for how long."""

    key = models.CharField(**_KEY)
    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="speeches")
    # Empty while the turn waits.
    step = models.ForeignKey(ProgrammeStep, on_delete=models.PROTECT, null=True, blank=True, related_name="speeches")
    order = models.PositiveIntegerField()
    registration = models.ForeignKey(
        Registration, on_delete=models.PROTECT, null=True, blank=True, related_name="speeches"
    )
    # Where the speaker sits; empty: not known, or at home.
    venue_point = models.ForeignKey(
        VenuePoint, on_delete=models.PROTECT, null=True, blank=True, related_name="speeches"
    )
    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, null=True, blank=True, related_name="speeches")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="speeches")
    # The same person's first turn: this one is a reply to what was answered, or of a second round.
    follows = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="followed_by")
    speaker = models.CharField(max_length=160)  # as the minutes call them: "Công dân thôn Cầu Đá", a post
    summary = models.TextField(blank=True)
    # What the live page of the public calls the matter; empty until somebody read it and found nothing personal.
    public_title = models.CharField(max_length=200, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    skipped_at = models.DateTimeField(null=True, blank=True)  # called and not there, or taken back
    skipped_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["dialogue", "order"], name="one_speech_per_order"),
            models.UniqueConstraint(
                fields=["dialogue"],
                condition=Q(started_at__isnull=False, ended_at=None),
                name="one_speech_runs_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["registration"], condition=Q(registration__isnull=False), name="a_registration_speaks_once"
            ),
            models.CheckConstraint(
                condition=Q(started_at=None, ended_at=None) | Q(step__isnull=False), name="speech_given_in_a_step"
            ),
            _together("skipped", "speech"),
        )


class Question(models.Model):
    """What somebody wrote on a phone or at home while the conference ran; public only once it is on the list.

    Nobody's name: the asker finds it again by a cookie that holds the keys of the own questions.
    """

    key = models.CharField(**_KEY)
    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="questions")
    venue_point = models.ForeignKey(
        VenuePoint, on_delete=models.PROTECT, null=True, blank=True, related_name="questions"
    )  # empty: at home
    text = models.TextField()
    place = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=8, choices=QuestionState.choices, default=QuestionState.WAITING)
    hidden_because = models.CharField(max_length=12, choices=HidingReason.choices, blank=True)
    speech = models.ForeignKey(Speech, on_delete=models.PROTECT, null=True, blank=True, related_name="questions")
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = (
            _together("decided", "question"),
            models.CheckConstraint(
                condition=Q(state=QuestionState.WAITING, decided_at=None)
                | ~Q(state=QuestionState.WAITING) & Q(decided_at__isnull=False),
                name="question_decided_unless_waiting",
            ),
            models.CheckConstraint(
                condition=Q(state=QuestionState.HIDDEN) ^ Q(hidden_because=""), name="hidden_question_has_its_reason"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[QuestionState.LISTED, QuestionState.MERGED]) ^ Q(speech=None),
                name="listed_question_has_its_turn",
            ),
        )
        indexes = (models.Index(fields=["dialogue", "state"], name="questions_of_dialogue"),)


class Support(models.Model):
    """That somebody wants to know the same, once a browser; keyed with the turn, so that nobody can be followed."""

    speech = models.ForeignKey(Speech, on_delete=models.PROTECT, related_name="supports")
    browser = models.CharField(max_length=64)
    given_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["speech", "browser"], name="one_support_per_browser"),)


class Outcome(models.Model):
    """What became of a petition at the conference; replaced ones are kept, one is current."""

    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="outcomes")
    kind = models.CharField(max_length=12, choices=OutcomeKind.choices)
    ground = models.CharField(max_length=40, blank=True)
    note = models.TextField(blank=True)  # the answer given, the direction, the reason
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="outcomes")
    answered_by = models.CharField(max_length=160, blank=True)
    is_current = models.BooleanField(default=True)
    change_reason = models.CharField(max_length=500, blank=True)
    # For taking it back: the petition's state before, and the number of the fact in the dialogue's chain.
    state_before = models.CharField(max_length=25)
    entry = models.PositiveIntegerField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["petition"], condition=Q(is_current=True), name="one_current_outcome_per_petition"
            ),
            models.CheckConstraint(condition=~Q(kind=OutcomeKind.DECLINED) | ~Q(note=""), name="declining_needs_words"),
            models.CheckConstraint(
                condition=~Q(kind__in=[OutcomeKind.TAKEN_UP, OutcomeKind.TRANSFERRED]) | Q(body__isnull=False),
                name="taking_up_names_a_body",
            ),
            _together("undone", "outcome"),
            models.CheckConstraint(condition=Q(undone_at=None) | Q(is_current=False), name="undone_outcome_is_past"),
        )


class MinutesEntry(models.Model):
    """A line of the minutes, made by the program from what happened or added by a secretary. Append-only."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="minutes_entries")
    kind = models.CharField(max_length=12, choices=EntryKind.choices)
    text = models.TextField()
    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections")
    happened_at = models.DateTimeField()
    written_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)


class Minutes(models.Model):
    """The signed minutes: locked; a correction is a new page."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="minutes")
    page = models.PositiveSmallIntegerField(default=1)
    text = models.TextField()
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    secretary_signed_at = models.DateTimeField(null=True, blank=True)
    secretary_signed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    host_signed_at = models.DateTimeField(null=True, blank=True)
    host_signed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["dialogue", "page"], name="one_minutes_per_page"),
            _together("secretary_signed", "minutes"),
            _together("host_signed", "minutes"),
            models.CheckConstraint(
                condition=Q(host_signed_at=None) | Q(secretary_signed_at__isnull=False),
                name="secretary_signs_minutes_first",
            ),
        )


class Extension(models.Model):
    """More time under a rule, on a ground, decided by the host in time (HP-10.1b-extension)."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="extensions")
    rule = models.CharField(max_length=60)
    ground = models.CharField(max_length=40)
    reason = models.CharField(max_length=500)
    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = models.DateField()
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["dialogue", "rule"], name="one_extension_per_rule"),)


class Conclusion(models.Model):
    """The host's conclusion and its notice."""

    dialogue = models.OneToOneField(Dialogue, on_delete=models.PROTECT, related_name="conclusion")
    opening = models.TextField(blank=True)  # general words of the host, before the items
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    number = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    issued_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(issued_on=None, issued_by=None) | Q(issued_on__isnull=False, issued_by__isnull=False),
                name="conclusion_issued_on_and_by_together",
            ),
        )


class ConclusionItem(models.Model):
    """One sentence of the conclusion: what, who, by when; about one petition or none."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="conclusion_items")
    petition = models.ForeignKey(
        Petition, on_delete=models.PROTECT, null=True, blank=True, related_name="conclusion_items"
    )
    section = models.CharField(max_length=10, choices=ConclusionSection.choices)
    text = models.TextField()
    is_edited = models.BooleanField(default=False)  # the host's own words stay when outcomes are read again
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="conclusion_items")
    due_on = models.DateField(null=True, blank=True)
    position = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["petition"], condition=Q(petition__isnull=False), name="one_conclusion_item_per_petition"
            ),
        )


class Delivery(models.Model):
    """The conclusion notice to one recipient that must get it: by role, to a body or a submitter."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="deliveries")
    recipient = models.CharField(max_length=40)  # role code of the regulation
    rule = models.CharField(max_length=60)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="deliveries")
    submitter = models.ForeignKey(Submitter, on_delete=models.PROTECT, null=True, blank=True, related_name="deliveries")
    sent_on = models.DateField(null=True, blank=True)
    sent_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(body__isnull=False, submitter=None) | Q(body=None, submitter__isnull=False),
                name="delivery_goes_to_one",
            ),
            models.UniqueConstraint(
                fields=["dialogue", "recipient", "body"], condition=Q(body__isnull=False), name="one_delivery_per_body"
            ),
            models.UniqueConstraint(
                fields=["dialogue", "submitter"],
                condition=Q(submitter__isnull=False),
                name="one_delivery_per_submitter",
            ),
        )


class ResultPublication(models.Model):
    """That the results of the conference were made public by a channel, on a day, with proof."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="result_publications")
    channel = models.CharField(max_length=40)  # code of the instrument that asks for it
    published_on = models.DateField()
    detail = models.CharField(max_length=300)
    published_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["dialogue", "channel"], name="results_public_once_per_channel"),)
