"""Carrying out one verb from a form: once, with its refusal shown beside the input that was kept."""

from collections.abc import Callable

from django.db import transaction
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render

from doithoai.common.errors import DomainError
from doithoai.desk.access import StaffRequest
from doithoai.desk.workspace import workspace_of
from doithoai.dialogues.models import Dialogue
from doithoai.screens import notes, once


def carried_out(request: StaffRequest, form: Form, verb: Callable[[], str]) -> bool:
    """Carry out the verb of a valid form once; what it returns is said on the next page.

    A refusal goes to the form, and nothing was done.
    """
    try:
        with transaction.atomic():
            if once.first_time(request, form.cleaned_data.get("once", "")):
                notes.done(request, verb())
    except DomainError as error:
        form.add_error(None, str(error))
        return False
    return True


def tried(request: StaffRequest, verb: Callable[[], str]) -> None:
    """Carry out a verb that takes no input; a refusal is said on the next page."""
    try:
        with transaction.atomic():
            notes.done(request, verb())
    except DomainError as error:
        notes.refused(request, str(error))


def form_page(
    request: StaffRequest,
    dialogue: Dialogue,
    tab: str,
    form: Form,
    verb: Callable[[], str],
    *,
    title: str,
    word: str,
    back: str,
    lead: str = "",
    danger: bool = False,
) -> HttpResponse:
    """Show a form in the workspace; on a valid POST carry out the verb and go back."""
    if request.method == "POST" and form.is_valid() and carried_out(request, form, verb):
        return redirect(back)
    words = {"title": title, "word": word, "back": back, "lead": lead, "danger": danger}
    return render(request, "desk/dialogue/form.html", workspace_of(request, dialogue, tab) | words | {"form": form})
