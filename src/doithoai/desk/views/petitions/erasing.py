"""Requests to be forgotten: what would go, what the law keeps and why; carry out, or refuse for a reason."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from doithoai.accounts.enums import Role
from doithoai.common.errors import DomainError
from doithoai.desk.access import StaffRequest, require, staff
from doithoai.desk.views.petitions.found import petition_or_404
from doithoai.petitions import permissions, services
from doithoai.petitions.enums import ErasureGround, ErasureState
from doithoai.petitions.models import ErasureRequest
from doithoai.screens import notes


@require_safe
@staff
def requests(request: StaffRequest) -> HttpResponse:
    """Show the requests that this office has to decide, the most pressing first, and those that it decided."""
    offices = [row.body_id for row in request.standing.memberships if row.role == Role.CLERK]
    require(bool(offices))
    rows = ErasureRequest.objects.filter(submitter__petition__dialogue__host_office__in=offices)
    rows = rows.select_related("submitter__petition__dialogue", "decided_by")
    context = {
        "open": list(rows.filter(state=ErasureState.ASKED).order_by("due_on", "pk")[:300]),
        "decided": list(rows.exclude(state=ErasureState.ASKED).order_by("-decided_on", "-pk")[:100]),
        "today": request.standing.on,
    }
    return render(request, "desk/petitions/erasures.html", context)


@require_POST
@staff
def ask(request: StaffRequest, code: str) -> HttpResponse:
    """Note what a petitioner asks for at the counter."""
    found = petition_or_404(request, code)
    require(permissions.can_erase(request.standing, found.petition))
    submitter = get_object_or_404(
        found.petition.submitters.select_related("petition__dialogue__unit"), code=request.POST.get("ai", "")
    )
    try:
        made = services.ask_erasure(submitter=submitter, on=request.standing.on, by=request.actor)
    except DomainError as error:
        notes.refused(request, str(error))
        return redirect("desk:petition", code)
    return redirect("desk:petition-erase", code, made.key)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def decide(request: StaffRequest, code: str, key: str) -> HttpResponse:
    """Show what an erasure takes away and what stays; carry it out or refuse it."""
    found = petition_or_404(request, code)
    require(permissions.can_erase(request.standing, found.petition))
    rows = ErasureRequest.objects.select_related("submitter__petition__dialogue__unit", "submitter__identity")
    asked = get_object_or_404(rows, key=key, submitter__petition=found.petition)
    problem = ""
    if request.method == "POST":
        try:
            problem = _decide(request, asked)
        except DomainError as error:
            problem = str(error)
        if not problem:
            return redirect("desk:petition-erase", code, key)
    context = {
        "petition": found.petition,
        "asked": asked,
        "open": asked.state == ErasureState.ASKED,
        "would_go": services.what_would_go(asked.submitter) if asked.state == ErasureState.ASKED else None,
        "grounds": ErasureGround.choices,
        "problem": problem,
        "today": request.standing.on,
    }
    return render(request, "desk/petitions/erasure.html", context)


def _decide(request: StaffRequest, asked: ErasureRequest) -> str:
    """Do what the button says; return what is missing, empty when it was done."""
    if request.POST.get("viec") == "xoa":
        if not request.POST.get("da-doc"):
            return _("Xóa rồi không lấy lại được. Hãy đánh dấu “Đã kiểm tra người yêu cầu” rồi bấm lại.")
        services.carry_out_erasure(request=asked, on=request.standing.on, by=request.actor)
        notes.done(request, _("Đã xóa dữ liệu cá nhân của người gửi %(code)s.") % {"code": asked.submitter.code})
        return ""
    ground = request.POST.get("ly-do", "")
    if ground not in ErasureGround.values:
        return _("Chưa chọn lý do từ chối. Hãy chọn một lý do rồi bấm lại.")
    services.refuse_erasure(request=asked, ground=ErasureGround(ground), on=request.standing.on, by=request.actor)
    notes.done(request, _("Đã từ chối yêu cầu xóa."), _("Người gửi được báo lý do."))
    return ""
