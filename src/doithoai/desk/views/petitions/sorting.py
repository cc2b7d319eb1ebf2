"""Triage of all new petitions of a dialogue on one page: a field is proposed for each, the officer sends once."""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from doithoai.common.errors import DomainError
from doithoai.desk.access import StaffRequest, dialogue_or_404, require, staff
from doithoai.desk.workspace import workspace_of
from doithoai.dialogues.models import Dialogue
from doithoai.petitions import permissions, queries, services
from doithoai.petitions.enums import Field, PetitionState
from doithoai.petitions.models import Petition
from doithoai.screens import notes
from doithoai.textsearch.classifying import Suggestion

_SHOWN = 50
_SURE = 40  # percent; below, the officer chooses


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def show(request: StaffRequest, code: str) -> HttpResponse:
    """Show the new ones with a proposed field each; give every row with a field what the officer left in it."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_make_papers(request.standing, dialogue))
    new = _new(dialogue)
    if request.method == "POST":
        given = {code: value for code, value in request.POST.items() if value in Field.values}
        chosen = {row: Field(given[row.code]) for row in _rows(dialogue).filter(code__in=given)}
        try:
            group = services.triage_each(fields=chosen, on=request.standing.on, by=request.actor)
        except DomainError as error:
            notes.refused(request, str(error))
            return redirect("desk:petitions-sort", code)
        said = ngettext("Đã phân loại %(count)d kiến nghị.", "Đã phân loại %(count)d kiến nghị.", len(chosen))
        undo = reverse("desk:petition-undo", args=[group])
        notes.done(request, said % {"count": len(chosen)}, undo=undo)
        left = new.exists()
        return redirect("desk:petitions-sort" if left else "desk:dialogue-petitions", code)
    shown = list(new[:_SHOWN])
    found = queries.suggested_fields_of([row.text for row in shown], dialogue.unit)
    rows = [(row, *_proposed(row, one)) for row, one in zip(shown, found, strict=True)]
    context = {**workspace_of(request, dialogue, "dialogue-petitions"), "rows": rows, "fields": Field.choices}
    return render(request, "desk/petitions/sort.html", context | {"more": max(new.count() - _SHOWN, 0)})


def _rows(dialogue: Dialogue) -> QuerySet[Petition]:
    return Petition.objects.filter(dialogue=dialogue)


def _new(dialogue: Dialogue) -> QuerySet[Petition]:
    return _rows(dialogue).filter(state=PetitionState.RECEIVED).order_by("received_on", "pk")


def _proposed(row: Petition, found: list[Suggestion]) -> tuple[str, int, list[str]]:
    """Return the field that is chosen in advance, how sure that is in percent, and the words that spoke for it."""
    if row.field:
        return row.field, 0, []
    if not found or found[0].percent < _SURE:
        return "", 0, []
    return found[0].label, found[0].percent, list(found[0].words)
