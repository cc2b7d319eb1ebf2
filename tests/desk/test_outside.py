"""Asking outside from the office's page: the link is shown once, the answer counts when it is taken."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from doithoai.petitions.enums import DraftState, OutsideState, PetitionState
from doithoai.petitions.models import OutsideLink
from tests.desk.test_petitions import case, signed_in
from tests.factories.organisations import body, tan_lach

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return tan_lach()


@pytest.fixture
def road(place):
    """Given to a body that nobody works for."""
    return case(place, state=PetitionState.ASSIGNED, lead=body(place.unit, "Điện lực An Lão"))


def form(**changes):
    today = timezone.localdate()
    return {
        "text": "Điện yếu ở thôn Cầu Đá. Bao giờ thay máy biến áp?",
        "wanted_on": f"{today + timedelta(days=5):%d/%m/%Y}",
        "wanted_why": "Hạn trả lời người dân là tuần sau.",
        "valid_until": f"{today + timedelta(days=30):%d/%m/%Y}",
        "read_through": "on",
        "once": "mot-lan",
    } | changes


def page_of(client, address):
    return " ".join(client.get(address).content.decode().split())


def ask_address(client, road):
    """Find the link's form as the office does: by the button on the petition page."""
    page = client.get(reverse("desk:petition", args=[road.code])).content.decode()
    found = re.search(r'href="([^"]+viec=[^"]+)"', page)
    assert found is not None
    return found[1]


def test_link_is_shown_once_answers_and_its_answer_becomes_the_bodys_approved_one(place, road):
    office = signed_in(place, "anna")
    cache.clear()

    made = office.post(ask_address(office, road), form(), follow=True).content.decode()
    office.post(ask_address(office, road), form())  # the browser sent it twice
    again = office.get(reverse("desk:petition-outside-made", args=[road.code]))
    address = re.search(r"https?://[^<\s]+/tra-loi-mot-lan/[^<\s]+/", made)[0]
    Client().post(address, {"text": "Thay xong trước 30/9.", "answerer": "Lê Văn Thử", "answerer_post": "Giám đốc"})
    link = OutsideLink.objects.get()
    assert road.drafts.count() == 0
    assert "Xem trả lời của Điện lực An Lão" in page_of(office, reverse("desk:my-work"))
    assert "Nhận làm trả lời của cơ quan này" in page_of(office, reverse("desk:petition", args=[road.code]))
    office.post(reverse("desk:petition-outside-accept", args=[road.code, link.key]))

    link.refresh_from_db()
    assert again.status_code == 302
    assert link.state == OutsideState.ACCEPTED
    assert [(row.text, row.state) for row in road.drafts.all()] == [("Thay xong trước 30/9.", DraftState.APPROVED)]


@pytest.mark.parametrize("state", OutsideState.values)
def test_link_shows_on_the_petition_however_it_stands(place, road, state):
    office = signed_in(place, "anna")
    office.post(ask_address(office, road), form())
    said = {"answer": "Xong rồi.", "answered_at": timezone.now()} if state != OutsideState.OPEN else {}
    OutsideLink.objects.update(state=state, **said)

    page = page_of(office, reverse("desk:petition", args=[road.code]))

    assert str(OutsideState(state).label) in page


def test_text_that_was_not_read_through_stays_on_the_page(place, road):
    office = signed_in(place, "anna")

    page = office.post(ask_address(office, road), form(read_through="", text="Nhà bà Hoa mất điện.")).content.decode()

    assert "Đọc lại nội dung gửi đi rồi đánh dấu vào đây." in page
    assert "Nhà bà Hoa mất điện." in page
    assert not OutsideLink.objects.exists()


def test_body_with_people_of_its_own_is_offered_no_link(place):
    row = case(place, state=PetitionState.ASSIGNED, lead=place.economy)

    page = page_of(signed_in(place, "anna"), reverse("desk:petition", args=[row.code]))

    assert "viec=" not in page
    assert "Hỏi nơi ngoài hệ thống" in page


def test_silence_is_counted_on_the_page_of_assignments_and_seen_on_the_petition(place, road):
    office = signed_in(place, "anna")
    office.post(ask_address(office, road), form())
    OutsideLink.objects.update(silent_on=timezone.localdate(), wanted_on=timezone.localdate() - timedelta(days=1))

    assignments = page_of(office, reverse("desk:dialogue-assignments", args=[road.dialogue.code]))
    petition = page_of(office, reverse("desk:petition", args=[road.code]))

    assert "1 lần qua ngày mà chưa trả lời" in assignments
    assert "ghi nhận chưa trả lời" in petition


def test_agencies_read_what_came_in_and_decide_nothing(place):
    office, other = signed_in(place, "anna"), case(place, state=PetitionState.ASSIGNED, lead=place.economy)
    ask = reverse("desk:petition-outside", args=[other.code])
    office.post(ask, form(name="Công ty cấp nước"))
    link = OutsideLink.objects.get()
    agency = signed_in(place, "economy_officer")

    seen = page_of(agency, reverse("desk:petition", args=[other.code]))
    verbs = ("accept", "decline", "withdraw")
    statuses = [
        agency.post(reverse(f"desk:petition-outside-{verb}", args=[other.code, link.key])).status_code for verb in verbs
    ]

    assert "Công ty cấp nước" in seen
    assert "Rút đường dẫn" not in seen
    assert statuses == [403, 403, 403]
    assert agency.get(ask).status_code == 403
