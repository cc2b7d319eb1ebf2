"""Keeping the projection true: refresh one chain, rebuild all, sweep at night."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from django.db import transaction
from django.utils import timezone

from doithoai.journal import queries as journal
from doithoai.journal import services as journal_services
from doithoai.notices import services as notices
from doithoai.obligations import letters, projection
from doithoai.obligations.models import Duty, Remark
from doithoai.obligations.owners import Owners
from doithoai.organisations.models import Unit
from doithoai.organisations.queries.validity import valid
from doithoai.regulations.types import Status

OPEN = (Status.DUE, Status.OVERDUE)
# The dialogues whose duties wait to be worked out once, at the end of one click on many rows.
_waiting: ContextVar[dict[str, date | None] | None] = ContextVar("waiting", default=None)


@contextmanager
def refreshing_once() -> Iterator[None]:
    """Let the verbs inside work out each dialogue's duties once, at the end, instead of once each.

    For one click on many petitions; all inside is one transaction, so nobody sees duties that lag.
    """
    if _waiting.get() is not None:
        yield
        return
    waiting: dict[str, date | None] = {}
    token = _waiting.set(waiting)
    with transaction.atomic():
        try:
            yield
        finally:
            _waiting.reset(token)
        for dialogue, on in waiting.items():
            refresh(dialogue, on=on)


@transaction.atomic
def refresh(dialogue: str, *, on: date | None = None) -> None:
    """Work out a dialogue's duties anew from its facts, in the caller's transaction.

    `on` defaults to today because every verb that records a fact ends with this call.
    """
    waiting = _waiting.get()
    if waiting is not None:
        waiting[dialogue] = on
        return
    stream = f"dialogue:{dialogue}"
    day = on or timezone.localdate()
    assessed = projection.assess_dialogue(stream, on=day)
    if assessed is None:
        return
    assessment, opened = assessed
    unit, owners = projection.owners_of_dialogue(opened, on=day)
    duties = projection.rows_of(assessment, stream=stream, dialogue=dialogue, unit=unit, owners=owners)
    _replace(stream, duties, list(projection.remarks_of(assessment, stream=stream)))


@transaction.atomic
def refresh_unit(unit: Unit, *, on: date | None = None) -> None:
    """Work out the unit's yearly duties anew: those of this year, and of the last if the unit used the program then."""
    stream = f"unit:{unit.key}"
    day = on or timezone.localdate()
    owners = Owners(unit, day)
    duties: list[Duty] = []
    remarks: list[Remark] = []
    for year in projection.years_of(unit, on=day):
        assessment = projection.assess_year(unit, year, on=day)
        duties += projection.rows_of(
            assessment, stream=stream, dialogue="", unit=unit, owners=owners, start=len(duties)
        )
        remarks += projection.remarks_of(assessment, stream=stream)
    _replace(stream, duties, remarks)


# What makes a row the same row from one assessment to the next; the other fields may change.
_SAME = ("regulation", "rule", "petition", "body", "post", "position")
_CHANGES = tuple(
    field.name
    for field in Duty._meta.concrete_fields  # noqa: SLF001 -- Django's documented way to a model's fields
    if field.name not in {*_SAME, "id", "stream", "assessed_on"}
)


def _replace(stream: str, duties: list[Duty], remarks: list[Remark]) -> None:
    """Bring the rows of a chain to what the law says now, writing only what differs.

    One verb moves a few rows of hundreds; rewriting all would make every click of the host wait.
    """
    wanted = {tuple(getattr(duty, name) for name in _SAME): duty for duty in duties}
    gone = []
    for row in Duty.objects.filter(stream=stream):
        key = tuple(getattr(row, name) for name in _SAME)
        duty = wanted.get(key)
        if duty is not None and all(getattr(row, name) == getattr(duty, name) for name in _CHANGES):
            del wanted[key]
        else:
            gone.append(row.pk)
    # A row that changed is written anew: one insert of hundreds is a hundred times quicker than an
    # update of a score of columns, and nothing points to a row of the projection.
    for start in range(0, len(gone), 500):
        Duty.objects.filter(pk__in=gone[start : start + 500]).delete()
    Duty.objects.bulk_create(wanted.values(), batch_size=500)
    if duties:
        Duty.objects.filter(stream=stream).exclude(assessed_on=duties[0].assessed_on).update(
            assessed_on=duties[0].assessed_on
        )
    Remark.objects.filter(stream=stream).delete()
    Remark.objects.bulk_create(remarks)


def refresh_streams(streams: Iterable[str], *, on: date) -> None:
    """Work out these chains anew, in the caller's transaction, each once nobody else is recording in it."""
    for stream in streams:
        journal_services.hold(stream)
        kind, key = stream.split(":", 1)
        if kind == "dialogue":
            refresh(key, on=on)
        elif unit := Unit.objects.filter(key=key).first():
            refresh_unit(unit, on=on)


def refresh_moved(streams: Sequence[str], *, source: str, event: str, on: date) -> None:
    """Work out these chains anew after a change of the calendar, and tell those whose open dates moved.

    `source`: the paper behind the change, as people cite it; `event`: its key, so that nobody is told twice.
    """
    before = _open_rows(streams)
    refresh_streams(streams, on=on)
    rows = _open_rows(streams)
    moves = [(row, was.due_on) for key, row in rows.items() if (was := before.get(key)) and was.due_on != row.due_on]
    notices.queue(*letters.moved([(row, day) for row, day in moves if day], source=source, event=event, on=on))


def _open_rows(streams: Sequence[str]) -> dict[tuple[object, ...], Duty]:
    rows = Duty.objects.filter(stream__in=streams, status__in=OPEN, due_on__isnull=False).exclude(body="")
    return {(row.stream, *(getattr(row, name) for name in _SAME)): row for row in rows}


def rebuild(*, on: date, progress: Callable[[int, int], None] | None = None) -> int:
    """Throw the projection away and make it anew from the journal; return how many chains were read.

    `progress` is called with (done, total) after each chain. Reminders stay: they are history.
    """
    units = {unit.key: unit for unit in Unit.objects.all()}
    streams = [*journal.streams()]
    missing = [f"unit:{key}" for key in units if f"unit:{key}" not in streams]
    total = len(streams) + len(missing)
    for done, stream in enumerate([*streams, *missing], 1):
        kind, key = stream.split(":", 1)
        if kind == "dialogue":
            refresh(key, on=on)
        elif key in units:
            refresh_unit(units[key], on=on)
        if progress:
            progress(done, total)
    return total


def sweep(*, on: date) -> int:
    """Do what the passing of a day brings: reassess chains whose dates have passed, queue reminders.

    Asks "what is open and not yet looked at today?", so a night that was missed is made up for.
    Returns how many reminders were queued.
    """
    stale = Duty.objects.filter(status__in=[*OPEN, Status.PENDING], assessed_on__lt=on)
    units = {unit.key: unit for unit in Unit.objects.filter(valid(on))}
    known = set(Duty.objects.filter(stream__startswith="unit:").values_list("stream", flat=True).distinct())
    streams = set(stale.values_list("stream", flat=True).distinct())
    streams |= {f"unit:{key}" for key in units} - known
    for stream in sorted(streams):
        kind, key = stream.split(":", 1)
        if kind == "dialogue":
            refresh(key, on=on)
        elif key in units:
            refresh_unit(units[key], on=on)
    return letters.remind(on=on)
