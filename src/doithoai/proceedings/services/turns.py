"""Speaking: a turn begins and ends, an agency answers, words are noted."""

import hashlib
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from doithoai.common.actors import Actor
from doithoai.common.text import nfc, one_line
from doithoai.dialogues.models import Dialogue
from doithoai.journal import services as journal
from doithoai.organisations.models import Body
from doithoai.petitions.models import Petition
from doithoai.proceedings.enums import EntryKind
from doithoai.proceedings.errors import BrokenOff, NoStepRuns, ReasonMissing, TurnOver, WordsChanged
from doithoai.proceedings.models import Speech
from doithoai.proceedings.queries.interruptions import open_interruption
from doithoai.proceedings.queries.running import running_step, running_turn, waiting_turns
from doithoai.proceedings.services.lives import in_session, locked, person
from doithoai.proceedings.services.queue import fill_queue
from doithoai.proceedings.services.record import clock, note
from doithoai.regulations.facts import SpeechGiven


@transaction.atomic
def start_turn(*, turn: Speech, at: datetime, by: Actor) -> Speech:
    """Give somebody the floor; whoever spoke before has finished. A second click finds the turn running.

    Raises NotInSession, NoStepRuns, TurnOver.
    """
    person(by)
    dialogue = in_session(turn.dialogue)
    turn = Speech.objects.select_related("petition", "dialogue").get(pk=turn.pk)
    if turn.started_at is not None and turn.ended_at is None:
        return turn
    if turn.started_at is not None or turn.skipped_at is not None:
        raise TurnOver
    step = running_step(dialogue)
    if step is None:
        raise BrokenOff if open_interruption(dialogue) else NoStepRuns
    before = running_turn(dialogue)
    if before is not None:
        finish_turn(before, at=at, by=by)
    turn.step, turn.started_at = step, at
    turn.save(update_fields=["step", "started_at"])
    return turn


@transaction.atomic
def next_turn(*, dialogue: Dialogue, at: datetime, by: Actor) -> Speech | None:
    """Call the next in the queue; None when nobody waits, and then the running turn goes on."""
    dialogue = in_session(dialogue)
    fill_queue(dialogue)
    turn = waiting_turns(dialogue).first()
    return start_turn(turn=turn, at=at, by=by) if turn else None


@transaction.atomic
def end_turn(*, turn: Speech, at: datetime, by: Actor) -> Speech:
    """End a running turn; one that is over stays as it is. Raises NotInSession."""
    person(by)
    in_session(turn.dialogue)
    turn = Speech.objects.select_related("petition", "dialogue").get(pk=turn.pk)
    if turn.started_at is not None and turn.ended_at is None:
        finish_turn(turn, at=at, by=by)
    return turn


def finish_turn(turn: Speech, *, at: datetime, by: Actor) -> None:
    """Stamp the end of a running turn, inside the verb that ends it."""
    turn.ended_at = max(at, turn.started_at or at)
    turn.save(update_fields=["ended_at"])
    step = turn.step.number if turn.step else 0
    fact = SpeechGiven(
        on=timezone.localdate(at),
        dialogue=turn.dialogue.key,
        petition=turn.petition.key if turn.petition else "",
        speech=turn.key,
        step=step,
    )
    journal.record(fact, by=by)
    about = turn.petition.title if turn.petition else one_line(turn.summary)[:300]
    spoke = "phát biểu thêm" if turn.follows_id else "phát biểu"
    text = f"{turn.speaker} {spoke}{f': {about}' if about else ''} ({clock(turn.started_at or at)})."
    note(turn.dialogue, EntryKind.SPEECH, text, at=turn.started_at or at, petition=turn.petition)


def words_mark(turn: Speech) -> str:
    """Return a short mark of a turn's words: whoever writes them names what they had before their eyes."""
    return hashlib.sha256(f"{turn.speaker}\n{turn.summary}".encode()).hexdigest()[:16]


@transaction.atomic
def summarise_turn(*, turn: Speech, speaker: str, summary: str, by: Actor, seen: str | None = None) -> Speech:
    """Keep the secretary's words of what was said, and how the minutes call the speaker.

    `seen` is the mark (`words_mark`) of what the writer saw; without it nothing is compared. The same words twice
    are one. Raises WordsChanged when somebody else has written meanwhile: nobody's words are overwritten unseen.
    """
    person(by)
    locked(turn.dialogue)
    turn = Speech.objects.get(pk=turn.pk)
    called, words = one_line(speaker)[:160] or turn.speaker, nfc(summary).strip()
    if (called, words) == (turn.speaker, turn.summary):
        return turn
    if seen and seen != words_mark(turn):
        raise WordsChanged(
            f"Người khác vừa ghi lời của lượt {turn.order}: «{one_line(turn.summary)[:300]}». "
            "Phần bạn viết chưa ghi; hãy ghép vào bản mới rồi ghi lại."
        )
    turn.speaker, turn.summary = called, words
    turn.save(update_fields=["speaker", "summary"])
    return turn


@transaction.atomic
def note_answer(
    *, petition: Petition, answered_by: str, text: str, at: datetime, by: Actor, body: Body | None = None
) -> Speech:
    """Record what the host or an agency answered in the room (HP-9.5-host-answer, HP-9.5-delegate).

    It is an answer, not yet the outcome. Raises NotInSession, NoStepRuns, ReasonMissing without words.
    """
    who = person(by)
    dialogue = in_session(petition.dialogue)
    step = running_step(dialogue)
    if step is None:
        raise NoStepRuns
    words, speaker = nfc(text).strip(), one_line(answered_by)[:160]
    if not words or not speaker:
        raise ReasonMissing("Hãy ghi ai trả lời và trả lời thế nào.")
    last: int = Speech.objects.filter(dialogue=dialogue).aggregate(last=Max("order"))["last"] or 0
    answer = Speech.objects.create(
        dialogue=dialogue,
        step=step,
        order=last + 1,
        petition=petition,
        body=body or presiding_body(dialogue),
        speaker=speaker,
        summary=words,
        started_at=at,
        ended_at=at,
    )
    on = timezone.localdate(at)
    fact = SpeechGiven(on=on, dialogue=dialogue.key, petition=petition.key, speech=answer.key, step=step.number)
    journal.record(fact, by=by)
    note(dialogue, EntryKind.ANSWER, f"{speaker} trả lời: {words}", at=at, petition=petition, written_by=who)
    return answer


def presiding_body(dialogue: Dialogue) -> Body:
    """Return the body of the presiding host, for an answer that the host gives."""
    return dialogue.hosts.select_related("post__body").get(presides=True).post.body
