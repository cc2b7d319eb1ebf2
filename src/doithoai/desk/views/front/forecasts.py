"""The forecast of situations before a conference."""

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from doithoai.accounts.enums import Role
from doithoai.desk.access import StaffRequest, dialogue_or_404, require, staff
from doithoai.desk.actions import carried_out
from doithoai.desk.forms.front import ForecastForm
from doithoai.desk.workspace import workspace_of
from doithoai.dialogues import permissions, services
from doithoai.dialogues import queries as dialogues
from doithoai.dialogues.models import Dialogue
from doithoai.documents.serving import file_response
from doithoai.obligations import queries as obligations
from doithoai.organisations import queries as organisations
from doithoai.organisations.models import Body

_TAB = "dialogue-plan"


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def forecast(request: StaffRequest, code: str) -> HttpResponse:
    """Show what was handed in; take another forecast."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_read_forecasts(request.standing, dialogue))
    form = _form(request, dialogue)
    if request.method == "POST":
        require(form is not None)
        if form is not None and form.is_valid() and _handed_in(request, dialogue, form):
            return redirect("desk:dialogue-forecast", code)
    rule = dialogues.rule_behind(dialogue, "forecast_submitted")
    rows = obligations.timeline_of_dialogue(dialogue.key).filter(rule=rule.id if rule else "")
    context = {
        "forecasts": dialogues.forecasts_of(dialogue),
        "conference_on": dialogues.conference_day(dialogue),
        "duty": rows.first(),
        "form": form,
    }
    return render(request, "desk/front/forecast.html", workspace_of(request, dialogue, _TAB) | context)


def forecasts_shown(request: StaffRequest, dialogue: Dialogue) -> list[dialogues.HandedIn] | None:
    """Return the forecasts for another page that shows them; None where the person may not read them."""
    readable = permissions.can_read_forecasts(request.standing, dialogue)
    return dialogues.forecasts_of(dialogue) if readable else None


def _form(request: StaffRequest, dialogue: Dialogue) -> ForecastForm | None:
    bodies = _bodies(request, dialogue)
    if not bodies or not permissions.can_submit_forecast(request.standing, dialogue):
        return None
    return ForecastForm(
        *((request.POST, request.FILES) if request.method == "POST" else ()),
        bodies=bodies,
        on_behalf=_on_behalf(request, dialogue),
        initial={"submitted_on": request.standing.on},
    )


def _on_behalf(request: StaffRequest, dialogue: Dialogue) -> bool:
    return request.standing.is_a(Role.CLERK, body=dialogue.host_office)


def _bodies(request: StaffRequest, dialogue: Dialogue) -> list[Body]:
    """Return for which bodies the person may hand in: the host office for all, others for their own."""
    rows = list(organisations.bodies_of_unit(dialogue.unit, on=request.standing.on, kinds=dialogues.FORECASTERS))
    if _on_behalf(request, dialogue):
        return rows
    return [row for row in rows if request.standing.is_a(Role.FRONT, body=row)]


def _handed_in(request: StaffRequest, dialogue: Dialogue, form: ForecastForm) -> bool:
    values = form.cleaned_data

    def hand_in() -> str:
        made = services.submit_forecast(
            dialogue=dialogue,
            body=form.chosen_body,
            text=values["text"],
            files=[(file.name, file.read()) for file in values["files"]],
            submitted_on=values.get("submitted_on") or request.standing.on,
            on=request.standing.on,
            by=request.actor,
        )
        return _("Đã nộp dự báo của %(body)s.") % {"body": made.body.short_name}

    return carried_out(request, form, hand_in)


@require_safe
@staff
def forecast_file(request: StaffRequest, code: str, key: str) -> FileResponse:
    """Hand over one file of a forecast."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_read_forecasts(request.standing, dialogue))
    stored = next((file for row in dialogues.forecasts_of(dialogue) for file in row.files if file.key == key), None)
    if stored is None:
        raise Http404
    return file_response(stored)
