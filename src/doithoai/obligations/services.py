"""Keeping the projection true: refresh one chain, rebuild all, sweep at night."""

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.utils import timezone

from doithoai.journal import queries as journal
from doithoai.obligations import letters, projection
from doithoai.obligations.models import Duty, Remark
from doithoai.obligations.owners import Owners
from doithoai.organisations.models import Unit
from doithoai.regulations.types import Status

OPEN = (Status.DUE, Status.OVERDUE)


@transaction.atomic
def refresh(dialogue: str, *, on: date | None = None) -> None:
    """Work out a dialogue's duties anew from its facts, in the caller's transaction.

    `on` defaults to today because every verb that records a fact ends with this call.
    """
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
    """Work out the unit's yearly duties anew: those of this year and of the last."""
    stream = f"unit:{unit.key}"
    day = on or timezone.localdate()
    owners = Owners(unit, day)
    duties: list[Duty] = []
    remarks: list[Remark] = []
    for year in (day.year - 1, day.year):
        if unit.valid_from.year > year:
            continue
        assessment = projection.assess_year(unit, year, on=day)
        duties += projection.rows_of(
            assessment, stream=stream, dialogue="", unit=unit, owners=owners, start=len(duties)
        )
        remarks += projection.remarks_of(assessment, stream=stream)
    _replace(stream, duties, remarks)


def _replace(stream: str, duties: list[Duty], remarks: list[Remark]) -> None:
    Duty.objects.filter(stream=stream).delete()
    Duty.objects.bulk_create(duties, batch_size=500)
    Remark.objects.filter(stream=stream).delete()
    Remark.objects.bulk_create(remarks)


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
    units = {unit.key: unit for unit in Unit.objects.filter(valid_to=None)}
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
