"""What the calendar says of a day and of a count. All immutable."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """Why a day is worked or not."""

    WORKING = "working"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"  # a statutory day, also when it falls on a weekend
    SUBSTITUTE = "substitute"  # off because a holiday fell on a weekend (Labour Code, art. 111.3)
    SWAPPED_OFF = "swapped_off"  # off against a working Saturday
    MAKEUP = "makeup"  # a Saturday or Sunday that is worked against a day off
    CLOSURE = "closure"  # off for one unit only, by its own decision


class Unit(StrEnum):
    """What a period is counted in; never converted silently."""

    WORKING_DAYS = "working_days"
    DAYS = "days"
    MONTHS = "months"


class Counting(StrEnum):
    """How a minimum notice is counted (comparison, section 3, rule 4)."""

    CLEAR = "clear"  # N whole days lie strictly between notice and event
    DIFFERENCE = "difference"  # the event's own day is the Nth


class Role(StrEnum):
    """What a day does in a count; the first that fits, in this order."""

    ANCHOR = "anchor"
    DUE = "due"
    TODAY = "today"
    COUNTED = "counted"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the calendar. `source` is the document behind it, empty for plain working days.

    `provisional`: an official schedule may still change it.
    """

    date: date
    kind: Kind
    name_vi: str = ""
    source: str = ""
    provisional: bool = False

    @property
    def working(self) -> bool:
        """Say whether the day is worked; the kind alone decides."""
        return self.kind is Kind.WORKING or self.kind is Kind.MAKEUP


@dataclass(frozen=True, slots=True)
class Closure:
    """One unit's own day off, with the decision that orders it."""

    unit: str
    on: date
    decision: str
    reason_vi: str = ""


@dataclass(frozen=True, slots=True)
class CountedDay:
    """One day of an explanation: whether it counts, as which, and why."""

    date: date
    kind: Kind
    counted: bool
    number: int | None
    role: Role
    reason_vi: str
    source: str
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """A due date with its days, in the order of the calendar, the event's day included.

    `provisional`: the date rests on a day that an official schedule may still change.
    `summary_vi` says in one sentence what was left out and which day off was worked; empty when nothing was.
    """

    due_on: date
    provisional: bool
    steps: tuple[CountedDay, ...]
    summary_vi: str = ""
