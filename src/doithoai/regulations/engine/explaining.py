"""Why a date: the rule, its article, and the days counted one by one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from doithoai.regulations.engine.context import Frame
from doithoai.regulations.engine.deadlines import DEADLINE_END, HOURS, choice, from_anchor, in_year, moment_of
from doithoai.regulations.engine.history import History
from doithoai.regulations.engine.periods import day_in, occasions_of, periods_of
from doithoai.regulations.errors import UnknownRegulation
from doithoai.regulations.schema import Deadline, Rule
from doithoai.regulations.version import RegulationVersion
from doithoai.workdays import Calendar, Count
from doithoai.workdays.dates import vi_short
from doithoai.workdays.hours import spans_of
from doithoai.workdays.telling import fixed_day, in_hours


@dataclass(frozen=True, slots=True)
class Explanation:
    """A due date, the rule and the article that it follows from, and its days (`count`)."""

    regulation: str
    rule: str
    citation: str
    title_vi: str
    title_en: str
    how_vi: str
    anchor_kind: str
    anchor_on: date
    due_on: date
    provisional: bool
    extended: bool
    count: Count


class NotDated(UnknownRegulation):
    """The rule gives no number from which a date could be counted."""


def explain(
    version: RegulationVersion,
    rule_id: str,
    anchor: date,
    calendar: Calendar,
    *,
    settings: Mapping[str, str] | None = None,
    extended: bool = False,
    today: date | None = None,
    hour: str = "",
) -> Explanation:
    """Return why the duty is due when it is, from the day of its anchor.

    For a date that returns every year (month, quarter …) the anchor is any day of it; `hour` is
    that of the anchor, for a period in hours. Raises
    UnknownRegulation for a rule that the version has not, NotDated for one without a number.
    """
    rule = version.rule(rule_id)
    frame = Frame(version, History({}), calendar, anchor, settings or {}, anchor.year)
    deadline = _deadline(rule, frame, extended=extended)
    if rule.every:
        count, how_vi = _returning(deadline, rule, anchor, frame)
    elif deadline.unit in HOURS:
        count, how_vi = _hours(deadline, anchor, hour, frame)
    else:
        count, how_vi = _count(deadline, rule, anchor, frame, today)
    return Explanation(
        regulation=version.pin,
        rule=rule.id,
        citation=rule.citation,
        title_vi=rule.title_vi,
        title_en=rule.title_en,
        how_vi=how_vi,
        anchor_kind=DEADLINE_END if deadline.after_end_of else deadline.after or deadline.before or deadline.anchor,
        anchor_on=anchor,
        due_on=count.due_on,
        provisional=count.provisional,
        extended=extended,
        count=count,
    )


def _deadline(rule: Rule, frame: Frame, *, extended: bool) -> Deadline:
    deadline = frame.version.lawful_deadline(rule.deadline)
    if deadline is None:
        raise NotDated(f"{rule.citation} không ấn định số ngày cho việc này ({rule.id}).")
    if extended:
        if deadline.extension is None:
            raise NotDated(f"Việc này không được gia hạn ({rule.id}, {rule.citation}).")
        deadline = replace(deadline, at_most=deadline.extension.total)
    return deadline


_UNITS_VI = {
    "working_days": "ngày làm việc",
    "days": "ngày",
    "months": "tháng",
    "working_hours": "giờ làm việc",
    "hours": "giờ",
}
_AFTER_VI = {
    "conference_held": "sau hội nghị",
    "conclusion_notice_issued": "sau khi có thông báo kết luận",
}


def _returning(deadline: Deadline, rule: Rule, anchor: date, frame: Frame) -> tuple[Count, str]:
    """Tell a day that comes back, in the period that the anchor's day lies in (or the year's only one)."""
    periods = list(periods_of(anchor.year, rule.every))
    period = next((one for one in periods if one.first <= anchor <= one.last), periods[-1])
    inclusive = choice(deadline.inclusive, frame) == "yes"
    bare = replace(deadline, rolls=None)
    named = [(day_in(bare, period, n, frame.calendar, inclusive=inclusive), n) for n in occasions_of(deadline, period)]
    dated = [(day, n) for day, n in named if day]
    if not dated:
        raise NotDated(f"{rule.citation} không ấn định ngày trong kỳ ({rule.id}).")
    day, occasion = next(((day, n) for day, n in dated if day >= anchor), dated[-1])
    due = day_in(deadline, period, occasion, frame.calendar, inclusive=inclusive)
    what = f"Ngày cuối của {period.vi} là {vi_short(day)}"
    return fixed_day(frame.calendar, day, due or day, what_vi=what), f"{what}, theo quy định cho mỗi kỳ."


def _hours(deadline: Deadline, anchor: date, hour: str, frame: Frame) -> tuple[Count, str]:
    moment = moment_of(anchor, hour, frame)
    due = from_anchor(deadline, anchor, frame, hour=hour)
    assert due.due_on is not None
    ends = datetime.combine(due.due_on, time.fromisoformat(due.due_time))
    spans = None if deadline.unit == "hours" else spans_of(frame.version.office_hours)
    length = f"{deadline.at_most} {_UNITS_VI[deadline.unit]}"
    said = f"Chậm nhất {length} sau {moment:%H:%M} {vi_short(anchor)}: {due.due_time}."
    return in_hours(frame.calendar, moment, ends, spans), said


def _count(deadline: Deadline, rule: Rule, anchor: date, frame: Frame, today: date | None) -> tuple[Count, str]:
    calendar, unit = frame.calendar, _UNITS_VI.get(deadline.unit, "")
    if deadline.at_most:
        after = _AFTER_VI.get(deadline.after, "sau mốc")
        counted = calendar.explain_due_after(anchor, deadline.at_most, deadline.unit, today=today)
        return counted, f"Chậm nhất {deadline.at_most} {unit} {after}."
    if deadline.at_least:
        counting = choice(deadline.counting, frame)
        counted = calendar.explain_latest_before(anchor, deadline.at_least, deadline.unit, counting, today=today)
        whole = "trọn " if counting == "clear" else ""
        return counted, f"Ít nhất {deadline.at_least} {unit} {whole}trước ngày họp."
    if deadline.calendar:
        month, day = (int(part) for part in deadline.calendar.split("-"))
        inclusive = choice(deadline.inclusive, frame) == "yes"
        counted = calendar.explain_before_date(anchor.year, month, day, inclusive=inclusive)
        said = f"Trước ngày {day}/{month}{', tính cả ngày này' if inclusive else ''}."
        if deadline.rolls:
            due = in_year(deadline, anchor.year, frame).due_on or counted.due_on
            return fixed_day(calendar, counted.due_on, due, what_vi=said.rstrip(".")), said
        return counted, said
    return _fixed(deadline, rule, anchor, frame)


def _fixed(deadline: Deadline, rule: Rule, anchor: date, frame: Frame) -> tuple[Count, str]:
    calendar = frame.calendar
    if deadline.within:
        return calendar.explain_before_date(anchor.year, 12, 31, inclusive=True), "Trong năm dương lịch."
    if deadline.no_later_than == "day_before":
        day = anchor - timedelta(days=1)
        return calendar.explain_before_date(day.year, day.month, day.day, inclusive=True), "Trước ngày họp."
    if deadline.no_later_than == "day_of":
        return calendar.explain_before_date(
            anchor.year, anchor.month, anchor.day, inclusive=True
        ), "Chậm nhất ngày họp."
    raise NotDated(f"{rule.citation} không ấn định số ngày: hạn do người có trách nhiệm đặt ({rule.id}).")
