"""Which reports are owed by whom, for which period, by when."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from doithoai import regulations as law
from doithoai.obligations.models import Duty
from doithoai.obligations.owners import Owners
from doithoai.organisations.models import Body, Unit
from doithoai.regulations.schema import Rule
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


def reports_owed(unit: Unit, *, year: int, on: date) -> list[Owed]:
    """Return the reports that the unit's regulation asks for in a year; four queries."""
    version = law.in_force(unit.regulations.split(",")[0], on=min(on, date(year, 12, 31)))
    duties = {
        (duty.rule, duty.due_on.year if duty.due_on else year): duty
        for duty in Duty.objects.filter(stream=f"unit:{unit.key}")
    }
    reports = {row.rule: row for row in Report.objects.filter(unit=unit, year=year).select_related("document")}
    bodies = {body.key: body for body in Body.objects.filter(unit=unit)}
    owners = Owners(unit, on)
    found = []
    for rule in version.report_schedule(unit.level):
        duty = duties.get((rule.id, year))
        body = bodies.get(owners.body_key(rule.owner))
        (period,) = rule.done_when.where["period"]
        found.append(Owed(rule, period, year, duty, reports.get(rule.id), body))
    return found
