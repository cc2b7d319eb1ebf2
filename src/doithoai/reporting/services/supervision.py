"""Verbs on the yearly supervision plans of the Front and the organisations: record, appraise, send back."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from doithoai.accounts import queries as accounts
from doithoai.common.actors import Actor
from doithoai.common.text import nfc, one_line
from doithoai.documents import services as documents
from doithoai.journal import queries as chains
from doithoai.journal import services as journal
from doithoai.obligations import services as obligations
from doithoai.organisations.models import Body, Unit
from doithoai.regulations.facts import (
    FactWithdrawn,
    SupervisionPlanAppraised,
    SupervisionPlanIncomplete,
    SupervisionPlanRecorded,
    SupervisionPlanReturned,
)
from doithoai.reporting import queries
from doithoai.reporting.errors import (
    SupervisionPlanAway,
    SupervisionPlanLacking,
    SupervisionPlanOdd,
    SupervisionPlanSettled,
)
from doithoai.reporting.models import SupervisionPlan

_MIN_REASON = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPaper:
    """What stands on the paper of a supervision plan, and the scan of it."""

    title: str
    number: str = ""
    covers_conclusions: bool
    file: tuple[str, bytes] | None = None  # name, content


@transaction.atomic
def record_supervision_plan(*, body: Body, year: int, paper: PlanPaper, on: date, by: Actor) -> SupervisionPlan:
    """Record the body's plan of the year, or the mended one after it was sent back (HP-14.3-supervision).

    A plan that does not cover conclusion notices is kept as it is, and does not meet the duty.
    Raises SupervisionPlanSettled once it was appraised, SupervisionPlanOdd, FileRefused.
    """
    unit = _locked(body.unit)
    title = one_line(paper.title)[:300]
    if not title:
        raise SupervisionPlanOdd
    if body.kind not in queries.SUPERVISORS:
        raise SupervisionPlanOdd("Kế hoạch giám sát do MTTQ hoặc tổ chức chính trị - xã hội lập. Hãy chọn lại nơi lập.")
    plan = SupervisionPlan.objects.filter(unit=unit, year=year, body=body).first()
    if plan is not None and plan.appraised_on is not None:
        raise SupervisionPlanSettled
    plan = plan or SupervisionPlan(unit=unit, year=year, body=body)
    _write(plan, paper, title, on=on, by=by)
    if not plan.covers_conclusions:
        _withdraw_recorded(plan, on=on, by=by)
    kind = SupervisionPlanRecorded if plan.covers_conclusions else SupervisionPlanIncomplete
    journal.record(kind(on=on, unit=unit.key, year=year, body=body.key), by=by)
    obligations.refresh_unit(unit, on=on)
    return plan


def _write(plan: SupervisionPlan, paper: PlanPaper, title: str, *, on: date, by: Actor) -> None:
    plan.title, plan.number = title, one_line(paper.number)[:60]
    plan.covers_conclusions = paper.covers_conclusions
    if paper.file is not None:
        plan.file = documents.store_file(name=paper.file[0], content=paper.file[1], by=by)
    plan.recorded_on, plan.recorded_by = on, accounts.account_of(by)
    plan.returned_on, plan.returned_by, plan.returned_reason = None, None, ""
    plan.save()


@transaction.atomic
def appraise_supervision_plan(*, plan: SupervisionPlan, note: str, on: date, by: Actor) -> SupervisionPlan:
    """Appraise the plan for Mass Mobilisation (HP-13.3-appraise).

    Raises SupervisionPlanLacking, with the article, where it leaves out what it must contain (HP-13.3-includes),
    SupervisionPlanAway after it was sent back, SupervisionPlanSettled on a second click.
    """
    fresh = _waiting(plan)
    if not fresh.covers_conclusions:
        wanted = queries.supervision_contents(fresh.unit, fresh.year, on=on)
        if wanted:
            names = "; ".join(f"{item.vi.lower()} ({item.citation})" for item in wanted)
            raise SupervisionPlanLacking(f"Kế hoạch còn thiếu: {names}. Hãy trả lại để nơi lập bổ sung.")
    fresh.appraised_on, fresh.appraised_by = on, accounts.account_of(by)
    fresh.appraisal = nfc(note).strip()
    fresh.save(update_fields=["appraised_on", "appraised_by", "appraisal"])
    fact = SupervisionPlanAppraised(on=on, unit=fresh.unit.key, year=fresh.year, body=fresh.body.key)
    journal.record(fact, by=by)
    obligations.refresh_unit(fresh.unit, on=on)
    return fresh


@transaction.atomic
def send_back_supervision_plan(*, plan: SupervisionPlan, reason: str, on: date, by: Actor) -> SupervisionPlan:
    """Send the plan back to its body with a reason; until a mended one comes, nothing can be appraised.

    Raises SupervisionPlanOdd without a reason, SupervisionPlanAway, SupervisionPlanSettled.
    """
    fresh = _waiting(plan)
    words = one_line(reason)[:500]
    if len(words) < _MIN_REASON:
        raise SupervisionPlanOdd("Hãy ghi rõ cần bổ sung gì, ít nhất 10 ký tự.")
    fresh.returned_on, fresh.returned_by, fresh.returned_reason = on, accounts.account_of(by), words
    fresh.save(update_fields=["returned_on", "returned_by", "returned_reason"])
    journal.record(SupervisionPlanReturned(on=on, unit=fresh.unit.key, year=fresh.year, body=fresh.body.key), by=by)
    obligations.refresh_unit(fresh.unit, on=on)
    return fresh


def _withdraw_recorded(plan: SupervisionPlan, *, on: date, by: Actor) -> None:
    """Take back that an earlier text of the plan covered conclusion notices: the new one does not."""
    stream = f"unit:{plan.unit.key}"
    entries = list(chains.entries_of(stream))
    facts = [(entry.number, chains.fact_of(entry)) for entry in entries]
    gone = {fact.entry for _number, fact in facts if isinstance(fact, FactWithdrawn)}
    for number, fact in facts:
        mine = isinstance(fact, SupervisionPlanRecorded) and (fact.year, fact.body) == (plan.year, plan.body.key)
        if mine and number not in gone:
            journal.record(FactWithdrawn(on=on, unit=plan.unit.key, entry=number), by=by)


def _waiting(plan: SupervisionPlan) -> SupervisionPlan:
    """Return the plan re-read under the unit's lock; refuse where Mass Mobilisation has nothing to decide."""
    _locked(plan.unit)
    fresh = SupervisionPlan.objects.select_related("unit", "body").get(pk=plan.pk)
    if fresh.appraised_on is not None:
        raise SupervisionPlanSettled
    if fresh.returned_on is not None:
        raise SupervisionPlanAway
    return fresh


def _locked(unit: Unit) -> Unit:
    # The unit, not the plan: two clerks may record the first plan of a body at the same moment.
    return Unit.objects.select_for_update(of=("self",), no_key=True).get(pk=unit.pk)
