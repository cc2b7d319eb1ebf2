"""The yearly plan: lines, approval, changes with their reason (HP-13.1-annual-plan, HP-5.2a-frequency)."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from doithoai.accounts.queries import account_of
from doithoai.common.actors import Actor
from doithoai.common.text import one_line
from doithoai.dialogues.enums import DialogueType, PlanState
from doithoai.dialogues.errors import LineNotOpen, OutsideTheYear, PlanAlreadyApproved, PlanEmpty, ReasonMissing
from doithoai.dialogues.models import AnnualPlan, PlanChange, PlannedDialogue
from doithoai.dialogues.services.moving import reason_of
from doithoai.journal import services as journal
from doithoai.obligations import services as obligations
from doithoai.organisations.models import Post, Unit
from doithoai.regulations.facts import AnnualPlanApproved, AnnualPlanChanged, AnnualPlanDrafted
from doithoai.workdays.dates import vi_date


@transaction.atomic
def plan_dialogue(
    *,
    unit: Unit,
    year: int,
    post: Post,
    planned_on: date,
    type: DialogueType = DialogueType.PERIODIC,  # noqa: A002 -- the law's own word
    topic: str = "",
    reason: str = "",
    on: date,
    by: Actor,
) -> PlannedDialogue:
    """Put a dialogue of a post into the unit's plan of the year; makes the plan where there is none.

    In an approved plan this is a change and needs a reason. Raises OutsideTheYear, ReasonMissing.
    """
    _within(year, planned_on)
    plan = _locked_plan(unit, year)
    line = PlannedDialogue.objects.create(
        plan=plan, post=post, type=type, planned_on=planned_on, topic=one_line(topic)[:300]
    )
    _changed(plan, line, f"Thêm cuộc của {post.title} {vi_date(planned_on)}", reason, on=on, by=by)
    return line


@transaction.atomic
def move_line(
    *, line: PlannedDialogue, planned_on: date, topic: str | None = None, reason: str = "", on: date, by: Actor
) -> PlannedDialogue:
    """Set another day (and topic) for a line; in an approved plan with a reason.

    Raises LineNotOpen, OutsideTheYear, ReasonMissing.
    """
    plan, line = _locked_line(line)
    _within(plan.year, planned_on)
    what = f"Cuộc của {line.post.title}: {vi_date(line.planned_on)} đổi thành {vi_date(planned_on)}"
    line.planned_on = planned_on
    if topic is not None:
        line.topic = one_line(topic)[:300]
    line.save(update_fields=["planned_on", "topic"])
    _changed(plan, line, what, reason, on=on, by=by)
    return line


@transaction.atomic
def drop_line(*, line: PlannedDialogue, reason: str = "", on: date, by: Actor) -> None:
    """Take a line out of the plan; it stays in the table. Raises LineNotOpen, ReasonMissing."""
    plan, line = _locked_line(line)
    line.dropped_at = timezone.now()
    line.save(update_fields=["dropped_at"])
    what = f"Bỏ cuộc của {line.post.title} dự kiến {vi_date(line.planned_on)}"
    _changed(plan, line, what, reason, on=on, by=by)


@transaction.atomic
def approve_plan(
    *, plan: AnnualPlan, number: str, approved_on: date, decided_by: Post | None = None, on: date, by: Actor
) -> AnnualPlan:
    """Approve the plan of the year, or record the signed paper: number, day, and the host who signed.

    Raises PlanAlreadyApproved, PlanEmpty, ReasonMissing without a number.
    """
    plan = AnnualPlan.objects.select_for_update(of=("self",), no_key=True).select_related("unit").get(pk=plan.pk)
    if plan.state == PlanState.APPROVED:
        raise PlanAlreadyApproved
    if not plan.lines.filter(dropped_at=None).exists():
        raise PlanEmpty
    number = one_line(number)[:60]
    if not number:
        raise ReasonMissing("Hãy ghi số, ký hiệu của kế hoạch đã ký.")
    plan.state, plan.number, plan.approved_on = PlanState.APPROVED, number, approved_on
    plan.approved_by, plan.decided_by = account_of(by), decided_by
    plan.save(update_fields=["state", "number", "approved_on", "approved_by", "decided_by"])
    journal.record(AnnualPlanApproved(on=approved_on, unit=plan.unit.key, year=plan.year), by=by)
    obligations.refresh_unit(plan.unit, on=on)
    return plan


def _locked_plan(unit: Unit, year: int) -> AnnualPlan:
    AnnualPlan.objects.get_or_create(unit=unit, year=year)
    return (
        AnnualPlan.objects.select_for_update(of=("self",), no_key=True).select_related("unit").get(unit=unit, year=year)
    )


def _locked_line(line: PlannedDialogue) -> tuple[AnnualPlan, PlannedDialogue]:
    plan = AnnualPlan.objects.select_for_update(of=("self",), no_key=True).select_related("unit").get(pk=line.plan_id)
    fresh = PlannedDialogue.objects.select_for_update(of=("self",), no_key=True).select_related("post").get(pk=line.pk)
    if fresh.dropped_at is not None or fresh.dialogues.exists():
        raise LineNotOpen
    return plan, fresh


def _within(year: int, day: date) -> None:
    if day.year != year:
        raise OutsideTheYear


def _changed(plan: AnnualPlan, line: PlannedDialogue, what: str, reason: str, *, on: date, by: Actor) -> None:
    """Leave the trace of a change: a plain fact while it is a draft, a row with its reason once approved."""
    if plan.state == PlanState.DRAFT:
        journal.record(AnnualPlanDrafted(on=on, unit=plan.unit.key, year=plan.year), by=by)
        return
    PlanChange.objects.create(
        plan=plan, line=line, what=what[:300], reason=reason_of(reason), changed_by=account_of(by)
    )
    journal.record(AnnualPlanChanged(on=on, unit=plan.unit.key, year=plan.year), by=by)
    obligations.refresh_unit(plan.unit, on=on)
