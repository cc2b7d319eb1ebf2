"""The calendar: what each day is, and counting by look-up in prefix sums."""

import calendar as months
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import accumulate

from doithoai.workdays import explaining
from doithoai.workdays.dates import vi_numeric
from doithoai.workdays.errors import CalendarEnds
from doithoai.workdays.loader import Year, load_days, plain_day
from doithoai.workdays.types import Closure, Count, Counting, Day, Kind, Unit

_ONE_DAY = timedelta(days=1)


class Calendar:
    """An unbroken run of days, immutable; every count is a look-up, not a walk.

    Counts that would leave the run raise `CalendarEnds`.
    """

    __slots__ = ("_days", "_first", "_provisional_before", "_worked", "_worked_before")

    def __init__(self, days: Sequence[Day]) -> None:
        """Take the days in order, without gaps."""
        self._days = tuple(days)
        self._first = self._days[0].date.toordinal()
        # Ordinals of the working days, and how many of them lie before each day.
        self._worked = [day.date.toordinal() for day in self._days if day.working]
        self._worked_before = [0, *accumulate(day.working for day in self._days)]
        self._provisional_before = [
            0,
            *accumulate(day.provisional for day in self._days),
        ]

    # What a day is -----------------------------------------------------------------

    @property
    def first(self) -> date:
        """Return the first day that the calendar holds."""
        return self._days[0].date

    @property
    def last(self) -> date:
        """Return the last day that the calendar holds."""
        return self._days[-1].date

    @property
    def days(self) -> tuple[Day, ...]:
        """Return all days, in order."""
        return self._days

    def day(self, on: date) -> Day:
        """Return what the day is and by which document; raises `CalendarEnds` outside the years held."""
        return self._days[self._index(on)]

    def is_working(self, on: date) -> bool:
        """Say whether public bodies (and, with closures, this unit) work on the day."""
        return self.day(on).working

    def is_provisional(self, first: date, last: date) -> bool:
        """Say whether any day from `first` to `last`, both included, may still be changed officially."""
        return self._provisional_before[self._index(last) + 1] > self._provisional_before[self._index(first)]

    def next_working(self, on: date) -> date:
        """Return the day itself if it is worked, else the first working day after it."""
        return self._worked_at(bisect_left(self._worked, self._ordinal(on)))

    def previous_working(self, on: date) -> date:
        """Return the day itself if it is worked, else the last working day before it."""
        return self._worked_at(bisect_right(self._worked, self._ordinal(on)) - 1)

    def working_days_between(self, start: date, end: date) -> int:
        """Count the working days after `start` up to and including `end`; negative when `end` lies earlier.

        From today to a due date this is "còn N ngày làm việc"; from a due date to
        today it is by how many working days something is late.
        """
        return self._worked_before[self._index(end) + 1] - self._worked_before[self._index(start) + 1]

    def with_closures(self, closures: Iterable[Closure]) -> "Calendar":
        """Return a calendar in which these days are off too; days that are off anyway stay as they are."""
        days = list(self._days)
        for closure in closures:
            if not closure.decision.strip():
                raise ValueError(
                    f"Ngày nghỉ riêng {vi_numeric(closure.on)} chưa có số quyết định. Hãy ghi số quyết định."
                )
            index = self._index(closure.on)
            if days[index].working:
                days[index] = replace(
                    days[index],
                    kind=Kind.CLOSURE,
                    name_vi=closure.reason_vi or "Cơ quan nghỉ riêng",
                    source=closure.decision,
                )
        return Calendar(days)

    def with_year(self, year: Year) -> "Calendar":
        """Return a calendar in which this year stands as its own file has it, no longer by rule or an older file.

        Raises `CalendarEnds` for a year that the calendar has not, or a day outside it.
        """
        days = list(self._days)
        weekend_source = next(day.source for day in days if day.kind is Kind.WEEKEND)
        first, last = self._index(date(year.year, 1, 1)), self._index(date(year.year, 12, 31))
        for index in range(first, last + 1):
            days[index] = plain_day(days[index].date, weekend_source, provisional=False)
        for day in year.days:
            days[self._index(day.date)] = day
        return Calendar(days)

    # Counting ----------------------------------------------------------------------

    def due_after(self, anchor: date, n: int, unit: Unit | str) -> date:
        """Return the last day of a duty "within N … after" the anchor, whose own day is not counted.

        Working days end on the Nth. Plain days and months that end on a day off
        roll forward to the next working day (Civil Code 2015, art. 147–148).
        """
        _check_length(n)
        if Unit(unit) is Unit.WORKING_DAYS:
            return self._worked_at(self._worked_before[self._index(anchor) + 1] + n - 1)
        return self.next_working(self.nominal_after(anchor, n, unit))

    def latest_before(
        self,
        event: date,
        n: int,
        unit: Unit | str,
        counting: Counting | str = Counting.CLEAR,
    ) -> date:
        """Return the latest working day to act "at least N … before" the event.

        A minimum is never shortened: what ends on a day off rolls backward, in any
        unit. Acting on a day off in between may still keep the minimum: the verdict
        compares with `nominal_before`.
        """
        return self.previous_working(self.nominal_before(event, n, unit, counting))

    def nominal_after(self, anchor: date, n: int, unit: Unit | str) -> date:
        """Return where the period after the anchor ends before any rolling."""
        _check_length(n)
        match Unit(unit):
            case Unit.WORKING_DAYS:
                return self.due_after(anchor, n, unit)
            case Unit.DAYS:
                return self._date(self._ordinal(anchor) + n)
            case Unit.MONTHS:
                return self._months_from(anchor, n)

    def nominal_before(
        self,
        event: date,
        n: int,
        unit: Unit | str,
        counting: Counting | str = Counting.CLEAR,
    ) -> date:
        """Return the last day that leaves N days before the event, before any rolling to a working day."""
        _check_length(n)
        clear = Counting(counting) is Counting.CLEAR
        match Unit(unit):
            case Unit.WORKING_DAYS:
                # `clear` leaves the event's own day out, `difference` lets it be the Nth.
                worked = self._worked_before[self._index(event) + (0 if clear else 1)]
                return self._date(self._worked_at(worked - n).toordinal() - 1)
            case Unit.DAYS:
                return self._date(self._ordinal(event) - n - clear)
            case Unit.MONTHS:
                return self._date(self._months_from(event, -n).toordinal() - clear)

    def after_is_provisional(self, anchor: date, n: int, unit: Unit | str) -> bool:
        """Say whether an official schedule may still move `due_after`.

        Plain days and months fall where they fall: only their last day and its rolling count here.
        """
        worked = Unit(unit) is Unit.WORKING_DAYS
        first = anchor + _ONE_DAY if worked else self.nominal_after(anchor, n, unit)
        return self.is_provisional(first, self.due_after(anchor, n, unit))

    def before_is_provisional(
        self, event: date, n: int, unit: Unit | str, counting: Counting | str = Counting.CLEAR
    ) -> bool:
        """Say whether an official schedule may still move `latest_before`; see `after_is_provisional`."""
        last = self.nominal_before(event, n, unit, counting)
        if Unit(unit) is Unit.WORKING_DAYS:
            last = event if Counting(counting) is Counting.DIFFERENCE else event - _ONE_DAY
        return self.is_provisional(self.latest_before(event, n, unit, counting), last)

    def before_date(self, year: int, month: int, day: int, *, inclusive: bool = False) -> date:
        """Return the last day on time for "before D/M": the day before, or D/M itself when inclusive.

        A fixed date does not roll: moving it forward would pass the date that the text names.
        """
        limit = date(year, month, day)
        return limit if inclusive else limit - _ONE_DAY

    # Explaining --------------------------------------------------------------------

    def explain_due_after(self, anchor: date, n: int, unit: Unit | str, *, today: date | None = None) -> Count:
        """Return `due_after` day by day, with the reason for each day counted and not."""
        return explaining.after(self, anchor, n, Unit(unit), today=today)

    def explain_latest_before(
        self,
        event: date,
        n: int,
        unit: Unit | str,
        counting: Counting | str = Counting.CLEAR,
        *,
        today: date | None = None,
    ) -> Count:
        """Return `latest_before` day by day, from the latest day to the event."""
        return explaining.before(self, event, n, Unit(unit), Counting(counting), today=today)

    def explain_before_date(self, year: int, month: int, day: int, *, inclusive: bool = False) -> Count:
        """Return `before_date` with the last day on time and the date that the text names."""
        return explaining.before_date(self, date(year, month, day), inclusive=inclusive)

    # Positions ---------------------------------------------------------------------

    def _index(self, on: date) -> int:
        index = on.toordinal() - self._first
        if not 0 <= index < len(self._days):
            raise CalendarEnds.at(self.first, self.last)
        return index

    def _ordinal(self, on: date) -> int:
        return self._index(on) + self._first

    def _date(self, ordinal: int) -> date:
        if not 0 <= ordinal - self._first < len(self._days):
            raise CalendarEnds.at(self.first, self.last)
        return date.fromordinal(ordinal)

    def _worked_at(self, position: int) -> date:
        if not 0 <= position < len(self._worked):
            raise CalendarEnds.at(self.first, self.last)
        return date.fromordinal(self._worked[position])

    def _months_from(self, start: date, n: int) -> date:
        """Move by whole months; a day that the month lacks becomes its last (Civil Code, art. 148.3)."""
        self._index(start)
        year, month = divmod(start.year * 12 + start.month - 1 + n, 12)
        if not self.first.year <= year <= self.last.year:
            raise CalendarEnds.at(self.first, self.last)
        last_of_month = months.monthrange(year, month + 1)[1]
        return date(year, month + 1, min(start.day, last_of_month))


def _check_length(n: int) -> None:
    if n < 1:
        raise ValueError(f"a period needs at least 1 day or month, not {n}")


@cache
def national() -> Calendar:
    """Return the calendar of public bodies in the whole country, without any unit's closures."""
    return Calendar(load_days())
