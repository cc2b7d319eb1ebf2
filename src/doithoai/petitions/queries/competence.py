"""Who is competent for a matter, by the unit's own map; why, by which paper; which lines no longer lead anywhere.

The map is asked on a day: an old case keeps the body that was right on its day. It suggests and never decides.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from django.db.models import QuerySet

from doithoai.organisations import queries as organisations
from doithoai.organisations.enums import Level
from doithoai.organisations.models import Body, Place, Unit
from doithoai.organisations.queries import Gazetteer
from doithoai.organisations.queries.validity import valid
from doithoai.petitions.models import Competence

_HEIGHT = {Level.COMMUNE: 0, Level.DISTRICT: 1, Level.PROVINCE: 2}


@dataclass(frozen=True, slots=True)
class Competent:
    """The line of the map that fits a matter best at one level.

    `body`: who answers for it on the day; None where the line's body has ended and nobody follows, or where lines that
    fit equally well name several bodies (`clash`). `above`: the matter is beyond the unit's own powers.
    """

    line: Competence
    body: Body | None
    above: bool
    clash: tuple[Competence, ...] = ()

    @property
    def is_followed(self) -> bool:
        """Say whether another body answers than the one on the paper."""
        return self.body is not None and self.body.pk != self.line.body_id


class Fault(StrEnum):
    """Why a line that holds by its dates no longer leads where it says."""

    BODY_ENDED = "body_ended"  # and nobody follows
    BODY_FOLLOWED = "body_followed"
    PLACE_ENDED = "place_ended"
    PLACE_FOLLOWED = "place_followed"


@dataclass(frozen=True, slots=True)
class Unsound:
    """A line that should be written anew; `now`: what stands today for the body or place that has ended."""

    line: Competence
    fault: Fault
    now: str = ""


@dataclass
class CompetenceMap:
    """The lines of a unit that hold on a day, with what became of their bodies and places."""

    unit: Unit
    on: date
    lines: list[Competence]
    heirs: dict[str, Body] = field(default_factory=dict)
    _known: dict[str, list[tuple[str, frozenset[int]]]] = field(default_factory=dict)

    def competent(self, of: str, place: str = "") -> list[Competent]:
        """Return who is competent for a field in a place, as the text of the petition names it, best first.

        The most specific line wins: the place, then a wider place that the text names too, then the whole unit; of two
        as specific the unit's own level. One for each level that the map knows of.
        """
        by_level: dict[str, list[tuple[int, Competence]]] = defaultdict(list)
        for line in self.lines:
            if line.field == of and (rank := self._rank(line, place)) is not None:
                by_level[line.level].append((rank, line))
        best = [(min(rank for rank, _ in rows), level, rows) for level, rows in by_level.items()]
        best.sort(key=lambda one: (one[0], _HEIGHT[Level(one[1])]))
        return [self._best([line for found, line in rows if found == rank]) for rank, _level, rows in best]

    def _best(self, lines: list[Competence]) -> Competent:
        # The newest first: names the line that the office wrote last.
        lines = sorted(lines, key=lambda line: (line.valid_from, line.pk), reverse=True)
        bodies = {line.body.key_since(self.on) for line in lines}
        above = _HEIGHT[Level(lines[0].level)] > _HEIGHT[Level(self.unit.level)]
        if len(bodies) > 1:
            return Competent(lines[0], None, above, tuple(lines[1:]))
        return Competent(lines[0], self.answering(lines[0].body), above)

    def answering(self, body: Body) -> Body | None:
        """Return who answers for a body on the day, None where nobody does."""
        key = body.key_since(self.on)
        if key != body.key:
            return self.heirs.get(key)
        return body if body.valid_to is None or body.valid_to > self.on else None

    def _rank(self, line: Competence, place: str) -> int | None:
        """Return how specific a line is for a place, 0 the most; None where it speaks of another place."""
        parts = self._parts(place)
        if line.place_id is None:
            return 2 * len(parts)
        for number, (_name, named) in enumerate(parts):
            if line.place_id in named:
                return 2 * number
            if any(line.place_id in self._gazetteer.line_of(pk) for pk in named):
                return 2 * number + 1
        return None

    def _parts(self, place: str) -> list[tuple[str, frozenset[int]]]:
        if not place or not self._has_places:
            return []
        if place not in self._known:
            parts = self._gazetteer.all_meant(place)
            # A hamlet of a unit below, named without its commune: the commune is the wider place.
            around = {self._around.get(name, "") for name, named in parts if not named} - {""}
            wider = [part for name in sorted(around) for part in self._gazetteer.all_meant(name)]
            self._known[place] = parts + [part for part in wider if part not in parts]
        return self._known[place]

    @cached_property
    def _has_places(self) -> bool:
        return any(line.place_id for line in self.lines)

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        return organisations.gazetteer_of([self.unit], on=self.on)

    @cached_property
    def _around(self) -> dict[str, str]:
        """Return for the names of places in the units below, where only one unit has it, that unit's name."""
        if self.unit.level == Level.COMMUNE:
            return {}
        found: dict[str, set[str]] = defaultdict(set)
        rows = Place.objects.filter(unit__parent=self.unit).values_list("folded", "unit__name")
        for folded, name in rows:
            found[folded].add(name)
        return {folded: names.pop() for folded, names in found.items() if len(names) == 1}

    def unsound(self) -> list[Unsound]:
        """Return the lines that should be written anew, in the order of the map; never silently off."""
        return [found for line in self.lines if (found := self._fault(line)) is not None]

    def _fault(self, line: Competence) -> Unsound | None:
        if self.answering(line.body) is None:
            return Unsound(line, Fault.BODY_ENDED)
        place = line.place
        if place is not None and place.valid_to is not None and place.valid_to <= self.on:
            now = place.name_since(self.on)
            return Unsound(line, Fault.PLACE_FOLLOWED if now else Fault.PLACE_ENDED, now)
        if now := line.body.name_since(self.on):
            return Unsound(line, Fault.BODY_FOLLOWED, now)
        return None


def lines_of_map(unit: Unit) -> QuerySet[Competence]:
    """Return all lines of the unit's map that were not withdrawn, in the order of the map."""
    rows = Competence.objects.filter(unit=unit, withdrawn_at=None)
    return rows.select_related("body", "body__unit", "place").order_by("field", "place__folded", "valid_from", "pk")


def competence_of(unit: Unit, *, on: date, fields: Iterable[str] | None = None) -> CompetenceMap:
    """Return the unit's map on the day (of these fields only, where given).

    One query; one more where a body was followed by another, two where a place is asked for, one where it lies below.
    """
    rows = lines_of_map(unit).filter(valid(on))
    if fields is not None:
        rows = rows.filter(field__in=set(fields))
    return map_from(rows, unit, on=on)


def map_from(lines: Iterable[Competence], unit: Unit, *, on: date) -> CompetenceMap:
    """Return the map of lines that were read already; those that do not hold on the day are left out."""
    kept = [line for line in lines if line.valid_from <= on and (line.valid_to is None or line.valid_to > on)]
    followed = {key for line in kept if (key := line.body.key_since(on)) != line.body.key}
    heirs = Body.objects.filter(key__in=followed).select_related("unit") if followed else []
    return CompetenceMap(unit, on, kept, {body.key: body for body in heirs})
