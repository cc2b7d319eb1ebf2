"""The projector shows matters and places; nothing that says who somebody is."""

import pytest
from django.urls import reverse

from doithoai.proceedings import services
from tests.factories import conference
from tests.factories.conference import MORNING
from tests.factories.organisations import Place, tan_lach

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Place:
    return tan_lach()


@pytest.fixture
def running(place):
    made = conference.in_session(place)
    conference.run_to(made, 4, place)
    return made


def _page(client, running, place):
    client.force_login(place.anna)
    return client.get(reverse("hall:projector", args=[running.code])).content.decode()


def test_matter_and_place_are_shown(client, running, place):
    petition = conference.petition(running, "Trạm bơm hỏng", place="thôn Bến Trên")
    by = place.actor(place.anna)
    services.start_turn(turn=services.add_turn(dialogue=running, petition=petition, by=by), at=MORNING, by=by)

    page = _page(client, running, place)

    assert "Trạm bơm hỏng" in page
    assert "thôn Bến Trên" in page


def test_no_name_no_own_words_no_free_text_of_a_speaker(client, running, place):
    petition = conference.petition(running, "Trạm bơm hỏng")
    row = conference.registration(running, name="Nguyễn Thị Kín")
    by = place.actor(place.anna)
    turn = services.add_turn(
        dialogue=running, speaker="Ông Nguyễn Văn Lộ", about="Nhà số 12 ngõ 3", registration=row, by=by
    )
    services.start_turn(turn=turn, at=MORNING, by=by)
    services.add_turn(dialogue=running, speaker="Bà Trần Thị Lộ", petition=petition, by=by)

    page = _page(client, running, place)

    for secret in ("Kín", "Lộ", "số 12", petition.text, "0912"):
        assert secret not in page


def test_what_was_just_raised_is_not_read_out_by_the_screen_until_it_has_a_name(client, running, place):
    petition = conference.petition(running, "Bao giờ nhà bà Kín có nước", at_conference=True)
    by = place.actor(place.anna)
    turn = services.add_turn(dialogue=running, petition=petition, by=by)
    services.start_turn(turn=turn, at=MORNING, by=by)

    before = _page(client, running, place)
    services.name_for_public(speech=turn, public_title="Nước sạch", by=by)
    after = _page(client, running, place)

    assert "Kín" not in before
    assert "Nước sạch" in after


def test_screen_shows_where_phones_follow(client, running, place):
    page = _page(client, running, place)

    assert "testserver" + reverse("portal:live", args=[running.code]).rstrip("/") in page
    assert 'class="qr"' in page
