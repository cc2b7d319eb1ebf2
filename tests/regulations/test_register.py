"""Every clause of the text stands in the register and what carries it exists."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from doithoai.regulations import get
from doithoai.regulations.errors import RegulationError
from doithoai.regulations.loader import load_version
from doithoai.regulations.register import open_clauses
from doithoai.regulations.shelf import DATA, library

HP = get("hai-phong-1155")


@pytest.mark.parametrize(
    ("regulation", "clauses"), [("hai-phong-1155", 162), ("kon-tum-04", 80), ("than-uyen-2023", 128)]
)
def test_a_regulation_has_all_its_clauses_and_none_is_open(regulation, clauses):
    assert len(get(regulation).clauses) == clauses
    assert open_clauses(get(regulation)) == []


def test_record_only_stays_the_exception():
    kinds = Counter(clause.kind for clause in HP.clauses.values())

    assert kinds["text_only"] == 11
    assert all(clause.reason for clause in HP.clauses.values() if clause.kind == "text_only")


@pytest.mark.parametrize("article", range(1, 17))
def test_every_article_is_in_the_register(article):
    assert any(
        clause.citation.startswith(f"Điều {article} ") or clause.citation == f"Điều {article}"
        for clause in HP.clauses.values()
    )


@pytest.mark.parametrize("version", library(), ids=lambda version: version.id)
def test_a_rule_cites_what_the_register_cites(version):
    differing = {rule.id for rule in version.rules if rule.citation != version.citation(rule.id)}

    assert differing == set()


def test_every_rule_clause_is_carried_by_a_rule():
    carried = {clause.carrier for clause in HP.clauses.values() if clause.kind == "rule"}

    assert {rule.clause for rule in HP.rules} - carried == {"HP-1.2-out-complaint"}  # handed over: a form carries it


def spoil(tmp_path: Path, clause: str, **changes: str) -> Path:
    """Copy the folder with one row of the register changed, and return its rules."""
    folder = tmp_path / "quy-dinh"
    folder.mkdir()
    (folder / "rules.yaml").write_bytes((DATA / HP.id / "rules.yaml").read_bytes())
    with (DATA / HP.id / "clauses.csv").open(encoding="utf-8", newline="") as source:
        rows = [row | changes if row["id"] == clause else row for row in csv.DictReader(source)]
    with (folder / "clauses.csv").open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return folder / "rules.yaml"


@pytest.mark.parametrize(
    ("clause", "changes", "message"),
    [
        ("HP-10.1a", {"carrier": "HP-10.9"}, "không có quy tắc HP-10.9"),
        ("HP-5.1-forms", {"carrier": "forms:telepathy"}, "không có mục forms:telepathy"),
        ("HP-5.1-forms", {"carrier": "types:periodic"}, "mục types:periodic mang khoản khác"),
        ("HP-10.1a", {"carrier": ""}, "chưa có gì thực hiện khoản này"),
        ("HP-10.1a", {"kind": "magic"}, "loại «magic» không có"),
        ("HP-3.1-purpose", {"reason": ""}, "chỉ ghi chữ mà không nêu lý do"),
        ("HP-10.1a", {"citation": ""}, "thiếu căn cứ"),
    ],
)
def test_a_register_that_drifted_is_refused(tmp_path, clause, changes, message):
    rules = spoil(tmp_path, clause, **changes)

    with pytest.raises(RegulationError, match=message):
        load_version(rules)
