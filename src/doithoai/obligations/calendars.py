"""Which days are worked: the country's calendar with the years imported, and each unit's own days off.

Everything above this room that counts days for a unit asks here, never `workdays.national()`, which knows only
the files that came with the program. The calendars are kept in memory under a stamp that changes with every
change, so that all processes see it; within one request the stamp is read once.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from django.db.models import Subquery

from doithoai import workdays
from doithoai.common.keys import new_key
from doithoai.journal.models import Entry
from doithoai.journal.queries import fact_of
from doithoai.obligations.enums import ClosureReason
from doithoai.obligations.models import CalendarStamp, CalendarYear
from doithoai.regulations.facts import ClosureLifted, UnitClosed
from doithoai.workdays import Calendar, Closure, Year
from doithoai.workdays.dates import vi_numeric

_KINDS = (UnitClosed.kind, ClosureLifted.kind)
_ASKED_FROM = 10  # October
_KEPT = 3  # stamps whose calendars stay in memory: the present one, and one just rolled back


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the days worked. `decided_on`: when the decision was made; `recorded_on`: when it was entered here.

    `first` and `last`: the days that it may turn.
    """

    decided_on: date
    recorded_on: date
    first: date
    last: date
    what: Year | UnitClosed | ClosureLifted


@dataclass(frozen=True, slots=True)
class Layer:
    """The calendar as it stands after a change; the first layer of a case follows no change that still matters."""

    calendar: Calendar
    change: Change | None = None


@dataclass(frozen=True)
class Calendars:
    """The calendars of all units at one moment. Immutable; `plus` tries a change out."""

    years: tuple[Change, ...] = ()
    told: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)
    _made: dict[tuple[str, date], tuple[Change, ...]] = field(default_factory=dict, compare=False, repr=False)

    def of(self, unit: str) -> Calendar:
        """Return the calendar of the unit with this key as it stands now."""
        return self.layers(unit)[-1].calendar

    @property
    def national(self) -> Calendar:
        """Return the calendar of the whole country, without any unit's own days off."""
        return self.of("")

    def layers(self, unit: str, *, since: date = date.max, until: date = date.max) -> tuple[Layer, ...]:
        """Return the unit's calendar as it stood at first, and after each change recorded from then on.

        Changes recorded up to `since` are in the first layer; those recorded after `until` are in none.
        """
        known = self._known(unit, until)
        early = tuple(change for change in known if change.recorded_on <= since)
        later = range(len(early), len(known))
        return (Layer(_calendar(early)), *(Layer(_calendar(known[: n + 1]), known[n]) for n in later))

    def _known(self, unit: str, until: date) -> tuple[Change, ...]:
        found = self._made.get((unit, until))
        if found is None:
            told = [change for change in (*self.years, *self.told.get(unit, ())) if change.recorded_on <= until]
            found = tuple(sorted(_without_mistakes(told), key=lambda change: change.recorded_on))
            self._made[unit, until] = found
        return found

    def plus(self, change: Change, *, units: Sequence[str] | None) -> "Calendars":
        """Return the calendars with one more change: of these units, or of the whole country."""
        if units is None:
            return Calendars((*self.years, change), self.told)
        more = {unit: (*self.told.get(unit, ()), change) for unit in units}
        return Calendars(self.years, {**self.told, **more})


def _without_mistakes(told: Sequence[Change]) -> Iterator[Change]:
    """Yield the changes without the closures that were entered by mistake: they never were."""
    wrong = {one.what.closure for one in told if isinstance(one.what, ClosureLifted) and one.what.wrong}
    for change in told:
        if isinstance(change.what, Year) or change.what.closure not in wrong:
            yield change


@lru_cache(maxsize=512)
def _calendar(changes: tuple[Change, ...]) -> Calendar:
    calendar = workdays.national()
    for change in changes:
        if isinstance(change.what, Year):
            calendar = calendar.with_year(change.what)
    reopened = {change.what.closure: change.what.since for change in changes if isinstance(change.what, ClosureLifted)}
    closures = [
        day
        for change in changes
        if isinstance(change.what, UnitClosed)
        for day in _days_off(change.what, until=reopened.get(change.what.closure, date.max))
    ]
    return calendar.with_closures(closures) if closures else calendar


def _days_off(fact: UnitClosed, *, until: date) -> Iterator[Closure]:
    source = f"{fact.decision.replace('_', ' ')} ngày {vi_numeric(fact.decided)}"
    reason = ClosureReason.words_of(fact.reason)
    day = fact.first
    while day <= fact.last and day < until:
        yield Closure(fact.unit, day, source, reason)
        day += timedelta(days=1)


def change_of(fact: UnitClosed | ClosureLifted, closed: UnitClosed | None = None) -> Change:
    """Return the change that a fact of a unit's chain makes; a lifting needs the closure that it ends."""
    if isinstance(fact, UnitClosed):
        return Change(fact.decided, fact.on, fact.first, fact.last, fact)
    last = closed.last if closed else fact.since
    return Change(fact.on, fact.on, closed.first if closed and fact.wrong else fact.since, last, fact)


def change_of_year(year: Year, *, decided_on: date | None, on: date) -> Change:
    """Return the change that importing a year makes; a decision without a date counts from the import."""
    days = [date(year.year, 1, 1), date(year.year, 12, 31), *(day.date for day in year.days)]
    return Change(min(decided_on or on, on), on, min(days), max(days), year)


# Kept in memory ----------------------------------------------------------------------


@dataclass(slots=True)
class _Scope:
    """One request: the stamp it has read, and the unit whose days it counts."""

    stamp: str | None = None
    unit: str = ""


_scope: ContextVar[_Scope | None] = ContextVar("calendar_scope", default=None)
_loaded: dict[str, Calendars] = {}
_PLAIN = Calendars()


@contextmanager
def one_request() -> Iterator[None]:
    """Let everything inside read the stamp once."""
    token = _scope.set(_Scope())
    try:
        yield
    finally:
        _scope.reset(token)


def stamp_beside() -> Subquery:
    """Return the stamp as a column for a query that is asked anyway; `counting_for` takes what it finds."""
    return Subquery(CalendarStamp.objects.values("token")[:1])


def counting_for(unit: str, *, stamp: str | None = None) -> None:
    """Say whose days this request counts where a page only says "in so many working days"; the stamp if it is known."""
    scope = _scope.get()
    if scope is not None:
        scope.unit = unit
        scope.stamp = scope.stamp if stamp is None else stamp


def here() -> Calendar:
    """Return the calendar of the unit whose page is shown, or the country's; outside a request that of the files."""
    scope = _scope.get()
    return current().of(scope.unit) if scope else workdays.national()


def calendar_of(unit: str) -> Calendar:
    """Return the calendar of the unit with this key, its own days off included."""
    return current().of(unit)


def national() -> Calendar:
    """Return the calendar of the country with the years that were imported."""
    return current().national


def year_waited_for(on: date) -> int | None:
    """Return the year whose official calendar is missing and wanted by now; None where nothing is.

    This year's at any time; the next one's from October on, when the decision on Tết and 2/9 usually comes.
    """
    years = [on.year, on.year + 1] if on.month >= _ASKED_FROM else [on.year]
    calendar = national()
    # A day that is off under no rule: it is provisional only where the whole year is.
    return next((year for year in years if calendar.day(date(year, 6, 15)).provisional), None)


def current(*, fresh: bool = False) -> Calendars:
    """Return the calendars as they stand; `fresh` looks again, for a verb that has waited for a lock."""
    scope = _scope.get()
    if scope is not None and scope.stamp is not None and not fresh:
        return _of_stamp(scope.stamp)
    stamp = CalendarStamp.objects.values_list("token", flat=True).first() or ""
    if scope is not None:
        scope.stamp = stamp
    return _of_stamp(stamp)


def _of_stamp(stamp: str) -> Calendars:
    if not stamp:
        return _PLAIN
    found = _loaded.get(stamp)
    if found is None:
        found = _load()
        while len(_loaded) >= _KEPT:
            _loaded.pop(next(iter(_loaded)), None)
        _loaded[stamp] = found
    return found


def _load() -> Calendars:
    years = tuple(
        change_of_year(read_year(row.text), decided_on=row.decided_on, on=row.imported_on)
        for row in CalendarYear.objects.order_by("pk")
    )
    told: dict[str, list[Change]] = {}
    closed: dict[tuple[str, str], UnitClosed] = {}
    for entry in Entry.objects.filter(kind__in=_KINDS).order_by("pk"):
        fact = fact_of(entry)
        if isinstance(fact, UnitClosed):
            closed[fact.unit, fact.closure] = fact
            told.setdefault(fact.unit, []).append(change_of(fact))
        elif isinstance(fact, ClosureLifted):
            told.setdefault(fact.unit, []).append(change_of(fact, closed.get((fact.unit, fact.closure))))
    return Calendars(years, {unit: tuple(changes) for unit, changes in told.items()})


@lru_cache(maxsize=32)
def read_year(text: str) -> Year:
    """Return the year in the text of an imported file; raises CalendarFileWrong."""
    return workdays.year_in(text, file="lich.yaml")


def stamp_changed() -> None:
    """Give the calendars a new stamp, in the transaction of what changed them; two changes queue up here."""
    CalendarStamp.objects.get_or_create(pk=1, defaults={"token": new_key()})
    row = CalendarStamp.objects.select_for_update().get(pk=1)
    row.token = new_key()
    row.save(update_fields=["token"])
    scope = _scope.get()
    if scope is not None:
        scope.stamp = row.token
