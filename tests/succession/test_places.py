"""Old and new names of a merged or divided place are one place."""

import re
from datetime import date, datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
import time_machine
import xlsxwriter
from django.urls import reverse

from doithoai.journal import queries as journal
from doithoai.organisations import queries as organisations
from doithoai.organisations.models import Place as Hamlet
from doithoai.organisations.models import Reorganisation
from doithoai.organisations.queries.places import spoken
from doithoai.petitions import queries as petition_queries
from doithoai.petitions.queries import Filters
from doithoai.succession import services
from doithoai.succession.errors import ReorganisationRefused
from tests.factories import organisations as places
from tests.factories import petitions, succession
from tests.factories.dialogues import dialogue
from tests.factories.succession import BEFORE, RECORDED, SINCE

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return places.tan_lach()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Thôn Cầu Đá", "cau da"),
        ("thôn  CẦU ĐÁ.", "cau da"),
        ("Cầu Đá", "cau da"),
        ("TDP số 3", "so 3"),
        ("Tổ 3", "to dan pho 3"),
        ("TDP 3", "to dan pho 3"),
        ("Thôn 3", "thon 3"),
        ("P. Hải An", "hai an"),
        ("Xóm", "xom"),
    ],
)
def test_names_are_compared_without_marks_and_kind_but_bare_numbers_keep_it(name, expected):
    assert spoken(name) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param("Thôn Đông", "Thôn Đông Tây", True, id="old and new name"),
        pytest.param("thôn đông, xã Tân Lạch", "Ngõ 3, thôn Đông Tây", True, id="as people write them"),
        pytest.param("Thôn Đông", "Thôn Tây", False, id="two hamlets of then stay two"),
        pytest.param("Thôn Đông", "Thôn Cầu Đá", False, id="another one"),
        pytest.param("Thôn Lạ", "thôn lạ", True, id="a name that is not in the list"),
        pytest.param("", "", False, id="no place said"),
    ],
)
def test_texts_speak_of_one_place_by_either_name(place, first, second, expected):
    olds = succession.hamlets(place, "Thôn Đông", "Thôn Tây", "Thôn Cầu Đá")
    succession.merged(place, olds[:2], "Thôn Đông Tây")

    assert organisations.same_place(first, second, units=[place.unit], on=SINCE) is expected


def test_place_is_its_own_until_the_day_and_the_merged_one_from_then_on(place):
    olds = succession.hamlets(place, "Thôn Đông", "Thôn Tây")
    succession.merged(place, olds, "Thôn Đông Tây")

    before, after = (organisations.gazetteer_of([place.unit], on=day) for day in (BEFORE, SINCE))

    assert (before.today("thôn Đông"), after.today("thôn Đông")) == ("Thôn Đông", "Thôn Đông Tây")
    assert [row.name for row in before.standing()] == ["Thôn Đông", "Thôn Tây"]
    assert [row.name for row in after.standing()] == ["Thôn Đông Tây"]
    assert after.names("Thôn Đông Tây") == ("Thôn Đông Tây", "Thôn Đông", "Thôn Tây")
    assert (after.now_called("Thôn Tây"), after.now_called("Thôn Đông Tây")) == ("Thôn Đông Tây", "")


def test_merged_place_may_keep_one_of_the_old_names(place):
    olds = succession.hamlets(place, "Thôn Đông", "Thôn Tây")
    succession.merged(place, olds, "Thôn Đông")

    book = organisations.gazetteer_of([place.unit], on=SINCE)

    assert (book.today("Thôn Tây"), book.today("Thôn Đông"), book.now_called("Thôn Đông")) == (
        "Thôn Đông",
        "Thôn Đông",
        "",
    )
    assert book.same("Thôn Tây", "Thôn Đông")


def test_divided_place_is_each_of_its_parts_but_the_parts_are_two(place):
    [old] = succession.hamlets(place, "Thôn Cả")
    succession.merged(place, [old], "Thôn Cả Trên", "Thôn Cả Dưới", kind="split")

    book = organisations.gazetteer_of([place.unit], on=SINCE)

    assert (book.same("Thôn Cả", "Thôn Cả Dưới"), book.same("Thôn Cả Trên", "Thôn Cả Dưới")) == (True, False)
    assert (book.today("Thôn Cả"), book.now_called("Thôn Cả")) == ("Thôn Cả Trên", "Thôn Cả Dưới, Thôn Cả Trên")


def test_chain_of_places_is_one_place(place):
    olds = succession.hamlets(place, "Thôn Đông", "Thôn Tây")
    succession.merged(place, olds, "Thôn Đông Tây", since=date(2026, 1, 5))
    succession.merged(place, [Hamlet.objects.get(name="Thôn Đông Tây")], "Tổ dân phố Bình Minh", kind="rename")

    book = organisations.gazetteer_of([place.unit], on=SINCE)

    assert book.today("thôn Tây") == "Tổ dân phố Bình Minh"
    assert book.same("Thôn Đông", "TDP Bình Minh")


def test_gazetteer_costs_two_queries_however_many_places(place, django_assert_num_queries):
    olds = succession.hamlets(place, *(f"Thôn Số {number}" for number in range(9)))
    succession.merged(place, olds[:4], "Thôn Mới")

    with django_assert_num_queries(2):
        book = organisations.gazetteer_of([place.unit], on=SINCE)
        assert {book.today(f"thôn số {number}") for number in range(4)} == {"Thôn Mới"}


def test_withdrawn_merger_leaves_the_places_as_they_were(place):
    olds = succession.hamlets(place, "Thôn Đông", "Thôn Tây")
    change = succession.merged(place, olds, "Thôn Đông")

    services.withdraw_reorganisation(change=change, on=RECORDED, by=place.actor(place.anna))

    assert [(row.name, row.valid_to, row.later) for row in Hamlet.objects.order_by("pk")] == [
        ("Thôn Đông", None, []),
        ("Thôn Tây", None, []),
    ]
    assert journal.facts_of(f"unit:{place.unit.key}") == []


def _sheet(*rows):
    out = BytesIO()
    book = xlsxwriter.Workbook(out)
    page = book.add_worksheet()
    for number, row in enumerate(
        [("DANH SÁCH SÁP NHẬP THÔN",), ("Tên cũ", "Tên mới", "Số quyết định", "Từ ngày"), *rows]
    ):
        page.write_row(number, 0, row)
    book.close()
    return out.getvalue()


GOOD = (
    ("Thôn Đông", "Thôn Đông Tây", "12/QĐ-UBND", "15/9/2026"),
    ("Thôn Tây", "Thôn Đông Tây", "12/QĐ-UBND", "15/9/2026"),
    ("Thôn Cả", "Thôn Cả Trên", "13/QĐ-UBND", "15/9/2026"),
    ("Thôn Cả", "Thôn Cả Dưới", "13/QĐ-UBND", "15/9/2026"),
    ("Thôn Cũ", "Thôn Mới", "14/QĐ-UBND", "1/10/2026"),
)


def _imported(place, *rows):
    read = services.read_places(_sheet(*rows), "thon.xlsx")
    return services.import_places(unit=place.unit, rows=read, on=RECORDED, by=place.actor(place.anna))


def test_list_of_merged_places_is_taken_in_whole(place):
    succession.hamlets(place, "Thôn Đông")  # the others are entered with the list

    made = _imported(place, *GOOD)

    assert [(change.kind, change.number) for change in made] == [
        ("merge", "12/QĐ-UBND"),
        ("split", "13/QĐ-UBND"),
        ("rename", "14/QĐ-UBND"),
    ]
    assert len({change.batch for change in made}) == 1
    book = organisations.gazetteer_of([place.unit], on=SINCE)
    assert [book.today(name) for name in ("Thôn Tây", "Thôn Cả", "Thôn Cũ")] == [
        "Thôn Đông Tây",
        "Thôn Cả Trên",
        "Thôn Cũ",  # not before 1/10
    ]


def test_list_with_wrong_rows_names_each_and_writes_nothing(place):
    rows = [*GOOD[:2], ("Thôn Ba", "", "15/QĐ-UBND", "15/9/2026"), ("Thôn Tư", "Thôn Năm", "15/QĐ-UBND", "31/9/2026")]

    with pytest.raises(ReorganisationRefused) as refused:
        _imported(place, *rows)

    assert [line for line, _ in refused.value.rows] == [5, 6]
    assert refused.value.rows[0] == (5, "Thiếu “Tên mới”.")
    assert (Hamlet.objects.count(), Reorganisation.objects.count()) == (0, 0)


def test_list_that_was_taken_in_before_is_refused_row_by_row(place):
    _imported(place, *GOOD)
    there = Reorganisation.objects.count()

    with pytest.raises(ReorganisationRefused) as refused:
        _imported(place, *GOOD)

    assert [line for line, _ in refused.value.rows] == [3, 4, 5, 6, 7]
    assert Reorganisation.objects.count() == there


def test_list_without_its_columns_says_which_are_wanted():
    with pytest.raises(ReorganisationRefused, match=r"Tên cũ.*Tên mới.*Số quyết định.*Từ ngày"):
        services.read_places("Thôn,Ghi chú\nThôn Đông,x\n".encode(), "thon.csv")


@pytest.fixture
def said(place):
    """Petitions of the conference before the merger and after it, and one of another hamlet."""
    held = dialogue(place)
    for where in ("Thôn Đông", "thôn Tây, xã Tân Lạch", "Thôn Đông Tây", "Thôn Cầu Đá"):
        petitions.receive(place, held, text=f"Đường ở {where} hỏng nặng, đề nghị sửa.", where=where)
    olds = succession.hamlets(place, "Thôn Đông", "Thôn Tây", "Thôn Cầu Đá")
    succession.merged(place, olds[:2], "Thôn Đông Tây")
    return held


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        pytest.param("Thôn Đông Tây", {"Thôn Đông", "thôn Tây, xã Tân Lạch", "Thôn Đông Tây"}, id="the new name"),
        pytest.param("thon dong tay", {"Thôn Đông", "thôn Tây, xã Tân Lạch", "Thôn Đông Tây"}, id="without marks"),
        pytest.param("Thôn Tây", {"thôn Tây, xã Tân Lạch", "Thôn Đông Tây"}, id="an old name"),
        pytest.param("Thôn Cầu Đá", {"Thôn Cầu Đá"}, id="a place that stays"),
        pytest.param("sửa", {"Thôn Đông", "thôn Tây, xã Tân Lạch", "Thôn Đông Tây", "Thôn Cầu Đá"}, id="no place"),
    ],
)
@pytest.mark.parametrize("way", ["words", "place"])
def test_search_finds_a_merged_place_by_each_of_its_names(said, way, asked, expected):
    rows = petition_queries.searched(petition_queries.petitions_of(said), Filters(**{way: asked}))

    assert {row.place for row in rows} == expected


def test_figures_of_a_place_count_what_was_said_under_its_old_names(place, said):
    book = organisations.gazetteer_of([place.unit], on=SINCE)

    counted = petition_queries.counts_by_place(place.unit, book)

    assert {book.places[pk].name: number for pk, number in counted.items()} == {"Thôn Đông Tây": 3, "Thôn Cầu Đá": 1}


def test_petition_s_page_says_what_its_place_is_called_today(client, place, said):
    client.force_login(place.anna, backend="django.contrib.auth.backends.ModelBackend")
    row = petition_queries.petitions_of(said).get(place="Thôn Đông")
    with time_machine.travel(datetime(2026, 9, 15, 9, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))):
        page = client.get(reverse("desk:petition", args=[row.code])).content.decode()

    assert "(nay là Thôn Đông Tây)" in page


def test_forms_offer_the_places_of_today_with_their_old_names(client, place, said):
    client.force_login(place.anna, backend="django.contrib.auth.backends.ModelBackend")
    with time_machine.travel(datetime(2026, 9, 15, 9, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))):
        page = client.get(reverse("desk:petition-receive", args=[said.code])).content.decode()

    assert re.findall(r'<option value="(Thôn [^"]+)">([^<]*)', page) == [
        ("Thôn Cầu Đá", ""),
        ("Thôn Đông Tây", "trước là Thôn Đông, Thôn Tây"),
    ]


def test_place_that_will_be_merged_is_its_own_until_then_also_where_the_new_one_takes_its_name(place):
    olds = succession.hamlets(place, "Thôn Đông", "Thôn Tây")
    succession.merged(place, olds, "Thôn Đông")

    book = organisations.gazetteer_of([place.unit], on=BEFORE)

    assert [book.places[book.standing_place(name)].pk for name in ("Thôn Đông", "Thôn Tây")] == [
        olds[0].pk,
        olds[1].pk,
    ]
