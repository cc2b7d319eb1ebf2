"""A dialogue whose conclusion was issued, with matters that were taken up."""

from datetime import date

from doithoai.accounts.vault import PersonalDetails
from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import Dialogue
from doithoai.journal import services as journal
from doithoai.organisations.models import Body
from doithoai.petitions.enums import PetitionState, ReplyChannel
from doithoai.petitions.models import Petition
from doithoai.regulations.facts import ConclusionNoticeIssued, ConferenceHeld, OutcomeRecorded
from tests.factories import petitions
from tests.factories.dialogues import HELD, dialogue
from tests.factories.organisations import Place

ISSUED = date(2026, 9, 7)  # a Monday, after the national days off
REPORT_DUE = date(2026, 9, 16)  # the seventh working day after
DAY = date(2026, 9, 10)
LANH = PersonalDetails(full_name="Phạm Thị Thử", phone="0900000018", address="Thôn Đông, xã Tân Lạch")


def followed(place: Place, *, state: DialogueState = DialogueState.FOLLOWING_UP) -> Dialogue:
    """Return a dialogue that was held and concluded, by facts and rows."""
    made = dialogue(place, state=state)
    by = place.actor(place.anna)
    journal.record(ConferenceHeld(on=HELD, dialogue=made.key), by=by)
    journal.record(ConclusionNoticeIssued(on=ISSUED, dialogue=made.key, number="12/TB-UBND"), by=by)
    return made


def matter(
    place: Place,
    of: Dialogue,
    *,
    text: str = petitions.ROAD,
    state: PetitionState = PetitionState.TAKEN_UP,
    outcome: str = "taken_up",
    lead: Body | None = None,
    channel: ReplyChannel = ReplyChannel.COUNTER,
    at_conference: bool = True,
) -> Petition:
    """Lay a petition with its outcome by fact; the economy office leads unless told otherwise."""
    body = lead or place.economy
    made = petitions.petition(
        place, of, text=text, state=state, lead=body, at_conference=at_conference, received_on=HELD, details=LANH
    )
    made.submitters.update(reply_channel=channel)
    fact = OutcomeRecorded(on=HELD, dialogue=of.key, petition=made.key, outcome=outcome, body=body.key)
    journal.record(fact, by=place.actor(place.anna))
    return made
