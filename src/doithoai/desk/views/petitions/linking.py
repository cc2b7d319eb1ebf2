"""Splitting a petition, merging it into another, linking it to an earlier time."""

from django.forms import formset_factory
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from doithoai.common.errors import DomainError
from doithoai.common.text import one_line
from doithoai.desk.access import StaffRequest, require, staff
from doithoai.desk.forms.petitions import PartForm
from doithoai.desk.views.petitions.found import petition_or_404
from doithoai.petitions import permissions, queries, services
from doithoai.petitions.models import Petition
from doithoai.petitions.services.linking import MOST_PARTS
from doithoai.screens import notes

_PARTS_SHOWN = 3


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def split(request: StaffRequest, code: str) -> HttpResponse:
    """Split into matters that go to different bodies."""
    found = petition_or_404(request, code)
    petition = found.petition
    require(permissions.can_triage(request.standing, petition))
    forms_of = formset_factory(PartForm, extra=_PARTS_SHOWN, max_num=MOST_PARTS)
    parts = forms_of(request.POST if request.method == "POST" else None, prefix="viec")
    refusal = ""
    if request.method == "POST" and parts.is_valid() and "them" not in request.POST:
        try:
            made = services.split_petition(
                petition=petition,
                parts=[part for form in parts if (part := form.part()) is not None],
                seen=_number(request.POST.get("seen", "")),
                on=request.standing.on,
                by=request.actor,
            )
        except DomainError as error:
            refusal = str(error)
        else:
            change = petition.changes.order_by("-pk").first()
            undo = reverse("desk:petition-undo", args=[change.group]) if change else ""
            notes.done(request, _("Đã tách thành %(count)d việc.") % {"count": len(made)}, undo=undo)
            return redirect("desk:petition", code)
    context = {
        "petition": petition,
        "dialogue": petition.dialogue,
        "parts": parts,
        "refusal": refusal,
        "seen": request.POST.get("seen", petition.version),
    }
    return render(request, "desk/petitions/split.html", context)


def _number(text: str) -> int | None:
    return int(text) if text.isdigit() else None


@require_POST
@staff
def merge(request: StaffRequest, code: str) -> HttpResponse:
    """Merge this petition into another of the same dialogue."""
    found = petition_or_404(request, code)
    require(permissions.can_triage(request.standing, found.petition))
    main = _named(request, request.POST.get("ma", ""))
    if main is None:
        return _not_there(request, code)
    group = services.merge_petitions(into=main, others=[found.petition], on=request.standing.on, by=request.actor)
    notes.done(
        request,
        _("Đã gộp %(code)s vào %(main)s.") % {"code": code, "main": main.code},
        _("Người gửi giữ mã, ngày và trả lời riêng."),
        undo=reverse("desk:petition-undo", args=[group]),
    )
    return redirect("desk:petition", code)


@require_POST
@staff
def unmerge(request: StaffRequest, code: str) -> HttpResponse:
    """Part a petition from the one that it was merged into."""
    found = petition_or_404(request, code)
    require(permissions.can_unlink(request.standing, found.petition))
    services.unmerge_petition(petition=found.petition, on=request.standing.on, by=request.actor)
    notes.done(request, _("Đã bỏ gộp %(code)s.") % {"code": code})
    return redirect("desk:petition", code)


@require_POST
@staff
def repeat(request: StaffRequest, code: str) -> HttpResponse:
    """Link the petition to an earlier one of the same matter."""
    found = petition_or_404(request, code)
    require(permissions.can_triage(request.standing, found.petition))
    earlier = _named(request, request.POST.get("ma", ""))
    if earlier is None:
        return _not_there(request, code)
    group = services.link_to_earlier(petition=found.petition, earlier=earlier, on=request.standing.on, by=request.actor)
    found.petition.refresh_from_db(fields=["times_raised"])
    said = _("Đã ghi %(code)s nêu lại lần %(times)d.") % {"code": code, "times": found.petition.times_raised}
    notes.done(request, said, undo=reverse("desk:petition-undo", args=[group]))
    return redirect("desk:petition", code)


def _named(request: StaffRequest, code: str) -> Petition | None:
    """Return the petition of that code if the person may see it."""
    petition = queries.case_by_code(one_line(code).upper())
    if petition is None:
        return None
    rows = queries.assignments_of(petition)
    return petition if permissions.can_see_petition(request.standing, petition, rows) else None


def _not_there(request: StaffRequest, code: str) -> HttpResponse:
    notes.refused(request, _("Không tìm thấy mã này."), _("Mã có dạng TL-26-0312, xem ở danh sách kiến nghị."))
    return redirect("desk:petition", code)
