"""Keeping a seat, waiting for one, looking it up and giving it back."""

import pytest
from django.urls import reverse

from doithoai.accounts import services as accounts
from doithoai.dialogues.enums import DialogueState, RegistrationState
from doithoai.dialogues.models import Registration, VenuePoint
from tests.factories import public


@pytest.fixture
def made(place, soon, today):
    return public.announced(place, conference_on=soon, noticed_on=today, on=today)


@pytest.fixture
def address(made):
    return reverse("portal:register", args=[made.code])


def filled(made, **changes):
    point = made.venue_points.get().key
    given = {"full_name": "Lê Văn Mẫu", "link_to_area": "live", "venue_point": point, "speaks": "0", "once": "t1"}
    return given | changes


def text_of(response):
    return " ".join(response.content.decode().split())


def secret_on(page):
    return page.split('class="secret num mb-3">')[1].split("<")[0]


def test_registration_gives_code_secret_and_qr_and_keeps_the_name_apart(citizen, address, made):
    sent = citizen.post(address, filled(made))

    page = text_of(citizen.get(sent.url))
    row = Registration.objects.get()
    assert "Đã giữ chỗ cho bạn." in page
    assert row.code in page
    assert 'class="qr"' in page
    assert accounts.address_for_sending(row.identity).full_name == "Lê Văn Mẫu"
    assert "Lê Văn Mẫu" not in page


def test_two_presses_keep_one_seat(citizen, address, made):
    citizen.post(address, filled(made))
    citizen.post(address, filled(made))

    assert Registration.objects.count() == 1


@pytest.mark.parametrize(("capacity", "waiting"), [(1, False), (0, True)])
def test_full_place_makes_the_next_one_wait_and_says_so(citizen, address, made, capacity, waiting):
    VenuePoint.objects.update(capacity=capacity)

    page = text_of(citizen.get(citizen.post(address, filled(made)).url))

    assert Registration.objects.get().waiting == waiting
    assert ("Bạn ở danh sách chờ." in page) == waiting


def test_form_says_how_many_seats_are_left(citizen, address, made):
    citizen.post(address, filled(made))

    assert "Còn 99 chỗ" in text_of(citizen.get(address))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"full_name": ""}, "Ghi họ và tên người đăng ký."),
        ({"link_to_area": ""}, "Chọn một dòng đúng với bạn."),
        ({"speaks": "1"}, "Ghi vài chữ về điều bạn định nói."),
        ({"represents": "Các hộ xóm Đông"}, "Nói thay cho tập thể thì cần văn bản cử đại diện"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_kept(citizen, address, made, changes, said):
    assert said in text_of(citizen.post(address, filled(made, **changes)))
    assert not Registration.objects.exists()


@pytest.mark.parametrize("state", [DialogueState.POSTPONED, DialogueState.CANCELLED, DialogueState.HELD])
def test_nobody_registers_for_what_is_off_or_over(citizen, address, made, state):
    made.state = state
    made.save(update_fields=["state"])

    page = text_of(citizen.post(address, filled(made)))

    assert "Cuộc này không nhận đăng ký qua trang này" in page
    assert not Registration.objects.exists()


def test_seat_is_looked_up_and_given_back_by_code_and_secret(citizen, address, made):
    page = text_of(citizen.get(citizen.post(address, filled(made, speaks="1", speaks_about="Nước sạch")).url))
    row = Registration.objects.get()
    assert citizen.post("/theo-doi/", {"code": row.code, "secret": "x"}).status_code == 200
    citizen.post("/theo-doi/", {"code": row.code, "secret": secret_on(page)})

    shown = text_of(citizen.get("/theo-doi/dang-ky/"))
    citizen.post("/theo-doi/dang-ky/rut/")

    assert "Nước sạch" in shown
    row.refresh_from_db()
    assert row.state == RegistrationState.WITHDRAWN


def test_code_of_a_seat_does_not_open_a_petition(citizen, address, made):
    page = text_of(citizen.get(citizen.post(address, filled(made)).url))
    citizen.post("/theo-doi/", {"code": Registration.objects.get().code, "secret": secret_on(page)})

    assert citizen.get("/theo-doi/kien-nghi/").url == "/theo-doi/"
