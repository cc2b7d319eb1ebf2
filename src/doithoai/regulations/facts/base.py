"""What a fact is: typed, without free text, stored and read back by its kind."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from typing import ClassVar, TypeAlias, get_type_hints

Value: TypeAlias = str | int | bool | date | None
_CODE = re.compile(r"[^\s]{0,120}", re.UNICODE)

KINDS: dict[str, type["Fact"]] = {}


class BadFact(ValueError):
    """A fact that the vocabulary does not allow; a programmer's mistake, never a user's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that happened on a day, in terms of keys, codes, dates and numbers."""

    kind: ClassVar[str] = ""
    on: date
    dialogue: str = ""
    petition: str = ""
    at: str = ""  # the hour of the day, `14:30`, where somebody noted it
    instead_of: str = ""  # key of the absent account for whom a substitute acted; the journal adds it

    def __init_subclass__(cls, **kwargs: object) -> None:
        """Register the kind under its snake-case name."""
        # slots=True makes the class twice; the second registration is the one that lives.
        super(Fact, cls).__init_subclass__(**kwargs)
        cls.kind = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()
        KINDS[cls.kind] = cls

    def __post_init__(self) -> None:
        """Refuse any text that could carry a sentence or a name."""
        for name in _days_among(self.kind):
            value = getattr(self, name)
            if isinstance(value, str) and not _CODE.fullmatch(value):
                raise BadFact(f"{self.kind}.{name}: a key or a code without spaces, not {value!r}")

    def data(self) -> dict[str, Value]:
        """Return every field that differs from its default, for storing; `from_data` reads it back."""
        return {field.name: value for field in fields(self) if (value := getattr(self, field.name)) != field.default}


def from_data(kind: str, data: Mapping[str, object]) -> Fact:
    """Build the fact of this kind from stored data; dates may be ISO text.

    Raises BadFact for an unknown kind, an unknown field or a value of the wrong type.
    """
    cls = KINDS.get(kind)
    if cls is None:
        raise BadFact(f"unknown fact {kind!r}")
    known = _days_among(kind)
    values: dict[str, object] = {}
    for name, value in data.items():
        if name not in known:
            raise BadFact(f"{kind} has no field {name!r}")
        values[name] = date.fromisoformat(value) if known[name] and isinstance(value, str) else value
    try:
        return cls(**values)  # type: ignore[arg-type]  # checked against the hints just above
    except TypeError as error:
        raise BadFact(f"{kind}: {error}") from error


@cache
def _days_among(kind: str) -> dict[str, bool]:
    """Return the fields of a kind and whether each is a day; asked for every entry that is read back."""
    cls = KINDS[kind]
    hints = get_type_hints(cls)
    return {field.name: hints[field.name] in (date, date | None) for field in fields(cls)}
