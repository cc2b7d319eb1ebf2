"""Statutory reports: which are owed, their figures, the cases behind each figure, sending."""

from datetime import date

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from doithoai.common.errors import DomainError
from doithoai.desk.access import StaffRequest, require, staff
from doithoai.desk.forms.reports import ReportForm
from doithoai.desk.library import beside
from doithoai.dialogues.models import Dialogue
from doithoai.documents.letterheads import signer_of
from doithoai.documents.papers import Signer
from doithoai.documents.serving import file_response
from doithoai.obligations.models import Duty
from doithoai.organisations import queries as organisations
from doithoai.organisations.models import Body, Unit
from doithoai.petitions.models import Petition
from doithoai.reporting import permissions, queries, services
from doithoai.reporting.models import Report
from doithoai.reporting.queries import Counted, Owed
from doithoai.screens import notes
from doithoai.screens.parts import Bar

_PAGE = 60


@require_safe
@staff
def index(request: StaffRequest) -> HttpResponse:
    """Show the reports owed by the units that the person watches, year by year."""
    require(permissions.can_oversee(request.standing))
    year = _year(request)
    units = permissions.watched_units(request.standing)
    on = request.standing.on
    owed = [
        (unit, queries.reports_owed(unit, year=year, on=on), queries.regulation_of_year(unit, year, on=on))
        for unit in units
    ]
    context = {"today": request.standing.on, "year": year, "owed": owed, "years": (year - 1, year, year + 1)}
    return render(request, "desk/reports/index.html", context)


def _year(request: StaffRequest) -> int:
    text = request.GET.get("nam", "")
    year = int(text) if text.isdecimal() and len(text) == len("2026") else request.standing.on.year
    return min(max(year, request.standing.on.year - 5), request.standing.on.year + 1)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def show(request: StaffRequest, unit: str, year: int, rule: str) -> HttpResponse:
    """Show a report's figures; each leads to its cases. A POST keeps the office's own words."""
    row, owed = _owed(request, unit, year, rule)
    report, counted = _report(request, row, owed)
    writes = permissions.can_write_report(request.standing, row) and report.submitted_on is None
    form = ReportForm(
        request.POST if request.method == "POST" else None,
        initial={"assessment": report.assessment, "proposals": report.proposals},
    )
    if request.method == "POST" and form.is_valid():
        require(writes)
        begun = services.begin_report(unit=row, rule=rule, year=year, on=request.standing.on)
        services.write_report(report=begun, **form.cleaned_data)
        notes.done(request, _("Đã lưu nhận xét, kiến nghị của báo cáo."))
        return redirect("desk:report", unit, year, rule)
    context = {
        "today": request.standing.on,
        "unit": row,
        "owed": owed,
        "report": report,
        "counted": counted,
        "rows": _rows(counted),
        "outcome_bars": _outcome_bars(counted),
        "form": form,
        "writes": writes,
        "until": report.submitted_on or min(request.standing.on, report.to_day),
        "addressees": queries.addressees_of(report, owed.rule),
        "beside": beside.beside_report(row, on=report.to_day),
    }
    return render(request, "desk/reports/show.html", context)


def _owed(request: StaffRequest, unit: str, year: int, rule: str) -> tuple[Unit, Owed]:
    row = get_object_or_404(Unit, code=unit)
    if not permissions.can_see_report(request.standing, row):
        raise Http404
    found = [owed for owed in queries.reports_owed(row, year=year, on=request.standing.on) if owed.rule.id == rule]
    if not found:
        raise Http404
    return row, found[0]


def _report(request: StaffRequest, unit: Unit, owed: Owed) -> tuple[Report, Counted]:
    """Return the report and its figures: frozen ones if it was sent, else counted now. Looking makes no row."""
    if owed.report is not None and owed.report.submitted_on is not None:
        return owed.report, Counted.thawed(owed.report.figures)
    from_day, to_day = queries.period_days(owed.period, owed.year)
    report = owed.report or Report(
        unit=unit, period=owed.period, year=owed.year, rule=owed.rule.id, from_day=from_day, to_day=to_day
    )
    units = services.covered_units(report)
    return report, queries.count_figures(units, from_day=from_day, to_day=to_day, on=request.standing.on)


def _rows(counted: Counted) -> list[dict[str, object]]:
    return [
        {
            "code": code,
            "label": queries.label_of(code),
            "value": counted[code].value,
            "share": counted.share(code),
            "below": bool(counted[code].among),
        }
        for code in queries.CODES
        if code in counted.figures
    ]


def _outcome_bars(counted: Counted) -> list[Bar]:
    looks = {"answered": "f1", "taken_up": "f2", "transferred": "f4", "escalated": "f5", "declined": "f3"}
    return [
        Bar(
            label=queries.label_of(f"outcome_{kind}"),
            value=counted[f"outcome_{kind}"].value,
            url=f"so/outcome_{kind}/",
            look=look,
        )
        for kind, look in looks.items()
    ]


@require_safe
@staff
def figure(request: StaffRequest, unit: str, year: int, rule: str, code: str) -> HttpResponse:
    """Show the cases behind one figure, so that it can be proved again."""
    row, owed = _owed(request, unit, year, rule)
    _report_row, counted = _report(request, row, owed)
    if code not in counted.figures:
        raise Http404
    found = counted[code]
    page = Paginator(found.items, _PAGE).get_page(request.GET.get("trang"))
    context = {
        "today": request.standing.on,
        "unit": row,
        "owed": owed,
        "label": queries.label_of(code),
        "figure": found,
        "page": page,
        "cases": _cases(found.kind, list(page.object_list)),
    }
    return render(request, "desk/reports/figure.html", context)


def _cases(kind: str, names: list[str]) -> list[dict[str, str]]:
    """Return code, words and address-arguments of the cases, in the order in which they were counted."""
    if kind == "dialogue":
        rows = {row.key: (row.code, row.title) for row in Dialogue.objects.filter(key__in=names)}
    elif kind == "petition":
        rows = {row.key: (row.code, row.title) for row in Petition.objects.filter(key__in=names)}
    else:
        streams = {name.split("|", 1)[0] for name in names}
        duties = Duty.objects.filter(stream__in=streams)
        rows = {queries.duty_name(row): (row.citation, row.title_vi) for row in duties}
    return [{"code": rows[name][0], "title": rows[name][1]} for name in names if name in rows]


@require_POST
@staff
def submit(request: StaffRequest, unit: str, year: int, rule: str) -> HttpResponse:
    """Sign and send the report."""
    row, _found = _owed(request, unit, year, rule)
    require(permissions.can_write_report(request.standing, row))
    try:
        report = services.begin_report(unit=row, rule=rule, year=year, on=request.standing.on)
        signer = _signer(report.reporter, request.standing.on)
        services.submit_report(report=report, signer=signer, on=request.standing.on, by=request.actor)
    except DomainError as error:
        notes.refused(request, str(error))
    else:
        notes.done(request, _("Đã ký, lấy số và gửi báo cáo."), _("Số liệu đã khóa cùng danh sách đã đếm."))
    return redirect("desk:report", unit, year, rule)


def _signer(body: Body, on: date) -> Signer:
    post = body.posts.filter(deputy_of=None).order_by("pk").first()
    holder = organisations.holder_of(post, on=on) if post else None
    return signer_of(post, holder.full_name) if post and holder else Signer(title=body.name.upper())


@require_safe
@staff
def paper(request: StaffRequest, unit: str, year: int, rule: str) -> FileResponse:
    """Hand over the signed report as PDF, or as Word with ?dang=docx."""
    _row, owed = _owed(request, unit, year, rule)
    document = owed.report.document if owed.report else None
    stored = (document.docx if request.GET.get("dang") == "docx" else document.pdf) if document else None
    if stored is None:
        raise Http404
    return file_response(stored)
