"""A count, told day by day: which days count, which do not, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from doithoai.workdays import wording
from doithoai.workdays.types import Count, CountedDay, Counting, Day, Role, Unit

_ONE_DAY = timedelta(days=1)


class Days(Protocol):
    """What an explanation asks of a calendar."""

    def day(self, on: date) -> Day:
        """Return what the day is."""

    def after_is_provisional(self, anchor: date, n: int, unit: Unit | str) -> bool:
        """Say whether the last day after the anchor may still move."""

    def before_is_provisional(self, event: date, n: int, unit: Unit | str, counting: Counting | str) -> bool:
        """Say whether the latest day before the event may still move."""

    def due_after(self, anchor: date, n: int, unit: Unit | str) -> date:
        """Return the last day after the anchor."""

    def nominal_after(self, anchor: date, n: int, unit: Unit | str) -> date:
        """Return the end before rolling."""

    def latest_before(self, event: date, n: int, unit: Unit | str, counting: Counting | str) -> date:
        """Return the latest working day before the event."""

    def nominal_before(self, event: date, n: int, unit: Unit | str, counting: Counting | str) -> date:
        """Return the last day before rolling."""


@dataclass(slots=True)
class _Marks:
    """The days that stand out in a count."""

    anchor: date
    due: date
    today: date | None
    due_vi: str

    def role(self, on: date, *, counted: bool) -> Role:
        if on == self.anchor:
            return Role.ANCHOR
        if on == self.due:
            return Role.DUE
        if on == self.today:
            return Role.TODAY
        return Role.COUNTED if counted else Role.SKIPPED


def after(calendar: Days, anchor: date, n: int, unit: Unit, *, today: date | None) -> Count:
    """Tell a period after an event, from the event's day to the due day."""
    due = calendar.due_after(anchor, n, unit)
    nominal = calendar.nominal_after(anchor, n, unit)
    marks = _Marks(
        anchor,
        due,
        today,
        wording.LAST_DAY if due == nominal else wording.ROLLED_FORWARD,
    )
    steps = [_step(calendar.day(anchor), None, marks)]
    number = 0
    for on in _each(anchor + _ONE_DAY, due):
        day = calendar.day(on)
        counted = day.working if unit is Unit.WORKING_DAYS else on <= nominal
        number += counted
        steps.append(_step(day, number if counted else None, marks))
    return Count(due, calendar.after_is_provisional(anchor, n, unit), tuple(steps), wording.summary(steps))


def before(calendar: Days, event: date, n: int, unit: Unit, counting: Counting, *, today: date | None) -> Count:
    """Tell a minimum before an event, from the latest day to act to the event's day."""
    due = calendar.latest_before(event, n, unit, counting)
    nominal = calendar.nominal_before(event, n, unit, counting)
    last_counted = event - _ONE_DAY if counting is Counting.CLEAR else event
    marks = _Marks(
        event,
        due,
        today,
        wording.STILL_ENOUGH if due == nominal else wording.ROLLED_BACKWARD,
    )
    steps = []
    number = 0
    for on in _each(due, event):
        day = calendar.day(on)
        counted = nominal < on <= last_counted and (day.working or unit is not Unit.WORKING_DAYS)
        number += counted
        steps.append(_step(day, number if counted else None, marks))
    provisional = calendar.before_is_provisional(event, n, unit, counting)
    return Count(due, provisional, tuple(steps), wording.summary(steps))


def before_date(calendar: Days, limit: date, *, inclusive: bool) -> Count:
    """Tell a fixed date: the last day on time, and the named date when it is already late."""
    due = limit if inclusive else limit - _ONE_DAY
    last = _named(calendar.day(due), Role.DUE, wording.fixed_date(limit, inclusive))
    if inclusive:
        return Count(due, provisional=False, steps=(last,))
    late = _named(calendar.day(limit), Role.ANCHOR, wording.LATE_ON_NAMED_DATE)
    return Count(due, provisional=False, steps=(last, late))


def _named(day: Day, role: Role, reason_vi: str) -> CountedDay:
    return CountedDay(day.date, day.kind, counted=False, number=None, role=role, reason_vi=reason_vi, source=day.source)


def _step(day: Day, number: int | None, marks: _Marks) -> CountedDay:
    role = marks.role(day.date, counted=number is not None)
    return CountedDay(
        date=day.date,
        kind=day.kind,
        counted=number is not None,
        number=number,
        role=role,
        reason_vi=wording.reason(day, number, role, marks.due_vi),
        source=day.source,
        provisional=day.provisional,
    )


def _each(first: date, last: date) -> Iterator[date]:
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        yield date.fromordinal(ordinal)
