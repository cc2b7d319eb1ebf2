"""Petitions of xã Tân Lạch; `petition()` lays rows in any state, `receive()` goes through the verb."""

from datetime import date

from doithoai.accounts import services as accounts
from doithoai.accounts.vault import PersonalDetails
from doithoai.dialogues.models import Dialogue
from doithoai.journal import services as journal
from doithoai.organisations.models import Body
from doithoai.petitions.enums import (
    AssignmentPart,
    AssignmentState,
    DraftState,
    Field,
    IntakeChannel,
    PetitionState,
    ReplyChannel,
)
from doithoai.petitions.models import Assignment, Draft, Petition, Submitter
from doithoai.petitions.services.receiving import (
    Opinion,
    Petitioner,
    Received,
    build,
    receive_petition,
    received_fact,
)
from doithoai.regulations.facts import PetitionAssigned
from tests.factories.organisations import Place

TODAY = date(2026, 8, 3)  # a Monday between the opening and the conference
ROAD = "Đường liên thôn bị xe tải chở vật liệu cày nát. Đề nghị cho biết bao giờ sửa."
NAMED = PersonalDetails(full_name="Nguyễn Văn Thử", phone="0900000017", address="Thôn Cầu Đá")


def receive(
    place: Place,
    dialogue: Dialogue,
    *,
    text: str = ROAD,
    channel: IntakeChannel = IntakeChannel.PAPER,
    details: PersonalDetails | None = NAMED,
    where: str = "Thôn Cầu Đá",
    on: date = TODAY,
) -> Received:
    """Register a petition through the verb, on a paper slip at the counter unless told otherwise."""
    return receive_petition(
        dialogue=dialogue,
        opinion=Opinion(text=text, channel=channel, received_on=on, place=where),
        petitioner=Petitioner(details=details, reply_channel=ReplyChannel.COUNTER if details else ReplyChannel.PORTAL),
        on=on,
        by=place.actor(place.anna),
    )


def petition(
    place: Place,
    dialogue: Dialogue,
    *,
    text: str = ROAD,
    state: PetitionState = PetitionState.TRIAGED,
    at_conference: bool = False,
    received_on: date = TODAY,
    lead: Body | None = None,
    complained_body: Body | None = None,
    details: PersonalDetails | None = None,
    field: Field = Field.TRANSPORT,
    place_of: str = "",
) -> Petition:
    """Lay a petition in a state, with its first fact; `lead` has accepted it and was asked by fact too."""
    number = Petition.objects.count() + 9001
    opinion = Opinion(
        text=text,
        channel=IntakeChannel.AT_CONFERENCE if at_conference else IntakeChannel.PAPER,
        received_on=received_on,
        field="" if state == PetitionState.RECEIVED else field,
        complained_body=complained_body,
        at_conference=at_conference,
        place=place_of,
    )
    made = build(dialogue, opinion, Petitioner(), code=f"TL-26-{number}", account=place.anna)
    made.state = state
    made.save()
    _submitter(made, details)
    journal.record(received_fact(made), by=place.actor(place.anna))
    if lead is not None:
        assign(place, made, lead)
    return made


def _submitter(of: Petition, details: PersonalDetails | None) -> Submitter:
    identity = accounts.keep_identity(details) if details else None
    return Submitter.objects.create(petition=of, code=of.code, identity=identity)


def assign(
    place: Place,
    of: Petition,
    body: Body,
    *,
    part: AssignmentPart = AssignmentPart.LEAD,
    state: AssignmentState = AssignmentState.ACCEPTED,
    due_on: date = date(2026, 8, 17),
) -> Assignment:
    """Lay an assignment and its fact."""
    fact = PetitionAssigned(
        on=TODAY, dialogue=of.dialogue.key, petition=of.key, body=body.key, part=part, due_on=due_on
    )
    journal.record(fact, by=place.actor(place.anna))
    return Assignment.objects.create(
        petition=of, body=body, part=part, state=state, due_on=due_on, assigned_on=TODAY, assigned_by=place.anna
    )


def draft(place: Place, of: Petition, body: Body, *, state: DraftState = DraftState.DRAFT, text: str = "") -> Draft:
    """Lay the next version of an answer."""
    return Draft.objects.create(
        petition=of,
        body=body,
        version=of.drafts.count() + 1,
        text=text or "Đã tiếp nhận; giao phòng khảo sát và sửa chữa.",
        state=state,
        written_by=place.economy_officer,
    )
