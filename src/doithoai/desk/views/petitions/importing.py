"""Taking in a sheet: upload, preview with errors by row, confirm; take a whole import back."""

import io

import xlsxwriter
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from doithoai.common.errors import DomainError
from doithoai.desk.access import StaffRequest, dialogue_or_404, require, staff
from doithoai.desk.forms.petitions import ConfirmForm, UploadForm
from doithoai.dialogues.models import Dialogue
from doithoai.organisations import queries as organisations
from doithoai.petitions import permissions
from doithoai.petitions.enums import IntakeChannel
from doithoai.petitions.models import ImportBatch
from doithoai.petitions.services import importing
from doithoai.petitions.services.importing import Preview
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
    initial = {"channel": IntakeChannel.IMPORT}
    form = UploadForm(
        *((request.POST, request.FILES) if request.method == "POST" else ()), bodies=bodies, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        file, channel = form.cleaned_data["file"], IntakeChannel(form.cleaned_data["channel"])
        try:
            sheet = importing.read_sheet(file.read(), file.name)
            preview = importing.preview_of(dialogue, sheet, channel=channel, on=request.standing.on)
        except DomainError as error:
            form.add_error("file", str(error))
        else:
            _stored, token = importing.keep_sheet(sheet, by=request.actor)
            given = form.cleaned_data["handed_in_by"]
            confirm = ConfirmForm(
                bodies=bodies, initial={"token": token, "channel": channel, "handed_in_by": given and given.key}
            )
            return _preview(request, dialogue, preview, confirm)
    context = {
        "dialogue": dialogue,
        "form": form,
        "imports": dialogue.imports.select_related("imported_by").order_by("-pk")[:10],
        "today": request.standing.on,
    }
    return render(request, "desk/petitions/import.html", context)


def _preview(request: StaffRequest, dialogue: Dialogue, preview: Preview, form: ConfirmForm) -> HttpResponse:
    context = {
        "dialogue": dialogue,
        "preview": preview,
        "rows": sorted(preview.rows, key=lambda row: (not row.has_error, not row.problems, row.number))[:_ROWS_SHOWN],
        "form": form,
        "today": request.standing.on,
    }
    return render(request, "desk/petitions/import_preview.html", context)


@require_POST
@staff
def confirm(request: StaffRequest, code: str) -> HttpResponse:
    """Take the previewed file in, whole."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_import(request.standing, dialogue))
    bodies = organisations.bodies_of_unit(dialogue.unit, on=request.standing.on)
    form = ConfirmForm(request.POST, bodies=bodies)
    if not form.is_valid():
        notes.refused(request, _("Bản xem trước không còn đủ."), _("Hãy chọn lại tệp."))
        return redirect("desk:petition-import", code)
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
    notes.done(
        request,
        _("Đã nhập %(count)d kiến nghị.") % {"count": batch.rows},
        _("Việc tiếp theo: phân loại. Muốn hủy cả lần nhập, vào trang Nhập danh sách."),
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
