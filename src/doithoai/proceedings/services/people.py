"""People in the room: counted, and (rarely) refused."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from doithoai.common.actors import Actor
from doithoai.common.text import one_line
from doithoai.dialogues.enums import DialogueState, RegistrationState
from doithoai.dialogues.models import Dialogue, Registration, VenuePoint
from doithoai.journal import services as journal
from doithoai.obligations import services as obligations
from doithoai.proceedings.enums import EntryKind
from doithoai.proceedings.errors import (
    GroundUnknown,
    NotInSession,
    ReasonMissing,
    RefusalSettled,
    SecondPersonNeeded,
)
from doithoai.proceedings.models import Attendance, Refusal
from doithoai.proceedings.queries import law
from doithoai.proceedings.services.lives import locked, person
from doithoai.proceedings.services.record import clock, note
from doithoai.regulations.facts import AttendanceCounted, ParticipantRefused

_DOORS_OPEN = frozenset({DialogueState.ANNOUNCED, DialogueState.IN_SESSION})


def _at_the_door(dialogue: Dialogue) -> Dialogue:
    fresh = locked(dialogue)
    if fresh.state not in _DOORS_OPEN:
        raise NotInSession
    return fresh


@transaction.atomic
def count_attendance(
    *, venue_point: VenuePoint, citizens: int, officials: int = 0, at: datetime, by: Actor
) -> Attendance:
    """Record how many people are at a venue point; a later count replaces an earlier one, both are kept.

    The same figures twice are one count. Raises NotInSession.
    """
    who = person(by)
    dialogue = _at_the_door(venue_point.dialogue)
    last = venue_point.counts.order_by("-pk").first()
    if last is not None and (last.citizens, last.officials) == (citizens, officials):
        return last
    count = Attendance.objects.create(venue_point=venue_point, citizens=citizens, officials=officials, counted_by=who)
    on = timezone.localdate(at)
    fact = AttendanceCounted(
        on=on, dialogue=dialogue.key, venue=venue_point.key, count=citizens, place=venue_point.kind
    )
    journal.record(fact, by=by)
    text = f"{venue_point.name}, {clock(at)}: {citizens} người dân, {officials} cán bộ có mặt."
    note(dialogue, EntryKind.REMARK, text, at=at)
    obligations.refresh(dialogue.key, on=on)
    return count


@transaction.atomic
def decide_refusal(
    *, dialogue: Dialogue, ground: str, observed: str, by: Actor, registration: Registration | None = None
) -> Refusal:
    """Decide to refuse a person on a ground of the regulation (HP-4.3-*); it waits for a second person (A21).

    `observed` is conduct that was seen, or a document: no health details. The same decision twice is one.
    Raises GroundUnknown, ReasonMissing, NotInSession.
    """
    who = person(by)
    dialogue = _at_the_door(dialogue)
    if ground not in {item.code for item in law.refusal_grounds(dialogue)}:
        raise GroundUnknown
    words = one_line(observed)[:300]
    if not words:
        raise ReasonMissing("Hãy ghi điều đã thấy hoặc văn bản làm căn cứ, không ghi tình trạng sức khỏe.")
    waiting = Refusal.objects.filter(
        dialogue=dialogue, registration=registration, ground=ground, observed=words, dropped_at=None
    ).first()
    if waiting is not None:
        return waiting
    return Refusal.objects.create(
        dialogue=dialogue, registration=registration, ground=ground, observed=words, decided_by=who
    )


@transaction.atomic
def confirm_refusal(*, refusal: Refusal, at: datetime, by: Actor) -> Refusal:
    """Confirm what the host decided; only now the person is refused. Raises SecondPersonNeeded, RefusalSettled."""
    who = person(by)
    dialogue = _at_the_door(refusal.dialogue)
    refusal = Refusal.objects.select_related("registration").get(pk=refusal.pk)
    if refusal.decided_by_id == who.pk:
        raise SecondPersonNeeded
    if refusal.dropped_at is not None:
        raise RefusalSettled
    if refusal.confirmed_at is not None:
        return refusal
    refusal.confirmed_at, refusal.confirmed_by = at, who
    refusal.save(update_fields=["confirmed_at", "confirmed_by"])
    registration = refusal.registration
    if registration is not None:
        registration.state = RegistrationState.REFUSED
        registration.save(update_fields=["state"])
    fact = ParticipantRefused(
        on=timezone.localdate(at),
        dialogue=dialogue.key,
        ground=refusal.ground,
        registration=registration.key if registration else "",
    )
    journal.record(fact, by=by)
    note(dialogue, EntryKind.REMARK, f"Từ chối một người dự ({clock(at)}), theo quyết định của chủ trì.", at=at)
    obligations.refresh(dialogue.key, on=timezone.localdate(at))
    return refusal


@transaction.atomic
def drop_refusal(*, refusal: Refusal, at: datetime, by: Actor) -> Refusal:
    """Take back a decision that nobody has confirmed. Raises RefusalSettled."""
    who = person(by)
    _at_the_door(refusal.dialogue)
    refusal = Refusal.objects.get(pk=refusal.pk)
    if refusal.confirmed_at is not None:
        raise RefusalSettled
    if refusal.dropped_at is None:
        refusal.dropped_at, refusal.dropped_by = at, who
        refusal.save(update_fields=["dropped_at", "dropped_by"])
    return refusal
