"""Reads a regulation's folder: rules, clause register; refuses what is not sound."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from doithoai.regulations.checks import Checker, cited
from doithoai.regulations.errors import Problem, RegulationError
from doithoai.regulations.register import open_clauses, read_register
from doithoai.regulations.version import RegulationVersion
from doithoai.regulations.yaml_reader import Builder, read_yaml


def load_folder(folder: Path) -> tuple[RegulationVersion, ...]:
    """Return the versions kept in a regulation's folder (`rules*.yaml`), oldest first.

    Raises RegulationError with every fault found: file, line, rule, what is wrong
    and how to mend it, in Vietnamese.
    """
    paths = sorted(folder.glob("rules*.yaml"))
    if not paths:
        raise RegulationError(
            (Problem(folder.name, 0, "", "không có tệp rules.yaml.", "tạo tệp theo mẫu của quy chế khác."),)
        )
    versions = sorted((load_version(path) for path in paths), key=lambda version: version.in_force_from)
    problems = tuple(_overlaps(versions, folder))
    if problems:
        raise RegulationError(problems)
    return tuple(versions)


def load_version(path: Path) -> RegulationVersion:
    """Return the version that one file of rules describes, checked against its register.

    Raises RegulationError.
    """
    clauses, problems = read_register(path.parent / "clauses.csv")
    builder = Builder(f"{path.parent.name}/{path.name}")
    version = builder.build(RegulationVersion, read_yaml(path))
    problems += builder.problems
    if version is None or problems:
        raise RegulationError(tuple(problems))
    version = replace(version, clauses=clauses)
    problems = list(Checker(version, builder.file, builder.lines).problems())
    if problems:
        raise RegulationError(tuple(problems))
    version = replace(version, lists={name: cited(items, version) for name, items in version.lists.items()})
    return _with_complete_register(version, path)


def _with_complete_register(version: RegulationVersion, path: Path) -> RegulationVersion:
    sheet = f"{path.parent.name}/clauses.csv"
    mend = "sửa cột carrier hoặc thêm mục còn thiếu vào rules.yaml."
    problems = tuple(Problem(sheet, 0, clause.id, f"{wrong}.", mend) for clause, wrong in open_clauses(version))
    if problems:
        raise RegulationError(problems)
    return version


def _overlaps(versions: Sequence[RegulationVersion], folder: Path) -> list[Problem]:
    problems = []
    for earlier, later in pairwise(versions):
        if earlier.in_force_to is None or earlier.in_force_to > later.in_force_from:
            message = f"bản {earlier.version} và bản {later.version} chồng ngày hiệu lực."
            mend = f"ghi in_force_to: {later.in_force_from} cho bản {earlier.version}."
            problems.append(Problem(folder.name, 0, "", message, mend))
    return problems
