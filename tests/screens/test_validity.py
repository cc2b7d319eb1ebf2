"""From when a text holds, in words; of a text without a day nothing is made up."""

from dataclasses import replace
from datetime import date

import pytest

from doithoai.regulations import get
from doithoai.screens.law.validity import in_force, issued, standing

DATED = replace(get("hai-phong-1155"), in_force_to=date(2027, 1, 1))
UNDATED = replace(
    get("hai-phong-1155"), issued_on=None, undated_vi="Bản có được không ghi ngày.", undated_en="Bears no date."
)


def test_a_dated_text_shows_its_days():
    assert issued(DATED) == "20/10/2023"
    assert in_force(DATED) == "từ 20/10/2023, đến hết hôm trước 1/1/2027"


def test_a_text_without_a_day_says_what_is_known():
    assert issued(UNDATED) == "không rõ ngày ban hành"
    assert in_force(UNDATED) == "Bản có được không ghi ngày."


@pytest.mark.parametrize(
    ("version", "on", "word"),
    [
        pytest.param(DATED, date(2023, 10, 19), "Chưa có hiệu lực", id="the day before"),
        pytest.param(DATED, date(2023, 10, 20), "Còn hiệu lực", id="the first day"),
        pytest.param(DATED, date(2026, 12, 31), "Còn hiệu lực", id="the last day"),
        pytest.param(DATED, date(2027, 1, 1), "Hết hiệu lực", id="the day after"),
        pytest.param(UNDATED, date(2026, 1, 1), "Không rõ ngày hiệu lực", id="never called valid"),
    ],
)
def test_standing_of_a_text_on_a_day(version, on, word):
    assert standing(version, on)[1] == word
