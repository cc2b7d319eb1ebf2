"""Paper forms on screen: who may, nothing lost, a second click makes no second petition, few queries."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from doithoai.accounts.models import IdentityLook
from doithoai.dialogues.enums import DialogueState
from doithoai.petitions.enums import FormState
from doithoai.petitions.models import PaperForm, Petition
from doithoai.petitions.services import confirm_form, print_forms
from tests.factories.dialogues import dialogue
from tests.factories.organisations import tan_lach
from tests.factories.paper_forms import PICTURE, blank, printed, read, second, typed

pytestmark = pytest.mark.django_db


def signed_in(account):
    client = Client()
    client.force_login(account)
    return client


def coming(place, **changes):
    today = timezone.localdate()
    days = {"conference_on": today + timedelta(days=20), "opened_on": today - timedelta(days=20)}
    return dialogue(place, **(days | changes))


def today():
    return timezone.localdate()


def given(text="Đường ngập", **changes):
    """Return the fields of a sheet as a browser posts them."""
    day = today()
    fields = {
        "text": text,
        "place": "Thôn Cầu Đá",
        "received_on": f"{day.day}/{day.month}/{day.year}",
        "full_name": "Nguyễn Văn Thử",
        "phone": "",
        "address": "",
        "represents": "",
        "reply_channel": "counter",
    }
    return fields | changes


def picture():
    return SimpleUploadedFile("phieu.png", PICTURE, content_type="image/png")


WHO = ("anna", "ben", "carla", "minutes_person", "front_person", "economy_officer", "chair_person", "administrator")
MAY = {
    "print": {"anna", "minutes_person", "front_person"},
    "read": {"anna", "minutes_person"},
    "set": {"administrator"},
}


@pytest.mark.parametrize("who", WHO)
def test_who_may_print_read_and_decide(who):
    place = tan_lach()
    held = coming(place)
    form = typed(place, held, read(received_on=today()), on=today())
    client = signed_in(getattr(place, who))
    board = f"/ban/doi-thoai/{held.code}/phieu-giay/"

    answers = {
        "print": client.post(board, {"count": "2"}).status_code,
        "read": client.get(f"/ban/phieu/{form.number}/", follow=True).status_code,
        "set": client.post(f"{board}nguoi-doc/", {"nguoi": "1"}).status_code,
    }

    allowed = {verb for verb, status in answers.items() if status in {200, 302}}
    assert allowed == {verb for verb, people in MAY.items() if who in people}


@pytest.mark.parametrize("state", DialogueState)
def test_forms_are_printed_only_while_opinions_are_collected(state):
    place = tan_lach()
    held = coming(place)
    held.state = state
    held.save()

    answer = signed_in(place.anna).post(f"/ban/doi-thoai/{held.code}/phieu-giay/", {"count": "2"})

    collecting = {DialogueState.PLANNED, DialogueState.PREPARING, DialogueState.ANNOUNCED, DialogueState.POSTPONED}
    assert (answer.status_code == 302) == (state in collecting)
    assert PaperForm.objects.count() == (2 if state in collecting else 0)


def test_sheet_goes_from_the_scanner_through_two_officers_to_the_list():
    place = tan_lach()
    held = coming(place)
    number = printed(place, held, on=today())
    anna, hoa = signed_in(place.anna), signed_in(second(place))
    board = f"/ban/doi-thoai/{held.code}/phieu-giay/"

    found = anna.get(board, {"so": number.lower().replace("-", "")})
    anna.post(found.url, given() | {"scans": picture(), "xong": "1"})
    waiting = anna.get(board).content.decode()
    door = hoa.get(board, {"so": number}).url
    answer = hoa.post(door, given())

    petition = Petition.objects.get()
    assert found.url == f"/ban/phieu/{number}/"
    assert "Bạn gõ, sửa được" in waiting
    assert (door, answer.url) == (f"/ban/phieu/{number}/xac-nhan/", f"/ban/kien-nghi/{petition.code}/")
    assert "Ghi từ phiếu giấy, hai người đọc" in hoa.get(answer.url).content.decode()


def test_what_differs_is_shown_before_it_counts_and_agreeing_holds_for_what_was_shown():
    place = tan_lach()
    form = typed(place, coming(place), read("Đường bị ngập", received_on=today()), on=today())
    hoa = signed_in(second(place))
    address = f"/ban/phieu/{form.number}/xac-nhan/"

    shown = hoa.post(address, given("Đường hay ngập", phone="0900000017", address="Thôn Cầu Đá"))
    mark = shown.context["mark"]
    changed = hoa.post(address, given("Đường luôn ngập", phone="0900000017", address="Thôn Cầu Đá") | {"agreed": mark})
    before = Petition.objects.count()
    hoa.post(address, given("Đường hay ngập", phone="0900000017", address="Thôn Cầu Đá") | {"agreed": mark})

    assert "<del>bị</del>" in shown.content.decode()
    assert "<ins>hay</ins>" in shown.content.decode()
    assert (changed.status_code, before) == (200, 0)
    assert Petition.objects.get().text == "Đường hay ngập"


def test_officer_who_typed_it_is_told_to_ask_another():
    place = tan_lach()
    form = typed(place, coming(place), read(received_on=today()), on=today())
    anna = signed_in(place.anna)
    said = given(form.text, phone="0900000017", address="Thôn Cầu Đá")

    answer = anna.post(f"/ban/phieu/{form.number}/xac-nhan/", said)

    assert "cần một người khác xác nhận" in answer.content.decode()
    assert not Petition.objects.exists()


def test_sheet_refused_at_the_end_is_kept_with_its_picture():
    place = tan_lach()
    number = printed(place, coming(place), on=today())
    anna = signed_in(place.anna)

    answer = anna.post(f"/ban/phieu/{number}/", given(received_on="") | {"scans": picture(), "xong": "1"})

    form = PaperForm.objects.get()
    assert "Chưa ghi ngày nhận" in answer.content.decode()
    assert (form.state, form.text, form.scans.count()) == (FormState.TYPING, "Đường ngập", 1)


def test_wrong_and_foreign_numbers_lead_to_a_sentence_not_to_a_sheet():
    place = tan_lach()
    held = coming(place)
    number = printed(place, held, on=today())
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    anna, board = signed_in(place.anna), f"/ban/doi-thoai/{held.code}/phieu-giay/"

    said = [
        anna.get(board, {"so": so}, follow=True).content.decode() for so in (wrong, number.replace("TL", "XX"), "abc")
    ]

    assert ["chữ số gõ nhầm" in said[0], "Không có phiếu số" in said[1], "không phải số phiếu" in said[2]] == [True] * 3


def test_second_click_on_confirming_leads_to_the_one_petition():
    place = tan_lach()
    form = typed(place, coming(place), read("Đường ngập", received_on=today()), on=today())
    hoa = signed_in(second(place))
    said = given(phone="0900000017", address="Thôn Cầu Đá")

    first, again = (hoa.post(f"/ban/phieu/{form.number}/xac-nhan/", said) for _click in range(2))

    assert first.url == again.url == f"/ban/kien-nghi/{Petition.objects.get().code}/"


def test_picture_of_a_sheet_that_became_a_petition_follows_the_rule_of_the_name():
    place = tan_lach()
    held, other = coming(place), second(place)
    form = typed(place, held, read(received_on=today()), on=today())
    scan = form.scans.get()
    address = f"/ban/phieu/{form.number}/anh/{scan.pk}/"
    anna = signed_in(place.anna)
    before = anna.get(address)
    received = confirm_form(form=form, reading=read(received_on=today()), on=today(), by=place.actor(other))
    petition = received.petition
    closed = anna.get(address)
    anna.post(f"/ban/kien-nghi/{petition.code}/nguoi-gui/", {"ai": received.submitter.code, "muc-dich": "contact"})
    looks = IdentityLook.objects.filter(identity=received.submitter.identity, account=place.anna).count()

    after = anna.get(address)

    shown = (before.status_code, before["Content-Type"], before["X-Content-Type-Options"], before.getvalue())
    assert shown == (200, "image/png", "nosniff", PICTURE)
    assert closed.url == f"/ban/kien-nghi/{petition.code}/"
    assert (looks, after.status_code, after.getvalue()) == (1, 200, PICTURE)
    assert address in anna.get(closed.url).content.decode()
    assert signed_in(place.economy_officer).get(address).status_code == 403


def test_board_and_my_work_cost_the_same_with_one_sheet_and_with_thirty():
    place = tan_lach()
    held, other = coming(place), second(place)
    hoa = signed_in(other)

    def costs():
        found = []
        for address in (f"/ban/doi-thoai/{held.code}/phieu-giay/", "/ban/"):
            with CaptureQueriesContext(connection) as captured:
                assert hoa.get(address, follow=True).status_code == 200
            found.append(len(captured))
        return found

    typed(place, held, read(received_on=today()), on=today())
    one = costs()
    for number in range(29):
        typed(place, held, read(f"Việc {number}", received_on=today()), on=today())

    assert costs() == one
    assert "Xác nhận 30 phiếu giấy" in hoa.get("/ban/", follow=True).content.decode()


def test_sheets_come_as_pdf_again_and_again():
    place = tan_lach()
    held = coming(place)
    batch = print_forms(dialogue=held, count=2, place="Thôn Cầu Đá", on=today(), by=place.actor(place.anna))

    answer = signed_in(place.front_person).get(f"/ban/doi-thoai/{held.code}/phieu-giay/{batch.key}/phieu.pdf")

    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")


def test_day_of_the_last_sheet_is_offered_for_the_next_of_the_heap():
    place = tan_lach()
    held = coming(place)
    yesterday = today() - timedelta(days=1)
    typed(place, held, read(received_on=yesterday), on=today())
    form = blank(place, held, on=today())

    page = signed_in(place.anna).get(f"/ban/phieu/{form.number}/").content.decode()

    assert f'value="{yesterday.day}/{yesterday.month}/{yesterday.year}"' in page
