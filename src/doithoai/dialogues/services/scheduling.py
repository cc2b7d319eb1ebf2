"""Another day or place, postponing, cancelling: after an announcement each makes a new notice necessary (A05)."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from doithoai.common.actors import Actor
from doithoai.dialogues import letters, queries
from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.errors import OpeningRefused, PartlyHeld
from doithoai.dialogues.models import Dialogue
from doithoai.dialogues.queries.openings import Place, Sitting, half_days_of, kinds_of, sitting_faults
from doithoai.dialogues.services.moving import locked, move, reason_of, require_state
from doithoai.dialogues.services.opening import set_places, set_sessions
from doithoai.journal import queries as journal_queries
from doithoai.journal import services as journal
from doithoai.notices import services as notices
from doithoai.obligations import services as obligations
from doithoai.regulations.facts import ConferenceOpened, ConferencePostponed, ConferenceScheduled, DialogueCancelled

_BEFORE = (DialogueState.PREPARING, DialogueState.ANNOUNCED, DialogueState.POSTPONED)


@transaction.atomic
def reschedule_dialogue(
    *,
    dialogue: Dialogue,
    sittings: tuple[Sitting, ...],
    places: tuple[Place, ...],
    reason: str = "",
    on: date,
    by: Actor,
) -> Dialogue:
    """Set other sessions or places. What was announced is replaced, and the dialogue goes back to preparing.

    Raises MoveNotAllowed once the conference began, OpeningRefused for impossible sessions,
    ReasonMissing when people had already been told.
    """
    dialogue = locked(dialogue)
    require_state(dialogue, *_BEFORE)
    faults = list(sitting_faults(sittings, on=on))
    if not places:
        faults.append("Hãy ghi ít nhất một điểm họp.")
    if faults:
        raise OpeningRefused(" ".join(faults))
    if dialogue.notices.filter(replaced_at=None).exists():
        dialogue.postponed_reason = reason_of(reason)
        dialogue.save(update_fields=["postponed_reason"])
        dialogue.notices.filter(replaced_at=None).update(replaced_at=timezone.now())
    if dialogue.state != DialogueState.PREPARING:
        move(dialogue, DialogueState.PREPARING)
    set_sessions(dialogue, sittings)
    set_places(dialogue, places)
    _record_schedule(dialogue, sittings, places, on=on, by=by)
    obligations.refresh(dialogue.key, on=on)
    notices.queue(*letters.moved(dialogue))
    return dialogue


def _record_schedule(
    dialogue: Dialogue, sittings: tuple[Sitting, ...], places: tuple[Place, ...], *, on: date, by: Actor
) -> None:
    journal.record(
        ConferenceScheduled(
            on=on,
            dialogue=dialogue.key,
            starts_on=timezone.localdate(min(sitting.starts_at for sitting in sittings)),
            ends_on=timezone.localdate(max(sitting.ends_at for sitting in sittings)),
            number=queries.schedule_number(dialogue) + 1,
            half_days=half_days_of(sittings),
            place=kinds_of(places),
        ),
        by=by,
    )


@transaction.atomic
def postpone_dialogue(*, dialogue: Dialogue, reason: str, on: date, by: Actor) -> Dialogue:
    """Put the conference off without a new day yet; the notice no longer holds.

    Raises MoveNotAllowed, ReasonMissing.
    """
    words = reason_of(reason)
    dialogue = move(dialogue, DialogueState.POSTPONED)
    dialogue.postponed_reason = words
    dialogue.save(update_fields=["postponed_reason"])
    dialogue.notices.filter(replaced_at=None).update(replaced_at=timezone.now())
    journal.record(ConferencePostponed(on=on, dialogue=dialogue.key), by=by)
    obligations.refresh(dialogue.key, on=on)
    notices.queue(*letters.stopped(dialogue, cancelled=False))
    return dialogue


@transaction.atomic
def cancel_dialogue(*, dialogue: Dialogue, reason: str, on: date, by: Actor) -> Dialogue:
    """Cancel a dialogue that was not held. Raises MoveNotAllowed, ReasonMissing, PartlyHeld.

    What was settled in a conference that was broken off must be concluded and followed up: it cannot be cancelled.
    """
    words = reason_of(reason)
    if journal_queries.facts_of(dialogue.stream, ConferenceOpened.kind):
        raise PartlyHeld
    dialogue = move(dialogue, DialogueState.CANCELLED)
    dialogue.cancelled_reason = words
    dialogue.save(update_fields=["cancelled_reason"])
    dialogue.notices.filter(replaced_at=None).update(replaced_at=timezone.now())
    journal.record(DialogueCancelled(on=on, dialogue=dialogue.key), by=by)
    obligations.refresh(dialogue.key, on=on)
    notices.queue(*letters.stopped(dialogue, cancelled=True))
    return dialogue
