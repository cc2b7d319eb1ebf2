"""Files and papers of a petition; the person may have them who may see the petition."""

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from doithoai.common.errors import DomainError
from doithoai.desk.access import StaffRequest, require, staff
from doithoai.desk.views.petitions.found import petition_or_404
from doithoai.documents.models import Document
from doithoai.documents.serving import file_response
from doithoai.petitions import permissions, services
from doithoai.petitions.models import Attachment
from doithoai.screens import notes


@require_safe
@staff
def download(request: StaffRequest, code: str, attachment: int) -> FileResponse:
    """Hand over a file; what the petitioner sent may name the person, so it follows the identity's rule."""
    found = petition_or_404(request, code)
    row = get_object_or_404(Attachment.objects.select_related("file"), petition=found.petition, pk=attachment)
    require(not (row.from_citizen and found.petition.is_shielded))
    return file_response(row.file)


@require_safe
@staff
def paper(request: StaffRequest, code: str, key: str, form: str) -> FileResponse:
    """Hand over a paper on this petition as Word or PDF."""
    found = petition_or_404(request, code)
    document = get_object_or_404(Document.objects.select_related("docx", "pdf"), petition=found.petition.key, key=key)
    require(not found.petition.is_shielded or document.issuer in request.standing.body_keys)
    stored = {"docx": document.docx, "pdf": document.pdf}.get(form)
    if stored is None:
        raise Http404
    return file_response(stored)


@require_POST
@staff
def add(request: StaffRequest, code: str) -> HttpResponse:
    """Add files while working on the petition: the office, or a body that was asked."""
    found = petition_or_404(request, code)
    works = any(permissions.works_on(request.standing, row) for row in found.active)
    require(works or permissions.can_make_papers(request.standing, found.petition.dialogue))
    files = [
        (file.name or "tep", file.read(settings.ATTACHMENT_MAX_BYTES + 1)) for file in request.FILES.getlist("tep")
    ]
    try:
        made = services.attach_files(
            petition=found.petition, files=files[:10], on=request.standing.on, by=request.actor
        )
    except DomainError as error:
        notes.refused(request, str(error))
    else:
        if made:
            notes.done(request, _("Đã thêm %(count)d tệp.") % {"count": len(made)})
        else:
            notes.refused(request, _("Chưa chọn tệp nào."))
    return redirect("desk:petition", code)
