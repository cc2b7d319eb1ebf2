"""The host's console: who speaks, what was prepared, one key for each outcome."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from doithoai.common.errors import DomainError
from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import Dialogue
from doithoai.hall import console
from doithoai.hall.access import StaffRequest, back_to, dialogue_or_404, require, staff, unchanged
from doithoai.hall.forms import OutcomeForm
from doithoai.hall.later import console_act, moment_of
from doithoai.hall.views.acts import heed_who_answers
from doithoai.petitions.enums import Outcome as OutcomeKind
from doithoai.petitions.models import Petition
from doithoai.proceedings import permissions, services
from doithoai.proceedings.errors import BodyMissing, GroundUnknown, OutcomeStands, OutcomeUnknown, WordsMissing
from doithoai.proceedings.models import Outcome, Speech
from doithoai.proceedings.queries import law, running
from doithoai.proceedings.queries.agencies import in_the_room
from doithoai.proceedings.queries.broadcasts import lines_of
from doithoai.proceedings.queries.interruptions import open_interruption
from doithoai.proceedings.services import Decision
from doithoai.proceedings.services.outcomes import lead_body
from doithoai.screens import notes
from doithoai.screens.chips import OUTCOMES
from doithoai.workdays.dates import vi_date

# In the order of the keys 1 to 5: outcome, icon, words, hint.
KEYS = (
    ("answered", "chat", "Trả lời ngay", "Xong tại hội nghị"),
    ("taken_up", "hand", "Tiếp thu, giao việc", "Chọn nơi làm, hạn"),
    ("declined", "ban", "Từ chối", "Phải ghi lý do"),
    ("transferred", "share", "Chuyển", "Nơi có thẩm quyền"),
    ("escalated", "up", "Kiến nghị cấp trên", "Vượt thẩm quyền"),
)


def keys_of(dialogue: Dialogue) -> list[tuple[str, str, str, str, int]]:
    """Return the keys of the outcomes that the dialogue's regulation knows; each keeps its number everywhere."""
    known = law.outcomes(dialogue)
    return [(*key, number) for number, key in enumerate(KEYS, 1) if key[0] in known]


@require_safe
@staff
def show(request: StaffRequest, code: str) -> HttpResponseBase:
    """Show the console; htmx asks with the mark of what it shows and gets nothing while nothing is new."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_watch(request.standing, dialogue) and _runs(request, dialogue))
    stamp = console.stamp_of(dialogue)
    return unchanged(request, stamp) or render(request, "hall/host.html", _context(request, dialogue, stamp))


def _runs(request: StaffRequest, dialogue: Dialogue) -> bool:
    person = request.standing
    return any(
        allowed(person, dialogue)
        for allowed in (permissions.can_run, permissions.can_open, permissions.can_record_outcome)
    )


def _context(request: StaffRequest, dialogue: Dialogue, stamp: str) -> dict[str, object]:
    at = timezone.now()
    turn = running.turn_at_hand(dialogue)
    over = dialogue.held_on is not None
    queue = [row for row in running.turns_of(dialogue) if not over or row.started_at is not None]
    waiting = [row for row in queue if row.started_at is None and row.skipped_at is None]
    shares = running.shares_of(dialogue)
    return {
        "over": over,
        "dialogue": dialogue,
        "today": request.standing.on,
        "at": at,
        "stamp": stamp,
        "me": "chu-tri",
        "live": dialogue.state == DialogueState.IN_SESSION,
        "programme": console.programme_of(dialogue, at=at),
        "broken": open_interruption(dialogue),
        "lines": lines_of(dialogue),
        "turn": turn,
        "speaking": turn is not None and turn.ended_at is None,
        "minutes": console.local_minutes(turn, at=at) if turn and turn.ended_at is None else 0,
        "queue": _around(queue, turn),
        "waiting": waiting,
        "skipped": [row for row in queue if row.skipped_at is not None],
        "matter": console.matter_of(turn.petition, here=in_the_room(dialogue)) if turn and turn.petition else None,
        "last": _last_pressed(dialogue),
        "keys": keys_of(dialogue),
        "tally": running.tally_of(dialogue),
        "people": running.people_present(dialogue),
        "points": len(shares),
        "shares": shares,
        "answered": running.answered_turns(dialogue) if waiting and not over else [],
        "limit": running.speaking_minutes(dialogue),
        "can_record": permissions.can_record_outcome(request.standing, dialogue),
        "can_close": permissions.can_close(request.standing, dialogue),
    }


def _around(queue: list[Speech], turn: Speech | None) -> list[Speech]:
    """Return the last one that spoke, the present turn and those to come."""
    gone = [row for row in queue if row.ended_at is not None and row != turn][-1:]
    here = [turn] if turn is not None else []
    coming = [row for row in queue if row.started_at is None and row.skipped_at is None]
    return [*gone, *here, *coming]


def _last_pressed(dialogue: Dialogue) -> dict[str, object] | None:
    outcome = running.outcomes_of(dialogue).first()
    if outcome is None or dialogue.state != DialogueState.IN_SESSION:
        return None
    return {"outcome": outcome, "due": console.coming_due(console.matter_of(outcome.petition).duties)}


@require_POST
@console_act
def press(request: StaffRequest, code: str, petition: str) -> HttpResponseBase:
    """Record an outcome by its key; what needs an agency or a reason goes on to the whole form."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_record_outcome(request.standing, dialogue))
    row = get_object_or_404(Petition.objects.select_related("dialogue"), dialogue=dialogue, code=petition)
    kind = OutcomeKind(request.POST.get("ket_qua", ""))
    try:
        services.record_outcome(petition=row, decision=Decision(kind=kind), at=moment_of(request), by=request.actor)
    except (BodyMissing, WordsMissing, GroundUnknown):
        return redirect(f"{reverse('hall:outcome', args=[code, petition])}?ket_qua={kind}&ve={_from(request)}")
    except (OutcomeStands, OutcomeUnknown) as error:
        # Another console was quicker: show what stands instead of an error.
        notes.told(request, str(error))
        return back_to(request, dialogue)
    say_recorded(request, row)
    return back_to(request, dialogue)


def _from(request: StaffRequest) -> str:
    return request.POST.get("ve") or request.GET.get("ve") or "chu-tri"


def say_recorded(request: StaffRequest, petition: Petition) -> None:
    """Say what was recorded, what is due by when and by which article, with the way back."""
    outcome = running.outcome_of(petition)
    if outcome is None:
        return
    due = console.coming_due(console.matter_of(petition).duties)
    more = ""
    if due is not None:
        duty, day = due
        body = f"{outcome.body.short_name}: " if outcome.body else ""
        more = f"{body}{duty.title_vi.lower()}, {_('hạn')} {vi_date(day)} ({duty.citation})."
        if duty.due_on is None:
            more = f"{body}{duty.title_vi.lower()}, {_('dự kiến')} {vi_date(day)} ({duty.citation})."
    lead = f"{petition.code}: {str(OUTCOMES[outcome.kind].long).lower()}."
    running_now = petition.dialogue.state == DialogueState.IN_SESSION
    undo = reverse("hall:undo", args=[petition.dialogue.code, petition.code]) if running_now else ""
    notes.done(request, lead, more, undo=undo)
    if outcome.kind == OutcomeKind.ANSWERED:
        heed_who_answers(request, petition.dialogue, outcome.body)


@require_http_methods(["GET", "POST"])
@staff
def outcome(request: StaffRequest, code: str, petition: str) -> HttpResponseBase:
    """Record or change an outcome with everything it needs."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_record_outcome(request.standing, dialogue))
    row = get_object_or_404(Petition.objects.select_related("dialogue"), dialogue=dialogue, code=petition)
    current = running.outcome_of(row)
    form = OutcomeForm(
        request.POST if request.method == "POST" else None,
        dialogue=dialogue,
        on=request.standing.on,
        changes=current is not None,
        initial=_initial(request, row, current),
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.record_outcome(
                petition=row,
                decision=_decision(form),
                at=timezone.now(),
                by=request.actor,
                reason=form.cleaned_data.get("reason", ""),
            )
        except (BodyMissing, WordsMissing, GroundUnknown, OutcomeStands) as error:
            form.add_error(_field_of(error), str(error))
        else:
            say_recorded(request, row)
            return back_to(request, dialogue)
    context = {
        "dialogue": dialogue,
        "matter": console.matter_of(row),
        "form": form,
        "current": current,
        "history": running.outcome_history(row),
        "me": _from(request),
        "today": request.standing.on,
    }
    return render(request, "hall/outcome.html", context)


def _initial(request: StaffRequest, petition: Petition, current: Outcome | None) -> dict[str, object]:
    if current is not None:
        return {
            "kind": request.GET.get("ket_qua", current.kind),
            "body": current.body_id,
            "ground": current.ground,
            "note": current.note,
            "answered_by": current.answered_by,
        }
    lead = lead_body(petition)
    return {"kind": request.GET.get("ket_qua", ""), "body": lead.pk if lead else None}


def _decision(form: OutcomeForm) -> Decision:
    data = form.cleaned_data
    kind = OutcomeKind(data["kind"])
    return Decision(
        kind=kind,
        body=data["body"],
        ground=data.get("ground", "") if kind == OutcomeKind.DECLINED else "",
        note=data["note"],
        answered_by=data["answered_by"],
    )


def _field_of(error: DomainError) -> str | None:
    names: dict[type[DomainError], str] = {
        BodyMissing: "body",
        WordsMissing: "note",
        GroundUnknown: "ground",
        OutcomeStands: "reason",
    }
    return names.get(type(error))


@require_POST
@staff
def undo(request: StaffRequest, code: str, petition: str) -> HttpResponse:
    """Take the newest outcome of a petition back."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_run(request.standing, dialogue))
    row = get_object_or_404(Petition.objects.select_related("dialogue"), dialogue=dialogue, code=petition)
    services.undo_outcome(petition=row, at=timezone.now(), by=request.actor)
    notes.done(request, _("Đã hoàn tác kết quả của %(code)s.") % {"code": row.code})
    return back_to(request, dialogue)
