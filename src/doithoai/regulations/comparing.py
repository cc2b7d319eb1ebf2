"""Two regulations point by point: what one demands and the other does not, and which number is stricter.

A point is what must happen (the fact that ends a duty), or a list (types, hosts, steps). A rule of
one text meets the rules of the other that end with the same fact; nothing is matched by its words.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from doithoai.regulations.schema import Condition, Deadline, Item, Rule
from doithoai.regulations.version import RegulationVersion

Verdict = Literal["", "stricter", "numbered", "only"]
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """What one text says of a point; `verdict` is set where it asks for more than the other."""

    rules: tuple[Rule, ...] = ()
    items: tuple[Item, ...] = ()
    verdict: Verdict = ""

    @property
    def silent(self) -> bool:
        """Whether the text says nothing of the point."""
        return not self.rules and not self.items


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the comparison: a part of the process or `lists`, what it is, and both sides."""

    group: str
    code: str
    left: Side
    right: Side
    same: bool
    numbered: bool = False  # at least one of the two sets a number or a day of the year


def compare(left: RegulationVersion, right: RegulationVersion) -> tuple[Point, ...]:
    """Return every point of which at least one of the two texts speaks: numbers first, then duties, then lists."""
    names = dict.fromkeys([*left.lists, *right.lists])
    lists = [_list_point(name, left.lists.get(name, ()), right.lists.get(name, ())) for name in names]
    rules = [
        _rule_point(left, right, ours, theirs) for ours, theirs in pairs_of(_recommended(left), _recommended(right))
    ]
    order = ["before", "conference", "after", "year"]
    return (*sorted(rules, key=lambda point: (not point.numbered, order.index(point.group))), *lists)


def _recommended(version: RegulationVersion) -> RegulationVersion:
    """Return the version without the rules of readings that nobody chose: they are not what the text says."""
    return replace(version, rules=tuple(rule for rule in version.rules if version.is_recommended(rule)))


def different(points: Iterable[Point]) -> tuple[Point, ...]:
    """Return the points on which the two texts differ."""
    return tuple(point for point in points if not point.same)


# --- lists -----------------------------------------------------------------------------------


def _list_point(name: str, ours: tuple[Item, ...], theirs: tuple[Item, ...]) -> Point:
    same = {_said(item) for item in ours} == {_said(item) for item in theirs}
    left = Side(items=ours, verdict="only" if ours and not theirs else "")
    right = Side(items=theirs, verdict="only" if theirs and not ours else "")
    return Point("lists", name, left, right, same)


def only_here(ours: Iterable[Item], theirs: Iterable[Item]) -> tuple[Item, ...]:
    """Return the entries of one list that the other has not just so."""
    said = {_said(item) for item in theirs}
    return tuple(item for item in ours if _said(item) not in said)


def _said(item: Item) -> tuple[object, ...]:
    when = tuple(sorted((name, tuple(sorted(values))) for name, values in item.when.items()))
    return (item.code, item.required, item.number, item.proof, when, tuple(_said(part) for part in item.parts))


# --- rules -----------------------------------------------------------------------------------


def pairs_of(left: RegulationVersion, right: RegulationVersion) -> Iterator[tuple[tuple[Rule, ...], tuple[Rule, ...]]]:
    """Yield the rules of both on one point: first by fact and its codes, what is left by the fact alone."""
    ours, theirs = _by_key(left, left.rules, exact=True), _by_key(right, right.rules, exact=True)
    for key in [key for key in ours if key in theirs]:
        yield ours.pop(key), theirs.pop(key)
    rest_left = _by_key(left, (rule for rules in ours.values() for rule in rules), exact=False)
    rest_right = _by_key(right, (rule for rules in theirs.values() for rule in rules), exact=False)
    for key, rules in rest_left.items():
        others = rest_right.get(key, ())
        if _all_coded(left, rules) and _all_coded(right, others):
            # The same fact of different things: another paper, another recipient.
            yield from ((one, ()) for one in _by_key(left, rules, exact=True).values())
        else:
            yield rules, rest_right.pop(key, ())
    for rules in rest_right.values():
        yield from (((), one) for one in _by_key(right, rules, exact=True).values())


def _all_coded(version: RegulationVersion, rules: Iterable[Rule]) -> bool:
    """Whether each of the rules ends with one fact of a certain kind, so that its code tells what it is about."""
    leaves = [list(_leaves(version, rule.done_when)) for rule in rules]
    return all(len(found) == 1 and any(_codes(found[0])) for found in leaves)


def _by_key(version: RegulationVersion, rules: Iterable[Rule], *, exact: bool) -> dict[Key, tuple[Rule, ...]]:
    found: dict[Key, tuple[Rule, ...]] = {}
    for rule in rules:
        leaves = list(_leaves(version, rule.done_when))
        facts = sorted({leaf.fact for leaf in leaves})
        codes = sorted(_codes(leaves[0])) if exact and len(leaves) == 1 else []
        key = (rule.scope, *facts, *codes)
        found[key] = (*found.get(key, ()), rule)
    return found


def _leaves(version: RegulationVersion, condition: Condition) -> Iterator[Condition]:
    """Yield the facts that end a duty, under the recommended reading."""
    if condition.fact:
        yield condition
    if condition.setting:
        yield from _leaves(version, condition.choices[version.settings[condition.setting].default])
    for part in (*condition.all_of, *condition.any_of):
        yield from _leaves(version, part)


def _codes(leaf: Condition) -> Iterator[str]:
    for name, values in leaf.where.items():
        yield from (f"{name}={value}" for value in values if not value.startswith("$"))


def _rule_point(
    left: RegulationVersion, right: RegulationVersion, ours: tuple[Rule, ...], theirs: tuple[Rule, ...]
) -> Point:
    first = (ours or theirs)[0]
    verdicts = _verdicts(left, right, ours, theirs)
    same = {_demand(left, rule) for rule in ours} == {_demand(right, rule) for rule in theirs}
    numbered = any(_sets_a_number(left, rule) for rule in ours) or any(_sets_a_number(right, rule) for rule in theirs)
    return Point(first.group, first.id, Side(ours, (), verdicts[0]), Side(theirs, (), verdicts[1]), same, numbered)


def _sets_a_number(version: RegulationVersion, rule: Rule) -> bool:
    bounded = any(leaf.measure for leaf in _leaves(version, rule.done_when))
    return bounded or _numbered(version.lawful_deadline(rule.deadline))


def _demand(version: RegulationVersion, rule: Rule) -> tuple[object, ...]:
    """Return what the rule asks, without its words and its place in the text."""
    when = tuple(sorted((name, tuple(sorted(values))) for name, values in rule.applies_when.items()))
    deadline = version.deadline_of(rule)
    longer = deadline.extension.total if deadline and deadline.extension else 0
    leaves = list(_leaves(version, rule.done_when))
    done = tuple(sorted((leaf.fact, *sorted(_codes(leaf))) for leaf in leaves))
    bounds = tuple((one.measure.at_least, one.measure.at_most, *one.measure.seasons) for one in leaves if one.measure)
    either = bool(rule.done_when.any_of)
    freed = any(rule.id in waiver.rules for waiver in version.waivers)
    return (
        _when_due(version, deadline),
        rule.every,
        rule.at_most_times,
        longer,
        rule.owner,
        rule.strength,
        when,
        done,
        bounds,
        either,
        freed,
    )


def _when_due(version: RegulationVersion, deadline: Deadline | None) -> tuple[object, ...]:
    if deadline is None:
        return ()
    sources = tuple((source.fact, source.field) for source in deadline.date_from)
    counted = (deadline.at_most, deadline.at_least, deadline.unit, deadline.after, deadline.before)
    fixed = (deadline.no_later_than, deadline.anchor, deadline.calendar, deadline.within, deadline.external)
    since = (deadline.after_end_of, deadline.since, deadline.by_hour)
    in_month = (deadline.month_day, deadline.month, deadline.weekdays, deadline.rolls)
    readings = tuple(
        version.settings[choice.setting].default if choice.setting else choice.value
        for choice in (deadline.counting, deadline.inclusive, deadline.capped)
    )
    return (*counted, *fixed, *since, *in_month, *sources, *readings, *_when_due(version, deadline.otherwise))


# --- which is stricter -----------------------------------------------------------------------


def _verdicts(
    left: RegulationVersion, right: RegulationVersion, ours: tuple[Rule, ...], theirs: tuple[Rule, ...]
) -> tuple[Verdict, Verdict]:
    if not ours or not theirs:
        return ("only", "") if ours else ("", "only")
    if len(ours) > 1 or len(theirs) > 1:
        return ("", "")  # several numbers on one point: a person reads them
    if {ours[0].strength, theirs[0].strength} == {"must", "should"}:
        return ("", "")  # a reminder is not weighed against a duty
    a, b = left.lawful_deadline(ours[0].deadline), right.lawful_deadline(theirs[0].deadline)
    if _numbered(a) != _numbered(b):
        return ("numbered", "") if _numbered(a) else ("", "numbered")
    if a is None or b is None:
        return ("", "")
    return ("stricter" if _stricter(a, b) else "", "stricter" if _stricter(b, a) else "")


def _numbered(deadline: Deadline | None) -> bool:
    return deadline is not None and bool(
        deadline.at_most or deadline.at_least or deadline.calendar or deadline.month_day or deadline.weekdays
    )


def _stricter(one: Deadline, other: Deadline) -> bool:
    """Whether one number surely leaves less time than the other from the same event.

    N working days (hours) are never shorter than N plain ones; across units nothing more is claimed,
    and two deadlines from different events are not weighed.
    """
    if _counted_from(one) != _counted_from(other):
        return False
    if one.month_day and other.month_day:
        return one.month == other.month and one.month_day < other.month_day
    if one.at_most and other.at_most:
        return _shorter(one.at_most, one.unit, other.at_most, other.unit)
    if one.at_least and other.at_least:
        return _shorter(other.at_least, other.unit, one.at_least, one.unit)
    return bool(one.calendar and other.calendar and one.calendar < other.calendar)


def _counted_from(deadline: Deadline) -> tuple[str, ...]:
    return (deadline.after, deadline.before, deadline.after_end_of, deadline.since)


def _shorter(n: int, unit: str, than: int, than_unit: str) -> bool:
    if unit == than_unit:
        return n < than
    return (unit, than_unit) in {("days", "working_days"), ("hours", "working_hours")} and n <= than
