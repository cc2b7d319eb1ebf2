"""Breaking the conference off in the middle, going on with it, or leaving it at what was held."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from doithoai.common.actors import Actor
from doithoai.common.text import one_line
from doithoai.dialogues import services as dialogues
from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import Dialogue, Session
from doithoai.journal import services as journal
from doithoai.obligations import services as obligations
from doithoai.organisations.models import Post
from doithoai.proceedings.enums import EntryKind
from doithoai.proceedings.errors import NotBrokenOff, ReasonMissing
from doithoai.proceedings.models import Interruption
from doithoai.proceedings.queries.interruptions import open_interruption
from doithoai.proceedings.queries.running import running_step, running_turn
from doithoai.proceedings.services.lives import in_session, locked, person
from doithoai.proceedings.services.record import clock, note
from doithoai.proceedings.services.session import count_for_posts
from doithoai.proceedings.services.steps import end_interruption, finish_step
from doithoai.proceedings.services.turns import finish_turn
from doithoai.regulations.facts import ConferenceHeld
from doithoai.workdays.dates import vi_date


@transaction.atomic
def break_off(
    *, dialogue: Dialogue, reason: str, at: datetime, by: Actor, until: Session | None = None
) -> Interruption:
    """Break the conference off: who speaks and the step under way end for now; outcomes stay, the queue waits.

    `until` is a session of a later day that was announced: the conference stays open till then. Without it the
    conference is put off: its notice no longer holds, whoever registered is told, and the new day must be announced
    by the rule for notices before it goes on. A second click finds it broken off. Raises NotInSession, ReasonMissing.
    """
    who = person(by)
    dialogue = locked(dialogue)
    known = open_interruption(dialogue)
    if known is not None:
        return known
    dialogue = in_session(dialogue)
    words = one_line(reason)[:500]
    if not words:
        raise ReasonMissing
    step = running_step(dialogue)
    goes_on = f"họp tiếp {vi_date(timezone.localdate(until.starts_at))}" if until else "ngày họp tiếp sẽ thông báo"
    note(dialogue, EntryKind.REMARK, f"Tạm dừng lúc {clock(at)}: {words}; {goes_on}.", at=at, written_by=who)
    turn = running_turn(dialogue)
    if turn is not None:
        finish_turn(turn, at=at, by=by)
    if step is not None:
        finish_step(step, at=at, by=by)
    made = Interruption.objects.create(
        dialogue=dialogue,
        step=step,
        reason=words,
        goes_on_at=until.starts_at if until else None,
        stopped_at=at,
        stopped_by=who,
    )
    on = timezone.localdate(at)
    if until is None:
        dialogues.postpone_dialogue(dialogue=dialogue, reason=words, on=on, by=by)
    obligations.refresh(dialogue.key, on=on)
    return made


@transaction.atomic
def go_on(*, dialogue: Dialogue, at: datetime, by: Actor) -> Dialogue:
    """Go on with a conference that was broken off till an announced session; the step that was cut goes on.

    A second click finds it going on. Raises NotInSession: one that was put off opens by its door again.
    """
    dialogue = in_session(dialogue)
    end_interruption(dialogue, at=at, by=by)
    return dialogue


@transaction.atomic
def leave_at_what_was_held(
    *, dialogue: Dialogue, present: Sequence[Post], reason: str, at: datetime, by: Actor
) -> Dialogue:
    """Hold no further session of a conference that was put off in the middle: it was held on its last day.

    What was settled keeps its outcome and goes into the conclusion; what was not reached is disposed of like after
    any conference (A57). Deadlines count from the day on which people last met, not from this decision (A04).
    Raises NotBrokenOff, ReasonMissing.
    """
    who = person(by)
    dialogue = locked(dialogue)
    if dialogue.state == DialogueState.HELD:
        return dialogue
    one = open_interruption(dialogue)
    if one is None or dialogue.state != DialogueState.POSTPONED:
        raise NotBrokenOff
    words = one_line(reason)[:500]
    if not words:
        raise ReasonMissing
    one.ended_at, one.ended_by = max(at, one.stopped_at), who
    one.save(update_fields=["ended_at", "ended_by"])
    held_on = timezone.localdate(one.stopped_at)
    note(dialogue, EntryKind.REMARK, f"Không họp tiếp: {words}.", at=at, written_by=who)
    dialogue.held_on = held_on
    dialogue.save(update_fields=["held_on"])
    dialogues.move(dialogue, DialogueState.HELD)
    journal.record(ConferenceHeld(on=held_on, dialogue=dialogue.key), by=by)
    count_for_posts(dialogue, present, on=held_on, by=by)
    obligations.refresh(dialogue.key, on=timezone.localdate(at))
    return dialogue
