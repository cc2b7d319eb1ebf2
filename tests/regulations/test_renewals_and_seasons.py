"""Days that people renew in time, and days that lie in a season: how the file may say them."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from doithoai.regulations import explain, get
from doithoai.regulations.errors import RegulationError
from doithoai.regulations.loader import load_folder
from doithoai.regulations.shelf import DATA
from doithoai.screens.law import words
from doithoai.workdays import national

BT = get("binh-thuan-218")
QUARTER = 'field: starts_on, seasons: ["01-01..03-31", "10-01..12-31"]'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of Bình Thuận's folder that a test may spoil."""
    copy = tmp_path / BT.id
    copy.mkdir()
    for name in ("rules.yaml", "clauses.csv"):
        shutil.copy(DATA / BT.id / name, copy)
    return copy


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (QUARTER, 'field: starts_on, seasons: ["10-01..03-31"]', "«10-01..03-31» không phải khoảng ngày trong năm."),
        (QUARTER, 'field: starts_on, seasons: ["02-01..02-30"]', "«02-01..02-30» không phải khoảng ngày trong năm."),
        (QUARTER, 'field: number, seasons: ["01-01..03-31"]', "trường «number» của sự việc conference_scheduled"),
        ("in_time: {setting: interim_in_time}", "in_time: perhaps", "giá trị «perhaps» không dùng được."),
        ("in_time: {setting: interim_in_time}", "in_time: {setting: nowhen}", "không có cách hiểu (setting) «nowhen»."),
    ],
)
def test_a_day_that_cannot_be_meant_is_refused(folder, old, new, message):
    path = folder / "rules.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")

    with pytest.raises(RegulationError) as caught:
        load_folder(folder)

    assert caught.value.problems[0].message.startswith(message)


def test_the_law_s_own_number_is_explained_though_people_may_name_a_day():

    explained = explain(BT, "BT-II.5.B3-resolve-deadline", date(2023, 11, 24), national())

    assert explained.due_on == date(2024, 1, 29)


@pytest.mark.parametrize(
    ("season", "sentence"),
    [
        ("quarter", "Ngày họp từ 1/1 đến 31/3 hoặc từ 1/10 đến 31/12 hằng năm."),
        ("two_months", "Ngày họp từ 1/1 đến 28/2 hoặc từ 1/11 đến 31/12 hằng năm."),
    ],
)
def test_the_library_says_when_in_the_year_as_the_unit_reads_it(season, sentence):
    read = BT.read_as({"season": season})

    assert words.sentence_of(read, read.rule("BT-I.2-season")) == sentence


def test_the_library_shows_the_law_s_own_number_first():
    rule = BT.rule("BT-II.5.B3-resolve-deadline")

    assert words.value_of(BT, rule) == words.Value("≤ 45", "ngày làm việc")
    assert words.sentence_of(BT, rule) == (
        "Chậm nhất 45 ngày làm việc sau khi có thông báo kết luận. Khi cơ quan hẹn lại bằng văn bản thì theo ngày đó."
    )
