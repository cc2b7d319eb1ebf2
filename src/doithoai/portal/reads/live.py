"""A conference while it runs, as far as everybody may know: programme, turns, outcomes; nobody's name or words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import Dialogue
from doithoai.dialogues.queries import windows
from doithoai.petitions.enums import Field
from doithoai.portal import public
from doithoai.proceedings.models import Interruption, Outcome, ProgrammeStep, Speech
from doithoai.proceedings.queries import live, running
from doithoai.proceedings.queries.broadcasts import broadcast_of, link_at, second_of
from doithoai.proceedings.queries.interruptions import open_interruption
from doithoai.proceedings.queries.questions import supports_of, wanted_by
from doithoai.proceedings.queries.running import Tally

_SHOWN_WAITING = 8
_SHOWN_SETTLED = 24


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn on the public list."""

    key: str
    number: int
    title: str
    named: bool  # somebody checked that the title holds nothing personal
    point: str
    wanted: int  # how many more want to know the same
    outcome: Outcome | None = None
    second: int | None = None  # of the recording, once it is public
    watch: str = ""  # the recording, opened there


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    """The page at number `number`."""

    number: int
    dialogue: Dialogue
    running: bool
    over: bool
    watch: str  # where the conference is watched, or watched again
    broken: Interruption | None  # while the conference is broken off
    steps: Sequence[ProgrammeStep]
    step: ProgrammeStep | None
    now: Turn | None
    speaking: bool
    waiting: Sequence[Turn]
    more: int  # turns that wait beyond those shown
    settled: Sequence[Turn]
    tally: Tally
    people: int
    at: datetime


def number_of(dialogue: Dialogue) -> int:
    """Return the number that the public page shows: the room's, and one for each support."""
    return live.sequence_of(dialogue) + supports_of(dialogue.key)


def live_of(dialogue: Dialogue, *, at: datetime) -> Live:
    """Return the conference as it stands; a dozen queries however many turns there are."""
    number = number_of(dialogue)
    over = dialogue.held_on is not None
    turns = [row for row in running.turns_of(dialogue) if row.skipped_at is None]
    outcomes = {row.petition_id: row for row in running.outcomes_of(dialogue)}
    wanted = wanted_by(dialogue)
    points = {row.pk: row.name for row in dialogue.venue_points.all()}

    broadcast = broadcast_of(dialogue)
    recorded = broadcast if broadcast is not None and broadcast.is_public and over else None
    # While it runs the stream is for everybody; the recording once somebody has let it be seen.
    public_watch = broadcast.watch_url if broadcast is not None and (broadcast.is_public or not over) else ""

    def shown(row: Speech) -> Turn:
        turn = _turn(row, wanted, points if len(points) > 1 else {}, outcomes)
        second = second_of(recorded, row.started_at)
        if recorded is None or second is None:
            return turn
        return replace(turn, second=second, watch=link_at(recorded.watch_url, second))

    at_hand = running.turn_at_hand(dialogue)
    waiting = [] if over else [row for row in turns if row.started_at is None]
    settled = [row for row in turns if row.petition_id in outcomes]
    settled.sort(key=lambda row: outcomes[row.petition_id or 0].pk, reverse=True)
    steps = [row for row in running.steps_of(dialogue) if not row.skipped_reason]
    return Live(
        number=number,
        dialogue=dialogue,
        running=dialogue.state == DialogueState.IN_SESSION,
        over=over,
        broken=open_interruption(dialogue),
        watch=public_watch,
        steps=steps,
        step=next((row for row in steps if row.started_at and not row.ended_at), None),
        now=shown(at_hand) if at_hand and not over else None,
        speaking=at_hand is not None and at_hand.ended_at is None,
        waiting=[shown(row) for row in waiting[:_SHOWN_WAITING]],
        more=max(0, len(waiting) - _SHOWN_WAITING),
        settled=[shown(row) for row in settled[:_SHOWN_SETTLED]],
        tally=running.tally_of(dialogue),
        people=running.people_present(dialogue),
        at=at,
    )


def _turn(row: Speech, wanted: dict[int, int], points: dict[int, str], outcomes: dict[int, Outcome]) -> Turn:
    title = public_title(row)
    return Turn(
        key=row.key,
        number=row.order,
        title=title or _matter_of(row),
        named=bool(title),
        point=points.get(row.venue_point_id or 0, ""),
        wanted=wanted.get(row.pk, 0),
        outcome=outcomes.get(row.petition_id or 0),
    )


def public_title(row: Speech) -> str:
    """Return what somebody checked for the public: of the turn, else of the petition; empty while nobody has."""
    if row.public_title:
        return row.public_title
    petition = row.petition
    return petition.public_title if petition is not None and petition.published_on is not None else ""


def _matter_of(row: Speech) -> str:
    """Return the field of the matter where no words of it have been checked."""
    field = row.petition.field if row.petition is not None else ""
    return str(Field(field).label) if field in Field.values else _("Người dân phát biểu")


def running_dialogue(code: str) -> Dialogue | None:
    """Return a dialogue that the public knows and whose conference is announced, running, broken off or over."""
    rows = Dialogue.objects.select_related("unit").filter(code=code)
    broken = Exists(Interruption.objects.filter(dialogue=OuterRef("pk"), ended_at=None))
    return rows.filter(Q(state__in=public.OPEN_STATES) | Q(broken, state__in=windows.BEFORE)).first()
