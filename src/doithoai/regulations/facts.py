"""The vocabulary of facts: the only language between life and law.

A fact says that something happened on a day. It names things by key and by code
and never carries free text, so nothing personal can enter the journal by way of
it: a string with a space in it is refused. The reason of an act, which may name
people, stays in the table of the room that records it.

Adding a kind is easy; renaming or dropping one is not (old journals use it).
See docs/adr/0001-fact-vocabulary.md.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from typing import ClassVar, TypeAlias, get_type_hints

Value: TypeAlias = str | int | bool | date | None
_CODE = re.compile(r"[^\s]{0,120}", re.UNICODE)

KINDS: dict[str, type["Fact"]] = {}


class BadFact(ValueError):
    """A fact that the vocabulary does not allow; a programmer's mistake, never a user's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that happened on a day, in terms of keys, codes, dates and numbers."""

    kind: ClassVar[str] = ""
    on: date
    dialogue: str = ""
    petition: str = ""

    def __init_subclass__(cls, **kwargs: object) -> None:
        """Register the kind under its snake-case name."""
        # slots=True makes the class twice; the second registration is the one that lives.
        super(Fact, cls).__init_subclass__(**kwargs)
        cls.kind = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()
        KINDS[cls.kind] = cls

    def __post_init__(self) -> None:
        """Refuse any text that could carry a sentence or a name."""
        for name in _days_among(self.kind):
            value = getattr(self, name)
            if isinstance(value, str) and not _CODE.fullmatch(value):
                raise BadFact(f"{self.kind}.{name}: a key or a code without spaces, not {value!r}")

    def data(self) -> dict[str, Value]:
        """Return every field that differs from its default, for storing; `from_data` reads it back."""
        return {field.name: value for field in fields(self) if (value := getattr(self, field.name)) != field.default}


def from_data(kind: str, data: Mapping[str, object]) -> Fact:
    """Build the fact of this kind from stored data; dates may be ISO text.

    Raises BadFact for an unknown kind, an unknown field or a value of the wrong type.
    """
    cls = KINDS.get(kind)
    if cls is None:
        raise BadFact(f"unknown fact {kind!r}")
    known = _days_among(kind)
    values: dict[str, object] = {}
    for name, value in data.items():
        if name not in known:
            raise BadFact(f"{kind} has no field {name!r}")
        values[name] = date.fromisoformat(value) if known[name] and isinstance(value, str) else value
    try:
        return cls(**values)  # type: ignore[arg-type]  # checked against the hints just above
    except TypeError as error:
        raise BadFact(f"{kind}: {error}") from error


@cache
def _days_among(kind: str) -> dict[str, bool]:
    """Return the fields of a kind and whether each is a day; asked for every entry that is read back."""
    cls = KINDS[kind]
    hints = get_type_hints(cls)
    return {field.name: hints[field.name] in (date, date | None) for field in fields(cls)}


# --- the unit's year ------------------------------------------------------------------
# `unit` is a unit's key; `post` a post's key; `year` a calendar year.


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualPlanDrafted(Fact):
    """A line of a yearly plan that is not approved yet was added, moved or dropped."""

    unit: str
    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualPlanApproved(Fact):
    """The yearly plan of dialogues of a unit was approved."""

    unit: str
    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualPlanChanged(Fact):
    """An approved yearly plan was changed, with a reason kept in the plan."""

    unit: str
    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PostQuotaCounted(Fact):
    """A conference counts for a post in a year (the office, not the person). type: the dialogue's type."""

    unit: str
    post: str
    year: int
    type: str = "periodic"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSubmitted(Fact):
    """A statutory report went to its addressee. period: half_year or year."""

    unit: str
    period: str
    year: int
    reporter: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionPlanRecorded(Fact):
    """The Front's or an organisation's yearly supervision plan covers conclusion notices."""

    unit: str
    year: int
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionPlanIncomplete(Fact):
    """A yearly supervision plan was recorded that does not cover conclusion notices."""

    unit: str
    year: int
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionPlanReturned(Fact):
    """Mass Mobilisation sent a supervision plan back; its reason stands with the plan."""

    unit: str
    year: int
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionPlanAppraised(Fact):
    """Mass Mobilisation appraised the yearly supervision plan."""

    unit: str
    year: int
    body: str = ""


# --- the dialogue, before -------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class DialogueOpened(Fact):
    """A dialogue was opened and pinned to regulation versions (`id@version`, comma-separated)."""

    unit: str
    level: str
    type: str
    form: str
    host_role: str
    instruments: str
    host_post: str = ""
    host_office: str = ""
    trigger: str = ""


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
    """The conference was set to start on a day; the newest one holds (a new date restarts the notice)."""

    starts_on: date
    ends_on: date
    number: int = 1


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
    """Somebody was put on the list of those to invite. body: a body's key, empty for a person."""

    invitation: str
    invitee: str
    body: str = ""


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


# --- petitions ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class PetitionReceived(Fact):
    """A petition was received word for word. at_conference: it was raised in the room.

    part_of: the key of the petition from which it was split; batch: the import it came with.
    """

    channel: str
    code: str = ""
    at_conference: bool = False
    part_of: str = ""
    batch: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PetitionsImported(Fact):
    """A sheet of petitions was taken in whole."""

    batch: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportUndone(Fact):
    """A whole import was taken back."""

    batch: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PetitionTriaged(Fact):
    """Field and urgency were set and the petition found in scope."""

    field: str
    urgency: str = "normal"
    complexity: str = "simple"


@dataclass(frozen=True, slots=True, kw_only=True)
class PetitionOutOfScope(Fact):
    """The petition belongs to another regime; it is handed over, not dropped."""

    regime: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PetitionHandedOver(Fact):
    """An out-of-scope petition went to the competent body, with a receipt."""

    body: str
    receipt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PetitionMerged(Fact):
    """The petition was linked to another of the same matter; it keeps code, date and reply."""

    into: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PetitionUnmerged(Fact):
    """The link to the other petition was undone."""

    into: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PetitionSplit(Fact):
    """The petition was split into several matters; it is done when all are."""

    parts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PetitionRepeated(Fact):
    """The same matter was raised before. earlier: that petition's key; times: how often it has now been raised."""

    earlier: str
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PetitionDescribed(Fact):
    """The office's short name, the place or the body complained about was set; the words received stay."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentAdded(Fact):
    """A file was added to the petition. file: its key."""

    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptIssued(Fact):
    """A receipt with a new secret was issued; the earlier secret no longer opens anything."""

    submitter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PetitionWithdrawn(Fact):
    """The petitioner took the petition back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PetitionAssigned(Fact):
    """A body was asked to prepare an answer. part: lead or coordinating."""

    body: str
    part: str = "lead"
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentAccepted(Fact):
    """The body accepted the assignment."""

    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentReturned(Fact):
    """The body returned the assignment; its reason stands in the assignment."""

    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoordinationFinished(Fact):
    """A coordinating body gave its part to the lead."""

    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerDrafted(Fact):
    """A version of the answer was written."""

    body: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSubmitted(Fact):
    """A version of the answer was put to the head of the body."""

    body: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSentBack(Fact):
    """The head asked for changes; the comment stands beside the version."""

    body: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerApproved(Fact):
    """The head of the body approved a version of the answer."""

    body: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyReportReady(Fact):
    """The report that answers the petitions collected beforehand was issued."""

    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityViewed(Fact):
    """Somebody looked at who stands behind a petition or a registration, for a stated purpose."""

    identity: str
    purpose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityDisclosed(Fact):
    """The host let a body see the petitioner's identity; the reason stands in the petition."""

    body: str


# --- the conference -------------------------------------------------------------------


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
    """People present at a venue point, officials and organisers not counted."""

    venue: str
    count: int


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


# --- conclusion and follow-up ---------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionGranted(Fact):
    """The host granted more time under a rule, on a ground. rule: the clause that is extended."""

    rule: str
    ground: str
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConclusionNoticeIssued(Fact):
    """The host signed the conclusion notice and it got its number."""

    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConclusionNoticeSent(Fact):
    """The conclusion notice went to a recipient. recipient: a role code; to: a body's or submitter's key."""

    recipient: str
    to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyReported(Fact):
    """The competent agency reported to the host in writing on reception and direction."""

    body: str
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PetitionerNotified(Fact):
    """The petitioner was told in writing of reception and direction."""

    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionDateProposed(Fact):
    """The agency proposed a date by which the petition is to be resolved."""

    body: str
    date_proposed: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionDateAccepted(Fact):
    """The host accepted a proposed date; it binds the agency from then on."""

    body: str
    date_accepted: date


@dataclass(frozen=True, slots=True, kw_only=True)
class InterimReplySent(Fact):
    """A written answer that more time is needed, naming a new date."""

    new_date: date
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplySent(Fact):
    """The written reply went to the petitioner."""

    number: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PetitionTransferred(Fact):
    """The petition went to another competent agency; its clock goes on."""

    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PetitionEscalated(Fact):
    """A written recommendation went to the upper level; the item's own clock stops."""

    body: str
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldingReplySent(Fact):
    """The petitioner was told that the matter went upward and where."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationAnswered(Fact):
    """The upper level answered."""

    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRecorded(Fact):
    """How the matter stands now: resolved, explained, in_progress, no_funds, not_accepted, forwarded, disputed."""

    result: str
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PetitionReopened(Fact):
    """The petitioner or the office took the matter up again; the reason stands in the petition."""

    times: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PetitionClosed(Fact):
    """Nothing more is owed on this petition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PetitionSupplemented(Fact):
    """The petitioner added words or files to the petition, or asked to put something right. files: how many."""

    files: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicTextReleased(Fact):
    """What the public may read of the petition was checked and released; `answer`: with an answer, not only a title."""

    answer: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicTextTakenDown(Fact):
    """What the public read of the petition was taken off the public site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionDateRefused(Fact):
    """The host did not accept a proposed date; the reason stands beside the proposal."""

    body: str
    date_proposed: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterHandedOver(Fact):
    """A letter was posted, or a slip given to the petitioner at the counter. message: its key in the outbox."""

    message: str
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyChased(Fact):
    """The host office pressed the body to act on the petition; the words stand in the petition's notes."""

    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PetitionRated(Fact):
    """The petitioner rated the answer, 1 to 5."""

    stars: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderSent(Fact):
    """A reminder of an obligation went out to `body`. step: working days before (negative) or after its date.

    unit: the unit's key, where the duty is the unit's own and not a dialogue's.
    """

    rule: str
    step: int
    body: str = ""
    unit: str = ""


# --- the record -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentIssued(Fact):
    """An official paper was signed and numbered. document: its key; type: its kind code."""

    document: str
    type: str
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierItemFiled(Fact):
    """A paper of the legal list lies in the dossier. item: its code."""

    item: str
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierItemWaived(Fact):
    """A missing paper was waived in writing; the reason stands in the dossier."""

    item: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DialogueClosed(Fact):
    """Follow-up is over: nothing is open on any petition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierArchived(Fact):
    """The dossier was packed, its checksum recorded, and laid in the archive."""

    checksum: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactWithdrawn(Fact):
    """An earlier entry of the same stream no longer counts. entry: its number; unit: where the stream is a unit's."""

    entry: int
    unit: str = ""
