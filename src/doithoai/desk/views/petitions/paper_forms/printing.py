"""The board of paper forms: print a batch, find a sheet by its number, decide how many officers read."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from doithoai.common.errors import DomainError
from doithoai.desk.access import StaffRequest, dialogue_or_404, require, staff
from doithoai.desk.actions import carried_out, tried
from doithoai.desk.forms.paper_forms import PrintForm
from doithoai.desk.views.petitions.paper_forms.found import door_of
from doithoai.desk.workspace import workspace_of
from doithoai.dialogues.models import Dialogue
from doithoai.documents import render as rendering
from doithoai.organisations import queries as organisations
from doithoai.petitions import permissions, queries, services
from doithoai.petitions.enums import FormState
from doithoai.petitions.form_numbers import read_number
from doithoai.petitions.models import FormBatch
from doithoai.screens import notes

_TAB = "dialogue-petitions"


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def board(request: StaffRequest, code: str) -> HttpResponse:
    """Show what was printed and what waits; `?so=` leads to the sheet of that number; a POST prints a batch."""
    dialogue = dialogue_or_404(request, code)
    may_print = permissions.can_print_forms(request.standing, dialogue)
    may_read = permissions.can_read_forms(request.standing, dialogue)
    may_set = permissions.can_set_form_readers(request.standing, dialogue.unit)
    require(may_print or may_read or may_set)
    number = request.GET.get("so", "")
    if number and may_read:
        return _to_sheet(request, dialogue, number)
    form = PrintForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        require(may_print)
        if form.is_valid() and carried_out(request, form, lambda: _printed(request, dialogue, form)):
            return redirect("desk:paper-forms", code)
    in_hand = list(queries.forms_in_hand(dialogue)) if may_read else []
    one_reads = services.one_reads(dialogue.unit)
    me = request.standing.account.pk
    context = {
        **workspace_of(request, dialogue, _TAB),
        "form": form,
        "batches": queries.form_batches_of(dialogue)[:30],
        "drafts": [row for row in in_hand if row.state == FormState.TYPING],
        "waiting": [row for row in in_hand if row.state == FormState.TYPED],
        "me": me,
        "may_print": may_print,
        "may_read": may_read,
        "may_set": may_set,
        "one_reads": one_reads,
        "known_places": organisations.gazetteer_of([dialogue.unit_id], on=request.standing.on).offered(),
    }
    return render(request, "desk/paper_forms/board.html", context)


def _printed(request: StaffRequest, dialogue: Dialogue, form: PrintForm) -> str:
    batch = services.print_forms(
        dialogue=dialogue,
        count=form.cleaned_data["count"],
        place=form.cleaned_data["place"],
        on=request.standing.on,
        by=request.actor,
    )
    said = ngettext("Đã cấp số cho %(count)d phiếu.", "Đã cấp số cho %(count)d phiếu.", batch.count)
    return said % {"count": batch.count} + " " + _("Bấm PDF ở dòng đầu để in.")


def _to_sheet(request: StaffRequest, dialogue: Dialogue, number: str) -> HttpResponse:
    back = redirect("desk:paper-forms", dialogue.code)
    try:
        squeezed = read_number(number)
    except DomainError as error:
        notes.refused(request, str(error))
        return back
    form = queries.form_with(squeezed, units=[dialogue.unit_id])
    if form is None:
        notes.refused(
            request,
            _("Không có phiếu số %(number)s ở %(unit)s.") % {"number": number[:40], "unit": dialogue.unit.name},
            _("Phiếu của xã, phường khác thì gửi trả nơi in; phiếu không có số thì bấm Ghi ý kiến."),
        )
        return back
    if form.petition is not None:
        notes.told(request, _("Phiếu %(number)s đã là kiến nghị này.") % {"number": form.number})
        return redirect("desk:petition", form.petition.code)
    return redirect(door_of(request, form), form.number)


@require_safe
@staff
def sheets(request: StaffRequest, code: str, key: str) -> HttpResponse:
    """Hand out the batch as PDF; the same sheets again whenever they are wanted again."""
    dialogue = dialogue_or_404(request, code)
    require(
        permissions.can_print_forms(request.standing, dialogue)
        or permissions.can_read_forms(request.standing, dialogue)
    )
    batch = get_object_or_404(FormBatch.objects.select_related("dialogue__host_office"), dialogue=dialogue, key=key)
    content = rendering.pdf(queries.paper_of_batch(batch, on=request.standing.on))
    name = f"phieu-kien-nghi-{dialogue.code}-{batch.pk}.pdf"
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"},
    )


@require_POST
@staff
def readers(request: StaffRequest, code: str) -> HttpResponse:
    """Decide whether one officer reads forms alone."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_set_form_readers(request.standing, dialogue.unit))
    one = request.POST.get("nguoi") == "1"

    def chosen() -> str:
        services.set_readers(unit=dialogue.unit, one_reader=one, on=request.standing.on, by=request.actor)
        if one:
            return _("Từ nay một người gõ và tự xác nhận được; mỗi phiếu như vậy đều ghi là một người đọc.")
        return _("Từ nay mỗi phiếu cần hai người đọc.")

    tried(request, chosen)
    return redirect("desk:paper-forms", code)
