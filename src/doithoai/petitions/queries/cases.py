"""One petition and what belongs to it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from doithoai.accounts import receipts
from doithoai.common.text import one_line
from doithoai.petitions.enums import PetitionState
from doithoai.petitions.models import Assignment, Petition, Submitter
from doithoai.textsearch.folding import fold

# Words that say nothing about the matter, folded.
_COMMON = frozenset(
    [
        "va",
        "cua",
        "cho",
        "cac",
        "nhung",
        "la",
        "co",
        "khong",
        "duoc",
        "bi",
        "thi",
        "nay",
        "khi",
        "tai",
        "tren",
        "de",
        "nghi",
        "kien",
        "xin",
        "hoi",
        "ve",
        "voi",
        "trong",
        "den",
        "tu",
        "da",
        "se",
        "mot",
        "nhieu",
        "nguoi",
        "dan",
        "xa",
        "thon",
        "phuong",
        "ub",
        "ubnd",
        "chinh",
        "quyen",
        "cap",
        "co",
        "quan",
        "noi",
        "do",
        "ra",
        "vao",
        "con",
        "cung",
        "nhu",
        "theo",
        "rat",
        "qua",
    ]
)
# The share of a petition’s telling words that another must have to be worth a look.
_ALIKE = 0.45
_DONE = frozenset(
    {
        PetitionState.ANSWERED_AT_CONFERENCE,
        PetitionState.DECLINED,
        PetitionState.REPLIED,
        PetitionState.RESOLVED,
        PetitionState.CLOSED,
        PetitionState.OUT_OF_SCOPE,
    }
)


def case_by_code(code: str) -> Petition | None:
    """Return the petition with what its page shows, or None."""
    rows = Petition.objects.select_related(
        "dialogue",
        "dialogue__unit",
        "dialogue__unit__parent",
        "dialogue__host_office",
        "received_by",
        "handed_in_by",
        "complained_body",
        "merged_into",
        "split_from",
        "repeats",
    )
    return rows.filter(code=code).first()


def assignments_of(petition: Petition) -> list[Assignment]:
    """Return all assignments of the petition with their bodies, newest first, lead before helpers."""
    rows = petition.assignments.select_related("body", "assigned_by", "accepted_by")
    return list(rows.order_by("-assigned_on", "-part", "-pk"))


@dataclass(frozen=True, slots=True)
class Linked:
    """The petitions that were merged into one, and those that say it again; oldest first."""

    merged: list[Petition]
    repeating: list[Petition]


def linked_to(petition: Petition) -> Linked:
    """Return what hangs on the petition by a link; one query."""
    rows = list(Petition.objects.filter(Q(merged_into=petition) | Q(repeats=petition)).order_by("received_on", "pk"))
    return Linked(
        [row for row in rows if row.merged_into_id == petition.pk],
        [row for row in rows if row.repeats_id == petition.pk],
    )


def assignments_by_petition(petitions: Iterable[Petition]) -> dict[int, list[Assignment]]:
    """Return what `assignments_of` says of each petition, by its number; one query."""
    rows = Assignment.objects.filter(petition__in=list(petitions)).select_related("body")
    found: dict[int, list[Assignment]] = {}
    for row in rows.order_by("-assigned_on", "-part", "-pk"):
        found.setdefault(row.petition_id, []).append(row)
    return found


def parts_of(petition: Petition) -> QuerySet[Petition]:
    """Return the matters into which the petition was split, in order."""
    return petition.parts.exclude(state=PetitionState.WITHDRAWN).order_by("pk")


def whole_is_done(parts: Sequence[Petition]) -> bool:
    """Say whether a split petition is done: only when all its parts are."""
    return bool(parts) and all(part.state in _DONE for part in parts)


def submitter_by_receipt(code: str, secret: str) -> Submitter | None:
    """Return the petitioner whose receipt this is, or None; the front counts and stops wrong guesses.

    The code alone opens nothing (DESIGN: following a petition needs the code and the secret).
    """
    rows = Submitter.objects.select_related("petition", "petition__dialogue", "petition__dialogue__unit", "identity")
    row = rows.filter(code=one_line(code).upper()).first()
    if row is None or not receipts.fits(secret, code=row.code, digest=row.secret_hash):
        return None
    return row


def earlier_similar(petition: Petition, *, limit: int = 5) -> list[Petition]:
    """Return petitions of the unit that share several telling words of the matter or the place, best first.

    A modest help for the eye: the person decides, by matter and place and never by who asked.
    """
    words = _telling_words(petition)
    if not words:
        return []
    near = Q()
    for word in words:
        near |= Q(folded__contains=f" {word}")
    rows = Petition.objects.filter(near, dialogue__unit=petition.dialogue.unit_id, split_from=None).exclude(
        pk=petition.pk
    )
    if petition.split_from_id:
        rows = rows.exclude(pk=petition.split_from_id)
    rows = rows.select_related("dialogue").order_by("-received_on", "-pk")[:300]
    mine = set(words)
    scored = [(len(mine & set(_words(row.folded))) / len(mine), row) for row in rows]
    kept = sorted((pair for pair in scored if pair[0] >= _ALIKE), key=lambda pair: -pair[0])
    return [row for _, row in kept[:limit]]


def _telling_words(petition: Petition) -> list[str]:
    words = [word for word in _words(fold(f"{petition.title} {petition.place}")) if len(word) > 1]
    return list(dict.fromkeys(word for word in words if word not in _COMMON))[:12]


def _words(folded: str) -> list[str]:
    return "".join(sign if sign.isalnum() else " " for sign in folded).split()
