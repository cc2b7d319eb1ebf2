"""Days that a text fixes within a month, and where they go when they are off."""

import calendar as months
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from doithoai.workdays.calendar import Calendar
from doithoai.workdays.types import Kind

Direction = Literal["stay", "forward", "backward"]
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rolls:
    """Where a fixed day goes when it is off: from a weekend, from any other day off, perhaps never out of its month."""

    weekend: Direction = "stay"
    holiday: Direction = "stay"
    within_month: bool = False


def rolled(calendar: Calendar, on: date, rolls: Rolls) -> date:
    """Return the working day that stands for `on`.

    The day itself decides which way: a weekend by `weekend`, a holiday or another day off by `holiday`.
    Where that would leave the month and `within_month` forbids it, the nearest working day the other way
    stands. Raises CalendarEnds.
    """
    if calendar.is_working(on):
        return on
    way = rolls.weekend if calendar.day(on).kind is Kind.WEEKEND else rolls.holiday
    if way == "stay":
        return on
    forward, backward = calendar.next_working(on), calendar.previous_working(on)
    found, other = (forward, backward) if way == "forward" else (backward, forward)
    return other if rolls.within_month and found.month != on.month else found


def weekday_of(year: int, month: int, name: str) -> date | None:
    """Return the day of a month that `2-friday` or `last-friday` names; None for a fifth one that the month lacks."""
    which, _, weekday = name.partition("-")
    last_of_month = date(year, month, months.monthrange(year, month)[1])
    if which == "last":
        return last_of_month - timedelta(days=(last_of_month.weekday() - WEEKDAYS.index(weekday)) % 7)
    ahead = (WEEKDAYS.index(weekday) - date(year, month, 1).weekday()) % 7
    found = date(year, month, 1) + timedelta(days=ahead + 7 * (int(which) - 1))
    return found if found <= last_of_month else None
