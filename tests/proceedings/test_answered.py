"""A turn whose matter was answered already leaves the queue only if its speaker agrees."""

import pytest
from django.urls import reverse

from doithoai.petitions.enums import Outcome as OutcomeKind
from doithoai.proceedings import services
from doithoai.proceedings.errors import ConsentMissing, NotAnsweredYet
from doithoai.proceedings.models import MinutesEntry, Outcome
from doithoai.proceedings.queries import running
from doithoai.proceedings.services import Decision
from tests.factories import conference
from tests.factories.conference import MORNING
from tests.factories.organisations import tan_lach

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return tan_lach()


@pytest.fixture
def host(place):
    return place.actor(place.chair_person)


@pytest.fixture
def room(place, host):
    made = conference.in_session(place)
    conference.run_to(made, 4, place)
    turns = [
        services.add_turn(dialogue=made, petition=conference.petition(made, title, lead=place.economy), by=host)
        for title in ("Nước sạch", "Nước máy đục")
    ]
    services.start_turn(turn=turns[0], at=MORNING, by=host)
    return made, turns


def _answer(turn, host):
    decision = Decision(kind=OutcomeKind.ANSWERED, note="Xúc xả ống tuần này.", answered_by="Chủ tịch UBND xã")
    services.record_outcome(petition=turn.petition, decision=decision, at=MORNING, by=host)


def test_petition_gets_the_same_answer_and_its_own_outcome(room, host):
    made, (first, second) = room
    _answer(first, host)

    for _ in range(2):
        services.take_as_answered(turn=second, answered=first, consent=True, at=MORNING, by=host)

    outcome = Outcome.objects.get(petition=second.petition)
    assert (outcome.kind, outcome.note) == (OutcomeKind.ANSWERED, "Xúc xả ống tuần này.")
    assert list(running.waiting_turns(made)) == []
    assert MinutesEntry.objects.filter(text__contains="người phát biểu đồng ý").count() == 1


def test_nobody_loses_a_turn_without_agreeing(room, host):
    made, (first, second) = room
    _answer(first, host)

    with pytest.raises(ConsentMissing):
        services.take_as_answered(turn=second, answered=first, consent=False, at=MORNING, by=host)

    assert list(running.waiting_turns(made)) == [second]


def test_what_has_no_answer_yet_takes_no_turn_away(room, host):
    made, (first, second) = room

    with pytest.raises(NotAnsweredYet):
        services.take_as_answered(turn=second, answered=first, consent=True, at=MORNING, by=host)

    assert list(running.waiting_turns(made)) == [second]


def test_console_asks_for_the_consent(client, place, room, host):
    made, (first, second) = room
    _answer(first, host)
    client.force_login(place.chair_person)
    address = reverse("hall:turn-answered", args=[made.code, second.key])

    refused = client.post(address, {"da_tra_loi": first.key}, follow=True).content.decode()
    client.post(address, {"da_tra_loi": first.key, "dong_y": "1"})

    assert "Chỉ bỏ lượt khi người phát biểu đồng ý" in refused
    assert list(running.waiting_turns(made)) == []
