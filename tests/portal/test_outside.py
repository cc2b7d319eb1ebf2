"""The page behind a one-time link: opened by mail scanners, sent twice, guessed at, read by nobody else."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from doithoai.petitions.enums import OutsideState, PetitionState
from doithoai.petitions.models import OutsideLink
from doithoai.petitions.services import OutsideQuestion, ask_outside
from doithoai.portal import limits
from tests.factories import public
from tests.factories.petitions import NAMED, petition

pytestmark = pytest.mark.django_db
ASKED = "Điện yếu ở thôn Cầu Đá. Bao giờ thay máy biến áp?"


@pytest.fixture
def road(place):
    return petition(
        place, public.held(place), text="Điện nhà tôi chập chờn.", state=PetitionState.ASSIGNED, details=NAMED
    )


@pytest.fixture
def asked(place, road, today):
    """A link, with the address that the body got."""
    question = OutsideQuestion(
        name="Điện lực An Lão",
        text=ASKED,
        wanted_on=today + timedelta(days=5),
        wanted_why="Hạn trả lời người dân là tuần sau.",
        valid_until=today + timedelta(days=20),
    )
    link, secret = ask_outside(petition=road, question=question, on=today, by=place.actor(place.anna))
    cache.clear()
    return link, f"/tra-loi-mot-lan/{secret}/"


def form(**changes):
    return {
        "text": "Thay xong trước 30/9.",
        "answerer": "Lê Văn Thử",
        "answerer_post": "Phó giám đốc",
        "paper_number": "125/ĐL",
        "paper_on": "",
    } | changes


def text_of(response):
    return " ".join(response.content.decode().split())


def test_page_shows_the_matter_and_the_day_and_nothing_of_the_petitioner(citizen, asked, road):
    page = citizen.get(asked[1])

    text = text_of(page)
    assert all(words in text for words in (ASKED, "Điện lực An Lão", "Hạn trả lời người dân là tuần sau."))
    assert not any(words in text for words in (NAMED.full_name, NAMED.phone, road.code, "nhà tôi chập chờn"))
    assert page["Referrer-Policy"] == "no-referrer"
    assert "noindex" in page["X-Robots-Tag"]
    assert "no-store" in page["Cache-Control"]


def test_opening_it_many_times_uses_nothing_up(citizen, asked):
    for _ in range(40):
        assert citizen.get(asked[1]).status_code == 200
        assert citizen.head(asked[1]).status_code == 200

    assert citizen.post(asked[1], form()).status_code == 302
    asked[0].refresh_from_db()
    assert asked[0].state == OutsideState.ANSWERED


def test_browser_that_tells_no_referrer_may_send_its_form(asked):
    browser = Client(enforce_csrf_checks=True, headers={"origin": "null"})

    assert browser.post(asked[1], form()).status_code == 302


def test_answer_with_a_file_is_kept_and_shown_again_with_the_moment(citizen, asked, road):
    photo = SimpleUploadedFile("bien-ap.png", b"\x89PNG\r\n\x1a\n" + b"0" * 40, content_type="image/png")

    page = text_of(citizen.post(asked[1], form(attachments=[photo]), follow=True))
    again = text_of(citizen.get(asked[1]))

    for text in (page, again):
        assert "Đã nhận trả lời" in text
        assert "Thay xong trước 30/9." in text
        assert "bien-ap.png" in text
        assert "<form" not in text.split("<main", 1)[1].split("</main", 1)[0]
    assert road.attachments.count() == 1


def test_page_sent_twice_counts_once_and_another_answer_is_not_taken(citizen, asked):
    citizen.post(asked[1], form())
    citizen.post(asked[1], form())
    citizen.post(asked[1], form(text="Câu khác hẳn."))

    assert OutsideLink.objects.get().answer == "Thay xong trước 30/9."


@pytest.mark.parametrize(
    ("missing", "message"),
    [
        ({"text": " "}, "Ghi nội dung trả lời."),
        ({"answerer": ""}, "Ghi họ tên người trả lời."),
        ({"answerer_post": ""}, "Ghi chức vụ người trả lời."),
        ({"paper_on": "1/1/2099"}, "ở sau hôm nay"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(citizen, asked, missing, message):
    page = text_of(citizen.post(asked[1], form(**missing)))

    assert message in page
    assert "125/ĐL" in page
    asked[0].refresh_from_db()
    assert asked[0].state == OutsideState.OPEN


@pytest.mark.parametrize("change", [{"state": OutsideState.WITHDRAWN}, {"valid_until": "2026-01-01"}])
def test_link_that_is_over_says_whom_to_ask_and_shows_nothing_of_the_matter(citizen, asked, change):
    OutsideLink.objects.update(**change)

    pages = [citizen.get(asked[1]), citizen.post(asked[1], form())]

    for page in pages:
        assert page.status_code == 410
        assert "Văn phòng HĐND và UBND" in text_of(page)
        assert ASKED not in text_of(page)


def test_guesses_are_stopped_and_a_good_link_waits_with_them(citizen, asked):
    for number in range(limits.OUTSIDE.most):
        assert citizen.get(f"/tra-loi-mot-lan/doan-{number}/").status_code == 404

    assert citizen.get("/tra-loi-mot-lan/doan-nua/").status_code == 429
    assert citizen.get(asked[1]).status_code == 429
    cache.clear()
    assert citizen.get(asked[1]).status_code == 200


def test_nothing_of_it_is_public_even_when_answered(citizen, asked):
    citizen.post(asked[1], form())

    for address in ("/", "/loi-hua/", "/tra-loi/"):
        assert "Thay xong trước 30/9" not in text_of(citizen.get(address))


def test_page_speaks_english_to_who_chose_it(citizen, asked):
    citizen.get("/?ngon_ngu=en")

    page = text_of(citizen.get(asked[1]))

    assert "What needs an answer" in page
