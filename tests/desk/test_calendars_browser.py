"""The two steps of a change of the calendar in the browser: nothing that axe refuses, nothing that scrolls sideways."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from doithoai.dialogues.enums import DialogueState
from doithoai.journal import services as journal
from doithoai.obligations import services as obligations
from doithoai.obligations.models import Closure, Duty
from doithoai.regulations.facts import ConferenceHeld
from doithoai.screens.dates import vi_short
from doithoai.workdays import national
from tests.axe import assert_no_axe_violations
from tests.factories.dialogues import dialogue
from tests.factories.organisations import tan_lach

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", [1280, 360])
def test_days_off_are_entered_after_a_look_at_what_moves(page, live_server, width):
    today = timezone.localdate()
    held_on = national().previous_working(today - timedelta(days=1))
    place = tan_lach()
    held = dialogue(place, state=DialogueState.HELD, conference_on=held_on, opened_on=held_on - timedelta(days=30))
    journal.record(ConferenceHeld(on=held_on, dialogue=held.key), by=place.actor(place.anna))
    obligations.refresh(held.key, on=today)
    due = Duty.objects.get(dialogue=held.key, rule="HP-10.1a").due_on
    client = Client()
    client.force_login(place.anna)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "path": "/"}
    page.context.add_cookies([cookie | {"domain": urlsplit(live_server.url).hostname or ""}])
    page.set_viewport_size({"width": width, "height": 900})

    def sound():
        assert_no_axe_violations(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url

    page.goto(live_server.url + reverse("desk:law-closures"))
    sound()
    page.get_by_role("link", name="Ghi ngày nghỉ").click()
    sound()
    page.get_by_label("Nghỉ từ ngày").fill(vi_short(due))
    page.get_by_label("Lũ, ngập lụt").check()
    page.get_by_label("Quyết định số").fill("15/TB-UBND")
    page.get_by_label("Ngày ký").fill(vi_short(today))
    page.get_by_label("Cơ quan ban hành").fill("UBND xã Tân Lạch")
    page.get_by_role("button", name="Xem hạn nào dời").click()
    sound()
    page.get_by_role("button", name="Sửa lại").click()
    assert page.get_by_label("Quyết định số").input_value() == "15/TB-UBND"
    page.get_by_role("button", name="Xem hạn nào dời").click()
    page.get_by_role("button", name="Ghi ngày nghỉ").click()

    page.get_by_text("Các hạn đã dời như danh sách vừa xem.").wait_for()
    sound()
    assert Closure.objects.get().first_on == due
    assert Duty.objects.get(dialogue=held.key, rule="HP-10.1a").due_on > due
