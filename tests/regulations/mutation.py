"""Change every number of a regulation in turn and see that its cases notice.

A number in a rules file that can be changed without a case failing is a number that
nobody checked: a typing mistake in it would pass. So each is moved up and down by one (a
day by one day), the file is read again and the cases of the regulation are run. A change is
noticed when the loader refuses the file or a case says something else.

    python -m tests.regulations.mutation [ID …]

Left out are the name of the version and the day of issue: no duty hangs on them.
"""

import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import yaml

from doithoai.regulations.cases import ReadCase, case_paths, read_case, run
from doithoai.regulations.errors import RegulationError
from doithoai.regulations.loader import load_version
from doithoai.regulations.shelf import DATA, library
from doithoai.regulations.version import RegulationVersion
from doithoai.regulations.yaml_reader import read_yaml
from doithoai.workdays import national

_PLAIN = frozenset({"version", "issued_on"})
_INTEGER = re.compile(r"\d+")
_DAY_OF_YEAR = re.compile(r"\d\d-\d\d")
_SEASON = re.compile(r"\d\d-\d\d\.\.\d\d-\d\d")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Change:
    """One number of a rules file, moved."""

    file: Path
    line: int
    start: int  # where the value stands in the text, without quotes
    old: str
    new: str
    rule: str  # the rule, item or setting in which it stands

    @property
    def told(self) -> str:
        """Return the change in one line."""
        return f"{self.file.parent.name}/{self.file.name}:{self.line} {self.rule}: {self.old} -> {self.new}"


def changes(path: Path) -> list[Change]:
    """Return every number of a rules file moved up and moved down."""
    text = path.read_text(encoding="utf-8")
    found = []
    for node, owner in _numbers(read_yaml(path), ""):
        start = text.index(node.value, node.start_mark.index)
        line = node.start_mark.line + 1
        found += [Change(path, line, start, node.value, new, owner) for new in _moved(node.value)]
    return found


def _numbers(node: yaml.Node, owner: str) -> Iterator[tuple[yaml.ScalarNode, str]]:
    """Yield the numbers below a node with the id or code of the thing that holds them."""
    if isinstance(node, yaml.MappingNode):
        named = {key.value: value.value for key, value in node.value if key.value in {"id", "code"}}
        own = str(named.get("id") or named.get("code") or owner)
        for key, value in node.value:
            if key.value not in _PLAIN:
                yield from _numbers(value, own)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _numbers(value, owner)
    elif isinstance(node, yaml.ScalarNode) and any(_moved(node.value)):
        yield node, owner


def _moved(text: str) -> list[str]:
    """Return the value moved up and moved down; nothing for a text that is no number."""
    if _INTEGER.fullmatch(text):
        return [str(int(text) + 1), str(int(text) - 1)]
    if _DAY.fullmatch(text):
        return [(date.fromisoformat(text) + step).isoformat() for step in (_ONE_DAY, -_ONE_DAY)]
    if _DAY_OF_YEAR.fullmatch(text):
        return _days_moved(text)
    if _SEASON.fullmatch(text):
        first, _, last = text.partition("..")
        return [f"{day}..{last}" for day in _days_moved(first)] + [f"{first}..{day}" for day in _days_moved(last)]
    return []


def _days_moved(text: str) -> list[str]:
    """Return the days before and after a day of the year; none beyond the year's ends."""
    day = date.fromisoformat(f"2023-{text}")
    return [f"{moved:%m-%d}" for moved in (day + _ONE_DAY, day - _ONE_DAY) if moved.year == day.year]


def unnoticed(regulation: str, only: Sequence[Change] | None = None) -> list[Change]:
    """Return the changes of a regulation's numbers (of all, or of `only` these) that no case notices."""
    folder = DATA / regulation
    paths = case_paths(folder)
    cases = [(path.read_text(encoding="utf-8"), read_case(path)) for path in paths]
    chosen = only if only is not None else [one for path in sorted(folder.glob("rules*.yaml")) for one in changes(path)]
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / regulation
        copy.mkdir()
        shutil.copy(folder / "clauses.csv", copy)
        return [one for one in chosen if not _noticed(one, copy, cases)]


def _noticed(change: Change, copy: Path, cases: list[tuple[str, ReadCase]]) -> bool:
    text = change.file.read_text(encoding="utf-8")
    end = change.start + len(change.old)
    assert text[change.start : end] == change.old
    path = copy / change.file.name
    path.write_text(text[: change.start] + change.new + text[end:], encoding="utf-8")
    try:
        version = load_version(path)
    except RegulationError:
        return True
    # The cases that speak of the rule come first: one of them will do.
    likely = sorted(cases, key=lambda case: change.rule not in case[0])
    return any(run(_under(read, version), national()) for _, read in likely)


def _under(read: ReadCase, changed: RegulationVersion) -> ReadCase:
    """Return the case as it would be read with the changed version on the shelf."""
    same = (changed.id, changed.version)
    versions = tuple(changed if (one.id, one.version) == same else one for one in read.versions)
    return replace(read, versions=versions)


def main(names: Sequence[str]) -> int:
    """Try every change of these regulations, or of all; print those that nothing noticed."""
    failed = 0
    for name in names or [version.id for version in library()]:
        tried = sum(len(changes(path)) for path in (DATA / name).glob("rules*.yaml"))
        left = unnoticed(name)
        told = [f"{name}: {tried} thay đổi, {len(left)} không ca nào thấy.", *(f"  {one.told}" for one in left)]
        sys.stdout.write("\n".join(told) + "\n")
        failed += len(left)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
