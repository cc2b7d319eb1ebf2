"""The law completed with the values that a unit has entered for it, from a text that the program has not."""

from collections.abc import Sequence
from datetime import date

from doithoai.journal import queries as journal
from doithoai.regulations.external import completed, external_rules, values_among
from doithoai.regulations.facts import ExternalValueEntered, Fact
from doithoai.regulations.version import RegulationVersion

_ENDS = {"dialogue_closed", "dossier_archived"}


def completed_for(unit: str, versions: Sequence[RegulationVersion], *, on: date) -> list[RegulationVersion]:
    """Return the versions as the unit with this key enforces them on the day; no query where nothing is missing."""
    if not any(external_rules(version) for version in versions):
        return [*versions]
    values = entered_by(unit, on=on)
    return [completed(version, values) for version in versions]


def entered_by(unit: str, *, on: date) -> tuple[ExternalValueEntered, ...]:
    """Return the values that the unit had entered by the day."""
    return values_among(journal.facts_of(f"unit:{unit}", ExternalValueEntered.kind), until=on)


def last_day_of(facts: Sequence[Fact], *, on: date) -> date:
    """Return until when values reach a dialogue: not past its end, so that a closed case stays as it was."""
    return min([on, *(fact.on for fact in facts if fact.kind in _ENDS)])
