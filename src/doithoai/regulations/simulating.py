"""Try it out: a conference and a few anchor days, and every date that follows, each with its days.

Nothing needs to have happened: an anchor that is not given is expected on the last day of the
duty that makes it. Move one anchor and see which dates move.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from doithoai.regulations.engine.assessing import frame_of
from doithoai.regulations.engine.context import Frame
from doithoai.regulations.engine.deadlines import DEADLINE_END, expected_day
from doithoai.regulations.engine.explaining import Explanation, NotDated, explain
from doithoai.regulations.engine.history import read
from doithoai.regulations.errors import UnknownRegulation
from doithoai.regulations.facts import KINDS, BadFact, Fact, from_data
from doithoai.regulations.schema import Deadline, Rule, Waiver
from doithoai.regulations.types import Case
from doithoai.regulations.version import RegulationVersion, matches
from doithoai.workdays import Calendar

CONFERENCE = "conference_start"
_HELD = (CONFERENCE, "conference_opened", "conference_held", DEADLINE_END)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """What is tried: the kind of dialogue, the days of its anchors, other readings.

    `anchors` holds `conference_start` and, where known, other events by the name of their fact.
    """

    attributes: Mapping[str, str | int | bool]
    anchors: Mapping[str, date]
    settings: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DatedRule:
    """One rule at work: its due day and why, or no day and what stands in the way."""

    rule: Rule
    anchor_kind: str = ""
    explained: Explanation | None = None
    waiver: Waiver | None = None
    expected: bool = False  # the anchor has not been given: its own last day was taken
    external: str = ""

    @property
    def due_on(self) -> date | None:
        """Return the due day."""
        return self.explained.due_on if self.explained else None


@dataclass(frozen=True, slots=True)
class Moved:
    """One rule before and after an anchor was moved."""

    before: DatedRule
    after: DatedRule

    @property
    def days(self) -> int:
        """Return by how many days the due day moved; 0 where it stayed or there is none."""
        if self.before.due_on is None or self.after.due_on is None:
            return 0
        return (self.after.due_on - self.before.due_on).days


def simulate(version: RegulationVersion, setup: Setup, calendar: Calendar) -> tuple[DatedRule, ...]:
    """Return every rule for such a dialogue with its date, in the order of the file.

    Raises UnknownRegulation for an anchor that is no event, CalendarEnds past the calendar.
    """
    if CONFERENCE not in setup.anchors:
        raise UnknownRegulation("Còn thiếu ngày họp (conference_start).")
    frame = _frame(version, setup, calendar)
    return tuple(_dated(rule, frame, setup) for rule in version.rules if _speaks_of(rule, frame))


def moved(version: RegulationVersion, setup: Setup, calendar: Calendar, *, to: Mapping[str, date]) -> tuple[Moved, ...]:
    """Return every rule with its date before and after these anchors are moved."""
    later = Setup(attributes=setup.attributes, anchors={**setup.anchors, **to}, settings=setup.settings)
    pairs = zip(simulate(version, setup, calendar), simulate(version, later, calendar), strict=True)
    return tuple(Moved(before, after) for before, after in pairs)


def anchors_of(version: RegulationVersion) -> tuple[str, ...]:
    """Return the events from which this regulation counts, the conference first; the days around it are one."""
    deadlines = (version.lawful_deadline(rule.deadline) for rule in version.rules)
    kinds = dict.fromkeys(_anchor(deadline) for deadline in deadlines if deadline)
    return (CONFERENCE, *(kind for kind in kinds if kind and kind not in _HELD))


def setup_of(case: Case) -> Setup:
    """Return what a case's facts say of its anchors: of each kind the newest day."""
    anchors: dict[str, date] = {}
    for fact in case.facts:
        starts_on = getattr(fact, "starts_on", None)
        if fact.kind == "conference_scheduled" and starts_on:
            anchors[CONFERENCE] = starts_on
        elif fact.kind == "conference_held":
            anchors.setdefault(CONFERENCE, fact.on)
        anchors[fact.kind] = fact.on
    return Setup(attributes=case.attributes, anchors=anchors, settings=case.settings)


def _frame(version: RegulationVersion, setup: Setup, calendar: Calendar) -> Frame:
    starts_on = setup.anchors[CONFERENCE]
    day = starts_on.isoformat()
    facts = [from_data("conference_scheduled", {"on": day, "starts_on": day, "ends_on": day})]
    facts += [fact for kind, on in setup.anchors.items() if (fact := _happened(kind, on)) is not None]
    last = max(setup.anchors.values())
    case = Case("dialogue", setup.attributes, facts, setup.settings)
    return frame_of(version, read(case, last), calendar, last, case)


def _happened(kind: str, on: date) -> Fact | None:
    """Return the event as a fact of the whole case; None for one of a single petition, which only gives its day."""
    if kind in {CONFERENCE, "conference_scheduled"}:
        return None
    if kind not in KINDS:
        raise UnknownRegulation(f"Không có mốc «{kind}». Xem các mốc: doithoai law simulate MÃ --anchors.")
    try:
        return from_data(kind, {"on": on.isoformat()})
    except (BadFact, TypeError):
        return None


def _speaks_of(rule: Rule, frame: Frame) -> bool:
    chosen = all(frame.setting(name) == value for name, value in rule.only_if.items())
    return chosen and matches(rule.applies_when, frame.history.attributes)


def _dated(rule: Rule, frame: Frame, setup: Setup) -> DatedRule:
    waiver = _waiver_of(rule, frame)
    deadline = frame.version.lawful_deadline(rule.deadline)
    if waiver or deadline is None or deadline.external:
        return DatedRule(rule, waiver=waiver, external=deadline.external if deadline else "")
    kind = _anchor(deadline)
    given = _given(kind, frame, setup)
    if deadline.after_end_of:
        # Nothing happens on that day: it is the last day of the earlier duty, where that has one.
        day = _dated(frame.version.rule(deadline.after_end_of), frame, setup).due_on
    else:
        day = given or expected_day(kind, frame)
    if day is None:
        return DatedRule(rule, kind)
    try:
        found = explain(frame.version, rule.id, day, frame.calendar, settings=setup.settings)
    except NotDated:
        return DatedRule(rule, kind)
    return DatedRule(rule, kind, found, expected=given is None)


def _given(kind: str, frame: Frame, setup: Setup) -> date | None:
    return setup.anchors.get(kind) or frame.history.day_of(kind) if kind else setup.anchors[CONFERENCE]


def _waiver_of(rule: Rule, frame: Frame) -> Waiver | None:
    """Return what frees the dialogue of the rule; where its type is not told, nothing does."""
    known = frame.history.attributes
    waiver = frame.version.waiver_of(rule, known)
    return waiver if waiver and all(known.get(name) for name in waiver.when) else None


def _anchor(deadline: Deadline) -> str:
    return DEADLINE_END if deadline.after_end_of else deadline.after or deadline.before or deadline.anchor
