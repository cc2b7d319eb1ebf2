"""The canonical text of an entry and its digest; pure, so that a dossier can be verified offline."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

FIRST = ""


def canonical(data: Mapping[str, object]) -> str:
    """Return JSON with sorted keys and no spare spaces; dates in ISO form."""

    def plain(value: object) -> str:
        if isinstance(value, date):
            return value.isoformat()
        raise TypeError(f"{value!r} has no place in a fact")

    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=plain)


@dataclass(frozen=True, slots=True)
class Link:
    """The parts of an entry that its digest covers."""

    stream: str
    number: int
    kind: str
    on: date
    dialogue: str
    petition: str
    data: str
    recorded_at: datetime
    account: str
    body: str

    def digest(self, previous: str) -> str:
        """Return the SHA-256, in hex, of the previous digest and this entry."""
        text = canonical(
            {
                "stream": self.stream,
                "number": self.number,
                "kind": self.kind,
                "on": self.on,
                "dialogue": self.dialogue,
                "petition": self.petition,
                "data": self.data,
                "recorded_at": self.recorded_at.isoformat(timespec="microseconds"),
                "account": self.account,
                "body": self.body,
                "previous": previous,
            }
        )
        return hashlib.sha256(text.encode()).hexdigest()


def first_fault(links: Iterable[tuple[Link, str, str]]) -> int | None:
    """Return the number of the first entry that does not follow, or None if all do.

    Each item is (entry, its recorded `previous`, its recorded `digest`), in order of number.
    """
    before, expected = FIRST, 1
    for link, previous, digest in links:
        if link.number != expected or previous != before or link.digest(before) != digest:
            return expected
        before, expected = digest, expected + 1
    return None
