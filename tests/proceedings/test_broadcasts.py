"""The recording opens at the second of each speech; the video room opens to who speaks now and next."""

from datetime import timedelta

import pytest
from django.urls import reverse

from doithoai.portal import live_part
from doithoai.proceedings import services
from doithoai.proceedings.errors import BroadcastIncomplete
from doithoai.proceedings.models import Broadcast, FallbackLine
from doithoai.proceedings.queries.broadcasts import lines_of, link_at, may_enter_room, second_of
from doithoai.proceedings.services import Decision, Links
from tests.factories import conference
from tests.factories.conference import MORNING
from tests.factories.dialogues import HELD, at
from tests.factories.organisations import tan_lach

pytestmark = pytest.mark.django_db
WATCH = "https://video.example.vn/ban-ghi.mp4"


@pytest.fixture(autouse=True)
def _fresh():
    live_part.forget()


@pytest.fixture
def place():
    return tan_lach()


@pytest.fixture
def clerk(place):
    return place.actor(place.anna)


@pytest.mark.parametrize(
    ("url", "opened"),
    [
        (WATCH, f"{WATCH}#t=75"),
        ("https://www.youtube.com/watch?v=abc&t=3", "https://www.youtube.com/watch?v=abc&t=75"),
        ("https://youtu.be/abc", "https://youtu.be/abc?t=75"),
    ],
)
def test_link_opens_the_second(url, opened):
    assert link_at(url, 75) == opened


@pytest.mark.parametrize(
    ("minutes", "second"),
    [
        pytest.param(-1, None, id="before the recording"),
        pytest.param(0, 0, id="with it"),
        pytest.param(10, 600, id="in it"),
    ],
)
def test_second_is_counted_from_the_beginning_of_the_recording(minutes, second):
    broadcast = Broadcast(watch_url=WATCH, began_at=MORNING)

    assert second_of(broadcast, MORNING + timedelta(minutes=minutes)) == second


def _over(place, clerk, **links):
    made = conference.in_session(place)
    conference.run_to(made, made.steps.count(), place)
    petition = conference.petition(made, "Nước sạch", lead=place.economy)
    turn = services.add_turn(dialogue=made, petition=petition, by=clerk)
    services.start_turn(turn=turn, at=MORNING + timedelta(minutes=12, seconds=4), by=clerk)
    decision = Decision(kind="answered", note="Nối ống quý này.", answered_by="Chủ tịch")
    services.record_outcome(petition=petition, decision=decision, at=MORNING + timedelta(minutes=15), by=clerk)
    services.close_conference(dialogue=made, present=[place.chair], at=at(HELD, 11), by=clerk)
    wanted = {
        "watch_url": WATCH,
        "began_at": MORNING,
        "is_public": True,
        "room_url": "https://hop.example.vn/kin",
    } | links
    services.set_broadcast(dialogue=made, links=Links(**wanted), at=at(HELD, 12), by=clerk)
    return made


def test_public_page_opens_the_recording_where_the_matter_was_raised(client, place, clerk):
    made = _over(place, clerk)

    page = client.get(reverse("portal:live", args=[made.code])).content.decode()

    assert f"{WATCH}#t=724" in page
    assert "Xem lại từ 12:04" in page
    assert "hop.example.vn" not in page


def test_recording_that_is_not_public_is_not_shown_after_the_conference(client, place, clerk):
    made = _over(place, clerk, is_public=False)

    assert WATCH not in client.get(reverse("portal:live", args=[made.code])).content.decode()


def test_nothing_is_made_public_without_its_link(place, clerk):
    made = conference.announced(place)

    with pytest.raises(BroadcastIncomplete):
        services.set_broadcast(dialogue=made, links=Links(is_public=True), at=MORNING, by=clerk)


def test_video_room_opens_to_who_speaks_and_who_is_next(place, clerk):
    made = conference.announced(place)
    rows = [conference.registration(made, order=number) for number in (1, 2, 3)]
    services.open_session(dialogue=made, at=MORNING, by=clerk, reason="Thử nghiệm")
    conference.run_to(made, 4, place)
    services.next_turn(dialogue=made, at=MORNING, by=clerk)
    for row in rows:
        row.refresh_from_db()

    assert [may_enter_room(row) for row in rows] == [True, True, False]


def test_telephone_of_a_point_is_noted_and_taken_away(place, clerk):
    made = conference.announced(place)
    point = made.venue_points.get()

    services.set_fallback_line(venue_point=point, phone=" 0225 384 0000 ", at=MORNING, by=clerk)
    noted = lines_of(made)
    services.set_fallback_line(venue_point=point, phone="", at=MORNING, by=clerk)

    assert noted == [(point.name, "0225 384 0000")]
    assert not FallbackLine.objects.exists()


@pytest.mark.parametrize(
    ("who", "allowed"), [("anna", True), ("minutes_person", True), ("economy_head", False), ("carla", False)]
)
def test_who_notes_links(client, place, who, allowed):
    made = conference.announced(place)
    client.force_login(getattr(place, who))

    client.post(reverse("desk:dialogue-broadcast", args=[made.code]), {"watch_url": WATCH})

    assert Broadcast.objects.exists() is allowed


def test_form_asks_for_day_and_hour_of_a_public_recording(client, place):
    made = conference.announced(place)
    client.force_login(place.anna)

    page = client.post(
        reverse("desk:dialogue-broadcast", args=[made.code]), {"watch_url": WATCH, "is_public": "on"}
    ).content.decode()

    assert "Cần đường dẫn xem và giờ bắt đầu của bản ghi." in page
    assert not Broadcast.objects.exists()
