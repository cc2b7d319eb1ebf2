"""`doithoai law …`: what it prints, and with which exit code."""

import json

import pytest

from doithoai.regulations.cli import main
from doithoai.regulations.shelf import DATA


def printed(capsys, *words):
    """Run a command; return its exit code and what it printed."""
    code = main(words)
    return code, capsys.readouterr().out


def test_due_tells_date_article_and_days(capsys):
    code, text = printed(capsys, "due", "hai-phong-1155", "HP-10.1a", "--anchor", "2024-04-26", "--json")

    found = json.loads(text)
    assert code == 0
    assert (found["due_on"], found["provisional"], found["citation"]) == ("2024-05-14", False, "Điều 10 khoản 1")
    saturday = next(day for day in found["days"] if day["date"] == "2024-05-04")
    holiday = next(day for day in found["days"] if day["date"] == "2024-05-01")
    assert (saturday["counted"], saturday["kind"]) == (True, "makeup")
    assert (holiday["counted"], holiday["kind"]) == (False, "holiday")
    assert all(day["reason_vi"] for day in found["days"])


@pytest.mark.parametrize(
    ("words", "due_on"),
    [
        (["HP-10.1a", "--anchor", "2023-11-10"], "2023-11-24"),
        (["HP-10.1a", "--anchor", "2023-11-10", "--extended"], "2023-12-01"),
        (["HP-10.2-report-host", "--anchor", "2023-11-24"], "2023-12-05"),
        (["HP-8.1-notice", "--anchor", "2023-11-24"], "2023-11-14"),
        (["HP-8.1-notice", "--anchor", "2023-11-24", "--setting", "notice_counting=difference"], "2023-11-15"),
        (["HP-15.1a-half", "--anchor", "2026-01-01"], "2026-06-29"),
        (["HP-15.1a-half", "--anchor", "2026-01-01", "--setting", "report_day=yes"], "2026-06-30"),
        (["HP-10.1-to-front", "--anchor", "2023-11-10"], "2023-11-24"),
        (["HP-5.2a-frequency", "--anchor", "2026-03-01"], "2026-12-31"),
        (["HP-8.1-plan", "--anchor", "2026-08-20"], "2026-08-19"),
        (["HP-9.1-secretary", "--anchor", "2026-08-20"], "2026-08-20"),
    ],
)
def test_due_dates(capsys, words, due_on):
    code, text = printed(capsys, "due", "hai-phong-1155", *words, "--json")

    assert (code, json.loads(text)["due_on"]) == (0, due_on)


def test_due_in_a_year_without_a_schedule_is_provisional(capsys):
    _, text = printed(capsys, "due", "hai-phong-1155", "HP-10.1a", "--anchor", "2027-02-01", "--json")

    assert json.loads(text)["provisional"] is True


def test_due_for_people_names_the_last_day(capsys):
    code, text = printed(capsys, "due", "hai-phong-1155", "HP-10.1a", "--anchor", "2026-08-20")

    assert code == 0
    assert text.splitlines()[0] == "Ban hành và gửi thông báo kết luận: hạn thứ Hai 7/9/2026"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["due", "hai-phong-1155", "HP-11.1-resolve", "--anchor", "2026-01-01"], "không ấn định số ngày"),
        (["due", "hai-phong-1155", "HP-9.7-deadline+resolve", "--anchor", "2026-01-01"], "không ấn định số ngày"),
        (["due", "hai-phong-1155", "HP-8.1-notice", "--anchor", "2026-01-01", "--extended"], "không được gia hạn"),
        (["due", "hai-phong-1155", "HP-99", "--anchor", "2026-01-01"], "không có quy tắc HP-99"),
        (["due", "ha-noi", "HP-99", "--anchor", "2026-01-01"], ", hai-phong-1155, "),
        (["due", "hai-phong-1155", "HP-10.1a", "--anchor", "1999-01-01"], "Lịch ngày nghỉ chỉ có từ"),
        (
            ["due", "hai-phong-1155", "HP-10.1a", "--anchor", "2026-01-05", "--setting", "notice_counting=lax"],
            "Chọn một trong clear, difference",
        ),
        (["assess", "nowhere.yaml"], "Không có tệp nowhere.yaml"),
        (["show", "hai-phong-1155", "HP-99"], "không có khoản mục HP-99"),
    ],
)
def test_a_refusal_says_what_is_wrong(capsys, words, said):
    code = main(words)

    assert code == 1
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    "words", [["due"], ["due", "hai-phong-1155", "HP-10.1a", "--anchor", "20/8/2026"], ["dua"], []]
)
def test_words_not_understood_point_to_the_help(capsys, words):
    code = main(words)

    assert code == 2
    assert "Xem: doithoai law" in capsys.readouterr().err


def test_help_is_vietnamese_and_names_every_command(capsys):
    code, text = printed(capsys, "--help")

    assert code == 0
    assert all(word in text for word in ("check", "show", "cases", "assess", "trace", "due"))
    assert not any(word in text for word in ("usage:", "options:", "positional", "show this help"))


def test_trace_leaves_nothing_open(capsys):
    code, text = printed(capsys, "trace", "hai-phong-1155", "--json")

    (found,) = json.loads(text)
    assert code == 0
    assert (found["clauses"], found["open"], found["open_clauses"]) == (162, 0, [])
    assert sum(found["carriers"].values()) == 162


def test_check_finds_no_fault_in_what_we_carry(capsys):
    code, text = printed(capsys, "check")

    assert code == 0
    assert "hai-phong-1155@2023-10-20" in text


def test_check_prints_each_fault_of_a_folder(capsys, tmp_path):
    rules = (DATA / "hai-phong-1155" / "rules.yaml").read_text(encoding="utf-8")
    (tmp_path / "rules.yaml").write_text(rules.replace("at_most: 10", "at_most: mười"), encoding="utf-8")
    (tmp_path / "clauses.csv").write_bytes((DATA / "hai-phong-1155" / "clauses.csv").read_bytes())

    code, text = printed(capsys, "check", str(tmp_path))

    assert code == 1
    assert "quy tắc HP-10.1a: «mười» không phải số nguyên lớn hơn 0." in text
    assert text.rstrip().endswith("1 lỗi.")


def test_check_of_a_missing_path_is_refused(capsys, tmp_path):
    code, text = printed(capsys, "check", str(tmp_path / "nowhere"))

    assert code == 2
    assert "Xem lại đường dẫn" in text


def test_cases_all_hold(capsys):
    code, text = printed(capsys, "cases", "hai-phong-1155")

    assert code == 0
    assert text.rstrip().endswith("ca, đúng cả.")


def test_assess_gives_each_expected_day(capsys):
    path = DATA / "hai-phong-1155" / "cases" / "v01-thong-bao-ket-luan.yaml"

    code, text = printed(capsys, "assess", str(path), "--json")

    found = json.loads(text)
    assert code == 0
    assert [one["on"] for one in found["assessments"]] == ["2023-11-10", "2023-11-23", "2023-11-24", "2023-11-25"]
    (notice,) = [one for one in found["assessments"][-1]["obligations"] if one["rule"] == "HP-10.1a"]
    assert (notice["status"], notice["due_on"], notice["owner"]) == ("overdue", "2023-11-24", "host_office")
    assert found["failed"] == []


def test_assess_on_another_day_prints_for_people(capsys):
    path = DATA / "hai-phong-1155" / "cases" / "v01-thong-bao-ket-luan.yaml"

    code, text = printed(capsys, "assess", str(path), "--on", "2023-11-20")

    assert code == 0
    assert text.startswith("Xét ngày thứ Hai 20/11/2023")


def test_show_prints_rule_and_clause(capsys):
    code, text = printed(capsys, "show", "hai-phong-1155", "HP-10.1a")

    assert code == 0
    assert "chậm nhất 10 ngày làm việc sau hội nghị, kéo dài tổng cộng 15" in text


def test_show_prints_the_library_and_a_regulation(capsys):
    assert "hai-phong-1155" in printed(capsys, "show")[1]
    assert "Chỗ có thể hiểu nhiều cách" in printed(capsys, "show", "hai-phong-1155")[1]
    assert json.loads(printed(capsys, "show", "hai-phong-1155", "--json")[1])["version"] == "2023-10-20"
    assert json.loads(printed(capsys, "show", "hai-phong-1155", "HP-3.1-purpose", "--json")[1])["rules"] == []
