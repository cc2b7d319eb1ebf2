"""What the consoles show: step, turn, petition, answers, who must speak, figures. Read once a page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from doithoai.dialogues.models import Dialogue, Invitation, Session
from doithoai.obligations import queries as obligations
from doithoai.obligations.models import Duty
from doithoai.organisations.models import Body
from doithoai.petitions import queries
from doithoai.petitions.models import Assignment, Draft, Petition
from doithoai.proceedings.models import Interruption, Outcome, ProgrammeStep, Speech
from doithoai.proceedings.queries import law, running
from doithoai.proceedings.queries.agencies import ASKED
from doithoai.proceedings.queries.interruptions import away, interruptions_of
from doithoai.proceedings.queries.live import sequence_of
from doithoai.proceedings.services.outcomes import approved_draft
from doithoai.regulations.schema import Item
from doithoai.regulations.types import Status

_EARLIER_SHOWN = 3  # are enough at the table
_OPEN = (Status.DUE, Status.PENDING, Status.OVERDUE)


@dataclass(frozen=True, slots=True)
class StepNow:
    """A step with how late it began and how far it overran, in minutes; 0 when in time."""

    step: ProgrammeStep
    state: str  # done, here, skipped or ""
    planned_at: datetime | None
    late: int
    over: int
    represented: Item | None = None  # the entry of the text that lets the host send somebody for it


@dataclass(frozen=True, slots=True)
class Programme:
    """The steps, the one under way, the one that comes next."""

    steps: list[StepNow]
    now: StepNow | None
    next: ProgrammeStep | None
    minutes_left: int


def programme_of(dialogue: Dialogue, *, at: datetime) -> Programme:
    """Return the programme against the clock."""
    first: Session | None = dialogue.sessions.order_by("starts_at").first()
    planned = first.starts_at if first else None
    found = []
    breaks = list(interruptions_of(dialogue))
    for step in running.steps_of(dialogue):
        # Whoever goes on after a break is not late by the hours of the first day.
        found.append(_step_now(step, planned if not breaks else None, at, breaks))
        if planned is not None and not step.skipped_reason:
            planned += timedelta(minutes=step.minutes_planned)
    now = next((row for row in found if row.state == "here"), None)
    if now is not None:
        now = replace(now, represented=law.may_be_represented(dialogue, now.step))
    after = max((row.step.number for row in found if row.step.started_at), default=0)
    following = next((row.step for row in found if row.step.number > after and row.state == ""), None)
    left = max(0, _minutes(at, planned)) if planned and not breaks else 0
    return Programme(found, now, following, left)


def _step_now(step: ProgrammeStep, planned: datetime | None, at: datetime, breaks: list[Interruption]) -> StepNow:
    if step.started_at is None:
        return StepNow(step, "skipped" if step.skipped_reason else "", planned, 0, 0)
    late = max(0, _minutes(planned, step.started_at)) if planned else 0
    until = step.ended_at or at
    took = _minutes(step.started_at, until - away(step.started_at, until, breaks))
    over = max(0, took - step.minutes_planned)
    return StepNow(step, "done" if step.ended_at else "here", planned, late, over)


def _minutes(earlier: datetime, later: datetime) -> int:
    return int((later - earlier).total_seconds() // 60)


@dataclass(frozen=True, slots=True)
class Asked:
    """A body that was asked to answer, and whether its leader said they would come."""

    body: Body
    lead: bool
    coming: bool | None
    here: bool  # somebody of it is in the room


@dataclass(frozen=True, slots=True)
class Matter:
    """The petition on the table: what was said, prepared, answered, decided, and what follows by when."""

    petition: Petition
    draft: Draft | None
    answers: Sequence[Speech]
    outcome: Outcome | None
    duties: Sequence[Duty]
    asked: Sequence[Asked]
    earlier: Sequence[Petition]
    raised: queries.Raised | None
    merged: int


def matter_of(petition: Petition, *, here: frozenset[int] = frozenset()) -> Matter:
    """Return everything that the host needs at hand about a petition; `here` are the bodies in the room."""
    duties = obligations.duties_of_petition(petition.key).filter(status__in=_OPEN, group="after")
    earlier = _earlier(petition)
    return Matter(
        petition=petition,
        draft=approved_draft(petition),
        answers=list(running.answers_to(petition)),
        outcome=running.outcome_of(petition),
        duties=list(duties),
        asked=_asked(petition, here),
        earlier=earlier[:_EARLIER_SHOWN],
        raised=queries.raised(petition, [*earlier, petition]) if earlier else None,
        merged=petition.merged.count(),
    )


def _asked(petition: Petition, here: frozenset[int]) -> list[Asked]:
    rows = list(
        Assignment.objects.filter(petition=petition, state__in=ASKED).select_related("body").order_by("-part", "pk")
    )
    bodies = [row.body_id for row in rows]
    replies = dict(
        Invitation.objects.filter(dialogue=petition.dialogue_id, body__in=bodies).values_list("body_id", "reply")
    )
    said = {"coming": True, "sending": True, "declined": False}
    return [
        Asked(row.body, row.part == "lead", said.get(replies.get(row.body_id, "")), row.body_id in here) for row in rows
    ]


def _earlier(petition: Petition) -> list[Petition]:
    """Return the same matter as it was raised before, newest first, by what officers linked."""
    return queries.chain_of(petition)[-2::-1]


def coming_due(duties: Sequence[Duty]) -> tuple[Duty, date] | None:
    """Return the first duty that follows from an outcome, with its day (or the day expected, if all goes in time)."""
    dated = [(duty, duty.due_on or duty.expected_on) for duty in duties]
    known = [(duty, day) for duty, day in dated if day is not None]
    return min(known, key=lambda row: row[1], default=None)


def stamp_of(dialogue: Dialogue) -> str:
    """Return the number that a console shows; it grows whenever a console would look different."""
    return str(sequence_of(dialogue))


def local_minutes(turn: Speech, *, at: datetime) -> int:
    """Return for how many minutes a running turn has lasted."""
    return max(0, _minutes(turn.started_at, at)) if turn.started_at else 0
