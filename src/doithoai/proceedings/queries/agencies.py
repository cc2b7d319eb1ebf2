"""Agencies in the room: what they are asked, who is there, what they handed in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from doithoai.dialogues.models import Dialogue
from doithoai.organisations.models import Body
from doithoai.petitions.enums import AssignmentState, DraftState
from doithoai.petitions.models import Assignment, Draft, Petition
from doithoai.proceedings.models import HandedAnswer, Outcome, Presence, Speech
from doithoai.proceedings.queries.running import outcomes_of, turns_of

ASKED = (AssignmentState.SENT, AssignmentState.ACCEPTED, AssignmentState.DONE)


def presences_of(dialogue: Dialogue) -> QuerySet[Presence]:
    """Return who was in the room from when to when, in order."""
    return Presence.objects.filter(dialogue=dialogue).select_related("body").order_by("entered_at", "pk")


def in_the_room(dialogue: Dialogue) -> frozenset[int]:
    """Return the bodies for which somebody is in the room now."""
    return frozenset(Presence.objects.filter(dialogue=dialogue, left_at=None).values_list("body", flat=True))


def present_at(presences: Iterable[Presence], moment: datetime) -> list[Body]:
    """Return the bodies that were in the room at a moment, each once."""
    found: dict[int, Body] = {}
    for one in presences:
        if one.entered_at <= moment and (one.left_at is None or moment < one.left_at):
            found[one.body_id] = one.body
    return list(found.values())


def was_asked(petition: Petition, body: Body) -> bool:
    """Say whether the body was asked to answer about the petition."""
    return Assignment.objects.filter(petition=petition, body=body, state__in=ASKED).exists()


def answers_handed(dialogue: Dialogue) -> QuerySet[HandedAnswer]:
    """Return the texts that wait at the secretary's table, the oldest first."""
    rows = HandedAnswer.objects.filter(petition__dialogue=dialogue, decided_at=None)
    return rows.select_related("petition", "body", "handed_by").order_by("handed_at", "pk")


@dataclass(frozen=True, slots=True)
class Coming:
    """A matter about which an agency is asked: where it stands in the queue, what was prepared, what became of it."""

    petition: Petition
    body: Body
    lead: bool
    turn: Speech | None
    ahead: int  # turns that wait before it; 0: next, or on
    here: bool  # on the table now
    draft: Draft | None
    handed: HandedAnswer | None
    outcome: Outcome | None


def coming_for(dialogue: Dialogue, bodies: Sequence[int], *, at_hand: Speech | None) -> list[Coming]:
    """Return the matters of these bodies: what is on the table, what waits in order, the rest, the settled last.

    Six queries however many there are.
    """
    asked = Assignment.objects.filter(petition__dialogue=dialogue, body__in=bodies, state__in=ASKED)
    rows: dict[int, Assignment] = {}
    for row in asked.select_related("petition", "body").order_by("part", "pk"):
        rows[row.petition_id] = row  # the lead's share hides one that only cooperates
    turns = list(turns_of(dialogue))
    waiting = [turn for turn in turns if turn.started_at is None and turn.skipped_at is None]
    place = {turn.petition_id: number for number, turn in reversed(list(enumerate(waiting)))}
    by_petition = {turn.petition_id: turn for turn in reversed(turns) if turn.petition_id}
    drafts: dict[int, Draft] = {}
    for draft in Draft.objects.filter(petition__in=rows, body__in=bodies).order_by("version"):
        if draft.state == DraftState.APPROVED or draft.petition_id not in drafts:
            drafts[draft.petition_id] = draft
    handed = {one.petition_id: one for one in answers_handed(dialogue).filter(body__in=bodies)}
    outcomes = {one.petition_id: one for one in outcomes_of(dialogue)}
    now = at_hand.petition_id if at_hand is not None else None
    found = [
        Coming(
            petition=row.petition,
            body=row.body,
            lead=row.part == "lead",
            turn=by_petition.get(pk),
            ahead=place.get(pk, 0),
            here=pk == now,
            draft=drafts.get(pk),
            handed=handed.get(pk),
            outcome=outcomes.get(pk),
        )
        for pk, row in rows.items()
    ]
    far = len(waiting)
    return sorted(
        found, key=lambda one: (one.outcome is not None and not one.here, not one.here, place.get(one.petition.pk, far))
    )
