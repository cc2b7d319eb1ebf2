"""Noting duties and weighing a matter in the browser: nothing that axe refuses, nothing that scrolls sideways."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from doithoai.dialogues import services
from doithoai.obligations import services as obligations
from doithoai.petitions.enums import PetitionState
from tests.axe import assert_no_axe_violations
from tests.factories import dialogues
from tests.factories.organisations import tan_lach
from tests.factories.petitions import petition

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", [1280, 360])
def test_pages_of_than_uyen_pass_axe(page, live_server, width, monkeypatch):
    monkeypatch.setattr(dialogues, "PIN", "than-uyen-2023@2023-01-01")
    place, today = tan_lach(), timezone.localdate()
    made = dialogues.dialogue(place, opened_on=today - timedelta(days=7), conference_on=today + timedelta(days=30))
    row = petition(place, made, state=PetitionState.TAKEN_UP)
    obligations.refresh(made.key)
    services.note_duty(
        dialogue=made,
        rule="TU-III.5-security-plan",
        done_on=today,
        number="12-KH/CA",
        note="Công an xã lập",
        on=today,
        by=place.actor(place.anna),
    )
    client = Client()
    client.force_login(place.anna)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "path": "/"}
    page.context.add_cookies([cookie | {"domain": urlsplit(live_server.url).hostname or ""}])
    page.set_viewport_size({"width": width, "height": 900})

    for path in (
        reverse("desk:dialogue-duties", args=[made.code]),
        reverse("desk:dialogue-duty", args=[made.code, "TU-III.1-review"]),
        reverse("desk:petition-weigh", args=[row.code]),
    ):
        page.goto(live_server.url + path)
        assert_no_axe_violations(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
