"""One petition and what belongs to it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Count, Exists, OuterRef, Q, QuerySet, Value

from doithoai.accounts import receipts
from doithoai.common.text import one_line
from doithoai.documents.models import Document
from doithoai.organisations import queries as organisations
from doithoai.petitions.enums import ErasureState, PetitionState
from doithoai.petitions.models import (
    AgencyReport,
    Assignment,
    Attachment,
    Draft,
    DueProposal,
    ErasureRequest,
    Escalation,
    InformationRequest,
    Note,
    OutsideLink,
    Petition,
    Reply,
    Submitter,
)

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


# What may hang on a petition. Most petitions have few of these: its page asks once which there are, then reads those.
_BELONGINGS: dict[str, QuerySet[Any]] = {
    "drafts": Draft.objects.filter(petition=OuterRef("pk")),
    "attachments": Attachment.objects.filter(petition=OuterRef("pk")),
    "notes": Note.objects.filter(petition=OuterRef("pk")),
    "replies": Reply.objects.filter(petition=OuterRef("pk")),
    "agency_reports": AgencyReport.objects.filter(petition=OuterRef("pk")),
    "due_proposals": DueProposal.objects.filter(petition=OuterRef("pk")),
    "escalations": Escalation.objects.filter(petition=OuterRef("pk")),
    "merged": Petition.objects.filter(merged_into=OuterRef("pk")),
    "repeating": Petition.objects.filter(repeats=OuterRef("pk")),
    "questions": InformationRequest.objects.filter(petition=OuterRef("pk")),
    "links": OutsideLink.objects.filter(petition=OuterRef("pk")),
    "documents": Document.objects.filter(petition=OuterRef("key")),
}


def has(petition: Petition, *what: str) -> bool:
    """Say whether anything of these kinds hangs on the petition; True for a petition that was read another way."""
    return any(getattr(petition, f"has_{name}", True) for name in what)


def case_by_code(code: str) -> Petition | None:
    """Return the petition with what its page shows, and what hangs on it (`has`), or None; one query."""
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
    flags = {f"has_{name}": Exists(there) for name, there in _BELONGINGS.items()}
    return rows.filter(code=code).annotate(**flags).first()


def assignments_of(petition: Petition, *, on: date | None = None) -> list[Assignment]:
    """Return all assignments of the petition with their bodies, newest first, lead before helpers.

    With a day, each says as `has_people` whether somebody works for the body in the program then.
    """
    rows = petition.assignments.select_related("body", "assigned_by", "accepted_by")
    if on is not None:
        rows = rows.annotate(has_people=organisations.somebody_works_for("body", on=on))
    return list(rows.order_by("-assigned_on", "-part", "-pk"))


@dataclass(frozen=True, slots=True)
class Linked:
    """The petitions that were merged into one, and those that say it again; oldest first."""

    merged: list[Petition]
    repeating: list[Petition]


def linked_to(petition: Petition) -> Linked:
    """Return what hangs on the petition by a link; one query, none where there is nothing."""
    if not has(petition, "merged", "repeating"):
        return Linked([], [])
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


def erasure_of(submitter: Submitter) -> ErasureRequest | None:
    """Return the petitioner's latest request to be forgotten."""
    return ErasureRequest.objects.filter(submitter=submitter).order_by("-pk").first()


def erasures_to_decide(offices: Sequence[int]) -> QuerySet[ErasureRequest, tuple[str, str, int]]:
    """Return one row of two empty words and how many requests to be forgotten wait for these offices, if any do.

    In the shape of `forms_to_confirm_by_dialogue`, so that one query asks for both.
    """
    rows = ErasureRequest.objects.filter(
        state=ErasureState.ASKED, submitter__petition__dialogue__host_office__in=offices
    )
    nothing = Value("", output_field=CharField())
    grouped = rows.order_by().annotate(no_code=nothing, no_title=nothing).values("no_code", "no_title")
    return grouped.annotate(count=Count("pk")).values_list("no_code", "no_title", "count")
