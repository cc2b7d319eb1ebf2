"""Values that stand in a text we do not have, entered by a unit that has it.

Without them the duty is `unknown`; with them it is enforced for that unit, from the day of the entry,
and cites both texts. The files of the law stay as they are.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import lru_cache

from doithoai.regulations.facts import ExternalValueEntered, Fact
from doithoai.regulations.schema import Deadline, Rule, Unit
from doithoai.regulations.version import RegulationVersion

PER_YEAR = "per_year"
_YEARLY = {"unit_year", "post_year"}
_UNITS: dict[str, Unit] = {"working_days": "working_days", "days": "days", "months": "months"}


def external_rules(version: RegulationVersion) -> tuple[Rule, ...]:
    """Return the duties whose time stands in a text that we do not have, in the law's order."""
    return tuple(rule for rule in version.rules if rule.deadline and rule.deadline.external)


def yearly(rule: Rule) -> bool:
    """Whether the value says how often in a year, not within how long."""
    return rule.scope in _YEARLY


def values_among(facts: Iterable[Fact], *, until: date) -> tuple[ExternalValueEntered, ...]:
    """Return the values entered by the day; of two for one duty the one recorded last."""
    told = (fact for fact in facts if isinstance(fact, ExternalValueEntered) and fact.on <= until)
    return tuple({(fact.regulation, fact.rule): fact for fact in told}.values())


@lru_cache(maxsize=256)
def completed(version: RegulationVersion, values: tuple[ExternalValueEntered, ...]) -> RegulationVersion:
    """Return the version with these values in their places; one that fits no open place is passed over."""
    own = {value.rule: value for value in values if value.regulation == version.id}
    if not any(rule.id in own for rule in external_rules(version)):
        return version
    return replace(version, rules=tuple(_filled(rule, own.get(rule.id)) for rule in version.rules))


def _filled(rule: Rule, value: ExternalValueEntered | None) -> Rule:
    if value is None or rule.deadline is None or not rule.deadline.external:
        return rule
    often = replace(rule.done_when, times=value.number) if value.form == PER_YEAR else rule.done_when
    cited = f"{rule.citation}; {source_of(value)}"
    return replace(rule, deadline=deadline_of(value), done_when=often, citation=cited)


def deadline_of(value: ExternalValueEntered) -> Deadline:
    """Return the deadline that a value states: before the conference, after an event, or so often in the year."""
    if value.form == PER_YEAR:
        return Deadline(within="calendar_year")
    unit = _UNITS[value.counted_in]
    if value.form == "at_least":
        return Deadline(at_least=value.number, unit=unit, before="conference_start")
    return Deadline(at_most=value.number, unit=unit, after=value.anchor)


def source_of(value: ExternalValueEntered) -> str:
    """Return where the value stands, as `1408-QĐ/TU, Điều 7 khoản 1`."""
    return ", ".join(part.replace("_", " ") for part in (value.instrument, value.article) if part)
