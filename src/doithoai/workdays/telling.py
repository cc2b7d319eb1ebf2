"""Fixed days that rolled and periods in hours, told day by day like the other counts."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from doithoai.workdays.calendar import Calendar
from doithoai.workdays.dates import vi_short
from doithoai.workdays.hours import Span, hours_on
from doithoai.workdays.types import Count, CountedDay, Day, Kind, Role

_ONE_DAY = timedelta(days=1)
_WHOLE_DAY = timedelta(hours=24)


def fixed_day(calendar: Calendar, named: date, due: date, *, what_vi: str) -> Count:
    """Tell a day that the text fixes and, where it is off, the working day that stands for it."""
    if due == named:
        step = _step(calendar.day(due), Role.DUE, f"{what_vi}: là ngày cuối.")
        return Count(due, calendar.is_provisional(due, due), (step,))
    way = "lùi đến ngày làm việc kế tiếp" if due > named else "lấy ngày làm việc liền trước"
    steps = []
    for on in _days(min(named, due), max(named, due)):
        day = calendar.day(on)
        if on == due:
            steps.append(_step(day, Role.DUE, f"Ngày làm việc, là ngày cuối: {vi_short(named)} nghỉ nên {way}."))
        elif on == named:
            steps.append(_step(day, Role.ANCHOR, f"{what_vi}: {_off(day)}."))
        else:
            steps.append(_step(day, Role.SKIPPED, f"{_off(day)[0].upper()}{_off(day)[1:]}, bỏ qua."))
    first, last = steps[0].date, steps[-1].date
    return Count(due, calendar.is_provisional(first, last), tuple(steps))


def in_hours(calendar: Calendar, anchor: datetime, due: datetime, spans: Sequence[Span] | None) -> Count:
    """Tell a period in hours: how many of each day count, of the clock where no office hours are given."""
    steps, so_far = [], timedelta()
    for on in _days(anchor.date(), due.date()):
        day = calendar.day(on)
        counted = _hours_of(day, anchor, due, spans)
        so_far += counted
        role = Role.DUE if on == due.date() else Role.ANCHOR if on == anchor.date() else Role.COUNTED
        said = f"tính {_vi(counted)} giờ, cộng {_vi(so_far)} giờ" if counted else f"không tính ({_off(day)})"
        ends = f"; hết lúc {due:%H:%M}" if role is Role.DUE else ""
        steps.append(
            _step(
                day,
                role if counted or role is not Role.COUNTED else Role.SKIPPED,
                f"{said[0].upper()}{said[1:]}{ends}.",
            )
        )
    provisional = spans is not None and calendar.is_provisional(anchor.date(), due.date())
    return Count(due.date(), provisional, tuple(steps))


def _hours_of(day: Day, anchor: datetime, due: datetime, spans: Sequence[Span] | None) -> timedelta:
    if spans is not None:
        return hours_on(day.date, anchor, due, spans) if day.working else timedelta()
    midnight = datetime.combine(day.date, datetime.min.time())
    return min(due, midnight + _WHOLE_DAY) - max(anchor, midnight)


def _off(day: Day) -> str:
    if day.working:
        return "ngoài giờ mở cửa"
    return "nghỉ hằng tuần" if day.kind is Kind.WEEKEND else f"nghỉ {day.name_vi}"


def _vi(length: timedelta) -> str:
    hours = length / timedelta(hours=1)
    return f"{hours:g}".replace(".", ",") if hours == round(hours, 2) else f"{hours:.2f}".replace(".", ",")


def _days(first: date, last: date) -> Sequence[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _step(day: Day, role: Role, reason_vi: str) -> CountedDay:
    counted = role in {Role.COUNTED, Role.DUE}
    return CountedDay(day.date, day.kind, counted, None, role, reason_vi, day.source, day.provisional)
