"""Who is told: bodies of their tasks, registered people of changes, each once."""

from datetime import date

import pytest

from doithoai.accounts.vault import PersonalDetails
from doithoai.dialogues import services
from doithoai.dialogues.enums import RegistrationChannel
from doithoai.notices.models import Message
from tests.factories.dialogues import open_dialogue, opening
from tests.factories.organisations import tan_lach

pytestmark = pytest.mark.django_db
ON = date(2026, 7, 28)


@pytest.fixture
def place():
    return tan_lach()


def register(place, made, email):
    return services.register(
        dialogue=made,
        details=PersonalDetails(full_name="Nguyễn Văn Thử", email=email),
        link_to_area="live",
        channel=RegistrationChannel.OFFICER,
        on=ON,
        by=place.actor(place.anna),
    )[0]


def test_task_is_told_to_the_people_of_the_body_and_nobody_else(place):
    made = open_dialogue(place)

    services.assign_task(
        dialogue=made, body=place.economy, what="Báo cáo giao thông", on=ON, by=place.actor(place.anna)
    )

    told = set(Message.objects.filter(channel="in_app").values_list("account__username", flat=True))
    assert told == {"kinhte", "truongkinhte"}


def test_new_day_is_told_to_those_with_an_address(place):
    made = open_dialogue(place)
    register(place, made, "thu@example.org")
    register(place, made, "")
    new = opening(place, conference_on=date(2026, 8, 27))

    services.reschedule_dialogue(
        dialogue=made, sittings=new.sittings, places=new.places, on=ON, by=place.actor(place.anna)
    )

    text = Message.objects.get(channel="email").text
    assert "thứ Năm 27/8/2026" in text
    assert "Nguyễn" not in text


@pytest.mark.parametrize(
    ("verb", "word"), [(services.postpone_dialogue, "tạm hoãn"), (services.cancel_dialogue, "đã hủy")]
)
def test_stop_is_told_without_its_reason(place, verb, word):
    made = open_dialogue(place)
    register(place, made, "thu@example.org")

    verb(dialogue=made, reason="Chủ tịch ốm", on=ON, by=place.actor(place.anna))

    text = Message.objects.get(channel="email").text
    assert word in text
    assert "ốm" not in text


def test_kept_seat_is_told_once(place):
    made = open_dialogue(place)
    seat = register(place, made, "thu@example.org")
    for _ in range(2):
        services.confirm_registration(registration=seat, on=ON, by=place.actor(place.anna))

    assert Message.objects.filter(channel="email").count() == 1
