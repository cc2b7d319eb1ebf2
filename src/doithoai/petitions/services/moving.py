"""From one state to the next: the only place where a petition's state is written."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from doithoai.petitions.enums import MOVES, AssignmentPart, AssignmentState, PetitionState
from doithoai.petitions.errors import ChangedMeanwhile, MoveNotAllowed
from doithoai.petitions.models import Assignment, Petition

ACTIVE = (AssignmentState.SENT, AssignmentState.ACCEPTED, AssignmentState.DONE)


def locked(petition: Petition, *, seen: int | None = None) -> Petition:
    """Return the petition re-read under lock, with its dialogue.

    `seen` is the version that the person's form was made from: raises ChangedMeanwhile, saying
    how the petition stands now, when somebody else was quicker.
    """
    rows = Petition.objects.select_for_update(of=("self",), no_key=True).select_related("dialogue", "dialogue__unit")
    fresh = rows.get(pk=petition.pk)
    if seen is not None and fresh.version != seen:
        raise ChangedMeanwhile(_what_stands_now(fresh))
    return fresh


def locked_all(petitions: list[Petition]) -> list[Petition]:
    """Return the petitions re-read under lock, always in one order, so that two clerks never block each other."""
    rows = Petition.objects.select_for_update(of=("self",), no_key=True).select_related("dialogue", "dialogue__unit")
    return list(rows.filter(pk__in=[petition.pk for petition in petitions]).order_by("pk"))


def change(petition: Petition, **values: Any) -> None:
    """Write these fields of a locked petition and raise its version."""
    for name, value in values.items():
        setattr(petition, name, value)
    petition.version += 1
    petition.save(update_fields=[*values, "version"])


@transaction.atomic
def move(petition: Petition, to: PetitionState, **values: Any) -> Petition:
    """Bring the petition into a state, with other fields that change along; return it as it stands now.

    Checks MOVES under lock. The caller records the fact. The petition that was handed in is
    brought up to date too. Raises MoveNotAllowed.
    """
    fresh = locked(petition)
    _check_move(fresh, to)
    change(fresh, state=to, **values)
    for name in ("state", "version", *values):
        setattr(petition, name, getattr(fresh, name))
    return fresh


@transaction.atomic
def move_all(petitions: Sequence[Petition], to: PetitionState) -> None:
    """Bring petitions that the caller holds under lock into one state, at once and all or none.

    The caller records the facts. Raises MoveNotAllowed, naming the first that cannot move.
    """
    for petition in petitions:
        _check_move(petition, to)
    for petition in petitions:
        petition.state, petition.version = to, petition.version + 1
    Petition.objects.bulk_update(petitions, ["state", "version"], batch_size=200)


def _check_move(petition: Petition, to: PetitionState) -> None:
    if to != petition.state and to not in MOVES[PetitionState(petition.state)]:
        raise MoveNotAllowed(
            f"{petition.code} đang ở bước “{petition.get_state_display()}” nên chưa chuyển sang “{to.label}” được. "
            "Hãy tải lại trang để xem việc vừa làm."
        )


def _what_stands_now(petition: Petition) -> str:
    leads = Assignment.objects.filter(petition=petition, part=AssignmentPart.LEAD, state__in=ACTIVE)
    lead = leads.select_related("body").first()
    whose = f", {lead.body.short_name} chủ trì" if lead else ""
    return (
        f"Trong lúc bạn mở trang, người khác đã làm việc với {petition.code}: "
        f"nay ở bước “{petition.get_state_display()}”{whose}. "
        "Phần bạn vừa nhập còn nguyên dưới đây; hãy xem rồi gửi lại."
    )
