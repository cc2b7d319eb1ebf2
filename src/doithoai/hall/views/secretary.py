"""The secretary's console: the words of each turn, who answered, what the program cannot know."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from doithoai.common.errors import DomainError
from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import Dialogue
from doithoai.hall import console
from doithoai.hall.access import StaffRequest, dialogue_or_404, require, staff, unchanged
from doithoai.hall.forms import AnswerForm, RemarkForm, SummaryForm, TurnForm
from doithoai.hall.later import console_act, moment_of
from doithoai.hall.views.acts import heed_who_answers
from doithoai.hall.views.host import keys_of
from doithoai.petitions.models import Petition
from doithoai.proceedings import permissions, services
from doithoai.proceedings.enums import HidingReason
from doithoai.proceedings.errors import ReasonMissing
from doithoai.proceedings.models import HandedAnswer, MinutesEntry, Speech
from doithoai.proceedings.queries import minutes, running
from doithoai.proceedings.queries.agencies import answers_handed, in_the_room
from doithoai.proceedings.queries.broadcasts import lines_of
from doithoai.proceedings.queries.interruptions import open_interruption
from doithoai.proceedings.queries.questions import questions_waiting, wanted_by
from doithoai.proceedings.services.turns import words_mark
from doithoai.screens import notes


def _may(request: StaffRequest, dialogue: Dialogue) -> bool:
    person = request.standing
    return permissions.can_run(person, dialogue) or permissions.can_write_minutes(person, dialogue)


@require_safe
@staff
def show(request: StaffRequest, code: str) -> HttpResponseBase:
    """Show the console; its forms keep a draft on the secretary's machine."""
    dialogue = dialogue_or_404(request, code)
    require(_may(request, dialogue))
    stamp = console.stamp_of(dialogue)
    return unchanged(request, stamp) or render(request, "hall/secretary.html", _context(request, dialogue, stamp))


def _context(request: StaffRequest, dialogue: Dialogue, stamp: str) -> dict[str, object]:
    at = timezone.now()
    turn = running.turn_at_hand(dialogue)
    over = dialogue.held_on is not None
    queue = list(running.turns_of(dialogue))
    waiting = [row for row in queue if row.started_at is None and row.skipped_at is None and not over]
    return {
        "over": over,
        "dialogue": dialogue,
        "today": request.standing.on,
        "at": at,
        "stamp": stamp,
        "me": "thu-ky",
        "live": dialogue.state == DialogueState.IN_SESSION,
        "programme": console.programme_of(dialogue, at=at),
        "broken": open_interruption(dialogue),
        "lines": lines_of(dialogue),
        "turn": turn,
        "speaking": turn is not None and turn.ended_at is None,
        "minutes": console.local_minutes(turn, at=at) if turn and turn.ended_at is None else 0,
        "matter": console.matter_of(turn.petition, here=in_the_room(dialogue)) if turn and turn.petition else None,
        "summary_form": _summary_form(turn) if turn else None,
        "answer_form": AnswerForm(dialogue=dialogue, on=request.standing.on, auto_id="tl_%s"),
        "turn_form": TurnForm(dialogue=dialogue, auto_id="gt_%s"),
        "remark_form": RemarkForm(),
        "phrases": minutes.phrases_of(dialogue.unit),
        "seen": words_mark(turn) if turn else "",
        "entries": list(minutes.entries_of(dialogue).order_by("-happened_at", "-pk")[:40]),
        "waiting": waiting,
        "tally": running.tally_of(dialogue),
        "keys": keys_of(dialogue),
        "people": running.people_present(dialogue),
        "points": dialogue.venue_points.count(),
        "questions": list(questions_waiting(dialogue)) if not over else [],
        "handed": list(answers_handed(dialogue)) if not over else [],
        "hiding_reasons": HidingReason.choices,
        "wanted": wanted_by(dialogue),
        "can_write": permissions.can_write_minutes(request.standing, dialogue),
        "can_run": permissions.can_run(request.standing, dialogue),
        "can_record": permissions.can_record_outcome(request.standing, dialogue),
    }


def _summary_form(turn: Speech) -> SummaryForm:
    form = SummaryForm(initial={"speaker": turn.speaker, "summary": turn.summary})
    # A draft that is kept on the machine belongs to its turn.
    form.fields["summary"].widget.attrs["data-draft"] = f"summary-{turn.key}"
    return form


@require_POST
@console_act
def summarise(request: StaffRequest, code: str, key: str) -> HttpResponse:
    """Keep the words of a turn."""
    dialogue = dialogue_or_404(request, code)
    require(_may(request, dialogue))
    turn = get_object_or_404(Speech, dialogue=dialogue, key=key)
    form = SummaryForm(request.POST)
    if form.is_valid():
        services.summarise_turn(
            turn=turn,
            speaker=form.cleaned_data["speaker"],
            summary=form.cleaned_data["summary"],
            seen=request.POST.get("truoc"),
            by=request.actor,
        )
        notes.done(request, _("Đã ghi lời phát biểu."))
    else:
        raise ReasonMissing("Chưa ghi được: hãy ghi người nói.")
    return redirect("hall:secretary", code=dialogue.code)


@require_http_methods(["GET", "POST"])
@console_act
def answer(request: StaffRequest, code: str, petition: str) -> HttpResponseBase:
    """Record what an agency answered."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_run(request.standing, dialogue))
    row = get_object_or_404(Petition.objects.select_related("dialogue"), dialogue=dialogue, code=petition)
    form = AnswerForm(request.POST if request.method == "POST" else None, dialogue=dialogue, on=request.standing.on)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            services.note_answer(
                petition=row,
                answered_by=data["answered_by"],
                text=data["text"],
                body=data["body"],
                at=moment_of(request),
                by=request.actor,
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            notes.done(request, _("Đã ghi câu trả lời."))
            heed_who_answers(request, dialogue, data["body"])
            return redirect("hall:secretary", code=dialogue.code)
    context = {
        "dialogue": dialogue,
        "form": form,
        "title": _("Câu trả lời cho %(code)s") % {"code": row.code},
        "word": _("Ghi câu trả lời"),
        "me": "thu-ky",
    }
    return render(request, "hall/form.html", context)


@require_POST
@console_act
def handed(request: StaffRequest, code: str, key: str) -> HttpResponse:
    """Take the text that an agency handed in into the minutes, or set it aside."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_run(request.standing, dialogue))
    row = get_object_or_404(HandedAnswer, petition__dialogue=dialogue, key=key)
    if request.POST.get("viec") == "de-lai":
        services.set_answer_aside(answer=row, at=moment_of(request), by=request.actor)
        notes.done(request, _("Đã để lại, không ghi vào biên bản."))
    else:
        text = request.POST.get("text", "")[:8000]
        services.take_handed_answer(answer=row, text=text, at=moment_of(request), by=request.actor)
        notes.done(request, _("Đã ghi câu trả lời."))
        heed_who_answers(request, dialogue, row.body)
    return redirect("hall:secretary", code=dialogue.code)


@require_POST
@console_act
def remark(request: StaffRequest, code: str) -> HttpResponse:
    """Add a line to the minutes."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_write_minutes(request.standing, dialogue))
    form = RemarkForm(request.POST)
    if form.is_valid():
        services.add_remark(dialogue=dialogue, text=form.cleaned_data["text"], at=moment_of(request), by=request.actor)
        notes.done(request, _("Đã thêm vào biên bản."))
    else:
        raise ReasonMissing("Hãy ghi nội dung cần thêm.")
    return redirect("hall:secretary", code=dialogue.code)


@require_http_methods(["GET", "POST"])
@staff
def correct(request: StaffRequest, code: str, entry: int) -> HttpResponseBase:
    """Correct a line by a new one; the old one stays in the record."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_write_minutes(request.standing, dialogue))
    row = get_object_or_404(MinutesEntry.objects.select_related("dialogue"), dialogue=dialogue, pk=entry)
    form = RemarkForm(request.POST if request.method == "POST" else None, initial={"text": row.text})
    form.fields["text"].label = _("Nội dung đúng")
    if request.method == "POST" and form.is_valid():
        try:
            services.correct_entry(entry=row, text=form.cleaned_data["text"], by=request.actor)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            notes.done(request, _("Đã đính chính; dòng cũ vẫn lưu."))
            return redirect("hall:secretary", code=dialogue.code)
    context = {
        "dialogue": dialogue,
        "form": form,
        "title": _("Đính chính một dòng của biên bản"),
        "word": _("Đính chính"),
        "me": "thu-ky",
    }
    return render(request, "hall/form.html", context)
