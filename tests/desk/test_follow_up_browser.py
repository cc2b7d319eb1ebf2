"""A matter from the report to the promise in a real browser; nothing on the way stops a screen reader."""

import re
from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from doithoai.petitions.enums import ReplyChannel
from doithoai.petitions.models import AgencyReport, Petition
from doithoai.workdays import national
from tests.axe import assert_no_axe_violations
from tests.factories.follow_up import followed, matter
from tests.factories.organisations import tan_lach

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def sign_in(page: Page, live_server, who: str, path: str) -> None:
    page.context.clear_cookies()
    page.goto(f"{live_server.url}/ban/dang-nhap/?next={path}")
    page.get_by_label("Tên đăng nhập").fill(who)
    page.get_by_label("Mật khẩu").fill("mat-khau-thu")
    page.get_by_role("button", name="Đăng nhập").click()


def test_a_matter_from_the_agencys_report_to_the_hosts_word(page: Page, live_server):
    place = tan_lach()
    dialogue = followed(place)
    row = matter(place, dialogue, channel=ReplyChannel.LETTER)
    follow_up = f"/ban/doi-thoai/{dialogue.code}/theo-doi/"
    due_on = national().next_working(date(timezone.localdate().year + 1, 3, 9))

    sign_in(page, live_server, "truongkinhte", "/ban/viec-sau-hoi-nghi/")
    assert_no_axe_violations(page)
    page.get_by_label(f"Chọn {row.code}").check()
    page.get_by_role("button", name="Báo cáo chủ trì").click()
    page.get_by_label("Kết quả tiếp nhận").fill("Đã tiếp nhận.")
    page.get_by_role("button", name="Ký và gửi báo cáo").click()
    # The empty field is named, the other one keeps its words.
    assert page.get_by_label("Kết quả tiếp nhận").input_value() == "Đã tiếp nhận."
    assert_no_axe_violations(page)
    page.get_by_label("Chỉ đạo giải quyết").fill("Giao tổ khảo sát.")
    page.get_by_role("button", name="Ký và gửi báo cáo").dblclick()
    # The browser drops the answer to the first click; the second one makes no second report.
    page.get_by_text(re.compile("Đã gửi báo cáo số 01/PKT|Đã xong ở lần bấm trước")).wait_for()

    page.goto(f"{live_server.url}{follow_up}lam/?viec=de-xuat&chon={row.code}")
    page.get_by_label("Thời hạn giải quyết xong").fill(f"{due_on.day}/{due_on.month}/{due_on.year}")
    page.get_by_label("Cách giải quyết").fill("Rải nhựa 400 m.")
    page.get_by_role("button", name="Đề xuất với chủ trì").click()

    sign_in(page, live_server, "chutich", follow_up)
    assert_no_axe_violations(page)
    page.locator("input[name=han]").check()
    page.get_by_role("button", name="Chấp nhận thời hạn đã chọn").click()
    page.get_by_text("Đã chấp nhận 1 thời hạn.").wait_for()
    page.get_by_role("link", name="Lời hứa và thời hạn").click()
    assert_no_axe_violations(page)

    assert AgencyReport.objects.count() == 1
    assert Petition.objects.get().agreed_due_on == due_on
