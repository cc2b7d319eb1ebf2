"""“It was asked before” on the screens: while typing, on the petition page, and never what a person may not see."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from doithoai.petitions.models import Petition
from tests.desk.test_petitions import coming, form_of, signed_in
from tests.factories.organisations import Place, tan_lach
from tests.factories.petitions import petition

pytestmark = pytest.mark.django_db
LIGHTS = "Đèn đường thôn Cầu Đá hỏng từ đầu năm, tối rất nguy hiểm cho trẻ đi học. Đề nghị sửa."

AGAIN = "Đèn đường ở thôn Cầu Đá vẫn hỏng, các cháu đi học về tối."


@pytest.fixture
def place() -> Place:
    return tan_lach()


@pytest.fixture
def earlier(place: Place) -> Petition:
    day = timezone.localdate() - timedelta(days=15)
    of = coming(place)
    row = petition(place, of, text=LIGHTS, place_of="Thôn Cầu Đá", received_on=day)
    petition(place, of, text="Nước sạch thôn Bến chảy yếu", received_on=day)
    Petition.objects.filter(pk=row.pk).update(result_note="Xã sẽ thay bóng trong quý IV", result="in_progress")
    return Petition.objects.get(pk=row.pk)


def typed(client: Client, of: Petition, text: str, **more: str) -> str:
    base = f"/ban/doi-thoai/{of.dialogue.code}/kien-nghi/them/tung-neu/"
    return client.post(base, {"text": text, "place": "", **more}).content.decode()


def test_officer_sees_what_was_asked_before_while_typing_with_its_answer_and_promise(place, earlier):
    said = typed(signed_in(place, "anna"), earlier, "den duong thon cau da hong, tre di hoc toi nguy hiem")

    assert earlier.code in said
    assert "Xã sẽ thay bóng trong quý IV" in said
    assert f"đã nêu 2 lần từ {earlier.received_on.year}, hứa 1 lần" in said
    assert "Nước sạch" not in said


def test_without_scripts_a_button_shows_it_and_registers_nothing(place, earlier):
    anna = signed_in(place, "anna")
    form = {"text": LIGHTS, "place": "Thôn Cầu Đá", "xem": "1", "full_name": "Trần Thị Mẫu"}

    page = anna.post(f"/ban/doi-thoai/{earlier.dialogue.code}/kien-nghi/them/", form).content.decode()

    assert earlier.code in page
    assert "Trần Thị Mẫu" in page
    assert Petition.objects.count() == 2


def test_officer_who_says_so_at_the_entry_links_it_and_may_take_the_link_back(place, earlier):
    anna = signed_in(place, "anna")
    form = form_of(text=AGAIN, place="Thôn Cầu Đá", repeats=earlier.code)

    anna.post(f"/ban/doi-thoai/{earlier.dialogue.code}/kien-nghi/them/", form)
    linked = Petition.objects.get(text=AGAIN)
    times = linked.times_raised
    anna.post(f"/ban/kien-nghi/hoan-tac/{linked.changes.get().group}/")
    linked.refresh_from_db()

    assert times == 2
    assert (linked.repeats, linked.times_raised) == (None, 1)
    assert linked.code != earlier.code


def test_page_asks_for_the_part_and_shows_it_whole_without_scripts(place, earlier):
    again = petition(place, earlier.dialogue, text=LIGHTS, place_of="Thôn Cầu Đá", received_on=timezone.localdate())
    anna = signed_in(place, "anna")
    address = f"/ban/kien-nghi/{again.code}/"

    page = anna.get(address).content.decode()
    part = anna.get(f"{address}tung-neu/", headers={"HX-Request": "true"}).content.decode()
    whole = anna.get(f"{address}tung-neu/").content.decode()

    assert f'hx-get="{address}tung-neu/"' in page
    assert "<html" not in part
    assert "<html" in whole
    for shown in (part, whole):
        assert earlier.code in shown
        assert "cùng nơi, rất giống" in shown
        assert f"đã nêu 2 lần từ {earlier.received_on.year}, hứa 1 lần" in shown


def test_agency_sees_nothing_of_petitions_that_it_was_not_asked_about(place, earlier):
    asked = petition(place, earlier.dialogue, text=LIGHTS, lead=place.economy, received_on=timezone.localdate())
    officer = signed_in(place, "economy_officer")

    part = officer.get(f"/ban/kien-nghi/{asked.code}/tung-neu/", headers={"HX-Request": "true"}).content.decode()

    assert earlier.code not in part
    assert typed(signed_in(place, "economy_officer"), earlier, LIGHTS).find(earlier.code) == -1
