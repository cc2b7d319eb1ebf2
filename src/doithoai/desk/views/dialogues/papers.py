"""Writing, signing and fetching the papers of a dialogue."""

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from doithoai.desk.access import StaffRequest, dialogue_or_404, require, staff
from doithoai.desk.actions import tried
from doithoai.dialogues import permissions, services
from doithoai.dialogues.models import Dialogue
from doithoai.documents import queries as documents
from doithoai.documents.models import Document
from doithoai.documents.serving import file_response


@require_POST
@staff
def draft(request: StaffRequest, code: str, kind: str) -> HttpResponse:
    """Write a paper from what stands in the program today."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_prepare(request.standing, dialogue))

    def write() -> str:
        document = services.draft_paper(dialogue=dialogue, kind=kind, on=request.standing.on, by=request.actor)
        return _("Đã lập %(title)s.") % {"title": document.title}

    tried(request, write)
    return _back(request, dialogue)


@require_POST
@staff
def sign(request: StaffRequest, code: str, key: str) -> HttpResponse:
    """Record that a drafted paper was signed: number, day, locked for good."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_prepare(request.standing, dialogue) or permissions.can_decide(request.standing, dialogue))
    document = _document(dialogue, key)

    def issue() -> str:
        number = services.number_in(request.POST.get("number", ""))
        signed = services.issue_paper(
            document=document, dialogue=dialogue, number=number, on=request.standing.on, by=request.actor
        )
        return _("Đã ký, số %(symbol)s.") % {"symbol": signed.symbol or _("không đánh số")}

    tried(request, issue)
    return _back(request, dialogue)


@require_safe
@staff
def fetch(request: StaffRequest, code: str, key: str, form: str) -> FileResponse:
    """Hand over a paper as Word or PDF to those who may see the dialogue."""
    document = _document(dialogue_or_404(request, code), key)
    stored = document.docx if form == "docx" else document.pdf
    if stored is None:
        raise Http404
    return file_response(stored)


def _document(dialogue: Dialogue, key: str) -> Document:
    try:
        document = documents.document_by_key(key)
    except Document.DoesNotExist as error:
        raise Http404 from error
    # A paper about one petition may carry a name: it is fetched on the petition's page, by who may see it.
    if document.dialogue != dialogue.key or document.petition:
        raise Http404
    return document


def _back(request: StaffRequest, dialogue: Dialogue) -> HttpResponse:
    asked = request.POST.get("back", "")
    safe = url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()})
    return redirect(asked) if safe else redirect("desk:dialogue-plan", dialogue.code)
