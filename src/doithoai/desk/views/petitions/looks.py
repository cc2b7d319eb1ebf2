"""The looks at identities: for the office who, when, what for; for those who watch the figures alone."""

import csv
import io
from datetime import date
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from doithoai.accounts.enums import Purpose, Role
from doithoai.accounts.models import Account, IdentityLook
from doithoai.common.text import one_line
from doithoai.desk.access import StaffRequest, require, staff
from doithoai.petitions import queries
from doithoai.reporting import permissions as reporting
from doithoai.reporting import queries as watched

_PAGE = 50
_MOST_IN_FILE = 20_000


@require_safe
@staff
def show(request: StaffRequest) -> HttpResponse:
    """Show the looks at the people of the office's dialogues, or their figures to those who watch."""
    offices = [row.body_id for row in request.standing.memberships if row.role == Role.CLERK]
    if not offices:
        return _figures(request)
    asked = {
        "kien-nghi": one_line(request.GET.get("kien-nghi", ""))[:20].upper(),
        "nguoi": request.GET.get("nguoi", "")[:26],
        "thang": request.GET.get("thang", "")[:7],
    }
    rows = queries.looks_at_people_of(offices)
    people = Account.objects.filter(pk__in=rows.order_by().values("account")).order_by("full_name")
    found = queries.looks_found(rows, petition=asked["kien-nghi"], person=asked["nguoi"], month=_month(asked["thang"]))
    if request.GET.get("dang") == "csv":
        return _file(list(found[:_MOST_IN_FILE]))
    context = {
        "code": asked["kien-nghi"],
        "page": Paginator(found, _PAGE).get_page(request.GET.get("trang")),
        "people": list(people),
        "bursts": queries.bursts_in(rows),
        "asked": asked,
        "query": urlencode({name: value for name, value in asked.items() if value}),
        "today": request.standing.on,
    }
    return render(request, "desk/petitions/looks.html", context)


def _figures(request: StaffRequest) -> HttpResponse:
    require(reporting.can_oversee(request.standing))
    units = watched.units_below(reporting.watched_units(request.standing))
    rows = [(month, str(Purpose(code).label), looks) for month, code, looks in queries.looks_by_month(units)]
    return render(request, "desk/petitions/look_figures.html", {"rows": rows})


def _month(text: str) -> date | None:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return None


def _file(rows: list[IdentityLook]) -> HttpResponse:
    """Return the looks as a sheet of plain text that Excel opens: codes of petitions, no name of a petitioner."""
    out = io.StringIO()
    sheet = csv.writer(out)
    sheet.writerow([_("Lúc"), _("Cán bộ"), _("Chức danh"), _("Kiến nghị"), _("Đăng ký"), _("Mục đích")])
    for row in rows:
        at = timezone.localtime(row.looked_at).strftime("%d/%m/%Y %H:%M")
        codes = [getattr(row, "petition", "") or "", getattr(row, "registration", "") or ""]
        sheet.writerow([at, row.account.full_name, row.account.title, *codes, row.get_purpose_display()])
    answer = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="luot-xem-ten.csv"'
    answer["Cache-Control"] = "private, no-store"
    return answer
