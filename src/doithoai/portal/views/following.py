"""Following one's own petition or registration by code and secret, without an account."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from doithoai.common.actors import PUBLIC
from doithoai.common.errors import DomainError
from doithoai.common.text import one_line
from doithoai.dialogues import services as dialogues
from doithoai.dialogues.enums import DialogueState, RegistrationState
from doithoai.dialogues.errors import WrongSecret
from doithoai.dialogues.models import Registration
from doithoai.documents.serving import file_response
from doithoai.petitions import permissions as may
from doithoai.petitions import queries as petition_queries
from doithoai.petitions import services as petitions
from doithoai.petitions.models import Reply, Submitter
from doithoai.portal import limits, opened
from doithoai.portal.access import personal
from doithoai.portal.forms import FollowForm, QuestionForm, RateForm, ReasonForm, SupplementForm
from doithoai.portal.reads.following import Case, case_of
from doithoai.proceedings.queries.broadcasts import broadcast_of, may_enter_room
from doithoai.proceedings.queries.draws import draws_of, slip_number
from doithoai.screens import notes, once, qr
from doithoai.screens.dates import vi_date

WithSubmitter = Callable[..., HttpResponseBase]


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest) -> HttpResponseBase:
    """Ask for code and secret; a wrong pair gets one and the same answer, eight of them a pause."""
    if request.method != "POST":
        return _ask(request, FollowForm(initial={"code": one_line(request.GET.get("ma", ""))[:40]}))
    form = FollowForm(request.POST)
    if limits.is_over(limits.GUESSING, request):
        minutes = {"minutes": limits.GUESSING.minutes}
        form.add_error(
            None,
            _("Đã nhập sai nhiều lần. Hãy chờ khoảng %(minutes)d phút rồi thử lại, hoặc hỏi bộ phận một cửa.")
            % minutes,
        )
        return _ask(request, form, status=429)
    if not form.is_valid():
        return _ask(request, form)
    found = _find(form.cleaned_data["code"], form.cleaned_data["secret"])
    if found is None:
        limits.count(limits.GUESSING, request)
        form.add_error(
            None,
            _(
                "Mã và từ bí mật không khớp. Hãy xem lại biên nhận; "
                "mất biên nhận thì đến bộ phận một cửa để được cấp lại."
            ),
        )
        return _ask(request, form)
    limits.forget(limits.GUESSING, request)
    opened.open_for(request, found)
    return redirect("portal:follow-petition" if isinstance(found, Submitter) else "portal:follow-registration")


def _ask(request: HttpRequest, form: FollowForm, status: int = 200) -> HttpResponse:
    return render(request, "portal/follow.html", {"form": form}, status=status)


def _find(code: str, secret: str) -> Submitter | Registration | None:
    submitter = petition_queries.submitter_by_receipt(code, secret)
    if submitter is not None:
        return submitter
    try:
        return dialogues.registration_of(code=code, secret=secret)
    except WrongSecret:
        return None


def _opened(view: WithSubmitter) -> Callable[..., HttpResponseBase]:
    """Hand the view the submitter whose petition is open in this browser; ask for the secret again otherwise."""

    @wraps(view)
    def wrapped(request: HttpRequest, **more: Any) -> HttpResponseBase:
        submitter = opened.petition_in(request)
        if submitter is None:
            notes.told(
                request,
                _("Hãy nhập lại mã và từ bí mật."),
                _("Trang tự đóng sau 30 phút để người khác không xem được."),
            )
            return redirect("portal:follow")
        return view(request, submitter, **more)

    return personal(wrapped)


@_opened
@require_safe
def petition(request: HttpRequest, submitter: Submitter) -> HttpResponse:
    """Show the petition: three clocks, who has it, why each date, replies, what happened."""
    return _case_page(request, case_of(submitter, on=timezone.localdate()))


def _case_page(request: HttpRequest, case: Case) -> HttpResponse:
    context = {"case": case, "petition": case.petition, "dialogue": case.petition.dialogue, "minutes": opened.MINUTES}
    return render(request, "portal/follow_petition.html", context)


@_opened
@require_safe
def reply(_request: HttpRequest, submitter: Submitter, key: str) -> HttpResponseBase:
    """Hand out a written reply as PDF, to the one to whom it was written."""
    row = Reply.objects.filter(key=key, petition=submitter.petition).select_related("document__pdf").first()
    if row is None or row.document is None or row.document.pdf is None:
        raise Http404
    return file_response(row.document.pdf)


@_opened
@require_http_methods(["GET", "HEAD", "POST"])
def supplement(request: HttpRequest, submitter: Submitter) -> HttpResponseBase:
    """Take more words and files, or what is to be put right."""
    form = SupplementForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data

        def add() -> None:
            petitions.supplement_petition(
                submitter=submitter, text=given["text"], files=given["attachments"], on=timezone.localdate(), by=PUBLIC
            )

        if _done_once(request, form, add):
            notes.done(
                request, _("Đã nhận phần bổ sung của bạn."), _("Văn phòng và cơ quan đang giữ việc đều được báo.")
            )
            return redirect("portal:follow-petition")
    return render(request, "portal/follow_supplement.html", {"form": form, "petition": submitter.petition})


@_opened
@require_http_methods(["GET", "HEAD", "POST"])
def answer_question(request: HttpRequest, submitter: Submitter, key: str) -> HttpResponseBase:
    """Take the answer to what the office or the agency asked."""
    question = next((row for row in petition_queries.questions_to(submitter) if row.key == key), None)
    if question is None:
        raise Http404
    if not may.can_still_answer(question, question.petition):
        notes.told(request, _("Câu hỏi này không cần trả lời nữa."))
        return redirect("portal:follow-petition")
    form = QuestionForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data

        def answer() -> None:
            petitions.provide_information(
                request=question, text=given["text"], files=given["attachments"], on=timezone.localdate(), by=PUBLIC
            )

        if _done_once(request, form, answer):
            notes.done(request, _("Đã nhận câu trả lời của bạn."), _("Nơi hỏi được báo ngay."))
            return redirect("portal:follow-petition")
    context = {"form": form, "petition": submitter.petition, "question": question, "today": timezone.localdate()}
    return render(request, "portal/follow_question.html", context)


@_opened
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, submitter: Submitter) -> HttpResponseBase:
    """Take the petition back, for a reason that need not be given at length; it cannot be undone here."""
    form = ReasonForm(request.POST or None)
    form.fields["reason"].required = False
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]

        def take_back() -> None:
            petitions.withdraw_petition(petition=submitter.petition, reason=reason, on=timezone.localdate(), by=PUBLIC)

        if _done_once(request, form, take_back):
            notes.done(request, _("Đã rút kiến nghị."), _("Nội dung đã gửi vẫn lưu trong hồ sơ theo quy định."))
            return redirect("portal:follow-petition")
    return render(request, "portal/follow_withdraw.html", {"form": form, "petition": submitter.petition})


@_opened
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, submitter: Submitter) -> HttpResponseBase:
    """Take the wish to be forgotten; the office decides. Nothing is ticked beforehand."""
    problem = ""
    if request.method == "POST":
        if not request.POST.get("hieu"):
            problem = _("Hãy đánh dấu ô xác nhận rồi gửi lại.")
        else:
            try:
                asked = petitions.ask_erasure(submitter=submitter, on=timezone.localdate(), by=PUBLIC)
            except DomainError as error:
                problem = str(error)
            else:
                notes.done(
                    request,
                    _("Đã nhận yêu cầu xóa dữ liệu."),
                    _("Văn phòng trả lời chậm nhất %(day)s.") % {"day": vi_date(asked.due_on)},
                )
                return redirect("portal:follow-petition")
    context = {
        "petition": submitter.petition,
        "asked": petition_queries.erasure_of(submitter),
        "problem": problem,
    }
    return render(request, "portal/follow_erase.html", context)


@_opened
@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: HttpRequest, submitter: Submitter) -> HttpResponseBase:
    """Let the petitioner disagree with the answer: asking once more is a right."""
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]

        def take_up() -> None:
            petitions.reopen_petition(
                petition=submitter.petition, reason=reason, on=timezone.localdate(), by=PUBLIC, from_citizen=True
            )

        if _done_once(request, form, take_up):
            notes.done(request, _("Đã mở lại kiến nghị."), _("Cơ quan phải hẹn ngày và trả lời lại bằng văn bản."))
            return redirect("portal:follow-petition")
    left = petitions.reopenings_left(submitter.petition.merged_into or submitter.petition)
    context = {"form": form, "petition": submitter.petition, "left": left}
    return render(request, "portal/follow_reopen.html", context)


@_opened
@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: HttpRequest, submitter: Submitter) -> HttpResponseBase:
    """Keep how good the answer was; the newest counts."""
    form = RateForm(request.POST or None, initial={"stars": submitter.petition.stars})
    if request.method == "POST" and form.is_valid():
        stars = form.cleaned_data["stars"]

        def keep() -> None:
            petitions.rate_petition(petition=submitter.petition, stars=stars, on=timezone.localdate(), by=PUBLIC)

        if _done_once(request, form, keep):
            notes.done(request, _("Đã ghi đánh giá của bạn."))
            return redirect("portal:follow-petition")
    return render(request, "portal/follow_rate.html", {"form": form, "petition": submitter.petition})


def _done_once(request: HttpRequest, form: Any, verb: Callable[[], None]) -> bool:
    """Call the verb once for this showing of the form; say on the form why not, if it refuses."""
    try:
        with transaction.atomic():
            if once.first_time(request, form.cleaned_data["once"]):
                verb()
    except DomainError as error:
        form.add_error(None, str(error))
        return False
    return True


def _room_of(row: Registration) -> str:
    """Return the video room for somebody whose turn runs or comes next; nobody else gets its address."""
    if row.dialogue.state != DialogueState.IN_SESSION or not row.wants_to_speak:
        return ""
    found = broadcast_of(row.dialogue)
    return found.room_url if found is not None and found.room_url and may_enter_room(row) else ""


@personal
@require_safe
def registration(request: HttpRequest) -> HttpResponseBase:
    """Show a registration: which conference, which seat, the code for the door."""
    row = opened.registration_in(request)
    if row is None:
        return redirect("portal:follow")
    context = {
        "registration": row,
        "dialogue": row.dialogue,
        "sessions": row.dialogue.sessions.order_by("starts_at"),
        "qr": qr.svg(row.code),
        "room": _room_of(row),
        "slip": slip_number(row) if draws_of(row.dialogue).exists() else "",
        "can_withdraw": row.state in {RegistrationState.REGISTERED, RegistrationState.CONFIRMED},
        "minutes": opened.MINUTES,
    }
    return render(request, "portal/follow_registration.html", context)


@personal
@require_POST
def withdraw_registration(request: HttpRequest) -> HttpResponseBase:
    """Give a seat back."""
    row = opened.registration_in(request)
    if row is None:
        return redirect("portal:follow")
    try:
        dialogues.withdraw_registration(registration=row, on=timezone.localdate(), by=PUBLIC)
    except DomainError as error:
        notes.refused(request, str(error))
    else:
        notes.done(request, _("Đã rút đăng ký."), _("Chỗ của bạn dành cho người khác."))
    return redirect("portal:follow-registration")


@personal
@require_POST
def leave(request: HttpRequest) -> HttpResponseBase:
    """Close what was opened."""
    opened.leave(request)
    notes.done(request, _("Đã thoát."), _("Muốn xem lại, nhập mã và từ bí mật."))
    return redirect("portal:follow")
