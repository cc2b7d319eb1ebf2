"""What a person waits for after one click on all petitions of a conference: outcomes, notice, letters, replies."""

from collections.abc import Callable
from datetime import date

from bench import office
from bench.figures import Figure, seconds
from doithoai.config.demo.cast import Cast, at
from doithoai.config.demo.story import Conference, Matter, after
from doithoai.config.office import laying, plan
from doithoai.config.office.plan import SAMPLE
from doithoai.dialogues.enums import DialogueType
from doithoai.obligations.services import refreshing_once
from doithoai.organisations.enums import HostRole
from doithoai.petitions import services as petitions
from doithoai.petitions.enums import Outcome, ReplyKind
from doithoai.petitions.models import Petition
from doithoai.proceedings import services as proceedings
from doithoai.proceedings.services import Decision

PETITIONS = 220
REPLIES = 100
TODAY = date(2026, 11, 26)
HELD = date(2026, 10, 27)


def run() -> list[Figure]:
    office.place()  # migrates
    laying.lay(plan.read(SAMPLE), password="only-measured")  # noqa: S106 -- nobody signs in here
    conference = _assigned(Cast.of("TL"))
    figures = [
        _measured(f"one outcome by the host's key, {PETITIONS} petitions in the room", _one, conference),
        _measured(f"take up {PETITIONS - 1} petitions by one click", _rest, conference),
    ]
    _sign(conference)
    return [
        *figures,
        _measured("issue the conclusion notice on them", _issue, conference),
        _measured(f"send it to {PETITIONS} petitioners and the bodies", _send, conference),
        _measured(f"{REPLIES} numbered letters of reply, PDF and Word, by one click", _reply, conference),
    ]


def _measured(name: str, verb: Callable[[Conference], object], conference: Conference) -> Figure:
    return Figure(name, seconds(lambda: verb(conference)), "s")


def _assigned(cast: Cast) -> Conference:
    """Bring a conference to the moment when its outcomes are recorded."""
    rows = tuple(
        Matter(
            text=f"Đường thôn {number} hỏng, đề nghị sửa đoạn thứ {number} trong năm nay.",
            place=f"Thôn {number % 11}",
            field="transport",
            lead="PKT",
            answer="Đã kiểm tra, sẽ sửa trong quý tới." if number < 1 else "",
        )
        for number in range(PETITIONS)
    )
    conference = Conference(
        cast=cast,
        title="Hội nghị đối thoại để đo tốc độ",
        held_on=HELD,
        role=HostRole.GOVERNMENT_HEAD,
        type=DialogueType.PERIODIC,
        topic="Giao thông nông thôn",
        today=TODAY,
    )
    conference.open()
    conference.plan()
    conference.announce()
    with refreshing_once():
        conference.collect(rows)
        conference.triage(rows)
        conference.assign(rows)
        conference.answer(rows)
    conference.prepare_papers()
    _open(conference)
    return conference


def _open(conference: Conference) -> None:
    clerk, secretary = conference.cast.by(conference.clerk), conference.cast.by("thuky")
    proceedings.open_session(dialogue=conference.dialogue, at=at(HELD, 7, 32), by=clerk, reason="đo tốc độ")
    for step in conference.dialogue.steps.order_by("number"):
        proceedings.start_step(step=step, at=at(HELD, 8), by=secretary)
        proceedings.end_step(step=step, at=at(HELD, 9), by=secretary)
    for point in conference.dialogue.venue_points.all():
        proceedings.count_attendance(venue_point=point, citizens=60, officials=9, at=at(HELD, 8), by=clerk)


def _one(conference: Conference) -> object:
    return proceedings.record_outcome(
        petition=conference.petitions[0],
        decision=Decision(kind=Outcome.TAKEN_UP, body=conference.cast.bodies["PKT"]),
        at=at(HELD, 9),
        by=conference.cast.by(conference.host),
    )


def _rest(conference: Conference) -> object:
    by = conference.cast.by(conference.host)
    return proceedings.take_up_the_rest(dialogue=conference.dialogue, at=at(HELD, 10), by=by)


def _sign(conference: Conference) -> None:
    host, secretary = conference.cast.by(conference.host), conference.cast.by("thuky")
    post = conference.cast.post(conference.role)
    proceedings.close_conference(dialogue=conference.dialogue, present=[post], at=at(HELD, 11, 20), by=host)
    page = proceedings.sign_minutes_as_secretary(dialogue=conference.dialogue, at=at(HELD, 16), by=secretary)
    proceedings.sign_minutes_as_host(page=page, at=at(HELD, 16, 30), by=host)


def _issue(conference: Conference) -> object:
    host = conference.cast.by(conference.host)
    return proceedings.issue_conclusion(dialogue=conference.dialogue, at=at(after(HELD, 9), 15), by=host)


def _send(conference: Conference) -> object:
    clerk = conference.cast.by(conference.clerk)
    return proceedings.send_conclusion(dialogue=conference.dialogue, on=after(HELD, 9), by=clerk)


def _reply(conference: Conference) -> object:
    return petitions.send_reply(
        petitions=list(Petition.objects.filter(dialogue=conference.dialogue).order_by("pk")[:REPLIES]),
        body=conference.cast.bodies["PKT"],
        kind=ReplyKind.FINAL,
        text="Đã kiểm tra tại chỗ. Đoạn đường sẽ được sửa trong quý I năm 2027.",
        on=after(HELD, 12),
        by=conference.cast.by(conference.cast.head("PKT")),
    )
