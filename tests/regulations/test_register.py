"""Every clause of the text stands in the register and what carries it exists."""

import csv
from collections import Counter
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from doithoai.regulations import get
from doithoai.regulations.errors import RegulationError
from doithoai.regulations.loader import load_version
from doithoai.regulations.register import open_clauses
from doithoai.regulations.shelf import DATA, library

HP = get("hai-phong-1155")


# How many clauses each text has, and in how many of them there is nothing to carry out.
CLAUSES = {
    "binh-thuan-218": (133, 11),
    "gia-lai-553": (191, 15),
    "hai-phong-1155": (162, 11),
    "kon-tum-04": (80, 18),  # 13 of them are not about dialogue
    "than-uyen-2023": (128, 10),
}
ALL = library()
EACH = pytest.mark.parametrize("version", ALL, ids=[version.id for version in ALL])


@EACH
def test_every_clause_is_carried_by_something(version):
    assert open_clauses(version) == []
    assert [one for one in version.clauses if not one.startswith(f"{version.prefix}-")] == []


@pytest.mark.parametrize("regulation", CLAUSES)
def test_a_text_is_in_its_register_whole_and_record_only_is_the_exception(regulation):
    kinds = Counter(clause.kind for clause in get(regulation).clauses.values())

    assert (kinds.total(), kinds["text_only"]) == CLAUSES[regulation]


def test_the_five_texts_have_694_clauses():
    assert sum(total for total, _ in CLAUSES.values()) == 694


@pytest.mark.parametrize("article", range(1, 17))
def test_every_article_is_in_the_register(article):
    assert any(
        clause.citation.startswith(f"Điều {article} ") or clause.citation == f"Điều {article}"
        for clause in HP.clauses.values()
    )


@EACH
def test_a_rule_cites_what_the_register_cites(version):
    differing = {rule.id for rule in version.rules if rule.citation != version.citation(rule.id)}

    assert differing == set()


@EACH
def test_a_rule_is_the_carrier_of_a_clause_or_a_further_part_of_one(version):
    carriers = {clause.carrier for clause in version.clauses.values() if clause.kind == "rule"}

    assert {rule.id for rule in version.rules if rule.id not in carriers and "+" not in rule.id} == set()


def settings_in(value):
    """Yield the settings that a part of a version asks for, however deep they stand."""
    if is_dataclass(value):
        yield getattr(value, "setting", "")
        yield from getattr(value, "only_if", ())
        value = [getattr(value, one.name) for one in fields(value)]
    elif isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for part in value:
            yield from settings_in(part)


@EACH
def test_every_reading_is_asked_for(version):
    asked = set(settings_in([version.rules, version.complex_by, version.reach, version.waivers, version.lists]))

    assert set(version.settings) - asked == set()


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
        ("HP-10.1a", {"kind": "screen", "carrier": "conclusion"}, "không phải tên màn hình như desk:oversight"),
        ("HP-10.1a", {"kind": "help", "carrier": "HP-10.9"}, "không có quy tắc HP-10.9"),
        ("HP-8.1-plan-time", {"kind": "help", "carrier": "HP-8.1-programme"}, "không có lời nhắc"),
        ("HP-9.1-rules", {"kind": "step", "carrier": "house_rules:obey"}, "phải là programme:mã"),
        ("HP-9.1-rules", {"kind": "required_part"}, "là bước của chương trình, ghi kind là step"),
    ],
)
def test_a_register_that_drifted_is_refused(tmp_path, clause, changes, message):
    rules = spoil(tmp_path, clause, **changes)

    with pytest.raises(RegulationError, match=message):
        load_version(rules)


def test_a_right_that_nothing_gives_is_refused(tmp_path):
    path = spoil(tmp_path, "HP-10.1a")
    given = "permission: reporting.can_oversee, "
    path.write_text(path.read_text(encoding="utf-8").replace(given, "", 1), encoding="utf-8")

    with pytest.raises(RegulationError, match="quyền, vai này chưa có gì trao cho"):
        load_version(path)
