"""Plan, opening, notice and registration in the browser: the timeline follows the date, axe finds nothing."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from doithoai.accounts.vault import PersonalDetails
from doithoai.dialogues import services
from doithoai.dialogues.enums import InviteeKind, RegistrationChannel
from doithoai.workdays import national
from tests.axe import assert_no_axe_violations
from tests.factories.dialogues import open_dialogue
from tests.factories.organisations import Place, tan_lach

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def sign_in(page: Page, live_server, person) -> None:
    client = Client()
    client.force_login(person)
    host = urlsplit(live_server.url).hostname or ""
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "domain": host, "path": "/"}
    page.context.add_cookies([cookie])


def typed(day) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def prepared(place: Place, today):
    """Open a dialogue, prepare it and register somebody, so that no screen is empty."""
    by = place.actor(place.anna)
    far = national().next_working(today + timedelta(days=40))
    services.plan_dialogue(unit=place.unit, year=today.year, post=place.chair, planned_on=today, on=today, by=by)
    made = open_dialogue(place, on=today, conference_on=far)
    services.assign_task(dialogue=made, body=place.economy, what="Báo cáo giao thông", on=today, by=by)
    services.draft_notice(
        dialogue=made, content="Đường thôn", participants="Nhân dân", how_to_take_part="", on=today, by=by
    )
    services.invite(dialogue=made, kind=InviteeKind.AGENCY, body=place.economy, on=today, by=by)
    services.register(
        dialogue=made,
        details=PersonalDetails(full_name="Nguyễn Văn Thử", phone="0912345617"),
        link_to_area="live",
        channel=RegistrationChannel.OFFICER,
        venue_point=made.venue_points.get(),
        wants_to_speak=True,
        speaks_about="Nước sạch",
        on=today,
        by=by,
    )
    return made


@pytest.mark.parametrize(("width", "wanted"), [(1280, 0), (360, 1)])
def test_present_tab_is_seen_however_many_tabs_the_screen_holds(page: Page, live_server, width, wanted):
    place = tan_lach(regulations="gia-lai-553", seat="Ví Dụ")  # a text with twelve tabs
    made = prepared(place, timezone.localdate())
    sign_in(page, live_server, place.anna)
    page.set_viewport_size({"width": width, "height": 800})

    page.goto(live_server.url + reverse("desk:dialogue-dossier", args=[made.code]))

    expect(page.locator(".tabs a")).to_have_count(12)
    expect(page.locator(".tabs [aria-current]")).to_be_in_viewport(ratio=0.9)
    hidden = page.locator(".tabs").evaluate("row => row.scrollWidth > row.clientWidth")
    assert hidden is bool(wanted)


def test_timeline_follows_the_date_as_it_is_typed(page: Page, live_server):
    place, today = tan_lach(), timezone.localdate()
    far = national().next_working(today + timedelta(days=40))
    sign_in(page, live_server, place.anna)
    page.goto(live_server.url + reverse("desk:dialogue-open"))

    page.get_by_label("Tên điểm họp").first.fill("Hội trường UBND xã")
    page.get_by_label("Ngày họp").first.fill(typed(national().next_working(today + timedelta(days=1))))
    page.keyboard.press("Tab")
    expect(page.get_by_text("không còn kịp thông báo")).to_be_visible()
    page.get_by_label("Ngày họp").first.fill(typed(far))
    page.keyboard.press("Tab")
    expect(page.get_by_text("không còn kịp thông báo")).to_be_hidden()
    expect(page.locator("#moc").get_by_text("Gửi giấy mời và loan báo")).to_be_visible()
    expect(page.locator("#moc .cal")).to_be_visible()
    assert_no_axe_violations(page)
    page.get_by_role("button", name="Mở cuộc đối thoại").click()

    expect(page.get_by_text("Đã mở cuộc đối thoại")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 360])
def test_no_screen_stops_a_screen_reader_or_runs_out_of_the_phone(page: Page, live_server, width):
    place, today = tan_lach(), timezone.localdate()
    made = prepared(place, today)
    sign_in(page, live_server, place.anna)
    page.set_viewport_size({"width": width, "height": 900})
    names = ["dialogue", "dialogue-plan", "dialogue-notice", "dialogue-registrations", "dialogue-reschedule"]
    names += ["dialogue-content", "dialogue-briefing", "dialogue-invite", "dialogue-register", "dialogue-task"]
    addresses = [reverse(f"desk:{name}", args=[made.code]) for name in names]
    addresses += [reverse("desk:dialogue-list"), reverse("desk:plans"), reverse("desk:plan-add", args=[today.year])]
    addresses += [reverse("desk:why", args=["hai-phong-1155", "HP-8.1-notice"]) + f"?moc={today}"]
    addresses += [reverse("desk:dialogue-publish", args=[made.code, "mass_media"])]

    for address in addresses:
        page.goto(live_server.url + address)
        assert_no_axe_violations(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
