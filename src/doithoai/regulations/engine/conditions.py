"""Whether, and on which day, a condition came true."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from doithoai.regulations.engine.context import Context, outcome_of, selected
from doithoai.regulations.engine.history import Entry
from doithoai.regulations.schema import Condition


@dataclass(frozen=True, slots=True)
class Met:
    """The day on which a condition came true, or None with what is still missing."""

    on: date | None
    missing: tuple[str, ...] = ()


NOT_MET = Met(None)


def met(condition: Condition, context: Context, *, due_on: date | None = None) -> Met:
    """Return when the condition came true in this context.

    Of several parts that are all required the latest day counts, of alternatives
    the earliest (A05).
    """
    if condition.setting:
        return met(condition.choices[context.frame.setting(condition.setting)], context, due_on=due_on)
    if condition.all_of:
        return _all(condition.all_of, context)
    if condition.any_of:
        return _any(condition.any_of, context)
    if condition.every_petition is not None:
        return _every(condition, context, due_on)
    return _by_fact(condition, context)


def _all(parts: Sequence[Condition], context: Context) -> Met:
    results = [(part, met(part, context)) for part in parts]
    missing = tuple(code for part, result in results if result.on is None for code in result.missing or (_name(part),))
    if missing:
        return Met(None, missing)
    return Met(max(result.on for _, result in results if result.on))


def _any(parts: Sequence[Condition], context: Context) -> Met:
    days = [day for part in parts if (day := met(part, context).on)]
    return Met(min(days)) if days else NOT_MET


def _name(condition: Condition) -> str:
    return condition.label or condition.fact


def _every(condition: Condition, context: Context, due_on: date | None) -> Met:
    """Return the day on which the last petition was served; a petition that came too late to be served is left out."""
    selector = condition.every_petition
    assert selector is not None
    history = context.frame.history
    days: list[date] = []
    missing: list[str] = []
    for petition in history.petitions.values():
        if not selected(history, petition, selector) or (due_on and petition.received_on >= due_on):
            continue
        if outcome_of(history, petition) and "outcome_recorded" not in petition.facts:
            continue  # served through the petition it was merged into
        entry = _first(condition, petition.facts.get(condition.fact, ()), context)
        if entry is None:
            missing.append(petition.key)
        else:
            days.append(entry[1].on)
    if missing or not days:
        return Met(None, tuple(missing))
    return Met(max(days))


def _by_fact(condition: Condition, context: Context) -> Met:
    entries = _pool(condition.fact, context)
    if condition.contains is not None:
        return _containing(condition, entries, context)
    if condition.times > 1:
        found = [entry for entry in entries if fits(condition, entry, context)]
        return Met(found[condition.times - 1][1].on) if len(found) >= condition.times else NOT_MET
    entry = _first(condition, entries, context)
    return Met(entry[1].on) if entry else NOT_MET


def _first(condition: Condition, entries: Iterable[Entry], context: Context) -> Entry | None:
    return next((entry for entry in entries if fits(condition, entry, context)), None)


def _containing(condition: Condition, entries: Iterable[Entry], context: Context) -> Met:
    """Return the day from which one fact holds all required codes; the newest fact is the one that is judged."""
    contains = condition.contains
    assert contains is not None
    attributes = {name: str(value) for name, value in context.frame.history.attributes.items()}
    required = [item.code for item in context.frame.version.items(contains.list, **attributes) if item.required]
    newest = [entry for entry in entries if fits(condition, entry, context)][-1:]
    if not newest:
        return NOT_MET
    held = set(getattr(newest[0][1], contains.field).split(","))
    missing = tuple(code for code in required if code not in held)
    return Met(None, missing) if missing else Met(newest[0][1].on)


def _pool(kind: str, context: Context) -> Iterable[Entry]:
    """Return the facts that may count: a petition's own, and for an agency also those on all its petitions."""
    petition = context.petition
    if petition is None:
        return context.frame.history.all(kind)
    own = petition.facts.get(kind, ())
    restart = context.rule.restarts_on
    if restart and restart in petition.facts:
        since = petition.facts[restart][-1][0]
        own = [entry for entry in own if entry[0] > since]
    if context.rule.scope != "assignment":
        return own
    common = [entry for entry in context.frame.history.all(kind) if not entry[1].petition]
    return sorted([*own, *common], key=lambda entry: entry[0]) if common else own


def fits(condition: Condition, entry: Entry, context: Context) -> bool:
    """Whether the fact has the values that the condition asks for."""
    return all(_value_fits(values, name, entry, context) for name, values in condition.where.items())


def _value_fits(values: tuple[str, ...], name: str, entry: Entry, context: Context) -> bool:
    value = getattr(entry[1], name)
    first = values[0]
    if not first.startswith("$"):
        return _text(value) in values
    history = context.frame.history
    match first:
        case "$conference_start":
            # A notice of an earlier date or place is no notice of this one (A05).
            return bool(value == history.starts_on and entry[0] > history.announced_from)
        case "$year":
            return bool(value == context.frame.year)
        case "$body":
            return bool(value == context.body)
        case "$post":
            return bool(value == context.post)
        case "$unit":
            return value in {"", history.attributes.get("unit", "")}
        case _:  # $owner: a reporter that is not named is the one who owes the report
            return value in {"", context.rule.owner}


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
