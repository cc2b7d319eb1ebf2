"""A room whose line drops: what was done there counts once, at its own moment; nobody's words are overwritten."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from doithoai.proceedings import services
from doithoai.proceedings.models import Attendance, MinutesEntry, Speech
from doithoai.proceedings.services.turns import words_mark
from tests.factories import conference
from tests.factories.conference import MORNING
from tests.factories.organisations import tan_lach

pytestmark = pytest.mark.django_db
LATER = {"X-Later": "1"}


@pytest.fixture
def place():
    return tan_lach()


@pytest.fixture
def running(place):
    made = conference.in_session(place)
    conference.run_to(made, 4, place)
    return made


@pytest.fixture
def secretary(client, place):
    client.force_login(place.minutes_person)
    return client


def _remark(client, running, text, **more):
    url = reverse("hall:remark", args=[running.code])
    return client.post(url, {"text": text, **more}, headers=LATER).json()


def test_line_sent_twice_because_its_answer_was_lost_stands_once(secretary, running):
    first = _remark(secretary, running, "Nhắc giữ trật tự", khoa="a1")
    second = _remark(secretary, running, "Nhắc giữ trật tự", khoa="a1")
    other = _remark(secretary, running, "Nhắc giữ trật tự", khoa="a2")

    assert first["xong"]
    assert second == {"xong": ""}
    assert other["xong"]
    assert MinutesEntry.objects.filter(text="Nhắc giữ trật tự").count() == 2  # said twice, each once


@time_machine.travel(MORNING + timedelta(minutes=40), tick=False)
@pytest.mark.parametrize(
    ("said", "kept"),
    [
        pytest.param(MORNING + timedelta(minutes=20), MORNING + timedelta(minutes=20), id="while the line was cut"),
        pytest.param(MORNING + timedelta(minutes=50), MORNING + timedelta(minutes=40), id="a clock that runs ahead"),
        pytest.param(MORNING - timedelta(days=1), MORNING + timedelta(minutes=40), id="a clock of yesterday"),
    ],
)
def test_line_that_comes_late_stands_at_the_moment_at_which_it_was_written(secretary, running, said, kept):
    _remark(secretary, running, "Đại diện thôn Bến Trên đến", khoa="a1", luc=said.isoformat())

    assert MinutesEntry.objects.get(text__startswith="Đại diện").happened_at == kept


def test_refusal_takes_its_key_back_so_that_the_mended_one_counts(secretary, running):
    refused = _remark(secretary, running, "  ", khoa="a1")
    mended = _remark(secretary, running, "Bổ sung", khoa="a1")

    assert "Hãy ghi nội dung" in refused["loi"]
    assert mended["xong"]
    assert MinutesEntry.objects.filter(text="Bổ sung").count() == 1


def test_key_of_one_person_says_nothing_about_another(client, place, running):
    client.force_login(place.anna)
    url = reverse("hall:count", args=[running.code, running.venue_points.get().pk])
    prefix = str(running.venue_points.get().pk)
    client.post(url, {f"{prefix}-citizens": "90", "khoa": "a1"}, headers=LATER)
    client.force_login(place.minutes_person)
    client.post(url, {f"{prefix}-citizens": "95", "khoa": "a1"}, headers=LATER)

    assert list(Attendance.objects.order_by("pk").values_list("citizens", flat=True)) == [90, 95]


def test_two_secretaries_who_write_one_turn_lose_no_word(secretary, place, running):
    by = place.actor(place.anna)
    turn = services.add_turn(dialogue=running, speaker="Người dân", by=by)
    seen = words_mark(turn)
    services.summarise_turn(turn=turn, speaker="Người dân", summary="Bản của người thứ nhất", seen=seen, by=by)

    url = reverse("hall:turn-summary", args=[running.code, turn.key])
    body = {"speaker": "Người dân", "summary": "Bản của người thứ hai", "truoc": seen, "khoa": "b1"}
    said = secretary.post(url, body, headers=LATER).json()

    assert "Bản của người thứ nhất" in said["loi"]  # shown to the second, whose own words stay on the machine
    assert Speech.objects.get().summary == "Bản của người thứ nhất"


def test_who_was_signed_out_meanwhile_is_told_and_nothing_counts(client, running):
    said = _remark(client, running, "Ghi thêm", khoa="a1")

    assert "đăng nhập" in said["loi"]
    assert not MinutesEntry.objects.filter(text="Ghi thêm").exists()


def test_somebody_of_another_commune_is_refused(client, place, running):
    client.force_login(place.carla)

    assert "loi" in _remark(client, running, "Ghi thêm", khoa="a1")
