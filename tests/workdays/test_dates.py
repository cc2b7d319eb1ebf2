"""Days in Vietnamese words."""

from datetime import date

import pytest

from doithoai.workdays.dates import vi_date, vi_day, vi_numeric, vi_short, weekday_short


def test_a_date_is_written_as_offices_write_it():
    day = date(2026, 9, 7)

    assert vi_date(day) == "thứ Hai 7/9/2026"
    assert vi_day(day) == "thứ Hai 7/9"
    assert vi_numeric(day) == "7/9/2026"
    assert vi_short(day) == "7/9"


@pytest.mark.parametrize(
    ("day", "short", "long"),
    [
        (date(2026, 9, 7), "T2", "thứ Hai 7/9"),
        (date(2026, 9, 8), "T3", "thứ Ba 8/9"),
        (date(2026, 9, 9), "T4", "thứ Tư 9/9"),
        (date(2026, 9, 10), "T5", "thứ Năm 10/9"),
        (date(2026, 9, 11), "T6", "thứ Sáu 11/9"),
        (date(2026, 9, 12), "T7", "thứ Bảy 12/9"),
        (date(2026, 9, 13), "CN", "Chủ nhật 13/9"),
    ],
)
def test_weekdays_have_their_names(day, short, long):
    assert weekday_short(day) == short
    assert vi_day(day) == long
