"""Cases that a lawyer can read: what happened, and what the law says of it on which day.

    title: Thông báo kết luận trong 10 ngày làm việc
    because: Điều 10 khoản 1; ngày họp không tính
    regulations: [hai-phong-1155]
    dialogue: {level: commune, type: periodic, form: in_person, host_role: party_head}
    facts:
      - 2023-11-10 conference_held
    expect:
      2023-11-24:
        HP-10.1a: due 2023-11-24

A fact is a day, its kind and `field=value`. An expectation is the rule (and the key of
the petition, body or post, where several bear it), then the status, the due date and,
if so, `extended`, `proposed`, `provisional` or `led` (by a stricter duty of another text);
`absent` means that nothing is owed. Under `findings` stand rule and severity; `none` means no finding at all.
`in_force: "yes"` says that the regulations of the case hold on that day.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import get_type_hints

from doithoai.regulations.engine.assessing import assess
from doithoai.regulations.errors import Problem, RegulationError
from doithoai.regulations.facts import KINDS, BadFact, Fact, from_data
from doithoai.regulations.shelf import get, get_pinned
from doithoai.regulations.types import Assessment, Case, Obligation
from doithoai.regulations.version import RegulationVersion
from doithoai.regulations.yaml_reader import Builder, read_yaml
from doithoai.workdays import Calendar

_FLAGS = ("extended", "proposed", "provisional", "led")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """A case as it stands in its file."""

    title: str
    regulations: tuple[str, ...]
    facts: tuple[str, ...]
    because: str = ""
    dialogue: Mapping[str, str] = field(default_factory=dict)
    unit_year: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)
    expect: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReadCase:
    """A case ready to be assessed, with what is expected on which day."""

    name: str
    title: str
    case: Case
    versions: tuple[RegulationVersion, ...]
    expect: Mapping[date, Mapping[str, str]]
    because: str = ""


@dataclass(frozen=True, slots=True)
class Mismatch:
    """An expectation that did not come true."""

    on: date
    what: str
    expected: str
    found: str


def read_case(path: Path) -> ReadCase:
    """Return the case of a file; raises RegulationError with file, line and mend."""
    builder = Builder(f"{path.parent.name}/{path.name}")
    written = builder.build(CaseFile, read_yaml(path))
    if written is None:
        raise RegulationError(tuple(builder.problems))
    try:
        scope = "unit_year" if written.unit_year else "dialogue"
        attributes = dict(written.unit_year or written.dialogue)
        facts = [parse_fact(line) for line in written.facts]
        return ReadCase(
            name=path.stem,
            title=written.title,
            case=Case(scope, attributes, facts, written.settings),
            versions=tuple(get_pinned(name) if "@" in name else get(name) for name in written.regulations),
            expect={date.fromisoformat(day): lines for day, lines in written.expect.items()},
            because=written.because,
        )
    except (BadFact, ValueError, LookupError) as error:
        mend = "sự việc viết như «2023-11-10 conference_held», ngày viết năm-tháng-ngày."
        raise RegulationError((Problem(builder.file, 0, "", f"{error}.", mend),)) from error


def parse_fact(line: str) -> Fact:
    """Return the fact of a line `day kind field=value …`; raises BadFact or ValueError."""
    day, kind, *pairs = line.split()
    cls = KINDS.get(kind)
    if cls is None:
        raise BadFact(f"không có sự việc «{kind}» trong «{line}»")
    hints = get_type_hints(cls)
    data: dict[str, object] = {"on": day}
    for pair in pairs:
        name, _, text = pair.partition("=")
        hint = hints.get(name)
        data[name] = int(text) if hint in (int, int | None) else text == "true" if hint is bool else text
    return from_data(kind, data)


def run(read: ReadCase, calendar: Calendar) -> list[Mismatch]:
    """Return every expectation of the case that does not hold."""
    found: list[Mismatch] = []
    for on, lines in read.expect.items():
        assessment = assess(read.case, regulations=read.versions, calendar=calendar, on=on)
        for what, expected in lines.items():
            actual = _said(what, expected, on, read, assessment)
            if actual != expected:
                found.append(Mismatch(on, what, expected, actual))
    return found


def _said(what: str, expected: str, on: date, read: ReadCase, assessment: Assessment) -> str:
    if what == "findings":
        return _findings(assessment)
    if what == "in_force":
        return "yes" if all(version.covers(on) for version in read.versions) else "no"
    return _standing(what, expected, assessment.obligations)


def _findings(assessment: Assessment) -> str:
    return ", ".join(f"{finding.rule} {finding.severity}" for finding in assessment.findings) or "none"


def _standing(what: str, expected: str, obligations: Iterable[Obligation]) -> str:
    """Say how a rule stands, in the words of the expectation: only what it names is compared."""
    rule, _, bearer = what.partition(" ")
    lines = {
        _line(obligation, expected)
        for obligation in obligations
        if obligation.rule == rule
        and bearer in {"", obligation.petition, obligation.body, obligation.post, obligation.request, obligation.period}
    }
    return " | ".join(sorted(lines)) or "absent"


def _line(obligation: Obligation, expected: str) -> str:
    words: list[str] = [obligation.status.value]
    named_day = any(word[:1].isdigit() for word in expected.split())
    day = obligation.due_on or obligation.expected_on
    if named_day:
        words.append(day.isoformat() if day else "undated")
    if "undated" in expected.split() and not named_day:
        words.append(day.isoformat() if day else "undated")
    if any(":" in word for word in expected.split()):
        words.append(obligation.due_time)
    words += [flag for flag in _FLAGS if getattr(obligation, flag)]
    return " ".join(words)


def case_paths(folder: Path) -> Sequence[Path]:
    """Return the case files of a regulation's folder, by name."""
    return sorted((folder / "cases").glob("*.yaml"))
