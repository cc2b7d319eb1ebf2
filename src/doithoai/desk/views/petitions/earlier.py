"""“It was asked before”: what resembles a petition, on its page and while it is being written down."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from doithoai.desk.access import StaffRequest, dialogue_or_404, require, staff
from doithoai.desk.views.petitions.found import petition_or_404
from doithoai.dialogues.models import Dialogue
from doithoai.petitions import permissions, queries, services
from doithoai.petitions.models import Petition


@require_safe
@staff
def of_petition(request: StaffRequest, code: str) -> HttpResponse:
    """Show what resembles a petition: a part of its page when htmx asks, a page of its own otherwise."""
    case = petition_or_404(request, code)
    petition, on = case.petition, request.standing.on
    among = queries.searchable_by(queries.petitions_visible_to(request.standing), request.standing)
    found = queries.earlier_similar(petition, among=among, on=on)
    before = [one for one in found if one.petition.received_on <= petition.received_on]
    known = [*(one.petition for one in found), *_repeated(request, petition)]
    answers = queries.answers_to(known) if known else {}
    lead = case.lead
    can_draft = bool(answers) and permissions.can_draft(
        request.standing, lead, petition, services.latest_draft(petition) if lead else None
    )
    context = {
        "petition": petition,
        "dialogue": petition.dialogue,
        "earlier": [(one, answers.get(one.petition.pk)) for one in found if one.petition.pk != petition.repeats_id],
        "repeated": answers.get(petition.repeats_id) if petition.repeats_id else None,
        "can_draft": can_draft,
        "raised": queries.raised(petition) if petition.repeats_id else None,
        "maybe": None if petition.repeats_id else queries.raised_with(before),
        "can_triage": permissions.can_triage(request.standing, petition),
        "today": on,
    }
    part = "HX-Request" in request.headers
    return render(request, "desk/petitions/_earlier.html" if part else "desk/petitions/earlier.html", context)


def _repeated(request: StaffRequest, petition: Petition) -> list[Petition]:
    """Return the earlier petition that an officer linked, where the person may see it."""
    if petition.repeats_id is None:
        return []
    return list(queries.petitions_visible_to(request.standing).filter(pk=petition.repeats_id))


@require_POST
@staff
def while_typing(request: StaffRequest, code: str) -> HttpResponse:
    """Answer with what resembles the words typed so far; nothing is kept."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_receive(request.standing, dialogue))
    text, place = request.POST.get("text", ""), request.POST.get("place", "")
    return render(request, "desk/petitions/_similar.html", similar_context(request, dialogue, text, place))


def similar_context(request: StaffRequest, dialogue: Dialogue, text: str, place: str) -> dict[str, object]:
    """Return what the part beside the entry form shows of earlier petitions."""
    on = request.standing.on
    found = queries.similar_to(
        text,
        place,
        among=queries.searchable_by(queries.petitions_visible_to(request.standing), request.standing),
        units=queries.units_behind(dialogue.unit, on=on),
        on=on,
    )
    return {
        "similar": found,
        "maybe": queries.raised_with(found),
        "today": on,
        "chosen": request.POST.get("repeats", ""),
    }
