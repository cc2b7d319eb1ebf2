"""A conference broken off in the middle: what was settled stays, the rest waits, the new day is announced."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from doithoai import regulations as law
from doithoai.dialogues import services as dialogues_services
from doithoai.dialogues.enums import DialogueState, DialogueType
from doithoai.dialogues.errors import PartlyHeld
from doithoai.dialogues.models import Session
from doithoai.dialogues.queries import Place as VenuePlace
from doithoai.dialogues.queries import Sitting
from doithoai.journal import queries as journal
from doithoai.petitions.enums import Outcome as OutcomeKind
from doithoai.proceedings import services
from doithoai.proceedings.errors import BrokenOff, DoorShut, NotBrokenOff, ReasonMissing, StillOpen
from doithoai.proceedings.models import Interruption, MinutesEntry, Outcome
from doithoai.proceedings.queries import running
from doithoai.proceedings.queries.interruptions import away, open_interruption
from doithoai.proceedings.queries.minutes import minutes_draft
from doithoai.proceedings.services import Decision
from doithoai.regulations.facts import ConferenceHeld, ConferencePostponed, StepStarted
from tests.factories import conference
from tests.factories.conference import MORNING
from tests.factories.dialogues import HELD, at
from tests.factories.organisations import tan_lach

pytestmark = pytest.mark.django_db
NOON = at(HELD, 10, 30)
NEXT_DAY = HELD + timedelta(days=1)
REGULATIONS = ["hai-phong-1155", "kon-tum-04"]


@pytest.fixture
def place():
    return tan_lach()


@pytest.fixture
def host(place):
    return place.actor(place.chair_person)


@pytest.fixture
def running_one(place, host):
    return _running(place, host)


def _running(place, host, regulation="hai-phong-1155"):
    made = conference.in_session(place, instruments=law.get(regulation).pin)
    conference.run_to(made, 3, place)
    settled = conference.petition(made, "Đèn đường", lead=place.economy)
    services.next_turn(dialogue=made, at=MORNING, by=host)
    turn = services.add_turn(dialogue=made, petition=settled, by=host)
    services.start_turn(turn=turn, at=MORNING, by=host)
    decision = Decision(kind=OutcomeKind.ANSWERED, note="Sửa xong tuần này.", answered_by="Chủ tịch UBND xã")
    services.record_outcome(petition=settled, decision=decision, at=MORNING, by=host)
    conference.petition(made, "Nước sạch", lead=place.economy)
    return made


def _second_day(made, day=NEXT_DAY):
    return Session.objects.create(dialogue=made, starts_at=at(day, 7, 30), ends_at=at(day, 11))


def test_break_till_an_announced_session_keeps_outcomes_and_the_cut_step_goes_on(running_one, host):
    second = _second_day(running_one)

    services.break_off(dialogue=running_one, reason="Mất điện", at=NOON, by=host, until=second)
    running_one.refresh_from_db()
    services.go_on(dialogue=running_one, at=at(NEXT_DAY, 7, 35), by=host)

    step = running.running_step(running_one)
    assert running_one.state == DialogueState.IN_SESSION
    assert running.running_turn(running_one) is None
    assert (step.number, step.started_at, step.ended_at) == (3, MORNING, None)
    assert Outcome.objects.get(is_current=True).kind == OutcomeKind.ANSWERED
    texts = list(MinutesEntry.objects.filter(text__contains="Tạm dừng").values_list("text", flat=True))
    assert texts == ["Tạm dừng lúc 10 giờ 30: Mất điện; họp tiếp thứ Sáu 21/8/2026."]
    assert [fact.step for fact in journal.facts_of(running_one.stream, StepStarted.kind)] == [1, 2, 3, 3]
    assert not journal.facts_of(running_one.stream, ConferencePostponed.kind)


def test_nobody_is_called_and_no_step_begins_while_it_is_broken_off(running_one, host):
    services.break_off(dialogue=running_one, reason="Mưa to", at=NOON, by=host, until=_second_day(running_one))
    services.add_turn(dialogue=running_one, speaker="Người dân", by=host)

    with pytest.raises(BrokenOff):
        services.next_turn(dialogue=running_one, at=NOON, by=host)
    with pytest.raises(BrokenOff):
        services.start_step(step=conference.step(running_one, 4), at=NOON, by=host)


def test_second_click_breaks_off_once_and_goes_on_once(running_one, host):
    second = _second_day(running_one)
    for _ in range(2):
        services.break_off(dialogue=running_one, reason="Mất điện", at=NOON, by=host, until=second)
    for _ in range(2):
        services.go_on(dialogue=running_one, at=at(NEXT_DAY, 7, 35), by=host)

    assert Interruption.objects.count() == 1
    assert MinutesEntry.objects.filter(text__startswith="Họp tiếp").count() == 1


def test_breaking_off_asks_for_a_reason(running_one, host):
    with pytest.raises(ReasonMissing):
        services.break_off(dialogue=running_one, reason=" ", at=NOON, by=host)

    assert running.running_step(running_one) is not None


@pytest.mark.parametrize("regulation", REGULATIONS)
def test_conference_put_off_in_the_middle_needs_a_new_notice_before_it_goes_on(place, host, regulation):
    made = _running(place, host, regulation)
    services.break_off(dialogue=made, reason="Bão", at=NOON, by=host)
    made.refresh_from_db()
    assert made.state == DialogueState.POSTPONED
    day = date(2026, 9, 17)

    dialogues_services.reschedule_dialogue(
        dialogue=made,
        sittings=(Sitting(starts_at=at(day, 7, 30), ends_at=at(day, 11)),),
        places=(VenuePlace(name="Nhà văn hóa xã", address="", capacity=80),),
        reason="Bão",
        on=NEXT_DAY,
        by=place.actor(place.anna),
    )
    made.refresh_from_db()
    with pytest.raises(DoorShut, match="thông báo"):
        services.open_session(dialogue=made, at=at(day, 7, 30), by=host, reason="Vội")

    made.state = DialogueState.ANNOUNCED  # as the notice's verbs leave it
    made.save(update_fields=["state"])
    services.open_session(dialogue=made, at=at(day, 7, 30), by=host, reason="Thử nghiệm")
    assert running.running_step(made).number == 3
    assert MinutesEntry.objects.filter(text__startswith="Khai mạc").count() == 1
    assert open_interruption(made) is None


@pytest.mark.parametrize("regulation", REGULATIONS)
def test_conference_that_does_not_go_on_was_held_on_its_last_day(place, host, regulation):
    made = _running(place, host, regulation)
    services.break_off(dialogue=made, reason="Bão", at=NOON, by=host)

    left = services.leave_at_what_was_held(
        dialogue=made, present=[place.chair], reason="Không bố trí được ngày", at=at(NEXT_DAY, 15), by=host
    )

    assert (left.state, left.held_on) == (DialogueState.HELD, HELD)
    assert [fact.on for fact in journal.facts_of(made.stream, ConferenceHeld.kind)] == [HELD]
    assert [row.title for row in running.petitions_without_outcome(made)] == ["Nước sạch"]
    assert running.tally_of(made).by_outcome["answered"] == 1


def test_conference_that_was_partly_held_is_not_cancelled(running_one, place, host):
    services.break_off(dialogue=running_one, reason="Bão", at=NOON, by=host)

    with pytest.raises(PartlyHeld):
        dialogues_services.cancel_dialogue(dialogue=running_one, reason="Bão", on=NEXT_DAY, by=host)

    running_one.refresh_from_db()
    assert running_one.state == DialogueState.POSTPONED


def test_conference_put_off_before_it_began_is_cancelled_as_before(place, host):
    made = conference.announced(place, type=DialogueType.PERIODIC)
    dialogues_services.postpone_dialogue(dialogue=made, reason="Bão", on=HELD, by=host)

    with pytest.raises(NotBrokenOff):
        services.leave_at_what_was_held(dialogue=made, present=[], reason="Bão", at=NOON, by=host)
    dialogues_services.cancel_dialogue(dialogue=made, reason="Bão", on=HELD, by=host)

    made.refresh_from_db()
    assert made.state == DialogueState.CANCELLED


def test_closing_while_broken_off_names_the_session_to_come(running_one, host):
    services.break_off(dialogue=running_one, reason="Mất điện", at=NOON, by=host, until=_second_day(running_one))

    with pytest.raises(StillOpen, match="phiên họp ngày 21/08/2026"):
        services.close_conference(dialogue=running_one, present=[], at=NOON, by=host)
    services.close_conference(dialogue=running_one, present=[], at=NOON, by=host, reason="Hết việc")

    assert open_interruption(running_one) is None


def test_minutes_tell_of_a_break_between_two_steps(running_one, host):
    services.end_step(step=conference.step(running_one, 3), at=NOON, by=host)
    services.break_off(dialogue=running_one, reason="Mất điện", at=NOON, by=host, until=_second_day(running_one))

    assert [one.reason for one in minutes_draft(running_one).interruptions] == ["Mất điện"]


@pytest.mark.parametrize(
    ("since", "until", "gone"),
    [
        pytest.param(9, 10, 0, id="over before the break"),
        pytest.param(9, 12, 60, id="the break lies within"),
        pytest.param(11, 13, 30, id="began during the break"),
    ],
)
def test_hours_of_a_break_are_not_counted(since, until, gone):
    one = Interruption(stopped_at=at(HELD, 10, 30), ended_at=at(HELD, 11, 30))

    assert away(at(HELD, since), at(HELD, until), [one]) == timedelta(minutes=gone)


@pytest.mark.parametrize(
    ("who", "state", "allowed"),
    [
        ("chair_person", "in_session", True),
        ("anna", "in_session", True),
        ("economy_head", "in_session", False),
        ("carla", "in_session", False),
        ("chair_person", "announced", False),
        ("chair_person", "held", False),
    ],
)
def test_who_may_break_off(client, place, host, who, state, allowed):
    made = _running(place, host)
    made.state, made.held_on = state, HELD if state == "held" else None
    made.save(update_fields=["state", "held_on"])
    client.force_login(getattr(place, who))

    answer = client.post(reverse("desk:dialogue-break-off", args=[made.code]), {"reason": "Bão"})

    assert Interruption.objects.exists() is allowed
    assert (answer.status_code == 302) is allowed


def test_screens_say_that_it_is_broken_off_and_how_it_goes_on(client, place, running_one, host):
    client.force_login(place.chair_person)
    services.break_off(dialogue=running_one, reason="Mất điện", at=NOON, by=host, until=_second_day(running_one))

    desk = client.get(reverse("desk:dialogue-proceedings", args=[running_one.code])).content.decode()
    console = client.get(reverse("hall:host", args=[running_one.code])).content.decode()
    public = client.get(reverse("portal:live", args=[running_one.code])).content.decode()
    answer = client.post(reverse("desk:dialogue-go-on", args=[running_one.code]))

    assert "Hẹn họp tiếp 7 giờ 30, thứ Sáu 21/8/2026" in " ".join(desk.split())
    assert "Mất điện" in console
    assert "Hội nghị tạm dừng từ 10 giờ 30" in public
    assert "Mất điện" not in public
    assert answer.headers["Location"] == reverse("hall:host", args=[running_one.code])
    assert open_interruption(running_one) is None
