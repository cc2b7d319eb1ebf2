"""Petitions without an outcome: none may be forgotten, in the room or after it (A57)."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from doithoai.hall.access import StaffRequest, dialogue_or_404, require, staff
from doithoai.hall.views.host import keys_of
from doithoai.petitions.enums import AssignmentPart, AssignmentState, DraftState
from doithoai.petitions.models import Assignment, Draft, Petition
from doithoai.proceedings import permissions, services
from doithoai.proceedings.queries import running
from doithoai.screens import notes

_ASKED = (AssignmentState.SENT, AssignmentState.ACCEPTED, AssignmentState.DONE)


@require_safe
@staff
def show(request: StaffRequest, code: str) -> HttpResponseBase:
    """List what still needs an outcome, with who leads and whether an answer is ready."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_record_outcome(request.standing, dialogue))
    rows = list(running.petitions_without_outcome(dialogue))
    leads = Assignment.objects.filter(petition__in=rows, part=AssignmentPart.LEAD, state__in=_ASKED)
    lead_of = {row.petition_id: row.body for row in leads.select_related("body")}
    ready = set(
        Draft.objects.filter(petition__in=rows, state=DraftState.APPROVED).values_list("petition_id", flat=True)
    )
    context = {
        "dialogue": dialogue,
        "rows": [(row, lead_of.get(row.pk), row.pk in ready) for row in rows],
        "ready": len(ready),
        "led": len(lead_of),
        "tally": running.tally_of(dialogue),
        "keys": keys_of(dialogue),
        "can_run": permissions.can_run(request.standing, dialogue),
        "me": "chu-tri",
    }
    return render(request, "hall/left.html", context)


@require_POST
@staff
def dispose(request: StaffRequest, code: str) -> HttpResponse:
    """Take up, or record as answered by the report, what was ticked (everything if nothing was)."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_record_outcome(request.standing, dialogue))
    chosen = request.POST.getlist("chon")
    petitions = list(Petition.objects.filter(dialogue=dialogue, code__in=chosen)) if chosen else None
    verb = services.answer_with_the_report if request.POST.get("viec") == "bao-cao" else services.take_up_the_rest
    bulk = verb(dialogue=dialogue, petitions=petitions, at=timezone.now(), by=request.actor)
    left = ""
    if bulk.left:
        codes = ", ".join(row.code for row in bulk.left[:6])
        left = _("Còn %(count)d chưa ghi được (%(codes)s): chưa có nơi chủ trì hoặc chưa có trả lời đã duyệt.") % {
            "count": len(bulk.left),
            "codes": codes,
        }
    notes.done(request, _("Đã ghi kết quả cho %(count)d kiến nghị.") % {"count": bulk.done}, left)
    return redirect("hall:left", code=dialogue.code)
