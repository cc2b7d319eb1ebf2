"""A faulty file is refused with file, line, rule and the mend."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from doithoai.regulations import shelf
from doithoai.regulations.errors import NotInForce, Problem, RegulationError, UnknownRegulation
from doithoai.regulations.loader import load_folder, load_version
from doithoai.regulations.shelf import DATA, get, get_pinned, in_force

GOOD = DATA / "hai-phong-1155"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of Hải Phòng's folder that a test may spoil."""
    copy = tmp_path / "hai-phong-1155"
    copy.mkdir()
    for name in ("rules.yaml", "clauses.csv"):
        shutil.copy(GOOD / name, copy / name)
    return copy


def spoiled(folder: Path, old: str, new: str, name: str = "rules.yaml") -> tuple[list[Problem], int]:
    """Replace the first occurrence, load, and return the problems and the line that was spoiled."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    line = text[: text.index(old)].count("\n") + 1
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RegulationError) as caught:
        load_folder(folder)
    return list(caught.value.problems), line


def test_hai_phong_loads_without_a_fault(folder):
    (version,) = load_folder(folder)

    assert version.pin == "hai-phong-1155@2023-10-20"


def test_an_unknown_key_names_its_line_and_the_likely_word(folder):
    (problem,), line = spoiled(folder, "mendable: false", "mendible: false")

    assert (problem.line, problem.rule) == (line, "HP-8.1-notice")
    assert problem.message == "không có khóa «mendible»."
    assert problem.mend == "có phải «mendable» không?"
    assert str(problem).startswith(f"hai-phong-1155/rules.yaml, dòng {line}, quy tắc HP-8.1-notice: ")


def test_a_rule_without_its_article_is_refused(folder):
    problems, line = spoiled(folder, "    citation: Điều 10 khoản 1\n    title_vi: Ban hành", "    title_vi: Ban hành")

    assert [(problem.rule, problem.message) for problem in problems] == [("HP-10.1a", "thiếu khóa «citation».")]
    assert problems[0].line in {line, line - 1}
    assert "căn cứ" in problems[0].mend


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param("at_least: 7", "at_least: bảy", "«bảy» không phải số nguyên lớn hơn 0.", id="a word for a number"),
        pytest.param("at_least: 7", "at_least: 0", "«0» không phải số nguyên lớn hơn 0.", id="zero days"),
        pytest.param("at_least: 7", "at_least: -7", "«-7» không phải số nguyên lớn hơn 0.", id="minus days"),
        pytest.param(
            "unit: working_days", "unit: weeks", "giá trị «weeks» không dùng được ở đây.", id="a unit unknown"
        ),
        pytest.param(
            "issued_on: 2023-10-20", "issued_on: 20/10/2023", "«20/10/2023» không phải một ngày.", id="a date"
        ),
        pytest.param("group: before", "group: befor", "giá trị «befor» không dùng được ở đây.", id="a group unknown"),
        pytest.param(
            "door: announce", "door: [announce]", "chỗ này phải là một giá trị, không phải danh sách.", id="list"
        ),
        pytest.param("mendable: false", "mendable: nope", "«nope» không phải true hoặc false.", id="a flag"),
        pytest.param("door: announce", "door: announce\n    door: open", "khóa «door» viết hai lần.", id="twice"),
    ],
)
def test_an_impossible_value_names_its_line(folder, old, new, message):
    problems, line = spoiled(folder, old, new)

    assert message in [problem.message for problem in problems]
    assert all(problem.line in {line, line + 1} for problem in problems)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param(
            "after: conference_held", "after: conference_helt", "không có mốc «conference_helt».", id="anchor"
        ),
        pytest.param(
            "fact: programme_approved", "fact: programme_aproved", "không có sự việc «programme_aproved».", id="fact"
        ),
        pytest.param(
            "{field: items, list", "{field: item, list", "sự việc briefing_prepared không có trường «item».", id="field"
        ),
        pytest.param("same_as: HP-10.1a}", "same_as: HP-10.9}", "same_as trỏ tới quy tắc HP-10.9 không có.", id="rule"),
        pytest.param(
            "counting: {setting: notice_counting}",
            "counting: {setting: counting}",
            "không có cách hiểu (setting) «counting».",
            id="setting",
        ),
        pytest.param("total: 15", "total: 9", "thời hạn kéo dài không dài hơn thời hạn gốc.", id="shorter extension"),
        pytest.param('calendar: "06-30"', 'calendar: "06-31"', "«06-31» không phải tháng-ngày.", id="no such day"),
        pytest.param(
            "grounds: [beyond_competence,", "grounds: [no_time,", "không có lý do gia hạn «no_time».", id="ground"
        ),
        pytest.param(
            "{at_most: 7, unit: working_days, after",
            "{at_most: 7, at_least: 7, unit: working_days, after",
            "thời hạn phải viết theo đúng một kiểu.",
            id="two deadlines at once",
        ),
        pytest.param(
            "{at_most: 7, unit: working_days, after", "{at_most: 7, after", "thời hạn thiếu đơn vị đếm.", id="no unit"
        ),
        pytest.param("      - HP-8.1-plan\n", "      - HP-8.9\n", "miễn quy tắc HP-8.9 không có.", id="waived rule"),
        pytest.param(
            "default: clear", "default: lax", "cách hiểu mặc định «lax» không có trong choices.", id="default"
        ),
        pytest.param("  hosts:\n", "  hostz:\n", "không có danh sách tên này.", id="list"),
        pytest.param(
            "in_force_from: 2023-10-20",
            "in_force_from: 2023-10-20\nin_force_to: 2023-10-20",
            "ngày hết hiệu lực không sau ngày có hiệu lực.",
            id="ends before it begins",
        ),
        pytest.param(
            "in_force_from: 2023-10-20", "in_force_from: 2023-10-19", "có hiệu lực trước ngày ban hành.", id="too early"
        ),
    ],
)
def test_what_does_not_exist_is_refused(folder, old, new, message):
    problems, _ = spoiled(folder, old, new)

    assert message in [problem.message for problem in problems]


def test_a_problem_in_a_rule_names_the_line_of_the_rule(folder):
    problems, _ = spoiled(folder, "total: 15", "total: 9")

    lines = (folder / "rules.yaml").read_text(encoding="utf-8").splitlines()
    assert lines[problems[0].line - 1].strip() == "- id: HP-10.1a"


def test_a_rule_of_an_unregistered_clause_is_refused(folder):
    problems, _ = spoiled(folder, "- id: HP-10.1a\n", "- id: HP-10.7\n")

    assert "khoản HP-10.7 không có trong clauses.csv." in [problem.message for problem in problems]


def test_broken_yaml_names_its_line(folder):
    (problem,), line = spoiled(folder, "levels: [province", "levels: [[province")

    assert problem.message.startswith("YAML sai cú pháp")
    assert problem.line >= line


def test_a_file_that_is_not_utf8_says_how_to_save_it(folder):
    (folder / "rules.yaml").write_bytes("số: 1".encode("utf-16"))

    with pytest.raises(RegulationError, match="lưu lại tệp ở dạng UTF-8"):
        load_folder(folder)


def test_an_empty_folder_is_refused(tmp_path):
    with pytest.raises(RegulationError, match=r"không có tệp rules\.yaml"):
        load_folder(tmp_path)


def test_decomposed_text_is_stored_composed(folder):
    import unicodedata  # noqa: PLC0415 -- used by this test alone

    path = folder / "rules.yaml"
    path.write_text(unicodedata.normalize("NFD", path.read_text(encoding="utf-8")), encoding="utf-8")

    assert load_version(path).short_vi == "Quy chế 1155-QĐ/TU"


def with_second_version(folder: Path, *, first_ends: str) -> None:
    text = (folder / "rules.yaml").read_text(encoding="utf-8")
    (folder / "rules.yaml").write_text(
        text.replace("in_force_from: 2023-10-20", f"in_force_from: 2023-10-20\nin_force_to: {first_ends}"),
        encoding="utf-8",
    )
    later = text.replace('version: "2023-10-20"', 'version: "2026-01-01"').replace(
        "in_force_from: 2023-10-20", "in_force_from: 2026-01-01"
    )
    (folder / "rules-2026-01-01.yaml").write_text(later, encoding="utf-8")


def test_overlapping_versions_are_refused(folder):
    with_second_version(folder, first_ends="2026-01-02")

    with pytest.raises(RegulationError, match="chồng ngày hiệu lực"):
        load_folder(folder)


def test_versions_that_follow_each_other_load_in_order(folder):
    with_second_version(folder, first_ends="2026-01-01")

    first, second = load_folder(folder)

    assert (first.covers(date(2025, 12, 31)), first.covers(date(2026, 1, 1))) == (True, False)
    assert (second.covers(date(2025, 12, 31)), second.covers(date(2026, 1, 1))) == (False, True)


def test_asking_before_the_first_version_raises():
    assert in_force("hai-phong-1155", date(2023, 10, 20)).version == "2023-10-20"
    with pytest.raises(NotInForce):
        in_force("hai-phong-1155", date(2023, 10, 19))


def test_a_pin_names_one_version():
    assert get_pinned("hai-phong-1155@2023-10-20") is get("hai-phong-1155")
    with pytest.raises(UnknownRegulation):
        get_pinned("hai-phong-1155@2020-01-01")
    with pytest.raises(UnknownRegulation):
        shelf.get("ha-noi")


@pytest.mark.parametrize(
    "said", ["undated_vi: Không rõ\n", "issued_on: 2023-10-20\nundated_vi: Không rõ\nundated_en: Unknown\n"]
)
def test_a_text_bears_its_day_of_issue_or_says_that_it_is_not_known(folder, said):
    (problem,), _ = spoiled(folder, "issued_on: 2023-10-20\n", said)

    assert problem.message == "ngày ban hành phải rõ, hoặc nói vì sao không rõ."


def test_a_text_without_a_day_loads_when_it_says_so(folder):
    path = folder / "rules.yaml"
    said = "undated_vi: Bản có được không ghi ngày\nundated_en: The copy bears no date\n"
    path.write_text(path.read_text(encoding="utf-8").replace("issued_on: 2023-10-20\n", said), encoding="utf-8")

    (version,) = load_folder(folder)

    assert (version.issued_on, version.undated_vi) == (None, "Bản có được không ghi ngày")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("{code: speak, number: 4", "{code: speak, number: 5", "số thứ tự các bước là 1, 2, 3, 5, 5, 6, 7."),
        (
            'where: {step: "4"}, label: speak',
            'where: {step: "5"}, label: speak',
            "bước số 5 là «answer», không phải «speak».",
        ),
    ],
)
def test_numbers_that_contradict_each_other_are_refused(folder, old, new, message):
    problems, _ = spoiled(folder, old, new)

    assert problems[0].message == message
