"""The duties of a text whose time stands elsewhere, with what the person's unit has entered."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from doithoai.dialogues.models import ExternalValue
from doithoai.organisations.models import Unit
from doithoai.regulations.external import PER_YEAR, completed, external_rules
from doithoai.regulations.facts import ExternalValueEntered
from doithoai.regulations.schema import Rule
from doithoai.regulations.version import RegulationVersion
from doithoai.screens.law import words


@dataclass(frozen=True, slots=True)
class MissingValue:
    """One duty, the text in which its time stands, and the time as the unit found it, the newest entry first."""

    rule: Rule
    missing: str
    entries: tuple[tuple[ExternalValue, str], ...]


def missing_values(version: RegulationVersion, unit: Unit | None) -> list[MissingValue]:
    """Return the duties whose time is not known, in the order of the text; one query where there are any."""
    rules = external_rules(version)
    told: dict[str, list[ExternalValue]] = {}
    if rules and unit:
        rows = ExternalValue.objects.filter(unit=unit, regulation=version.id).select_related("entered_by", "unit")
        for row in rows.order_by("-entered_on", "-pk"):
            told.setdefault(row.rule, []).append(row)
    return [
        MissingValue(
            rule=rule,
            missing=rule.deadline.external if rule.deadline else "",
            entries=tuple((row, _sentence(version, row)) for row in told.get(rule.id, ())),
        )
        for rule in rules
    ]


def _sentence(version: RegulationVersion, row: ExternalValue) -> str:
    found = {name: getattr(row, name) for name in ("form", "number", "counted_in", "anchor", "instrument", "article")}
    value = ExternalValueEntered(
        on=row.entered_on, unit=row.unit.key, regulation=row.regulation, rule=row.rule, **_coded(found)
    )
    if row.form == PER_YEAR:
        return _("Ít nhất %(n)d lần trong năm.") % {"n": row.number}
    filled = completed(version, (value,))
    return words.sentence_of(filled, filled.rule(row.rule))


def _coded(found: dict[str, Any]) -> dict[str, Any]:
    return {name: said.replace(" ", "_") if isinstance(said, str) else said for name, said in found.items()}
