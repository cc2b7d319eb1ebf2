"""The clause register: every clause of a text, in our own words, and what carries it out."""

import csv
import re
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path

from doithoai.regulations.errors import Problem
from doithoai.regulations.schema import Clause, Item
from doithoai.regulations.version import RegulationVersion

KINDS = ("rule", "required_part", "step", "form", "right", "screen", "help", "text_only")
_URL_NAME = re.compile(r"(desk|hall|portal):[a-z]+(-[a-z]+)*")
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
    """Return the clauses whose carrier does not exist in the rules, each with what is wrong.

    That the screens named here exist is proved by a test of the whole program: law knows no screens.
    """
    found = []
    for clause in version.clauses.values():
        missing = _CHECKS.get(clause.kind)
        wrong = missing(version, clause) if missing else ""
        if wrong:
            found.append((clause, wrong))
    return found


def _missing_rule(version: RegulationVersion, clause: Clause) -> str:
    known = {rule.id for rule in version.rules} | {waiver.id for waiver in version.waivers}
    known |= {rule.deadline.extension.clause for rule in version.rules if rule.deadline and rule.deadline.extension}
    return "" if clause.carrier in known else f"không có quy tắc {clause.carrier}"


def _missing_part(version: RegulationVersion, clause: Clause) -> str:
    if clause.carrier.startswith("programme:"):
        return f"{clause.carrier} là bước của chương trình, ghi kind là step"
    return _missing_item(version, clause)


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


def _missing_step(version: RegulationVersion, clause: Clause) -> str:
    if not clause.carrier.startswith("programme:"):
        return f"bước của chương trình phải là programme:mã, không phải {clause.carrier}"
    return _missing_item(version, clause)


def _missing_screen(_: RegulationVersion, clause: Clause) -> str:
    return "" if _URL_NAME.fullmatch(clause.carrier) else f"{clause.carrier} không phải tên màn hình như desk:oversight"


def _missing_help(version: RegulationVersion, clause: Clause) -> str:
    """A help text stands beside a duty: the rule must have one."""
    rule = next((rule for rule in version.rules if rule.id == clause.carrier), None)
    if rule is None:
        return f"không có quy tắc {clause.carrier}"
    return "" if rule.help_vi else f"quy tắc {clause.carrier} không có lời nhắc (help_vi)"


_CHECKS: dict[str, Callable[[RegulationVersion, Clause], str]] = {
    "rule": _missing_rule,
    "required_part": _missing_part,
    "step": _missing_step,
    "form": _missing_item,
    "right": _missing_item,
    "screen": _missing_screen,
    "help": _missing_help,
}
