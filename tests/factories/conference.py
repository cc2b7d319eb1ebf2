"""A conference ready to open, running or held, with petitions, turns and people at the door."""

from datetime import date, datetime

from doithoai.accounts import services as accounts
from doithoai.accounts.vault import PersonalDetails
from doithoai.common.keys import new_code
from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import Dialogue, Registration
from doithoai.journal import services as journal
from doithoai.organisations.models import Body
from doithoai.petitions.enums import IntakeChannel, ReplyChannel
from doithoai.petitions.models import Petition, Submitter
from doithoai.proceedings import services
from doithoai.proceedings.models import ProgrammeStep
from doithoai.regulations.facts import PetitionReceived, ProgrammeApproved
from tests.factories import dialogues
from tests.factories.dialogues import HELD, at
from tests.factories.organisations import Place

MORNING = at(HELD, 7, 30)
PREPARED = date(2026, 8, 10)


def petition(
    of: Dialogue,
    title: str = "Đường thôn Cầu Đá bị hỏng",
    *,
    at_conference: bool = False,
    place: str = "thôn Cầu Đá",
    lead: Body | None = None,
    reply_channel: ReplyChannel = ReplyChannel.PORTAL,
    named: bool = True,
) -> Petition:
    """Lay a petition with one submitter, and the fact that it was received."""
    number = Petition.objects.filter(dialogue=of).count() + 1
    made = Petition.objects.create(
        dialogue=of,
        code=f"TL-26-{of.pk * 100 + number:04d}",
        text=f"{title}. Đề nghị xem xét.",
        title=title,
        place=place,
        channel=IntakeChannel.AT_CONFERENCE if at_conference else IntakeChannel.COUNTER,
        received_on=HELD if at_conference else PREPARED,
        at_conference=at_conference,
        folded="",
        digest="",
    )
    _submitter(made, reply_channel, named=named)
    fact = PetitionReceived(
        on=made.received_on,
        dialogue=of.key,
        petition=made.key,
        channel=made.channel,
        code=made.code,
        at_conference=at_conference,
    )
    journal.record(fact, by=of.opened_by.actor())
    if lead is not None:
        assign(made, lead)
    return made


def _submitter(of: Petition, reply_channel: ReplyChannel, *, named: bool) -> Submitter:
    details = PersonalDetails(full_name="Trần Thị Thử Nghiệm", phone="0912000017", email="thu@example.vn")
    return Submitter.objects.create(
        petition=of,
        identity=accounts.keep_identity(details) if named else None,
        code=of.code,
        secret_hash="x",
        reply_channel=reply_channel,
    )


def assign(of: Petition, body: Body) -> None:
    """Ask a body to lead on the petition."""
    of.assignments.create(body=body, part="lead", due_on=HELD, assigned_on=PREPARED, assigned_by=of.dialogue.opened_by)


def approved_answer(of: Petition, body: Body, text: str = "Xã dặm vá tạm trước 30/8.") -> None:
    """Lay an answer that the body's head approved."""
    writer = of.dialogue.opened_by
    of.drafts.create(
        body=body, version=1, text=text, state="approved", written_by=writer, decided_by=writer, decided_at=MORNING
    )


def registration(
    of: Dialogue, *, speaks: bool = True, order: int | None = None, name: str = "Lê Văn Thử", petition_code: str = ""
) -> Registration:
    """Lay a registration to attend, and to speak."""
    return Registration.objects.create(
        dialogue=of,
        identity=accounts.keep_identity(PersonalDetails(full_name=name, phone="0912000018")),
        code=f"DK{new_code()}",
        secret_hash="x",
        venue_point=of.venue_points.first(),
        channel="officer",
        wants_to_speak=speaks,
        speaking_order=order,
        petition_code=petition_code,
    )


def announced(place: Place, **changes: object) -> Dialogue:
    """Return a dialogue that was announced, with an approved programme."""
    made = dialogues.dialogue(place, state=DialogueState.ANNOUNCED, **changes)  # type: ignore[arg-type]  # passed on
    services.draft_programme(dialogue=made, by=place.actor(place.anna))
    # Approved without its papers: they take a while to typeset.
    made.programme_approved_on = PREPARED
    made.save(update_fields=["programme_approved_on"])
    journal.record(ProgrammeApproved(on=PREPARED, dialogue=made.key), by=place.actor(place.chair_person))
    return made


def in_session(place: Place, **changes: object) -> Dialogue:
    """Return a dialogue whose conference has just opened."""
    made = announced(place, **changes)
    services.open_session(dialogue=made, at=MORNING, by=place.actor(place.anna), reason="Thử nghiệm")
    made.refresh_from_db()
    return made


def step(of: Dialogue, number: int) -> ProgrammeStep:
    """Return a step of the programme."""
    return ProgrammeStep.objects.get(dialogue=of, number=number)


def run_to(of: Dialogue, number: int, place: Place, moment: datetime = MORNING) -> ProgrammeStep:
    """Start every step up to this one."""
    by = place.actor(place.chair_person)
    for row in ProgrammeStep.objects.filter(dialogue=of, number__lte=number).order_by("number"):
        services.start_step(step=row, at=moment, by=by)
    return step(of, number)


def held(place: Place, **changes: object) -> Dialogue:
    """Return a dialogue whose conference was held through all steps."""
    made = in_session(place, **changes)
    run_to(made, made.steps.count(), place)
    services.close_conference(
        dialogue=made, present=[place.chair], at=at(HELD, 11, 20), by=place.actor(place.chair_person)
    )
    made.refresh_from_db()
    return made
