"""What the host reads before the meeting: what will be asked, what was promised last time, what is late."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from doithoai.dialogues.models import Dialogue
from doithoai.dialogues.queries import sessions_of, venue_line
from doithoai.hall.access import StaffRequest, dialogue_or_404, require, staff
from doithoai.obligations.models import Duty
from doithoai.petitions import queries as petitions
from doithoai.petitions.enums import DraftState, Field
from doithoai.petitions.models import Assignment, Draft, Petition
from doithoai.proceedings import permissions
from doithoai.proceedings.queries.agencies import ASKED
from doithoai.proceedings.queries.running import petitions_to_dispose, steps_of
from doithoai.regulations.types import Status


@dataclass(frozen=True, slots=True)
class Line:
    """A matter that will be asked: who answers, what was drafted, how often it was put."""

    petition: Petition
    speaks: int  # place in the speaking order, 0: does not speak
    lead: str
    draft: Draft | None


def lines_of(dialogue: Dialogue) -> list[Line]:
    """Return what will be asked: who registered to speak in their order, then the rest by field; four queries."""
    rows = list(petitions_to_dispose(dialogue).filter(merged_into=None).order_by("field", "code"))
    speakers = dialogue.registrations.filter(wants_to_speak=True).exclude(petition_code="")
    order = {
        code: number
        for number, code in enumerate(
            speakers.order_by("speaking_order", "registered_at", "pk").values_list("petition_code", flat=True), 1
        )
    }
    asked = Assignment.objects.filter(petition__dialogue=dialogue, part="lead", state__in=ASKED).select_related("body")
    leads = {row.petition_id: row.body.short_name for row in asked.order_by("pk")}
    approved = Draft.objects.filter(petition__dialogue=dialogue, state=DraftState.APPROVED).order_by("version")
    drafts = {row.petition_id: row for row in approved}
    lines = [Line(row, order.get(row.code, 0), leads.get(row.pk, ""), drafts.get(row.pk)) for row in rows]
    return sorted(lines, key=lambda line: (line.speaks == 0, line.speaks))


def _by_field(lines: Sequence[Line]) -> list[tuple[str, list[Line]]]:
    found: dict[str, list[Line]] = {}
    for line in lines:
        known = line.petition.field in Field.values
        found.setdefault(str(Field(line.petition.field).label) if known else _("Việc khác"), []).append(line)
    return list(found.items())


def late_in(dialogue: Dialogue) -> list[Duty]:
    """Return what is still owed and late from the dialogue before, the longest first."""
    if dialogue.previous is None:
        return []
    rows = Duty.objects.filter(dialogue=dialogue.previous.key, status=Status.OVERDUE, met_on=None)
    return list(rows.order_by("due_on", "pk")[:40])


@require_safe
@staff
def show(request: StaffRequest, code: str) -> HttpResponseBase:
    """Show the briefing; it prints on A4."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_brief(request.standing, dialogue))
    lines = lines_of(dialogue)
    previous = petitions.previous_results(dialogue)
    late = late_in(dialogue)
    names = dict(Petition.objects.filter(key__in=[duty.petition for duty in late]).values_list("key", "code"))
    context = {
        "dialogue": dialogue,
        "today": request.standing.on,
        "at": timezone.now(),
        "me": "chuan-bi",
        "sessions": sessions_of(dialogue),
        "venue": venue_line(dialogue),
        "steps": [step for step in steps_of(dialogue) if not step.skipped_reason],
        "speaking": [line for line in lines if line.speaks],
        "fields": _by_field([line for line in lines if not line.speaks]),
        "total": len(lines),
        "without_draft": sum(1 for line in lines if line.draft is None),
        "unassigned": sum(1 for line in lines if not line.lead),
        "open_promises": [row for row in previous if not row.done],
        "kept": sum(1 for row in previous if row.done),
        "late": [(duty, names.get(duty.petition, "")) for duty in late],
        "replies": list(dialogue.invitations.filter(body__isnull=False).select_related("body").order_by("body__name")),
    }
    return render(request, "hall/briefing.html", context)
