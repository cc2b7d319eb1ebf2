"""Counting legal periods, both sides of each boundary."""

from datetime import date

import pytest

from doithoai.workdays import national


@pytest.mark.parametrize(
    ("held_on", "n", "expected"),
    [
        pytest.param(date(2023, 11, 10), 10, date(2023, 11, 24), id="V1, no holiday between"),
        pytest.param(date(2023, 11, 10), 15, date(2023, 12, 1), id="V1, extended"),
        pytest.param(date(2023, 11, 24), 7, date(2023, 12, 5), id="V2"),
        pytest.param(
            date(2024, 4, 26),
            10,
            date(2024, 5, 14),
            id="V6, with the working Saturday 4/5",
        ),
        pytest.param(
            date(2026, 8, 20),
            10,
            date(2026, 9, 7),
            id="across 2/9/2026, with the working Saturday 22/8",
        ),
    ],
)
def test_working_days_end_on_the_nth(held_on, n, expected):
    assert national().due_after(held_on, n, "working_days") == expected
