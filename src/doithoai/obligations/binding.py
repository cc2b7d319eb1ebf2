"""Which texts bind a unit on a day, each as the unit reads it."""

from datetime import date

from doithoai import regulations as law
from doithoai.journal import queries as journal
from doithoai.obligations.externals import completed_for
from doithoai.organisations.models import Unit
from doithoai.regulations.facts import ReadingChosen
from doithoai.regulations.version import RegulationVersion


def readings_of(unit: Unit, *, on: date) -> dict[str, dict[str, str]]:
    """Return what the unit had chosen by the day, setting by setting, for each regulation's id.

    Of two choices of one setting the later day counts; of the same day the one recorded last.
    """
    told = journal.facts_of(f"unit:{unit.key}", ReadingChosen.kind)
    found: dict[str, dict[str, str]] = {}
    for fact in sorted(told, key=lambda one: one.on):
        if isinstance(fact, ReadingChosen) and fact.on <= on:
            found.setdefault(fact.regulation, {})[fact.setting] = fact.choice
    return found


def as_read(unit: Unit, version: RegulationVersion, *, on: date) -> RegulationVersion:
    """Return the version in the unit's own reading of that day."""
    return version.read_as(readings_of(unit, on=on).get(version.id, {}))


def binding(unit: Unit, *, on: date) -> tuple[RegulationVersion, ...]:
    """Return the versions that bind the unit on the day, its own first, each as it reads them; raises NotInForce."""
    readings = readings_of(unit, on=on)
    found = law.binding(unit.regulations.split(","), unit.level, on)
    read = [version.read_as(readings.get(version.id, {})) for version in found]
    return tuple(completed_for(unit.key, read, on=on))
