"""What the public site shows: an announced conference, one that was concluded, texts that were released."""

from datetime import date, timedelta

from doithoai.dialogues.enums import DialogueState, NoticeChannel
from doithoai.dialogues.models import Dialogue, Notice, Publication
from doithoai.journal import services as journal
from doithoai.obligations import services as obligations
from doithoai.organisations.models import Body
from doithoai.petitions import services as petitions
from doithoai.petitions.enums import AT_OUTCOME, Outcome, PetitionState
from doithoai.petitions.models import Petition
from doithoai.proceedings.models import Conclusion
from doithoai.proceedings.models import Outcome as OutcomeRow
from doithoai.regulations.facts import (
    ConclusionNoticeIssued,
    ConferenceHeld,
    NoticeDrafted,
    NoticePublished,
    OutcomeRecorded,
)
from tests.factories import dialogues
from tests.factories.dialogues import HELD, at
from tests.factories.organisations import Place
from tests.factories.petitions import petition

NOTICED = date(2026, 8, 7)  # a Friday, early enough for the conference of 20/8


def announced(
    place: Place,
    *,
    conference_on: date = HELD,
    noticed_on: date = NOTICED,
    state: DialogueState = DialogueState.ANNOUNCED,
    on: date | None = None,
    code: str = "TL-2026-01",
) -> Dialogue:
    """Lay a dialogue whose notice went out by both channels on one day."""
    made = dialogues.dialogue(
        place, state=state, conference_on=conference_on, opened_on=noticed_on - timedelta(days=14), code=code
    )
    notice = Notice.objects.create(
        dialogue=made,
        number=1,
        for_date=conference_on,
        starts_at=at(conference_on, 7, 30),
        venue="Hội trường UBND xã, Thôn Cầu Đá",
        form=made.form,
        content="Đường thôn, nước sạch, thủ tục đất đai.",
        participants="Cán bộ, nhân dân trong xã",
        how_to_take_part="Đăng ký qua trang này hoặc tại bộ phận một cửa.",
        made_by=place.anna,
    )
    by = place.actor(place.anna)
    journal.record(NoticeDrafted(on=noticed_on, dialogue=made.key, for_date=conference_on, number=1), by=by)
    for channel in NoticeChannel:
        Publication.objects.create(
            notice=notice, channel=channel, published_on=noticed_on, detail="Đài xã, 17 giờ", published_by=place.anna
        )
        fact = NoticePublished(
            on=noticed_on, dialogue=made.key, channel=channel, for_date=conference_on, number=notice.number
        )
        journal.record(fact, by=by)
    obligations.refresh(made.key, on=on or noticed_on)
    return made


def held(place: Place, *, conference_on: date = HELD, on: date | None = None, code: str = "TL-2026-01") -> Dialogue:
    """Lay a dialogue whose conference is over, without a conclusion yet."""
    made = announced(
        place,
        conference_on=conference_on,
        noticed_on=conference_on - timedelta(days=13),
        state=DialogueState.HELD,
        code=code,
    )
    journal.record(ConferenceHeld(on=conference_on, dialogue=made.key), by=place.actor(place.chair_person))
    obligations.refresh(made.key, on=on or conference_on)
    return made


def conclude(place: Place, made: Dialogue, *, issued_on: date) -> Conclusion:
    """Issue the conclusion notice of a held conference on a day."""
    by = place.actor(place.chair_person)
    conclusion = Conclusion.objects.create(
        dialogue=made, number="12/TB-UBND", issued_on=issued_on, issued_by=place.chair_person
    )
    made.state = DialogueState.FOLLOWING_UP
    made.save(update_fields=["state"])
    journal.record(ConclusionNoticeIssued(on=issued_on, dialogue=made.key, number="12/TB-UBND"), by=by)
    obligations.refresh(made.key, on=issued_on)
    return conclusion


def with_outcome(
    place: Place, of: Petition, kind: Outcome = Outcome.TAKEN_UP, *, body: Body | None = None, note: str = "Giao sửa."
) -> Petition:
    """Record what became of a petition at the conference."""
    fact = OutcomeRecorded(
        on=HELD,
        dialogue=of.dialogue.key,
        petition=of.key,
        outcome=AT_OUTCOME[kind],
        body=(body or place.economy).key,
        ground="court_case" if kind == Outcome.DECLINED else "",
    )
    entry = journal.record(fact, by=place.actor(place.chair_person))
    OutcomeRow.objects.create(
        petition=of,
        kind=kind,
        note=note,
        body=body or place.economy,
        state_before=of.state,
        entry=entry.number,
        recorded_by=place.chair_person,
    )
    of.state = AT_OUTCOME[kind]
    of.save(update_fields=["state"])
    return of


def promise(
    place: Place,
    of: Dialogue,
    title: str,
    *,
    due_on: date | None = None,
    result: str = "",
    answer: str = "Đã giao khảo sát và sửa chữa.",
    body: Body | None = None,
    on: date = HELD,
    text: str = "",
) -> Petition:
    """Lay a petition that was taken up, with a date agreed, and release its public text."""
    made = petition(place, of, text=text or f"Đề nghị xem xét việc: {title}.", state=PetitionState.TRIAGED)
    with_outcome(place, made, body=body)
    made.agreed_due_on, made.result = due_on, result
    made.save(update_fields=["agreed_due_on", "result"])
    return petitions.release_public_text(petition=made, title=title, answer=answer, on=on, by=place.actor(place.anna))
