"""The file that describes an office, read strictly: what is odd is said with its place and its mend."""

from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import yaml
from django.db.models import TextChoices

from doithoai import regulations as law
from doithoai.accounts.enums import Role
from doithoai.common.errors import DomainError
from doithoai.common.text import one_line
from doithoai.organisations.enums import BodyKind, Heading, HostRole, Level
from doithoai.regulations.errors import UnknownRegulation

SAMPLE = Path(__file__).with_name("sample.yaml")

Part = TypeVar("Part")


class BadOffice(DomainError):
    """The file does not describe an office."""


class _Kind(StrEnum):
    """How a key of the file is read."""

    TEXT = "text"
    DAY = "day"
    YEAR = "year"
    LIST = "list"


def _key(
    kind: _Kind = _Kind.TEXT, *, choices: type[TextChoices] | None = None, of: type | None = None
) -> dict[str, Any]:
    return {"kind": kind, "choices": choices, "of": of}


@dataclass(frozen=True, slots=True)
class PersonPlan:
    """Somebody who signs in."""

    username: str = field(metadata=_key())
    name: str = field(metadata=_key())
    role: str = field(metadata=_key(choices=Role))
    title: str = field(default="", metadata=_key())
    email: str = field(default="", metadata=_key())


@dataclass(frozen=True, slots=True)
class PostPlan:
    """A post that hosts. `host_office` is the symbol of the body that prepares; `holder` a user name."""

    title: str = field(metadata=_key())
    role: str = field(metadata=_key(choices=HostRole))
    host_office: str = field(default="", metadata=_key())
    holder: str = field(default="", metadata=_key())
    deputy_of: str = field(default="", metadata=_key())


@dataclass(frozen=True, slots=True)
class BodyPlan:
    """A body of a unit with its posts and people."""

    symbol: str = field(metadata=_key())
    name: str = field(metadata=_key())
    short_name: str = field(metadata=_key())
    kind: str = field(metadata=_key(choices=BodyKind))
    heading: str = field(default=Heading.STATE, metadata=_key(choices=Heading))
    term_from: int | None = field(default=None, metadata=_key(_Kind.YEAR))
    email: str = field(default="", metadata=_key())
    posts: tuple[PostPlan, ...] = field(default=(), metadata=_key(_Kind.LIST, of=PostPlan))
    people: tuple[PersonPlan, ...] = field(default=(), metadata=_key(_Kind.LIST, of=PersonPlan))


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """A unit; `parent` is the code of the one above it."""

    code: str = field(metadata=_key())
    name: str = field(metadata=_key())
    level: str = field(metadata=_key(choices=Level))
    seat: str = field(metadata=_key())
    regulations: str = field(metadata=_key())
    since: date = field(metadata=_key(_Kind.DAY))
    parent: str = field(default="", metadata=_key())
    bodies: tuple[BodyPlan, ...] = field(default=(), metadata=_key(_Kind.LIST, of=BodyPlan))


def read(path: Path) -> tuple[UnitPlan, ...]:
    """Return the units that the file describes, in its order; raises BadOffice."""
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise BadOffice(f"{path.name} không phải văn bản UTF-8. Hãy lưu lại tệp với bảng mã UTF-8.") from error
    except yaml.YAMLError as error:
        raise BadOffice(f"{path.name} sai cú pháp YAML: {one_line(str(error))}") from error
    if not isinstance(found, dict) or set(found) != {"units"}:
        raise BadOffice(f"{path.name} phải bắt đầu bằng mục “units:”. Xem mẫu: doithoai setup --sample")
    units: tuple[UnitPlan, ...] = _list(found["units"], UnitPlan, "units")
    for unit in units:
        _check_regulations(unit)
    return units


def _check_regulations(unit: UnitPlan) -> None:
    for name in unit.regulations.split(","):
        try:
            law.versions(name.strip())
        except UnknownRegulation as error:
            raise BadOffice(f"units {unit.code} › regulations: {error}") from error


def _list(value: object, cls: type[Part], where: str) -> tuple[Part, ...]:
    if not isinstance(value, list):
        raise BadOffice(f"{where}: phải là một danh sách, mỗi mục bắt đầu bằng dấu “-”.")
    return tuple(_part(item, cls, f"{where} › mục {number}") for number, item in enumerate(value, 1))


def _part(value: object, cls: type[Part], where: str) -> Part:
    if not isinstance(value, Mapping):
        raise BadOffice(f"{where}: phải gồm các dòng “khóa: giá trị”.")
    keys = {key.name: key for key in fields(cls)}  # type: ignore[arg-type]  # the four dataclasses above
    if unknown := [str(name) for name in value if name not in keys]:
        raise BadOffice(f"{where}: không có khóa “{unknown[0]}”. Các khóa dùng được: {', '.join(keys)}.")
    missing = [name for name, key in keys.items() if name not in value and key.default is MISSING]
    if missing:
        raise BadOffice(f"{where}: thiếu khóa “{missing[0]}”.")
    return cls(**{name: _value(item, keys[name], f"{where} › {name}") for name, item in value.items()})


def _value(value: object, key: Field[Any], where: str) -> object:
    kind, choices = key.metadata["kind"], key.metadata["choices"]
    if kind is _Kind.LIST:
        return _list(value or [], key.metadata["of"], where)
    if kind is _Kind.DAY and not isinstance(value, date):
        raise BadOffice(f"{where}: phải là một ngày dạng 2025-07-01, không phải “{value}”.")
    if kind is _Kind.YEAR and not isinstance(value, int):
        raise BadOffice(f"{where}: phải là một năm, không phải “{value}”.")
    if kind is not _Kind.TEXT:
        return value
    text = one_line(str("" if value is None else value))
    if choices is not None and text not in choices.values:
        raise BadOffice(f"{where}: không có giá trị “{text}”. Chọn một trong: {', '.join(choices.values)}.")
    if not text and key.default is MISSING:
        raise BadOffice(f"{where}: không được để trống.")
    return text
