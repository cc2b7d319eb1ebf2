"""Figures of one dialogue: how many in each saved view, and how each body stands with its work."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from doithoai.dialogues.models import Dialogue
from doithoai.petitions.enums import AssignmentPart, AssignmentState, DraftState, PetitionState
from doithoai.petitions.models import Assignment, Draft, Petition
from doithoai.petitions.queries.lists import petitions_of, view_conditions

_HIDDEN = (PetitionState.MERGED, PetitionState.SPLIT, PetitionState.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many petitions a dialogue has, in all and in each saved view."""

    all: int
    views: dict[str, int]


def tally_of(dialogue: Dialogue, *, on: date) -> Tally:
    """Return the figures beside the saved views, in one query."""
    counts = {name: Count("pk", filter=condition) for name, condition in view_conditions(on=on).items()}
    found = petitions_of(dialogue).order_by().aggregate(all_rows=Count("pk", filter=~Q(state__in=_HIDDEN)), **counts)
    return Tally(found.pop("all_rows"), found)


def counts_by(dialogue: Dialogue, column: str) -> list[tuple[str, int]]:
    """Return how many petitions of the dialogue have each value of a column, most first; without hidden ones."""
    rows = Petition.objects.filter(dialogue=dialogue).exclude(state__in=_HIDDEN).order_by()
    found = rows.values_list(column).annotate(n=Count("pk"))
    return sorted(((value, number) for value, number in found), key=lambda pair: (-pair[1], pair[0]))


@dataclass(slots=True)
class BodyWork:
    """How one body stands with what it was asked in a dialogue."""

    key: str
    name: str
    lead: int = 0
    coordinating: int = 0
    accepted: int = 0
    returned: int = 0
    drafted: int = 0
    submitted: int = 0
    approved: int = 0
    late: int = 0
    next_due_on: date | None = None


def work_by_body(dialogue: Dialogue, *, on: date) -> list[BodyWork]:
    """Return one line for each body that was asked, the latest first; two queries."""
    found: dict[int, BodyWork] = {}
    drafted = _draft_states(dialogue)
    rows = Assignment.objects.filter(petition__dialogue=dialogue).exclude(state=AssignmentState.REPLACED)
    columns = ("body", "body__key", "body__short_name", "petition", "petition__state", "part", "state", "due_on")
    for body, key, name, petition, petition_state, part, state, due_on in rows.values_list(*columns):
        line = found.setdefault(body, BodyWork(key, name))
        if state == AssignmentState.RETURNED:
            line.returned += 1
            continue
        if petition_state in _HIDDEN or petition_state == PetitionState.OUT_OF_SCOPE:
            continue
        _count(line, part, state, drafted.get((petition, body), ""))
        if state != AssignmentState.DONE:
            line.late += due_on < on
            line.next_due_on = min(due_on, line.next_due_on or due_on)
    return sorted(found.values(), key=lambda line: (-line.late, line.name))


def _count(line: BodyWork, part: str, state: str, draft: str) -> None:
    if part == AssignmentPart.LEAD:
        line.lead += 1
    else:
        line.coordinating += 1
    line.accepted += state != AssignmentState.SENT
    line.drafted += bool(draft)
    line.submitted += draft == DraftState.SUBMITTED
    line.approved += draft == DraftState.APPROVED


def _draft_states(dialogue: Dialogue) -> dict[tuple[int, int], str]:
    """Return the state of the newest version by petition and body."""
    rows = Draft.objects.filter(petition__dialogue=dialogue).order_by("version")
    return {(petition, body): state for petition, body, state in rows.values_list("petition", "body", "state")}
