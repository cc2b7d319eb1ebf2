"""Side by side and try-it-out in the browser: nothing that axe refuses, nothing that scrolls sideways."""

from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from tests.axe import assert_no_axe_violations
from tests.factories.organisations import tan_lach

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HP = "hai-phong-1155"
TRIED = "?ngay=18/9/2026&cap=commune&loai=periodic&chu_tri=party_head&moc=conference_start&sang=25/9/2026"


@pytest.mark.parametrize("width", [1280, 360])
def test_law_screens_pass_axe(page, live_server, width):
    client = Client()
    client.force_login(tan_lach().anna)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "path": "/"}
    page.context.add_cookies([cookie | {"domain": urlsplit(live_server.url).hostname or ""}])
    page.set_viewport_size({"width": width, "height": 900})

    for path in (
        reverse("desk:law-compare") + f"?a={HP}&b={HP}&hien=tat-ca",
        reverse("desk:law-trial", args=[HP]) + TRIED,
    ):
        page.goto(live_server.url + path)
        for summary in page.locator("details.why > summary").all()[:3]:
            summary.click()
        assert_no_axe_violations(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
