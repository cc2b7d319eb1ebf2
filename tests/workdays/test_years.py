"""The days themselves: official years, years by rule, and what is marked provisional."""

import itertools
from datetime import date, timedelta

import holidays
import pytest

from doithoai.workdays import Kind, national

SATURDAY = 5


def weekdays_off(year):
    return {
        f"{d.date:%-d/%-m}" for d in national().days if d.date.year == year and d.date.weekday() < 5 and not d.working
    }


def worked_weekends(year):
    return {f"{d.date:%-d/%-m}" for d in national().days if d.date.year == year and d.date.weekday() >= 5 and d.working}


@pytest.mark.parametrize(
    ("year", "off", "worked"),
    [
        (2019, "1/1 4/2 5/2 6/2 7/2 8/2 15/4 29/4 30/4 1/5 2/9", "5/1 4/5"),
        (2020, "1/1 23/1 24/1 27/1 28/1 29/1 2/4 30/4 1/5 2/9", ""),
        (2021, "1/1 10/2 11/2 12/2 15/2 16/2 21/4 30/4 3/5 2/9 3/9", ""),
        (2022, "3/1 31/1 1/2 2/2 3/2 4/2 11/4 2/5 3/5 1/9 2/9", ""),
        (2023, "2/1 20/1 23/1 24/1 25/1 26/1 1/5 2/5 3/5 1/9 4/9", ""),
        (2024, "1/1 8/2 9/2 12/2 13/2 14/2 18/4 29/4 30/4 1/5 2/9 3/9", "4/5"),
        (2025, "1/1 27/1 28/1 29/1 30/1 31/1 7/4 30/4 1/5 2/5 1/9 2/9", "26/4"),
        (2026, "1/1 2/1 16/2 17/2 18/2 19/2 20/2 27/4 30/4 1/5 31/8 1/9 2/9", "10/1 22/8"),
        (2027, "1/1 4/2 5/2 8/2 9/2 10/2 16/4 30/4 3/5 2/9 3/9", ""),
    ],
)
def test_days_off_of_a_year(year, off, worked):
    assert weekdays_off(year) == set(off.split())
    assert worked_weekends(year) == set(worked.split())


@pytest.mark.parametrize("year", range(2019, 2036))
def test_days_off_agree_with_the_holidays_package_but_for_two_known_days(year):
    package = {f"{d:%-d/%-m}" for d in holidays.country_holidays("VN", years=year) if d.weekday() < SATURDAY}
    culture_day = {f"{d:%-d/%-m}" for d in (date(year, 11, n) for n in (24, 25, 26))} if year >= 2026 else set()
    missed_swap = {"2/1"} if year == 2026 else set()

    assert weekdays_off(year) - missed_swap == package - culture_day


@pytest.mark.parametrize(
    ("on", "kind", "name", "source"),
    [
        (date(2024, 4, 29), Kind.SWAPPED_OFF, "Nghỉ hoán đổi, làm bù thứ Bảy 4/5", "2450/VPCP-KGVX ngày 12/4/2024"),
        (date(2024, 5, 4), Kind.MAKEUP, "Làm bù cho thứ Hai 29/4", "2450/VPCP-KGVX ngày 12/4/2024"),
        (date(2025, 5, 2), Kind.SWAPPED_OFF, "Nghỉ hoán đổi, làm bù thứ Bảy 26/4", "6150/TB-BLĐTBXH"),
        (date(2026, 1, 10), Kind.MAKEUP, "Làm bù cho thứ Sáu 2/1", "12729/VPCP-KGVX ngày 25/12/2025"),
        (date(2019, 1, 5), Kind.MAKEUP, "Làm bù cho thứ Hai 31/12", "6519/VPCP-KGVX ngày 11/7/2018"),
        (date(2026, 4, 27), Kind.SUBSTITUTE, "Nghỉ bù Giỗ Tổ Hùng Vương Chủ nhật 26/4", "45/2019/QH14 ngày 20/11/2019"),
        (date(2020, 9, 2), Kind.HOLIDAY, "Quốc khánh", "10/2012/QH13 ngày 18/6/2012"),
        (date(2026, 11, 21), Kind.WEEKEND, "Nghỉ hằng tuần", "188/1999/QĐ-TTg ngày 17/9/1999"),
        (date(2026, 11, 20), Kind.WORKING, "", ""),
    ],
)
def test_a_day_names_the_document_behind_it(on, kind, name, source):
    day = national().day(on)

    assert (day.kind, day.name_vi, day.source, day.provisional) == (kind, name, source, False)


def test_culture_day_2026_is_worked_but_provisional():
    day = national().day(date(2026, 11, 24))

    assert day.working
    assert day.provisional
    assert day.source == "80-NQ/TW ngày 7/1/2026"


@pytest.mark.parametrize(
    ("anchor", "n", "unit", "provisional"),
    [
        pytest.param(date(2026, 11, 20), 1, "working_days", False, id="ends the day before Culture Day"),
        pytest.param(date(2026, 11, 20), 2, "working_days", True, id="ends on Culture Day"),
        pytest.param(date(2026, 11, 20), 3, "working_days", True, id="counts over Culture Day"),
        pytest.param(date(2026, 11, 24), 3, "working_days", False, id="starts on Culture Day"),
        pytest.param(date(2026, 11, 20), 10, "days", False, id="plain days pass over it"),
        pytest.param(date(2026, 12, 30), 1, "working_days", False, id="ends in 2026"),
        pytest.param(date(2026, 12, 31), 1, "working_days", True, id="ends in 2027"),
        pytest.param(date(2026, 12, 28), 3, "days", False, id="plain days within 2026"),
        pytest.param(date(2026, 12, 28), 4, "days", True, id="plain days into 2027"),
    ],
)
def test_a_count_says_when_it_may_move(anchor, n, unit, provisional):
    assert national().explain_due_after(anchor, n, unit).provisional is provisional


@pytest.mark.parametrize(
    ("event", "n", "unit", "counting", "provisional"),
    [
        pytest.param(date(2026, 11, 24), 2, "working_days", "clear", False, id="Culture Day is the event"),
        pytest.param(date(2026, 11, 24), 2, "working_days", "difference", True, id="and counts under difference"),
        pytest.param(date(2026, 11, 26), 2, "working_days", "clear", True, id="counts over Culture Day"),
        pytest.param(date(2026, 11, 26), 7, "days", "clear", False, id="plain days pass over it"),
        pytest.param(date(2027, 1, 5), 7, "days", "clear", False, id="the latest day lies in 2026"),
    ],
)
def test_a_notice_says_when_it_may_move(event, n, unit, counting, provisional):
    assert national().explain_latest_before(event, n, unit, counting).provisional is provisional


def test_days_follow_each_other_without_gap_and_coming_years_are_provisional():
    days = national().days

    assert all(later.date - earlier.date == timedelta(days=1) for earlier, later in itertools.pairwise(days))
    assert {day.date.year for day in days if day.provisional} == set(range(2026, 2036))
    assert all(day.provisional for day in days if day.date.year >= 2027)
