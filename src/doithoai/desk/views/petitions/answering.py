"""Writing the answer and deciding on it."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from doithoai.common.errors import DomainError
from doithoai.desk.access import StaffRequest, require, staff
from doithoai.desk.forms.petitions import DraftForm, ReasonForm
from doithoai.desk.views.petitions import case
from doithoai.desk.views.petitions.found import petition_or_404
from doithoai.desk.views.petitions.library import source_of
from doithoai.petitions import permissions, services
from doithoai.screens import notes


@require_POST
@staff
def write(request: StaffRequest, code: str) -> HttpResponse:
    """Save a version of the answer, and put it to the head if asked."""
    found = petition_or_404(request, code)
    lead = found.lead
    latest = services.latest_draft(found.petition)
    form = DraftForm(request.POST)
    source = source_of(request, str(form.data.get("source", "")))
    if lead is None or not permissions.can_draft(request.standing, lead, found.petition, latest):
        notes.refused(request, _("Chưa lưu được: trả lời này đang do thủ trưởng xem hoặc đã giao nơi khác."))
        return case.page(request, found, draft_form=form)
    if form.is_valid():
        try:
            draft = services.save_draft(
                petition=found.petition,
                body=lead.body,
                text=form.cleaned_data["text"],
                seen_version=form.cleaned_data["seen"],
                taken_from=source.petition if source else None,
                on=request.standing.on,
                by=request.actor,
            )
            if "trinh" in request.POST:
                services.submit_draft(draft=draft, on=request.standing.on, by=request.actor)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            word = _("Đã trình bản %(n)d.") if "trinh" in request.POST else _("Đã lưu bản %(n)d.")
            notes.done(request, word % {"n": draft.version})
            return redirect("desk:petition", code)
    return case.page(request, petition_or_404(request, code), draft_form=form)


@require_POST
@staff
def decide(request: StaffRequest, code: str) -> HttpResponse:
    """Approve the newest version or send it back with a comment."""
    found = petition_or_404(request, code)
    latest = services.latest_draft(found.petition)
    require(permissions.can_approve(request.standing, latest, found.petition))
    assert latest is not None  # can_approve has asked
    seen = request.POST.get("ban", "")
    form = ReasonForm(request.POST)
    if seen != str(latest.version):
        notes.refused(request, _("Đã có bản mới hơn."), _("Hãy đọc bản mới nhất rồi quyết định."))
        return redirect("desk:petition", code)
    try:
        if "duyet" in request.POST:
            services.approve_draft(draft=latest, on=request.standing.on, by=request.actor)
            notes.done(request, _("Đã duyệt bản %(n)d.") % {"n": latest.version})
        else:
            comment = request.POST.get("reason", "")
            services.send_back_draft(draft=latest, comment=comment, on=request.standing.on, by=request.actor)
            notes.done(request, _("Đã trả bản %(n)d để sửa.") % {"n": latest.version})
    except DomainError as error:
        form.is_valid()
        form.add_error(None, str(error))
        return case.page(request, petition_or_404(request, code), decide_form=form)
    return redirect("desk:petition", code)
