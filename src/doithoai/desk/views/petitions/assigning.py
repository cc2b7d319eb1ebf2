"""Assigning one petition or many, and how each body stands with its work."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from doithoai.common.errors import DomainError
from doithoai.desk import competence
from doithoai.desk.access import StaffRequest, dialogue_or_404, require, staff
from doithoai.desk.forms.petitions import AssignForm
from doithoai.desk.views.petitions.found import petition_or_404
from doithoai.desk.workspace import workspace_of
from doithoai.dialogues.models import Dialogue
from doithoai.organisations import queries as organisations
from doithoai.organisations.models import Body
from doithoai.petitions import permissions, queries, services
from doithoai.petitions.enums import AssignmentState
from doithoai.petitions.models import Assignment, Petition
from doithoai.screens import notes
from doithoai.textsearch.classifying import Suggestion

_TAB = "dialogue-assignments"
_WORTH_SAYING = 40  # percent; where it is less sure, a suggestion is only noise
_STEPS = (1, 2, 3)  # a petition was given back at least so often
_READ = 10  # petitions of a selection that a suggestion reads


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def assign_one(request: StaffRequest, code: str) -> HttpResponse:
    """Ask a body to prepare the answer of one petition."""
    found = petition_or_404(request, code)
    petition = found.petition
    require(permissions.can_assign(request.standing, petition))
    lead = found.lead
    initial: dict[str, Any] = {"coordinating": [row.body.key for row in found.active if row is not lead]}
    if lead is not None:
        initial |= {"lead": lead.body.key, "instruction": lead.instruction}
    return _assign(request, petition.dialogue, [petition], initial, back=reverse("desk:petition", args=[code]))


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def assign_many(request: StaffRequest, code: str) -> HttpResponse:
    """Ask a body to prepare the answers of all chosen petitions."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_make_papers(request.standing, dialogue))
    codes = request.GET.getlist("ma") or request.POST.getlist("ma")
    chosen = list(Petition.objects.filter(dialogue=dialogue, code__in=codes).order_by("pk"))
    if not chosen:
        notes.refused(request, _("Chưa chọn kiến nghị nào."))
        return redirect("desk:dialogue-petitions", code)
    initial = {"lead": request.GET.get("co-quan", "")}
    return _assign(request, dialogue, chosen, initial, back=reverse("desk:dialogue-petitions", args=[code]))


def _assign(
    request: StaffRequest, dialogue: Dialogue, chosen: Sequence[Petition], initial: dict[str, Any], *, back: str
) -> HttpResponse:
    bodies = organisations.bodies_of_unit(dialogue.unit, on=request.standing.on)
    dates = services.suggest_dates(dialogue, on=request.standing.on)
    if dates is not None:
        initial |= {"due_on": dates.due_on}
    known = queries.competence_of(dialogue.unit, on=request.standing.on, fields={row.field for row in chosen})
    shares = competence.shares_of(chosen, known)
    named = competence.one_body(shares, len(chosen))
    prefilled = named is not None and not initial.get("lead")
    if named is not None and prefilled:
        initial |= {"lead": named.key}
    form = AssignForm(_sent(request) if request.method == "POST" else None, bodies=bodies, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            group = services.assign_petitions(
                petitions=chosen, order=form.order(), on=request.standing.on, by=request.actor
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            lead = form.cleaned_data["lead"].short_name
            said = _("Đã giao %(count)d kiến nghị cho %(body)s.") % {"count": len(chosen), "body": lead}
            undo = reverse("desk:petition-undo", args=[group])
            notes.done(request, said, _("Người của cơ quan đã được báo."), undo=undo)
            return redirect(back)
    context = {
        "dialogue": dialogue,
        "chosen": chosen,
        "form": form,
        "dates": dates,
        "back": back,
        "shares": shares,
        "returned": Assignment.objects.filter(petition__in=chosen, state=AssignmentState.RETURNED)
        .select_related("body", "petition")
        .order_by("pk"),
        "prefilled": prefilled,
        "beyond": any(share.told.above for share in shares),
        "bodies": []
        if initial.get("lead") and not prefilled
        else _suggested(chosen, {body.key: body for body in bodies}, dialogue),
    }
    return render(request, "desk/petitions/assign.html", context)


def _sent(request: StaffRequest) -> QueryDict:
    """Return what was sent; a suggested body that was pressed is the lead."""
    data = request.POST.copy()
    if pressed := data.get("goi-y", ""):
        data["lead"] = pressed
    return data


def _suggested(
    chosen: Sequence[Petition], bodies: dict[str, Body], dialogue: Dialogue
) -> list[tuple[Body, Suggestion]]:
    """Return the bodies that led such matters before; for one petition, or for several of one kind."""
    text = "\n".join(row.text for row in chosen[:_READ])
    found = queries.suggested_bodies(text, dialogue.unit, among=bodies.keys())
    return [(bodies[one.label], one) for one in found if one.percent >= _WORTH_SAYING]


@require_safe
@staff
def by_body(request: StaffRequest, code: str) -> HttpResponse:
    """Show how each body stands with what it was asked."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.sees_all(request.standing, dialogue))
    least = next((number for number in _STEPS if str(number) == request.GET.get("tra-lai")), _STEPS[0])
    tally = queries.tally_of(dialogue, on=request.standing.on)
    context = {
        **workspace_of(request, dialogue, _TAB),
        "work": queries.work_by_body(dialogue, on=request.standing.on),
        "outside": queries.outside_tally(dialogue),
        "unassigned": tally.views["unassigned"],
        "untriaged": tally.views["untriaged"],
        "can_work": permissions.can_make_papers(request.standing, dialogue),
        "given_back": queries.returned_petitions(dialogue, least=least),
        "least": least,
        "steps": _STEPS,
    }
    return render(request, "desk/petitions/by_body.html", context)
