"""What every paper has: who issues it, who signs, its number, its content as data."""

import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from typing import Any, ClassVar, Self, TypeVar

from doithoai.common.text import nfc
from doithoai.documents.enums import LETTER, TYPE_CODES, PaperKind

KINDS: dict[str, type["Paper"]] = {}
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """The body that issues a paper, as its head and its number need it.

    `code` is the body's abbreviation in the number (UBND, ĐU, MTTQ); `unit` the
    office that drafts official letters (VP); `term` the committee's term
    ("2025-2030"), which numbers a Party series. `name` stands in the head, in capitals,
    and may hold a line break; `inline_name` is the same name inside a sentence
    ("Ủy ban nhân dân xã Tân Lạch").
    """

    key: str
    heading: str
    name: str
    code: str
    place: str
    inline_name: str = ""
    parent: str = ""
    unit: str = ""
    term: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """Who signs: `on_behalf` "TM. ỦY BAN NHÂN DÂN", `acting_for` "KT. CHỦ TỊCH", `title` "PHÓ CHỦ TỊCH"."""

    name: str = ""
    title: str = ""
    on_behalf: str = ""
    acting_for: str = ""


NOBODY = Signer()


@dataclass(frozen=True, slots=True, kw_only=True)
class Conference:
    """The conference a paper speaks of.

    `title` as in "Hội nghị đối thoại giữa Chủ tịch UBND xã với Nhân dân năm 2026";
    `host` with post and name; `form` in words ("trực tiếp"); times are local.
    """

    title: str
    starts_at: datetime
    place: str
    host: str = ""
    form: str = ""
    ends_at: datetime | None = None
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One paper's whole content, in plain words: what the templates show and the archive keeps.

    `symbol` stays empty until the paper is signed; `subject` overrides the paper's own
    "about" line; `recipients` are the lines of "Nơi nhận".
    """

    kind: ClassVar[PaperKind]
    issuer: Issuer
    signer: Signer = NOBODY
    symbol: str = ""
    signed_on: date | None = None
    recipients: tuple[str, ...] = ()
    subject: str = ""

    def __init_subclass__(cls, **kwargs: object) -> None:
        """Register the kind; a dataclass with slots is made twice, the second one stays."""
        super(Paper, cls).__init_subclass__(**kwargs)
        KINDS[cls.kind] = cls

    def about(self) -> str:
        """Return the line under the title: what this paper is about."""
        return self.subject

    @property
    def type_code(self) -> str | None:
        """The code of this paper's number series: `LETTER` for a letter, None if it bears no number."""
        return TYPE_CODES.get(self.kind)

    @property
    def is_letter(self) -> bool:
        """Whether this is an official letter (no title, the subject stands under the number)."""
        return self.type_code == LETTER

    def content(self) -> dict[str, Any]:
        """Return everything as JSON data in NFC, to be frozen; `from_content` reads it back."""
        return {field.name: _plain(getattr(self, field.name)) for field in fields(self)}

    @classmethod
    def from_content(cls, content: Mapping[str, Any]) -> Self:
        """Build the paper again from what `content` returned (unknown fields are ignored: old papers stay readable)."""
        return _built(cls, content)


def paper_from(kind: str, content: Mapping[str, Any]) -> Paper:
    """Build the paper of this kind from its frozen content."""
    return KINDS[kind].from_content(content)


def _plain(value: object) -> Any:
    if isinstance(value, str):
        return nfc(value)
    if isinstance(value, date):  # also datetime
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value


def _built(cls: type[T], content: Mapping[str, Any]) -> T:
    hints = typing.get_type_hints(cls)
    names = {field.name for field in fields(cls)}  # type: ignore[arg-type]  # called with dataclasses only
    return cls(**{name: _value(hints[name], value) for name, value in content.items() if name in names})


def _value(hint: Any, value: Any) -> Any:
    if typing.get_origin(hint) is types.UnionType:  # only `X | None` is used
        hint = next(part for part in typing.get_args(hint) if part is not types.NoneType)
    if value is None:
        return None
    if typing.get_origin(hint) is tuple:
        return tuple(_value(typing.get_args(hint)[0], item) for item in value)
    if is_dataclass(hint) and isinstance(hint, type):
        return _built(hint, value)
    if hint in (date, datetime):
        return hint.fromisoformat(value)
    return value
