"""Taking in a sheet: upload, preview with errors by row, confirm; take a whole import back."""

import io

import xlsxwriter
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from doithoai.accounts.enums import Role
from doithoai.common.errors import DomainError
from doithoai.desk.access import StaffRequest, dialogue_or_404, require, staff
from doithoai.desk.forms.petitions import ConfirmForm, UploadForm
from doithoai.dialogues.models import Dialogue
from doithoai.organisations import queries as organisations
from doithoai.petitions import permissions
from doithoai.petitions.enums import IntakeChannel
from doithoai.petitions.models import ImportBatch
from doithoai.petitions.services import importing
from doithoai.petitions.services.importing import Preview, Sheet
from doithoai.screens import notes

_ROWS_SHOWN = 200
_TEMPLATE_COLUMNS = (
    ("Nội dung", 60),
    ("Lĩnh vực", 22),
    ("Nơi xảy ra", 24),
    ("Ngày nhận", 14),
    ("Kênh", 16),
    ("Họ và tên", 22),
    ("Điện thoại", 16),
    ("Địa chỉ", 28),
)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def upload(request: StaffRequest, code: str) -> HttpResponse:
    """Read a file and show what taking it in would do; nothing is registered yet."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_import(request.standing, dialogue))
    bodies = organisations.bodies_of_unit(dialogue.unit, on=request.standing.on)
    front = next((m.body for m in request.standing.memberships if m.role == Role.FRONT), None)
    initial = {
        "channel": IntakeChannel.FRONT if front else IntakeChannel.IMPORT,
        "handed_in_by": front.key if front else "",
    }
    form = UploadForm(
        *((request.POST, request.FILES) if request.method == "POST" else ()), bodies=bodies, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        file, channel = form.cleaned_data["file"], IntakeChannel(form.cleaned_data["channel"])
        sender = form.cleaned_data["handed_in_by"]
        try:
            taught = importing.columns_taught_by(dialogue.unit, sender)
            sheet = importing.read_sheet(file.read(), file.name, taught=taught)
            preview = importing.preview_of(dialogue, sheet, channel=channel, on=request.standing.on)
        except DomainError as error:
            form.add_error("file", str(error))
        else:
            token = importing.keep_sheet(sheet, by=request.actor)
            given = {"token": token, "channel": channel, "handed_in_by": sender and sender.key}
            return _preview(request, dialogue, preview, ConfirmForm(bodies=bodies, initial=given))
    context = {
        "dialogue": dialogue,
        "form": form,
        "imports": dialogue.imports.select_related("imported_by").order_by("-pk")[:10],
        "today": request.standing.on,
    }
    return render(request, "desk/petitions/import.html", context)


def _preview(request: StaffRequest, dialogue: Dialogue, preview: Preview, form: ConfirmForm) -> HttpResponse:
    sheet = preview.sheet
    context = {
        "dialogue": dialogue,
        "preview": preview,
        "rows": sorted(preview.rows, key=lambda row: (not row.has_error, not row.problems))[:_ROWS_SHOWN],
        "form": form,
        "kinds": importing.WORDS,
        "named": [column for column in sheet.columns if column.name],
        "several": len(sheet.parts) > 1,
        "left": [part for part in sheet.parts if not part.is_read],
        "to_take": len(preview.rows) - len(preview.twins),
        "today": request.standing.on,
    }
    return render(request, "desk/petitions/import_preview.html", context)


@require_POST
@staff
def columns(request: StaffRequest, code: str) -> HttpResponse:
    """Read the previewed file again, its columns taken for what the officer says."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_import(request.standing, dialogue))
    bodies = organisations.bodies_of_unit(dialogue.unit, on=request.standing.on)
    form = ConfirmForm(request.POST, bodies=bodies)
    if not form.is_valid():
        return _too_old(request, code)
    try:
        stored, before = importing.kept_sheet(form.cleaned_data["token"], by=request.actor)
    except DomainError as error:
        notes.refused(request, str(error))
        return redirect("desk:petition-import", code)
    taught, without = _said_of(request, before)
    channel, sender = IntakeChannel(form.cleaned_data["channel"]), form.cleaned_data["handed_in_by"]
    sheet = before
    try:
        stored, sheet = importing.kept_sheet(
            form.cleaned_data["token"], taught=taught, without=without, by=request.actor
        )
    except DomainError as error:
        notes.refused(request, str(error))
    preview = importing.preview_of(dialogue, sheet, channel=channel, on=request.standing.on)
    token = importing.token_of(stored, sheet, by=request.actor)
    given = {"token": token, "channel": channel, "handed_in_by": sender and sender.key}
    return _preview(request, dialogue, preview, ConfirmForm(bodies=bodies, initial=given))


def _said_of(request: StaffRequest, sheet: Sheet) -> tuple[dict[str, str], list[str]]:
    """Return what the officer said of the columns, and which tables of the file are to be left out."""
    names = {str(number): column for number, column in enumerate(sheet.columns)}
    taught = dict(sheet.taught)
    for number, column in names.items():
        name = request.POST.get(f"cot-{number}", column.name)
        if name in importing.WORDS or not name:
            taught[column.key] = name
    wanted = set(request.POST.getlist("trang"))
    parts = sheet.parts if len(sheet.parts) > 1 else []
    without = [part.name for part in parts if part.is_read and part.name not in wanted]
    still = [name for name in sheet.without if name not in wanted]
    return taught, [*without, *still]


def _too_old(request: StaffRequest, code: str) -> HttpResponse:
    notes.refused(request, _("Bản xem trước không còn đủ."), _("Hãy chọn lại tệp."))
    return redirect("desk:petition-import", code)


@require_POST
@staff
def confirm(request: StaffRequest, code: str) -> HttpResponse:
    """Take the previewed file in, whole."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_import(request.standing, dialogue))
    bodies = organisations.bodies_of_unit(dialogue.unit, on=request.standing.on)
    form = ConfirmForm(request.POST, bodies=bodies)
    if not form.is_valid():
        return _too_old(request, code)
    try:
        stored, sheet = importing.kept_sheet(form.cleaned_data["token"], by=request.actor)
        batch = importing.import_sheet(
            dialogue=dialogue,
            sheet=sheet,
            channel=IntakeChannel(form.cleaned_data["channel"]),
            handed_in_by=form.cleaned_data["handed_in_by"],
            skip_twins=form.cleaned_data["skip_twins"],
            stored=stored,
            on=request.standing.on,
            by=request.actor,
        )
    except DomainError as error:
        notes.refused(request, str(error))
        return redirect("desk:petition-import", code)
    said = _("Đã nhập %(count)d kiến nghị.") % {"count": batch.rows}
    if left := len(sheet.rows) - batch.rows:
        said += " " + _("Bỏ qua %(count)d dòng trùng.") % {"count": left}
    notes.done(
        request,
        said,
        _("Việc tiếp theo: phân loại. Muốn hủy cả lần nhập, vào trang Nhập danh sách."),
        undo=reverse("desk:petition-import-undo", args=[code, batch.key]),
    )
    return redirect("desk:dialogue-petitions", code)


@require_POST
@staff
def undo(request: StaffRequest, code: str, key: str) -> HttpResponse:
    """Take a whole import back."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_import(request.standing, dialogue))
    batch = get_object_or_404(ImportBatch, dialogue=dialogue, key=key)
    try:
        count = importing.undo_import(batch=batch, on=request.standing.on, by=request.actor)
    except DomainError as error:
        notes.refused(request, str(error))
    else:
        notes.done(request, _("Đã hủy lần nhập, bỏ %(count)d kiến nghị.") % {"count": count})
    return redirect("desk:petition-import", code)


@require_safe
@staff
def template(request: StaffRequest, code: str) -> HttpResponse:
    """Hand out an empty sheet with the headers that are understood."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_import(request.standing, dialogue))
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet("Kiến nghị")
    head = book.add_format({"bold": True, "text_wrap": True, "bottom": 1})
    for column, (word, width) in enumerate(_TEMPLATE_COLUMNS):
        sheet.write(0, column, word, head)
        sheet.set_column(column, column, width, book.add_format({"text_wrap": True, "valign": "top"}))
    sheet.freeze_panes(1, 0)
    book.close()
    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return HttpResponse(
        file.getvalue(),
        content_type=media_type,
        headers={"Content-Disposition": 'attachment; filename="mau-kien-nghi.xlsx"'},
    )
