"""Whose duty is being judged: the case, and perhaps one petition, one body, one post."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from doithoai.regulations.engine.history import History, Petition
from doithoai.regulations.schema import Rule, Selector
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
    # Due dates already counted, by rule and anchor: three hundred petitions share a few.
    counted: dict[tuple[object, ...], object] = field(default_factory=dict)

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


def selected(history: History, petition: Petition, selector: Selector) -> bool:
    """Whether a rule speaks of this petition."""
    return (
        not petition.withdrawn
        and _in_state(petition, selector)
        and _in_share(petition, selector)
        and _raised(petition, selector)
        and (not selector.outcome or outcome_of(history, petition) in selector.outcome)
    )


def _in_state(petition: Petition, selector: Selector) -> bool:
    if selector.state == "any":
        return True
    return bool(petition.regime) == (selector.state == "out_of_scope")


def _in_share(petition: Petition, selector: Selector) -> bool:
    if selector.per == "petitioner":
        return not petition.part_of
    return not petition.split and not (selector.per == "matter" and petition.merged_into)


def _raised(petition: Petition, selector: Selector) -> bool:
    return not selector.raised or petition.at_conference == (selector.raised == "at_conference")
