"""What can be done to the ticked matters: one page with its form, one verb, all or nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import transaction
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from doithoai.common.errors import DomainError
from doithoai.desk.access import StaffRequest, dialogue_or_404, require, staff
from doithoai.desk.forms import follow_up as ours
from doithoai.desk.views.follow_up.choosing import require_seen, sending_body, ticked
from doithoai.desk.workspace import workspace_of
from doithoai.dialogues.models import Dialogue
from doithoai.dialogues.queries import rule_behind
from doithoai.organisations.models import Body
from doithoai.petitions import follow_up_permissions as may
from doithoai.petitions import queries, services
from doithoai.petitions.enums import ReplyKind, Result
from doithoai.petitions.errors import FollowUpRefused
from doithoai.petitions.models import Draft, Petition
from doithoai.petitions.services.following import host_body
from doithoai.screens import notes, once
from doithoai.workdays.dates import vi_date

TAB = "dialogue-follow-up"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One deed under way: who asks, on which petitions, for which body."""

    request: StaffRequest
    dialogue: Dialogue
    petitions: Sequence[Petition]
    body: Body | None


@dataclass(frozen=True, slots=True)
class Chosen:
    """One ticked matter on the page of a deed: why it stands in the way, the answer that would be sent."""

    matter: queries.Matter
    fault: str
    answer: Draft | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What can be done: its code in the address, words, form, who may, the verb; the verb returns what to say.

    `lead` says what follows from it and what does not; `fact` is what it records: the law says which rule asks for it.
    """

    code: str
    title: str | Promise
    word: str | Promise
    icon: str
    lead: str | Promise
    form: type[forms.Form]
    allowed: Callable[[Task], bool]
    run: Callable[[Task, dict[str, Any]], str]
    fact: str = ""
    final: bool = False  # cannot be taken back


def _body_of(task: Task) -> Body:
    if task.body is None:
        raise FollowUpRefused(_("Cơ quan của bạn không chủ trì kiến nghị nào đã chọn. Hãy chọn lại."))
    return task.body


def _own(check: Callable[[Any, Dialogue, Body], bool]) -> Callable[[Task], bool]:
    def allowed(task: Task) -> bool:
        return task.body is not None and check(task.request.standing, task.dialogue, task.body)

    return allowed


def _office(task: Task) -> bool:
    return may.can_settle(task.request.standing, task.dialogue)


def _report(task: Task, data: dict[str, Any]) -> str:
    paper = services.report_to_host(
        petitions=task.petitions,
        body=_body_of(task),
        reception=data["reception"],
        direction=data["direction"],
        on=task.request.standing.on,
        by=task.request.actor,
    )
    return _("Đã gửi báo cáo số %(number)s về %(count)d kiến nghị.") % {
        "number": paper.symbol,
        "count": len(task.petitions),
    }


def _propose(task: Task, data: dict[str, Any]) -> str:
    made = services.propose_due_date(
        petitions=task.petitions,
        body=_body_of(task),
        due_on=data["due_on"],
        solution=data["solution"],
        on=task.request.standing.on,
        by=task.request.actor,
    )
    return _("Đã đề xuất %(day)s cho %(count)d kiến nghị; chờ chủ trì quyết định.") % {
        "day": vi_date(data["due_on"]),
        "count": len(made),
    }


def _send(task: Task, body: Body, data: dict[str, Any]) -> str:
    sent = services.send_reply(
        petitions=task.petitions,
        body=body,
        kind=ReplyKind(data["kind"]),
        text=data["text"] or None,
        new_date=data.get("new_date"),
        on=task.request.standing.on,
        by=task.request.actor,
    )
    first, last = sent[0].number, sent[-1].number
    numbers = first if len(sent) == 1 else _("từ %(first)s đến %(last)s") % {"first": first, "last": last}
    return _("Đã ký và gửi %(count)d văn bản, số %(numbers)s.") % {"count": len(sent), "numbers": numbers}


def _reply(task: Task, data: dict[str, Any]) -> str:
    return _send(task, _body_of(task), data)


def _reply_for_host(task: Task, data: dict[str, Any]) -> str:
    return _send(task, host_body(task.dialogue), data)


def _settle(task: Task, data: dict[str, Any]) -> str:
    result = Result(data["result"])
    rows = services.record_result(
        petitions=task.petitions,
        result=result,
        until=data["until"],
        note=data["note"],
        on=task.request.standing.on,
        by=task.request.actor,
    )
    return _("Đã ghi “%(result)s” cho %(count)d kiến nghị.") % {"result": result.label, "count": len(rows)}


def _close(task: Task, _data: dict[str, Any]) -> str:
    rows = services.close_petitions(petitions=task.petitions, on=task.request.standing.on, by=task.request.actor)
    return _("Đã kết thúc %(count)d kiến nghị.") % {"count": len(rows)}


def _chase(task: Task, data: dict[str, Any]) -> str:
    made = services.chase_petitions(
        petitions=task.petitions, text=data["text"], on=task.request.standing.on, by=task.request.actor
    )
    return _("Đã nhắc cơ quan chủ trì %(count)d kiến nghị.") % {"count": len(made)}


DEEDS: tuple[Deed, ...] = (
    Deed(
        code="bao-cao",
        title=gettext_lazy("Báo cáo chủ trì"),
        word=gettext_lazy("Ký và gửi báo cáo"),
        icon="doc",
        lead=gettext_lazy("Một văn bản cho các kiến nghị đã chọn. Báo cáo chưa phải là trả lời người kiến nghị."),
        form=ours.ReportForm,
        allowed=_own(may.can_send),
        run=_report,
        fact="agency_reported",
        final=True,
    ),
    Deed(
        code="de-xuat",
        title=gettext_lazy("Đề xuất thời hạn"),
        word=gettext_lazy("Đề xuất với chủ trì"),
        icon="cal",
        lead=gettext_lazy("Thời hạn ràng buộc cơ quan từ khi chủ trì chấp nhận."),
        form=ours.ProposeForm,
        allowed=_own(may.can_propose),
        run=_propose,
        fact="resolution_date_proposed",
    ),
    Deed(
        code="tra-loi",
        title=gettext_lazy("Gửi văn bản cho người kiến nghị"),
        word=gettext_lazy("Ký và gửi"),
        icon="send",
        lead=gettext_lazy(
            "Mỗi kiến nghị một văn bản có số; người có kiến nghị đã gộp cũng nhận. Gửi rồi thì không thu lại được."
        ),
        form=ours.ReplyForm,
        allowed=_own(may.can_send),
        run=_reply,
        fact="reply_sent",
        final=True,
    ),
    Deed(
        code="ket-qua",
        title=gettext_lazy("Ghi kết quả giải quyết"),
        word=gettext_lazy("Ghi kết quả"),
        icon="pen",
        lead=gettext_lazy("Đã trả lời không có nghĩa là đã giải quyết xong; hai việc ghi riêng."),
        form=ours.ResultForm,
        allowed=_office,
        run=_settle,
    ),
    Deed(
        code="nhac",
        title=gettext_lazy("Nhắc cơ quan chủ trì"),
        word=gettext_lazy("Gửi lời nhắc"),
        icon="bell",
        lead=gettext_lazy("Mỗi cơ quan nhận lời nhắc cho những kiến nghị của mình."),
        form=ours.ChaseForm,
        allowed=_office,
        run=_chase,
    ),
    Deed(
        code="ket-thuc",
        title=gettext_lazy("Kết thúc kiến nghị"),
        word=gettext_lazy("Kết thúc"),
        icon="lock",
        lead=gettext_lazy("Chỉ khi đã trả lời và đã ghi kết quả cuối cùng. Muốn làm tiếp thì mở lại, có lý do."),
        form=ours.ConfirmForm,
        allowed=_office,
        run=_close,
    ),
    Deed(
        code="tra-loi-thay",
        title=gettext_lazy("Chủ trì trả lời người kiến nghị"),
        word=gettext_lazy("Gửi với chữ ký của chủ trì"),
        icon="reply",
        lead=gettext_lazy("Cho việc đã kiến nghị cấp trên: báo tạm, rồi báo lại trả lời của cấp trên."),
        form=ours.HostReplyForm,
        allowed=lambda task: may.can_reply_for_host(task.request.standing, task.dialogue),
        run=_reply_for_host,
        fact="reply_sent",
        final=True,
    ),
)


def deeds_for(task: Task) -> list[Deed]:
    """Return what the person may do here."""
    return [deed for deed in DEEDS if deed.allowed(task)]


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def do(request: StaffRequest, code: str) -> HttpResponse:
    """Show the form of one deed for the ticked matters, and do it."""
    dialogue = dialogue_or_404(request, code)
    require_seen(request, dialogue)
    data = request.POST if request.method == "POST" else request.GET
    deed = next((one for one in DEEDS if one.code == data.get("viec")), None)
    if deed is None:
        raise Http404
    petitions = ticked(request, dialogue, data)
    if not petitions:
        notes.warned(request, _("Chưa chọn kiến nghị nào."), _("Đánh dấu ở đầu dòng rồi chọn việc."))
        return redirect(_back(request, dialogue, data))
    task = Task(request=request, dialogue=dialogue, petitions=petitions, body=sending_body(request, petitions))
    require(deed.allowed(task))
    form = deed.form(request.POST if request.method == "POST" else None)
    rows: Sequence[tuple[str, str]] = ()
    if request.method == "POST" and form.is_valid():
        try:
            _do_once(task, deed, form.cleaned_data)
        except FollowUpRefused as error:
            rows = error.rows
            form.add_error(
                None, _("Chưa làm gì. Xem lý do ở từng kiến nghị đã chọn, có dấu cảnh báo.") if rows else str(error)
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect(_back(request, dialogue, data))
    return _page(task, deed, form, dict(rows), _back(request, dialogue, data))


def _do_once(task: Task, deed: Deed, data: dict[str, Any]) -> None:
    with transaction.atomic():
        if not once.first_time(task.request, data["once"]):
            notes.done(task.request, _("Đã xong ở lần bấm trước; không làm lại lần nữa."))
            return
        notes.done(task.request, deed.run(task, data))


def _back(request: StaffRequest, dialogue: Dialogue, data: QueryDict) -> str:
    """Return the page from which the person came, if it is one of ours."""
    page = data.get("ve", "")
    if page and url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure()):
        return page
    return reverse(f"desk:{TAB}", args=[dialogue.code])


def _page(task: Task, deed: Deed, form: forms.Form, faults: dict[str, str], back: str) -> HttpResponse:
    services.shield_for(task.request.standing, task.petitions)  # only now: the verbs have read what is stored
    answers = queries.approved_answers(task.petitions, task.body) if deed.form is ours.ReplyForm and task.body else {}
    rows = [
        Chosen(matter, faults.get(matter.petition.code, ""), answers.get(matter.petition.pk))
        for matter in queries.matters(task.petitions)
    ]
    context = {
        **workspace_of(task.request, task.dialogue, TAB),
        "deed": deed,
        "rule": rule_behind(task.dialogue, deed.fact) if deed.fact else None,
        "form": form,
        "rows": sorted(rows, key=lambda row: not row.fault),
        "shows_answers": deed.form is ours.ReplyForm,
        "faults": len(faults),
        "back": back,
        "body": task.body,
    }
    return render(task.request, "desk/follow_up/deed.html", context, status=200)
