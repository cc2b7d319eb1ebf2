"""Adding a regulation: the template is sound, its case comes true, the schema in docs is the one of the program."""

import json
from pathlib import Path

import pytest

from doithoai.regulations import shelf
from doithoai.regulations.cases import read_case, run
from doithoai.regulations.cli import main
from doithoai.regulations.json_schema import json_schema
from doithoai.regulations.loader import load_folder
from doithoai.workdays import national

DOCS = Path(__file__).parents[2] / "docs"
TEMPLATE = DOCS / "mau-quy-che"


@pytest.fixture
def on_the_shelf(monkeypatch):
    """The template as if its folder stood among the data; the file system is the outside world."""
    shelved = {**shelf._shelf(), "vi-du-01": load_folder(TEMPLATE)}
    monkeypatch.setattr(shelf, "_shelf", lambda: shelved)


def test_the_template_passes_the_check(capsys):
    assert main(["check", str(TEMPLATE)]) == 0
    assert capsys.readouterr().out.strip() == "vi-du-01@2026-01-01: 2 quy tắc, 8 khoản mục, không có lỗi."


def test_the_case_of_the_template_comes_true(on_the_shelf):
    assert run(read_case(TEMPLATE / "cases" / "ket-luan.yaml"), national()) == []


def test_a_fault_in_the_template_names_line_rule_and_mend(tmp_path, capsys):
    for name in ("rules.yaml", "clauses.csv"):
        text = (TEMPLATE / name).read_text(encoding="utf-8").replace("unit: working_days", "unit: weeks", 1)
        (tmp_path / name).write_text(text, encoding="utf-8")

    code = main(["check", str(tmp_path)])

    said = capsys.readouterr().out
    assert code == 1
    assert "quy tắc VD-2.1-notice: giá trị «weeks» không dùng được ở đây. Cách sửa: chọn một trong" in said


def test_the_schema_in_docs_is_current(capsys):
    main(["schema", "--json"])

    assert capsys.readouterr().out == (DOCS / "rules.schema.json").read_text(encoding="utf-8")


def test_the_schema_knows_units_required_keys_and_nothing_else():
    schema = json_schema()
    rule = schema["$defs"]["Rule"]

    assert schema["$defs"]["Deadline"]["properties"]["unit"] == {
        "enum": ["working_days", "days", "months", "working_hours", "hours"]
    }
    assert "citation" in rule["required"]
    assert rule["additionalProperties"] is False
    assert "clauses" not in schema["properties"]


def test_compare_prints_only_what_differs(on_the_shelf, capsys):
    main(["compare", "vi-du-01", "vi-du-01"])
    assert capsys.readouterr().out.splitlines() == ["Quy chế 01-QĐ/VD và Quy chế 01-QĐ/VD: khác nhau 0 trong 6 điểm."]

    main(["compare", "vi-du-01", "hai-phong-1155", "--json"])
    points = {one["point"]: one for one in json.loads(capsys.readouterr().out)["points"]}
    assert points["VD-3.1-conclusion"]["left"]["verdict"] == "stricter"


def test_simulate_prints_dates_and_what_moves(on_the_shelf, capsys):
    words = ["simulate", "vi-du-01", "--type", "periodic", "--conference", "2026-03-16", "--json"]
    main(words)
    assert [one["due_on"] for one in json.loads(capsys.readouterr().out)] == ["2026-03-06", "2026-03-26"]

    main([*words, "--move", "conference_start=2026-03-17"])
    assert [one["moved_days"] for one in json.loads(capsys.readouterr().out)] == [3, 1]


def test_simulate_reads_the_anchors_of_a_case(on_the_shelf, capsys):
    code = main(["simulate", "--case", str(TEMPLATE / "cases" / "ket-luan.yaml"), "--json"])

    found = json.loads(capsys.readouterr().out)[1]
    assert (code, found["due_on"], found["expected"]) == (0, "2026-03-26", False)


def test_simulate_without_a_day_says_what_is_missing(on_the_shelf, capsys):
    assert main(["simulate", "vi-du-01"]) == 1
    assert "Còn thiếu ngày họp" in capsys.readouterr().err


def test_explain_tells_the_days_in_words(on_the_shelf, capsys):
    main(["explain", "vi-du-01", "VD-3.1-conclusion", "--anchor", "2026-03-16"])

    said = capsys.readouterr().out.splitlines()
    assert said[1] == "Chậm nhất 8 ngày làm việc sau hội nghị. Mốc là thứ Hai 16/3/2026."
    assert said[3] == "  thứ Ba 17/3/2026: Ngày làm việc, tính là ngày số 1."
    assert said[-1] == "Vì vậy ngày cuối là thứ Năm 26/3/2026."
