"""Assigning: who prepares the answer, who helps, by when; the body accepts or gives it back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from doithoai.accounts import queries as accounts
from doithoai.common.actors import Actor
from doithoai.common.text import nfc
from doithoai.dialogues.models import Dialogue
from doithoai.journal import services as journal
from doithoai.notices import services as notices
from doithoai.obligations import calendars
from doithoai.obligations import services as obligations
from doithoai.organisations.models import Body
from doithoai.petitions import letters
from doithoai.petitions.enums import AssignmentPart, AssignmentState, ChangeKind, PetitionState
from doithoai.petitions.errors import AssignmentRefused
from doithoai.petitions.models import Assignment, Change, Petition
from doithoai.petitions.services.changing import Step
from doithoai.petitions.services.helping_dates import check_help_day, help_day
from doithoai.petitions.services.moving import ACTIVE, change, locked, locked_all
from doithoai.regulations.facts import (
    AssignmentAccepted,
    AssignmentReturned,
    CoordinationFinished,
    Fact,
    OpinionAsked,
    OpinionGiven,
    PetitionAssigned,
)
from doithoai.workdays.dates import vi_date

# Before the conference an assignment moves the petition on; afterwards the outcome does.
_TO_ASSIGNED = frozenset({PetitionState.TRIAGED, PetitionState.ASSIGNED, PetitionState.PREPARED})
_STAYS = frozenset(
    {PetitionState.TAKEN_UP, PetitionState.TRANSFERRED, PetitionState.IN_RESOLUTION, PetitionState.REOPENED}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Who is asked to prepare: the lead, those who help, and the last day of each.

    Without a day of their own, those who help have the one counted back from the lead's.
    """

    lead: Body
    due_on: date
    coordinating: Sequence[Body] = ()
    coordinating_due_on: date | None = None
    instruction: str = ""


@dataclass(frozen=True, slots=True)
class SuggestedDates:
    """Dates worked out backwards from the conference, and the sentence that says how."""

    due_on: date
    coordinating_due_on: date
    why: str


def suggest_dates(dialogue: Dialogue, *, on: date) -> SuggestedDates | None:
    """Return the office's own dates, counted back in working days; None without a conference day ahead.

    Not a number of the law: settings.ANSWER_READY_DAYS before the conference for the lead, and
    settings.COORDINATION_DAYS before that for those who help. Never earlier than today.
    """
    first = dialogue.sessions.order_by("starts_at").values_list("starts_at", flat=True).first()
    conference = timezone.localtime(first).date() if first else None
    if conference is None or conference < on:
        return None
    calendar = calendars.calendar_of(dialogue.unit.key)
    lead_days = settings.ANSWER_READY_DAYS
    wanted = calendar.latest_before(conference, lead_days, "working_days", "difference")
    due_on = max(wanted, on)
    helping = help_day(calendar, due_on, on=on)
    late = " Ngày tính lùi đã qua nên lấy hôm nay." if wanted < on else ""
    why = (
        f"Họp {vi_date(conference)}. Chủ trì xong trước {lead_days} ngày làm việc: {vi_date(due_on)}.{late} "
        f"{helping.why} Số ngày do văn phòng đặt, không phải hạn luật định."
    )
    return SuggestedDates(due_on, helping.on, why)


@transaction.atomic
def assign_petitions(*, petitions: Sequence[Petition], order: Order, on: date, by: Actor) -> str:
    """Ask a body to prepare the answers, others to help it; earlier assignments are replaced (HP-8.2-assign-reply).

    Returns the key for undoing. Raises AssignmentRefused, with every petition that stands in the way.
    """
    fresh = locked_all(list(petitions))
    _check_order(order, fresh, on=on)
    step = Step(ChangeKind.ASSIGN, by)
    made: dict[int, list[Assignment]] = {}
    for petition in fresh:
        for row in _assign_one(step, petition, order, on=on, by=by):
            made.setdefault(row.body_id, []).append(row)
    group = step.finish()
    for rows in made.values():
        notices.queue(*letters.assigned(group, rows[0].body, rows, on=on))
    return group


def _check_order(order: Order, petitions: Sequence[Petition], *, on: date) -> None:
    if not petitions:
        raise AssignmentRefused("Chưa chọn kiến nghị nào để giao.")
    _check_bodies(order, on=on)
    if order.due_on < on:
        raise AssignmentRefused(f"Hạn {vi_date(order.due_on)} đã qua. Hãy chọn từ hôm nay trở đi.")
    if order.coordinating and order.coordinating_due_on:
        calendar = calendars.calendar_of(petitions[0].dialogue.unit.key)
        check_help_day(calendar, order.coordinating_due_on, order.due_on, on=on)
    _check_states(petitions)


def _check_bodies(order: Order, *, on: date) -> None:
    for body in (order.lead, *order.coordinating):
        if body.valid_to is not None and body.valid_to <= on:
            now = body.name_since(on)
            successor = f" Nay là {now}." if now else ""
            raise AssignmentRefused(f"{body.name} không còn hoạt động từ {vi_date(body.valid_to)}.{successor}")
    if order.lead in order.coordinating:
        raise AssignmentRefused(f"{order.lead.short_name} đã chủ trì nên không ghi là phối hợp nữa.")


def _check_states(petitions: Sequence[Petition]) -> None:
    untriaged = [petition.code for petition in petitions if petition.state == PetitionState.RECEIVED]
    if untriaged:
        raise AssignmentRefused(f"Chưa phân loại: {_some(untriaged)}. Hãy chọn lĩnh vực rồi giao.")
    wrong = [petition.code for petition in petitions if petition.state not in _TO_ASSIGNED | _STAYS]
    if wrong:
        raise AssignmentRefused(f"Không còn ở bước giao việc: {_some(wrong)}. Hãy bỏ chọn các mã này.")


def _some(codes: Sequence[str]) -> str:
    shown = ", ".join(codes[:5])
    return f"{shown} và {len(codes) - 5} mã khác" if len(codes) > 5 else shown


def _assign_one(step: Step, petition: Petition, order: Order, *, on: date, by: Actor) -> list[Assignment]:
    replaced = {row.key: row.state for row in petition.assignments.filter(state__in=ACTIVE)}
    petition.assignments.filter(key__in=replaced).update(state=AssignmentState.REPLACED)
    calendar = calendars.calendar_of(petition.dialogue.unit.key)
    helping_until = order.coordinating_due_on or help_day(calendar, order.due_on, on=on).on
    asked = [(order.lead, AssignmentPart.LEAD, order.due_on)]
    asked += [(body, AssignmentPart.COORDINATING, helping_until) for body in order.coordinating]
    assigned_by = accounts.account_of(by)
    rows = [
        Assignment.objects.create(
            petition=petition,
            body=body,
            part=part,
            due_on=due_on,
            instruction=nfc(order.instruction),
            group=step.group,
            assigned_on=on,
            assigned_by=assigned_by,
        )
        for body, part, due_on in asked
    ]
    state = PetitionState.ASSIGNED if petition.state in _TO_ASSIGNED else petition.state
    facts = [fact for row in rows for fact in _facts(petition, row, order.lead, on=on)]
    kept = step.make(petition, facts, state=state)
    Change.objects.filter(pk=kept.pk).update(assignments_before=replaced)
    return rows


def _facts(petition: Petition, row: Assignment, lead: Body, *, on: date) -> Iterator[Fact]:
    """Yield that the body was asked; who helps is asked for an opinion by the lead, from which some texts count."""
    dialogue, key, body = petition.dialogue.key, petition.key, row.body.key
    yield PetitionAssigned(on=on, dialogue=dialogue, petition=key, body=body, part=row.part, due_on=row.due_on)
    if row.part == AssignmentPart.COORDINATING:
        yield OpinionAsked(on=on, dialogue=dialogue, petition=key, body=body, asker=lead.key)


def _locked_assignment(assignment: Assignment) -> tuple[Assignment, Petition]:
    petition = locked(assignment.petition)
    rows = Assignment.objects.select_for_update(of=("self",), no_key=True).select_related(
        "body", "petition", "petition__dialogue"
    )
    return rows.get(pk=assignment.pk), petition


@transaction.atomic
def accept_assignment(*, assignment: Assignment, on: date, by: Actor) -> Assignment:
    """Accept the work for the body. A second click does nothing. Raises AssignmentRefused."""
    fresh, petition = _locked_assignment(assignment)
    if fresh.state in {AssignmentState.ACCEPTED, AssignmentState.DONE}:
        return fresh
    _check_open(fresh, petition)
    fresh.state, fresh.accepted_at, fresh.accepted_by = (
        AssignmentState.ACCEPTED,
        timezone.now(),
        accounts.account_of(by),
    )
    fresh.save(update_fields=["state", "accepted_at", "accepted_by"])
    change(petition)
    fact = AssignmentAccepted(on=on, dialogue=petition.dialogue.key, petition=petition.key, body=fresh.body.key)
    journal.record(fact, by=by)
    obligations.refresh(petition.dialogue.key)
    return fresh


def accept_assignments(*, assignments: Sequence[Assignment], on: date, by: Actor) -> int:
    """Accept several pieces of work at one click, all of them or none; return how many."""
    with obligations.refreshing_once():
        for assignment in assignments:
            accept_assignment(assignment=assignment, on=on, by=by)
    return len(assignments)


@transaction.atomic
def return_assignment(*, assignment: Assignment, reason: str, on: date, by: Actor) -> Assignment:
    """Give the work back to the office with a reason; it is counted and shown. Raises AssignmentRefused."""
    fresh, petition = _locked_assignment(assignment)
    words = nfc(reason).strip()
    if not words:
        raise AssignmentRefused("Chưa ghi lý do trả lại. Hãy ghi vì sao và cơ quan nào mới đúng thẩm quyền.")
    _check_open(fresh, petition)
    fresh.state, fresh.returned_reason = AssignmentState.RETURNED, words[:500]
    fresh.accepted_at = fresh.accepted_by = None
    fresh.save(update_fields=["state", "returned_reason", "accepted_at", "accepted_by"])
    back = fresh.part == AssignmentPart.LEAD and petition.state == PetitionState.ASSIGNED
    change(petition, **({"state": PetitionState.TRIAGED} if back else {}))
    fact = AssignmentReturned(on=on, dialogue=petition.dialogue.key, petition=petition.key, body=fresh.body.key)
    journal.record(fact, by=by)
    obligations.refresh(petition.dialogue.key)
    notices.queue(*letters.returned(fresh, petition.dialogue.host_office, on=on))
    return fresh


def _check_open(assignment: Assignment, petition: Petition) -> None:
    if assignment.state not in {AssignmentState.SENT, AssignmentState.ACCEPTED} or petition.is_aside:
        raise AssignmentRefused(
            f"Việc {petition.code} không còn ở {assignment.body.short_name}: "
            f"{assignment.get_state_display().lower()}, kiến nghị ở bước “{petition.get_state_display()}”. "
            "Hãy tải lại trang."
        )


@transaction.atomic
def finish_help(*, assignment: Assignment, on: date, by: Actor) -> Assignment:
    """Say that a coordinating body has given its part to the lead."""
    fresh, petition = _locked_assignment(assignment)
    if fresh.part != AssignmentPart.COORDINATING or fresh.state != AssignmentState.ACCEPTED:
        raise AssignmentRefused("Chỉ cơ quan phối hợp đã nhận việc mới báo xong phần phối hợp.")
    fresh.state = AssignmentState.DONE
    fresh.save(update_fields=["state"])
    change(petition)
    dialogue, key, body = petition.dialogue.key, petition.key, fresh.body.key
    journal.record(CoordinationFinished(on=on, dialogue=dialogue, petition=key, body=body), by=by)
    journal.record(OpinionGiven(on=on, dialogue=dialogue, petition=key, body=body), by=by)
    obligations.refresh(dialogue)
    return fresh
