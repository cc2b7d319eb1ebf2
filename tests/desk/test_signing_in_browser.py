"""A clerk signs in with a real browser; nothing on the way stops a screen reader."""

import pytest
from playwright.sync_api import Page, expect

from tests.axe import assert_no_axe_violations
from tests.factories.organisations import tan_lach

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_clerk_mistypes_signs_in_changes_the_password_and_leaves(page: Page, live_server):
    tan_lach()
    page.goto(f"{live_server.url}/ban/")
    assert_no_axe_violations(page)

    page.get_by_label("Tên đăng nhập").fill("anna")
    page.get_by_label("Mật khẩu").fill("sai")
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_text("Tên đăng nhập hoặc mật khẩu chưa đúng.")).to_be_visible()
    assert_no_axe_violations(page)

    page.get_by_label("Mật khẩu").fill("mat-khau-thu")
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("heading", name="Việc của tôi")).to_be_visible()

    page.locator("details.menu summary").click()
    assert_no_axe_violations(page)
    page.get_by_role("link", name="Đổi mật khẩu").click()
    page.get_by_label("Mật khẩu đang dùng").fill("mat-khau-thu")
    page.get_by_label("Mật khẩu mới", exact=True).fill("bo-song-lach-doai-26")
    page.get_by_label("Gõ lại mật khẩu mới").fill("bo-song-lach-doai-62")
    page.get_by_role("button", name="Đổi mật khẩu").click()
    expect(page.get_by_text("Hai lần gõ mật khẩu mới chưa giống nhau.").first).to_be_visible()
    assert_no_axe_violations(page)

    page.locator("details.menu summary").click()
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_text("Bạn đã đăng xuất.")).to_be_visible()
