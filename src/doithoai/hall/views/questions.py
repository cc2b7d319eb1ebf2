"""The secretary reads what came by phone or from home: on the list, merged with a turn, or not put up with a reason."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from doithoai.hall.access import StaffRequest, back_to, dialogue_or_404, require, staff
from doithoai.proceedings import permissions, services
from doithoai.proceedings.models import Question, Speech
from doithoai.screens import notes


@require_POST
@staff
def decide(request: StaffRequest, code: str, key: str) -> HttpResponse:
    """Decide on one question."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_run(request.standing, dialogue))
    row = get_object_or_404(Question.objects.select_related("dialogue"), dialogue=dialogue, key=key)
    at, by, act = timezone.now(), request.actor, request.POST.get("viec", "")
    if act == "dua-vao":
        listed = services.list_question(question=row, public_title=request.POST.get("ten", ""), at=at, by=by)
        turn = listed.speech
        notes.done(request, _("Đã đưa vào danh sách: lượt %(n)d.") % {"n": turn.order if turn else 0})
    elif act == "gop":
        other = get_object_or_404(Speech, dialogue=dialogue, key=request.POST.get("luot", ""))
        services.merge_question(question=row, speech=other, at=at, by=by)
        notes.done(request, _("Đã gộp với lượt %(n)d.") % {"n": other.order})
    else:
        services.hide_question(question=row, because=request.POST.get("ly_do", ""), at=at, by=by)
        notes.done(request, _("Không đưa lên; người hỏi thấy lý do."))
    return back_to(request, dialogue, "thu-ky")


@require_POST
@staff
def name_turn(request: StaffRequest, code: str, key: str) -> HttpResponse:
    """Say what the public's live page calls a turn."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_run(request.standing, dialogue))
    row = get_object_or_404(Speech.objects.select_related("dialogue"), dialogue=dialogue, key=key)
    services.name_for_public(speech=row, public_title=request.POST.get("ten", ""), by=request.actor)
    notes.done(request, _("Đã đổi tên việc trên trang trực tiếp."))
    return back_to(request, dialogue, "thu-ky")
