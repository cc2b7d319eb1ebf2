"""Facts of a dialogue before its conference: opened, planned, announced, registered."""

from dataclasses import dataclass
from datetime import date

from doithoai.regulations.facts.base import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class DialogueOpened(Fact):
    """A dialogue was opened and pinned to regulation versions (`id@version`, comma-separated).

    organisers: `joint` with bodies outside the unit, `alone`, or empty where nobody was asked.
    unit_code: the unit's code, by which one instrument names several units; with_units: keys of other
    units that hold it together, comma-separated.
    host_role: of who presides; host_roles: of all who host, who presides first, comma-separated, if several do.
    """

    unit: str
    level: str
    type: str
    form: str
    host_role: str
    instruments: str
    host_post: str = ""
    host_office: str = ""
    trigger: str = ""
    unit_code: str = ""
    with_units: str = ""
    organisers: str = ""
    host_roles: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DialogueChanged(Fact):
    """Form, type or another attribute that the law reads was changed."""

    type: str = ""
    form: str = ""
    host_role: str = ""
    host_office: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HostSubstituted(Fact):
    """A deputy hosts in a special case, by a numbered assignment."""

    post: str
    assignment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferenceScheduled(Fact):
    """The conference was set to start on a day; the newest one holds (a new date restarts the notice).

    half_days: how many mornings, afternoons and evenings it takes, None where nobody counted;
    place: the kinds of places where it is held (district, commune, inter_commune, village), comma-separated.
    """

    starts_on: date
    ends_on: date
    number: int = 1
    half_days: int | None = None
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferencePlanApproved(Fact):
    """The host approved the conference plan. plan_fields: the plan's filled fields, comma-separated codes."""

    plan_fields: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeApproved(Fact):
    """The programme of the conference was approved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtraordinaryRequestSent(Fact):
    """The written request to the units concerned to organise an extraordinary dialogue went out."""

    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskAssigned(Fact):
    """A document assigned preparation to a body."""

    body: str
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskDone(Fact):
    """A body did what it was asked to prepare."""

    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeDrafted(Fact):
    """A notice was written for the conference date `for_date`; a new number replaces the one before."""

    for_date: date
    number: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePublished(Fact):
    """The announcement went out by a channel (invitation or mass_media) for the conference date `for_date`."""

    channel: str
    for_date: date
    number: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class InviteeListed(Fact):
    """Somebody was put on the list of those to invite. body: a body's key, empty for a person; role: what it is."""

    invitation: str
    invitee: str
    body: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InviteeRemoved(Fact):
    """Somebody was taken off the list before an invitation went out."""

    invitation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationsSent(Fact):
    """Invitations went out; how many in all by now."""

    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationAnswered(Fact):
    """An invitee answered: coming, sending somebody, declined."""

    invitation: str
    reply: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyPerformed(Fact):
    """Something that the text asks for was done, for which the program has no deed of its own.

    duty: its code in the regulation's rule, as internal_review; number: of the paper, if any; body: who did it.
    """

    duty: str
    number: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OverrideRecorded(Fact):
    """A door was opened with something missing; the reason stands in the room's table. rule: the clause."""

    rule: str
    door: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastSubmitted(Fact):
    """The Front and organisations handed in their forecast of situations."""

    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionsSummarised(Fact):
    """The summary report of opinions and petitions was issued."""

    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingPrepared(Fact):
    """The briefing for the conference covers these items (comma-separated codes)."""

    items: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationReceived(Fact):
    """Someone registered to attend (and perhaps to speak)."""

    registration: str
    speaks: bool = False
    channel: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationWithdrawn(Fact):
    """A registration was withdrawn."""

    registration: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationConfirmed(Fact):
    """The office keeps a seat for the registration, at a venue point, perhaps with a place in the speaking order."""

    registration: str
    venue: str = ""
    speaking_order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationCheckedIn(Fact):
    """Somebody who registered has come."""

    registration: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConferencePostponed(Fact):
    """The conference was put off; a reason stands in the dialogue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DialogueCancelled(Fact):
    """The dialogue was cancelled; a reason stands in the dialogue."""
