"""Screens follow each other in place: nothing that somebody writes, holds or has opened is lost."""

from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from doithoai.proceedings import services
from doithoai.proceedings.models import MinutesEntry
from tests.factories import conference
from tests.factories.conference import MORNING
from tests.factories.organisations import tan_lach
from tests.serving import served

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def place():
    return tan_lach()


@pytest.fixture
def running(place):
    made = conference.in_session(place)
    made.secretary = place.anna
    made.save(update_fields=["secretary"])
    conference.run_to(made, 4, place)
    by = place.actor(place.anna)
    for title in ("Đường thôn hỏng", "Trạm bơm hỏng"):
        services.add_turn(dialogue=made, petition=conference.petition(made, title, lead=place.economy), by=by)
    return made


def _sign_in(context: BrowserContext, url: str, who) -> None:
    client = Client()
    client.force_login(who)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "path": "/"}
    context.add_cookies([{**cookie, "domain": urlsplit(url).hostname or ""}])


def test_secretary_goes_on_writing_while_the_host_moves_on(context: BrowserContext, page: Page, place, running):
    by = place.actor(place.anna)
    services.next_turn(dialogue=running, at=MORNING, by=by)
    with served() as site:
        _sign_in(context, site.url, place.anna)
        page.goto(site.url + reverse("hall:secretary", args=[running.code]))
        expect(page.locator(".line-state")).to_have_text("Trực tiếp")
        page.evaluate("window.sameDocument = true")
        words = page.get_by_label("Nội dung phát biểu")
        words.press_sequentially("Mặt đường vỡ 400 mét")

        services.next_turn(dialogue=running, at=MORNING, by=by)
        expect(page.locator("h1")).to_have_text("Trạm bơm hỏng")
        page.keyboard.type(", xe tải đi")

        left = page.locator(".left-over")
        expect(left.locator("textarea")).to_have_value("Mặt đường vỡ 400 mét, xe tải đi")
        expect(left).to_have_attribute("data-kept", "Lượt 1: phần bạn đang viết dở")
        assert page.locator("[data-keep^=loi-]").count() == 2  # the old turn's words and a form for the new turn
        assert page.evaluate("window.sameDocument") is True


def test_power_cut_loses_nothing_that_a_screen_had_confirmed(context: BrowserContext, page: Page, place, running):
    with served() as site:
        _sign_in(context, site.url, place.anna)
        page.goto(site.url + reverse("hall:secretary", args=[running.code]))
        for number in range(3):
            _remark(page, f"Dòng {number}")
            expect(page.locator("#later .later-ok", has_text="Đã thêm").nth(number)).to_be_visible(timeout=20_000)
        site.kill()
        _remark(page, "Dòng lúc mất điện")
        expect(page.locator("#later")).to_contain_text("1 việc chờ gửi")

        site.start()

        expect(page.locator("#later .later-waits")).to_have_count(0, timeout=30_000)
        lines = MinutesEntry.objects.filter(text__startswith="Dòng").order_by("pk").values_list("text", flat=True)
        assert list(lines) == ["Dòng 0", "Dòng 1", "Dòng 2", "Dòng lúc mất điện"]


def _remark(page: Page, words: str) -> None:
    page.get_by_label("Ghi thêm vào biên bản").fill(words)
    page.get_by_role("button", name="Thêm", exact=True).click()


def test_screen_asks_by_itself_where_there_is_no_line(context: BrowserContext, page: Page, live_server, place, running):
    _sign_in(context, live_server.url, place.anna)  # a WSGI server: it has no live line
    page.goto(live_server.url + reverse("hall:projector", args=[running.code]))

    services.next_turn(dialogue=running, at=MORNING, by=place.actor(place.anna))

    expect(page.locator("h1")).to_have_text("Đường thôn hỏng", timeout=10_000)
