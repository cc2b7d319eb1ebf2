"""The door of the hall: a dialogue whose conference is near, running or just over."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect

from doithoai.dialogues.models import Dialogue
from doithoai.screens.staff import StaffRequest, dialogue_or_404, require, staff

__all__ = ["StaffRequest", "back_to", "dialogue_or_404", "require", "staff", "unchanged"]

# The consoles from which a button may be pressed; the form says which one to return to.
_CONSOLES = {"chu-tri": "hall:host", "thu-ky": "hall:secretary", "don-tiep": "hall:reception", "co-quan": "hall:agency"}


def back_to(request: HttpRequest, dialogue: Dialogue, default: str = "chu-tri") -> HttpResponseRedirect:
    """Return to the console on which the button stands."""
    console = _CONSOLES.get(request.POST.get("ve", ""), _CONSOLES[default])
    return redirect(console, code=dialogue.code)


def unchanged(request: HttpRequest, stamp: str) -> HttpResponse | None:
    """Return the empty answer for a console that asks whether anything is new, when nothing is."""
    if request.headers.get("HX-Request") and request.GET.get("dau") == stamp:
        return HttpResponse(status=204)
    return None
