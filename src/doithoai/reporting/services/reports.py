"""Verbs on statutory reports: begin, write, submit."""

from datetime import date

from django.db import transaction

from doithoai.accounts import queries as accounts
from doithoai.common.actors import Actor
from doithoai.common.text import nfc
from doithoai.documents import services as documents
from doithoai.documents.letterheads import issuer_of
from doithoai.documents.papers import Figure as PaperFigure
from doithoai.documents.papers import OverdueMatter, PeriodReport, Section, Signer
from doithoai.journal import services as journal
from doithoai.obligations import calendars
from doithoai.obligations import services as obligations
from doithoai.obligations.models import Duty
from doithoai.organisations import queries as organisations
from doithoai.organisations.models import Unit
from doithoai.regulations.facts import ReportSubmitted as ReportSubmittedFact
from doithoai.reporting import queries
from doithoai.reporting.errors import NotReporting, ReportSubmitted, TooEarly
from doithoai.reporting.models import Report

_LATE_LISTED = 50


@transaction.atomic
def begin_report(*, unit: Unit, rule: str, year: int, on: date) -> Report:
    """Return the report of this rule and year, made on first call; figures are counted live until it is sent.

    The reporting body is the one that bears the rule's duty here. Raises NotReporting, TooEarly.
    """
    owed = next((row for row in queries.reports_owed(unit, year=year, on=on) if row.rule.id == rule), None)
    if owed is None or owed.body is None:
        raise NotReporting
    from_day, to_day = queries.period_days(owed.period, year)
    if on < from_day:
        raise TooEarly
    report, _new = Report.objects.get_or_create(
        unit=unit,
        rule=rule,
        year=year,
        defaults={"reporter": owed.body, "period": owed.period, "from_day": from_day, "to_day": to_day},
    )
    return report


@transaction.atomic
def write_report(*, report: Report, assessment: str, proposals: str) -> Report:
    """Keep the office's own words of a report that was not sent yet. Raises ReportSubmitted."""
    fresh = _unsent(report)
    fresh.assessment, fresh.proposals = nfc(assessment), nfc(proposals)
    fresh.save(update_fields=["assessment", "proposals"])
    return fresh


@transaction.atomic
def submit_report(*, report: Report, signer: Signer, on: date, by: Actor) -> Report:
    """Freeze the figures with the cases behind each, sign and number the paper, record that it went (HP-15.1*).

    Figures are those of the day of sending. Raises ReportSubmitted on a second click.
    """
    fresh = _unsent(report)
    counted = queries.count_figures(covered_units(fresh), from_day=fresh.from_day, to_day=fresh.to_day, on=on)
    document = documents.draft(_paper(fresh, counted, signer, on=on), dialogue="", by=by)
    fresh.document = documents.sign(document, on=on, by=by)
    fresh.figures = counted.frozen()
    fresh.submitted_on, fresh.submitted_by = on, accounts.account_of(by)
    fresh.save(update_fields=["document", "figures", "submitted_on", "submitted_by"])
    journal.record(
        ReportSubmittedFact(
            on=on,
            unit=fresh.unit.key,
            period=fresh.period,
            year=fresh.year,
            reporter=_reporter_role(fresh),
        ),
        by=by,
    )
    obligations.refresh_unit(fresh.unit, on=on)
    return fresh


def covered_units(report: Report) -> list[Unit]:
    """Return the units that a report speaks of: its own, and those below where the rule asks for them."""
    return queries.units_below([report.unit])


def _reporter_role(report: Report) -> str:
    version = queries.regulation_of_report(report)
    return version.rule(report.rule).owner if version and version.has_rule(report.rule) else ""


def _unsent(report: Report) -> Report:
    fresh = (
        Report.objects.select_for_update(of=("self",), no_key=True).select_related("unit", "reporter").get(pk=report.pk)
    )
    if fresh.submitted_on is not None:
        raise ReportSubmitted
    return fresh


def _paper(report: Report, counted: queries.Counted, signer: Signer, *, on: date) -> PeriodReport:
    version = queries.regulation_of_report(report)
    gets = queries.addressees_of(report, version.rule(report.rule)) if version else ()
    return PeriodReport(
        issuer=issuer_of(organisations.answering(report.reporter, on=on)),
        signer=signer,
        period=queries.period_label(report.period, report.year),
        addressee="; ".join(item.addressee_vi for item in gets if not item.copy),
        recipients=("Như trên", *(item.addressee_vi for item in gets if item.copy)),
        figures=tuple(_paper_figure(counted, code) for code in queries.CODES if code in counted.figures),
        sections=tuple(_sections(report)),
        overdue=tuple(_overdue(counted, on=on)),
    )


def _paper_figure(counted: queries.Counted, code: str) -> PaperFigure:
    figure, share = counted[code], counted.share(code)
    note = f"{share:.1f} %".replace(".", ",") if share is not None else ""
    label = queries.label_of(code)
    return PaperFigure(
        label=label[:1].upper() + label[1:], value=str(figure.value), note=note, level=1 if figure.among else 0
    )


def _sections(report: Report) -> list[Section]:
    parts = [("Đánh giá", report.assessment), ("Kiến nghị, đề xuất", report.proposals)]
    return [Section(title=title, paragraphs=tuple(text.split("\n"))) for title, text in parts if text.strip()]


def _overdue(counted: queries.Counted, *, on: date) -> list[OverdueMatter]:
    names = set(counted["late_open"].items[:_LATE_LISTED])
    streams = {name.split("|", 1)[0] for name in names}
    duties = [
        duty
        for duty in Duty.objects.filter(stream__in=streams, due_on__lt=on).order_by("due_on", "pk")
        if queries.duty_name(duty) in names
    ]
    bodies = organisations.called_by_key({duty.body for duty in duties}, on=on)
    return [
        OverdueMatter(
            matter=duty.title_vi,
            body=bodies.get(duty.body, ""),
            due_on=duty.due_on,
            days_late=calendars.calendar_of(duty.unit).working_days_between(duty.due_on, on),
            citation=duty.citation,
        )
        for duty in duties
        if duty.due_on is not None
    ]
