"""What a change of the calendar may move, and what it leaves alone (ADR 0011).

A case is assessed under the calendar as it stood at first and again after each change since. Of each duty
the later assessment holds, unless

* the duty was done in time before the change was recorded here: it is over;
* the date would move back, but it had passed before the change was decided: what was breached stays breached;
* the date would move forward to a day before the change was recorded: nobody is late by what nobody knew.

Pure: the same facts and layers always give the same duties, so a rebuild gives what the verbs gave.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from doithoai.obligations.calendars import Change, Layer
from doithoai.regulations.combining import led
from doithoai.regulations.types import Assessment, Obligation, Status
from doithoai.regulations.version import RegulationVersion
from doithoai.workdays import Calendar

Key = tuple[str, str, str, str, str, str, str, int]
# A last day that falls on a day off rolls on; the longest run of days off is Tết with what may be laid on it.
_ROLLS = timedelta(days=45)


def settled(
    layers: Sequence[Layer],
    assess: Callable[[Calendar], Assessment],
    versions: Sequence[RegulationVersion],
) -> Assessment:
    """Return the assessment of a case whose calendar has changed while it ran."""
    found = assess(layers[0].calendar)
    for layer in layers[1:]:
        assert layer.change is not None
        if _touched(found, layer.change):
            found = _after(found, assess(layer.calendar), layer.change, versions)
    return found


def keyed(obligations: Sequence[Obligation]) -> dict[Key, Obligation]:
    """Return the obligations by what makes one the same from one assessment to the next."""
    counts: dict[tuple[str, ...], int] = {}
    found: dict[Key, Obligation] = {}
    for one in obligations:
        name = (one.regulation, one.rule, one.petition, one.body, one.post, one.request, one.period)
        counts[name] = counts.get(name, 0) + 1
        found[*name, counts[name]] = one
    return found


def _touched(found: Assessment, change: Change) -> bool:
    """Say whether a duty's days reach those that the change may turn; most changes touch most cases not at all."""
    days = [
        day
        for one in found.obligations
        for day in (one.anchor_on, one.due_on, one.strict_on, one.expected_on)
        if day is not None
    ]
    # A duty whose anchor is not known yet, and what follows from a day that is expected, may start at any of them.
    return bool(days) and min(days) <= change.last and max(days) + _ROLLS >= change.first


def _after(before: Assessment, after: Assessment, change: Change, versions: Sequence[RegulationVersion]) -> Assessment:
    old = keyed(before.obligations)
    kept: set[str] = set()
    merged = []
    for key, new in keyed(after.obligations).items():
        one = old.get(key)
        if one is not None and _stays(one, new, change):
            kept.add(new.rule)
            merged.append(one)
        else:
            merged.append(new)
    if not kept:
        return after
    findings = [one for one in after.findings if one.rule not in kept]
    findings += [one for one in before.findings if one.rule in kept]
    free = [replace(one, led_by="") if one.led_by else one for one in merged]
    return Assessment(after.on, tuple(led(free, versions)), tuple(findings))


def _stays(old: Obligation, new: Obligation, change: Change) -> bool:
    if old.due_on is None or new.due_on is None:
        return False
    if old.status is Status.MET and old.met_on is not None and old.met_on < change.recorded_on:
        return True
    if new.due_on > old.due_on:
        return old.due_on < change.decided_on
    return new.due_on < old.due_on and new.due_on < change.recorded_on
