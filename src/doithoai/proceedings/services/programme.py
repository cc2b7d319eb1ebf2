"""Before the conference: the programme, in the order of the regulation."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from doithoai.common.actors import Actor
from doithoai.common.text import one_line
from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import Dialogue
from doithoai.journal import services as journal
from doithoai.obligations import services as obligations
from doithoai.proceedings.errors import ProgrammeFixed, ProgrammeMissing, ReasonMissing, StepNotOptional
from doithoai.proceedings.models import ProgrammeStep
from doithoai.proceedings.queries import law
from doithoai.proceedings.services import papers
from doithoai.proceedings.services.lives import locked, person
from doithoai.regulations.facts import ProgrammeApproved
from doithoai.regulations.schema import Item

_BEFORE = frozenset({DialogueState.PREPARING, DialogueState.ANNOUNCED})
_MINUTES = {"citizen": 60, "agency": 20, "host": 20}


@dataclass(frozen=True, slots=True)
class StepPlan:
    """What the office sets for a step: the order and the title are the article's."""

    minutes: int
    led_by: str = ""
    detail: str = ""


@transaction.atomic
def draft_programme(*, dialogue: Dialogue, by: Actor) -> list[ProgrammeStep]:
    """Lay the steps that the regulation orders (HP-9-order); steps already there stay as they are.

    Raises ProgrammeFixed once the session has opened.
    """
    person(by)
    dialogue = _before_opening(dialogue)
    kept = list(ProgrammeStep.objects.filter(dialogue=dialogue).order_by("number"))
    if kept:
        return kept
    items = law.programme_of(dialogue)
    return ProgrammeStep.objects.bulk_create(
        [_step(dialogue, item, number) for number, item in enumerate(items, 1)],
    )


def _before_opening(dialogue: Dialogue) -> Dialogue:
    fresh = locked(dialogue)
    if fresh.state not in _BEFORE:
        raise ProgrammeFixed
    return fresh


def _step(dialogue: Dialogue, item: Item, number: int) -> ProgrammeStep:
    return ProgrammeStep(
        dialogue=dialogue,
        number=number,
        rule=item.clause,
        title=item.vi[:200],
        detail=_detail(item)[:500],
        led_by=_leader(dialogue, item)[:160],
        minutes_planned=_MINUTES.get(item.actor, 15),
        is_optional=not item.required,
    )


def _detail(item: Item) -> str:
    words = "; ".join(part.vi[:1].lower() + part.vi[1:] for part in item.parts)
    return words[:1].upper() + words[1:]


def _leader(dialogue: Dialogue, item: Item) -> str:
    hosts = dialogue.hosts.select_related("post", "substitute").order_by("-presides", "pk")
    names = {
        "host": ", ".join(str((host.substitute or host.post).title) for host in hosts),
        "host_office": dialogue.host_office.short_name,
        "secretary": dialogue.secretary.full_name if dialogue.secretary else "Thư ký",
        "citizen": "Nhân dân",
        "agency": "Các cơ quan được giao",
    }
    return names.get(item.actor, "")


@transaction.atomic
def plan_step(*, step: ProgrammeStep, plan: StepPlan, by: Actor) -> ProgrammeStep:
    """Set who leads a step and for how long. An approved programme that changes must be approved again."""
    person(by)
    dialogue = _before_opening(step.dialogue)
    step.minutes_planned = plan.minutes
    step.led_by, step.detail = one_line(plan.led_by), one_line(plan.detail)
    step.save(update_fields=["minutes_planned", "led_by", "detail"])
    _unapprove(dialogue)
    return step


@transaction.atomic
def plan_steps(*, dialogue: Dialogue, plans: Mapping[int, StepPlan], by: Actor) -> None:
    """Set several steps at once, by number; numbers that the programme lacks are left out."""
    for step in ProgrammeStep.objects.filter(dialogue=dialogue, number__in=plans).select_related("dialogue"):
        if plans[step.number] != StepPlan(step.minutes_planned, step.led_by, step.detail):
            plan_step(step=step, plan=plans[step.number], by=by)


def _unapprove(dialogue: Dialogue) -> None:
    if dialogue.programme_approved_on is not None:
        dialogue.programme_approved_on = None
        dialogue.save(update_fields=["programme_approved_on"])


@transaction.atomic
def leave_step_out(*, step: ProgrammeStep, reason: str, by: Actor) -> ProgrammeStep:
    """Leave out a step that the text makes conditional, with the reason (HP-9.3: "if any").

    Raises StepNotOptional, ReasonMissing, ProgrammeFixed.
    """
    person(by)
    dialogue = _before_opening(step.dialogue)
    if not step.is_optional:
        raise StepNotOptional
    if not one_line(reason):
        raise ReasonMissing
    step.skipped_reason = one_line(reason)[:300]
    step.save(update_fields=["skipped_reason"])
    _unapprove(dialogue)
    return step


@transaction.atomic
def take_step_in(*, step: ProgrammeStep, by: Actor) -> ProgrammeStep:
    """Take a step that was left out back in."""
    person(by)
    dialogue = _before_opening(step.dialogue)
    step.skipped_reason = ""
    step.save(update_fields=["skipped_reason"])
    _unapprove(dialogue)
    return step


@transaction.atomic
def approve_programme(*, dialogue: Dialogue, on: date, by: Actor) -> Dialogue:
    """Approve the programme (HP-8.1-programme) and write its paper and the house rules.

    A second approval of an unchanged programme changes nothing. Raises ProgrammeFixed, ProgrammeMissing.
    """
    person(by)
    dialogue = _before_opening(dialogue)
    if not ProgrammeStep.objects.filter(dialogue=dialogue).exists():
        raise ProgrammeMissing
    if dialogue.programme_approved_on is not None:
        return dialogue
    dialogue.programme_approved_on = on
    dialogue.save(update_fields=["programme_approved_on"])
    journal.record(ProgrammeApproved(on=on, dialogue=dialogue.key), by=by)
    papers.write_programme(dialogue, on=on, by=by)
    papers.write_house_rules(dialogue, on=on, by=by)
    obligations.refresh(dialogue.key, on=on)
    return dialogue
