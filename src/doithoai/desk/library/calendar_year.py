"""A year of the working calendar as its page draws it."""

import calendar as months
from dataclasses import dataclass
from datetime import date

from doithoai.workdays import Calendar, Day, Kind

# The class that draws a kind of day; plain working days have none.
_LOOKS = {
    Kind.WEEKEND: "o",
    Kind.HOLIDAY: "h",
    Kind.SUBSTITUTE: "h",
    Kind.SWAPPED_OFF: "h",
    Kind.MAKEUP: "sw",
    Kind.CLOSURE: "h",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of a month."""

    day: Day

    @property
    def look(self) -> str:
        """Return the class that draws it."""
        marked = "pv" if self.day.provisional and self.day.name_vi and self.day.kind is not Kind.WEEKEND else ""
        return f"{_LOOKS.get(self.day.kind, '')} {marked}".strip()

    @property
    def said(self) -> str:
        """Return why the day is not a plain one; empty for plain days and weekends."""
        return "" if self.day.kind is Kind.WEEKEND else self.day.name_vi


@dataclass(frozen=True, slots=True)
class Month:
    """One month: weeks from Monday, None where the week belongs to another month."""

    first: date
    weeks: tuple[tuple[Cell | None, ...], ...]
    working: int


@dataclass(frozen=True, slots=True)
class Year:
    """One year: its months, the days that need a word, and figures."""

    year: int
    months: tuple[Month, ...]
    named: tuple[Day, ...]
    working: int
    provisional: bool
    previous: int | None
    following: int | None

    @property
    def off(self) -> int:
        """Return how many weekdays are off."""
        return sum(not day.working and day.date.weekday() < 5 for day in self.named) - self.closed

    @property
    def closed(self) -> int:
        """Return how many days the unit alone is off."""
        return sum(day.kind is Kind.CLOSURE for day in self.named)

    @property
    def made_up(self) -> int:
        """Return how many days of a weekend are worked."""
        return sum(day.kind is Kind.MAKEUP for day in self.named)


def year_of(calendar: Calendar, year: int) -> Year:
    """Return the year; raises CalendarEnds for one that the calendar has not."""
    drawn = tuple(_month(calendar, year, number) for number in range(1, 13))
    named = tuple(
        cell.day for month in drawn for week in month.weeks for cell in week if cell is not None and cell.said
    )
    return Year(
        year=year,
        months=drawn,
        named=named,
        working=sum(month.working for month in drawn),
        # Weekdays of a year without an official schedule are all provisional; one doubtful day is not the whole year.
        provisional=calendar.day(date(year, 6, 15)).provisional,
        previous=year - 1 if year > calendar.first.year else None,
        following=year + 1 if year < calendar.last.year else None,
    )


def _month(calendar: Calendar, year: int, number: int) -> Month:
    weeks = tuple(
        tuple(Cell(calendar.day(date(year, number, day))) if day else None for day in week)
        for week in months.monthcalendar(year, number)
    )
    return Month(date(year, number, 1), weeks, sum(cell.day.working for week in weeks for cell in week if cell))
