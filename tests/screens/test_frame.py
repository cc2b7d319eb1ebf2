"""Notes with a way back, the choice of language, and the pages of errors."""

import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.paginator import Paginator
from django.template import engines
from django.test import Client, RequestFactory

from doithoai.screens import notes
from doithoai.screens.frame import Frame


def request_with_notes(path: str = "/"):
    request = RequestFactory().get(path)
    request.session = {}
    request._messages = FallbackStorage(request)
    return request


def drawn(template: str, **context: object) -> str:
    return engines["django"].from_string("{% load screens %}" + template).render(context, context.pop("request", None))


def test_note_says_what_was_done_and_how_to_take_it_back():
    request = request_with_notes()
    notes.done(request, "Đã giao 4 kiến nghị.", "Phòng nhận ngay.", undo="/ban/hoan-tac/7/")

    html = drawn("{% notes %}", request=request)

    assert "<b>Đã giao 4 kiến nghị.</b> Phòng nhận ngay." in html
    assert 'action="/ban/hoan-tac/7/" method="post"' in html
    assert "Hoàn tác" in html


def test_note_without_a_way_back_offers_none():
    request = request_with_notes()
    notes.refused(request, "Chưa gửi được.")

    html = drawn("{% notes %}", request=request)

    assert 'role="alert"' in html
    assert "Hoàn tác" not in html


def test_words_in_a_note_are_never_markup():
    request = request_with_notes()
    notes.done(request, "<script>", "<b>")

    assert "<script>" not in drawn("{% notes %}", request=request)


def test_pages_of_a_list_keep_the_filters():
    request = RequestFactory().get("/?thon=cd&trang=2")

    html = drawn("{% pagination page %}", request=request, page=Paginator(range(30), 10).get_page(2))

    assert 'href="?thon=cd&amp;trang=3"' in html


def test_list_of_one_page_needs_no_links():
    page = Paginator(range(3), 10).get_page(1)

    assert drawn("{% pagination page %}", request=RequestFactory().get("/"), page=page).strip() == ""


@pytest.mark.parametrize(("name", "initials"), [("Ngô Hạnh Dung", "HD"), ("Anna", "A"), ("", ""), ("Lê Đức Ánh", "ĐÁ")])
def test_initials_are_those_of_the_last_two_syllables(name, initials):
    assert Frame(person_name=name).person_initials == initials


@pytest.mark.urls("tests.screens.sample_pages")
class TestLanguage:
    """The language of a page."""

    def test_browser_in_english_still_gets_vietnamese(self):
        response = Client().get("/nope/", headers={"Accept-Language": "en-US,en"})

        assert response.headers["Content-Language"] == "vi"

    def test_choice_is_kept_and_leads_back_to_the_same_page(self):
        client = Client()

        response = client.get("/nope/?trang=2&ngon_ngu=en")

        assert response.headers["Location"] == "/nope/?trang=2"
        assert client.get("/nope/").headers["Content-Language"] == "en"

    @pytest.mark.parametrize("path", ["//example.org/?ngon_ngu=en", "/\\example.org/?ngon_ngu=en"])
    def test_choice_never_leads_to_another_site(self, path):
        response = Client().get("/", PATH_INFO=path.split("?")[0], QUERY_STRING="ngon_ngu=en")

        assert not response.headers.get("Location", "/").startswith(("//", "/\\"))

    def test_unknown_language_is_not_taken(self):
        assert Client().get("/nope/?ngon_ngu=fr").headers["Content-Language"] == "vi"


@pytest.mark.urls("tests.screens.sample_pages")
def test_missing_page_says_what_to_do():
    response = Client().get("/nope/")

    assert response.status_code == 404
    assert "Không có trang này" in response.content.decode()


@pytest.mark.urls("tests.screens.sample_pages")
def test_failure_says_that_nothing_is_half_done_and_shows_nothing_of_it():
    response = Client(raise_request_exception=False).get("/broken/")

    page = response.content.decode()
    assert response.status_code == 500
    assert "Việc vừa làm chưa được ghi" in page
    assert "made-up failure" not in page


@pytest.mark.urls("tests.screens.sample_pages")
def test_form_open_too_long_says_how_to_save_what_was_written():
    response = Client(enforce_csrf_checks=True).post("/portal/", {"text": "dài"})

    assert response.status_code == 403
    assert "Phần bạn viết chưa mất" in response.content.decode()
