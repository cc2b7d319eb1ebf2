"""An agency's console: what its body will be asked and drafted; who is in the room; answers handed in."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from doithoai.accounts.enums import Role
from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import Dialogue
from doithoai.hall import console
from doithoai.hall.access import StaffRequest, back_to, dialogue_or_404, require, staff, unchanged
from doithoai.hall.forms import HandedForm
from doithoai.hall.later import console_act, moment_of
from doithoai.organisations.models import Body
from doithoai.petitions import services as petitions
from doithoai.petitions.enums import DraftState
from doithoai.petitions.models import Petition
from doithoai.proceedings import permissions, services
from doithoai.proceedings.errors import ReasonMissing
from doithoai.proceedings.queries import running
from doithoai.proceedings.queries.agencies import Coming, coming_for, in_the_room
from doithoai.proceedings.queries.interruptions import open_interruption
from doithoai.screens import notes

_ANSWERING = frozenset({Role.AGENCY_OFFICER, Role.AGENCY_HEAD, Role.CLERK})


def _own(request: StaffRequest, dialogue: Dialogue) -> list[Body]:
    """Return the person's bodies that may be asked in this conference, each once."""
    mine = [m.body for m in request.standing.memberships if m.role in _ANSWERING]
    return list({body.pk: body for body in mine if body.unit_id == dialogue.unit_id}.values())


@require_safe
@staff
def show(request: StaffRequest, code: str) -> HttpResponseBase:
    """Show the console: what is on the table, what comes, what was settled; only matters of the own body."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_sit_for_an_agency(request.standing, dialogue))
    stamp = console.stamp_of(dialogue)
    found = unchanged(request, stamp)
    if found is not None:
        return found
    at = timezone.now()
    own = _own(request, dialogue)
    here = in_the_room(dialogue)
    turn = None if dialogue.held_on else running.turn_at_hand(dialogue)
    matters = coming_for(dialogue, [body.pk for body in own], at_hand=turn)
    petitions.shield_for(request.standing, [one.petition for one in matters])
    context = {
        "dialogue": dialogue,
        "today": request.standing.on,
        "at": at,
        "stamp": stamp,
        "me": "co-quan",
        "live": dialogue.state == DialogueState.IN_SESSION,
        "over": dialogue.held_on is not None,
        "programme": console.programme_of(dialogue, at=at),
        "broken": open_interruption(dialogue),
        "own": [(body, body.pk in here) for body in own],
        "turn": turn,
        "table": [(one, _form(one)) for one in matters if one.here],
        "coming": [one for one in matters if not one.here and one.outcome is None],
        "settled": [one for one in matters if not one.here and one.outcome is not None],
        "people": running.people_present(dialogue),
        "points": dialogue.venue_points.count(),
        "quiet": True,  # no buttons of the programme here
    }
    return render(request, "hall/agency.html", context)


def _form(one: Coming) -> HandedForm:
    # What was approved is the start of what was said.
    approved = one.draft.text if one.draft is not None and one.draft.state == DraftState.APPROVED else ""
    form = HandedForm(auto_id="nop_%s", initial={"text": "" if one.handed else approved})
    form.fields["text"].widget.attrs["data-draft"] = f"handed-{one.petition.code}"
    return form


@require_POST
@console_act
def presence(request: StaffRequest, code: str, body: str) -> HttpResponse:
    """Say that somebody of a body is in the room, or has gone out: the body itself, or who runs the room."""
    dialogue = dialogue_or_404(request, code)
    row = get_object_or_404(Body, key=body)
    person = request.standing
    require(permissions.can_answer_in_the_room(person, dialogue, row.pk) or permissions.can_run(person, dialogue))
    if request.POST.get("viec") == "ra":
        services.leave_room(dialogue=dialogue, body=row, at=moment_of(request), by=request.actor)
    else:
        services.enter_room(dialogue=dialogue, body=row, at=moment_of(request), by=request.actor)
    return back_to(request, dialogue, default="co-quan")


@require_POST
@console_act
def hand(request: StaffRequest, code: str, petition: str, body: str) -> HttpResponse:
    """Hand the text of an answer to the secretary's table."""
    dialogue = dialogue_or_404(request, code)
    own = get_object_or_404(Body, key=body)
    require(permissions.can_answer_in_the_room(request.standing, dialogue, own.pk))
    row = get_object_or_404(Petition.objects.select_related("dialogue"), dialogue=dialogue, code=petition)
    form = HandedForm(request.POST)
    if not form.is_valid():
        raise ReasonMissing("Hãy viết câu trả lời rồi chuyển.")
    services.hand_answer(
        petition=row,
        body=own,
        answered_by=form.cleaned_data["answered_by"],
        text=form.cleaned_data["text"],
        at=moment_of(request),
        by=request.actor,
    )
    notes.done(request, _("Đã chuyển câu trả lời tới bàn thư ký."), _("Gửi lại trước khi thư ký ghi thì bản mới thay."))
    return redirect("hall:agency", code=dialogue.code)
