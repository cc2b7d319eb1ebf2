"""The host's console by keyboard alone, and while somebody else works at another console."""

from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from doithoai.accounts.models import Account
from doithoai.petitions.enums import Outcome as Kind
from doithoai.proceedings import services
from doithoai.proceedings.models import Outcome
from doithoai.proceedings.services import Decision
from tests.factories import conference
from tests.factories.conference import MORNING
from tests.factories.organisations import tan_lach

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def place():
    return tan_lach()


@pytest.fixture
def running(place):
    made = conference.in_session(place)
    conference.run_to(made, 4, place)
    by = place.actor(place.anna)
    for title in ("Đường thôn hỏng", "Trạm bơm hỏng"):
        services.add_turn(dialogue=made, petition=conference.petition(made, title, lead=place.economy), by=by)
    return made


def _sign_in(context: BrowserContext, server, who: Account) -> None:
    client = Client()
    client.force_login(who)
    host = urlsplit(server.url).hostname or ""
    cookie = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "domain": host, "path": "/"}])


def test_host_works_with_the_keyboard_alone(context: BrowserContext, page: Page, live_server, place, running):
    _sign_in(context, live_server, place.chair_person)
    page.goto(live_server.url + reverse("hall:host", args=[running.code]))

    page.keyboard.press("n")
    expect(page.locator("h1")).to_have_text("Đường thôn hỏng")
    page.keyboard.press("2")
    expect(page.get_by_text("tiếp thu, giao việc.").first).to_be_visible()
    page.keyboard.press("z")
    expect(page.get_by_text("Đã hoàn tác")).to_be_visible()
    page.keyboard.press("5")
    expect(page.get_by_text("kiến nghị cấp trên.").first).to_be_visible()

    assert list(Outcome.objects.filter(is_current=True).values_list("kind", flat=True)) == [Kind.ESCALATED]


def test_console_follows_what_another_console_does(context: BrowserContext, page: Page, live_server, place, running):
    _sign_in(context, live_server, place.chair_person)
    page.goto(live_server.url + reverse("hall:host", args=[running.code]))
    by = place.actor(place.anna)

    turn = services.next_turn(dialogue=running, at=MORNING, by=by)
    expect(page.locator("h1")).to_have_text("Đường thôn hỏng", timeout=10_000)
    services.record_outcome(
        petition=turn.petition, decision=Decision(kind=Kind.ANSWERED, note="Sửa ngay."), at=MORNING, by=by
    )

    expect(page.get_by_text("Sửa ngay.")).to_be_visible(timeout=10_000)
    expect(page.locator(".keys")).to_have_count(0)
