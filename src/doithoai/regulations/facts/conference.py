"""Facts of the conference itself: opened, spoken, decided, held."""

from dataclasses import dataclass

from doithoai.regulations.facts.base import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretaryAppointed(Fact):
    """A secretary was appointed for the minutes."""

    account: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenceOpened(Fact):
    """The first session opened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepStarted(Fact):
    """A step of the programme began. step: its number."""

    step: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StepEnded(Fact):
    """A step of the programme ended."""

    step: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceCounted(Fact):
    """People present at a venue point, officials and organisers not counted. place: the kind of place it is."""

    venue: str
    count: int
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantRefused(Fact):
    """A person was refused on a ground of the regulation, decided by the host, confirmed by a second person."""

    ground: str
    registration: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechGiven(Fact):
    """Somebody spoke."""

    speech: str
    step: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeRecorded(Fact):
    """What became of the petition at the conference; `body` is the agency that is to act, if any.

    outcome: answered_at_conference, taken_up, declined (with a ground), transferred or escalated.
    """

    outcome: str
    ground: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeChanged(Fact):
    """An outcome was replaced; the reason stands beside it."""

    outcome: str
    ground: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenceHeld(Fact):
    """The last session at the last point was closed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesSigned(Fact):
    """Host and secretary signed the minutes; page counts from 1, a correction is a new page."""

    page: int = 1
