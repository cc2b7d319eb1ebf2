"""The course of the conference: its door before, the consoles during, the record after."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from doithoai.accounts.counting import counted
from doithoai.common.errors import DomainError
from doithoai.desk.access import StaffRequest, dialogue_or_404, require, staff
from doithoai.desk.duties import who_owes
from doithoai.desk.forms.proceedings import CloseForm, OpenSessionForm
from doithoai.desk.library.addresses import pinned_url
from doithoai.desk.workspace import workspace_of
from doithoai.dialogues import permissions as dialogues_permissions
from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import Dialogue
from doithoai.organisations.queries import Standing
from doithoai.proceedings import permissions, services
from doithoai.proceedings.queries import minutes, running
from doithoai.proceedings.queries.doors import Condition, missing, opening_conditions
from doithoai.proceedings.queries.interruptions import interruptions_of
from doithoai.screens import notes
from doithoai.screens.parts import Door, DoorItem

S = DialogueState
_BEFORE = frozenset({S.PLANNED, S.PREPARING, S.ANNOUNCED, S.POSTPONED})


def door_of(title: str, conditions: list[Condition], dialogue: Dialogue) -> Door:
    """Return a door of this room as the screens draw it."""
    pin = dialogue.instruments
    return Door(title=title, items=[_item(condition, pin) for condition in conditions])


def _item(condition: Condition, pin: str) -> DoorItem:
    said = condition.note or (who_owes(condition.owner) if condition.owner and not condition.met else "")
    return DoorItem(
        title=condition.title,
        met=condition.met,
        who=said,
        rule=condition.rule,
        citation=condition.citation,
        article_url=pinned_url(pin, condition.rule) if condition.rule and condition.citation else "",
    )


@require_safe
@staff
def show(request: StaffRequest, code: str) -> HttpResponse:
    """Show the door before the opening, the consoles while it runs, the minutes afterwards."""
    dialogue = dialogue_or_404(request, code)
    shown = workspace_of(request, dialogue, "dialogue-proceedings")
    context = _before(request, dialogue) if dialogue.state in _BEFORE else _record(request.standing, dialogue)
    return render(request, "desk/proceedings/session.html", shown | context)


def _before(request: StaffRequest, dialogue: Dialogue, form: OpenSessionForm | None = None) -> dict[str, object]:
    conditions = opening_conditions(dialogue, on=request.standing.on)
    lacking = missing(conditions)
    return {
        "before": True,
        "breaks": list(interruptions_of(dialogue)),
        "may_leave": permissions.can_leave_at_what_was_held(request.standing, dialogue),
        "may_reschedule": dialogues_permissions.can_reschedule(request.standing, dialogue),
        "door": door_of(_("Chưa khai mạc được") if lacking else _("Đủ điều kiện khai mạc"), conditions, dialogue),
        "lacking": lacking,
        "hard": [condition for condition in lacking if condition.hard],
        "form": form or OpenSessionForm(),
        "may_open": permissions.can_open(request.standing, dialogue),
        "may_receive": permissions.can_receive(request.standing, dialogue),
        "may_brief": permissions.can_brief(request.standing, dialogue),
        "may_link": permissions.can_set_broadcast(request.standing, dialogue),
        "may_sit": permissions.can_sit_for_an_agency(request.standing, dialogue),
    }


def _record(person: Standing, dialogue: Dialogue) -> dict[str, object]:
    pages = list(minutes.pages_of(dialogue))
    draft = minutes.minutes_draft(dialogue)
    waiting = running.refusals_of(dialogue).filter(confirmed_at__isnull=False)
    *numbers, refusals = counted(*running.tally_rows(dialogue), waiting)
    return {
        "live": dialogue.state == S.IN_SESSION,
        "draft": draft,
        "breaks": draft.interruptions,
        "broken": next((one for one in draft.interruptions if one.ended_at is None), None),
        "pages": pages,
        "last_page": pages[-1] if pages else None,
        "tally": running.tally_from(numbers),
        "people": sum(int(getattr(point, "citizens", 0) or 0) for point in draft.points),
        "refusals": refusals,
        "may_run": permissions.can_run(person, dialogue),
        "may_brief": permissions.can_brief(person, dialogue),
        "may_link": permissions.can_set_broadcast(person, dialogue),
        "may_sit": permissions.can_sit_for_an_agency(person, dialogue),
        "may_record": permissions.can_record_outcome(person, dialogue),
        "may_close": permissions.can_close(person, dialogue),
        "may_write": permissions.can_write_minutes(person, dialogue),
        "may_sign_as_host": permissions.can_sign_minutes_as_host(person, dialogue),
    }


@require_POST
@staff
def open_session(request: StaffRequest, code: str) -> HttpResponse:
    """Open the conference."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_open(request.standing, dialogue) or dialogue.state == S.IN_SESSION)
    form = OpenSessionForm(request.POST)
    if form.is_valid():
        try:
            services.open_session(
                dialogue=dialogue, at=timezone.now(), by=request.actor, reason=form.cleaned_data["reason"]
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            notes.done(request, _("Hội nghị đã khai mạc."), _("Bắt đầu bước 1 khi chủ trì sẵn sàng."))
            return redirect("hall:host", code=dialogue.code)
    shown = workspace_of(request, dialogue, "dialogue-proceedings")
    return render(request, "desk/proceedings/session.html", shown | _before(request, dialogue, form))


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def close(request: StaffRequest, code: str) -> HttpResponse:
    """Close the conference: it cannot be undone, so it is asked once."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_close(request.standing, dialogue) or dialogue.state == S.HELD)
    form = CloseForm(request.POST if request.method == "POST" else None, dialogue=dialogue)
    if request.method == "POST" and form.is_valid():
        try:
            services.close_conference(
                dialogue=dialogue,
                present=list(form.cleaned_data["present"]),
                at=timezone.now(),
                by=request.actor,
                reason=form.cleaned_data["reason"],
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            notes.done(request, _("Hội nghị đã bế mạc."), _("Tiếp theo: thư ký ký biên bản, chủ trì ra kết luận."))
            return redirect("desk:dialogue-proceedings", code=dialogue.code)
    context = {
        "form": form,
        "tally": running.tally_of(dialogue),
        "left": [step for step in running.steps_of(dialogue) if not step.started_at and not step.skipped_reason],
    }
    shown = workspace_of(request, dialogue, "dialogue-proceedings")
    return render(request, "desk/proceedings/close.html", shown | context)
