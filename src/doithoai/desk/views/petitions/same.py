"""Petitions of one dialogue that likely say the same of one place, to be looked at and merged group by group."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from doithoai.common.errors import DomainError
from doithoai.desk.access import StaffRequest, dialogue_or_404, require, staff
from doithoai.petitions import permissions, queries, services
from doithoai.petitions.models import Petition
from doithoai.screens import notes

_SHOWN = 50


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def show(request: StaffRequest, code: str) -> HttpResponse:
    """Show the groups; merge those that the officer ticked in one of them into its first petition."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_make_papers(request.standing, dialogue))
    on = request.standing.on
    if request.method == "POST":
        codes = request.POST.getlist("chon")
        chosen = list(Petition.objects.filter(dialogue=dialogue, code__in=codes).order_by("received_on", "pk"))
        if len(chosen) < 2:
            notes.refused(request, _("Chọn ít nhất hai kiến nghị trong một nhóm."))
            return redirect("desk:petitions-same", code)
        require(all(permissions.can_triage(request.standing, row) for row in chosen))
        try:
            group = services.merge_petitions(into=chosen[0], others=chosen[1:], on=on, by=request.actor)
        except DomainError as error:
            notes.refused(request, str(error))
        else:
            said = _("Đã gộp %(count)d kiến nghị vào %(main)s.") % {"count": len(chosen) - 1, "main": chosen[0].code}
            undo = reverse("desk:petition-undo", args=[group])
            notes.done(request, said, _("Người gửi giữ mã, ngày và trả lời riêng."), undo=undo)
        return redirect("desk:petitions-same", code)
    groups = queries.same_matters(dialogue, on=on)
    context = {"dialogue": dialogue, "groups": groups[:_SHOWN], "more": len(groups) > _SHOWN, "today": on}
    return render(request, "desk/petitions/same.html", context)
