"""Which place is meant, which it is today, what it was called: merged and divided places have several valid names.

Petitions hold the place as it was written. A `Gazetteer` reads the list of places once (two queries) and then
answers for any number of texts.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from doithoai.common.text import fold
from doithoai.organisations.models import Place, Unit
from doithoai.organisations.queries.answering import links_in_force

# What may stand before a place's own name; the longest first.
_KINDS = (
    "thanh pho truc thuoc trung uong", "to dan pho", "khu dan cu", "thanh pho", "khu pho", "khu vuc", "thi tran",
    "thi xa", "dac khu", "phuong", "huyen", "thon", "buon", "lang", "khom", "phum", "tinh", "quan", "ban", "xom",
    "tdp", "soc", "tp", "ap", "xa", "to",
)  # fmt: skip
_KIND = re.compile(rf"^(?:(?:{'|'.join(_KINDS)})[.\s]+|[pxhqt]\.\s*)(?=\S)")
_SAME_KIND = {"tdp": "to dan pho", "to": "to dan pho", "tp": "thanh pho", "p": "phuong", "x": "xa"}
_APART = re.compile(r"[,;()]|\s[-–—]\s")


def spoken(name: str) -> str:
    """Return a name as places are compared: without marks and without the word for its kind.

    A bare number keeps its kind: thôn 3 and tổ 3 are two places.
    """
    folded = fold(name).strip(" .,;")
    found = _KIND.match(folded)
    if found is None:
        return folded
    own = folded[found.end() :]
    kind = found.group(0).rstrip(". ")
    return f"{_SAME_KIND.get(kind, kind)} {own}" if own[0].isdigit() else own


@dataclass(frozen=True)
class Gazetteer:
    """The places of one or more units, with what became of each until a day."""

    places: dict[int, Place]
    after: dict[int, tuple[tuple[int, bool], ...]]  # place → (what it became, whether that one leads)
    on: date

    @cached_property
    def _before(self) -> dict[int, set[int]]:
        found: dict[int, set[int]] = defaultdict(set)
        for old, news in self.after.items():
            for new, _leads in news:
                found[new].add(old)
        return found

    @cached_property
    def _by_name(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for pk, place in self.places.items():
            found[place.folded].append(pk)
        return found

    def meant(self, text: str) -> frozenset[int]:
        """Return the places that a text names: the first of its parts that is a place of the list; empty for none."""
        for part in _APART.split(text):
            known = self._by_name.get(spoken(part))
            if known:
                return frozenset(known)
        return frozenset()

    def all_meant(self, text: str) -> list[tuple[str, frozenset[int]]]:
        """Return every part of a text as it is compared, the narrowest first, with the places of that name."""
        parts = [name for part in _APART.split(text) if (name := spoken(part))]
        return [(name, frozenset(self._by_name.get(name, ()))) for name in parts]

    def line_of(self, pk: int) -> frozenset[int]:
        """Return the place, all that it came from and all that it became: its names of all days."""
        return frozenset(self._with(pk))

    def _with(self, pk: int) -> set[int]:
        """Return the place, all that it came from and all that it became."""
        found = {pk}
        for way in (self._before, {old: {new for new, _ in news} for old, news in self.after.items()}):
            waiting, seen = [pk], {pk}
            while waiting:
                for other in way.get(waiting.pop(), ()):
                    if other not in seen:
                        seen.add(other)
                        waiting.append(other)
            found |= seen
        return found

    def same(self, first: str, second: str) -> bool:
        """Say whether two texts speak of one place, by its name of then or of today.

        Two hamlets that were merged stay two for what was said before; each is one with the hamlet they became.
        """
        here, there = self.meant(first), self.meant(second)
        if not here or not there:
            return bool(first.strip()) and spoken(first) == spoken(second)
        return any(there & self._with(pk) for pk in here)

    def names(self, text: str) -> tuple[str, ...]:
        """Return every name of the place that the text means, its own first; the text itself where none is known."""
        meant = self.meant(text)
        if not meant:
            return (text,)
        rest = {other for pk in meant for other in self._with(pk)} - meant
        ordered = [*sorted(meant), *sorted(rest)]
        return tuple(dict.fromkeys(self.places[pk].name for pk in ordered if pk in self.places))

    def today(self, text: str) -> str:
        """Return what the place is called on the day (the leading part of a divided one); the text where unknown."""
        place = self.standing_place(text)
        return text if place is None else self.places[place].name

    def standing_place(self, text: str) -> int | None:
        """Return the number of the place that stands on the day for the one meant; None where none is known."""
        meant = self.meant(text)
        if not meant:
            return None
        at, seen = max(meant, key=lambda pk: (self._stands(self.places[pk]), pk)), set()
        while at not in seen:
            seen.add(at)
            leading = [new for new, leads in self.after.get(at, ()) if leads]
            at = leading[0] if leading else at
        return at if at in self.places else None

    def now_called(self, text: str) -> str:
        """Return the names that stand for the place today where they are others than the text's; else ""."""
        ends = {self.places[end].name for pk in self.meant(text) for end in self._ends(pk) if end in self.places}
        meant = {self.places[pk].name for pk in self.meant(text)}
        return ", ".join(sorted(ends - meant)) if not ends & meant else ""

    def before(self, pk: int) -> tuple[Place, ...]:
        """Return the places that a place came from directly."""
        return tuple(self.places[old] for old in sorted(self._before.get(pk, ())) if old in self.places)

    def _ends(self, pk: int) -> set[int]:
        news = {new for new, _leads in self.after.get(pk, ())}
        return {end for new in news for end in self._ends(new)} if news else {pk}

    def offered(self) -> list[tuple[str, str]]:
        """Return the standing places with the names they had before, as a form offers them."""
        return [
            (place.name, ", ".join(self.places[old].name for old in sorted(self._earlier(place.pk))))
            for place in self.standing()
        ]

    def _earlier(self, pk: int) -> set[int]:
        olds = {old for old in self._before.get(pk, ()) if old in self.places}
        return olds.union(*(self._earlier(old) for old in olds))

    def standing(self) -> list[Place]:
        """Return the places that stand on the day, by name."""
        return sorted(filter(self._stands, self.places.values()), key=lambda place: (fold(place.name), place.pk))

    def _stands(self, place: Place) -> bool:
        return place.valid_to is None or place.valid_to > self.on


def gazetteer_of(units: Iterable[Unit | int] | None = None, *, on: date) -> Gazetteer:
    """Return the places of the units (of all: None) and what became of them by the day; two queries.

    One where none of the places has gone on as another (`later`).
    """
    places = Place.objects.filter(valid_from__lte=on)
    links = links_in_force("place", on=on).exclude(new=None)
    if units is not None:
        chosen = [unit.pk if isinstance(unit, Unit) else unit for unit in units]
        places, links = places.filter(unit__in=chosen), links.filter(old__unit__in=chosen)
    known = {place.pk: place for place in places.select_related("unit")}
    after: dict[int, tuple[tuple[int, bool], ...]] = {}
    if any(place.later for place in known.values()):
        for old, new, leads in links.order_by("-leads", "pk").values_list("old", "new", "leads"):
            after[old] = (*after.get(old, ()), (new, leads))
    return Gazetteer(known, after, on)


def names_of_place(text: str) -> tuple[str, ...]:
    """Return every name of the place that the text is or names, in any unit, its own first; the text where it is none.

    One query; two more where there is such a place.
    """
    return names_of_places([text])[text]


def names_of_places(texts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the same for several texts, in as many queries as for one."""
    told = {text: {spoken(part) for part in _APART.split(text) if part.strip()} for text in texts}
    every = {name for names in told.values() for name in names}
    units: dict[str, set[int]] = defaultdict(set)
    for folded, unit in Place.objects.filter(folded__in=every).values_list("folded", "unit") if every else ():
        units[folded].add(unit)
    if not units:
        return {text: (text,) for text in told}
    gazetteer = gazetteer_of({unit for those in units.values() for unit in those}, on=date.max)
    return {text: gazetteer.names(text) if names & units.keys() else (text,) for text, names in told.items()}


def place_called_today(unit: Unit, text: str, *, on: date) -> str:
    """Return what the place that the text names is called on the day, where that is another name; one query."""
    told = {spoken(part) for part in _APART.split(text) if part.strip()}
    rows = list(Place.objects.filter(unit=unit, folded__in=told).order_by("-valid_from", "-pk")) if told else []
    if any(row.valid_to is None or row.valid_to > on for row in rows):
        return ""
    return rows[0].name_since(on) if rows else ""


def same_place(first: str, second: str, *, units: Iterable[Unit | int] | None = None, on: date) -> bool:
    """Say whether two texts speak of one place; for many texts make a `gazetteer_of` once."""
    return gazetteer_of(units, on=on).same(first, second)
