"""What must hold for every day and every length."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from doithoai.workdays import CalendarEnds, national
from doithoai.workdays.bulk import due_after_many

days = st.dates(date(2019, 6, 1), date(2034, 6, 1))
lengths = st.integers(1, 60)
units = st.sampled_from(["working_days", "days", "months"])
short = st.integers(1, 5)


@given(days, days, lengths, units)
def test_a_later_anchor_is_never_due_earlier(one, other, n, unit):
    earlier, later = sorted([one, other])

    assert national().due_after(earlier, min(n, 12), unit) <= national().due_after(later, min(n, 12), unit)


@given(days, lengths)
def test_a_longer_period_ends_later(anchor, n):
    calendar = national()

    assert calendar.due_after(anchor, n, "working_days") < calendar.due_after(anchor, n + 1, "working_days")


@given(days, lengths)
def test_counting_back_from_the_due_day_gives_the_length(anchor, n):
    calendar = national()
    due = calendar.due_after(anchor, n, "working_days")

    assert calendar.is_working(due)
    assert calendar.working_days_between(anchor, due) == n
    assert calendar.working_days_between(due, anchor) == -n


@given(days, lengths)
def test_a_walk_day_by_day_ends_on_the_same_day(anchor, n):
    calendar, on, left = national(), anchor, n
    while left:
        on += timedelta(days=1)
        left -= calendar.is_working(on)

    assert calendar.due_after(anchor, n, "working_days") == on


@given(days, short, units)
def test_clear_notice_also_keeps_difference(event, n, unit):
    calendar = national()
    clear = calendar.latest_before(event, n, unit, "clear")

    assert clear <= calendar.latest_before(event, n, unit, "difference") < event
    assert clear <= calendar.nominal_before(event, n, unit, "clear")
    assert calendar.nominal_before(event, n, unit, "clear") <= calendar.nominal_before(event, n, unit, "difference")


@given(days, lengths)
def test_whole_working_days_lie_between_notice_and_event(event, n):
    calendar = national()
    latest = calendar.latest_before(event, n, "working_days")
    between = calendar.working_days_between(latest, event - timedelta(days=1))

    assert calendar.is_working(latest)
    assert between == n


@given(days, short, units)
def test_the_next_working_day_after_the_latest_is_too_late(event, n, unit):
    calendar = national()
    latest = calendar.latest_before(event, n, unit)

    assert calendar.due_after(latest, 1, "working_days") > calendar.nominal_before(event, n, unit)


@given(days, short, units)
def test_an_explanation_ends_where_the_count_ends(anchor, n, unit):
    calendar = national()
    after, before = calendar.explain_due_after(anchor, n, unit), calendar.explain_latest_before(anchor, n, unit)

    assert after.due_on == calendar.due_after(anchor, n, unit) == after.steps[-1].date
    assert before.due_on == calendar.latest_before(anchor, n, unit) == before.steps[0].date
    assert after.steps[0].date == before.steps[-1].date == anchor


@given(st.lists(days, min_size=1, max_size=50), lengths)
def test_bulk_gives_the_same_as_one_by_one(anchors, n):
    expected = [national().due_after(anchor, n, "working_days") for anchor in anchors]

    assert due_after_many(np.array(anchors, "datetime64[D]"), n).astype(object).tolist() == expected


def test_bulk_holds_every_day_of_the_official_years():
    anchors = np.arange("2019-01-01", "2027-01-01", dtype="datetime64[D]")
    expected = [national().due_after(anchor, 15, "working_days") for anchor in anchors.astype(object)]

    assert due_after_many(anchors, 15).astype(object).tolist() == expected


@pytest.mark.parametrize(
    "anchors",
    [["2026-08-20", "2018-12-31"], ["2026-08-20", "2036-01-01"], ["2026-08-20", "2035-12-31"], ["2026-08-20", "NaT"]],
)
def test_bulk_refuses_the_whole_when_one_date_cannot_be_counted(anchors):
    with pytest.raises(CalendarEnds):
        due_after_many(np.array(anchors, "datetime64[D]"), 1)


def test_bulk_of_nothing_is_nothing():
    assert due_after_many(np.array([], "datetime64[D]"), 1).size == 0


def test_bulk_leaves_its_input_alone():
    anchors = np.array(["2026-08-20"], "datetime64[D]")

    due_after_many(anchors, 10)

    assert anchors.astype(object).tolist() == [date(2026, 8, 20)]
