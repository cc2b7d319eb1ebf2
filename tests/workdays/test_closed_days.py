"""Counting with days off of one unit, against a count by hand."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from doithoai.workdays import Closure, national

DAY = timedelta(days=1)
ANCHORS = st.dates(date(2024, 1, 1), date(2027, 6, 30))
LENGTHS = st.integers(1, 40)
OFFSETS = st.sets(st.integers(-70, 70), max_size=12)


def closed(anchor, offsets):
    days = {anchor + offset * DAY for offset in offsets}
    return days, national().with_closures(Closure("tl", day, "15/TB-UBND") for day in days)


def works(day, days):
    return national().is_working(day) and day not in days


@given(ANCHORS, LENGTHS, OFFSETS)
def test_working_days_after_an_event_leave_out_the_days_off(anchor, n, offsets):
    days, calendar = closed(anchor, offsets)
    day, left = anchor, n
    while left:
        day += DAY
        left -= works(day, days)

    assert calendar.due_after(anchor, n, "working_days") == day


@given(ANCHORS, LENGTHS, OFFSETS)
def test_plain_days_roll_over_the_days_off(anchor, n, offsets):
    days, calendar = closed(anchor, offsets)
    day = anchor + n * DAY
    while not works(day, days):
        day += DAY

    assert calendar.due_after(anchor, n, "days") == day


@given(ANCHORS, st.integers(1, 15), OFFSETS)
def test_a_minimum_before_an_event_keeps_its_whole_working_days(event, n, offsets):
    days, calendar = closed(event, offsets)

    latest = calendar.latest_before(event, n, "working_days")

    between = [latest + k * DAY for k in range(1, (event - latest).days)]
    assert works(latest, days)
    assert sum(works(day, days) for day in between) >= n
    assert sum(works(day, days) for day in between[1:]) < n or not works(between[0], days)


@given(ANCHORS, LENGTHS, OFFSETS)
def test_the_explanation_counts_the_same_days(anchor, n, offsets):
    days, calendar = closed(anchor, offsets)

    count = calendar.explain_due_after(anchor, n, "working_days")

    assert count.due_on == calendar.due_after(anchor, n, "working_days")
    assert [step.date for step in count.steps if step.counted] == [
        step.date for step in count.steps[1:] if works(step.date, days)
    ]
