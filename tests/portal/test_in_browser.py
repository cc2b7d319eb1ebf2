"""The public site in a browser: journeys with keyboard and without JavaScript, nothing that axe refuses."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page, expect

from doithoai.accounts import receipts as secrets
from doithoai.petitions.models import Petition
from tests.axe import assert_no_axe_violations
from tests.factories import public
from tests.factories.organisations import tan_lach
from tests.factories.petitions import assign

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def site(live_server):
    """One announced conference, one held with a promise; returns the address of the site."""
    cache.clear()
    place, today = tan_lach(), timezone.localdate()
    public.announced(place, conference_on=today + timedelta(days=30), noticed_on=today, on=today, code="TL-2026-02")
    held = public.held(place)
    made = public.promise(place, held, "Sửa đường liên thôn Cầu Đá", due_on=today - timedelta(days=3))
    assign(place, made, place.economy)
    submitter = made.submitters.get()
    submitter.secret_hash = secrets.digest_of("lua-cau-nang-271", code=submitter.code)
    submitter.save()
    public.conclude(place, held, issued_on=held.held_on + timedelta(days=20))
    return live_server.url


def check(page: Page) -> None:
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        assert_no_axe_violations(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
    page.set_viewport_size({"width": 1280, "height": 900})


def test_every_public_page_passes_axe_and_does_not_scroll_sideways(page, site):
    key = Petition.objects.exclude(public_title="").get().key
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)

    for path in (
        "/",
        "/cuoc/",
        "/cuoc/TL-2026-01/",
        "/cuoc/TL-2026-02/",
        "/loi-hua/",
        "/loi-hua/?q=khong+co",
        f"/tra-loi/{key}/",
        "/tra-loi/",
        "/quy-dinh/hai-phong-1155/HP-10.1a/",
        "/quy-dinh/",
        "/quy-dinh/hai-phong-1155/",
        "/quy-dinh/so-sanh/?a=hai-phong-1155&b=hai-phong-1155&hien=tat-ca",
        "/quy-dinh/hai-phong-1155/tinh-ngay/?ngay=18/9/2026&cap=commune&loai=periodic&chu_tri=party_head&sang=25/9/2026",
        "/lien-he/",
        "/quyen-rieng-tu/",
        "/gui/TL-2026-01/",
    ):
        page.goto(site + path)
        for summary in page.locator("details.why > summary").all()[:4]:
            summary.click()
        check(page)

    assert complaints == []


def test_opinion_is_sent_by_keyboard_and_followed_with_its_secret(page, site):
    page.goto(f"{site}/gui/TL-2026-02/")
    page.get_by_role("button", name="Gửi").press("Enter")
    check(page)
    assert page.evaluate("document.activeElement.className") == "errs"
    page.get_by_role("link", name="Nội dung: ").press("Enter")
    page.keyboard.type("Nước yếu giờ cao điểm ở thôn Bến Dưới, đề nghị sửa.")
    page.get_by_role("button", name="Gửi").press("Enter")
    expect(page.get_by_role("heading", name="Biên nhận kiến nghị")).to_be_visible()
    check(page)
    code, secret = page.locator(".code").inner_text(), page.locator(".secret").inner_text()

    page.reload()
    expect(page.get_by_text("Đã hiện một lần và không hiện lại.")).to_be_visible()
    page.get_by_role("link", name="Xem kiến nghị của tôi").click()
    expect(page.get_by_label("Mã trên biên nhận")).to_have_value(code)
    page.get_by_label("Từ bí mật").fill(secret)
    page.get_by_label("Từ bí mật").press("Enter")

    expect(page.get_by_text(code).first).to_be_visible()
    check(page)
    assert secret not in page.url
    page.get_by_role("button", name="Thoát").click()
    expect(page.get_by_label("Mã trên biên nhận")).to_be_visible()
    page.go_back()
    expect(page.get_by_label("Từ bí mật")).to_be_visible()


def test_personal_and_registration_pages_pass_axe(page, site):
    page.goto(f"{site}/cuoc/TL-2026-02/dang-ky/")
    check(page)
    page.get_by_label("Họ và tên").fill("Lê Văn Mẫu")
    page.get_by_label("Bạn gắn với nơi này thế nào").select_option("live")
    page.get_by_role("button", name="Đăng ký").click()
    expect(page.get_by_text("Đã giữ chỗ cho bạn.")).to_be_visible()
    check(page)
    page.goto(f"{site}/theo-doi/")
    check(page)
    page.get_by_label("Mã trên biên nhận").fill(Petition.objects.get().code.lower())
    page.get_by_label("Từ bí mật").fill("lúa cầu nắng 271")
    page.get_by_role("button", name="Xem").click()
    for path in ("", "bo-sung/", "rut/", "mo-lai/", "danh-gia/"):
        page.goto(f"{site}/theo-doi/kien-nghi/{path}")
        check(page)


def test_whole_way_works_without_javascript_on_a_phone(browser, site):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(site)
    page.get_by_role("link", name="Gửi kiến nghị").first.click()
    page.get_by_label("Nội dung").fill("Đèn đường thôn Cầu Đá hỏng ba tháng nay, đề nghị thay.")
    page.get_by_role("button", name="Gửi").click()
    code, secret = page.locator(".code").inner_text(), page.locator(".secret").inner_text()

    page.goto(site)
    page.get_by_label("Mã trên biên nhận").fill(code)
    page.get_by_label("Từ bí mật").fill(secret)
    page.get_by_role("button", name="Xem kiến nghị của tôi").click()

    expect(page.get_by_role("heading", name="Đèn đường thôn Cầu Đá hỏng")).to_be_visible()
    context.close()


def test_double_click_sends_once_and_still_shows_the_secret(browser, site):
    context = browser.new_context(java_script_enabled=False)  # our own guard in the page would hide the question
    page = context.new_page()
    page.goto(f"{site}/gui/TL-2026-02/")
    page.get_by_label("Nội dung").fill("Cống thôn Cầu Đá tắc, đề nghị nạo vét.")
    before = Petition.objects.count()

    page.get_by_role("button", name="Gửi").dblclick()

    expect(page.locator(".secret")).to_be_visible()
    assert Petition.objects.count() == before + 1
    context.close()
