"""The agency's console and the host's briefing: own matters only, who is in the room, answers handed to the table."""

from datetime import timedelta

import pytest
from django.urls import reverse

from doithoai.petitions.enums import Outcome as OutcomeKind
from doithoai.proceedings import services
from doithoai.proceedings.errors import AnswerDecided, NotAsked, ReasonMissing
from doithoai.proceedings.models import HandedAnswer, MinutesEntry, Presence, Speech
from doithoai.proceedings.queries.agencies import coming_for, in_the_room, presences_of, present_at
from doithoai.proceedings.queries.minutes import minutes_draft
from doithoai.proceedings.services import Decision
from tests.factories import conference
from tests.factories.conference import MORNING
from tests.factories.dialogues import HELD, at
from tests.factories.organisations import tan_lach

pytestmark = pytest.mark.django_db
LATER = at(HELD, 8, 30)


@pytest.fixture
def place():
    return tan_lach()


@pytest.fixture
def host(place):
    return place.actor(place.chair_person)


@pytest.fixture
def officer(place):
    return place.actor(place.economy_head)


@pytest.fixture
def running(place):
    made = conference.in_session(place)
    conference.run_to(made, 4, place)
    return made


def _turn(running, host, title, body):
    petition = conference.petition(running, title, lead=body)
    return services.add_turn(dialogue=running, petition=petition, by=host)


def test_console_shows_own_matters_in_the_order_of_the_queue_and_nobody_elses(client, place, running, host):
    far = conference.petition(running, "Chợ xã", lead=place.economy)
    _turn(running, host, "Lễ hội", place.culture)
    near = _turn(running, host, "Đường ruộng", place.economy)
    conference.approved_answer(near.petition, place.economy, "Rải đá trước 30/9.")
    client.force_login(place.economy_head)

    page = client.get(reverse("hall:agency", args=[running.code])).content.decode()

    assert page.index("Đường ruộng") < page.index("Chợ xã")
    assert "còn 1 lượt trước" in page
    assert "Rải đá trước 30/9." in page
    assert "Lễ hội" not in page
    assert [one.petition for one in coming_for(running, [place.economy.pk], at_hand=None)] == [near.petition, far]


def test_number_of_queries_does_not_grow_with_the_matters(client, place, running, host, django_assert_max_num_queries):
    for number in range(6):
        _turn(running, host, f"Việc {number}", place.economy)
    client.force_login(place.economy_head)

    with django_assert_max_num_queries(26):
        client.get(reverse("hall:agency", args=[running.code]))


def test_who_is_in_the_room_is_kept_from_when_to_when(place, running, officer):
    services.enter_room(dialogue=running, body=place.economy, at=MORNING, by=officer)
    services.enter_room(dialogue=running, body=place.economy, at=LATER, by=officer)
    services.leave_room(dialogue=running, body=place.economy, at=LATER, by=officer)
    services.leave_room(dialogue=running, body=place.economy, at=LATER, by=officer)

    spans = list(presences_of(running))
    assert [(one.entered_at, one.left_at) for one in spans] == [(MORNING, LATER)]
    assert in_the_room(running) == frozenset()
    assert present_at(spans, MORNING) == [place.economy]
    assert present_at(spans, LATER) == []
    assert MinutesEntry.objects.filter(text__contains="có mặt lúc").count() == 1


def test_minutes_name_the_agencies_in_the_room_when_it_was_said(place, running, host, officer):
    services.enter_room(dialogue=running, body=place.economy, at=MORNING, by=officer)
    _turn(running, host, "Đường ruộng", place.economy)
    services.next_turn(dialogue=running, at=MORNING + timedelta(minutes=5), by=host)
    services.leave_room(dialogue=running, body=place.economy, at=LATER, by=officer)

    assert [said.present for said in minutes_draft(running).said] == [(place.economy,)]


@pytest.mark.parametrize(
    ("who", "allowed"),
    [
        ("economy_head", True),
        ("economy_officer", True),
        ("chair_person", True),
        ("culture_head", False),
        ("carla", False),
    ],
)
def test_own_body_or_who_runs_the_room_says_who_is_there(client, place, running, who, allowed):
    client.force_login(getattr(place, who))

    client.post(reverse("hall:presence", args=[running.code, place.economy.key]))

    assert Presence.objects.exists() is allowed


def test_handed_text_is_no_answer_until_the_table_takes_it_once(client, place, running, host, officer):
    turn = _turn(running, host, "Đường ruộng", place.economy)
    services.start_turn(turn=turn, at=MORNING, by=host)
    client.force_login(place.economy_head)
    client.post(
        reverse("hall:hand", args=[running.code, turn.petition.code, place.economy.key]),
        {"answered_by": "Trưởng phòng Kinh tế", "text": "Rải đá trước 30/9."},
    )
    row = HandedAnswer.objects.get()
    assert not Speech.objects.filter(body=place.economy).exists()

    client.force_login(place.minutes_person)
    shown = client.get(reverse("hall:secretary", args=[running.code])).content.decode()
    for _ in range(2):
        client.post(reverse("hall:handed", args=[running.code, row.key]), {"text": "Rải đá xong trước 30/9."})

    assert "Rải đá trước 30/9." in shown
    answer = Speech.objects.get(body=place.economy)
    assert (answer.speaker, answer.summary) == ("Trưởng phòng Kinh tế", "Rải đá xong trước 30/9.")


def test_newer_text_stands_until_it_is_taken(place, running, host, officer):
    petition = _turn(running, host, "Đường ruộng", place.economy).petition
    for text in ("Bản đầu", "Bản sau"):
        services.hand_answer(petition=petition, body=place.economy, answered_by="", text=text, at=LATER, by=officer)

    assert list(HandedAnswer.objects.values_list("text", flat=True)) == ["Bản sau"]


def test_text_set_aside_is_not_taken_and_stays_in_the_record(place, running, host, officer):
    petition = _turn(running, host, "Đường ruộng", place.economy).petition
    row = services.hand_answer(petition=petition, body=place.economy, answered_by="", text="A", at=LATER, by=officer)

    services.set_answer_aside(answer=row, at=LATER, by=host)

    with pytest.raises(AnswerDecided):
        services.take_handed_answer(answer=row, text="", at=LATER, by=host)
    assert HandedAnswer.objects.get().decided_at == LATER


def test_body_that_was_not_asked_hands_nothing_in(place, running, host, officer):
    petition = _turn(running, host, "Đường ruộng", place.economy).petition
    culture = place.actor(place.culture_head)

    with pytest.raises(NotAsked):
        services.hand_answer(petition=petition, body=place.culture, answered_by="", text="A", at=LATER, by=culture)
    with pytest.raises(ReasonMissing):
        services.hand_answer(petition=petition, body=place.economy, answered_by="", text=" ", at=LATER, by=officer)


def test_nobody_hands_in_for_another_body(client, place, running, host):
    petition = _turn(running, host, "Đường ruộng", place.economy).petition
    client.force_login(place.culture_head)

    answer = client.post(reverse("hall:hand", args=[running.code, petition.code, place.economy.key]), {"text": "A"})

    assert answer.status_code == 403
    assert not HandedAnswer.objects.exists()


def test_settled_matters_come_last_with_their_outcome(place, running, host):
    done = _turn(running, host, "Xong", place.economy)
    services.start_turn(turn=done, at=MORNING, by=host)
    decision = Decision(kind=OutcomeKind.ANSWERED, note="Đã sửa.", answered_by="Chủ tịch")
    services.record_outcome(petition=done.petition, decision=decision, at=MORNING, by=host)
    _turn(running, host, "Chưa", place.economy)

    found = coming_for(running, [place.economy.pk], at_hand=None)

    assert [(one.petition.title, one.outcome is not None) for one in found] == [("Chưa", False), ("Xong", True)]


def test_briefing_lists_speakers_first_and_what_lacks_an_answer(client, place, host):
    made = conference.announced(place)
    first = conference.petition(made, "Nước sạch", lead=place.economy)
    conference.approved_answer(first, place.economy, "Nối ống trong quý IV.")
    conference.petition(made, "Cầu treo")
    conference.registration(made, order=1, petition_code=first.code, name="Lê Văn Kín")
    client.force_login(place.chair_person)

    page = client.get(reverse("hall:briefing", args=[made.code])).content.decode()

    assert page.index("Nước sạch") < page.index("Cầu treo")
    assert "Nối ống trong quý IV." in page
    assert "chưa giao cơ quan" in page
    assert "Lê Văn Kín" not in page


@pytest.mark.parametrize(
    ("who", "allowed"),
    [("chair_person", True), ("anna", True), ("minutes_person", True), ("economy_head", False), ("carla", False)],
)
def test_who_reads_the_briefing(client, place, who, allowed):
    made = conference.announced(place)
    client.force_login(getattr(place, who))

    answer = client.get(reverse("hall:briefing", args=[made.code]))

    assert (answer.status_code == 200) is allowed
