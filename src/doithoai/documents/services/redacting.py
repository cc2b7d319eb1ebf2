"""Hiding what gives persons away before a text is published: what was found, what was decided, what is shown."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from doithoai.common.actors import Actor
from doithoai.common.text import fold, nfc
from doithoai.documents.enums import HIDDEN_WORDS
from doithoai.documents.models import Redaction
from doithoai.textsearch import personal
from doithoai.textsearch.personal import Known, Piece, PieceKind


@dataclass(frozen=True, slots=True)
class Part:
    """One text that is to be published: its name among the texts of its subject, and the words."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Offer:
    """One stretch that may give somebody away, and whether it is to be hidden.

    `key` names it by its words and by which occurrence it is, so that a decision survives an edit elsewhere
    in the text. `answered`: somebody has decided. `piece` says where and what it is.
    """

    key: str
    part: str
    words: str
    piece: Piece
    hidden: bool
    answered: bool

    @property
    def must_hide(self) -> bool:
        """Say whether it is the petitioner's own and too long to be chance."""
        return self.piece.known and self.piece.firm


def offers_of(
    parts: Iterable[Part],
    known: Sequence[Known] = (),
    *,
    also: Sequence[str] = (),
    decided: Mapping[str, bool] | None = None,
) -> list[Offer]:
    """Return what was found in the parts, each with the decision so far or with what is proposed.

    Proposed is to hide, except what belongs to an office or to somebody acting in a post.
    """
    decided = decided or {}
    found: list[Offer] = []
    for part in parts:
        text, seen = nfc(part.text), dict[str, int]()
        for piece in personal.find(text, known, also=also):
            words = text[piece.start : piece.end]
            name = hashlib.sha256(f"{piece.kind}:{fold(words)}".encode()).hexdigest()[:12]
            seen[name] = seen.get(name, 0) + 1
            key = f"{part.code}.{name}.{seen[name]}"
            hidden = decided.get(key, not piece.official)
            found.append(Offer(key, part.code, words, piece, hidden, key in decided))
    return found


def text_without(part: Part, offers: Iterable[Offer]) -> str:
    """Return the part's text as the public will read it."""
    return personal.hidden_in(
        part.text, [one.piece for one in offers if one.part == part.code and one.hidden], HIDDEN_WORDS
    )


def safe_text(text: str, known: Sequence[Known] = ()) -> str:
    """Return a text that nobody has read through, with all that was found hidden, officials excepted."""
    return text_without(Part("", text), offers_of([Part("", text)], known))


def public_text(row: Redaction | None, text: str) -> str:
    """Return what the public may read: what was decided, or, for words that nobody looked through, the safe text."""
    return row.shown if row is not None and row.source == nfc(text) else safe_text(text)


@transaction.atomic
def keep_decisions(
    subject: str, parts: Sequence[Part], offers: Sequence[Offer], *, also: Sequence[str] = (), by: Actor
) -> None:
    """Keep what was decided about the texts; of the earlier decisions the spans stay and the words go.

    The verb above that calls this records the fact.
    """
    Redaction.objects.filter(subject=subject, part__in=[part.code for part in parts]).update(source="", also=[])
    Redaction.objects.bulk_create(
        Redaction(
            subject=subject,
            part=part.code,
            source=nfc(part.text),
            shown=text_without(part, offers),
            spans=[
                [one.piece.start, one.piece.end, str(one.piece.kind), one.hidden]
                for one in offers
                if one.part == part.code
            ],
            also=list(also),
            made_by=by.account,
        )
        for part in parts
    )


def decisions_of(subjects: Iterable[str]) -> dict[tuple[str, str], Redaction]:
    """Return the latest decision about each text, by subject and part; one query."""
    rows = Redaction.objects.filter(subject__in=list(subjects)).order_by("pk")
    return {(row.subject, row.part): row for row in rows}


def decided_in(rows: Iterable[Redaction], known: Sequence[Known] = ()) -> dict[str, bool]:
    """Return what was decided, by the key of the offer, for texts whose words are still those decided about."""
    found: dict[str, bool] = {}
    for row in rows:
        hidden = {(start, end): chosen for start, end, _kind, chosen in row.spans}
        for one in offers_of([Part(row.part, row.source)], known, also=row.also):
            place = (one.piece.start, one.piece.end)
            if place in hidden:
                found[one.key] = hidden[place]
    return found


def unanswered(offers: Iterable[Offer]) -> list[Offer]:
    """Return what nobody has decided about yet."""
    return [one for one in offers if not one.answered]


__all__ = [
    "Known",
    "Offer",
    "Part",
    "PieceKind",
    "decided_in",
    "decisions_of",
    "keep_decisions",
    "offers_of",
    "public_text",
    "safe_text",
    "text_without",
    "unanswered",
]
