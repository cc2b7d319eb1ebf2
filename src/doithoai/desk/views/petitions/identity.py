"""Who stands behind a petition: purpose first, a short look, a trace; disclosing by the host."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from doithoai.accounts.enums import Purpose
from doithoai.common.errors import DomainError
from doithoai.desk.access import StaffRequest, require, staff
from doithoai.desk.forms.petitions import ReasonForm
from doithoai.desk.views.petitions.found import petition_or_404
from doithoai.petitions import permissions, services
from doithoai.screens import notes


@require_POST
@staff
def look(request: StaffRequest, code: str) -> HttpResponse:
    """Open the identity for five minutes."""
    found = petition_or_404(request, code)
    require(permissions.can_see_identity(request.standing, found.petition, found.assignments))
    submitter = get_object_or_404(
        found.petition.submitters.select_related("identity", "petition__dialogue"), code=request.POST.get("ai", "")
    )
    purpose = request.POST.get("muc-dich", "")
    if purpose not in Purpose.values:
        notes.refused(request, _("Chưa chọn mục đích."), _("Chọn vì sao cần xem tên, rồi bấm Xem."))
    else:
        try:
            services.look_at_petitioner(
                submitter=submitter, purpose=Purpose(purpose), on=request.standing.on, by=request.actor
            )
        except DomainError as error:
            notes.refused(request, str(error))
        else:
            notes.told(request, _("Tên hiện trong 5 phút."), _("Lượt xem này đã được ghi lại."))
    return redirect(f"{reverse('desk:petition', args=[code])}#nguoi-gui")


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def disclose(request: StaffRequest, code: str) -> HttpResponse:
    """Let the body complained about see who complained, by the host's decision."""
    found = petition_or_404(request, code)
    petition = found.petition
    require(permissions.can_disclose_identity(request.standing, petition))
    assert petition.complained_body is not None  # can_disclose_identity has asked
    form = ReasonForm(request.POST if request.method == "POST" else None, label=_("Lý do cho biết tên"))
    if request.method == "POST" and form.is_valid():
        try:
            services.disclose_identity(
                petition=petition,
                body=petition.complained_body,
                reason=form.cleaned_data["reason"],
                on=request.standing.on,
                by=request.actor,
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            notes.done(request, _("Đã cho %(body)s biết tên.") % {"body": petition.complained_body.short_name})
            return redirect("desk:petition", code)
    context = {
        "petition": petition,
        "dialogue": petition.dialogue,
        "form": form,
        "title": _("Cho cơ quan bị phản ánh biết tên"),
        "lead": _(
            "%(body)s là nơi bị phản ánh. Chỉ người chủ trì quyết định, có lý do, được ghi lại; không thu hồi được."
        )
        % {"body": petition.complained_body.short_name},
        "word": _("Cho biết tên"),
        "danger": True,
    }
    return render(request, "desk/petitions/form.html", context)
