"""Asking the petitioner, typing what they say at the counter, taking a question back."""

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from doithoai.common.errors import DomainError
from doithoai.desk.access import StaffRequest, require, staff
from doithoai.desk.forms.asking_back import AskBackForm, TypeAnswerForm
from doithoai.desk.views.petitions.found import Found, petition_or_404
from doithoai.dialogues import permissions as dialogues
from doithoai.obligations import calendars
from doithoai.organisations.models import Body
from doithoai.petitions import permissions, services
from doithoai.petitions.enums import InformationWay
from doithoai.petitions.models import InformationRequest
from doithoai.screens import notes, once

_SUGGESTED_DAYS = 5  # working days for the petitioner; a suggestion of ours, no number of the law


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def ask(request: StaffRequest, code: str) -> HttpResponse:
    """Ask the petitioner; the page says beforehand what the message will say of the deadlines."""
    found = petition_or_404(request, code)
    require(permissions.can_ask_back(request.standing, found.petition, found.lead))
    form = AskBackForm(
        request.POST if request.method == "POST" else None, initial={"due_on": _suggested(found, request)}
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data

        def verb() -> None:
            services.request_information(
                petition=found.petition,
                body=_asker(request, found),
                text=given["text"],
                due_on=given["due_on"],
                on=request.standing.on,
                by=request.actor,
            )

        if _done_once(request, form, verb):
            notes.done(request, _("Đã hỏi người kiến nghị."), _("Câu hỏi đi theo cách nhận trả lời mà họ đã chọn."))
            return redirect("desk:petition", code)
    clock = services.words_on_clock(services.running_for(found.petition), on=request.standing.on)
    lead = _("Trong thư gửi người kiến nghị có câu: “%(clock)s”") % {"clock": clock}
    return _page(request, found, form, title=_("Hỏi thêm người kiến nghị"), word=_("Gửi câu hỏi"), lead=lead)


def _asker(request: StaffRequest, found: Found) -> Body:
    """Return the body in whose name the person asks: the host office, else the one that leads."""
    if dialogues.can_prepare(request.standing, found.petition.dialogue) or found.lead is None:
        return found.petition.dialogue.host_office
    return found.lead.body


def _suggested(found: Found, request: StaffRequest) -> date:
    calendar = calendars.calendar_of(found.petition.dialogue.unit.key)
    return calendar.due_after(request.standing.on, _SUGGESTED_DAYS, "working_days")


def _question_or_404(found: Found, key: str) -> InformationRequest:
    row = found.petition.information_requests.select_related("body").filter(key=key).first()
    if row is None:
        raise Http404
    row.petition = found.petition
    return row


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def type_answer(request: StaffRequest, code: str, key: str) -> HttpResponse:
    """Write down what the petitioner says at the counter."""
    found = petition_or_404(request, code)
    question = _question_or_404(found, key)
    require(permissions.can_type_answer(request.standing, question, found.petition))
    form = TypeAnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():

        def verb() -> None:
            services.provide_information(
                request=question,
                text=form.cleaned_data["text"],
                way=InformationWay.COUNTER,
                on=request.standing.on,
                by=request.actor,
            )

        if _done_once(request, form, verb):
            notes.done(request, _("Đã ghi câu trả lời của người kiến nghị."))
            return redirect("desk:petition", code)
    title = _("Ghi câu trả lời tại nơi tiếp dân")
    return _page(request, found, form, title=title, word=_("Lưu câu trả lời"), lead=question.text)


@require_POST
@staff
def withdraw(request: StaffRequest, code: str, key: str) -> HttpResponse:
    """Take a question back."""
    found = petition_or_404(request, code)
    question = _question_or_404(found, key)
    require(permissions.can_withdraw_question(request.standing, question, found.petition))
    services.withdraw_information_request(request=question, on=request.standing.on, by=request.actor)
    notes.done(request, _("Đã rút câu hỏi."), _("Người đã nhận câu hỏi được báo là không cần trả lời nữa."))
    return redirect("desk:petition", code)


def _done_once(request: StaffRequest, form: AskBackForm | TypeAnswerForm, verb: Callable[[], None]) -> bool:
    try:
        with transaction.atomic():
            if once.first_time(request, form.cleaned_data["once"]):
                verb()
    except DomainError as error:
        form.add_error(None, str(error))
        return False
    return True


def _page(
    request: StaffRequest, found: Found, form: AskBackForm | TypeAnswerForm, *, title: str, word: str, lead: str
) -> HttpResponse:
    context = {
        "petition": found.petition,
        "dialogue": found.petition.dialogue,
        "form": form,
        "title": title,
        "lead": lead,
        "word": word,
    }
    return render(request, "desk/petitions/form.html", context)
