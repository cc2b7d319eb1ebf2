"""The queue: those who registered come first in their order, then whoever raises a hand in the room."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Max

from doithoai.common.actors import Actor
from doithoai.common.text import nfc, one_line
from doithoai.dialogues.enums import RegistrationState
from doithoai.dialogues.models import Dialogue, Registration, VenuePoint
from doithoai.petitions import services as petitions
from doithoai.petitions.models import Petition
from doithoai.petitions.services import Opinion, Petitioner, Received
from doithoai.proceedings.errors import TurnOver
from doithoai.proceedings.models import SpeakingLimit, Speech
from doithoai.proceedings.queries.running import speaking_minutes, turns_of, waiting_turns
from doithoai.proceedings.services.lives import in_session, person

_NOT_COMING = (RegistrationState.WITHDRAWN, RegistrationState.REFUSED)


def fill_queue(dialogue: Dialogue) -> int:
    """Give everyone who registered to speak a turn, in the order of the list; return how many are new.

    Called under the dialogue's lock by the verbs that open, receive and go on.
    """
    rows = Registration.objects.filter(dialogue=dialogue, wants_to_speak=True, speeches=None)
    rows = rows.exclude(state__in=_NOT_COMING).order_by(F("speaking_order").asc(nulls_last=True), "registered_at", "pk")
    new = list(rows)
    codes = {row.petition_code for row in new if row.petition_code}
    petitions = {row.code: row for row in Petition.objects.filter(dialogue=dialogue, code__in=codes)}
    order = _last_order(dialogue)
    for number, row in enumerate(new, 1):
        petition = petitions.get(row.petition_code)
        Speech.objects.create(
            dialogue=dialogue,
            order=order + number,
            registration=row,
            venue_point_id=row.venue_point_id,
            petition=petition,
            speaker=speaker_words(petition, row),
            summary=nfc(row.speaks_about).strip(),
        )
    return len(new)


def _last_order(dialogue: Dialogue) -> int:
    last: int | None = Speech.objects.filter(dialogue=dialogue).aggregate(last=Max("order"))["last"]
    return last or 0


def speaker_words(petition: Petition | None, registration: Registration | None = None) -> str:
    """Return how the record calls a speaker whose name stays in the vault: by place, else by code."""
    if petition is not None and petition.place:
        return f"Người dân {petition.place}"[:160]
    if registration is not None:
        return f"Người dân, phiếu {registration.code}"
    return "Người dân"


@transaction.atomic
def add_turn(
    *,
    dialogue: Dialogue,
    by: Actor,
    speaker: str = "",
    petition: Petition | None = None,
    about: str = "",
    registration: Registration | None = None,
    venue_point: VenuePoint | None = None,
    at_once: bool = False,
) -> Speech:
    """Put somebody at the end of the queue, or `at_once` before all who wait: the presider lets them interpose.

    A registration that has a turn keeps it. Raises NotInSession.
    """
    person(by)
    dialogue = in_session(dialogue)
    if registration is not None:
        known = Speech.objects.filter(registration=registration).first()
        if known is not None:
            return known
    turn = Speech.objects.create(
        dialogue=dialogue,
        order=_last_order(dialogue) + 1,
        registration=registration,
        venue_point=venue_point or (registration.venue_point if registration else None),
        petition=petition,
        speaker=one_line(speaker)[:160] or speaker_words(petition, registration),
        summary=nfc(about).strip(),
    )
    return _first_of_all(turn) if at_once else turn


@transaction.atomic
def speak_again(*, turn: Speech, at_once: bool, by: Actor) -> Speech:
    """Give somebody who has spoken another turn on the same matter.

    `at_once`: a reply to what was just answered, before all who wait; else a second round, after them. Asked twice it
    is one turn. Raises NotInSession, TurnOver for somebody who has not spoken yet.
    """
    person(by)
    dialogue = in_session(turn.dialogue)
    turn = Speech.objects.select_related("petition", "follows").get(pk=turn.pk)
    if turn.started_at is None or turn.body_id is not None:
        raise TurnOver
    first = turn.follows or turn
    again = waiting_turns(dialogue).filter(follows=first).first() or Speech.objects.create(
        dialogue=dialogue,
        order=_last_order(dialogue) + 1,
        follows=first,
        venue_point_id=turn.venue_point_id,
        petition=turn.petition,
        speaker=turn.speaker,
        public_title=turn.public_title,
    )
    return _first_of_all(again) if at_once else again


def _first_of_all(turn: Speech) -> Speech:
    waiting = list(waiting_turns(turn.dialogue))
    places = sorted(row.order for row in waiting)
    _lay([turn, *(row for row in waiting if row.pk != turn.pk)], places, aside=_last_order(turn.dialogue))
    return Speech.objects.get(pk=turn.pk)


@transaction.atomic
def raise_in_room(
    *,
    dialogue: Dialogue,
    opinion: Opinion,
    on: date,
    by: Actor,
    turn: Speech | None = None,
    petitioner: Petitioner | None = None,
    speaker: str = "",
) -> tuple[Speech, Received]:
    """Register a petition raised in the room, for the turn that raised it or with a turn of its own (HP-9.4-speak).

    The receipt's secret is shown once. Raises NotInSession and what receiving refuses.
    """
    person(by)
    dialogue = in_session(dialogue)
    received = petitions.receive_petition(
        dialogue=dialogue, opinion=replace(opinion, at_conference=True), petitioner=petitioner, on=on, by=by
    )
    petition = received.petition
    if turn is None:
        known = Speech.objects.filter(dialogue=dialogue, petition=petition, body=None).first()
        return known or add_turn(dialogue=dialogue, petition=petition, speaker=speaker, by=by), received
    turn = Speech.objects.get(pk=turn.pk)
    turn.petition = petition
    turn.speaker = one_line(speaker)[:160] or (speaker_words(petition) if petition.place else turn.speaker)
    turn.save(update_fields=["petition", "speaker"])
    return turn, received


@transaction.atomic
def move_turn(*, turn: Speech, up: bool, by: Actor) -> Speech:
    """Let a waiting turn change places with the one before or after it. Raises NotInSession, TurnOver."""
    person(by)
    dialogue = in_session(turn.dialogue)
    turn = _waiting(turn)
    others = waiting_turns(dialogue)
    if up:
        other = others.filter(order__lt=turn.order).order_by("-order").first()
    else:
        other = others.filter(order__gt=turn.order).first()
    if other is None:
        return turn
    mine, theirs = turn.order, other.order
    # The order is unique: step aside first.
    _place(turn, _last_order(dialogue) + 1)
    _place(other, mine)
    _place(turn, theirs)
    return turn


@transaction.atomic
def share_among_points(*, dialogue: Dialogue, by: Actor) -> list[Speech]:
    """Let the points take turns: who waits speaks by rounds, one of each point, the point that spoke least first.

    Within a point the order stays. People whose point is not known, and those at home, are one point of their own.
    Return the turns that wait in their new order. Raises NotInSession.
    """
    person(by)
    dialogue = in_session(dialogue)
    waiting = list(waiting_turns(dialogue))
    spoke: Counter[int | None] = Counter(
        turns_of(dialogue).filter(started_at__isnull=False).values_list("venue_point", flat=True)
    )
    rounds: Counter[int | None] = Counter()
    ranked = []
    for turn in waiting:
        point = turn.venue_point_id
        rounds[point] += 1
        ranked.append((spoke[point] + rounds[point], turn.order, turn))
    shared = [turn for _round, _order, turn in sorted(ranked, key=lambda row: row[:2])]
    if shared != waiting:
        _lay(shared, [turn.order for turn in waiting], aside=_last_order(dialogue))
    return shared


@transaction.atomic
def set_speaking_minutes(*, dialogue: Dialogue, minutes: int, by: Actor) -> int:
    """Set after how many minutes the bell rings for whoever speaks; 0 lets it be. Raises NotInSession."""
    who = person(by)
    dialogue = in_session(dialogue)
    if speaking_minutes(dialogue) != minutes:
        SpeakingLimit.objects.create(dialogue=dialogue, minutes=minutes, set_by=who)
    return minutes


def _lay(turns: Sequence[Speech], places: Sequence[int], *, aside: int) -> None:
    # The order is unique: all step aside first.
    for number, turn in enumerate(turns, 1):
        _place(turn, aside + number)
    for turn, order in zip(turns, places, strict=True):
        _place(turn, order)


def _place(turn: Speech, order: int) -> None:
    turn.order = order
    turn.save(update_fields=["order"])


def _waiting(turn: Speech) -> Speech:
    fresh = Speech.objects.get(pk=turn.pk)
    if fresh.started_at is not None or fresh.skipped_at is not None:
        raise TurnOver
    return fresh


@transaction.atomic
def skip_turn(*, turn: Speech, at: datetime, by: Actor) -> Speech:
    """Pass over somebody who was called and is not there, or who no longer wants to speak."""
    who = person(by)
    in_session(turn.dialogue)
    turn = Speech.objects.get(pk=turn.pk)
    if turn.skipped_at is None:
        turn = _waiting(turn)
        turn.skipped_at, turn.skipped_by = at, who
        turn.save(update_fields=["skipped_at", "skipped_by"])
    return turn


@transaction.atomic
def put_turn_back(*, turn: Speech, by: Actor) -> Speech:
    """Put somebody who was passed over at the end of the queue again."""
    person(by)
    dialogue = in_session(turn.dialogue)
    turn = Speech.objects.get(pk=turn.pk)
    if turn.skipped_at is not None:
        turn.skipped_at, turn.skipped_by, turn.order = None, None, _last_order(dialogue) + 1
        turn.save(update_fields=["skipped_at", "skipped_by", "order"])
    return turn
