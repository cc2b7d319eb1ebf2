"""Registering at the counter, the receipt that is shown once, and opening names at the door."""

import pytest
from django.urls import reverse
from django.utils import timezone

from doithoai.accounts.models import IdentityLook
from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import Registration
from doithoai.journal import queries as journal
from tests.factories.dialogues import dialogue
from tests.factories.organisations import tan_lach

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def place():
    return tan_lach()


@pytest.fixture
def meeting(place, client):
    client.force_login(place.anna)
    return dialogue(place, state=DialogueState.ANNOUNCED, conference_on=TODAY)


def to(name, made, *more):
    return reverse(f"desk:{name}", args=[made.code, *more])


def register(client, meeting, name="Nguyễn Văn Thử", **more):
    point = meeting.venue_points.get()
    values = {"full_name": name, "link_to_area": "live", "venue_point": point.pk, **more}
    return client.post(to("dialogue-register", meeting), values, follow=True)


def test_receipt_shows_code_and_secret_once(client, meeting):
    first = register(client, meeting).content.decode()
    code = Registration.objects.get().code
    again = client.get(to("dialogue-registration-receipt", meeting), follow=True).content.decode()

    assert code in first
    assert "Từ bí mật" in first
    assert "Biên nhận chỉ hiện một lần." in again


def test_list_shows_masks_and_never_names(client, meeting):
    register(client, meeting, phone="0912345617")

    page = client.get(to("dialogue-registrations", meeting)).content.decode()

    assert "Nguyễn Văn Thử" not in page
    assert "N••• V••• T•••" in page


def test_opening_the_check_in_list_shows_names_and_is_logged_once(client, place, meeting):
    register(client, meeting)
    register(client, meeting, "Trần Thị Mẫu")

    page = client.post(to("dialogue-check-in", meeting)).content.decode()

    assert "Nguyễn Văn Thử" in page
    facts = [fact for fact in journal.facts_of(meeting.stream) if fact.kind == "identity_viewed"]
    assert [(fact.identity, fact.purpose) for fact in facts] == [("check-in-list", "check_in")]
    assert IdentityLook.objects.filter(account=place.anna).count() == 2


def test_names_are_opened_by_post_and_by_those_who_receive_people_only(client, place, meeting):
    register(client, meeting)
    by_get = client.get(to("dialogue-check-in", meeting)).status_code
    client.force_login(place.front_person)
    by_front = client.post(to("dialogue-check-in", meeting)).status_code
    client.force_login(place.carla)
    by_stranger = client.post(to("dialogue-check-in", meeting)).status_code

    assert (by_get, by_front, by_stranger) == (405, 403, 404)
    assert not IdentityLook.objects.exists()


def test_person_is_checked_in_by_code_and_taken_back(client, meeting):
    register(client, meeting)
    code = Registration.objects.get().code

    client.post(to("dialogue-arrive", meeting), {"code": code.lower()})
    assert Registration.objects.get().state == "checked_in"
    client.post(to("dialogue-arrive", meeting), {"code": code, "undo": "1"})

    assert Registration.objects.get().state == "confirmed"
    wrong = client.post(to("dialogue-arrive", meeting), {"code": "TL-KHONG"}, follow=True).content.decode()
    assert "Không có mã này" in wrong


def test_clerk_confirms_orders_and_withdraws(client, meeting):
    register(client, meeting, wants_to_speak="on", speaks_about="Nước sạch")
    key = Registration.objects.get().key

    client.post(to("dialogue-registration-confirm", meeting, key))
    client.post(to("dialogue-registration-order", meeting, key), {"order": ""})
    made = Registration.objects.get()
    assert (made.state, made.speaking_order) == ("confirmed", 1)
    wrong = client.post(to("dialogue-registration-order", meeting, key), {"order": "đầu"}, follow=True)
    client.post(to("dialogue-registration-withdraw", meeting, key))

    assert "Ghi lượt bằng số, từ 1." in wrong.content.decode()
    assert Registration.objects.get().state == "withdrawn"


def test_front_registers_by_its_own_channel_and_does_not_see_the_list(client, place, meeting):
    client.force_login(place.front_person)
    register(client, meeting)

    page = client.get(to("dialogue-registrations", meeting)).content.decode()

    assert Registration.objects.get().channel == "front"
    assert Registration.objects.get().code not in page


def test_missing_name_is_said_with_the_input_kept(client, meeting):
    page = register(client, meeting, name=" ", phone="0912345617").content.decode()

    assert 'value="0912345617"' in page
    assert not Registration.objects.exists()
