"""Gia Lai's own file, spoiled: what is wrong is said with file, line, rule and the mend, in Vietnamese."""

import shutil
from pathlib import Path

import pytest

from doithoai.regulations.errors import RegulationError
from doithoai.regulations.loader import load_folder
from doithoai.regulations.shelf import DATA

GOOD = DATA / "gia-lai-553"
MEASURE = "measure: {field: count, at_least: 50, each: venue}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the folder that a test may spoil."""
    copy = tmp_path / "gia-lai-553"
    copy.mkdir()
    for name in ("rules.yaml", "clauses.csv"):
        shutil.copy(GOOD / name, copy / name)
    return copy


def refused(folder: Path, old: str, new: str, name: str = "rules.yaml") -> tuple[str, int]:
    """Spoil the first occurrence; return what the lawyer reads, and the line that was spoiled."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RegulationError) as caught:
        load_folder(folder)
    return str(caught.value.problems[0]), text[: text.index(old)].count("\n") + 1


def test_the_file_itself_is_sound(folder):
    assert load_folder(folder)[0].pin == "gia-lai-553@2017-03-14"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param(
            "capped: {setting",
            "caped: {setting",
            "quy tắc GL-9.2-reply: không có khóa «caped». Cách sửa: có phải «capped» không?",
            id="an unknown key",
        ),
        pytest.param(
            "at_least: 7, unit: days",
            "at_least: 7, unit: ngày",
            "quy tắc GL-7.3-notice: giá trị «ngày» không dùng được ở đây.",
            id="a unit in words",
        ),
        pytest.param(
            MEASURE,
            "measure: {field: count, at_least: 0, each: venue}",
            "quy tắc GL-7.3-min-50: «0» không phải số nguyên lớn hơn 0.",
            id="nobody at all",
        ),
        pytest.param(
            "group: conference", "group: hội nghị", "giá trị «hội nghị» không dùng được ở đây.", id="a group in words"
        ),
    ],
)
def test_a_slip_of_the_hand_names_its_own_line(folder, old, new, said):
    told, line = refused(folder, old, new)

    assert told.startswith(f"gia-lai-553/rules.yaml, dòng {line}, ")
    assert said in told


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param("    citation: Điều 9 khoản 2\n", "", "thiếu khóa «citation».", id="a duty without its article"),
        pytest.param(
            MEASURE,
            "measure: {field: people, at_least: 50, each: venue}",
            "sự việc attendance_counted không có trường «people».",
            id="a number that is not counted",
        ),
        pytest.param(
            MEASURE,
            "measure: {field: place, at_least: 50, each: venue}",
            "trường «place» của sự việc attendance_counted không phải",
            id="a field that is no number",
        ),
        pytest.param(
            "measure: {field: half_days, at_least: 1, at_most: 2}",
            "measure: {field: half_days, at_least: 3, at_most: 2}",
            "giới hạn dưới lớn hơn giới hạn trên.",
            id="bounds upside down",
        ),
        pytest.param(MEASURE, "measure: {field: count, each: venue}", "measure không nêu", id="no bound"),
        pytest.param(
            "capped: {setting: host_date}",
            "capped: {setting: han_chu_tri}",
            "không có cách hiểu (setting) «han_chu_tri».",
            id="a reading that is not declared",
        ),
        pytest.param(
            "rules: [GL-7.3-notice, ",
            "rules: [GL-7.3-thong-bao, ",
            "miễn quy tắc GL-7.3-thong-bao",
            id="waives nothing",
        ),
        pytest.param(
            "list: briefing}", "list: thong_bao}", "không có danh sách «thong_bao».", id="a list that is not there"
        ),
        pytest.param("  places:\n", "  dia_ban:\n", "không có danh sách tên này.", id="a list of an unknown name"),
        pytest.param("duty: logistics}", "body: logistics}", "duty_performed phải nói việc gì.", id="which duty"),
    ],
)
def test_a_name_that_leads_nowhere_is_refused_with_a_mend(folder, old, new, said):
    told, _ = refused(folder, old, new)

    assert told.startswith("gia-lai-553/rules.yaml, dòng ")
    assert said in told
    assert "Cách sửa: " in told


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param(
            "rule,GL-7.3-max-150,", "rule,GL-7.3-max-160,", "không có quy tắc GL-7.3-max-160", id="a carrier of no rule"
        ),
        pytest.param(
            "refusal_persons:threat_insult",
            "refusal_persons:insult",
            "không có mục refusal_persons:insult",
            id="no entry",
        ),
        pytest.param(
            "house_rules:order,",
            "house_rules:respect,",
            "mục house_rules:respect mang khoản khác",
            id="another's entry",
        ),
    ],
)
def test_a_clause_that_nothing_carries_is_refused(folder, old, new, said):
    told, _ = refused(folder, old, new, "clauses.csv")

    assert told.startswith("gia-lai-553/clauses.csv")
    assert said in told
