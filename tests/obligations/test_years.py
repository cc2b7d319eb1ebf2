"""A year of the national calendar comes by one file: what moves is shown first, and every process sees it."""

import json
from datetime import date

import pytest
import yaml

from doithoai import workdays
from doithoai.journal import queries as chains
from doithoai.obligations import calendars, services
from doithoai.obligations.errors import MovesChanged, YearRefused
from doithoai.obligations.models import CalendarYear, Duty
from doithoai.organisations.models import Unit
from doithoai.regulations.facts import ConclusionNoticeIssued
from doithoai.workdays.loader import data_folder
from tests.factories import organisations
from tests.obligations.test_closures import conclusion, dates, held, rows, tell

pytestmark = pytest.mark.django_db
TEMPLATE = data_folder() / "mau-lich-nam.yaml"
NOW = date(2026, 12, 21)
HELD_ON = date(2027, 4, 20)


@pytest.fixture
def place():
    return organisations.tan_lach()


def read(text=None, *, on=NOW):
    return services.year_wanted((text or TEMPLATE.read_text("utf-8")).encode(), file="lich-2027.yaml", on=on)


def take(place, text=None, *, on=NOW):
    asked = read(text, on=on)
    seen = services.moves_of_year(asked, on=on).digest
    return services.import_year(wanted=asked, seen=seen, on=on, by=place.actor(place.administrator))


def test_the_template_can_be_imported_as_it_is_and_settles_the_year(place):
    take(place)

    calendar = calendars.national()
    assert not calendar.is_provisional(date(2027, 1, 1), date(2027, 12, 31))
    assert (calendar.is_working(date(2027, 4, 24)), calendar.is_working(date(2027, 4, 29))) == (True, False)
    assert calendar.day(date(2027, 2, 9)).source == "VÍ DỤ 0000/TB-BNV ngày 15/10/2026"
    assert calendar.day(date(2028, 1, 3)).provisional  # the next year is as unknown as before
    assert workdays.national().is_provisional(date(2027, 1, 1), date(2027, 12, 31))  # the files stay as they came


def test_json_says_the_same_as_yaml(place):
    as_json = json.dumps(yaml.safe_load(TEMPLATE.read_text("utf-8")), default=str, ensure_ascii=False)

    assert read(as_json).year.days == read().year.days


def test_dates_of_that_year_move_as_shown_and_are_provisional_no_more(place):
    held(place, held_on=HELD_ON)  # imagined ahead: the law counts the same
    services.refresh("d1", on=HELD_ON)
    before = conclusion()
    was = dates()
    asked = read(on=HELD_ON)

    shown = services.moves_of_year(asked, on=HELD_ON)
    services.import_year(wanted=asked, seen=shown.digest, on=HELD_ON, by=place.actor(place.administrator))

    after = conclusion()
    assert (before.due_on, before.provisional) == (date(2027, 5, 6), True)
    assert (after.due_on, after.provisional) == (date(2027, 5, 6), False)  # 24/4 is worked, 29/4 is off
    assert shown.settled > 0
    moved = {key: (was[key][:2], dates()[key][:2]) for key in was if was[key][:2] != dates()[key][:2]}
    assert len(moved) == len([row for row in shown.rows if row.from_on != row.to_on])


def test_a_swap_announced_late_moves_what_is_open_and_leaves_what_has_passed(place):
    take(place)
    on = date(2027, 8, 20)
    held(place, held_on=date(2027, 8, 3))  # due 17/8: passed when the swap is decided
    held(place, "d2", held_on=date(2027, 8, 18))  # due 1/9, which the swap takes away
    for key in ("d1", "d2"):
        services.refresh(key, on=on)
    late, waiting = conclusion("d1"), conclusion("d2")
    swap = "{ day_off: 2027-09-01, day_off_weekday: T4, makeup: 2027-08-28, makeup_weekday: T7, source: hoan-doi }"
    words = ("number: 99/VPCP-KGVX", "issued_on: 2027-08-19", "title_vi: Hoán đổi", "checked_vi: Thử.")
    paper = "".join(["  hoan-doi:\n", *(f"    {line}\n" for line in words)])
    text = TEMPLATE.read_text("utf-8").replace("swaps:\n", f"swaps:\n  - {swap}\n")
    text = text.replace("\n# Ngày lễ, cả khi", f"{paper}\n# Ngày lễ, cả khi")

    take(place, text, on=on)

    assert (conclusion("d1").due_on, conclusion("d1").status) == (late.due_on, "overdue")
    assert calendars.national().is_working(date(2027, 8, 28))
    assert (waiting.due_on, conclusion("d2").due_on) == (date(2027, 9, 1), date(2027, 8, 31))


def test_a_rebuild_gives_the_same_after_an_import(place):
    held(place, held_on=date(2026, 12, 22))
    services.refresh("d1", on=date(2026, 12, 22))
    take(place, on=date(2026, 12, 23))
    tell(ConclusionNoticeIssued(on=date(2027, 1, 4), dialogue="d1"), on=date(2027, 1, 4))
    for unit in Unit.objects.all():
        services.refresh_unit(unit, on=date(2027, 1, 4))
    incremental = rows()

    Duty.objects.all().delete()
    services.rebuild(on=date(2027, 1, 4))

    assert rows() == incremental


def test_the_import_leaves_the_file_word_for_word_and_a_fact_with_its_digest(place):
    row = take(place)

    (fact,) = chains.facts_of("calendar:national")
    assert (fact.year, fact.digest, fact.decided) == (2027, row.digest, date(2026, 10, 15))
    assert row.text == TEMPLATE.read_text("utf-8")
    assert chains.proof_of("calendar:national").fault is None


def test_applying_is_refused_where_the_dates_are_not_those_that_were_shown(place):
    with pytest.raises(MovesChanged):
        services.import_year(wanted=read(), seen="x", on=NOW, by=place.actor(place.administrator))

    assert not CalendarYear.objects.exists()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "weekday: T6, name_vi: Tết Dương",
            "weekday: T7, name_vi: Tết Dương",
            "lich-2027.yaml, dòng 22: 1/1/2027 là T6",
        ),
        ("source: nghi-le-2027", "source: khac", "không có căn cứ «khac»"),
        ("year: 2027", "year: 2025", "không có ngày nào của năm 2025"),
        ("year: 2027", "year: 2090", "không có ngày nào của năm 2090"),
        ("issued_on: 2026-10-15", "issued_on: 2027-01-15", "ở sau hôm nay"),
        ("instead_of: 2027-05-01", "instead_of: 2027-05-02", "nghỉ bù"),
        ("holidays:", "holiday:", "thiếu «holidays»"),
        ("year: 2027", "year: [", "YAML"),
    ],
)
def test_a_wrong_file_is_refused_with_the_mend_and_nothing_is_written(place, old, new, said):
    text = TEMPLATE.read_text("utf-8").replace(old, new)

    with pytest.raises(YearRefused) as refused:
        read(text)

    assert said in str(refused.value)
    assert not CalendarYear.objects.exists()


def test_a_year_that_is_over_is_not_taken_any_more():
    with pytest.raises(YearRefused, match="2027, đã qua"):
        read(on=date(2028, 1, 3))


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"", b"x" * 200_000])
def test_what_is_no_calendar_at_all_is_refused(content):
    with pytest.raises(YearRefused):
        services.year_wanted(content, file="anh.png", on=NOW)


def test_the_same_file_twice_changes_nothing(place):
    take(place)

    with pytest.raises(YearRefused, match="đã được nạp"):
        take(place)
