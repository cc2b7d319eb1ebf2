"""Supervision plans of a unit's year: who owes one, what it must contain, what was recorded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from doithoai import regulations as law
from doithoai.obligations.models import Duty
from doithoai.organisations import queries as organisations
from doithoai.organisations.enums import BodyKind
from doithoai.organisations.models import Body, Unit
from doithoai.regulations.schema import Item
from doithoai.reporting.models import SupervisionPlan
from doithoai.reporting.queries.schedule import regulation_of_year

SUPERVISORS = (BodyKind.FATHERLAND_FRONT, BodyKind.MASS_ORGANIZATION)
_FACTS = {"supervision_plan_recorded", "supervision_plan_appraised"}


@dataclass(frozen=True, slots=True)
class Supervising:
    """A body that supervises and its plan of the year, if one was recorded."""

    body: Body
    plan: SupervisionPlan | None


def supervision_of(unit: Unit, year: int, *, on: date) -> list[Supervising]:
    """Return the Front and the organisations of the unit with their plans of the year; two queries."""
    rows = SupervisionPlan.objects.filter(unit=unit, year=year)
    plans = {row.body_id: row for row in rows.select_related("recorded_by", "appraised_by", "returned_by", "file")}
    bodies = organisations.bodies_of_unit(unit, on=on, kinds=SUPERVISORS)
    return [Supervising(body, plans.get(body.pk)) for body in bodies]


def supervision_contents(unit: Unit, year: int, *, on: date) -> Sequence[Item]:
    """Return what the unit's regulation wants in a supervision plan (HP-13.3-includes), with its articles."""
    version = regulation_of_year(unit, year, on=on)
    return version.items("supervision_contents") if version else ()


def supervision_duties(unit: Unit, year: int) -> list[Duty]:
    """Return the unit's duties of the year that supervision plans meet, in the law's order."""
    rules = {rule.id for version in law.library() for rule in version.rules if rule.done_when.fact in _FACTS}
    rows = Duty.objects.filter(stream=f"unit:{unit.key}", rule__in=rules).order_by("position")
    return [duty for duty in rows if duty.due_on is None or duty.due_on.year == year]
