"""Drawing who speaks: the list is closed before the seed exists, anybody can replay it, nobody is named."""

from datetime import timedelta
from hashlib import sha256

import pytest
from django.urls import reverse

from doithoai.dialogues.models import Registration, VenuePoint
from doithoai.proceedings import services
from doithoai.proceedings.drawing import Slip, digest_of, drawn, listed
from doithoai.proceedings.errors import DrawNotPossible, DrawOpen, ReasonMissing, SeedTooEarly
from doithoai.proceedings.models import SpeakerDraw, SpeakingLimit
from doithoai.proceedings.queries import running
from doithoai.proceedings.queries.draws import slip_number
from doithoai.proceedings.queries.minutes import minutes_draft
from tests.factories import conference
from tests.factories.conference import MORNING
from tests.factories.dialogues import HELD, at
from tests.factories.organisations import tan_lach

pytestmark = pytest.mark.django_db
CLOSED = at(HELD - timedelta(days=2), 9)
SEED_KNOWN = at(HELD - timedelta(days=1), 18, 30)
SOURCE = "Giải đặc biệt xổ số miền Bắc ngày 19/8/2026"


@pytest.fixture
def place():
    return tan_lach()


@pytest.fixture
def clerk(place):
    return place.actor(place.anna)


@pytest.fixture
def ready(place):
    made = conference.announced(place)
    for number in range(6):
        conference.registration(made, name=f"Nguyễn Thị Kín {number}")
    return made


def _close(made, by, **changes):
    wanted = {"seats": 3, "by_point": False, "seed_source": SOURCE, "at": CLOSED} | changes
    return services.close_draw_list(dialogue=made, by=by, **wanted)


def test_anybody_replays_the_draw_with_sha256_alone():
    text = listed([Slip("b2", "Điểm B"), Slip("a1", "Điểm A"), Slip("c3", "Điểm A"), Slip("d4", "Điểm A")])

    found = drawn(text, seed="12345", seats=1)

    digest = sha256(text.encode()).hexdigest()
    by_hand = sorted(("a1", "b2", "c3", "d4"), key=lambda n: sha256(f"12345\n{digest}\n{n}".encode()).hexdigest())
    first_of_a = next(number for number in by_hand if number != "b2")
    inside = [number for number in by_hand if number in {first_of_a, "b2"}]
    assert text == "a1\tĐiểm A\nb2\tĐiểm B\nc3\tĐiểm A\nd4\tĐiểm A"
    assert [row.slip.number for row in found if row.place] == inside
    assert [row.place for row in found] == [1, 2, 0, 0]


@pytest.mark.parametrize("changed", ["seed", "list"])
def test_result_moves_with_seed_and_with_list(changed):
    slips = [Slip(f"{number:08x}") for number in range(40)]
    before = [row.slip.number for row in drawn(listed(slips), seed="1", seats=5)]
    after = drawn(listed(slips[:-1] if changed == "list" else slips), seed="2" if changed == "seed" else "1", seats=5)

    assert [row.slip.number for row in after][:5] != before[:5]


def test_list_is_closed_without_names_or_codes(ready, clerk):
    draw = _close(ready, clerk)

    rows = list(Registration.objects.filter(dialogue=ready))
    assert draw.digest == digest_of(draw.slips)
    assert sorted(line.split("\t")[0] for line in draw.slips.split("\n")) == sorted(slip_number(row) for row in rows)
    assert not any(row.code in draw.slips or "Kín" in draw.slips for row in rows)


def test_draw_gives_places_in_the_speaking_order(ready, clerk):
    draw = services.draw_speakers(draw=_close(ready, clerk), seed=" 48213 ", at=SEED_KNOWN, by=clerk)

    expected = [row.slip.number for row in drawn(draw.slips, seed="48213", seats=3) if row.place]
    order = Registration.objects.exclude(speaking_order=None).order_by("speaking_order")
    assert [slip_number(row) for row in order] == expected
    assert len(expected) == 3


def test_each_point_gets_its_own_seats(ready, clerk):
    other = VenuePoint.objects.create(dialogue=ready, name="Thôn Bến Trên", address="", capacity=50)
    Registration.objects.filter(pk__in=list(Registration.objects.values_list("pk", flat=True)[:2])).update(
        venue_point=other
    )

    draw = services.draw_speakers(draw=_close(ready, clerk, seats=1, by_point=True), seed="7", at=SEED_KNOWN, by=clerk)

    chosen = Registration.objects.exclude(speaking_order=None)
    assert {row.venue_point_id for row in chosen} == {other.pk, ready.venue_points.get(is_main=True).pk}
    assert draw.seats == 1


def test_second_click_closes_once_and_draws_once(ready, clerk):
    first = _close(ready, clerk)
    conference.registration(ready)
    assert _close(ready, clerk) == first

    drawn_once = services.draw_speakers(draw=first, seed="1", at=SEED_KNOWN, by=clerk)
    again = services.draw_speakers(draw=first, seed="2", at=SEED_KNOWN, by=clerk)

    assert again.seed == drawn_once.seed == "1"


def test_seed_comes_after_the_list_and_names_its_source(ready, clerk):
    with pytest.raises(ReasonMissing):
        _close(ready, clerk, seed_source=" ")
    draw = _close(ready, clerk)

    with pytest.raises(SeedTooEarly):
        services.draw_speakers(draw=draw, seed="1", at=CLOSED, by=clerk)


def test_nothing_is_drawn_of_one_slip_or_once_the_session_is_open(place, clerk):
    made = conference.announced(place)
    conference.registration(made)

    with pytest.raises(DrawNotPossible):
        _close(made, clerk)


def test_who_withdrew_stays_in_the_list_and_gets_no_place(ready, clerk):
    draw = _close(ready, clerk, seats=6)
    gone = Registration.objects.order_by("pk").first()
    gone.state = "withdrawn"
    gone.save(update_fields=["state"])

    services.draw_speakers(draw=draw, seed="1", at=SEED_KNOWN, by=clerk)

    places = list(Registration.objects.exclude(speaking_order=None).values_list("speaking_order", flat=True))
    assert sorted(places) == [1, 2, 3, 4, 5]
    assert slip_number(gone) in SpeakerDraw.objects.get().slips


def test_list_opens_again_only_before_the_seed(ready, clerk):
    draw = _close(ready, clerk)
    services.drop_draw(draw=draw, by=clerk)
    other = services.draw_speakers(draw=_close(ready, clerk), seed="1", at=SEED_KNOWN, by=clerk)

    with pytest.raises(DrawOpen):
        services.drop_draw(draw=other, by=clerk)


def test_public_page_has_all_that_a_replay_needs_and_nobody(client, ready, clerk):
    draw = services.draw_speakers(draw=_close(ready, clerk), seed="48213", at=SEED_KNOWN, by=clerk)

    page = client.get(reverse("portal:draw", args=[ready.code])).content.decode()
    slips = client.get(reverse("portal:draw-slips", args=[ready.code, draw.key]))

    assert sha256(slips.content).hexdigest() == draw.digest
    assert all(words in page for words in (draw.digest, "48213", SOURCE))
    assert not any(row.code in page for row in Registration.objects.all())
    assert "Kín" not in page


def test_draw_goes_into_the_minutes(ready, clerk):
    services.draw_speakers(draw=_close(ready, clerk), seed="48213", at=SEED_KNOWN, by=clerk)

    assert [draw.seed for draw in minutes_draft(ready).draws] == ["48213"]


@pytest.mark.parametrize(("who", "allowed"), [("anna", True), ("economy_head", False), ("carla", False)])
def test_who_closes_the_list(client, place, ready, who, allowed):
    client.force_login(getattr(place, who))

    client.post(reverse("desk:dialogue-draw", args=[ready.code]), {"seats": "3", "seed_source": SOURCE})

    assert SpeakerDraw.objects.exists() is allowed


def test_time_of_a_turn_is_the_hosts_word_and_the_newest_counts(place, clerk):
    made = conference.in_session(place)
    assert running.speaking_minutes(made) == 0

    for minutes in (5, 5, 3):
        services.set_speaking_minutes(dialogue=made, minutes=minutes, by=clerk)

    assert running.speaking_minutes(made) == 3
    assert SpeakingLimit.objects.count() == 2


def test_minutes_spoken_are_added_up_for_each_point(place, clerk):
    made = conference.in_session(place)
    conference.run_to(made, 4, place)
    point = made.venue_points.get()
    for start in (0, 10):
        turn = services.add_turn(dialogue=made, speaker="Người dân", venue_point=point, by=clerk)
        services.start_turn(turn=turn, at=MORNING + timedelta(minutes=start), by=clerk)
        services.end_turn(turn=turn, at=MORNING + timedelta(minutes=start + 4), by=clerk)

    assert running.shares_of(made) == [(point.name, 2, 0, 8)]
