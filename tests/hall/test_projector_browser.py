"""The projector is read from the last row: as small as a tenth of 1024 px, its letters still stand apart."""

import base64
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page

from doithoai.proceedings import services
from tests.factories import conference
from tests.factories.conference import MORNING
from tests.factories.organisations import tan_lach

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Draws the picture at a tenth; returns, for a box of it, the contrast and the most changes of dark and light in a row.
_SMALL = """async ([picture, box]) => {
  const image = new Image();
  image.src = picture;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.width / 10; canvas.height = image.height / 10;
  const pen = canvas.getContext("2d");
  pen.imageSmoothingQuality = "high";
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  const [x, y, w, h] = [box.x, box.y, box.width, box.height].map(one => Math.round(one / 10));
  const data = pen.getImageData(x, y, w, h).data, light = [];
  for (let i = 0; i < data.length; i += 4) { light.push(0.3 * data[i] + 0.6 * data[i + 1] + 0.1 * data[i + 2]); }
  const low = Math.min(...light), high = Math.max(...light), middle = (low + high) / 2;
  let most = 0;
  for (let row = 0; row < h; row++) {
    let changes = 0;
    for (let column = 1; column < w; column++) {
      if ((light[row * w + column] > middle) !== (light[row * w + column - 1] > middle)) { changes++; }
    }
    most = Math.max(most, changes);
  }
  return [high - low, most];
}"""


@pytest.mark.parametrize("what", ["h1", ".turn b"])
def test_letters_stand_apart_at_a_tenth_of_the_size(context: BrowserContext, page: Page, live_server, what):
    place = tan_lach()
    running = conference.in_session(place)
    conference.run_to(running, 4, place)
    by = place.actor(place.anna)
    turn = services.add_turn(dialogue=running, petition=conference.petition(running, "Nước máy có màu vàng"), by=by)
    services.start_turn(turn=turn, at=MORNING, by=by)
    client = Client()
    client.force_login(place.anna)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "path": "/"}
    context.add_cookies([{**cookie, "domain": urlsplit(live_server.url).hostname or ""}])
    page.set_viewport_size({"width": 1024, "height": 768})
    page.goto(live_server.url + reverse("hall:projector", args=[running.code]))
    page.evaluate("document.fonts.ready")

    picture = "data:image/png;base64," + base64.b64encode(page.screenshot()).decode()
    contrast, changes = page.evaluate(_SMALL, [picture, page.locator(what).bounding_box()])

    assert contrast > 100
    assert changes >= 2 * len(page.locator(what).inner_text().split())
