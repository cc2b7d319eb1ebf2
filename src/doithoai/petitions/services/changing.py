"""Changes that can be taken back (Hoàn tác): what stood before is kept beside what was put in its place."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from doithoai.accounts import queries as accounts
from doithoai.common.actors import Actor
from doithoai.common.keys import new_key
from doithoai.journal import services as journal
from doithoai.journal.models import Entry
from doithoai.obligations import services as obligations
from doithoai.petitions.enums import MOVES, AssignmentState, ChangeKind, PetitionState
from doithoai.petitions.errors import NotUndoable
from doithoai.petitions.models import Assignment, Change, Petition
from doithoai.petitions.services.moving import change, locked_all
from doithoai.regulations.facts import Fact, FactWithdrawn


@dataclass(slots=True)
class Step:
    """One undoable change under way, perhaps of many petitions: share it, then `finish`."""

    kind: ChangeKind
    by: Actor
    group: str = field(default_factory=new_key)
    dialogues: set[str] = field(default_factory=set)

    def make(self, petition: Petition, facts: Sequence[Fact] = (), **values: Any) -> Change:
        """Write the fields of a locked petition, record the facts, and keep what stood before."""
        before = {name: getattr(petition, name) for name in values}
        change(petition, **values)
        entries: list[Entry] = [journal.record(fact, by=self.by) for fact in facts]
        self.dialogues.add(petition.dialogue.key)
        return Change.objects.create(
            group=self.group,
            kind=self.kind,
            petition=petition,
            before=before,
            after=dict(values),
            entries=[entry.number for entry in entries],
            made_by=accounts.account_of(self.by),
        )

    def finish(self) -> str:
        """Ask the law anew for every dialogue touched; return the key by which all is taken back."""
        for dialogue in sorted(self.dialogues):
            obligations.refresh(dialogue)
        return self.group


@transaction.atomic
def undo(*, group: str, on: date, by: Actor) -> list[Petition]:
    """Take back what one click changed, on all its petitions or on none.

    The facts are withdrawn by new facts; nothing is erased. A second click does nothing.
    Raises NotUndoable when somebody has worked on since.
    """
    # All petitions first and in one order, then what hangs on them, then the journal, as every verb does: a second
    # petition that is locked only after the journal waits for somebody who waits for the journal.
    named = Petition.objects.filter(changes__group=group).distinct()
    held = {petition.pk: petition for petition in locked_all(list(named))}
    rows = Change.objects.select_for_update(of=("self",), no_key=True).filter(group=group).order_by("petition", "-pk")
    open_rows = [row for row in rows if row.undone_at is None]
    petitions = [_undo_one(row, held[row.petition_id], on=on, by=by) for row in open_rows]
    for dialogue in sorted({petition.dialogue.key for petition in petitions}):
        obligations.refresh(dialogue)
    return petitions


def _undo_one(row: Change, petition: Petition, *, on: date, by: Actor) -> Petition:
    _check_untouched(row, petition)
    if row.kind == ChangeKind.ASSIGN:
        _take_assignments_back(row, petition)
    if row.kind == ChangeKind.SPLIT:
        _take_parts_back(petition, on=on, by=by)
    change(petition, **row.before)
    for number in row.entries:
        journal.record(FactWithdrawn(on=on, dialogue=petition.dialogue.key, petition=petition.key, entry=number), by=by)
    row.undone_at, row.undone_by = timezone.now(), accounts.account_of(by)
    row.save(update_fields=["undone_at", "undone_by"])
    return petition


def _check_untouched(row: Change, petition: Petition) -> None:
    if row.kind == ChangeKind.OUT_OF_SCOPE and petition.handed_over_on is not None:
        raise NotUndoable(f"{petition.code} đã có phiếu chuyển gửi đi nên không hoàn tác được.")
    same = all(getattr(petition, name) == value for name, value in row.after.items())
    to = row.before.get("state", petition.state)
    if same and (to == petition.state or to in MOVES[PetitionState(petition.state)]):
        return
    raise NotUndoable(
        f"{petition.code} đã có thay đổi sau đó (nay ở bước “{petition.get_state_display()}”) nên không hoàn tác được. "
        "Hãy mở kiến nghị để sửa."
    )


def _take_assignments_back(row: Change, petition: Petition) -> None:
    made = Assignment.objects.select_for_update(of=("self",), no_key=True).filter(petition=petition, group=row.group)
    for assignment in made.select_related("body"):
        if assignment.state != AssignmentState.SENT:
            raise NotUndoable(
                f"{assignment.body.short_name} đã nhận {petition.code} nên không hoàn tác được. "
                "Muốn đổi cơ quan, hãy giao lại."
            )
    made.update(state=AssignmentState.REPLACED)
    for key, state in (row.assignments_before or {}).items():
        Assignment.objects.filter(petition=petition, key=key).update(state=state)


def _take_parts_back(petition: Petition, *, on: date, by: Actor) -> None:
    """Remove parts that nobody has worked on; the whole words are still in the petition itself."""
    for part in petition.parts.select_for_update(of=("self",), no_key=True):
        if part.state not in {PetitionState.RECEIVED, PetitionState.TRIAGED} or part.assignments.exists():
            raise NotUndoable(f"Việc {part.code} đã được giao hoặc xử lý nên không gộp lại được.")
        other = Petition.objects.filter(Q(merged_into=part) | Q(repeats=part)).order_by("code").first()
        if other is not None:
            raise NotUndoable(f"{other.code} đã gộp vào hoặc ghi là nêu lại {part.code}. Hãy bỏ liên kết đó trước.")
        entries = Entry.objects.filter(petition=part.key, stream=petition.dialogue.stream)
        for entry in entries.exclude(kind=FactWithdrawn.kind):
            journal.record(
                FactWithdrawn(on=on, dialogue=petition.dialogue.key, petition=part.key, entry=entry.number), by=by
            )
        part.changes.all().delete()
        part.notes.all().delete()
        part.delete()
