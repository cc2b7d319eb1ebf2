"""Due dates: in bulk, one by one, and explained; against three ways that others would take."""

import random
from datetime import date, timedelta

import holidays
import numpy as np

from bench.figures import Figure, best_of
from doithoai.workdays import Calendar, national
from doithoai.workdays.bulk import Days, due_after_many

MANY = 1_000_000
SOME = 5_000  # loops are timed on a sample: a million of them would take minutes
WORKING_DAYS = 15
ONE_DAY = timedelta(days=1)


def run() -> list[Figure]:
    calendar = national()
    anchors = _anchors(calendar)
    sample = [day.astype(object) for day in anchors[:SOME]]
    days_off = _days_off(calendar)

    bulk = best_of(lambda: due_after_many(anchors, WORKING_DAYS))
    single = best_of(lambda: [calendar.due_after(day, WORKING_DAYS, "working_days") for day in sample]) / SOME
    own_loop = best_of(lambda: [_walk(day, calendar) for day in sample], rounds=2) / SOME
    package = holidays.country_holidays("VN", years=range(2019, 2028))
    package_loop = best_of(lambda: [_walk_package(day, package) for day in sample], rounds=2) / SOME
    busday = best_of(lambda: _busday(anchors, days_off))
    explained = best_of(lambda: [calendar.explain_due_after(day, WORKING_DAYS, "working_days") for day in sample[:500]])

    name = f"{MANY:,} due dates in bulk ({WORKING_DAYS} working days)"
    return [
        Figure(name, bulk * 1e3, "ms", 100, "plain loop over our calendar", own_loop * MANY / bulk),
        Figure(name, bulk * 1e3, "ms", 100, "plain loop over `holidays`", package_loop * MANY / bulk),
        Figure(name, bulk * 1e3, "ms", 100, "numpy.busday_offset", busday / bulk),
        Figure("numpy.busday_offset, share of wrong dates", _share_wrong(anchors, days_off), "%"),
        Figure("`holidays` in a loop, share of wrong dates", _share_wrong_package(sample, calendar, package), "%"),
        Figure("one due date", single * 1e6, "µs", None, "plain loop over our calendar", own_loop / single),
        Figure("one due date explained day by day", explained / 500 * 1e3, "ms", 1),
    ]


def _anchors(calendar: Calendar) -> Days:
    """Return days of the official years, the same ones in every run."""
    last = date(2026, 11, 30)
    span = (last - calendar.first).days
    chance = random.Random(1155)
    return np.datetime64(calendar.first, "D") + np.array([chance.randrange(span) for _ in range(MANY)])


def _days_off(calendar: Calendar) -> Days:
    """Return all that busday_offset can be told: weekdays off. It has no word for a working Saturday."""
    return np.array([day.date for day in calendar.days if not day.working and day.date.weekday() < 5], "datetime64[D]")


def _busday(anchors: Days, days_off: Days) -> Days:
    return np.busday_offset(anchors, WORKING_DAYS, roll="backward", holidays=days_off)


def _share_wrong(anchors: Days, days_off: Days) -> float:
    return float((_busday(anchors, days_off) != due_after_many(anchors, WORKING_DAYS)).mean() * 100)


def _share_wrong_package(sample: list[date], calendar: Calendar, package: holidays.HolidayBase) -> float:
    wrong = sum(_walk_package(day, package) != calendar.due_after(day, WORKING_DAYS, "working_days") for day in sample)
    return wrong / len(sample) * 100


def _walk(day: date, calendar: Calendar) -> date:
    left = WORKING_DAYS
    while left:
        day += ONE_DAY
        left -= calendar.is_working(day)
    return day


def _walk_package(day: date, package: holidays.HolidayBase) -> date:
    left = WORKING_DAYS
    while left:
        day += ONE_DAY
        left -= package.is_working_day(day)
    return day
