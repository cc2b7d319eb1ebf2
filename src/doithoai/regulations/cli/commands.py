"""The commands of the law library."""

import argparse
import dataclasses
import json
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from doithoai.regulations.cases import ReadCase, case_paths, read_case
from doithoai.regulations.cases import run as run_case
from doithoai.regulations.cli import printing
from doithoai.regulations.engine.assessing import assess
from doithoai.regulations.engine.explaining import explain
from doithoai.regulations.errors import RegulationError, UnknownRegulation
from doithoai.regulations.loader import load_folder, load_version
from doithoai.regulations.register import KINDS, open_clauses
from doithoai.regulations.shelf import DATA, get, library
from doithoai.regulations.version import RegulationVersion
from doithoai.workdays import national

Options = argparse.Namespace


def check(options: Options) -> int:
    """Check one folder or file of rules, or all that the program carries; print every fault."""
    targets = [options.path] if options.path else sorted(folder for folder in DATA.iterdir() if folder.is_dir())
    faults = 0
    for target in targets:
        if not target.exists():
            print(f"Không có {target}. Xem lại đường dẫn.")
            return 2
        try:
            versions = load_folder(target) if target.is_dir() else (load_version(target),)
        except RegulationError as error:
            faults += len(error.problems)
            print(error)
            continue
        for version in versions:
            print(f"{version.pin}: {len(version.rules)} quy tắc, {len(version.clauses)} khoản mục, không có lỗi.")
    if faults:
        print(f"{faults} lỗi.")
    return 1 if faults else 0


def show(options: Options) -> int:
    """Print the library, one regulation, or one rule with its article."""
    if not options.regulation:
        for version in library():
            print(f"{version.id:<18} {version.short_vi}. {version.title_vi}")
        return 0
    version = get(options.regulation)
    if options.rule:
        return _show_rule(version, options.rule, as_json=options.json)
    if options.json:
        print_json(_without_clauses(version))
    else:
        printing.regulation(version)
    return 0


def _show_rule(version: RegulationVersion, name: str, *, as_json: bool) -> int:
    rules = [rule for rule in version.rules if name in {rule.id, rule.clause}]
    clause = version.clause(name)
    if as_json:
        print_json({"clause": clause, "rules": rules})
    else:
        printing.rule(version, clause, rules)
    return 0


def cases(options: Options) -> int:
    """Run the cases of one regulation or of all; print those that fail and the count."""
    folders = [version.id for version in library()] if not options.regulation else [get(options.regulation).id]
    failed = total = 0
    for folder in folders:
        for path in case_paths(DATA / folder):
            total += 1
            mismatches = run_case(read_case(path), national())
            failed += bool(mismatches)
            for one in mismatches:
                print(f"{path.stem}, ngày {one.on}: {one.what}")
                print(f"  mong đợi  {one.expected}")
                print(f"  kết quả   {one.found}")
    print(f"{total} ca, {failed} ca sai." if failed else f"{total} ca, đúng cả.")
    return 1 if failed or not total else 0


def assess_case(options: Options) -> int:
    """Assess the case of a file on one day, or on each day that it expects something of."""
    read = _existing_case(options.case)
    days = [options.on] if options.on else list(read.expect)
    if not days:
        raise UnknownRegulation("Ca này không ghi ngày xét. Thêm mục expect hoặc dùng --on.")
    found = [assess(read.case, regulations=read.versions, calendar=national(), on=day) for day in days]
    failed = [] if options.on else run_case(read, national())
    if options.json:
        print_json({"case": read.name, "title": read.title, "assessments": found, "failed": failed})
    else:
        for assessment in found:
            printing.assessment(assessment)
    return 1 if failed else 0


def _existing_case(path: Path) -> ReadCase:
    if not path.exists():
        raise UnknownRegulation(f"Không có tệp {path}. Xem lại đường dẫn.")
    return read_case(path)


def trace(options: Options) -> int:
    """Print how many clauses each kind of carrier carries, and those that nothing carries."""
    versions = [get(options.regulation)] if options.regulation else library()
    rows = [_traced(version) for version in versions]
    if options.json:
        print_json(rows)
    else:
        printing.trace(rows)
    return 1 if any(row["open"] for row in rows) else 0


def _traced(version: RegulationVersion) -> dict[str, object]:
    kinds = Counter(clause.kind for clause in version.clauses.values())
    left = open_clauses(version)
    return {
        "regulation": version.id,
        "version": version.version,
        "clauses": len(version.clauses),
        "carriers": {kind: kinds[kind] for kind in KINDS},
        "open": len(left),
        "open_clauses": [{"id": clause.id, "wrong": wrong} for clause, wrong in left],
    }


def due(options: Options) -> int:
    """Print when a duty is due and, day by day, why."""
    version = get(options.regulation)
    settings = dict(options.setting)
    check_settings(version, settings)
    explained = explain(version, options.rule, options.anchor, national(), settings=settings, extended=options.extended)
    if options.json:
        print_json(
            {
                "regulation": explained.regulation,
                "rule": explained.rule,
                "citation": explained.citation,
                "title": explained.title_vi,
                "how": explained.how_vi,
                "anchor": explained.anchor_kind,
                "anchor_on": explained.anchor_on,
                "due_on": explained.due_on,
                "extended": explained.extended,
                "provisional": explained.provisional,
                "days": explained.count.steps,
            }
        )
    else:
        printing.explanation(explained)
    return 0


def check_settings(version: RegulationVersion, settings: dict[str, str]) -> None:
    """Refuse a reading that the regulation has not; raises UnknownRegulation."""
    for name, value in settings.items():
        known = version.settings.get(name)
        if known is None:
            raise UnknownRegulation(
                f"{version.pin} không có cách hiểu «{name}». Đang có: {', '.join(version.settings)}."
            )
        if value not in known.choices:
            raise UnknownRegulation(f"«{name}» không nhận «{value}». Chọn một trong {', '.join(known.choices)}.")


def _without_clauses(version: RegulationVersion) -> dict[str, object]:
    found = {one.name: getattr(version, one.name) for one in dataclasses.fields(version)}
    del found["clauses"]
    return found


def print_json(value: object) -> None:
    """Print a value as JSON: days as ISO text, dataclasses as objects."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=_plain))


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if dataclasses.is_dataclass(value):
        return {one.name: getattr(value, one.name) for one in dataclasses.fields(value)}
    if isinstance(value, Iterable):
        return list(value)
    return str(value)
