"""Whether, and on which day, a condition came true."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from doithoai.regulations.engine.context import Context
from doithoai.regulations.engine.history import Entry
from doithoai.regulations.schema import Condition, Measure, Selector
from doithoai.workdays.dates import vi_date


@dataclass(frozen=True, slots=True)
class Met:
    """The day on which a condition came true, or None with what is still missing."""

    on: date | None
    missing: tuple[str, ...] = ()
    outside: str = ""  # a number that was counted and does not lie within its bounds: what and how
    at: str = ""  # the hour of that day, where it was noted


NOT_MET = Met(None)


def met(condition: Condition, context: Context, *, due_on: date | None = None) -> Met:
    """Return when the condition came true in this context.

    Of several parts that are all required the latest day counts, of alternatives
    the earliest (A05).
    """
    if condition.fact:
        return _by_fact(condition, context)
    if condition.setting:
        return met(condition.choices[context.frame.setting(condition.setting)], context, due_on=due_on)
    if condition.every_petition is not None:
        return _every(condition.every_petition, condition.any_of, context, due_on)
    if condition.all_of:
        return _all(condition.all_of, context)
    return _any(condition.any_of, context)


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


def _every(selector: Selector, parts: Sequence[Condition], context: Context, due_on: date | None) -> Met:
    """Return the day on which the last petition was served, or the keys of those that were not.

    A petition handed in too late to be served in time is left out; one raised in the room is served there.
    """
    days: list[date] = []
    missing: list[str] = []
    for petition in context.frame.selection(selector):
        if due_on and petition.received_on >= due_on and not petition.at_conference:
            continue
        served = [entry[1].on for part in parts if (entry := _first(part, petition.facts.get(part.fact, ()), context))]
        if served:
            days.append(min(served))
        else:
            missing.append(petition.key)
    if missing or not days:
        return Met(None, tuple(missing))
    return Met(max(days))


def _by_fact(condition: Condition, context: Context) -> Met:
    entries = _pool(condition, context)
    if condition.contains is not None:
        return _containing(condition, entries, context)
    if condition.measure is not None:
        return _measured(condition, condition.measure, entries, context)
    times = condition.times + context.occasion
    if times > 1:
        found = [entry for entry in entries if fits(condition, entry, context)]
        return Met(found[times - 1][1].on) if len(found) >= times else NOT_MET
    entry = _first(condition, entries, context)
    return Met(entry[1].on, at=entry[1].at) if entry else NOT_MET


def _first(condition: Condition, entries: Iterable[Entry], context: Context) -> Entry | None:
    for entry in entries:
        if fits(condition, entry, context):
            return entry
    return None


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


def _measured(condition: Condition, measure: Measure, entries: Iterable[Entry], context: Context) -> Met:
    """Return the day from which every newest number or day lies within its bounds."""
    newest: dict[object, Entry] = {}
    for entry in entries:
        if fits(condition, entry, context) and getattr(entry[1], measure.field) is not None:
            newest[getattr(entry[1], measure.each) if measure.each else ""] = entry
    if not newest:
        return NOT_MET
    numbers = {key: getattr(entry[1], measure.field) for key, entry in newest.items()}
    if measure.percent_of:
        numbers = _shares(measure, numbers, context)
        if not numbers:
            return NOT_MET
    outside = {key: number for key, number in numbers.items() if not within(measure, number)}
    if outside:
        counted = ", ".join(vi_date(one) if isinstance(one, date) else str(one) for one in outside.values())
        return Met(None, tuple(str(key) for key in outside if key), f"{counted}; {_bounds(measure)}")
    return Met(max(entry[1].on for entry in newest.values()))


def _shares(measure: Measure, numbers: Mapping[object, int], context: Context) -> dict[object, int]:
    """Return the numbers as whole percents of what another fact counted, all points together; none without it."""
    kind, _, name = measure.percent_of.partition(".")
    whole = next((getattr(fact, name) for _, fact in reversed(context.frame.history.all(kind))), 0)
    return {"": sum(numbers.values()) * 100 // whole} if whole else {}


def within(measure: Measure | None, value: int | date) -> bool:
    """Whether a number lies within the bounds, a day in one of the seasons; without a measure any does."""
    if measure is None:
        return True
    if isinstance(value, date):
        # A yearly date exists every year, so the 29th of February goes with the 28th.
        day = f"{value:%m-%d}".replace("02-29", "02-28")
        return any(first <= day <= last for first, last in _seasons(measure))
    return (measure.at_least or value) <= value <= (measure.at_most or value)


def _seasons(measure: Measure) -> list[tuple[str, str]]:
    return [(first, last) for first, _, last in (season.partition("..") for season in measure.seasons)]


def _bounds(measure: Measure) -> str:
    if measure.seasons:
        return " hoặc ".join(f"từ {_day(first)} đến {_day(last)}" for first, last in _seasons(measure))
    bounds = (("ít nhất", measure.at_least), ("nhiều nhất", measure.at_most))
    return ", ".join(f"{word} {number}" for word, number in bounds if number)


def _day(text: str) -> str:
    month, _, day = text.partition("-")
    return f"{int(day)}/{int(month)}"


def _pool(condition: Condition, context: Context) -> Sequence[Entry]:
    """Return the facts that may count: a petition's own, and for an agency also those on all its petitions."""
    petition, kind = context.petition, condition.fact
    if petition is None:
        return _since_anchor(_of_case(condition, context), context)
    own: Sequence[Entry] = petition.facts.get(kind, ())
    restart = context.rule.restarts_on
    if restart and restart in petition.facts:
        since = petition.facts[restart][-1][0]
        own = [entry for entry in own if entry[0] > since]
    if context.rule.scope != "assignment":
        return own
    common = context.frame.history.common.get(kind)
    return sorted([*own, *common], key=lambda entry: entry[0]) if common else own


def _since_anchor(entries: Sequence[Entry], context: Context) -> Sequence[Entry]:
    """Leave out what happened before the newest occasion, where a deadline counts from that one."""
    deadline = context.rule.deadline
    if deadline is None or deadline.since != "last":
        return entries
    anchor = context.frame.history.entry_of(deadline.after, newest=True)
    return [entry for entry in entries if anchor and entry[0] > anchor[0]]


def _of_case(condition: Condition, context: Context) -> Sequence[Entry]:
    """Return the facts of the whole case; hundreds of one kind are looked up by a value, not walked."""
    history, kind = context.frame.history, condition.fact
    for name, values in condition.where.items():
        if values == ("$body",):
            return history.where(kind, name, context.body)
    for name, values in condition.where.items():
        # Flags and numbers are written as text in the file; codes stand for themselves.
        if len(values) == 1 and values[0][0] != "$" and not values[0].isdigit() and values[0] not in {"true", "false"}:
            return history.where(kind, name, values[0])
    return history.all(kind)


def fits(condition: Condition, entry: Entry, context: Context) -> bool:
    """Whether the fact has the values that the condition asks for."""
    if not condition.where and not condition.in_period:
        return True
    for name, values in condition.where.items():
        value = getattr(entry[1], name)
        if value in values or (values[0][0] == "$" and _fits_variable(values[0], value, entry, context)):
            continue
        if isinstance(value, str) or _text(value) not in values:
            return False
    period = context.period
    return not condition.in_period or (period is not None and period.first <= entry[1].on <= period.last)


def _fits_variable(variable: str, value: object, entry: Entry, context: Context) -> bool:
    history = context.frame.history
    match variable:
        case "$conference_start":
            # A notice of an earlier date or place is no notice of this one (A05).
            return value == history.starts_on and entry[0] > history.announced_from
        case "$some":
            return bool(value)
        case "$unit":
            return value in {"", history.attributes.get("unit", "")}
        case "$owner":
            # A reporter that is not named is the one who owes the report.
            return value in {"", context.rule.owner}
        case _:
            return value == _meant(variable, context)


def _meant(variable: str, context: Context) -> object:
    """Return what a variable stands for in this case."""
    match variable:
        case "$year":
            return context.frame.year
        case "$body":
            return context.body
        case "$post":
            return context.post
        case "$request":
            return context.request
        case _:  # $period
            return context.period.code if context.period else None


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
