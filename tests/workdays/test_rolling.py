"""Days of a month that roll, weekdays by number, hours of work: against a count by hand, step by step."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doithoai.workdays import CalendarEnds, Kind, national
from doithoai.workdays.hours import due_after_hours, due_after_working_hours, hours_on, spans_of
from doithoai.workdays.rolling import WEEKDAYS, Rolls, rolled, weekday_of

OFFICE = ("07:30-11:30", "13:30-17:00")
SPANS = spans_of(OFFICE)
at = datetime.fromisoformat
days = st.dates(date(2023, 1, 5), date(2026, 12, 20))
ways = st.sampled_from(["stay", "forward", "backward"])


def walked(on, step):
    while not national().is_working(on):
        on += timedelta(days=step)
    return on


@given(days, ways, ways, st.booleans())
def test_a_fixed_day_rolls_as_a_walk_day_by_day_does(on, weekend, holiday, within_month):
    way = weekend if national().day(on).kind is Kind.WEEKEND else holiday
    by_hand = {"stay": on, "forward": walked(on, 1), "backward": walked(on, -1)}[way]
    if way != "stay" and within_month and by_hand.month != on.month:
        by_hand = walked(on, -1 if way == "forward" else 1)
    if national().is_working(on):
        by_hand = on

    assert rolled(national(), on, Rolls(weekend=weekend, holiday=holiday, within_month=within_month)) == by_hand


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        pytest.param(date(2026, 3, 13), date(2026, 3, 13), id="a Friday stays"),
        pytest.param(date(2026, 3, 14), date(2026, 3, 13), id="a Saturday goes back to Friday"),
        pytest.param(date(2026, 3, 15), date(2026, 3, 13), id="a Sunday goes back to Friday"),
        pytest.param(date(2026, 1, 10), date(2026, 1, 10), id="a Saturday that is worked stays"),
        pytest.param(date(2026, 5, 1), date(2026, 5, 4), id="a holiday goes forward over the weekend"),
    ],
)
def test_a_weekend_goes_back_and_a_holiday_forward(on, expected):
    assert rolled(national(), on, Rolls(weekend="backward", holiday="forward")) == expected


@pytest.mark.parametrize(
    ("within_month", "expected"),
    [
        pytest.param(False, date(2026, 3, 2), id="into March"),
        pytest.param(True, date(2026, 2, 27), id="kept in February"),
    ],
)
def test_a_day_may_have_to_stay_in_its_month(within_month, expected):
    # 28/2/2026 is a Saturday.
    assert rolled(national(), date(2026, 2, 28), Rolls(weekend="forward", within_month=within_month)) == expected


@given(st.integers(2020, 2033), st.integers(1, 12), st.integers(1, 5), st.sampled_from(WEEKDAYS))
def test_the_nth_weekday_is_found_by_going_through_the_month(year, month, nth, weekday):
    ahead = [date(year, month, 1) + timedelta(days=n) for n in range(31)]
    found = [on for on in ahead if on.month == month and WEEKDAYS[on.weekday()] == weekday]

    assert weekday_of(year, month, f"{nth}-{weekday}") == (found[nth - 1] if len(found) >= nth else None)
    assert weekday_of(year, month, f"last-{weekday}") == found[-1]


moments = st.datetimes(at("2023-01-05"), at("2026-11-01")).map(lambda one: one.replace(second=0, microsecond=0))


@settings(max_examples=40, deadline=None)
@given(moments, st.integers(1, 12))
def test_working_hours_are_those_counted_minute_by_minute(anchor, hours):
    now, left = anchor, hours * 60
    while left:
        open_now = national().is_working(now.date()) and any(opens <= now.time() < closes for opens, closes in SPANS)
        now += timedelta(minutes=1)
        left -= open_now

    assert due_after_working_hours(national(), anchor, hours, SPANS) == now


@pytest.mark.parametrize(
    ("anchor", "hours", "due"),
    [
        pytest.param(at("2026-08-20 09:00"), 2, at("2026-08-20 11:00"), id="the same morning"),
        pytest.param(at("2026-08-20 09:30"), 2, at("2026-08-20 11:30"), id="used up at noon, ends there"),
        pytest.param(at("2026-08-20 09:31"), 2, at("2026-08-20 13:31"), id="a minute later: the afternoon"),
        pytest.param(at("2026-08-20 16:00"), 4, at("2026-08-21 10:30"), id="over the night"),
        pytest.param(at("2026-08-21 16:00"), 8, at("2026-08-22 16:30"), id="a Saturday made up for 31/8"),
        pytest.param(at("2026-08-28 16:00"), 8, at("2026-09-03 16:30"), id="over the weekend and 2/9"),
        pytest.param(at("2026-08-20 05:00"), 1, at("2026-08-20 08:30"), id="received before the office opens"),
    ],
)
def test_hours_of_work_skip_the_night_noon_and_days_off(anchor, hours, due):
    assert due_after_working_hours(national(), anchor, hours, SPANS) == due


def test_hours_of_the_clock_count_the_night_too():
    assert due_after_hours(national(), at("2026-08-20 16:00"), 24) == at("2026-08-21 16:00")
    with pytest.raises(CalendarEnds):
        due_after_hours(national(), datetime.combine(national().last, time(16)), 24)


def test_the_hours_of_a_day_lie_between_two_moments():
    first, last = at("2026-08-20 09:00"), at("2026-08-20 14:00")

    assert hours_on(date(2026, 8, 20), first, last, SPANS) == timedelta(hours=3)
    assert hours_on(date(2026, 8, 21), first, last, SPANS) == timedelta()


@pytest.mark.parametrize("written", [["7-11"], ["11:30-07:30"], ["07:30-11:30", "11:00-17:00"]])
def test_office_hours_that_are_none_are_refused(written):
    with pytest.raises(ValueError, match=r".*"):
        spans_of(written)
