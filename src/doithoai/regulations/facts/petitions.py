"""Facts of petitions up to the conference: received, triaged, linked, assigned, answered in draft."""

from dataclasses import dataclass
from datetime import date

from doithoai.regulations.facts.base import Fact


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
    """Field, urgency and complexity were set and the petition found in scope. complexity: simple or complex."""

    field: str
    urgency: str = "normal"
    complexity: str = "simple"


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplexityDecided(Fact):
    """The matter was found complex, or simple after all; the reason stands in the petition's notes."""

    complexity: str


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
    """A version of the answer was written. source: key of the earlier petition whose answer was taken over for it."""

    body: str
    version: int
    source: str = ""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFormsPrinted(Fact):
    """Numbered paper forms were printed. batch: their key."""

    batch: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFormTyped(Fact):
    """A returned form was typed; it waits for somebody who confirms it. form: its key. No clock starts here."""

    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFormConfirmed(Fact):
    """The form became the petition. readers: how many officers read it; corrected: fields that the second mended."""

    form: str
    readers: int
    corrected: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFormReleased(Fact):
    """What was typed under a form's number was thrown away: the number was a mistake."""

    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFormReadersSet(Fact):
    """The unit decided how many officers read a returned form. readers: one or two."""

    unit: str
    readers: int
