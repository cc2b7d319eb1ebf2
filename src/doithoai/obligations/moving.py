"""Which dates a change of the calendar moves, told before it is made."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db.models import Q, QuerySet

from doithoai.journal import queries as journal
from doithoai.obligations import projection
from doithoai.obligations.calendars import Calendars, Change
from doithoai.obligations.models import Duty
from doithoai.obligations.settling import keyed
from doithoai.organisations.models import Unit
from doithoai.regulations.types import Assessment, Obligation, Status

_OPEN = {Status.DUE, Status.OVERDUE}
_LATE = {Status.OVERDUE, Status.BREACHED}
_ENDED = {Status.WAIVED, Status.NOT_APPLICABLE}


@dataclass(frozen=True, slots=True)
class Move:
    """One duty before and after. `unit`, `dialogue`: keys; the dialogue is empty for a duty of the unit's year."""

    unit: str
    dialogue: str
    before: Obligation
    after: Obligation

    @property
    def open(self) -> bool:
        """Whether the duty is not yet met and its date moves."""
        return self.before.status in _OPEN and self.before.due_on != self.after.due_on

    @property
    def mended(self) -> bool:
        """Whether what counted as late was in time after all: the decision was there before the last day."""
        return self.before.status in _LATE and self.after.status not in _LATE

    @property
    def worsened(self) -> bool:
        """Whether what was in time becomes late: days off that were entered by mistake are taken back."""
        return self.before.status not in _LATE and self.after.status in _LATE

    @property
    def expected(self) -> bool:
        """Whether only the day that is expected moves: what it counts from has not happened yet."""
        return self.before.due_on is None and self.after.due_on is None

    @property
    def settles(self) -> bool:
        """Whether the date stays and is provisional no more."""
        return self.before.due_on == self.after.due_on and self.before.provisional and not self.after.provisional

    @property
    def from_on(self) -> date | None:
        """Return the date that stands now."""
        return self.before.due_on or self.before.expected_on

    @property
    def to_on(self) -> date | None:
        """Return the date that will stand."""
        return self.after.due_on or self.after.expected_on


@dataclass(frozen=True, slots=True)
class Moves:
    """All that a change moves, by date."""

    rows: tuple[Move, ...]

    @property
    def open(self) -> tuple[Move, ...]:
        """Return the duties not yet met whose date moves."""
        return tuple(row for row in self.rows if row.open)

    @property
    def others(self) -> tuple[Move, ...]:
        """Return what else changes and is worth a look: late no more, late now, done but dated otherwise."""
        return tuple(row for row in self.rows if not row.open and not row.expected and not row.settles)

    @property
    def expected(self) -> int:
        """Return how many expected days move."""
        return sum(row.expected for row in self.rows)

    @property
    def settled(self) -> int:
        """Return how many dates stay as they are and are provisional no more."""
        return sum(row.settles for row in self.rows)

    @property
    def digest(self) -> str:
        """Return what tells these moves from others: what was shown must be what is done."""
        lines = [
            f"{row.unit}|{row.dialogue}|{row.before.rule}|{row.before.petition}|{row.before.status}|{row.from_on}|{row.to_on}"
            for row in self.rows
        ]
        return sha256("\n".join(sorted(lines)).encode()).hexdigest()[:32]


def touched(change: Change, units: Collection[str] | None) -> QuerySet[Duty]:
    """Return the duties of these units (of all where None) whose days may reach those that the change turns."""
    # From its anchor to its last day, or the other way round; one that waits for its anchor starts at any day.
    reaches = Q(due_on__gte=change.first) | Q(anchor_on__gte=change.first) | Q(expected_on__gte=change.first)
    begins = Q(due_on__lte=change.last) | Q(anchor_on__lte=change.last) | Q(anchor_on=None)
    rows = Duty.objects.filter(reaches & begins).exclude(status__in=_ENDED)
    return rows if units is None else rows.filter(unit__in=units)


def streams_touched(change: Change, units: Collection[str] | None) -> list[str]:
    """Return the chains whose duties may move, in order."""
    return sorted(touched(change, units).values_list("stream", flat=True).distinct())


def moves_between(old: Calendars, new: Calendars, streams: Sequence[str], *, on: date) -> Moves:
    """Return what differs in these chains between the one calendar and the other, as seen on the day."""
    units = {unit.key: unit for unit in Unit.objects.all()}
    rows = [row for stream in streams for row in _of_stream(stream, units, old, new, on=on)]
    return Moves(tuple(sorted(rows, key=lambda row: (row.from_on or date.max, row.before.rule, row.before.petition))))


def _of_stream(stream: str, units: dict[str, Unit], old: Calendars, new: Calendars, *, on: date) -> Iterator[Move]:
    kind, key = stream.split(":", 1)
    if kind == "dialogue":
        facts = journal.facts_of(stream)
        was, becomes = (projection.assess_facts(facts, on=on, under=under) for under in (old, new))
        if was is not None and becomes is not None:
            yield from _between(was[0], becomes[0], was[1].unit, key)
        return
    unit = units.get(key)
    for year in projection.years_of(unit, on=on) if unit else []:
        assert unit is not None
        pair = [projection.assess_year(unit, year, on=on, under=under) for under in (old, new)]
        yield from _between(pair[0], pair[1], key, "")


def _between(was: Assessment, becomes: Assessment, unit: str, dialogue: str) -> Iterator[Move]:
    later = keyed(becomes.obligations)
    for key, one in keyed(was.obligations).items():
        other = later.get(key)
        if other is not None and _differs(one, other):
            yield Move(unit, dialogue, one, other)


def _differs(one: Obligation, other: Obligation) -> bool:
    return (one.due_on, one.expected_on, one.status, one.provisional) != (
        other.due_on,
        other.expected_on,
        other.status,
        other.provisional,
    )
