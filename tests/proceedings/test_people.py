"""People in the room: counted at each point, refused only by two."""

import pytest

from doithoai.dialogues.enums import RegistrationState
from doithoai.journal import queries as journal
from doithoai.proceedings import services
from doithoai.proceedings.errors import GroundUnknown, ReasonMissing, RefusalSettled, SecondPersonNeeded
from doithoai.proceedings.models import Attendance
from doithoai.proceedings.queries.running import people_present
from doithoai.regulations.facts import AttendanceCounted, ParticipantRefused
from tests.factories import conference
from tests.factories.conference import MORNING
from tests.factories.organisations import Place, tan_lach

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Place:
    return tan_lach()


@pytest.fixture
def ready(place):
    return conference.announced(place)


@pytest.fixture
def clerk(place):
    return place.actor(place.anna)


def _count(of, citizens, by, officials=0):
    point = of.venue_points.get()
    return services.count_attendance(venue_point=point, citizens=citizens, officials=officials, at=MORNING, by=by)


def test_later_count_replaces_the_earlier_and_both_are_kept(ready, clerk):
    _count(ready, 80, clerk)
    _count(ready, 128, clerk)

    assert people_present(ready) == 128
    assert list(Attendance.objects.order_by("pk").values_list("citizens", flat=True)) == [80, 128]


def test_same_count_twice_is_one_count(ready, clerk):
    for _ in range(2):
        _count(ready, 80, clerk)

    counts = [fact.count for fact in journal.facts_of(ready.stream) if isinstance(fact, AttendanceCounted)]
    assert counts == [80]


@pytest.fixture
def refusal(ready, place):
    return services.decide_refusal(
        dialogue=ready,
        ground="intoxicated",
        observed="Nói líu lưỡi, nồng mùi rượu, xô bàn",
        registration=conference.registration(ready),
        by=place.actor(place.chair_person),
    )


def test_host_alone_refuses_nobody(refusal):
    refusal.registration.refresh_from_db()

    assert refusal.registration.state == RegistrationState.REGISTERED


def test_second_person_makes_the_refusal_hold(ready, refusal, clerk):
    services.confirm_refusal(refusal=refusal, at=MORNING, by=clerk)

    refusal.registration.refresh_from_db()
    assert refusal.registration.state == RegistrationState.REFUSED
    facts = [fact for fact in journal.facts_of(ready.stream) if isinstance(fact, ParticipantRefused)]
    assert [fact.ground for fact in facts] == ["intoxicated"]


def test_who_decided_cannot_confirm(refusal, place):
    with pytest.raises(SecondPersonNeeded):
        services.confirm_refusal(refusal=refusal, at=MORNING, by=place.actor(place.chair_person))


def test_decision_taken_back_cannot_be_confirmed(refusal, place, clerk):
    services.drop_refusal(refusal=refusal, at=MORNING, by=place.actor(place.chair_person))

    with pytest.raises(RefusalSettled):
        services.confirm_refusal(refusal=refusal, at=MORNING, by=clerk)


def test_confirmed_refusal_is_not_taken_back(refusal, clerk):
    services.confirm_refusal(refusal=refusal, at=MORNING, by=clerk)

    with pytest.raises(RefusalSettled):
        services.drop_refusal(refusal=refusal, at=MORNING, by=clerk)


def test_ground_must_stand_in_the_regulation(ready, place):
    with pytest.raises(GroundUnknown):
        services.decide_refusal(
            dialogue=ready, ground="hay_hoi", observed="Hỏi nhiều", by=place.actor(place.chair_person)
        )


def test_refusal_needs_what_was_seen(ready, place):
    with pytest.raises(ReasonMissing):
        services.decide_refusal(
            dialogue=ready, ground="rule_violation", observed=" ", by=place.actor(place.chair_person)
        )


def test_decision_pressed_twice_is_one(refusal, ready, place):
    again = services.decide_refusal(
        dialogue=ready,
        ground="intoxicated",
        observed="Nói líu lưỡi, nồng mùi rượu, xô bàn",
        registration=refusal.registration,
        by=place.actor(place.chair_person),
    )

    assert again == refusal
