"""Recording a decision: what moves to whom is shown first, then it is written; lists of places."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from django.db import transaction
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from doithoai.common.errors import DomainError
from doithoai.desk.access import StaffRequest, require, staff
from doithoai.desk.actions import carried_out
from doithoai.desk.forms.succession import BodiesChangeForm, PlacesAddForm, PlacesChangeForm, PlacesUploadForm
from doithoai.desk.views.succession.history import unit_of
from doithoai.organisations import queries as organisations
from doithoai.organisations.enums import PlaceKind
from doithoai.organisations.models import Place, Reorganisation, Unit
from doithoai.screens import notes
from doithoai.screens.dates import vi_date
from doithoai.succession import permissions, queries, services
from doithoai.succession.errors import ReorganisationRefused
from doithoai.succession.queries import OpenWork

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Moving:
    """What of one body's open work goes to whom."""

    old: str
    to: str
    work: OpenWork


def _unit(request: StaffRequest) -> Unit:
    unit = unit_of(request)
    require(permissions.can_record(request.standing, unit))
    return unit


def _refusal(verb: Callable[[], object]) -> DomainError | None:
    """Try the verb and undo it: what would be refused is said with the preview already."""
    try:
        with transaction.atomic():
            verb()
            transaction.set_rollback(True)
    except DomainError as error:
        return error
    return None


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def bodies(request: StaffRequest) -> HttpResponse:
    """Record that bodies end or go on under another name; the preview counts what moves to whom."""
    unit, on = _unit(request), request.standing.on
    form = BodiesChangeForm(
        request.POST if request.method == "POST" else None, bodies=queries.standing_bodies(unit, on=on)
    )

    def record() -> Reorganisation:
        return services.reorganise_bodies(
            unit=unit,
            kind=form.kind,
            olds=list(form.cleaned_data["olds"]),
            heirs=form.heirs,
            decision=form.decision,
            keep_people=form.cleaned_data["keep_people"],
            on=on,
            by=request.actor,
        )

    def moving() -> dict[str, Any]:
        heirs = form.heirs
        to = (heirs[0].body.name if heirs[0].body else heirs[0].name) if heirs else ""
        rows = [Moving(old.name, to, queries.open_work_of([old], on=on)) for old in form.cleaned_data["olds"]]
        return {"moving": rows, "keeps": form.cleaned_data["keep_people"] and bool(to)}

    title = _("Kết thúc, sáp nhập, chia tách, đổi tên cơ quan")
    return _change(request, form, record, moving, title=title, of="bodies")


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def places(request: StaffRequest) -> HttpResponse:
    """Record that places are merged, divided or called otherwise."""
    unit, on = _unit(request), request.standing.on
    standing = organisations.gazetteer_of([unit], on=on).standing()
    rows = Place.objects.filter(pk__in=[place.pk for place in standing]).order_by("folded", "pk")
    form = PlacesChangeForm(request.POST if request.method == "POST" else None, places=rows)

    def record() -> Reorganisation:
        return services.reorganise_places(
            unit=unit,
            kind=form.kind,
            olds=list(form.cleaned_data["olds"]),
            news=form.names,
            decision=form.decision,
            on=on,
            by=request.actor,
        )

    def shown() -> dict[str, Any]:
        return {"olds": [place.name for place in form.cleaned_data["olds"]], "news": form.names}

    title = _("Sáp nhập, chia tách, đổi tên địa bàn")
    return _change(request, form, record, shown, title=title, of="places")


def _change(
    request: StaffRequest,
    form: BodiesChangeForm | PlacesChangeForm,
    record: Callable[[], Reorganisation],
    shown: Callable[[], dict[str, Any]],
    *,
    title: str,
    of: str,
) -> HttpResponse:
    """Show the form, its preview after “Xem trước”, and write after “Ghi quyết định”."""

    def write() -> str:
        change = record()
        return _("Đã ghi %(number)s, hiệu lực từ %(day)s.") % {"number": change.number, "day": vi_date(change.since)}

    preview: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        if "ghi" in request.POST:
            if carried_out(request, form, write):
                return redirect("desk:bodies")
        elif (error := _refusal(record)) is not None:
            form.add_error(None, str(error))
        else:
            preview = shown() | {"since": form.decision.since, "future": form.decision.since > request.standing.on}
    context = {"form": form, "title": title, "of": of, "preview": preview, "back": reverse("desk:bodies")}
    return render(request, "desk/succession/change.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def add_places(request: StaffRequest) -> HttpResponse:
    """Enter the names of the unit's places."""
    unit = _unit(request)
    form = PlacesAddForm(request.POST if request.method == "POST" else None, initial={"since": unit.valid_from})

    def add() -> str:
        values = form.cleaned_data
        made = services.add_places(
            unit=unit, names=values["names"].splitlines(), kind=PlaceKind(values["kind"]), since=values["since"]
        )
        return ngettext("Đã thêm %(count)d địa bàn.", "Đã thêm %(count)d địa bàn.", len(made)) % {"count": len(made)}

    if request.method == "POST" and form.is_valid() and carried_out(request, form, add):
        return redirect("desk:bodies")
    return _plain(request, form, _("Thêm địa bàn"), _("Thêm"))


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def import_places(request: StaffRequest) -> HttpResponse:
    """Take in a list of merged places: every row or none, with the mistakes row by row."""
    unit = _unit(request)
    form = PlacesUploadForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    faults: tuple[tuple[int, str], ...] = ()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            rows = services.read_places(file.read(), file.name)
            made = services.import_places(unit=unit, rows=rows, on=request.standing.on, by=request.actor)
        except ReorganisationRefused as error:
            form.add_error("file", str(error))
            faults = error.rows
        except DomainError as error:
            form.add_error("file", str(error))
        else:
            lead = _("Đã ghi %(count)d quyết định từ %(rows)d dòng.") % {"count": len(made), "rows": len(rows)}
            notes.done(request, lead)
            return redirect("desk:bodies")
    context = {"form": form, "faults": faults, "back": reverse("desk:bodies")}
    return render(request, "desk/succession/import.html", context)


@require_safe
@staff
def places_sheet(request: StaffRequest) -> HttpResponse:
    """Hand out an empty list with the headers that are understood."""
    _unit(request)
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet("Địa bàn")
    sheet.set_column(0, 4, 26)
    words = ("Tên cũ", "Tên mới", "Số quyết định", "Ngày quyết định", "Từ ngày")
    sheet.write_row(0, 0, words, book.add_format({"bold": True, "bottom": 1}))
    sheet.freeze_panes(1, 0)
    book.close()
    headers = {"Content-Disposition": 'attachment; filename="mau-dia-ban.xlsx"'}
    return HttpResponse(file.getvalue(), content_type=_SHEET, headers=headers)


def _plain(request: StaffRequest, form: Form, title: str, word: str) -> HttpResponse:
    words = {"title": title, "word": word, "back": reverse("desk:bodies"), "back_word": _("Cơ quan và địa bàn")}
    return render(request, "desk/form.html", words | {"form": form})
