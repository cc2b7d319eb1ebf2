"""Petition screens in the browser: nothing for axe to find, nothing wider than a phone, no script needed."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page

from doithoai.petitions.enums import AssignmentState, DraftState, Field, PetitionState
from doithoai.petitions.services import Part, put_out_of_scope, split_petition
from tests.axe import assert_no_axe_violations
from tests.factories.dialogues import dialogue
from tests.factories.organisations import Place, tan_lach
from tests.factories.petitions import assign, draft, petition, receive

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
P = PetitionState


def sign_in(page: Page, live_server, person) -> None:
    client = Client()
    client.force_login(person)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )


def visit(page: Page, live_server, *addresses: str) -> None:
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        for address in addresses:
            page.goto(f"{live_server.url}/ban/{address}")
            assert_no_axe_violations(page)
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (width, address)


def lay(place: Place) -> dict[str, str]:
    """Lay one petition of every kind; return their codes."""
    today = timezone.localdate()
    conversation = dialogue(place, conference_on=today + timedelta(days=20), opened_on=today - timedelta(days=20))
    by = place.actor(place.anna)
    new = receive(place, conversation, on=today).petition
    asked = petition(place, conversation, text="Đèn tối", state=P.ASSIGNED, received_on=today)
    assign(place, asked, place.economy, state=AssignmentState.SENT, due_on=today)
    written = petition(place, conversation, text="Nước đục", state=P.ASSIGNED, lead=place.economy, received_on=today)
    draft(place, written, place.economy, state=DraftState.SENT_BACK)
    draft(place, written, place.economy, state=DraftState.SUBMITTED, text="Ông Nguyễn Mẫu ở số 12 đã báo.")
    whole = petition(place, conversation, text="Hai việc", received_on=today)
    split_petition(
        petition=whole,
        parts=[Part(text="Việc một", field=Field.WATER), Part(text="Việc hai", field=Field.POWER)],
        on=today,
        by=by,
    )
    outside = petition(place, conversation, text="Khiếu nại", received_on=today)
    put_out_of_scope(petition=outside, regime="complaint_law", handed_over_to="Thanh tra thành phố", on=today, by=by)
    return {
        "dialogue": conversation.code,
        "new": new.code,
        "asked": asked.code,
        "written": written.code,
        "whole": whole.code,
        "outside": outside.code,
        "assignment": asked.assignments.get().key,
    }


def test_screens_of_the_office_are_clean(page, live_server):
    place = tan_lach()
    code = lay(place)
    sign_in(page, live_server, place.anna)

    visit(
        page,
        live_server,
        "kien-nghi/",
        f"doi-thoai/{code['dialogue']}/kien-nghi/",
        f"doi-thoai/{code['dialogue']}/kien-nghi/?xem=late",
        f"doi-thoai/{code['dialogue']}/phan-cong/",
        f"doi-thoai/{code['dialogue']}/kien-nghi/them/",
        f"doi-thoai/{code['dialogue']}/kien-nghi/nhap/",
        f"doi-thoai/{code['dialogue']}/kien-nghi/van-ban/tong-hop/",
        *(f"kien-nghi/{code[name]}/" for name in ("new", "asked", "whole", "outside")),
        *(f"kien-nghi/{code['new']}/{rest}/" for rest in ("ten-goi", "ngoai-pham-vi", "rut", "tach", "bien-nhan")),
        f"kien-nghi/{code['asked']}/giao/",
        f"kien-nghi/{code['outside']}/phieu-chuyen/",
    )


def test_screens_of_the_agency_are_clean(page, live_server):
    place = tan_lach()
    code = lay(place)
    sign_in(page, live_server, place.economy_head)

    visit(
        page,
        live_server,
        "viec-duoc-giao/",
        f"viec-duoc-giao/{code['assignment']}/tra-lai/",
        f"kien-nghi/{code['asked']}/",
        f"kien-nghi/{code['written']}/",
    )


def test_an_opinion_is_registered_without_script_and_its_receipt_is_clean(browser, live_server):
    place = tan_lach()
    code = lay(place)
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800}, locale="vi-VN")
    page = context.new_page()
    sign_in(page, live_server, place.anna)

    page.goto(f"{live_server.url}/ban/doi-thoai/{code['dialogue']}/kien-nghi/them/")
    page.fill("#id_text", "Cống ngõ 4 tắc.")
    page.click("main button[type=submit]")

    assert page.locator(".slip .secret").inner_text().count("–") == 3
    assert page.locator(".slip svg").count() == 1
    context.close()


def test_receipt_and_preview_are_clean(page, live_server, tmp_path):
    place = tan_lach()
    code = lay(place)
    sign_in(page, live_server, place.anna)
    base = f"{live_server.url}/ban/doi-thoai/{code['dialogue']}/kien-nghi/"
    sheet = tmp_path / "ds.csv"
    sheet.write_text("Nội dung;Ngày nhận\nĐường hỏng;1/8/2026\nRác;32/7/2026\n", encoding="utf-8")

    page.goto(f"{base}them/")
    page.fill("#id_text", "Cống ngõ 4 tắc.")
    page.click("main button[type=submit]")
    assert_no_axe_violations(page)
    page.goto(f"{base}nhap/")
    page.set_input_files("#id_file", str(sheet))
    page.click("main form button[type=submit]")

    assert_no_axe_violations(page)
    assert page.get_by_text("Còn 1 dòng phải sửa").count() == 1
