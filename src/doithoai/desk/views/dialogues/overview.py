"""The list of dialogues and the overview of one: where it stands, what is due, what is next."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from doithoai.accounts.counting import counted
from doithoai.desk import duties as lines
from doithoai.desk.access import StaffRequest, dialogue_or_404, staff
from doithoai.desk.doors import door_of
from doithoai.desk.forms.dialogues import DialogueFilter
from doithoai.desk.next_step import next_step_of
from doithoai.desk.workspace import workspace_of
from doithoai.dialogues import permissions
from doithoai.dialogues import queries as dialogues
from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import Dialogue
from doithoai.obligations import queries as obligations
from doithoai.obligations.models import Duty
from doithoai.petitions.enums import COUNTED_STATES, PetitionState
from doithoai.petitions.models import Petition
from doithoai.proceedings.queries import running
from doithoai.proceedings.queries.law import conclusion_rule

_PAGE = 30
_SETTLED_STATES = (PetitionState.RESOLVED, PetitionState.CLOSED)


@require_safe
@staff
def list_dialogues(request: StaffRequest) -> HttpResponse:
    """List the dialogues that the person may see, by year, state, type and words."""
    rows = dialogues.with_first_day(dialogues.dialogues_visible_to(request.standing))
    form = DialogueFilter(
        request.GET or None, years=[day.year for day in rows.dates("opened_on", "year", order="DESC")]
    )
    shown = form.narrowed(rows).order_by(F("first_at").desc(), "-pk")
    page = Paginator(shown, _PAGE).get_page(request.GET.get("trang"))
    main = request.standing.main
    return render(
        request,
        "desk/dialogue/list.html",
        {
            "page": page,
            "form": form,
            "today": request.standing.on,
            "may_open": main is not None and permissions.can_open(request.standing, main.body.unit),
        },
    )


@require_safe
@staff
def show(request: StaffRequest, code: str) -> HttpResponse:
    """Show where a dialogue stands: timeline, door, figures, people, the dialogue before."""
    dialogue = dialogue_or_404(request, code)
    on = request.standing.on
    duties = list(obligations.with_body_names(obligations.timeline_of_dialogue(dialogue.key)))
    notice = dialogues.current_notice(dialogue) if dialogue.state == DialogueState.PREPARING else None
    door, drawn = door_of(dialogue, request.standing, on=on, duties=duties, notice=notice)
    before = Petition.objects.filter(dialogue=dialogue.previous, state__in=COUNTED_STATES)
    *numbers, registered, total, still_open = counted(
        *running.tally_rows(dialogue),
        dialogue.registrations.filter(state__in=dialogues.SEATED),
        before,
        before.exclude(state__in=_SETTLED_STATES),
    )
    figures = running.tally_from(numbers)
    counts = {"dialogue-petitions": str(figures.raised or ""), "dialogue-registrations": str(registered or "")}
    return render(
        request,
        "desk/dialogue/overview.html",
        workspace_of(request, dialogue, "dialogue", counts)
        | {
            "rows": lines.rows_of(duties, today=on, open_rule=_open_rule(dialogue, duties)),
            "remarks": obligations.remarks_of_dialogue(dialogue.key),
            "door": drawn,
            "next": next_step_of(dialogue, door, duties, on=on, notice=notice),
            "figures": figures,
            "outcomes": [(kind, n) for kind, n in figures.by_outcome.items() if n],
            "hosts": dialogues.hosts_in_words(dialogues.hosts_of(dialogue)),
            "previous": Previous(dialogue.previous, total, still_open) if dialogue.previous else None,
            "overrides": dialogue.overrides.select_related("made_by").order_by("pk"),
            "may_reschedule": permissions.can_reschedule(request.standing, dialogue),
        },
    )


def _open_rule(dialogue: Dialogue, duties: Sequence[Duty]) -> str:
    """Return the duty whose reason stands open: the one that the state is about, if it is still due."""
    wanted = ""
    if dialogue.state == DialogueState.PREPARING and (duty := dialogues.notice_duty_of(dialogue, duties)):
        wanted = duty.rule
    elif dialogue.state == DialogueState.HELD and (rule := conclusion_rule(dialogue)):
        wanted = rule.id
    return wanted if any(duty.rule == wanted for duty in duties) else ""


@dataclass(frozen=True, slots=True)
class Previous:
    """The dialogue before this one and what of it is still open."""

    dialogue: Dialogue
    total: int
    open: int
