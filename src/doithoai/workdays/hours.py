"""Periods in hours: of the clock, or only while offices are open."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from doithoai.workdays.calendar import Calendar

Span = tuple[time, time]
_ONE_DAY = timedelta(days=1)


def spans_of(written: Sequence[str]) -> tuple[Span, ...]:
    """Return office hours written as `07:30-11:30`, in the order of the day; raises ValueError for what is none."""
    spans: list[Span] = []
    for text in written:
        opens, _, closes = text.partition("-")
        span = (time.fromisoformat(opens), time.fromisoformat(closes))
        if span[0] >= span[1] or (spans and span[0] < spans[-1][1]):
            raise ValueError(text)
        spans.append(span)
    return tuple(spans)


def due_after_hours(calendar: Calendar, anchor: datetime, hours: int) -> datetime:
    """Return the moment so many hours of the clock after the anchor, whether or not anybody works then."""
    calendar.day((anchor + timedelta(hours=hours)).date())  # past the calendar is past what is known
    return anchor + timedelta(hours=hours)


def due_after_working_hours(calendar: Calendar, anchor: datetime, hours: int, spans: Sequence[Span]) -> datetime:
    """Return the moment at which so many hours of work have passed since the anchor.

    Only office hours of working days count. An anchor outside them begins with the next office hour; a
    period that is used up at the end of a span ends there. Raises CalendarEnds, ValueError without spans.
    """
    if not spans:
        raise ValueError("working hours need office hours")
    left = timedelta(hours=hours)
    for opens, closes in _open_times(calendar, anchor.date(), spans):
        begins = max(opens, anchor)
        if begins >= closes:
            continue
        if left <= closes - begins:
            return begins + left
        left -= closes - begins
    raise AssertionError("the calendar ends with an exception")


def hours_on(on: date, first: datetime, last: datetime, spans: Sequence[Span]) -> timedelta:
    """Return how much of the office hours of one day lies between two moments."""
    parts = ((datetime.combine(on, opens), datetime.combine(on, closes)) for opens, closes in spans)
    return sum((max(timedelta(), min(last, closes) - max(first, opens)) for opens, closes in parts), timedelta())


def _open_times(calendar: Calendar, start: date, spans: Sequence[Span]) -> Iterator[tuple[datetime, datetime]]:
    on = start
    while True:
        if calendar.is_working(on):
            yield from ((datetime.combine(on, opens), datetime.combine(on, closes)) for opens, closes in spans)
        on += _ONE_DAY
