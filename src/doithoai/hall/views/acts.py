"""Buttons that all consoles share: steps of the programme, turns to speak."""

from collections.abc import Callable

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from doithoai.accounts.vault import PersonalDetails
from doithoai.common.errors import DomainError
from doithoai.dialogues.models import Dialogue
from doithoai.hall.access import StaffRequest, back_to, dialogue_or_404, require, staff
from doithoai.hall.forms import RaisedForm, ReasonForm, TurnForm
from doithoai.hall.later import console_act
from doithoai.organisations.models import Body
from doithoai.petitions.enums import IntakeChannel, ReplyChannel
from doithoai.petitions.models import Petition
from doithoai.petitions.services import Opinion, Petitioner
from doithoai.proceedings import permissions, services
from doithoai.proceedings.models import ProgrammeStep, Speech
from doithoai.proceedings.queries import law
from doithoai.proceedings.services.turns import presiding_body
from doithoai.screens import notes, once


def _running(request: StaffRequest, code: str) -> Dialogue:
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_run(request.standing, dialogue))
    return dialogue


def heed_who_answers(request: StaffRequest, dialogue: Dialogue, body: Body | None) -> None:
    """Warn that an agency answered in the room where the regulation lets only the host; what was said stays (A18)."""
    item = law.host_answers_alone(dialogue)
    if item is None or body is None or body == presiding_body(dialogue):
        return
    notes.warned(
        request,
        _("Ở cấp này chủ trì tự trả lời (%(article)s).") % {"article": item.citation},
        _("Cơ quan nêu số liệu; để chủ trì nói lời trả lời, hoặc ghi “Tiếp thu” để cơ quan trả lời bằng văn bản."),
    )


@require_POST
@staff
def step(request: StaffRequest, code: str, number: int) -> HttpResponse:
    """Start or end a step."""
    dialogue = _running(request, code)
    row = get_object_or_404(ProgrammeStep.objects.select_related("dialogue"), dialogue=dialogue, number=number)
    if request.POST.get("viec") == "ket-thuc":
        services.end_step(step=row, at=timezone.now(), by=request.actor)
    else:
        services.start_step(step=row, at=timezone.now(), by=request.actor)
    return back_to(request, dialogue)


@require_http_methods(["GET", "POST"])
@staff
def skip_step(request: StaffRequest, code: str, number: int) -> HttpResponse:
    """Pass over a conditional step, with the reason."""
    dialogue = _running(request, code)
    row = get_object_or_404(ProgrammeStep.objects.select_related("dialogue"), dialogue=dialogue, number=number)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.skip_step(step=row, reason=form.cleaned_data["reason"], at=timezone.now(), by=request.actor)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            notes.done(request, _("Đã bỏ bước %(number)d.") % {"number": row.number})
            return back_to(request, dialogue)
    title = _("Bỏ bước %(number)d. %(title)s") % {"number": row.number, "title": row.title}
    return _form_page(request, dialogue, form, title=title, word=_("Bỏ bước này"))


@require_POST
@staff
def next_turn(request: StaffRequest, code: str) -> HttpResponse:
    """Call the next speaker."""
    dialogue = _running(request, code)
    if services.next_turn(dialogue=dialogue, at=timezone.now(), by=request.actor) is None:
        notes.told(request, _("Không còn ai chờ phát biểu."), _("Thêm người giơ tay, hoặc sang bước sau."))
    return back_to(request, dialogue)


@require_POST
@staff
def share(request: StaffRequest, code: str) -> HttpResponse:
    """Let the venue points take turns."""
    dialogue = _running(request, code)
    services.share_among_points(dialogue=dialogue, by=request.actor)
    notes.done(
        request, _("Các điểm cầu đã được xếp xen kẽ."), _("Điểm nói ít hơn đứng trước; trong một điểm giữ thứ tự.")
    )
    return back_to(request, dialogue)


_ACTS: dict[str, Callable[[StaffRequest, Speech], object]] = {
    "moi": lambda request, turn: services.start_turn(turn=turn, at=timezone.now(), by=request.actor),
    "xong": lambda request, turn: services.end_turn(turn=turn, at=timezone.now(), by=request.actor),
    "vang": lambda request, turn: services.skip_turn(turn=turn, at=timezone.now(), by=request.actor),
    "xep-lai": lambda request, turn: services.put_turn_back(turn=turn, by=request.actor),
    "len": lambda request, turn: services.move_turn(turn=turn, up=True, by=request.actor),
    "xuong": lambda request, turn: services.move_turn(turn=turn, up=False, by=request.actor),
    "noi-tiep": lambda request, turn: services.speak_again(turn=turn, at_once=True, by=request.actor),
    "vong-sau": lambda request, turn: services.speak_again(turn=turn, at_once=False, by=request.actor),
}


@require_POST
@staff
def turn(request: StaffRequest, code: str, key: str) -> HttpResponse:
    """Call, end, pass over, put back or move one turn."""
    dialogue = _running(request, code)
    row = get_object_or_404(Speech.objects.select_related("dialogue"), dialogue=dialogue, key=key)
    act = _ACTS.get(request.POST.get("viec", ""))
    if act is not None:
        act(request, row)
    return back_to(request, dialogue)


@require_http_methods(["GET", "POST"])
@console_act
def add_turn(request: StaffRequest, code: str) -> HttpResponse:
    """Put somebody who raised a hand at the end of the queue, or before all who wait."""
    dialogue = _running(request, code)
    form = TurnForm(request.POST if request.method == "POST" else None, dialogue=dialogue)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if once.first_time(request, data["once"]):
            services.add_turn(
                dialogue=dialogue,
                speaker=data["speaker"],
                about=data["about"],
                venue_point=data.get("venue_point"),
                at_once=data["at_once"],
                by=request.actor,
            )
        notes.done(request, _("Đã xếp lên đầu hàng.") if data["at_once"] else _("Đã thêm vào cuối hàng."))
        return back_to(request, dialogue)
    return _form_page(request, dialogue, form, title=_("Thêm người phát biểu"), word=_("Thêm vào hàng"))


@require_POST
@staff
def call_petition(request: StaffRequest, code: str, petition: str) -> HttpResponse:
    """Put a petition that nobody speaks to on the table: the secretary reads it out."""
    dialogue = _running(request, code)
    row = get_object_or_404(Petition, dialogue=dialogue, code=petition)
    speech = Speech.objects.filter(dialogue=dialogue, petition=row, body=None).order_by("order").first()
    if speech is None:
        speech = services.add_turn(dialogue=dialogue, petition=row, by=request.actor)
    if speech.started_at is None:
        services.start_turn(turn=speech, at=timezone.now(), by=request.actor)
    return back_to(request, dialogue)


@require_http_methods(["GET", "POST"])
@staff
def raised(request: StaffRequest, code: str) -> HttpResponseBase:
    """Write down a petition raised in the room and give its receipt."""
    dialogue = _running(request, code)
    turn_at_hand = Speech.objects.filter(dialogue=dialogue, key=request.GET.get("luot", "")).first()
    form = RaisedForm(
        request.POST if request.method == "POST" else None,
        initial={"text": turn_at_hand.summary if turn_at_hand else ""},
    )
    if request.method == "POST" and form.is_valid():
        try:
            return _register(request, dialogue, form, turn_at_hand)
        except DomainError as error:
            form.add_error(None, str(error))
    return _form_page(request, dialogue, form, title=_("Kiến nghị nêu tại hội nghị"), word=_("Ghi kiến nghị"))


def _register(
    request: StaffRequest, dialogue: Dialogue, form: RaisedForm, turn_at_hand: Speech | None
) -> HttpResponseBase:
    data = form.cleaned_data
    if not once.first_time(request, data["once"]):
        return redirect("hall:host", code=dialogue.code)
    details = PersonalDetails(data["full_name"], phone=data["phone"], address=data["address"])
    named = any((details.full_name, details.phone, details.address))
    opinion = Opinion(
        text=data["text"],
        place=data["place"],
        channel=IntakeChannel.AT_CONFERENCE,
        received_on=request.standing.on,
        at_conference=True,
    )
    channel = ReplyChannel(data["reply_channel"])
    _speech, received = services.raise_in_room(
        dialogue=dialogue,
        opinion=opinion,
        petitioner=Petitioner(details=details if named else None, reply_channel=channel),
        turn=turn_at_hand,
        on=request.standing.on,
        by=request.actor,
    )
    context = {"dialogue": dialogue, "received": received, "me": request.POST.get("ve") or request.GET.get("ve")}
    return render(request, "hall/receipt.html", context)


def _form_page(request: StaffRequest, dialogue: Dialogue, form: object, *, title: str, word: str) -> HttpResponse:
    me = request.POST.get("ve") or request.GET.get("ve") or "chu-tri"
    context = {"dialogue": dialogue, "form": form, "title": title, "word": word, "me": me}
    return render(request, "hall/form.html", context)


@require_POST
@staff
def limit(request: StaffRequest, code: str) -> HttpResponse:
    """Set after how many minutes the bell rings for whoever speaks."""
    dialogue = _running(request, code)
    said = request.POST.get("phut", "").strip() or "0"
    if not said.isdecimal() or int(said) > 120:
        notes.refused(request, _("Ghi số phút mỗi lượt, từ 0 đến 120."))
        return back_to(request, dialogue)
    minutes = services.set_speaking_minutes(dialogue=dialogue, minutes=int(said), by=request.actor)
    notes.done(
        request,
        _("Mỗi lượt %(n)d phút.") % {"n": minutes} if minutes else _("Không nhắc thời gian mỗi lượt."),
    )
    return back_to(request, dialogue)


@require_POST
@staff
def answered(request: StaffRequest, code: str, key: str) -> HttpResponse:
    """Take a turn off the queue whose matter was answered in another one, if its speaker agrees."""
    dialogue = _running(request, code)
    row = get_object_or_404(Speech.objects.select_related("dialogue"), dialogue=dialogue, key=key)
    other = get_object_or_404(Speech, dialogue=dialogue, key=request.POST.get("da_tra_loi", ""))
    try:
        services.take_as_answered(
            turn=row,
            answered=other,
            consent=request.POST.get("dong_y") == "1",
            at=timezone.now(),
            by=request.actor,
        )
    except DomainError as error:
        notes.refused(request, str(error))
    else:
        notes.done(request, _("Lượt %(n)d: đã được trả lời ở lượt %(m)d.") % {"n": row.order, "m": other.order})
    return back_to(request, dialogue)


@require_POST
@staff
def represent(request: StaffRequest, code: str, number: int) -> HttpResponse:
    """Note who gives a step for the host."""
    dialogue = _running(request, code)
    row = get_object_or_404(ProgrammeStep.objects.select_related("dialogue"), dialogue=dialogue, number=number)
    try:
        services.name_representative(
            step=row, representative=request.POST.get("dai_dien", ""), at=timezone.now(), by=request.actor
        )
    except DomainError as error:
        notes.refused(request, str(error))
    else:
        notes.done(request, _("Đã ghi người đại diện trình bày."))
    return back_to(request, dialogue)
