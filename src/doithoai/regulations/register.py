"""The clause register: every clause of a text, in our own words, and what carries it out."""

import csv
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from doithoai.regulations.errors import Problem
from doithoai.regulations.schema import Clause, Item
from doithoai.regulations.version import RegulationVersion

KINDS = ("rule", "required_part", "form", "right", "text_only")
COLUMNS = ["id", "citation", "summary_vi", "summary_en", "kind", "carrier", "reason"]


def read_register(path: Path) -> tuple[dict[str, Clause], list[Problem]]:
    """Return the clauses by id, and the faults of the sheet itself."""
    clauses: dict[str, Clause] = {}
    problems: list[Problem] = []
    name = f"{path.parent.name}/{path.name}"
    if not path.exists():
        return {}, [Problem(name, 0, "", "thiếu sổ khoản mục.", f"tạo tệp với các cột {', '.join(COLUMNS)}.")]
    with path.open(encoding="utf-8", newline="") as sheet:
        reader = csv.DictReader(sheet)
        if reader.fieldnames != COLUMNS:
            return {}, [Problem(name, 1, "", "sai tên cột.", f"dòng đầu phải là {','.join(COLUMNS)}.")]
        for row in reader:
            clause = Clause(**{key: unicodedata.normalize("NFC", value or "") for key, value in row.items()})
            if clause.id in clauses:
                problems.append(Problem(name, reader.line_num, clause.id, "khoản mục viết hai lần.", "giữ một dòng."))
            clauses[clause.id] = clause
            problems += _faults(clause, name, reader.line_num)
    return clauses, problems


def _faults(clause: Clause, name: str, line: int) -> list[Problem]:
    if not clause.citation:
        return [Problem(name, line, clause.id, "thiếu căn cứ (citation).", "ghi như «Điều 10 khoản 1».")]
    if clause.kind not in KINDS:
        return [
            Problem(name, line, clause.id, f"loại «{clause.kind}» không có.", f"chọn một trong {', '.join(KINDS)}.")
        ]
    if clause.kind == "text_only" and not clause.reason:
        return [Problem(name, line, clause.id, "chỉ ghi chữ mà không nêu lý do.", "viết lý do ở cột reason.")]
    if clause.kind != "text_only" and not clause.carrier:
        return [Problem(name, line, clause.id, "chưa có gì thực hiện khoản này.", "ghi mã ở cột carrier.")]
    return []


def open_clauses(version: RegulationVersion) -> list[tuple[Clause, str]]:
    """Return the clauses whose carrier does not exist in the rules, each with what is wrong."""
    found = []
    for clause in version.clauses.values():
        if clause.kind == "text_only":
            continue
        missing = _missing_rule if clause.kind == "rule" else _missing_item
        wrong = missing(version, clause)
        if wrong:
            found.append((clause, wrong))
    return found


def _missing_rule(version: RegulationVersion, clause: Clause) -> str:
    known = {rule.id for rule in version.rules} | {waiver.id for waiver in version.waivers}
    known |= {rule.deadline.extension.clause for rule in version.rules if rule.deadline and rule.deadline.extension}
    return "" if clause.carrier in known else f"không có quy tắc {clause.carrier}"


def _missing_item(version: RegulationVersion, clause: Clause) -> str:
    list_name, _, path = clause.carrier.partition(":")
    entries: Sequence[Item] = version.lists.get(list_name, ())
    *parents, last = path.split("/")
    for code in parents:
        entries = [part for item in entries if item.code == code for part in item.parts]
    # One code may stand for several clauses: a host role at three levels.
    named = [item for item in entries if item.code == last]
    if not named:
        return f"không có mục {clause.carrier}"
    if all(item.clause != clause.id for item in named):
        return f"mục {clause.carrier} mang khoản khác"
    return ""
