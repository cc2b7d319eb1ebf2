"""The administrator lets a hotline's program in: its token is shown once, and stopping it stops it at once."""

import re

import pytest
from django.urls import reverse

from doithoai.journal import queries as journal
from doithoai.petitions.models import Gateway
from tests.factories.organisations import tan_lach

pytestmark = pytest.mark.django_db
BOARD = "/ban/ket-noi/"


@pytest.fixture
def place():
    return tan_lach()


def _open(client, name="Tổng đài 1022"):
    return client.post(reverse("desk:gateway-open"), {"name": name, "channel": "phone", "once": "m" * 20}, follow=True)


def test_token_is_shown_once_opens_the_interface_and_is_kept_nowhere(client, place):
    client.force_login(place.administrator)

    page = _open(client).content.decode()

    token = re.search(r"<code class=\"lg text-break\">([^<]+)</code>", page)[1]
    assert token not in client.get(BOARD).content.decode()
    assert token not in str(Gateway.objects.values().get())
    assert client.get("/api/v1/dialogues", headers={"Authorization": f"Bearer {token}"}).status_code == 200
    assert [fact.kind for fact in journal.facts_of(f"unit:{place.unit.key}")] == ["gateway_opened"]


def test_two_open_programs_of_one_name_are_refused_with_what_to_do(client, place):
    client.force_login(place.administrator)
    _open(client)
    client.post(reverse("desk:gateway-open"), {"name": " tổng đài 1022 ", "channel": "email", "once": "n" * 20})

    page = client.post(reverse("desk:gateway-open"), {"name": "TỔNG ĐÀI 1022", "channel": "email", "once": "o" * 20})

    assert Gateway.objects.count() == 1
    assert "ngừng kết nối ấy và mở kết nối mới" in page.content.decode()


def test_stopping_is_asked_once_done_once_and_stops_at_once(client, place):
    client.force_login(place.administrator)
    token = re.search(r"text-break\">([^<]+)</code>", _open(client).content.decode())[1]
    address = reverse("desk:gateway-withdraw", args=[Gateway.objects.get().key])

    assert client.get(address).status_code == 200
    for once in ("p" * 20, "q" * 20):
        client.post(address, {"once": once})

    assert client.get("/api/v1/dialogues", headers={"Authorization": f"Bearer {token}"}).status_code == 401
    kinds = [fact.kind for fact in journal.facts_of(f"unit:{place.unit.key}")]
    assert kinds == ["gateway_opened", "gateway_withdrawn"]


@pytest.mark.parametrize(
    ("who", "answer"),
    [("administrator", 200), ("anna", 403), ("chair_person", 403), ("economy_head", 403), ("front_person", 403)],
)
def test_only_the_administrator_keeps_the_programs(client, place, who, answer):
    client.force_login(getattr(place, who))

    assert [client.get(address).status_code for address in (BOARD, reverse("desk:gateway-open"))] == [answer, answer]
