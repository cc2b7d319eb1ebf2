"""The programme as it runs: one step at a time, in the order of the article."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from doithoai.common.actors import Actor
from doithoai.common.text import one_line
from doithoai.dialogues.models import Dialogue
from doithoai.journal import services as journal
from doithoai.obligations import services as obligations
from doithoai.proceedings.enums import EntryKind
from doithoai.proceedings.errors import (
    BrokenOff,
    ReasonMissing,
    RepresentativeNotAllowed,
    StepNotOptional,
    StepOutOfOrder,
    StepOver,
)
from doithoai.proceedings.models import ProgrammeStep
from doithoai.proceedings.queries import law
from doithoai.proceedings.queries.interruptions import open_interruption
from doithoai.proceedings.queries.running import running_step, running_turn
from doithoai.proceedings.services.lives import in_session, person
from doithoai.proceedings.services.record import clock, note
from doithoai.proceedings.services.turns import finish_turn
from doithoai.regulations.facts import StepEnded, StepStarted
from doithoai.workdays.dates import vi_date


@transaction.atomic
def start_step(*, step: ProgrammeStep, at: datetime, by: Actor) -> ProgrammeStep:
    """Start a step and end the one before it (HP-9-order); a second click finds it running.

    Raises NotInSession, StepOver, StepOutOfOrder while an earlier step that the text demands was not held.
    """
    person(by)
    dialogue = in_session(step.dialogue)
    step = ProgrammeStep.objects.get(pk=step.pk)
    if step.started_at is not None:
        if step.ended_at is not None:
            raise StepOver
        return step
    _check_order(step)
    before = running_step(dialogue)
    if before is not None:
        finish_step(before, at=at, by=by)
    step.started_at, step.skipped_reason = at, ""
    step.save(update_fields=["started_at", "skipped_reason"])
    on = timezone.localdate(at)
    journal.record(StepStarted(on=on, dialogue=dialogue.key, step=step.number), by=by)
    note(dialogue, EntryKind.STEP, f"Bước {step.number}. {step.title}, bắt đầu {clock(at)}.", at=at)
    obligations.refresh(dialogue.key, on=on)
    return step


def _check_order(step: ProgrammeStep) -> None:
    if open_interruption(step.dialogue) is not None:
        raise BrokenOff
    earlier = ProgrammeStep.objects.filter(dialogue=step.dialogue_id, number__lt=step.number, started_at=None)
    left = earlier.filter(is_optional=False, skipped_reason="").order_by("number").first()
    if left is not None:
        raise StepOutOfOrder(
            f"Các bước đi theo thứ tự của quy chế. Hãy bắt đầu bước {left.number}. {left.title} trước."
        )
    if ProgrammeStep.objects.filter(dialogue=step.dialogue_id, number__gt=step.number, started_at__isnull=False):
        raise StepOutOfOrder("Chương trình đã qua bước này. Nội dung bổ sung được ghi vào bước đang diễn ra.")


@transaction.atomic
def end_step(*, step: ProgrammeStep, at: datetime, by: Actor) -> ProgrammeStep:
    """End a running step; one that has ended stays as it is. Raises NotInSession."""
    person(by)
    dialogue = in_session(step.dialogue)
    step = ProgrammeStep.objects.get(pk=step.pk)
    if step.started_at is None or step.ended_at is not None:
        return step
    turn = running_turn(dialogue)
    if turn is not None:
        finish_turn(turn, at=at, by=by)
    finish_step(step, at=at, by=by)
    obligations.refresh(dialogue.key, on=timezone.localdate(at))
    return step


def finish_step(step: ProgrammeStep, *, at: datetime, by: Actor) -> None:
    """Stamp the end of a running step, inside the verb that ends it."""
    step.ended_at = max(at, step.started_at or at)
    step.save(update_fields=["ended_at"])
    on = timezone.localdate(at)
    journal.record(StepEnded(on=on, dialogue=step.dialogue.key, step=step.number), by=by)
    note(step.dialogue, EntryKind.STEP, f"Bước {step.number} kết thúc {clock(at)}.", at=at)


@transaction.atomic
def skip_step(*, step: ProgrammeStep, reason: str, at: datetime, by: Actor) -> ProgrammeStep:
    """Pass over a conditional step in the room, with the reason. Raises StepNotOptional, ReasonMissing, StepOver."""
    who = person(by)
    dialogue = in_session(step.dialogue)
    step = ProgrammeStep.objects.get(pk=step.pk)
    if step.started_at is not None:
        raise StepOver
    if not step.is_optional:
        raise StepNotOptional
    if not one_line(reason):
        raise ReasonMissing
    step.skipped_reason = one_line(reason)[:300]
    step.save(update_fields=["skipped_reason"])
    note(dialogue, EntryKind.STEP, f"Bỏ bước {step.number}: {step.skipped_reason}", at=at, written_by=who)
    return step


def end_interruption(dialogue: Dialogue, *, at: datetime, by: Actor) -> bool:
    """Let the interruption end and the cut step go on, inside the verb that opens or goes on; say if there was one."""
    who = person(by)
    one = open_interruption(dialogue)
    if one is None:
        return False
    one.ended_at, one.ended_by = max(at, one.stopped_at), who
    one.save(update_fields=["ended_at", "ended_by"])
    note(dialogue, EntryKind.REMARK, f"Họp tiếp lúc {clock(at)}, {vi_date(timezone.localdate(at))}.", at=at)
    step = one.step
    if step is not None:
        step.ended_at = None
        step.save(update_fields=["ended_at"])
        on = timezone.localdate(at)
        journal.record(StepStarted(on=on, dialogue=dialogue.key, step=step.number), by=by)
    return True


@transaction.atomic
def name_representative(*, step: ProgrammeStep, representative: str, at: datetime, by: Actor) -> ProgrammeStep:
    """Note who gives a step for the host, where the text allows it for this step (KT-II.2.2b-topics; A07).

    The same name twice is one. Raises NotInSession, ReasonMissing, RepresentativeNotAllowed, StepOver.
    """
    who = person(by)
    dialogue = in_session(step.dialogue)
    step = ProgrammeStep.objects.select_related("dialogue").get(pk=step.pk)
    if law.may_be_represented(dialogue, step) is None:
        raise RepresentativeNotAllowed
    if step.ended_at is not None:
        raise StepOver
    words = one_line(representative)[:160]
    if not words:
        raise ReasonMissing("Hãy ghi chức danh người đại diện.")
    if step.led_by != words:
        step.led_by = words
        step.save(update_fields=["led_by"])
        text = f"Bước {step.number} do {words} trình bày, được chủ trì cử đại diện."
        note(dialogue, EntryKind.REMARK, text, at=at, written_by=who)
    return step
