"""The dossier: what is in it, what it lacks, the package, the archive."""

from collections.abc import Callable
from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from doithoai.common.errors import DomainError
from doithoai.desk.access import StaffRequest, dialogue_or_404, require, staff
from doithoai.desk.forms.dossiers import ReasonForm, ScanForm
from doithoai.desk.views.front.forecasts import forecasts_shown
from doithoai.desk.workspace import workspace_of
from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import Dialogue
from doithoai.documents import queries as documents
from doithoai.documents.serving import file_response
from doithoai.dossiers import permissions, queries, services
from doithoai.dossiers.models import Package, Paper
from doithoai.journal import queries as journal
from doithoai.regulations.schema import Item
from doithoai.screens import notes
from doithoai.screens.parts import Door, DoorItem

_TAB = "dialogue-dossier"
# Nothing is missing yet from the record of what has not happened.
_EARLY = frozenset(
    {
        DialogueState.PLANNED,
        DialogueState.PREPARING,
        DialogueState.POSTPONED,
        DialogueState.ANNOUNCED,
        DialogueState.IN_SESSION,
    }
)


@require_safe
@staff
def show(request: StaffRequest, code: str) -> HttpResponse:
    """Show the legal list with what is there, what is missing, who owes it, and the next step."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_see_dossier(request.standing, dialogue))
    written = list(documents.documents_of(dialogue.key))
    lines = queries.completeness(dialogue, written)
    complete = len([line for line in lines if not line.missing])
    open_codes = list(queries.open_petitions(dialogue).values_list("code", flat=True)[:200])
    context = {
        **workspace_of(request, dialogue, _TAB, {_TAB: f"{complete}/{len(lines)}"}),
        "lines": lines,
        "early": dialogue.state in _EARLY,
        "unfiled": sum(len(line.unfiled) for line in lines),
        "others": queries.other_papers(dialogue, written),
        "forecasts": forecasts_shown(request, dialogue),
        "package": queries.latest_package(dialogue),
        "proof": journal.proof_of(dialogue.stream),
        "open_codes": open_codes,
        "door": _door(dialogue, lines, open_codes),
        "can_file": permissions.can_file(request.standing, dialogue),
        "can_pack": permissions.can_pack(request.standing, dialogue),
        "can_close": permissions.can_close(request.standing, dialogue),
        "can_archive": permissions.can_archive(request.standing, dialogue),
    }
    return render(request, "desk/dossiers/show.html", context)


def _door(dialogue: Dialogue, lines: list[queries.Line], open_codes: list[str]) -> Door:
    office = dialogue.host_office.short_name
    items = [
        DoorItem(
            title=_("Mọi kiến nghị đã xong")
            if not open_codes
            else _("%(count)d kiến nghị chưa xong") % {"count": len(open_codes)},
            met=not open_codes,
            who=office,
            action_url=reverse("desk:dialogue-petitions", args=[dialogue.code]) if open_codes else "",
            action_word=_("Xem"),
        ),
        *(
            DoorItem(
                title=line.item.vi,
                met=not line.missing,
                who=office,
                rule=line.item.clause,
                citation=line.item.citation,
                action_url=f"#{line.item.code}",
                action_word=_("Bổ sung"),
            )
            for line in lines
            if line.item.required
        ),
    ]
    return Door(title=_("Lưu trữ hồ sơ"), items=items)


@require_POST
@staff
def gather(request: StaffRequest, code: str) -> HttpResponse:
    """Lay the finished papers into the dossier."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_file(request.standing, dialogue))
    return _do(
        request,
        dialogue,
        lambda: services.gather(dialogue=dialogue, on=request.standing.on, by=request.actor),
        lambda count: _("Đã đưa %(count)d giấy tờ vào hồ sơ.") % {"count": count},
    )


@require_POST
@staff
def pack(request: StaffRequest, code: str) -> HttpResponse:
    """Make the package."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_pack(request.standing, dialogue))
    return _do(
        request,
        dialogue,
        lambda: services.pack(dialogue=dialogue, on=request.standing.on, by=request.actor),
        lambda _package: _("Đã đóng gói hồ sơ."),
    )


@require_POST
@staff
def archive(request: StaffRequest, code: str) -> HttpResponse:
    """Seal the dossier in the archive."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_archive(request.standing, dialogue))
    return _do(
        request,
        dialogue,
        lambda: services.archive(dialogue=dialogue, on=request.standing.on, by=request.actor),
        lambda _package: _("Đã lưu trữ hồ sơ."),
    )


def _do(request: StaffRequest, dialogue: Dialogue, verb: Callable[[], Any], said: Callable[[Any], str]) -> HttpResponse:
    try:
        notes.done(request, said(verb()))
    except DomainError as error:
        notes.refused(request, str(error))
    return redirect("desk:dialogue-dossier", dialogue.code)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def close(request: StaffRequest, code: str) -> HttpResponse:
    """Close the dialogue; with petitions still open only for a recorded reason."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_close(request.standing, dialogue))
    open_codes = list(queries.open_petitions(dialogue).values_list("code", flat=True))
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if not open_codes:
        form.fields.pop("reason")
    if request.method == "POST" and form.is_valid():
        try:
            services.close_dialogue(
                dialogue=dialogue,
                on=request.standing.on,
                by=request.actor,
                override_reason=form.cleaned_data.get("reason", ""),
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            notes.done(request, _("Đã kết thúc cuộc đối thoại."), _("Việc còn lại: lưu trữ hồ sơ."))
            return redirect("desk:dialogue-dossier", dialogue.code)
    context = {**workspace_of(request, dialogue, _TAB), "form": form, "open_codes": open_codes}
    return render(request, "desk/dossiers/close.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def file_scan(request: StaffRequest, code: str, item: str) -> HttpResponse:
    """Lay scanned files under one item; all of them or none."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_file(request.standing, dialogue))
    form = ScanForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if request.method == "POST" and form.is_valid():
        try:
            for file in form.cleaned_data["scans"]:
                services.file_scan(
                    dialogue=dialogue,
                    item=item,
                    name=file.name,
                    content=file.read(),
                    on=request.standing.on,
                    by=request.actor,
                )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            notes.done(request, _("Đã đưa tệp vào hồ sơ."))
            return redirect("desk:dialogue-dossier", dialogue.code)
    return _item_page(request, dialogue, item, form, "desk/dossiers/file.html")


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def waive(request: StaffRequest, code: str, item: str) -> HttpResponse:
    """Record why a paper of the list is missing."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_file(request.standing, dialogue))
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.waive(
                dialogue=dialogue,
                item=item,
                reason=form.cleaned_data["reason"],
                on=request.standing.on,
                by=request.actor,
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            notes.done(request, _("Đã ghi lý do không có."))
            return redirect("desk:dialogue-dossier", dialogue.code)
    return _item_page(request, dialogue, item, form, "desk/dossiers/waive.html")


def _item_page(
    request: StaffRequest, dialogue: Dialogue, code: str, form: ScanForm | ReasonForm, template: str
) -> HttpResponse:
    item: Item | None = next((row for row in queries.legal_list(dialogue) if row.code == code), None)
    if item is None:
        raise Http404
    return render(request, template, {**workspace_of(request, dialogue, _TAB), "item": item, "form": form})


@require_safe
@staff
def download(request: StaffRequest, code: str, key: str) -> FileResponse:
    """Hand over a package."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_download(request.standing, dialogue))
    return file_response(get_object_or_404(Package, dialogue=dialogue, key=key).file)


@require_safe
@staff
def paper(request: StaffRequest, code: str, paper: int) -> FileResponse:
    """Hand over one paper of the dossier: the PDF of ours, or the scan."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_see_dossier(request.standing, dialogue))
    rows = Paper.objects.select_related("file", "document__pdf")
    row = get_object_or_404(rows, dialogue=dialogue, pk=paper)
    stored = row.file or (row.document.pdf if row.document else None)
    if stored is None:
        raise Http404
    return file_response(stored)
