"""Handing out a paper of a dialogue."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from doithoai.desk.access import StaffRequest, dialogue_or_404, staff
from doithoai.documents.models import Document


@require_safe
@staff
def download(request: StaffRequest, code: str, key: str, form: str) -> FileResponse:
    """Hand out a paper of the dialogue as PDF or Word; those on a single petition are not handed out here."""
    dialogue = dialogue_or_404(request, code)
    rows = Document.objects.select_related("pdf", "docx").filter(dialogue=dialogue.key, petition="")
    document = get_object_or_404(rows, key=key)
    stored = {"pdf": document.pdf, "docx": document.docx}.get(form)
    if stored is None:
        raise Http404
    return FileResponse(stored.path.open("rb"), content_type=stored.media_type, filename=stored.name)
