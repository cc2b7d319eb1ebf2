"""Why a date is what it is, and the plain page of a rule."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.urls import reverse

from doithoai import regulations
from doithoai.obligations import calendars
from doithoai.obligations.explaining import Counted
from doithoai.obligations.models import Duty
from doithoai.regulations.errors import UnknownRegulation
from doithoai.regulations.schema import Clause, Condition, Rule
from doithoai.regulations.version import RegulationVersion
from doithoai.screens import dates
from doithoai.workdays import CalendarEnds, Count


def rule_url(pin: str, rule: str) -> str:
    """Return the address of a rule's page: the plain id for the version in use, the whole pin for an older one."""
    name = pin.partition("@")[0]
    try:
        newest = regulations.get(name).pin == pin
    except UnknownRegulation:
        newest = False
    return reverse("portal:rule", args=[name if newest else pin, rule])


def article_url(rule: str) -> str:
    """Return the page of a rule or clause by its id alone; empty where no regulation has it."""
    version = regulations.holding(rule)
    return rule_url(version.pin, rule) if version else ""


def facts_meeting(duty: Duty) -> frozenset[str]:
    """Return the kinds of facts that meet a duty by its rule; none where the library has lost the rule."""
    try:
        return frozenset(_facts_in(regulations.get_pinned(duty.regulation).rule(duty.rule).done_when))
    except UnknownRegulation:
        return frozenset()


def _facts_in(condition: Condition) -> Iterator[str]:
    if condition.fact:
        yield condition.fact
    for part in (*condition.all_of, *condition.any_of, *condition.choices.values()):
        yield from _facts_in(part)


@dataclass(frozen=True, slots=True)
class Dated:
    """One duty as the public reads it: last day, day done, how late, and the days counted."""

    duty: Duty
    url: str
    how: str
    count: Count | None
    days_late: int

    @property
    def title(self) -> str:
        """Return what is owed."""
        return self.duty.title_en if dates.english() else self.duty.title_vi

    @property
    def late(self) -> bool:
        """Say whether it was, or is, later than lawful."""
        return self.days_late > 0


def dated(duty: Duty, *, on: date) -> Dated:
    """Return a duty with its explanation; without days where the law counts none or the calendar ends."""
    done = duty.met_on or on
    how, count = "", None
    if duty.anchor_on is not None and not duty.proposed:
        try:
            version = regulations.get_pinned(duty.regulation)
        except UnknownRegulation:
            version = None
        counted = Counted(
            version, duty.rule, duty.anchor_on, unit=duty.unit, due_on=duty.due_on, extended=duty.extended
        )
        found = counted.explained()
        if found is not None:
            how, count = found.how_vi, found.count
    return Dated(duty, rule_url(duty.regulation, duty.rule), how, count, days_late(duty.due_on, done, unit=duty.unit))


def days_late(due_on: date | None, done_on: date, *, unit: str = "") -> int:
    """Return by how many of the unit's working days something was late; 0 if it was not, 1 at least if it was."""
    if due_on is None or done_on <= due_on:
        return 0
    try:
        return max(1, calendars.calendar_of(unit).working_days_between(due_on, done_on))
    except CalendarEnds:
        return (done_on - due_on).days


@dataclass(frozen=True, slots=True)
class RulePage:
    """A rule or clause as the public reads it: our own summary, never the text itself."""

    version: RegulationVersion
    clause: Clause
    rule: Rule | None
    example: regulations.Explanation | None
    siblings: tuple["Sibling", ...]

    @property
    def summary(self) -> str:
        """Return the summary in the language of the page."""
        return self.clause.summary_en if dates.english() else self.clause.summary_vi

    @property
    def title(self) -> str:
        """Return the rule's title, or the citation where the clause carries no duty."""
        if self.rule is None:
            return self.clause.citation
        return self.rule.title_en if dates.english() else self.rule.title_vi

    @property
    def address(self) -> str:
        """Return how the version is named in addresses: its id while it is the newest, else its pin."""
        newest = regulations.get(self.version.id).pin == self.version.pin
        return self.version.id if newest else self.version.pin

    @property
    def source(self) -> str:
        """Return the name of the regulation."""
        return self.version.title_en if dates.english() else self.version.title_vi


@dataclass(frozen=True, slots=True)
class Sibling:
    """Another clause of the same article."""

    id: str
    summary: str


def rule_page(regulation: str, rule_id: str, *, on: date) -> RulePage:
    """Return the page of one rule or clause; raises Http404 for one that the library has not."""
    try:
        version = regulations.get_pinned(regulation) if "@" in regulation else regulations.get(regulation)
        clause = version.clause(rule_id)
    except UnknownRegulation as error:
        raise Http404(str(error)) from error
    rule = next((rule for rule in version.rules if rule.id == rule_id), None)
    siblings = tuple(
        Sibling(other.id, other.summary_en if dates.english() else other.summary_vi)
        for other in version.clauses.values()
        if other.citation == clause.citation and other.id != clause.id
    )
    return RulePage(version, clause, rule, _example(version, rule_id, on), siblings)


def _example(version: RegulationVersion, rule_id: str, on: date) -> regulations.Explanation | None:
    """Return the rule counted from today, so that its number is seen at work; None where it counts nothing."""
    try:
        return regulations.explain(version, rule_id, on, calendars.national())
    except (UnknownRegulation, CalendarEnds):
        return None
