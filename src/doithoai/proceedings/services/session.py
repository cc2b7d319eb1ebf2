"""Opening and closing the conference."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from doithoai.common.actors import Actor
from doithoai.common.text import one_line
from doithoai.dialogues import services as dialogues
from doithoai.dialogues.enums import DialogueState, DialogueType
from doithoai.dialogues.models import Dialogue, Override
from doithoai.journal import services as journal
from doithoai.obligations import services as obligations
from doithoai.organisations.models import Post
from doithoai.proceedings.enums import EntryKind
from doithoai.proceedings.errors import DoorShut, StillOpen
from doithoai.proceedings.models import ProgrammeStep
from doithoai.proceedings.queries.doors import Condition, missing, opening_conditions
from doithoai.proceedings.queries.interruptions import open_interruption
from doithoai.proceedings.queries.running import running_step, running_turn, steps_of
from doithoai.proceedings.services.lives import in_session, locked, person
from doithoai.proceedings.services.queue import fill_queue
from doithoai.proceedings.services.record import clock, note
from doithoai.proceedings.services.steps import end_interruption, finish_step
from doithoai.proceedings.services.turns import finish_turn
from doithoai.regulations.facts import ConferenceHeld, ConferenceOpened, OverrideRecorded, PostQuotaCounted


@transaction.atomic
def open_session(*, dialogue: Dialogue, at: datetime, by: Actor, reason: str = "") -> Dialogue:
    """Open the conference: the door's conditions hold, or are overridden for a recorded reason.

    One that was put off in the middle goes on where it stood; the door is the same, also the notice of the new day.

    A second click finds it open and changes nothing. Raises DoorShut with what is missing.
    """
    who = person(by)
    dialogue = locked(dialogue)
    if dialogue.state == DialogueState.IN_SESSION:
        return dialogue
    on = timezone.localdate(at)
    pass_door(
        dialogue,
        "open",
        missing(opening_conditions(dialogue, on=on)),
        title="Chưa khai mạc được",
        reason=reason,
        on=on,
        by=by,
    )
    dialogues.move(dialogue, DialogueState.IN_SESSION)
    journal.record(ConferenceOpened(on=on, dialogue=dialogue.key), by=by)
    if not end_interruption(dialogue, at=at, by=by):
        note(dialogue, EntryKind.STEP, f"Khai mạc lúc {clock(at)}.", at=at, written_by=who)
    fill_queue(dialogue)
    obligations.refresh(dialogue.key, on=on)
    return dialogue


def pass_door(
    dialogue: Dialogue, door: str, lacking: Sequence[Condition], *, title: str, reason: str, on: date, by: Actor
) -> None:
    """Let a verb through a door, recording the override; raises DoorShut with everything that is missing."""
    hard = [condition for condition in lacking if condition.hard]
    words = one_line(reason)[:500]
    if hard or (lacking and not words):
        raise DoorShut(_shut(title, hard or lacking, may_override=not hard))
    for condition in lacking:
        rule = condition.rule or condition.code
        Override.objects.create(dialogue=dialogue, door=door, rule=rule, reason=words, made_by=person(by))
        journal.record(OverrideRecorded(on=on, dialogue=dialogue.key, rule=rule, door=door), by=by)


def _shut(title: str, lacking: Sequence[Condition], *, may_override: bool) -> str:
    listed = "; ".join(_named(condition) for condition in lacking)
    way = " Nếu vẫn làm, hãy ghi lý do." if may_override else ""
    return f"{title}, còn thiếu: {listed}.{way}"


def _named(condition: Condition) -> str:
    title = condition.title[:1].lower() + condition.title[1:]
    source = f" ({condition.citation})" if condition.citation else ""
    said = f", {condition.note[:1].lower()}{condition.note[1:].rstrip('.')}" if condition.note else ""
    return f"{title}{source}{said}"


@transaction.atomic
def close_conference(
    *, dialogue: Dialogue, present: Sequence[Post], at: datetime, by: Actor, reason: str = ""
) -> Dialogue:
    """Close the last session: the conference is held, later deadlines count from today (A04).

    `present` are the posts whose host (or substitute) took part: a periodic conference counts for
    each of them (A06, A33). Petitions that were not reached stay open until they are disposed of
    (A57). A second click changes nothing. Raises StillOpen without a reason while a session is
    still to come or a step was not held.
    """
    who = person(by)
    dialogue = locked(dialogue)
    if dialogue.state == DialogueState.HELD:
        return dialogue
    dialogue = in_session(dialogue)
    on = timezone.localdate(at)
    _check_nothing_to_come(dialogue, on=on, reason=reason)
    broken = open_interruption(dialogue)
    if broken is not None:
        broken.ended_at, broken.ended_by = max(at, broken.stopped_at), who
        broken.save(update_fields=["ended_at", "ended_by"])
    _end_what_runs(dialogue, at=at, by=by)
    if one_line(reason):
        note(dialogue, EntryKind.REMARK, f"Bế mạc khi chương trình chưa đủ: {one_line(reason)}", at=at, written_by=who)
    note(dialogue, EntryKind.STEP, f"Bế mạc lúc {clock(at)}.", at=at, written_by=who)
    dialogue.held_on = on
    dialogue.save(update_fields=["held_on"])
    dialogues.move(dialogue, DialogueState.HELD)
    journal.record(ConferenceHeld(on=on, dialogue=dialogue.key), by=by)
    count_for_posts(dialogue, present, on=on, by=by)
    obligations.refresh(dialogue.key, on=on)
    return dialogue


def _check_nothing_to_come(dialogue: Dialogue, *, on: date, reason: str) -> None:
    lacking = [f"bước {step.number}. {step.title}" for step in steps_of(dialogue) if _was_left(step)]
    last = dialogue.sessions.order_by("-starts_at").first()
    if last is not None and timezone.localdate(last.starts_at) > on:
        lacking.append(f"phiên họp ngày {timezone.localdate(last.starts_at):%d/%m/%Y}")
    if lacking and not one_line(reason):
        raise StillOpen(f"Chưa bế mạc được, còn: {'; '.join(lacking)}. Nếu vẫn bế mạc, hãy ghi lý do.")


def _was_left(step: ProgrammeStep) -> bool:
    return not (step.started_at or step.is_optional or step.skipped_reason)


def _end_what_runs(dialogue: Dialogue, *, at: datetime, by: Actor) -> None:
    turn, step = running_turn(dialogue), running_step(dialogue)
    if turn is not None:
        finish_turn(turn, at=at, by=by)
    if step is not None:
        finish_step(step, at=at, by=by)


def count_for_posts(dialogue: Dialogue, present: Sequence[Post], *, on: date, by: Actor) -> None:
    """Count a periodic conference for each post that took part, inside the verb that closes it (A06, A33)."""
    if dialogue.type != DialogueType.PERIODIC:
        return
    hosting = {row.post_id for row in dialogue.hosts.all()}
    for post in present:
        if post.pk in hosting:
            counted = PostQuotaCounted(on=on, unit=dialogue.unit.key, post=post.key, year=on.year)
            journal.record(counted, by=by)
    obligations.refresh_unit(dialogue.unit, on=on)
