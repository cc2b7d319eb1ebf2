"""The facts of one case, read once: who, when, and how each petition stands."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from doithoai.regulations.facts import Fact, FactWithdrawn
from doithoai.regulations.types import Case

# (position in the stream, fact): the position breaks ties between facts of one day.
Entry = tuple[int, Any]


@dataclass(slots=True)
class Petition:
    """How a petition stands after the facts so far."""

    key: str
    received_on: date
    at_conference: bool = False
    part_of: str = ""
    batch: str = ""
    outcome: str = ""
    body: str = ""
    merged_into: str = ""
    split: bool = False
    withdrawn: bool = False
    regime: str = ""
    complex_on: date | None = None  # the day on which the matter was found complex, None while it is simple
    facts: defaultdict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))


@dataclass(slots=True)
class History:
    """A case's facts by kind and by petition, corrections already applied."""

    attributes: dict[str, str | int | bool]
    by_kind: defaultdict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    # The facts that name no petition: of the case itself, or of all petitions of an agency.
    common: defaultdict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    petitions: dict[str, Petition] = field(default_factory=dict)
    # Facts of the year before, where the case is a unit's year: a gap between two occasions may span New Year.
    earlier: defaultdict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    starts_on: date | None = None
    ends_on: date | None = None
    # Notices before this position announced another date or place (A05).
    announced_from: int = -1
    rescheduled: bool = False
    cancelled: bool = False
    _round: tuple[date, int] | None = None
    _by_value: dict[tuple[str, str], dict[object, list[Entry]]] = field(default_factory=dict)

    def all(self, kind: str) -> Sequence[Entry]:
        """Return the facts of a kind in order."""
        return self.by_kind.get(kind, ())

    def where(self, kind: str, name: str, value: object) -> Sequence[Entry]:
        """Return the facts of a kind whose field has the value, in order."""
        found = self._by_value.get((kind, name))
        if found is None:
            found = self._by_value[kind, name] = {}
            for entry in self.by_kind.get(kind, ()):
                found.setdefault(getattr(entry[1], name), []).append(entry)
        return found.get(value, ())

    def day_of(self, anchor: str, petition: Petition | None = None, *, newest: bool = False) -> date | None:
        """Return the day of an anchor, None while it has not happened.

        The conference is one whole: it starts with its first session and is held when
        the last session at the last point closes (A04). Of other facts the first counts, or the `newest`.
        """
        if anchor == "conference_start":
            return self.starts_on
        entry = self.entry_of(anchor, petition, newest=newest)
        day: date | None = entry[1].on if entry else None
        return day

    def entry_of(self, anchor: str, petition: Petition | None = None, *, newest: bool = False) -> Entry | None:
        """Return the fact that is an anchor; of a petition its own, else one that names no petition."""
        entries = self.by_kind.get(anchor)
        if petition is not None and (own := petition.facts.get(anchor)):
            entries = own
        elif entries and entries[0][1].petition:
            return None
        if not entries:
            entries = self.earlier.get(anchor) if newest else None
        if not entries:
            return None
        return entries[-1 if newest or anchor == "conference_held" else 0]


def read(case: Case, on: date) -> History:
    """Return the case as it stood at the end of the day; later facts are not known yet.

    `FactWithdrawn.entry` is the number of the entry in the stream, counted from 1,
    so the whole stream must be given, in order.
    """
    history = History(attributes=dict(case.attributes))
    by_kind, petitions = history.by_kind, history.petitions
    year = int(case.attributes.get("year", 0)) if case.scope == "unit_year" else 0
    withdrawn = {fact.entry for fact in case.facts if isinstance(fact, FactWithdrawn) and fact.on <= on}
    for position, fact in enumerate(case.facts):
        if fact.on > on or position + 1 in withdrawn:
            continue
        kind, key = fact.kind, fact.petition
        entry = (position, fact)
        if year and getattr(fact, "year", year) != year:
            history.earlier[kind].append(entry)
            continue
        by_kind[kind].append(entry)
        if not key:
            history.common[kind].append(entry)
            if kind in _ON_CASE:
                _ON_CASE[kind](history, position, fact)
            continue
        petition = petitions.get(key)
        if petition is None:
            petition = petitions[key] = Petition(key, fact.on)
        petition.facts[kind].append(entry)
        if kind in _ON_PETITION:
            _ON_PETITION[kind](petition, fact)
    return history


# --- what a fact changes in a petition ---------------------------------------------------


def _received(petition: Petition, fact: Any) -> None:
    petition.received_on = fact.on
    petition.at_conference = fact.at_conference
    petition.part_of = fact.part_of
    petition.batch = fact.batch


def _outcome(petition: Petition, fact: Any) -> None:
    petition.outcome = fact.outcome
    petition.body = fact.body or petition.body


def _assigned(petition: Petition, fact: Any) -> None:
    if fact.part == "lead":
        petition.body = fact.body


def _returned(petition: Petition, fact: Any) -> None:
    if petition.body == fact.body:
        petition.body = ""


def _transferred(petition: Petition, fact: Any) -> None:
    petition.body = fact.body


def _merged(petition: Petition, fact: Any) -> None:
    petition.merged_into = fact.into


def _unmerged(petition: Petition, _: Fact) -> None:
    petition.merged_into = ""


def _split(petition: Petition, _: Fact) -> None:
    petition.split = True


def _taken_back(petition: Petition, _: Fact) -> None:
    petition.withdrawn = True


def _out_of_scope(petition: Petition, fact: Any) -> None:
    petition.regime = fact.regime


def _triaged(petition: Petition, fact: Any) -> None:
    petition.regime = ""
    _weighed(petition, fact)


def _weighed(petition: Petition, fact: Any) -> None:
    # Saying it again does not make it later.
    petition.complex_on = (petition.complex_on or fact.on) if fact.complexity == "complex" else None


_ON_PETITION: dict[str, Callable[[Petition, Any], None]] = {
    "petition_received": _received,
    "outcome_recorded": _outcome,
    "outcome_changed": _outcome,
    "petition_assigned": _assigned,
    "assignment_returned": _returned,
    "petition_transferred": _transferred,
    "petition_merged": _merged,
    "petition_unmerged": _unmerged,
    "petition_split": _split,
    "petition_withdrawn": _taken_back,
    "petition_out_of_scope": _out_of_scope,
    "petition_triaged": _triaged,
    "complexity_decided": _weighed,
}


# --- what a fact changes in the case -----------------------------------------------------


_OF_THE_OPENING = (
    *("unit", "unit_code", "level", "type", "form", "trigger", "organisers"),
    *("host_role", "host_roles", "host_office", "host_post"),
)


def _opened(history: History, _: int, fact: Any) -> None:
    for name in _OF_THE_OPENING:
        if value := getattr(fact, name):
            history.attributes[name] = value
    history.attributes["joint"] = "yes" if fact.with_units else "no"


def _changed(history: History, _: int, fact: Any) -> None:
    if fact.host_role:
        history.attributes.pop("host_roles", None)
    for name in ("type", "form", "host_role", "host_office"):
        if value := getattr(fact, name):
            history.attributes[name] = value


def _scheduled(history: History, position: int, fact: Any) -> None:
    # `number` rises with each new date or place; a longer conference alone keeps it.
    announced = (fact.starts_on, fact.number)
    if history._round is not None and announced != history._round:  # noqa: SLF001 -- its own module
        history.announced_from = position
        history.rescheduled = True
    history._round = announced  # noqa: SLF001 -- its own module
    history.starts_on, history.ends_on = fact.starts_on, fact.ends_on
    if fact.place:
        history.attributes["place"] = fact.place


def _postponed(history: History, _: int, __: Fact) -> None:
    history.starts_on = history.ends_on = None


def _cancelled(history: History, _: int, __: Fact) -> None:
    history.cancelled = True


def _invitee_removed(history: History, _: int, fact: Any) -> None:
    # Whoever was taken off the list again was not invited.
    for listed in (history.by_kind["invitee_listed"], history.common["invitee_listed"]):
        listed[:] = [entry for entry in listed if entry[1].invitation != fact.invitation]


def _import_undone(history: History, _: int, fact: Any) -> None:
    for petition in history.petitions.values():
        if petition.batch == fact.batch:
            petition.withdrawn = True


_ON_CASE: dict[str, Callable[[History, int, Any], None]] = {
    "dialogue_opened": _opened,
    "dialogue_changed": _changed,
    "conference_scheduled": _scheduled,
    "conference_postponed": _postponed,
    "dialogue_cancelled": _cancelled,
    "invitee_removed": _invitee_removed,
    "import_undone": _import_undone,
}
