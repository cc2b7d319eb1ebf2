"""Coming years without an official schedule, by the general rule of the Labour Code."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from doithoai.workdays.dates import vi_day
from doithoai.workdays.rows import Row, read_rows, read_source
from doithoai.workdays.types import Day, Kind

_SATURDAY = 5
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class RuleYear:
    """What the rule cannot work out by itself: lunar days, and choices left to the Government."""

    tet: date
    days_before: int
    hung_kings: date
    national_day_neighbour: date


@dataclass(frozen=True, slots=True)
class FixedDay:
    """A day of every year."""

    month: int
    day: int
    name_vi: str


@dataclass(frozen=True, slots=True)
class Rule:
    """The general rule and its years."""

    source: str
    weekend_source: str
    tet_days: int
    tet_vi: str
    hung_kings_vi: str
    neighbour_vi: str
    fixed: tuple[FixedDay, ...]
    unconfirmed: tuple[FixedDay, ...]
    years: dict[int, RuleYear]


def read_rule(path: Path) -> Rule:
    """Read and check the rule's file; raises `CalendarFileWrong`."""
    root = read_rows(path)
    root.optional("note_vi", str, "")
    rule = Rule(
        source=read_source(root.row("source")).cited,
        weekend_source=read_source(root.row("weekend_source")).cited,
        tet_days=root.get("tet_days", int),
        tet_vi=root.text("tet_vi"),
        hung_kings_vi=root.text("hung_kings_vi"),
        neighbour_vi=root.text("neighbour_vi"),
        fixed=tuple(_fixed(row) for row in root.rows("fixed")),
        unconfirmed=tuple(_fixed(row) for row in root.rows("unconfirmed")),
        years=dict(_year(row) for row in root.rows("years")),
    )
    root.done()
    return rule


def days_by_rule(rule: Rule) -> Iterator[Day]:
    """Yield the days off of the rule's years, and the announced days that are still worked; all provisional."""
    for year, by_year in rule.years.items():
        off = dict(_statutory(rule, year, by_year))
        for on in sorted(off):
            yield Day(on, Kind.HOLIDAY, off[on], rule.source, provisional=True)
        taken = set(off)
        for on in sorted(on for on in off if on.weekday() >= _SATURDAY):
            substitute = _next_free(on, taken)
            taken.add(substitute)
            name = f"Nghỉ bù {off[on]} {vi_day(on)}"
            yield Day(substitute, Kind.SUBSTITUTE, name, rule.source, provisional=True)
        for fixed in rule.unconfirmed:
            on = date(year, fixed.month, fixed.day)
            if on.weekday() < _SATURDAY and on not in taken:
                yield Day(on, Kind.WORKING, fixed.name_vi, rule.source, provisional=True)


def _statutory(rule: Rule, year: int, by_year: RuleYear) -> Iterator[tuple[date, str]]:
    for fixed in rule.fixed:
        yield date(year, fixed.month, fixed.day), fixed.name_vi
    first = by_year.tet - by_year.days_before * _ONE_DAY
    for offset in range(rule.tet_days):
        yield first + offset * _ONE_DAY, rule.tet_vi
    yield by_year.hung_kings, rule.hung_kings_vi
    yield by_year.national_day_neighbour, rule.neighbour_vi


def _next_free(on: date, taken: set[date]) -> date:
    """Return the next weekday that is not off already (Labour Code 2019, art. 111.3)."""
    on += _ONE_DAY
    while on.weekday() >= _SATURDAY or on in taken:
        on += _ONE_DAY
    return on


def _fixed(row: Row) -> FixedDay:
    fixed = FixedDay(row.get("month", int), row.get("day", int), row.text("name_vi"))
    row.done()
    try:
        date(2001, fixed.month, fixed.day)  # a common year: the day must exist in every year
    except ValueError as error:
        raise row.wrong(f"không có ngày {fixed.day}/{fixed.month}", "Sửa «month», «day»") from error
    return fixed


def _year(row: Row) -> tuple[int, RuleYear]:
    year = row.get("year", int)
    by_year = RuleYear(
        tet=row.day("tet", "tet_weekday"),
        days_before=row.get("days_before", int),
        hung_kings=row.day("hung_kings", "hung_kings_weekday"),
        national_day_neighbour=row.day("national_day_neighbour", "neighbour_weekday"),
    )
    row.done()
    if {
        by_year.tet.year,
        by_year.hung_kings.year,
        by_year.national_day_neighbour.year,
    } != {year}:
        raise row.wrong(f"có ngày không thuộc năm {year}", "Sửa «year» hoặc ngày")
    if not 1 <= by_year.days_before <= 3:
        raise row.wrong(f"nghỉ trước Tết {by_year.days_before} ngày", "«days_before» là 1, 2 hoặc 3")
    return year, by_year
