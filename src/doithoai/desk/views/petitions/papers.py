"""The papers before the conference: write from what stands, look, sign."""

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from doithoai.common.errors import DomainError
from doithoai.desk.access import StaffRequest, dialogue_or_404, require, staff
from doithoai.desk.forms.petitions import NumberForm
from doithoai.desk.workspace import workspace_of
from doithoai.dialogues import queries as dialogues
from doithoai.documents.enums import DocumentState, PaperKind
from doithoai.documents.serving import file_response
from doithoai.petitions import permissions, services
from doithoai.screens import notes

# Address word → kind of paper, tab, what it is for, the fact by which the law's own duty is met.
_KINDS = {
    "tong-hop": (
        PaperKind.SYNTHESIS,
        "dialogue-petitions",
        gettext_lazy("Gom mọi ý kiến nhận trước hội nghị, nguyên văn và đủ, không ghi tên người gửi."),
        "opinions_summarised",
    ),
    "phan-cong": (
        PaperKind.ASSIGNMENT,
        "dialogue-assignments",
        gettext_lazy("Ghi từng kiến nghị: cơ quan chủ trì, phối hợp, thời hạn."),
        "petition_assigned",
    ),
    "tra-loi": (
        PaperKind.REPLY_REPORT,
        "dialogue-assignments",
        gettext_lazy("Gom các bản trả lời đã được thủ trưởng duyệt để đọc tại hội nghị."),
        "reply_report_ready",
    ),
}


def _kind(kind: str) -> tuple[PaperKind, str, object, str]:
    if kind not in _KINDS:
        raise Http404
    return _KINDS[kind]


@require_safe
@staff
def show(request: StaffRequest, code: str, kind: str) -> HttpResponse:
    """Show the paper as it stands: not written, drafted, signed."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.sees_all(request.standing, dialogue))
    paper, tab, purpose, fact = _kind(kind)
    context = {
        **workspace_of(request, dialogue, tab),
        "kind": kind,
        "paper": paper,
        "purpose": purpose,
        "rule": dialogues.rule_behind(dialogue, fact),
        "document": services.latest_paper(dialogue, paper),
        "form": NumberForm(),
        "can_work": permissions.can_make_papers(request.standing, dialogue),
    }
    return render(request, "desk/petitions/paper.html", context)


@require_POST
@staff
def write(request: StaffRequest, code: str, kind: str) -> HttpResponse:
    """Write the draft, or write it anew from what stands today."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_make_papers(request.standing, dialogue))
    paper, *_rest = _kind(kind)
    try:
        services.draft_paper(dialogue=dialogue, kind=paper, on=request.standing.on, by=request.actor)
    except DomainError as error:
        notes.refused(request, str(error))
    else:
        notes.done(request, _("Đã lập dự thảo."), _("Hãy mở xem trước khi ký."))
    return redirect("desk:petition-papers", code, kind)


@require_POST
@staff
def sign(request: StaffRequest, code: str, kind: str) -> HttpResponse:
    """Record that the paper was signed, with its number."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_make_papers(request.standing, dialogue))
    paper, *_rest = _kind(kind)
    document = services.latest_paper(dialogue, paper)
    form = NumberForm(request.POST)
    if document is None or document.state != DocumentState.DRAFT or not form.is_valid():
        notes.refused(request, _("Chưa có dự thảo để ký, hoặc số ghi không đúng."))
        return redirect("desk:petition-papers", code, kind)
    try:
        signed = services.issue_paper(
            document=document,
            dialogue=dialogue,
            number=form.cleaned_data["number"],
            on=request.standing.on,
            by=request.actor,
        )
    except DomainError as error:
        notes.refused(request, str(error))
    else:
        notes.done(request, _("Đã ký %(symbol)s.") % {"symbol": signed.symbol})
    return redirect("desk:petition-papers", code, kind)


@require_safe
@staff
def download(request: StaffRequest, code: str, kind: str, form: str) -> FileResponse:
    """Hand over the paper as Word or PDF."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.sees_all(request.standing, dialogue))
    paper, *_rest = _kind(kind)
    document = services.latest_paper(dialogue, paper)
    stored = {"docx": document.docx, "pdf": document.pdf}.get(form) if document else None
    if stored is None:
        raise Http404
    return file_response(stored)
