"""Facts after the conference: the conclusion, replies, dates, results, escalations."""

from dataclasses import dataclass
from datetime import date

from doithoai.regulations.facts.base import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionGranted(Fact):
    """The host granted more time under a rule, on a ground. rule: the clause that is extended."""

    rule: str
    ground: str
    body: str = ""
    until: date | None = None


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
class ResultsPublished(Fact):
    """The results of the conference were made public by a channel: mass_media, office_posting, village_heads."""

    channel: str
    number: str = ""


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
class TextRedacted(Fact):
    """Somebody decided about all that may give persons away in a text to be published; never the words.

    hidden, kept: how many pieces.
    """

    hidden: int
    kept: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureAsked(Fact):
    """A petitioner asked to have their personal data erased. request: its key."""

    request: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureRefused(Fact):
    """The office refused to erase, for a ground from a closed list."""

    request: str
    ground: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureCarriedOut(Fact):
    """Who it was has been erased everywhere but in what was signed; code, dates and figures stay."""

    request: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleForgotten(Fact):
    """The years of keeping are over: whoever took part in the dialogue was erased. count: how many."""

    count: int


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
    """The petitioner rated the answer, 1 to 5. way: how an officer heard it; empty for the follow page."""

    stars: int
    way: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderSent(Fact):
    """A reminder of an obligation went out to `body`. step: working days before (negative) or after its date.

    unit: the unit's key, where the duty is the unit's own and not a dialogue's.
    """

    rule: str
    step: int
    body: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionAsked(Fact):
    """Another body asked this one for its opinion. body: who is asked; asker: who asks."""

    body: str
    asker: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionGiven(Fact):
    """The body that was asked gave its opinion."""

    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFoundDefective(Fact):
    """An answer that went out was found wrong or incomplete; what is wrong stands in the petition's notes."""

    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationRequested(Fact):
    """A body asked the petitioner something, to be answered by `until`; the words stand beside the petition.

    question: its key; body: who asks. Whether a clock stops for it is the rule's to say (`stops_on`).
    """

    question: str
    body: str
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationProvided(Fact):
    """The petitioner answered a question. body: who had asked; files: how many came along."""

    question: str
    body: str
    files: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationRequestWithdrawn(Fact):
    """The question needs no answer any more."""

    question: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationRequestLapsed(Fact):
    """The day to answer the question passed without one; the petition goes on with what is known."""

    question: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideAnswerWanted(Fact):
    """A body that has nobody in the program was asked by a link, to answer by `until`.

    link: its key; body: the body's key, empty where it is not one of ours.
    """

    link: str
    until: date
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideAnswerReceived(Fact):
    """The body answered by its link; nothing counts before the office accepts it. files: how many came along."""

    link: str
    body: str = ""
    files: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideAnswerAccepted(Fact):
    """The office took the answer for the body's own."""

    link: str
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideAnswerDeclined(Fact):
    """The office did not take the answer; the reason stands beside it."""

    link: str
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideLinkWithdrawn(Fact):
    """The link takes no answer any more."""

    link: str
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideBodySilent(Fact):
    """The day by which the body was to answer passed without a word from it."""

    link: str
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PetitionCameLate(Fact):
    """The petition was sent for another dialogue, too late for it. missed: that dialogue's key."""

    missed: str
    closed_on: date | None = None
