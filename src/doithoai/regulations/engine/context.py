"""Whose duty is being judged: the case, and perhaps one petition, one body, one post."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from doithoai.regulations.engine.due import Due
from doithoai.regulations.engine.history import History, Petition
from doithoai.regulations.engine.periods import Period
from doithoai.regulations.schema import Rule, Selector, Waiver
from doithoai.regulations.version import RegulationVersion
from doithoai.workdays import Calendar


@dataclass(slots=True)
class Frame:
    """One case under one regulation on one day; the same for all its duties."""

    version: RegulationVersion
    history: History
    calendar: Calendar
    on: date
    chosen: Mapping[str, str]
    year: int = 0
    pin: str = ""
    # What three hundred petitions share is worked out once: due dates, selections, waivers.
    shared: dict[str, Due] = field(default_factory=dict)

    selections: dict[Selector, tuple[Petition, ...]] = field(default_factory=dict)
    waivers: dict[str, Waiver | None] = field(default_factory=dict)
    complex_until: date | None = None  # the last day on which a matter could be found complex, if known

    def selection(self, selector: Selector) -> tuple[Petition, ...]:
        """Return the petitions of which a rule speaks; rules share a few selections."""
        found = self.selections.get(selector)
        if found is None:
            found = tuple(narrowed(self, self.history.petitions.values(), selector))
            self.selections[selector] = found
        return found

    def waiver(self, rule: Rule) -> Waiver | None:
        """Return what frees this case of the rule, if anything does."""
        if rule.id not in self.waivers:
            self.waivers[rule.id] = self.version.waiver_of(rule, self.history.attributes)
        return self.waivers[rule.id]

    def setting(self, name: str) -> str:
        """Return the reading in use."""
        return self.version.setting(name, self.chosen)


@dataclass(slots=True)
class Context:
    """One bearer of a duty within a frame."""

    frame: Frame
    rule: Rule
    petition: Petition | None = None
    body: str = ""
    post: str = ""
    request: str = ""
    # The day of the fact that brought the duty about, which is its anchor.
    triggered_on: date | None = None
    # Of a duty that comes back: which month, quarter …, and the how-manieth occasion in it, from 0.
    period: Period | None = None
    occasion: int = 0


def final(history: History, petition: Petition) -> Petition:
    """Return the petition that stands for this one: itself, or the one it was merged into."""
    seen = {petition.key}
    while petition.merged_into and petition.merged_into not in seen:
        target = history.petitions.get(petition.merged_into)
        if target is None:
            return petition
        seen.add(target.key)
        petition = target
    return petition


def outcome_of(history: History, petition: Petition) -> str:
    """Return the petition's own outcome, or that of the one it was merged into."""
    return petition.outcome or (final(history, petition).outcome if petition.merged_into else "")


def body_of(history: History, petition: Petition) -> str:
    """Return the body that leads on the petition's matter, empty if none."""
    return final(history, petition).body if petition.merged_into else petition.body


def complexity_of(frame: Frame, petition: Petition) -> str:
    """Return how the petition's matter counts; found complex too late, it stays simple (A15)."""
    found_on = final(frame.history, petition).complex_on
    in_time = found_on is not None and (frame.complex_until is None or found_on <= frame.complex_until)
    return "complex" if in_time else "simple"


def selected(frame: Frame, petition: Petition, selector: Selector) -> bool:
    """Whether a rule speaks of this petition."""
    return bool(narrowed(frame, (petition,), selector))


def narrowed(frame: Frame, petitions: Iterable[Petition], selector: Selector) -> list[Petition]:
    """Return those of the petitions of which a rule speaks; one pass per demand, for hundreds are asked often."""
    found = [one for one in petitions if not one.withdrawn]
    if selector.state != "any":
        outside = selector.state == "out_of_scope"
        found = [one for one in found if bool(one.regime) == outside]
    if selector.outcome:
        history, wanted = frame.history, selector.outcome
        found = [one for one in found if (one.outcome or outcome_of(history, one) or "none") in wanted]
    if selector.complexity:
        found = [one for one in found if complexity_of(frame, one) == selector.complexity]
    if selector.raised:
        there = selector.raised == "at_conference"
        found = [one for one in found if one.at_conference == there]
    if selector.per == "petitioner":
        return [one for one in found if not one.part_of]
    settled_once = selector.per == "matter"
    return [one for one in found if not one.split and not (settled_once and one.merged_into)]
