"""Changing the competence map: which open petitions would go elsewhere is shown first, then it is written."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import xlsxwriter
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from doithoai.common.errors import DomainError
from doithoai.desk import competence
from doithoai.desk.access import StaffRequest, require, staff
from doithoai.desk.actions import carried_out
from doithoai.desk.forms.competence import EndForm, LineForm, MapUploadForm
from doithoai.desk.forms.follow_up import ConfirmForm
from doithoai.desk.views.competence.reading import open_petitions, unit_of
from doithoai.organisations import queries as organisations
from doithoai.organisations.models import Body, Place, Unit
from doithoai.petitions import permissions, queries, services
from doithoai.petitions.enums import Field
from doithoai.petitions.errors import CompetenceRefused
from doithoai.petitions.models import Competence, Petition
from doithoai.petitions.queries import CompetenceMap
from doithoai.screens import notes

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WORTH_SAYING = 15  # percent; the field of a petition that nobody has sorted is guessed from here on
_GUESSED = 100


@dataclass(frozen=True, slots=True)
class Turned:
    """An open petition for which the map would name another body; `guess`: nobody has chosen its field yet."""

    petition: Petition
    before: str
    after: str
    guess: str = ""


def _own(request: StaffRequest) -> Unit:
    unit = unit_of(request)
    require(permissions.can_keep_map(request.standing, unit))
    return unit


def _bodies(unit: Unit, on: date) -> list[tuple[str, list[Body]]]:
    """Return the bodies that may be named, by level: the unit's own first."""
    found, at = [], unit
    while True:
        found.append((at.name, list(organisations.bodies_of_unit(at, on=on).select_related("unit"))))
        if at.parent is None:
            return found
        at = at.parent


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def add(request: StaffRequest) -> HttpResponse:
    """Enter a line; the preview names the petitions that would go elsewhere."""
    unit, on = _own(request), request.standing.on
    standing = organisations.gazetteer_of([unit], on=on).standing()
    places = Place.objects.filter(pk__in=[place.pk for place in standing]).order_by("folded", "pk")
    initial = {"field": request.GET.get("linh-vuc", ""), "since": on}
    form = LineForm(
        request.POST if request.method == "POST" else None, bodies=_bodies(unit, on), places=places, initial=initial
    )

    def record() -> Competence:
        replaces = form.cleaned_data["replaces"]
        return services.record_competence(unit=unit, line=form.line(), replaces=replaces, on=on, by=request.actor)

    def said(made: Competence) -> str:
        return _("Đã ghi: %(why)s: %(body)s.") % {"why": competence.why(made), "body": made.body.short_name}

    since = form.cleaned_data.get("since") if request.method == "POST" and form.is_valid() else None
    return _change(
        request,
        unit,
        form,
        record,
        said,
        at=max(on, since) if since else on,
        title=_("Ghi thẩm quyền"),
        lead=_("Cơ quan nào giải quyết lĩnh vực nào, ở đâu, theo văn bản nào. Bản đồ chỉ gợi ý; cán bộ quyết định."),
        word=_("Ghi vào bản đồ"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def end(request: StaffRequest, key: str) -> HttpResponse:
    """Let a line hold until a last day."""
    entry = _entry_or_404(request, key)
    on = request.standing.on
    form = EndForm(request.POST if request.method == "POST" else None, initial={"last": on})

    def finish() -> Competence:
        data = form.cleaned_data
        return services.end_competence(entry=entry, last=data["last"], number=data["number"], on=on, by=request.actor)

    def said(ended: Competence) -> str:
        return _("%(why)s: %(body)s.") % {"why": competence.why(ended), "body": ended.body.short_name}

    last = form.cleaned_data.get("last") if request.method == "POST" and form.is_valid() else None
    return _change(
        request,
        entry.unit,
        form,
        finish,
        said,
        at=max(on, last + date.resolution) if last else on,
        title=_("Thôi áp dụng: %(body)s") % {"body": entry.body.short_name},
        lead=f"{competence.why(entry)}.",
        word=_("Ghi ngày cuối"),
        wrong=reverse("desk:competence-withdraw", args=[entry.key]),
    )


def _entry_or_404(request: StaffRequest, key: str) -> Competence:
    rows = Competence.objects.select_related("unit__parent", "body__unit", "place")
    entry = get_object_or_404(rows, key=key, withdrawn_at=None)
    if not permissions.can_read_map(request.standing, entry.unit):
        raise Http404
    require(permissions.can_keep_map(request.standing, entry.unit))
    return entry


def _change(
    request: StaffRequest,
    unit: Unit,
    form: LineForm | EndForm,
    verb: Callable[[], Competence],
    said: Callable[[Competence], str],
    *,
    at: date,
    **words: str,
) -> HttpResponse:
    """Show the form, its preview after “Xem trước”, and write after the button of the preview."""
    preview = None
    if request.method == "POST" and form.is_valid():
        if "ghi" in request.POST:
            if carried_out(request, form, lambda: said(verb())):
                return redirect("desk:competence")
        else:
            try:
                preview = {"turned": _turned(unit, verb, at=at), "at": at, "future": at > request.standing.on}
            except DomainError as error:
                form.add_error(None, str(error))
    context = {"form": form, "preview": preview, "unit": unit, "back": reverse("desk:competence"), **words}
    return render(request, "desk/competence/change.html", context)


def _turned(unit: Unit, verb: Callable[[], Competence], *, at: date) -> list[Turned]:
    """Do the verb, see which open petitions the map then sends elsewhere on that day, and undo it.

    Raises what the verb raises: what would be refused is said with the preview already.
    """
    waiting = open_petitions(unit)
    fields = {row.pk: _guessed(row, unit) for row in waiting[:_GUESSED] if not row.field}
    wanted = [(row, row.field or fields.get(row.pk, "")) for row in waiting]

    def named() -> list[str]:
        known = queries.competence_of(unit, on=at)
        return [_named(known, row, field) for row, field in wanted]

    before = named()
    with transaction.atomic():
        verb()
        after = named()
        transaction.set_rollback(True)
    return [
        Turned(row, old, new, str(Field(field).label) if field and not row.field else "")
        for (row, field), old, new in zip(wanted, before, after, strict=True)
        if old != new
    ]


def _guessed(petition: Petition, unit: Unit) -> str:
    found = queries.suggested_fields(petition.text, unit)
    return found[0].label if found and found[0].percent >= _WORTH_SAYING else ""


def _named(known: CompetenceMap, petition: Petition, field: str) -> str:
    first = next(iter(known.competent(field, petition.place)), None) if field else None
    return first.body.short_name if first is not None and first.body is not None else ""


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def withdraw(request: StaffRequest, key: str) -> HttpResponse:
    """Take a line back that was entered by mistake."""
    entry = _entry_or_404(request, key)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    back = reverse("desk:competence")

    def take_back() -> str:
        services.withdraw_competence(entry=entry, on=request.standing.on, by=request.actor)
        return _("Đã rút dòng ghi nhầm: %(body)s.") % {"body": entry.body.short_name}

    if request.method == "POST" and form.is_valid() and carried_out(request, form, take_back):
        return redirect(back)
    words = {
        "title": _("Rút dòng ghi nhầm: %(body)s") % {"body": entry.body.short_name},
        "lead": _("%(why)s. Dòng này coi như chưa có; dòng bị nó thay thì áp dụng tiếp. Việc đã giao giữ nguyên.")
        % {"why": competence.why(entry)},
        "word": _("Rút dòng này"),
        "danger": True,
        "back": back,
        "back_word": _("Bản đồ thẩm quyền"),
    }
    return render(request, "desk/form.html", words | {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def import_sheet(request: StaffRequest) -> HttpResponse:
    """Take in the whole map from a sheet: every row or none, with the mistakes row by row."""
    unit, on = _own(request), request.standing.on
    form = MapUploadForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    faults: tuple[tuple[int, str], ...] = ()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            lines = services.read_map(file.read(), file.name, unit=unit, on=on)
            made = services.record_competences(unit=unit, lines=lines, on=on, by=request.actor)
        except CompetenceRefused as error:
            form.add_error("file", str(error))
            faults = error.rows
        except DomainError as error:
            form.add_error("file", str(error))
        else:
            notes.done(request, _("Đã ghi %(count)d dòng vào bản đồ thẩm quyền.") % {"count": len(made)})
            return redirect("desk:competence")
    context = {"form": form, "faults": faults, "back": reverse("desk:competence")}
    return render(request, "desk/competence/import.html", context)


@require_safe
@staff
def sheet(request: StaffRequest) -> HttpResponse:
    """Hand out a sheet with the headers that are understood and a row for each field."""
    _own(request)
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    page = book.add_worksheet("Thẩm quyền")
    page.set_column(0, 6, 24)
    words = ("Lĩnh vực", "Địa bàn", "Cơ quan", "Số văn bản", "Ngày văn bản", "Điều, khoản", "Từ ngày", "Đến hết ngày")
    page.write_row(0, 0, words, book.add_format({"bold": True, "bottom": 1}))
    page.data_validation(1, 0, 500, 0, {"validate": "list", "source": "=$J$1:$J$16", "ignore_blank": True})
    page.write_column(0, 9, [str(field.label) for field in Field])
    page.set_column(9, 9, None, None, {"hidden": True})
    page.freeze_panes(1, 0)
    book.close()
    headers = {"Content-Disposition": 'attachment; filename="mau-tham-quyen.xlsx"'}
    return HttpResponse(file.getvalue(), content_type=_SHEET, headers=headers)
