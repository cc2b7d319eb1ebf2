"""A screen reader finds its way on every screen of the conference."""

from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page

from doithoai.petitions.enums import Outcome as Kind
from doithoai.proceedings import services
from doithoai.proceedings.services import Decision
from tests.axe import assert_no_axe_violations
from tests.factories import conference
from tests.factories.conference import MORNING
from tests.factories.organisations import tan_lach

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_no_screen_of_the_conference_stops_a_screen_reader(context: BrowserContext, page: Page, live_server):
    place = tan_lach()
    by = place.actor(place.chair_person)
    waiting = conference.announced(place)
    running = conference.in_session(place, code="TL-2026-02")
    conference.run_to(running, 4, place)
    conference.registration(running)
    first, second = (conference.petition(running, lead=place.economy) for _ in range(2))
    services.start_turn(turn=services.add_turn(dialogue=running, petition=first, by=by), at=MORNING, by=by)
    services.add_turn(dialogue=running, petition=second, by=by)
    services.record_outcome(petition=second, decision=Decision(kind=Kind.TAKEN_UP), at=MORNING, by=by)
    over = conference.held(place, code="TL-2026-03")
    concluded = conference.petition(over, lead=place.economy)
    services.record_outcome(petition=concluded, decision=Decision(kind=Kind.TAKEN_UP), at=MORNING, by=by)
    services.draft_conclusion(dialogue=over, by=by)
    client = Client()
    client.force_login(place.chair_person)
    host = urlsplit(live_server.url).hostname or ""
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "domain": host, "path": "/"}
    context.add_cookies([cookie])

    hall = [reverse(f"hall:{desk}", args=[running.code]) for desk in ("host", "secretary", "reception", "projector")]
    hall += [reverse(f"hall:{desk}", args=[running.code]) for desk in ("left", "raised", "turn-add", "refuse")]
    hall += [reverse(f"hall:{name}", args=[running.code]) for name in ("agency", "briefing")]
    hall.append(reverse("hall:outcome", args=[running.code, second.code]))
    desk = [reverse(f"desk:{name}", args=[waiting.code]) for name in ("dialogue-programme", "dialogue-proceedings")]
    desk += [reverse(f"desk:{name}", args=[over.code]) for name in ("dialogue-proceedings", "dialogue-conclusion")]
    desk += [reverse(f"desk:{name}", args=[over.code]) for name in ("conclusion-issue", "conclusion-add")]
    desk += [reverse("desk:conclusion-extend", args=[over.code]), reverse("desk:dialogue-close", args=[running.code])]
    desk += [reverse(f"desk:{name}", args=[running.code]) for name in ("dialogue-break-off", "dialogue-broadcast")]
    desk.append(reverse("desk:dialogue-draw", args=[waiting.code]))
    for address in (*hall, *desk):
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(live_server.url + address)
            assert_no_axe_violations(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address
