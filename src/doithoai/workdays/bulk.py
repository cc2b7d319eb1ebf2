"""Many due dates at once. The only module of this room that needs NumPy."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from doithoai.workdays.calendar import Calendar, national
from doithoai.workdays.errors import CalendarEnds

Days = NDArray[np.datetime64]

_ORDINAL_OF_EPOCH = 719_163  # date(1970, 1, 1).toordinal(), where datetime64 counts from
_BEYOND = np.iinfo(np.int64).min  # the same as NaT: a due date that the calendar does not hold


def due_after_many(anchors: Days, n: int, calendar: Calendar | None = None) -> Days:
    """Return the Nth working day after each anchor, as `Calendar.due_after` does for one.

    Anchors are `datetime64[D]` in any shape. Raises `CalendarEnds` when one anchor
    or one due date lies outside the calendar, so that no wrong date slips through.
    """
    if n < 1:
        raise ValueError(f"a period needs at least 1 day, not {n}")
    calendar = calendar or national()
    days = np.asarray(anchors, dtype="datetime64[D]").astype(np.int64)
    if days.size == 0:
        return days.astype("datetime64[D]")
    first = calendar.first.toordinal() - _ORDINAL_OF_EPOCH
    table = _due_table(calendar, n)
    days -= first
    if days.min() < 0 or days.max() >= len(table):
        raise CalendarEnds.at(calendar.first, calendar.last)
    due = table[days]
    if due.min() == _BEYOND:
        raise CalendarEnds.at(calendar.first, calendar.last)
    return due.astype("datetime64[D]")


@lru_cache(maxsize=64)
def _due_table(calendar: Calendar, n: int) -> NDArray[np.int64]:
    """Return the due day of every day of the calendar: prefix sum, then the Nth working day further on."""
    working = np.fromiter((day.working for day in calendar.days), dtype=bool, count=len(calendar.days))
    worked = np.flatnonzero(working) + calendar.first.toordinal() - _ORDINAL_OF_EPOCH
    position = np.cumsum(working) + n - 1
    table = np.full(len(working), _BEYOND, dtype=np.int64)
    held = position < len(worked)
    table[held] = worked[position[held]]
    table.flags.writeable = False
    return table
