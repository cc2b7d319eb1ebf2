"""Oversight: who is late, by how much, under which article."""

from datetime import date
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from doithoai.desk.access import StaffRequest, require, staff
from doithoai.desk.doing import work_url
from doithoai.desk.workspace import address
from doithoai.dialogues.models import Dialogue
from doithoai.obligations import calendars
from doithoai.obligations.models import Duty
from doithoai.organisations.models import Body, Unit
from doithoai.petitions.models import Petition
from doithoai.reporting import permissions, queries
from doithoai.screens.parts import Bar

_PAGE = 40


@require_safe
@staff
def show(request: StaffRequest) -> HttpResponse:
    """Show what is late in the units that the person watches, by body, with every case below it."""
    require(permissions.can_oversee(request.standing))
    units = queries.units_below(permissions.watched_units(request.standing))
    chosen = [unit for unit in units if unit.code == request.GET.get("don-vi")] or units
    loads = queries.late_by_body(chosen, on=request.standing.on)
    body = request.GET.get("co-quan", "")
    rows = queries.late_rows(chosen, on=request.standing.on, body=body)
    page = Paginator(rows, _PAGE).get_page(request.GET.get("trang"))
    context = {
        "today": request.standing.on,
        "units": units,
        "chosen": chosen[0] if len(chosen) == 1 and len(units) > 1 else None,
        "loads": loads,
        "body": next((load.body for load in loads if load.body.key == body), None),
        "bars": _bars(loads),
        "page": page,
        "rows": _named(list(page.object_list), request),
        "sums": {name: sum(getattr(load, name) for load in loads) for name in ("open", "late", "met", "breached")},
    }
    return render(request, "desk/oversight/show.html", context)


def _bars(loads: list[queries.BodyLoad]) -> list[Bar]:
    late = [load for load in loads if load.late][:8]
    return [
        Bar(
            label=load.body.short_name,
            value=load.late,
            url=f"?co-quan={load.body.key}#tre",
            look="fo",
            text=f"{load.late}/{load.judged}",
        )
        for load in late
    ]


def _named(duties: list[Duty], request: StaffRequest) -> list[dict[str, object]]:
    dialogues = {row.key: row for row in Dialogue.objects.filter(key__in={duty.dialogue for duty in duties})}
    petitions = {row.key: row for row in Petition.objects.filter(key__in={duty.petition for duty in duties})}
    bodies = {row.key: row for row in Body.objects.filter(key__in={duty.body for duty in duties})}
    units = {row.key: row for row in Unit.objects.filter(key__in={duty.unit for duty in duties})}
    return [
        {
            "duty": duty,
            "url": _case_url(dialogues.get(duty.dialogue), petitions.get(duty.petition), units.get(duty.unit), duty),
            "dialogue": dialogues.get(duty.dialogue),
            "petition": petitions.get(duty.petition),
            "body": bodies.get(duty.body),
            "unit": units.get(duty.unit),
            "days": _days_since(duty, request.standing.on),
        }
        for duty in duties
    ]


def _days_since(duty: Duty, on: date) -> int:
    return calendars.calendar_of(duty.unit).working_days_between(duty.due_on, on) if duty.due_on else 0


def _case_url(dialogue: Dialogue | None, petition: Petition | None, unit: Unit | None, duty: Duty) -> str:
    """Return the petition's page, else the dialogue's, else the screen of the unit's year on which the duty is done."""
    if petition is not None:
        return address("petition", petition.code)
    if dialogue is not None:
        return address("dialogue", dialogue.code)
    screen = work_url(duty.regulation, duty.rule, None) or address("plans")
    return f"{screen}?{urlencode({'don-vi': unit.code})}" if unit else screen
