"""The competence map as a matrix: a row for each field, the unit, its places, the level above."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from doithoai.desk import competence
from doithoai.desk.access import StaffRequest, staff
from doithoai.organisations.models import Unit
from doithoai.petitions import permissions, queries
from doithoai.petitions.enums import AssignmentPart, Field, PetitionState
from doithoai.petitions.models import Assignment, Competence, Petition
from doithoai.petitions.queries import CompetenceMap, Unsound
from doithoai.petitions.queries.competence import Fault, map_from
from doithoai.screens.dates import vi_date

_MOST = 300  # open petitions that the page holds against the map
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Entry:
    """One line as the matrix shows it."""

    line: Competence
    paper: str
    days: str
    ahead: bool
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One field: who is competent in the whole unit, in its places, above."""

    field: str
    name: str
    whole: list[Entry]
    places: list[Entry]
    above: list[Entry]

    @property
    def is_empty(self) -> bool:
        """Say whether the map says nothing of this field."""
        return not (self.whole or self.places or self.above)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An open petition that another body has in hand than the map names."""

    petition: Petition
    has: str
    named: str


def unit_of(request: StaffRequest) -> Unit:
    """Return the unit looked at: one's own, or another that the address names; a stranger does not learn of it."""
    main = request.standing.main
    if main is None:
        raise Http404
    unit = main.body.unit
    if code := request.GET.get("don-vi"):
        unit = get_object_or_404(Unit.objects.select_related("parent"), code=code)
    if not permissions.can_read_map(request.standing, unit):
        raise Http404
    return unit


@require_safe
@staff
def show(request: StaffRequest) -> HttpResponse:
    """Show who is competent for what today, what begins later, what has ended, and what leads nowhere."""
    unit, on = unit_of(request), request.standing.on
    lines = list(queries.lines_of_map(unit))
    known = map_from(lines, unit, on=on)
    unsound = {one.line.pk: one for one in known.unsound()}
    current = [line for line in lines if line.valid_to is None or line.valid_to > on]
    keeps = permissions.can_keep_map(request.standing, unit)
    context = {
        "unit": unit,
        "rows": _rows(unit, current, unsound, on),
        "has_above": unit.parent_id is not None,
        "unsound": [(one, _fault(one)) for one in unsound.values()],
        "ended": [_entry(line, {}, on) for line in lines if line not in current],
        "keeps": keeps,
        **(_elsewhere(unit, known) if keeps else {}),
    }
    return render(request, "desk/competence/show.html", context)


def _rows(unit: Unit, lines: Sequence[Competence], unsound: dict[int, Unsound], on: date) -> list[Row]:
    rows = []
    for field in Field:
        own = [_entry(line, unsound, on) for line in lines if line.field == field]
        here = [one for one in own if one.line.level == unit.level]
        rows.append(
            Row(
                field.value,
                str(field.label),
                [one for one in here if one.line.place_id is None],
                [one for one in here if one.line.place_id is not None],
                [one for one in own if one.line.level != unit.level],
            )
        )
    return rows


def _entry(line: Competence, unsound: dict[int, Unsound], on: date) -> Entry:
    fault = unsound.get(line.pk)
    return Entry(
        line, competence.paper(line), competence.days(line), line.valid_from > on, _fault(fault) if fault else ""
    )


def _fault(one: Unsound) -> str:
    line = one.line
    if one.fault == Fault.BODY_ENDED:
        return _("%(body)s đã kết thúc hoạt động từ %(day)s, chưa có nơi thay. Không gợi ý được cơ quan nào.") % {
            "body": line.body.short_name,
            "day": vi_date(line.body.valid_to) if line.body.valid_to else "",
        }
    if one.fault == Fault.BODY_FOLLOWED:
        return _("%(body)s nay là %(now)s; đang gợi ý cơ quan mới.") % {"body": line.body.short_name, "now": one.now}
    place = line.place.name if line.place else ""
    if one.fault == Fault.PLACE_FOLLOWED:
        return _("%(place)s nay là %(now)s; dòng này vẫn được hiểu theo cả hai tên.") % {
            "place": place,
            "now": one.now,
        }
    return _("%(place)s không còn; dòng này chỉ khớp kiến nghị ghi tên cũ.") % {"place": place}


def _elsewhere(unit: Unit, known: CompetenceMap) -> dict[str, Any]:
    """Return how the open petitions stand to the map: without a line, or in the hands of another body."""
    waiting = open_petitions(unit)
    silent = [row for row in waiting if row.field and not known.competent(row.field, row.place)]
    rows = Petition.objects.filter(dialogue__unit=unit, state__in=[PetitionState.ASSIGNED, PetitionState.PREPARED])
    found = []
    for petition in queries.with_list_columns(rows.order_by("-pk"))[:_MOST]:
        active: list[Assignment] = petition.active_assignments  # type: ignore[attr-defined]  # prefetched for lists
        lead = next((row for row in active if row.part == AssignmentPart.LEAD), None)
        first = next(iter(known.competent(petition.field, petition.place)), None)
        if lead is None or first is None or first.body is None:
            continue
        if lead.body.key_since(known.on) != first.body.key:
            found.append(Elsewhere(petition, lead.body.short_name, first.body.short_name))
    return {
        "waiting": len(waiting),
        "silent": silent[:_SHOWN],
        "silent_more": max(0, len(silent) - _SHOWN),
        "elsewhere": found[:_SHOWN],
        "elsewhere_more": max(0, len(found) - _SHOWN),
    }


def open_petitions(unit: Unit) -> list[Petition]:
    """Return the petitions of the unit that are not assigned yet, newest first, as many as a page holds."""
    waiting = [PetitionState.RECEIVED, PetitionState.TRIAGED]
    rows = Petition.objects.filter(dialogue__unit=unit, state__in=waiting).order_by("-pk")
    return list(rows.only("code", "title", "text", "place", "field", "state", "dialogue")[:_MOST])
