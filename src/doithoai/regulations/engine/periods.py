"""Parts of a year in which a duty comes back, and the days that a text fixes in them."""

import calendar as months
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from doithoai.regulations.schema import Deadline
from doithoai.workdays import Calendar
from doithoai.workdays.rolling import rolled, weekday_of

_MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "nine_months": 9, "year": 12}
_WORDS = {
    "month": ("tháng {}", "month {}"),
    "quarter": ("quý {}", "quarter {}"),
    "half_year": ("6 tháng đầu năm", "first half-year"),
    "nine_months": ("9 tháng", "nine months"),
    "year": ("cả năm", "whole year"),
}
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """A month, a quarter …: its code in facts (`month_03`), its first and last day, its words."""

    code: str
    first: date
    last: date
    vi: str
    en: str


def periods_of(year: int, every: str) -> Iterator[Period]:
    """Yield the periods of a year: twelve months, four quarters, one of the others (they are cumulative)."""
    length = _MONTHS[every]
    many = every in {"month", "quarter"}
    for number in range(1, (12 // length if many else 1) + 1):
        last_month = number * length
        code = f"month_{number:02d}" if every == "month" else f"quarter_{number}" if many else every
        vi, en = (words.format(number) for words in _WORDS[every])
        first = date(year, last_month - length + 1, 1)
        yield Period(code, first, date(year, last_month, months.monthrange(year, last_month)[1]), vi, en)


def occasions_of(deadline: Deadline | None, period: Period) -> range:
    """Return the numbers of the occasions in the period, from 0; a fifth Friday that the month lacks is none."""
    if deadline is None or not deadline.weekdays:
        return range(1)
    year, month = period.last.year, period.last.month
    return range(sum(weekday_of(year, month, name) is not None for name in deadline.weekdays))


def day_in(deadline: Deadline, period: Period, occasion: int, calendar: Calendar, *, inclusive: bool) -> date | None:
    """Return the last day on time in a period; None where the deadline fixes no day of it.

    "Before the 15th" ends on the 14th unless `inclusive`; a month that lacks the day takes its last.
    """
    year, month = period.last.year, period.last.month
    if deadline.weekdays:
        found = [on for name in deadline.weekdays if (on := weekday_of(year, month, name))]
        return _rolled(deadline, sorted(found)[occasion], calendar)
    if deadline.month_day is None:
        return period.last if deadline.within else None
    if deadline.month == "next":
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    named = date(year, month, min(deadline.month_day, months.monthrange(year, month)[1]))
    return _rolled(deadline, named if inclusive else named - _ONE_DAY, calendar)


def _rolled(deadline: Deadline, on: date, calendar: Calendar) -> date:
    return rolled(calendar, on, deadline.rolls) if deadline.rolls else on
