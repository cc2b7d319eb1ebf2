"""Counting legal periods: the vectors of the comparison, and both sides of each boundary."""

from datetime import date, timedelta

import pytest

from doithoai.workdays import CalendarEnds, Closure, Kind, national

ONE_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("held_on", "n", "expected"),
    [
        pytest.param(date(2023, 11, 10), 10, date(2023, 11, 24), id="V1, conclusion notice"),
        pytest.param(date(2023, 11, 10), 15, date(2023, 12, 1), id="V1, extended"),
        pytest.param(date(2023, 11, 24), 7, date(2023, 12, 5), id="V2, agency report"),
        pytest.param(date(2023, 11, 11), 5, date(2023, 11, 17), id="V3, held on a Saturday"),
        pytest.param(date(2023, 11, 11), 15, date(2023, 12, 1), id="V3, answers"),
        pytest.param(date(2023, 11, 15), 5, date(2023, 11, 22), id="V4, review"),
        pytest.param(date(2023, 11, 15), 30, date(2023, 12, 27), id="V4, complex"),
        pytest.param(date(2023, 11, 24), 45, date(2024, 1, 29), id="V5, across 1/1/2024"),
        pytest.param(date(2024, 4, 26), 10, date(2024, 5, 14), id="V6, with the working Saturday 4/5/2024"),
    ],
)
def test_working_days_after_the_conference(held_on, n, expected):
    assert national().due_after(held_on, n, "working_days") == expected


@pytest.mark.parametrize(
    ("anchor", "n", "expected"),
    [
        pytest.param(date(2025, 4, 25), 1, date(2025, 4, 26), id="Saturday 26/4/2025 is worked"),
        pytest.param(date(2025, 4, 25), 3, date(2025, 4, 29), id="the last day before 30/4/2025"),
        pytest.param(date(2025, 4, 25), 4, date(2025, 5, 5), id="2/5/2025 is off against 26/4"),
        pytest.param(date(2025, 12, 31), 1, date(2026, 1, 5), id="2/1/2026 is off against 10/1"),
        pytest.param(date(2026, 1, 9), 1, date(2026, 1, 10), id="Saturday 10/1/2026 is worked"),
        pytest.param(date(2026, 1, 10), 1, date(2026, 1, 12), id="from the working Saturday itself"),
        pytest.param(date(2026, 8, 20), 10, date(2026, 9, 7), id="across 2/9/2026 with Saturday 22/8"),
        pytest.param(date(2026, 8, 21), 1, date(2026, 8, 22), id="Saturday 22/8/2026 is worked"),
        pytest.param(date(2026, 8, 28), 1, date(2026, 9, 3), id="31/8, 1/9 and 2/9/2026 are off"),
        pytest.param(date(2019, 1, 4), 1, date(2019, 1, 5), id="Saturday 5/1/2019 is worked against 31/12/2018"),
        pytest.param(date(2019, 5, 3), 1, date(2019, 5, 4), id="Saturday 4/5/2019 is worked against 29/4"),
        pytest.param(date(2024, 2, 7), 1, date(2024, 2, 15), id="across Tết 2024"),
        pytest.param(date(2026, 2, 13), 1, date(2026, 2, 23), id="across Tết 2026"),
    ],
)
def test_a_swapped_day_and_its_saturday_change_places(anchor, n, expected):
    assert national().due_after(anchor, n, "working_days") == expected


@pytest.mark.parametrize(
    ("anchor", "n", "expected"),
    [
        pytest.param(date(2026, 8, 17), 10, date(2026, 8, 27), id="ends on a working day: stays"),
        pytest.param(date(2026, 8, 18), 10, date(2026, 8, 28), id="Friday stays"),
        pytest.param(date(2026, 8, 19), 10, date(2026, 9, 3), id="Saturday rolls past 2/9"),
        pytest.param(date(2026, 8, 12), 10, date(2026, 8, 22), id="a working Saturday does not roll"),
        pytest.param(date(2026, 8, 20), 10, date(2026, 9, 3), id="Sunday rolls past 2/9"),
    ],
)
def test_plain_days_roll_forward_after_the_conference(anchor, n, expected):
    assert national().due_after(anchor, n, "days") == expected


@pytest.mark.parametrize(
    ("anchor", "n", "expected"),
    [
        pytest.param(date(2026, 3, 10), 1, date(2026, 4, 10), id="the same day of the next month"),
        pytest.param(date(2025, 12, 31), 2, date(2026, 3, 2), id="no 31/2: Saturday 28/2 rolls to Monday 2/3"),
        pytest.param(date(2024, 1, 31), 1, date(2024, 2, 29), id="leap year"),
        pytest.param(date(2025, 10, 1), 12, date(2026, 10, 1), id="a year"),
    ],
)
def test_months_end_on_the_same_day_or_the_last(anchor, n, expected):
    assert national().due_after(anchor, n, "months") == expected


@pytest.mark.parametrize(
    ("event", "n", "unit", "clear", "difference"),
    [
        pytest.param(date(2023, 11, 24), 7, "working_days", date(2023, 11, 14), date(2023, 11, 15), id="V7"),
        pytest.param(date(2023, 11, 24), 3, "working_days", date(2023, 11, 20), date(2023, 11, 21), id="V8"),
        pytest.param(date(2023, 11, 24), 7, "days", date(2023, 11, 16), date(2023, 11, 17), id="V9"),
        pytest.param(date(2023, 11, 25), 3, "working_days", date(2023, 11, 21), date(2023, 11, 21), id="V10, Saturday"),
        pytest.param(date(2026, 8, 22), 1, "working_days", date(2026, 8, 20), date(2026, 8, 21), id="worked Saturday"),
        pytest.param(date(2023, 11, 27), 7, "days", date(2023, 11, 17), date(2023, 11, 20), id="Sunday rolls back"),
        pytest.param(date(2026, 9, 7), 4, "days", date(2026, 8, 28), date(2026, 9, 3), id="rolls back over 2/9"),
        pytest.param(date(2026, 3, 31), 1, "months", date(2026, 2, 27), date(2026, 2, 27), id="months, no 31/2"),
    ],
)
def test_minimum_notice_before_the_conference(event, n, unit, clear, difference):
    calendar = national()

    assert calendar.latest_before(event, n, unit) == clear
    assert calendar.latest_before(event, n, unit, "difference") == difference


@pytest.mark.parametrize(
    ("announced", "clear", "difference"),
    [
        pytest.param(date(2023, 11, 14), True, True, id="seven working days lie between"),
        pytest.param(date(2023, 11, 15), False, True, id="six lie between, the conference is the seventh"),
        pytest.param(date(2023, 11, 16), False, False, id="too late either way"),
    ],
)
def test_notice_is_kept_or_not(announced, clear, difference):
    calendar, event = national(), date(2023, 11, 24)

    assert (announced <= calendar.nominal_before(event, 7, "working_days")) is clear
    assert (announced <= calendar.nominal_before(event, 7, "working_days", "difference")) is difference


def test_notice_on_the_sunday_after_the_latest_working_day_is_still_enough():
    calendar, event = national(), date(2023, 11, 22)  # a Wednesday

    assert calendar.latest_before(event, 7, "working_days") == date(2023, 11, 10)
    assert calendar.nominal_before(event, 7, "working_days") == date(2023, 11, 12)


@pytest.mark.parametrize(
    ("inclusive", "expected"),
    [pytest.param(False, date(2025, 6, 29), id="V11, a Sunday all the same"), pytest.param(True, date(2025, 6, 30))],
)
def test_before_a_date_does_not_roll(inclusive, expected):
    assert national().before_date(2025, 6, 30, inclusive=inclusive) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        pytest.param(date(2026, 8, 26), date(2026, 9, 7), 5, id="còn 5 ngày làm việc"),
        pytest.param(date(2026, 8, 26), date(2026, 8, 26), 0, id="the day itself"),
        pytest.param(date(2026, 8, 28), date(2026, 9, 2), 0, id="only days off between"),
        pytest.param(date(2026, 9, 8), date(2026, 9, 7), -1, id="one working day late"),
        pytest.param(date(2026, 9, 6), date(2026, 9, 4), 0, id="late by a weekend only"),
    ],
)
def test_working_days_between_are_signed(start, end, expected):
    assert national().working_days_between(start, end) == expected


def test_next_and_previous_working_keep_a_working_day():
    calendar = national()

    assert calendar.next_working(date(2026, 8, 28)) == date(2026, 8, 28)
    assert calendar.next_working(date(2026, 8, 29)) == date(2026, 9, 3)
    assert calendar.previous_working(date(2026, 9, 3)) == date(2026, 9, 3)
    assert calendar.previous_working(date(2026, 9, 2)) == date(2026, 8, 28)


def test_counting_past_the_last_year_says_what_to_do():
    calendar = national()

    with pytest.raises(CalendarEnds, match=r"chỉ có từ thứ Ba 1/1/2019 đến thứ Hai 31/12/2035.*bổ sung lịch"):
        calendar.due_after(date(2035, 12, 28), 10, "working_days")


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(lambda c: c.day(date(2018, 12, 31)), id="the day before the first"),
        pytest.param(lambda c: c.day(date(2036, 1, 1)), id="the day after the last"),
        pytest.param(lambda c: c.due_after(date(2035, 12, 31), 1, "working_days"), id="working days past the end"),
        pytest.param(lambda c: c.due_after(date(2035, 12, 31), 1, "days"), id="days past the end"),
        pytest.param(lambda c: c.due_after(date(2035, 12, 1), 1, "months"), id="months past the end"),
        pytest.param(lambda c: c.due_after(date(2026, 1, 1), 10**12, "days"), id="an absurd length"),
        pytest.param(lambda c: c.due_after(date(2026, 1, 1), 10**12, "months"), id="absurd months"),
        pytest.param(lambda c: c.latest_before(date(2019, 1, 3), 3, "working_days"), id="before the beginning"),
        pytest.param(lambda c: c.latest_before(date(2019, 1, 3), 1, "days"), id="rolling before the beginning"),
        pytest.param(lambda c: c.explain_due_after(date(2035, 12, 31), 1, "days"), id="explained past the end"),
    ],
)
def test_nothing_is_guessed_outside_the_years_held(ask):
    with pytest.raises(CalendarEnds):
        ask(national())


def test_last_day_held_can_still_be_reached():
    assert national().due_after(date(2035, 12, 30), 1, "working_days") == date(2035, 12, 31)


@pytest.mark.parametrize("n", [0, -1])
def test_a_period_has_a_length(n):
    with pytest.raises(ValueError, match="at least 1"):
        national().due_after(date(2026, 8, 20), n, "days")


def test_a_units_own_closure_moves_only_its_own_dates():
    closed = national().with_closures([Closure("tan-lach", date(2026, 9, 3), "15/TB-UBND ngày 20/8/2026")])

    assert closed.due_after(date(2026, 8, 20), 10, "working_days") == date(2026, 9, 8)
    assert national().due_after(date(2026, 8, 20), 10, "working_days") == date(2026, 9, 7)
    assert closed.day(date(2026, 9, 3)).kind is Kind.CLOSURE
    assert closed.day(date(2026, 9, 3)).source == "15/TB-UBND ngày 20/8/2026"


def test_a_closure_on_a_holiday_leaves_the_holiday():
    closed = national().with_closures([Closure("tan-lach", date(2026, 9, 2), "15/TB-UBND")])

    assert closed.day(date(2026, 9, 2)).kind is Kind.HOLIDAY


def test_a_closure_without_its_decision_is_refused():
    with pytest.raises(ValueError, match="3/9/2026 chưa có số quyết định"):
        national().with_closures([Closure("tan-lach", date(2026, 9, 3), " ")])
