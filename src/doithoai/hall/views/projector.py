"""The projector: large, without anything personal: place and matter, never a name or a citizen's own words."""

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import Dialogue
from doithoai.hall import console
from doithoai.hall.access import StaffRequest, dialogue_or_404, require, staff, unchanged
from doithoai.petitions.enums import Field
from doithoai.proceedings import permissions
from doithoai.proceedings.models import Speech
from doithoai.proceedings.queries import running
from doithoai.screens import qr


@require_safe
@staff
def show(request: StaffRequest, code: str) -> HttpResponseBase:
    """Show who speaks about what, what was answered, who comes next."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_watch(request.standing, dialogue))
    stamp = console.stamp_of(dialogue)
    found = unchanged(request, stamp)
    if found is not None:
        return found
    at = timezone.now()
    turn = None if dialogue.held_on else running.turn_at_hand(dialogue)
    petition = turn.petition if turn else None
    answers = list(running.answers_to(petition)) if petition else []
    address = request.build_absolute_uri(reverse("portal:live", args=[dialogue.code]))
    context = {
        "dialogue": dialogue,
        "place": _place(dialogue),
        "at": at,
        "stamp": stamp,
        "live": dialogue.state == DialogueState.IN_SESSION,
        "over": dialogue.held_on is not None,
        "programme": console.programme_of(dialogue, at=at),
        "turn": turn,
        "number": _number(turn),
        "speaking": turn is not None and turn.ended_at is None,
        "petition": petition,
        "answer": answers[-1] if answers else None,
        "outcome": running.outcome_of(petition) if petition else None,
        "title": _title(turn) if turn else "",
        "waiting": [] if dialogue.held_on else [(row, _title(row)) for row in running.waiting_turns(dialogue)[:3]],
        "tally": running.tally_of(dialogue),
        "join": address.split("//", 1)[-1].rstrip("/"),
        "qr": qr.svg(address),
        "limit": running.speaking_minutes(dialogue),
    }
    return render(request, "hall/projector.html", context)


def _title(turn: Speech) -> str:
    """Return what the room may read: the checked title, else the one that the office worked on before.

    What somebody said or wrote in the last minutes is in their own words until the secretary has named it.
    """
    petition = turn.petition
    if turn.public_title or petition is None:
        return turn.public_title
    if not petition.at_conference:
        return petition.title
    return str(Field(petition.field).label) if petition.field in Field.values else _("Việc nêu tại hội nghị")


def _place(dialogue: Dialogue) -> str:
    above = dialogue.unit.parent
    return f"{dialogue.unit.name}, {above.name[:1].lower()}{above.name[1:]}" if above else dialogue.unit.name


def _number(turn: Speech | None) -> int:
    return turn.order if turn else 0
