"""The one function: facts + law + calendar + day = obligations and findings."""

from collections.abc import Iterator, Sequence
from dataclasses import fields, make_dataclass, replace
from datetime import date
from typing import cast

from doithoai.regulations.combining import led
from doithoai.regulations.engine.conditions import Met, fits, met, within
from doithoai.regulations.engine.context import Context, Frame, body_of
from doithoai.regulations.engine.deadlines import complex_until, due_of
from doithoai.regulations.engine.due import Due
from doithoai.regulations.engine.findings import findings
from doithoai.regulations.engine.history import History, read
from doithoai.regulations.engine.judging import judge
from doithoai.regulations.engine.periods import occasions_of, periods_of
from doithoai.regulations.schema import Condition, Rule
from doithoai.regulations.types import Assessment, Case, Finding, Obligation, Status
from doithoai.regulations.version import RegulationVersion, matches
from doithoai.workdays import Calendar

# The fields of an obligation without the lock on them: a draft has the same slots, so it may
# become the real thing. A frozen constructor takes four times as long, and there are a thousand.
_Draft = make_dataclass("_Draft", [(one.name, object) for one in fields(Obligation)], slots=True)
_YEARLY = {"unit_year", "post_year", "request"}


def assess(case: Case, *, regulations: Sequence[RegulationVersion], calendar: Calendar, on: date) -> Assessment:
    """Return everything that these regulations say of the case at the end of the day.

    Facts after the day are not known yet; `fact_withdrawn` takes an entry back by its
    number in the stream, counted from 1. Nothing is read but the arguments: the same
    facts always give the same answer.
    """
    history = read(case, on)
    obligations: list[Obligation] = []
    found: list[Finding] = []
    for version in regulations:
        frame = frame_of(version, history, calendar, on, case)
        if not version.reaches(history.attributes, frame.chosen):
            continue
        own = list(_obligations(frame, case.scope))
        obligations += own
        found += findings(frame, own, case.scope)
    return Assessment(on=on, obligations=tuple(led(obligations, regulations)), findings=tuple(found))


def frame_of(version: RegulationVersion, history: History, calendar: Calendar, on: date, case: Case) -> Frame:
    """Return what all duties of this case under this regulation share."""
    year = int(history.attributes.get("year", 0)) if case.scope == "unit_year" else 0
    frame = Frame(version, history, calendar, on, case.settings, year, version.pin)
    frame.complex_until = complex_until(frame)
    return frame


def last_day_for_complex(case: Case, version: RegulationVersion, calendar: Calendar, on: date) -> date | None:
    """Return until when a matter of this case may be found complex; None where there is no such day, or not yet."""
    return frame_of(version, read(case, on), calendar, on, case).complex_until


def _obligations(frame: Frame, scope: str) -> Iterator[Obligation]:
    yearly = scope == "unit_year"
    for rule in frame.version.rules:
        if (rule.scope in _YEARLY) is yearly and _applies(rule, frame):
            for context in _bearers(rule, frame):
                yield obligation_of(context)


def _applies(rule: Rule, frame: Frame) -> bool:
    """Whether the rule speaks of this case at all. A rule that a waiver lifts still applies: it is shown as waived."""
    history = frame.history
    if any(frame.setting(name) != value for name, value in rule.only_if.items()):
        return False
    if rule.appears and history.day_of(rule.appears) is None:
        return False
    if rule.ends and history.day_of(rule.ends) is not None:
        return False
    if rule.if_any and not frame.selection(rule.if_any):
        return False
    return matches(rule.applies_when, history.attributes)


def _bearers(rule: Rule, frame: Frame) -> Iterator[Context]:
    """Yield each petition, body or post that bears the duty."""
    history = frame.history
    if rule.every:
        yield from _periods(rule, frame)
    elif rule.scope in {"dialogue", "unit_year"}:
        yield Context(frame, rule)
    elif rule.scope == "post_year":
        yield from _posts(rule, frame)
    elif rule.scope == "request":
        yield from _requests(rule, frame)
    elif rule.scope == "body":
        for body in dict.fromkeys(body_of(history, petition) for petition in frame.selection(rule.petitions)):
            if body:
                yield Context(frame, rule, body=body)
    else:
        yield from _petitions(rule, frame)


def _posts(rule: Rule, frame: Frame) -> Iterator[Context]:
    """Yield the unit's host posts; `posts` holds `key` or `key:host_role`, comma-separated."""
    for entry in str(frame.history.attributes.get("posts", "")).split(","):
        post, _, role = entry.partition(":")
        if post and matches(rule.applies_when, frame.history.attributes | {"host_role": role}):
            yield Context(frame, rule, post=post)


def _periods(rule: Rule, frame: Frame) -> Iterator[Context]:
    """Yield each month, quarter … of the year, and each occasion in it."""
    for period in periods_of(frame.year, rule.every):
        for occasion in occasions_of(rule.deadline, period):
            yield Context(frame, rule, period=period, occasion=occasion)


def _requests(rule: Rule, frame: Frame) -> Iterator[Context]:
    """Yield each request, incident or decision that brings the duty about; it is owed from that day."""
    assert rule.trigger is not None
    measure = rule.trigger.measure
    for entry in frame.history.all(rule.trigger.fact):
        number = getattr(entry[1], measure.field) if measure else 0
        if fits(rule.trigger, entry, Context(frame, rule)) and within(measure, number):
            yield Context(frame, rule, request=entry[1].request, triggered_on=entry[1].on)


def _petitions(rule: Rule, frame: Frame) -> Iterator[Context]:
    history = frame.history
    for petition in frame.selection(rule.petitions):
        body = body_of(history, petition) if petition.merged_into else petition.body
        if body or rule.scope == "petition":
            yield Context(frame, rule, petition, body)


def obligation_of(context: Context) -> Obligation:
    """Return the duty as its bearer has it: due date, standing and the reason."""
    rule, period = context.rule, context.period
    due = due_of(context)
    done = met(rule.done_when, context, due_on=due.due_on)
    waived = rule.waived_on is not None and done.on is None and _waived_in_writing(context, rule.waived_on)
    verdict = judge(context, due, done)
    draft = _Draft(
        rule=rule.id,
        regulation=context.frame.pin,
        citation=rule.citation,
        title_vi=f"{rule.title_vi}, {period.vi}" if period else rule.title_vi,
        title_en=f"{rule.title_en}, {period.en}" if period else rule.title_en,
        owner=rule.owner,
        status=Status.WAIVED if waived else verdict.status,
        petition=context.petition.key if context.petition else "",
        body=context.body if rule.scope == "body" or rule.owner == "agency" else "",
        anchor_kind=due.anchor_kind,
        anchor_on=due.anchor_on,
        due_on=due.due_on,
        strict_on=due.strict_on,
        extended=due.extended,
        proposed=due.proposed,
        provisional=due.provisional,
        met_on=done.on,
        door=rule.door,
        note_vi="Được bỏ qua, có ghi lý do." if waived else _note(verdict.note_vi, due, done),
        group=rule.group,
        expected_on=due.expected_on,
        missing=done.missing,
        post=context.post,
        request=context.request,
        led_by="",
        period=period.code if period else "",
        due_time=due.due_time,
        strength=rule.strength,
    )
    draft.__class__ = Obligation
    return cast(Obligation, draft)


def _waived_in_writing(context: Context, condition: Condition) -> bool:
    # Another event frees the whole month, however many occasions there are in it.
    return met(condition, replace(context, occasion=0)).on is not None


def _note(note: str, due: Due, done: Met) -> str:
    if due.extended and not note:
        return "Đã gia hạn."
    if done.missing and not note:
        return f"Còn thiếu {len(done.missing)} mục."
    return note
