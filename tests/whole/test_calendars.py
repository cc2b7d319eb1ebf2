"""Nobody above counts by the files alone: the years imported and a unit's own days off would be forgotten."""

import ast
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "doithoai"
# Room or file → why the calendar that came with the program is the right one there.
BY_THE_FILES = {
    "workdays": "it is theirs",
    "regulations": "pure; the command line of the law needs no database",
    "obligations/calendars.py": "lays the imports and the days off on top",
    "desk/library/reading.py": "the law's own cases are written for it",
    "config/demo": "a made-up commune in an empty database",
}


def _names(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("doithoai.workdays"):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom) and node.module == "doithoai":
            yield from ("national" for alias in node.names if alias.name == "workdays")


def test_only_these_count_by_the_files_alone():
    using = {str(path.relative_to(PACKAGE)) for path in PACKAGE.rglob("*.py") if "national" in _names(path)}

    astray = {path for path in using if not any(path.startswith(allowed) for allowed in BY_THE_FILES)}
    assert astray == set()
    assert {allowed for allowed in BY_THE_FILES if any(path.startswith(allowed) for path in using)} == set(BY_THE_FILES)
