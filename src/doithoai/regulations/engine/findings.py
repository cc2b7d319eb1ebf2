"""What is worth saying besides duties: deviations, warnings, dates that cannot be kept."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from doithoai.regulations.engine.context import Context, Frame
from doithoai.regulations.engine.deadlines import choice, due_of, extension_fault, from_anchor, grants
from doithoai.regulations.schema import Condition, Rule
from doithoai.regulations.types import Finding, Obligation, Status
from doithoai.workdays.dates import vi_date

_NEAREST = 120  # days ahead in which the earliest possible conference is looked for


def findings(frame: Frame, obligations: Sequence[Obligation], scope: str) -> Iterator[Finding]:
    """Yield what the regulation has to say of the case besides its duties."""
    yield from _gaps(frame)
    if scope == "unit_year":
        yield from _recommendations(frame, obligations)
        return
    yield from _eligibility(frame)
    yield from _notices(frame, obligations)
    yield from _extensions(frame)
    yield from _late_complexity(frame)
    yield from _overrides(frame)
    yield from _order(frame)
    yield from _recommendations(frame, obligations)


def _eligibility(frame: Frame) -> Iterator[Finding]:
    """Say what the text does not know: a host, a type, a form or a trigger of another kind."""
    version, attributes = frame.version, frame.history.attributes
    level, role = str(attributes.get("level", "")), str(attributes.get("host_role", ""))
    if level and role and role not in {item.code for item in version.hosts_for(level)}:
        hosts = version.hosts_for(level) or version.lists.get("hosts", ())
        text = f"Theo {version.short_vi}, vai này không được chủ trì ở cấp đã chọn. Chọn người chủ trì khác."
        yield Finding(hosts[0].clause if hosts else "", "breach", text, "This role may not host at this level.")
    for name, list_name, word in (
        ("type", "types", "Loại"),
        ("form", "forms", "Hình thức"),
        ("place", "places", "Địa bàn"),
    ):
        value = str(attributes.get(name, ""))
        entries = version.items(list_name, level=level, type=str(attributes.get("type", "")))
        if value and entries and not {item.code for item in entries}.issuperset(value.split(",")):
            text = f"{word} này không có trong {version.short_vi}."
            yield Finding(entries[0].clause, "warning", text, f"This {name} is not known to the regulation.")


def _notices(frame: Frame, obligations: Sequence[Obligation]) -> Iterator[Finding]:
    for obligation in obligations:
        rule = frame.version.rule(obligation.rule)
        if not (rule.deadline and rule.deadline.at_least and obligation.due_on):
            continue
        if obligation.status is Status.MET and obligation.note_vi:
            yield Finding(rule.id, "warning", obligation.note_vi, "Kept only under the wider counting.")
        if obligation.met_on is None and obligation.status in {Status.DUE, Status.BREACHED, Status.OVERDUE}:
            yield from _impossible(frame, rule, obligation)
        if frame.history.rescheduled and obligation.met_on is None:
            yield Finding(
                rule.id,
                "info",
                "Ngày hoặc nơi họp đã đổi, phải gửi giấy mời và loan báo lại.",
                "Date or place changed: a new notice is owed.",
            )


def _impossible(frame: Frame, rule: Rule, obligation: Obligation) -> Iterator[Finding]:
    """Say when the conference could be held at the earliest if the notice went out today."""
    due_on, starts_on = obligation.due_on, obligation.anchor_on
    if due_on is None or starts_on is None or not due_on < frame.on <= starts_on:
        return
    earliest = earliest_event(rule, frame)
    text = f"Ngày cuối để thông báo là {vi_date(due_on)}, đã qua."
    if earliest:
        text += f" Nếu thông báo hôm nay, sớm nhất họp được {vi_date(earliest)}."
    yield Finding(rule.id, "breach", text, f"The last day for the notice, {due_on}, has passed.")


def earliest_event(rule: Rule, frame: Frame) -> date | None:
    """Return the earliest working day on which the event keeps its minimum notice when announced on the frame's day."""
    assert rule.deadline is not None
    for ahead in range(1, _NEAREST):
        day = frame.on + timedelta(days=ahead)
        if not frame.calendar.is_working(day):
            continue
        due = from_anchor(rule.deadline, day, frame)
        if due.warn_after and due.warn_after >= frame.on:
            return day
    return None


def _extensions(frame: Frame) -> Iterator[Finding]:
    for rule in frame.version.rules:
        if rule.deadline is None or rule.deadline.extension is None:
            continue
        context = Context(frame, rule)
        for entry in grants(rule, context):
            # The original due date decides whether the extension came in time.
            anchor_on = frame.history.day_of(rule.deadline.after)
            due = from_anchor(rule.deadline, anchor_on, frame) if anchor_on else due_of(context)
            fault = extension_fault(rule, due, entry, frame)
            if fault == "late" and due.due_on:
                text = (
                    f"Gia hạn quyết ngày {vi_date(entry[1].on)}, sau ngày cuối {vi_date(due.due_on)}: "
                    "không có hiệu lực, hạn giữ nguyên."
                )
                yield Finding(rule.deadline.extension.clause, "breach", text, "Extension decided too late; no effect.")
            elif fault == "ground":
                text = "Lý do gia hạn không có trong quy định: hạn giữ nguyên."
                yield Finding(rule.deadline.extension.clause, "breach", text, "Extension without a lawful ground.")


def _late_complexity(frame: Frame) -> Iterator[Finding]:
    """Say when a matter was found complex after the last day for it: it keeps the shorter time (A15)."""
    until = frame.complex_until
    if until is None:
        return
    name = choice(frame.version.complex_by, frame)
    for petition in frame.history.petitions.values():
        if petition.complex_on and petition.complex_on > until:
            found_on, last = vi_date(petition.complex_on), vi_date(until)
            text = f"Xác định phức tạp ngày {found_on}, sau ngày cuối {last}: hạn giữ nguyên."
            yield Finding(name, "warning", text, "Found complex too late; no effect.")


def _overrides(frame: Frame) -> Iterator[Finding]:
    for _, fact in frame.history.all("override_recorded"):
        text = f"Ngày {vi_date(fact.on)} cho qua khi còn thiếu, lý do đã ghi."
        yield Finding(fact.rule, "warning", text, "Let through with something missing; the reason is recorded.")


def _order(frame: Frame) -> Iterator[Finding]:
    """Say when programme steps began out of their order."""
    steps = [fact.step for _, fact in frame.history.all("step_started")]
    rule = next((rule for rule in frame.version.rules if _runs_steps(rule)), None)
    late = next((step for before, step in pairwise(steps) if step < before), None)
    if late is not None and rule is not None:
        text = f"Bước {late} bắt đầu sau một bước đứng sau nó trong chương trình."
        yield Finding(rule.id, "warning", text, f"Step {late} began out of order.")


def _gaps(frame: Frame) -> Iterator[Finding]:
    """Say when two occasions lay further apart than the text allows; the newest gap is a duty of its own."""
    for rule in frame.version.rules:
        deadline = rule.deadline
        if not (deadline and deadline.since == "last" and deadline.after in rule.done_when.facts):
            continue
        entries = [*frame.history.earlier.get(deadline.after, ()), *frame.history.all(deadline.after)]
        for (_, before), (_, after) in pairwise(entries):
            latest = from_anchor(deadline, before.on, frame).due_on
            if latest and after.on > latest:
                text = f"Từ {vi_date(before.on)} đến {vi_date(after.on)}: quá khoảng cách cho phép ({rule.citation})."
                yield Finding(rule.id, "breach", text, "Two occasions lay further apart than allowed.")


def _runs_steps(rule: Rule) -> bool:
    return any(part.fact == "step_started" for part in rule.done_when.all_of)


def _is_measured(condition: Condition) -> bool:
    return condition.measure is not None or any(_is_measured(part) for part in condition.choices.values())


def _recommendations(frame: Frame, obligations: Sequence[Obligation]) -> Iterator[Finding]:
    for obligation in obligations:
        if obligation.strength != "should" or obligation.met_on or obligation.status is not Status.NOT_APPLICABLE:
            continue
        if obligation.due_on:
            text = f"Nên đã làm: {obligation.title_vi}."
            yield Finding(obligation.rule, "warning", text, f"Recommended, not done: {obligation.title_en}.")
        elif _is_measured(frame.version.rule(obligation.rule).done_when) and not frame.history.cancelled:
            text = f"{obligation.title_vi}. {obligation.note_vi}"
            yield Finding(obligation.rule, "warning", text, f"Recommended, not kept: {obligation.title_en}.")
