"""Signing in, out, being locked out, and a new password."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from doithoai.accounts.models import Account
from tests.factories.organisations import tan_lach

pytestmark = pytest.mark.django_db
SIGN_IN = "/ban/dang-nhap/"


@pytest.fixture
def anna() -> Account:
    return tan_lach().anna


def sign_in(client: Client, password: str, **more: str):
    return client.post(SIGN_IN, {"username": "anna", "password": password, **more})


def test_clerk_signs_in_and_sees_her_desk(client, anna):
    response = sign_in(client, "mat-khau-thu")

    assert response.headers["Location"] == reverse("desk:my-work")
    page = client.get(reverse("desk:my-work")).content.decode()
    assert "Anna" in page
    assert "Văn phòng HĐND và UBND, xã Tân Lạch" in page


def test_sign_in_leads_to_where_the_person_wanted_to_be(client, anna):
    response = sign_in(client, "mat-khau-thu", next=reverse("desk:password"))

    assert response.headers["Location"] == reverse("desk:password")


def test_sign_in_never_leads_to_another_site(client, anna):
    response = sign_in(client, "mat-khau-thu", next="https://example.org/")

    assert response.headers["Location"] == reverse("desk:my-work")


def test_wrong_password_does_not_say_which_of_the_two_is_wrong(client, anna):
    wrong_password = sign_in(client, "sai").content.decode()
    wrong_name = client.post(SIGN_IN, {"username": "khong-co", "password": "sai"}).content.decode()

    said = "Tên đăng nhập hoặc mật khẩu chưa đúng."
    assert said in wrong_password
    assert said in wrong_name


def test_too_many_wrong_passwords_lock_the_name_for_a_while(client, anna):
    for _ in range(settings.AXES_FAILURE_LIMIT - 1):
        assert sign_in(client, "sai").status_code == 200

    locked = sign_in(client, "sai")
    right_but_late = sign_in(client, "mat-khau-thu")

    assert locked.status_code == 429
    assert "Đợi 15 phút rồi thử lại" in locked.content.decode()
    assert right_but_late.status_code == 429


def test_stranger_is_asked_to_sign_in_first(client):
    response = client.get(reverse("desk:my-work"))

    assert response.headers["Location"] == f"{SIGN_IN}?next=/ban/"


def test_a_link_does_not_sign_out(client, anna):
    sign_in(client, "mat-khau-thu")

    assert client.get(reverse("desk:sign-out")).status_code == 405
    assert client.get(reverse("desk:my-work")).status_code == 200


def test_address_of_a_button_says_what_to_do_when_it_is_only_visited(client, anna):
    sign_in(client, "mat-khau-thu")

    visited = client.get(reverse("desk:messages-read"))
    asked_by_a_program = client.head(reverse("desk:messages-read"))

    assert (visited.status_code, visited.headers["Allow"]) == (405, "POST")
    assert "Hãy mở lại trang đó và bấm lần nữa" in visited.content.decode()
    assert (asked_by_a_program.status_code, asked_by_a_program.content) == (405, b"")


def test_sign_out_ends_the_session_and_says_so(client, anna):
    sign_in(client, "mat-khau-thu")

    page = client.post(reverse("desk:sign-out"), follow=True).content.decode()

    assert "Bạn đã đăng xuất." in page
    assert client.get(reverse("desk:my-work")).status_code == 302


def test_new_password_replaces_the_old_one(client, anna):
    sign_in(client, "mat-khau-thu")
    new = "bo-song-lach-doai-26"

    page = client.post(
        reverse("desk:password"),
        {"old_password": "mat-khau-thu", "new_password1": new, "new_password2": new},
        follow=True,
    ).content.decode()

    anna.refresh_from_db()
    assert "Đã đổi mật khẩu." in page
    assert anna.check_password(new)


def test_short_new_password_is_refused_in_vietnamese(client, anna):
    sign_in(client, "mat-khau-thu")

    page = client.post(
        reverse("desk:password"), {"old_password": "mat-khau-thu", "new_password1": "ngan", "new_password2": "ngan"}
    ).content.decode()

    assert "ít nhất 10 ký tự" in page


def test_frame_of_a_page_costs_five_queries(client, anna, django_assert_num_queries):
    sign_in(client, "mat-khau-thu")

    # Session, account, standing, figures of unread messages and urgent duties, the stamp of the calendars (footnote).
    with django_assert_num_queries(5):
        client.get(reverse("desk:password"))
