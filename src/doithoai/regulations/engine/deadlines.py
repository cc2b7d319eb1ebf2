"""By when: the due date of a duty from its anchor, its reading and its extensions."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from doithoai.regulations.engine.context import Context, Frame, final
from doithoai.regulations.engine.due import Due
from doithoai.regulations.engine.history import Entry
from doithoai.regulations.engine.periods import Period, day_in
from doithoai.regulations.schema import Choice, DateSource, Deadline, Rule
from doithoai.workdays.hours import due_after_hours, due_after_working_hours, spans_of
from doithoai.workdays.rolling import rolled

_ONE_DAY = timedelta(days=1)


NO_DATE = Due()
DEADLINE_END = "deadline_end"  # the anchor of what counts from the end of an earlier deadline
HOURS = {"hours", "working_hours"}


def due_of(context: Context) -> Due:
    """Return when the duty of this context is due; a date that many petitions share is counted once."""
    rule = context.rule
    deadline = rule.deadline
    if deadline is None:
        return NO_DATE
    if deadline.date_from:
        return _named_or_lawful(rule, deadline, context)
    shared = context.frame.shared.get(rule.id)
    return shared if shared is not None else _from_law(rule, deadline, context)


def _named_or_lawful(rule: Rule, deadline: Deadline, context: Context) -> Due:
    """Return the day that a fact names, else the law's own; a capped day never goes past that (A55)."""
    lawful = _lawful_before_reopening(rule, deadline.otherwise, context) if deadline.otherwise else NO_DATE
    named = _named(deadline.date_from, context, lawful.due_on)
    capped = choice(deadline.capped, context.frame) == "yes"
    if not deadline.otherwise or lawful is NO_DATE or (named.due_on and not capped):
        return named
    if named.due_on and (lawful.due_on is None or named.due_on < lawful.due_on):
        return named
    return lawful


def _lawful_before_reopening(rule: Rule, deadline: Deadline, context: Context) -> Due:
    """Return the law's own day; NO_DATE for a matter reopened after it: that time has run, somebody names a new day."""
    lawful = _from_law(rule, deadline, context)
    reopened = context.petition.facts.get(rule.restarts_on) if context.petition and rule.restarts_on else None
    return NO_DATE if reopened and lawful.due_on and reopened[-1][1].on > lawful.due_on else lawful


def _from_law(rule: Rule, deadline: Deadline, context: Context) -> Due:
    frame = context.frame
    if deadline.same_as:
        other = frame.version.rule(deadline.same_as)
        assert other.deadline is not None
        due = _from_law(other, other.deadline, context)
    else:
        due = _counted(rule, deadline, *_anchor(deadline, context), context)
    if _same_for_all(rule, deadline) and not (rule.deadline and rule.deadline.date_from) and _is_shared(rule, frame):
        frame.shared[rule.id] = due
    return due


def _anchor(deadline: Deadline, context: Context) -> tuple[str, date | None]:
    """Return from what the deadline counts and its day, None while that has not come."""
    if deadline.after_end_of:
        frame = context.frame
        rule = frame.version.rule(deadline.after_end_of)
        earlier = due_of(Context(frame, rule, context.petition, context.body, context.post))
        return DEADLINE_END, earlier.due_on
    kind = deadline.after or deadline.before or deadline.anchor
    if context.triggered_on:
        return kind, context.triggered_on
    newest = deadline.since == "last"
    return kind, context.frame.history.day_of(kind, context.petition, newest=newest) if kind else None


def _same_for_all(rule: Rule, deadline: Deadline) -> bool:
    return not (rule.trigger or rule.every or deadline.after_end_of)


def _is_shared(rule: Rule, frame: Frame) -> bool:
    """Whether all who bear the duty share the date: its anchor lies in no petition, no body has its own grant."""
    deadline = rule.deadline
    while deadline is not None and deadline.same_as:
        deadline = frame.version.rule(deadline.same_as).deadline
    if deadline is None:
        return False
    if deadline.extension and any(fact.body for _, fact in frame.history.all("extension_granted")):
        return False
    kind = deadline.after or deadline.before or deadline.anchor
    return len(frame.history.common.get(kind, ())) == len(frame.history.by_kind.get(kind, ()))


def _counted(rule: Rule, deadline: Deadline, kind: str, anchor_on: date | None, context: Context) -> Due:
    frame = context.frame
    if deadline.external:
        return Due(external=deadline.external)
    if not kind:
        return _in_period(deadline, context.period, context) if context.period else in_year(deadline, frame.year, frame)
    if anchor_on is None:
        expected = expected_day(kind, frame)
        if expected is None:
            return Due(anchor_kind=kind)
        due = _extended(rule, from_anchor(deadline, expected, frame), deadline, expected, context)
        return replace(due, anchor_kind=kind, anchor_on=None, due_on=None, expected_on=due.due_on)
    hour = _hour_of(deadline, kind, context) if deadline.unit in HOURS else ""
    due = replace(from_anchor(deadline, anchor_on, frame, hour=hour), anchor_kind=kind)
    return _extended(rule, due, deadline, anchor_on, context)


def _hour_of(deadline: Deadline, kind: str, context: Context) -> str:
    entry = context.frame.history.entry_of(kind, context.petition, newest=deadline.since == "last")
    return str(entry[1].at) if entry else ""


def _in_period(deadline: Deadline, period: Period, context: Context) -> Due:
    frame = context.frame
    inclusive = choice(deadline.inclusive, frame) == "yes"
    due_on = day_in(deadline, period, context.occasion, frame.calendar, inclusive=inclusive)
    provisional = bool(due_on and deadline.rolls and frame.calendar.is_provisional(due_on, due_on))
    return Due(due_on=due_on, due_time=deadline.by_hour, provisional=provisional)


def choice(value: Choice, frame: Frame) -> str:
    """Return the value, or what its setting chooses."""
    return frame.setting(value.setting) if value.setting else value.value


def from_anchor(deadline: Deadline, anchor_on: date, frame: Frame, *, hour: str = "") -> Due:
    """Return the due date that follows from the day (and hour) of the anchor, without extensions."""
    calendar = frame.calendar
    if deadline.at_most and deadline.unit in HOURS:
        return _in_hours(deadline, deadline.at_most, anchor_on, hour, frame)
    if deadline.at_most:
        due_on = calendar.due_after(anchor_on, deadline.at_most, deadline.unit)
        provisional = calendar.after_is_provisional(anchor_on, deadline.at_most, deadline.unit)
        return Due(anchor_on=anchor_on, due_on=due_on, due_time=deadline.by_hour, provisional=provisional)
    if deadline.at_least:
        return _minimum_notice(deadline, deadline.at_least, anchor_on, frame)
    shift = _ONE_DAY if deadline.no_later_than == "day_before" else timedelta()
    return Due(anchor_on=anchor_on, due_on=anchor_on - shift)


def moment_of(on: date, hour: str, frame: Frame) -> datetime:
    """Return the moment of an event; where nobody noted its hour, the end of the office day, which accuses nobody."""
    spans = spans_of(frame.version.office_hours)
    closes = spans[-1][1] if spans else time(23, 59)
    return datetime.combine(on, time.fromisoformat(hour) if hour else closes)


def _in_hours(deadline: Deadline, hours: int, anchor_on: date, hour: str, frame: Frame) -> Due:
    moment, calendar = moment_of(anchor_on, hour, frame), frame.calendar
    if deadline.unit == "hours":
        due = due_after_hours(calendar, moment, hours)
    else:
        due = due_after_working_hours(calendar, moment, hours, spans_of(frame.version.office_hours))
    provisional = deadline.unit != "hours" and calendar.is_provisional(anchor_on, due.date())
    return Due(anchor_on=anchor_on, due_on=due.date(), due_time=f"{due:%H:%M}", provisional=provisional)


def _minimum_notice(deadline: Deadline, length: int, event: date, frame: Frame) -> Due:
    """Count back from the event. Both readings are known: between them it is a warning, not a breach (A02)."""
    calendar, unit = frame.calendar, deadline.unit
    counting = choice(deadline.counting, frame)
    due_on = calendar.latest_before(event, length, unit, counting)
    strict = calendar.latest_before(event, length, unit, "clear")
    return Due(
        anchor_on=event,
        due_on=due_on,
        strict_on=strict if strict != due_on else None,
        warn_after=calendar.nominal_before(event, length, unit, counting),
        late_after=calendar.nominal_before(event, length, unit, "difference"),
        provisional=calendar.before_is_provisional(event, length, unit, counting),
    )


def complex_until(frame: Frame) -> date | None:
    """Return the last day on which a matter may be found complex: that of the rule named (A15), None while open."""
    name = choice(frame.version.complex_by, frame)
    return None if name == "any_time" else due_of(Context(frame, frame.version.rule(name))).due_on


def in_year(deadline: Deadline, year: int, frame: Frame) -> Due:
    """Return a date that returns every year."""
    if deadline.within:
        return Due(due_on=date(year, 12, 31))
    month, day = (int(part) for part in deadline.calendar.split("-"))
    inclusive = choice(deadline.inclusive, frame) == "yes"
    due_on = frame.calendar.before_date(year, month, day, inclusive=inclusive)
    return Due(due_on=rolled(frame.calendar, due_on, deadline.rolls) if deadline.rolls else due_on)


def expected_day(kind: str, frame: Frame) -> date | None:
    """Return when an anchor is expected: as the conference is set, or on the last day of the duty that makes it."""
    history = frame.history
    if kind == "conference_opened":
        return history.starts_on
    if kind == "conference_held":
        return history.ends_on
    for rule in frame.version.rules:
        if rule.scope == "dialogue" and rule.done_when.fact == kind and rule.deadline and rule.deadline.at_most:
            due = due_of(Context(frame, rule))
            return due.due_on or due.expected_on
    return None


# --- extensions ----------------------------------------------------------------------------


def _extended(rule: Rule, due: Due, deadline: Deadline, anchor_on: date, context: Context) -> Due:
    if deadline.extension is None or due.due_on is None:
        return due
    valid = [entry for entry in grants(rule, context) if extension_fault(rule, due, entry, context.frame) is None]
    if not valid:
        return due
    if deadline.extension.total is None:
        # The text gives no number: the newest grant names the day, or leaves it open.
        return replace(due, due_on=valid[-1][1].until, extended=True, provisional=False)
    longer = replace(deadline, at_most=deadline.extension.total)
    return replace(from_anchor(longer, anchor_on, context.frame), anchor_kind=due.anchor_kind, extended=True)


def grants(rule: Rule, context: Context) -> list[Entry]:
    """Return the extensions granted under this rule (to this body, where one bears the duty)."""
    extension = rule.deadline.extension if rule.deadline else None
    if extension is None:
        return []
    names = {rule.id, rule.clause, extension.clause}
    entries = context.frame.history.all("extension_granted")
    return [entry for entry in entries if entry[1].rule in names and entry[1].body in {"", context.body}]


def extension_fault(rule: Rule, due: Due, entry: Entry, frame: Frame) -> str | None:
    """Return why a granted extension does not hold (`ground`, `late`), None when it holds (A10)."""
    assert rule.deadline is not None
    assert rule.deadline.extension is not None
    extension = rule.deadline.extension
    if extension.grounds and entry[1].ground not in extension.grounds:
        return "ground"
    original = due.due_on or due.expected_on
    if choice(extension.decide, frame) == "by_due_day" and original and entry[1].on > original:
        return "late"
    return None


# --- dates that people set under the law -----------------------------------------------------


def _named(sources: tuple[DateSource, ...], context: Context, lawful_on: date | None) -> Due:
    """Return the newest date that a fact names (a proposal accepted, an interim reply); it is set, not given by law."""
    frame = context.frame
    newest: Entry | None = None
    day: date | None = None
    for source in sources:
        if source.only_if and any(frame.setting(name) != value for name, value in source.only_if.items()):
            continue
        entries = _naming(source.fact, context)
        if choice(source.in_time, frame) == "yes":
            entries = _in_time(entries, source.field, lawful_on)
        entry = entries[-1] if entries else None
        if entry is not None and (newest is None or entry[0] > newest[0]):
            newest, day = entry, getattr(entry[1], source.field)
    if newest is None or day is None:
        return _due_named(sources[0].fact, None, None)
    return _due_named(newest[1].kind, newest[1].on, day)


@lru_cache(maxsize=4096)
def _due_named(kind: str, named_on: date | None, day: date | None) -> Due:
    return Due(anchor_kind=kind, anchor_on=named_on, due_on=day, proposed=day is not None)


def _naming(kind: str, context: Context) -> list[Entry]:
    """Return the facts that name a date for this petition (or for the one it was merged into) and body, in order."""
    petition = context.petition
    if petition is None:
        return list(context.frame.history.all(kind))
    entries = petition.facts.get(kind)
    if entries is None and petition.merged_into:
        entries = final(context.frame.history, petition).facts.get(kind)
    if not entries:
        return []
    restart = petition.facts.get(context.rule.restarts_on) if context.rule.restarts_on else None
    since = restart[-1][0] if restart else -1
    return [one for one in entries if one[0] > since and getattr(one[1], "body", "") in {"", context.body}]


def _in_time(entries: list[Entry], name: str, limit: date | None) -> list[Entry]:
    """Return the renewals up to the first that came after the day it was to replace: a day that is past is past."""
    kept: list[Entry] = []
    for entry in entries:
        if limit is not None and entry[1].on > limit:
            break
        kept.append(entry)
        limit = getattr(entry[1], name)
    return kept
