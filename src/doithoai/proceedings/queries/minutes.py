"""The minutes as the program knows them: steps, attendance, what was said, answered and decided."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet
from django.db.models.functions import Length

from doithoai.dialogues.models import Dialogue, VenuePoint
from doithoai.organisations.models import Body, Unit
from doithoai.petitions.models import Petition
from doithoai.proceedings.enums import EntryKind
from doithoai.proceedings.models import (
    Interruption,
    Minutes,
    MinutesEntry,
    Outcome,
    Presence,
    ProgrammeStep,
    SpeakerDraw,
    Speech,
)
from doithoai.proceedings.queries.agencies import presences_of, present_at
from doithoai.proceedings.queries.draws import draws_of
from doithoai.proceedings.queries.interruptions import interruptions_of
from doithoai.proceedings.queries.running import counts_by_point, outcomes_of, speeches_of, steps_of


def entries_of(dialogue: Dialogue) -> QuerySet[MinutesEntry]:
    """Return the lines of the minutes as they happened."""
    rows = MinutesEntry.objects.filter(dialogue=dialogue)
    return rows.select_related("petition", "written_by", "corrects").order_by("happened_at", "pk")


# What secretaries write again and again; the minutes are in Vietnamese whatever the screen speaks.
_PHRASES = (
    "Chủ trì nhắc giữ trật tự, phát biểu đúng nội dung.",
    "Chủ trì đề nghị cơ quan trả lời thêm bằng văn bản.",
    "Người phát biểu đồng ý với nội dung trả lời.",
    "Người phát biểu chưa đồng ý, đề nghị trả lời bằng văn bản.",
    "Hội nghị nghỉ giải lao.",
    "Đường truyền của một điểm cầu gián đoạn, điểm cầu dự qua điện thoại.",
)
_OWN_PHRASES, _PHRASE_LENGTH = 4, 120


def phrases_of(unit: Unit) -> list[str]:
    """Return sentences for the minutes: those that this unit's secretaries wrote most often, then common ones.

    One that was written once is no phrase yet. One query.
    """
    remarks = MinutesEntry.objects.filter(dialogue__unit=unit, kind=EntryKind.REMARK).exclude(text__in=_PHRASES)
    short = remarks.annotate(length=Length("text")).filter(length__lte=_PHRASE_LENGTH).order_by()
    counted = short.values_list("text").annotate(times=Count("pk")).filter(times__gte=2)
    often = counted.order_by("-times", "text")[:_OWN_PHRASES]
    return [*(row[0] for row in often), *_PHRASES]


def pages_of(dialogue: Dialogue) -> QuerySet[Minutes]:
    """Return the pages of the minutes, the first one first."""
    rows = Minutes.objects.filter(dialogue=dialogue)
    return rows.select_related("document", "secretary_signed_by", "host_signed_by").order_by("page")


@dataclass(frozen=True, slots=True)
class Said:
    """One matter in the room: who said what, what was answered, what became of it."""

    speaker: str
    text: str
    code: str
    answers: tuple[Speech, ...]
    outcome: Outcome | None
    present: tuple[Body, ...] = ()  # bodies for which somebody was in the room when it was said


@dataclass(frozen=True, slots=True)
class StepHeld:
    """A step as it went; `remarks` are the secretary's own lines."""

    step: ProgrammeStep
    remarks: tuple[MinutesEntry, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Turns and whole minutes of those whom the same tie binds to the area.

    `tie`: a `LinkToArea`, "other" where it was not said, "" for people who had not registered.
    """

    tie: str
    turns: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Draft:
    """All that the minutes hold, before anybody signs."""

    opened_at: datetime | None
    closed_at: datetime | None
    points: tuple[VenuePoint, ...]
    steps: tuple[StepHeld, ...]
    said: tuple[Said, ...]
    disposed_without_speech: tuple[Outcome, ...]
    interruptions: tuple[Interruption, ...] = ()
    presences: tuple[Presence, ...] = ()
    draws: tuple[SpeakerDraw, ...] = ()
    groups: tuple[Group, ...] = ()


def minutes_draft(dialogue: Dialogue) -> Draft:
    """Gather the minutes from what was recorded; the number of queries does not grow with the conference."""
    entries = list(entries_of(dialogue))
    steps = list(steps_of(dialogue))
    outcomes = {row.petition_id: row for row in outcomes_of(dialogue)}
    speeches = list(speeches_of(dialogue))
    turns = [row for row in speeches if row.body_id is None and row.started_at]
    answers = _answers(speeches)
    presences = list(presences_of(dialogue))
    spoken = {turn.petition_id for turn in turns if turn.petition_id}
    rest = sorted((row for pk, row in outcomes.items() if pk not in spoken), key=lambda row: row.petition.code)
    started = [step.started_at for step in steps if step.started_at]
    ended = [step.ended_at for step in steps if step.ended_at]
    return Draft(
        opened_at=min(started, default=None),
        closed_at=max(ended, default=None),
        points=tuple(counts_by_point(dialogue)),
        steps=tuple(StepHeld(step, _remarks_in(step, entries)) for step in steps),
        said=tuple(_said(turn, _turns_on(turn, turns), outcomes, answers, presences) for turn in turns),
        disposed_without_speech=tuple(rest),
        interruptions=tuple(interruptions_of(dialogue)),
        presences=tuple(presences),
        draws=tuple(draws_of(dialogue).exclude(drawn_at=None)),
        groups=groups_of(turns),
    )


def groups_of(turns: Iterable[Speech]) -> tuple[Group, ...]:
    """Return the turns given and the minutes spoken by what ties the speakers to the area, most turns first."""
    given: Counter[str] = Counter()
    seconds: Counter[str] = Counter()
    for turn in turns:
        if turn.started_at is None:
            continue
        first = turn.follows or turn  # who speaks again belongs where they belonged
        tie = (first.registration.link_to_area or "other") if first.registration else ""
        given[tie] += 1
        seconds[tie] += int((turn.ended_at - turn.started_at).total_seconds()) if turn.ended_at else 0
    return tuple(Group(tie, number, round(seconds[tie] / 60)) for tie, number in given.most_common())


def _turns_on(turn: Speech, turns: Sequence[Speech]) -> list[Speech]:
    """Return the turns on the same petition as they were given; this one alone where it has none."""
    same = [row for row in turns if row.petition_id == turn.petition_id] if turn.petition_id else [turn]
    return sorted(same, key=lambda row: (row.started_at is None, row.started_at, row.order))


def _answers(speeches: Iterable[Speech]) -> dict[int, tuple[Speech, ...]]:
    found: dict[int, tuple[Speech, ...]] = {}
    for row in speeches:
        if row.body_id is not None and row.petition_id is not None:
            found[row.petition_id] = (*found.get(row.petition_id, ()), row)
    return found


def _said(
    turn: Speech,
    same: Sequence[Speech],
    outcomes: dict[int, Outcome],
    answers: dict[int, tuple[Speech, ...]],
    presences: list[Presence],
) -> Said:
    petition: Petition | None = turn.petition
    words = turn.summary or (petition.title if petition else "")
    here = tuple(present_at(presences, turn.started_at)) if turn.started_at else ()
    if petition is None:
        return Said(turn.speaker, words, "", (), None, here)
    # Where somebody spoke again, what was answered in between belongs to the turn before, the outcome to the last.
    number = same.index(turn)
    since = turn.started_at if number else None
    until = same[number + 1].started_at if number + 1 < len(same) else None
    given = tuple(
        answer
        for answer in answers.get(petition.pk, ())
        if (since is None or (answer.started_at or since) >= since)
        and (until is None or (answer.started_at or until) < until)
    )
    outcome = outcomes.get(petition.pk) if until is None else None
    return Said(turn.speaker, words, petition.code, given, outcome, here)


def _remarks_in(step: ProgrammeStep, entries: list[MinutesEntry]) -> tuple[MinutesEntry, ...]:
    """Return the secretary's lines of a step; a line that was corrected gives way to its correction."""
    if step.started_at is None:
        return ()
    corrected = {entry.corrects_id for entry in entries if entry.corrects_id}
    own = {EntryKind.REMARK, EntryKind.CORRECTION}
    return tuple(
        entry
        for entry in entries
        if entry.kind in own
        and entry.written_by_id
        and entry.pk not in corrected
        and step.started_at <= entry.happened_at
        and (step.ended_at is None or entry.happened_at < step.ended_at)
    )
