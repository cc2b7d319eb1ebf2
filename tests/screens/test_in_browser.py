"""The look in a browser: nothing that axe refuses, no word against the security policy."""

import pytest
from playwright.sync_api import Page, expect

from tests.axe import assert_no_axe_violations

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.screens.sample_pages"),
]
TEMPLATES = "tests/screens/templates"
PAGES = ["/desk/", "/portal/", "/hall/", "/beam/", "/nope/"]


@pytest.fixture(autouse=True)
def _sample_templates(settings):
    first = {**settings.TEMPLATES[0], "DIRS": [settings.BASE_DIR / TEMPLATES]}
    settings.TEMPLATES = [first]


@pytest.fixture
def said(page: Page) -> list[str]:
    """Everything the browser complains of."""
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints


@pytest.mark.parametrize("path", PAGES)
def test_page_passes_axe_and_does_not_scroll_sideways(page, live_server, path):
    page.goto(live_server.url + path)

    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        assert_no_axe_violations(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_form_with_mistakes_passes_axe_and_leads_to_the_first_one(page, live_server):
    page.goto(f"{live_server.url}/portal/")
    page.get_by_role("button", name="Tiếp tục").click()

    assert_no_axe_violations(page)
    assert page.evaluate("document.activeElement.className") == "errs"
    page.get_by_role("link", name="Nội dung: ").click()
    assert page.evaluate("document.activeElement.name") == "text"


def test_strict_policy_refuses_nothing_of_ours(page, said, live_server):
    for path in PAGES[:4]:
        page.goto(live_server.url + path, wait_until="networkidle")

    assert said == []


def test_why_is_loaded_when_somebody_asks(page, live_server):
    page.goto(f"{live_server.url}/desk/")
    line = page.locator(".ob > li", has_text="Gửi giấy mời")
    assert line.locator(".cal").count() == 0

    line.get_by_text("Vì sao 10/8?").click()

    line.locator(".cal").wait_for()
    expect(line.locator(".cal li")).to_have_count(19)


def test_without_javascript_why_is_a_link_and_the_form_is_sent(browser, live_server):
    plain = browser.new_context(java_script_enabled=False)
    page = plain.new_page()
    page.goto(f"{live_server.url}/desk/")
    page.get_by_text("Vì sao 10/8?").click()

    expect(page.locator(".ob > li", has_text="Gửi giấy mời").get_by_role("link", name="Xem từng ngày")).to_be_visible()
    page.goto(f"{live_server.url}/portal/")
    page.get_by_role("button", name="Tiếp tục").click()
    expect(page.get_by_text("chỗ cần sửa")).to_be_visible()
    plain.close()


def test_public_page_sets_no_cookie_before_a_form_asks(page, live_server):
    page.goto(f"{live_server.url}/beam/")

    assert page.context.cookies() == []


def test_language_is_vietnamese_until_somebody_chooses(browser, live_server):
    english_browser = browser.new_context(locale="en-US")
    page = english_browser.new_page()
    page.goto(f"{live_server.url}/portal/?a=1")
    assert page.locator("html").get_attribute("lang") == "vi"

    page.get_by_role("link", name="English").click()

    assert page.locator("html").get_attribute("lang") == "en"
    assert page.url.endswith("/portal/?a=1")
    english_browser.close()


def test_unsent_text_comes_back_after_the_browser_was_closed(page, live_server):
    page.goto(f"{live_server.url}/desk/")
    area = page.get_by_label("Dự thảo trả lời")
    area.fill("Đoạn đường hỏng nặng dài 430 m.")
    page.get_by_text("Đã giữ bản viết dở trên máy này.").wait_for()

    page.goto(f"{live_server.url}/desk/")

    expect(page.get_by_label("Dự thảo trả lời")).to_have_value("Đoạn đường hỏng nặng dài 430 m.")
    page.get_by_role("button", name="Bỏ phần đó").click()
    expect(page.get_by_label("Dự thảo trả lời")).to_have_value("Bản đầu.")
