"""The synthesis on screen and in Excel: every figure is a link, and the page behind it has as many rows."""

import io
import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from python_calamine import load_workbook

from doithoai.petitions.enums import Field, PetitionState
from tests.factories.dialogues import dialogue
from tests.factories.organisations import tan_lach
from tests.factories.petitions import petition

pytestmark = pytest.mark.django_db
P = PetitionState
LIGHTS = "Đèn chiếu sáng công cộng trên trục đường chính hỏng từ tháng 5, buổi tối đi lại rất nguy hiểm."


def signed_in(account):
    client = Client()
    client.force_login(account)
    return client


def filled(place, many):
    held = dialogue(place, conference_on=timezone.localdate())
    for number in range(many):
        petition(
            place,
            held,
            text=LIGHTS if number % 2 else f"Việc riêng số {number} không giống việc nào",
            field=[Field.POWER, Field.WATER, Field.TRANSPORT][number % 3],
            place_of=["Thôn Cầu Đá", "Thôn Đông", ""][number % 3],
            state=[P.TRIAGED, P.ASSIGNED, P.MERGED, P.WITHDRAWN][number % 4],
            lead=place.economy if number % 4 == 1 else None,
        )
    return held


def test_every_link_of_the_page_opens_as_many_rows_as_its_figure_says():
    place = tan_lach()
    held = filled(place, 16)
    anna = signed_in(place.anna)
    page = anna.get(f"/ban/doi-thoai/{held.code}/kien-nghi/tong-hop/").content.decode()

    links = re.findall(r'href="([^"]*\?ma=[^"]+)">([\d.]+)</a>', page)

    opened = {
        (address, figure): anna.get(unescape(address)).context["page"].paginator.count for address, figure in links
    }
    assert len(opened) >= 15
    assert [key for key, count in opened.items() if int(key[1]) != count] == []


def test_page_costs_the_same_however_many_and_stays_within_the_budget():
    place = tan_lach()
    anna, held = signed_in(place.anna), filled(place, 4)

    def cost():
        with CaptureQueriesContext(connection) as captured:
            assert anna.get(f"/ban/doi-thoai/{held.code}/kien-nghi/tong-hop/").status_code == 200
        return len(captured)

    few = cost()
    for number in range(30):
        petition(
            place, held, text=f"{LIGHTS} {number}", lead=place.economy, state=P.ASSIGNED, place_of=f"Thôn {number}"
        )

    assert few == cost() <= 12


def test_workbook_holds_numbers_that_add_up_and_the_day():
    place = tan_lach()
    held = filled(place, 12)

    answer = signed_in(place.anna).get(f"/ban/doi-thoai/{held.code}/kien-nghi/tong-hop/bang.xlsx")

    book = load_workbook(io.BytesIO(answer.content))
    rows = book.get_sheet_by_index(0).to_python()
    body = [row for row in rows[4:-1] if row[1]]
    day = timezone.localdate()
    assert sum(row[2] for row in body) == rows[-1][2] == 6
    assert f"{day.day}/{day.month}/{day.year}" in rows[1][0]


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("anna", 200),
        ("chair_person", 200),
        ("front_person", 200),
        ("economy_officer", 403),
        ("ben", 403),
        ("carla", 404),
    ],
)
@pytest.mark.parametrize("tail", ["", "bang.xlsx"])
def test_only_who_sees_every_petition_sees_the_figures(who, status, tail):
    place = tan_lach()
    held = filled(place, 2)

    answer = signed_in(getattr(place, who)).get(f"/ban/doi-thoai/{held.code}/kien-nghi/tong-hop/{tail}")

    assert answer.status_code == status


def test_a_figure_opens_nothing_that_the_person_may_not_see():
    place = tan_lach()
    held = filled(place, 6)
    page = signed_in(place.anna).get(f"/ban/doi-thoai/{held.code}/kien-nghi/tong-hop/")
    address = f"/ban/doi-thoai/{held.code}/kien-nghi/?ma={page.context['table'].received.address}"

    officer = signed_in(place.economy_officer).get(address).context["page"].object_list

    asked = next(figure for figure in page.context["table"].leads if figure.label == place.economy.short_name)
    assert sorted(row.code for row in officer) == sorted(asked.codes)
