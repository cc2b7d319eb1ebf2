"""Which reports are owed by whom, for which period, by when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from doithoai import regulations as law
from doithoai.obligations.models import Duty
from doithoai.obligations.owners import Owners
from doithoai.organisations.models import Body, Unit
from doithoai.regulations.schema import Item, Rule
from doithoai.regulations.version import RegulationVersion
from doithoai.reporting.models import Period, Report


@dataclass(frozen=True, slots=True)
class Owed:
    """One report that the regulation asks of a unit: its duty (with date and status) and, once begun, the report."""

    rule: Rule
    period: str
    year: int
    duty: Duty | None
    report: Report | None
    body: Body | None

    @property
    def label(self) -> str:
        """Return the period in words."""
        return period_label(self.period, self.year)


def period_days(period: str, year: int) -> tuple[date, date]:
    """Return first and last day of a period; a half-year ends on 30/6 (Bộ luật Dân sự 2015, art. 146)."""
    return date(year, 1, 1), date(year, 6, 30) if period == Period.HALF_YEAR else date(year, 12, 31)


def period_label(period: str, year: int) -> str:
    """Return a period as reports call it."""
    return (
        _("6 tháng đầu năm %(year)d") % {"year": year}
        if period == Period.HALF_YEAR
        else _("năm %(year)d") % {"year": year}
    )


def regulation_of_year(unit: Unit, year: int, *, on: date) -> RegulationVersion | None:
    """Return the unit's own regulation for a report on the year, as far as it has gone; None where there was none."""
    return law.last_kept(unit.regulations.split(","), date(year, 1, 1), min(on, date(year, 12, 31)))


def regulation_of_report(report: Report) -> RegulationVersion | None:
    """Return the text that asks for a report: that of its year, else the one that has its rule."""
    version = regulation_of_year(report.unit, report.year, on=report.to_day)
    return version if version and version.has_rule(report.rule) else law.holding(report.rule)


def _schedule(version: RegulationVersion | None, unit: Unit, reports: Mapping[str, Report]) -> list[Rule]:
    rules = [*version.report_schedule(unit.level)] if version else []
    known = {rule.id for rule in rules}
    older = ((law.holding(name), name) for name in reports if name not in known)
    return rules + [text.rule(name) for text, name in older if text is not None and text.has_rule(name)]


def addressees_of(report: Report, rule: Rule) -> tuple[Item, ...]:
    """Return to whom the report that this rule asks for goes, those who get a copy last; no query."""
    version = regulation_of_report(report)
    return version.report_addressees(report.unit.level, rule.owner) if version else ()


def reports_owed(unit: Unit, *, year: int, on: date) -> list[Owed]:
    """Return the reports that the unit's regulation asks for in a year; four queries.

    Where its regulation ended in that year, the one that ended asks; where none was in force, nothing is owed. A
    report that was begun under a text that has been replaced since stays in the list.
    """
    version = regulation_of_year(unit, year, on=on)
    duties = {
        (duty.rule, duty.due_on.year if duty.due_on else year): duty
        for duty in Duty.objects.filter(stream=f"unit:{unit.key}")
    }
    reports = {row.rule: row for row in Report.objects.filter(unit=unit, year=year).select_related("document")}
    bodies = {body.key: body for body in Body.objects.filter(unit=unit)}
    owners = Owners(unit, on)
    found = []
    for rule in _schedule(version, unit, reports):
        duty = duties.get((rule.id, year))
        body = bodies.get(owners.body_key(rule.owner))
        (period,) = rule.done_when.where["period"]
        found.append(Owed(rule, period, year, duty, reports.get(rule.id), body))
    return found
