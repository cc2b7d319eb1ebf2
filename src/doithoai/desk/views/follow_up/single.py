"""One petition after the conclusion: put it up, transfer it, take it up again, release what the public may read."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from doithoai.common.errors import DomainError
from doithoai.desk.access import StaffRequest, require, staff
from doithoai.desk.forms.follow_up import EscalateForm, RatingForm, ReopenForm, TransferForm
from doithoai.desk.views.follow_up.choosing import petition_address, petition_or_404
from doithoai.dialogues.queries import rule_behind
from doithoai.documents.serving import file_response
from doithoai.organisations import queries as organisations
from doithoai.petitions import follow_up_permissions as may
from doithoai.petitions import queries, services
from doithoai.petitions.enums import SaidBy
from doithoai.petitions.models import Petition, Reply
from doithoai.screens import notes, once


def _page(
    request: StaffRequest,
    petition: Petition,
    form: forms.Form,
    run: Callable[[dict[str, Any]], str],
    **words: Any,
) -> HttpResponse:
    """Show a form about one petition; do what it asks once, or say why not with the input kept."""
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                if once.first_time(request, form.cleaned_data["once"]):
                    notes.done(request, run(form.cleaned_data))
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect(petition_address(petition))
    context = {"petition": petition, "form": form, "back": petition_address(petition), **words}
    return render(request, "desk/follow_up/single.html", context)


def _named(request: StaffRequest, petition: Petition, *, above: bool) -> int | None:
    """Return the number of the body that the competence map names, above the unit or in it; a suggestion only."""
    known = queries.competence_of(petition.dialogue.unit, on=request.standing.on, fields=[petition.field])
    found = known.competent(petition.field, petition.place)
    return next((one.body.pk for one in found if one.body is not None and one.above is above), None)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def escalate(request: StaffRequest, code: str) -> HttpResponse:
    """Put the matter to the upper level."""
    petition = petition_or_404(request, code)
    require(may.can_settle(request.standing, petition.dialogue))
    form = EscalateForm(
        request.POST if request.method == "POST" else None, initial={"to_body": _named(request, petition, above=True)}
    )
    above = petition.dialogue.unit.parent
    if above is not None:
        form.fields["to_body"].queryset = organisations.bodies_of_unit(above, on=request.standing.on)  # type: ignore[attr-defined]  # a ModelChoiceField

    def run(data: dict[str, Any]) -> str:
        escalation = services.escalate(
            petition=petition,
            to_body=data["to_body"],
            text=data["text"],
            tell_petitioner=data["tell_petitioner"],
            on=request.standing.on,
            by=request.actor,
        )
        return _("Đã kiến nghị %(body)s về %(code)s.") % {"body": escalation.to_body.name, "code": petition.code}

    return _page(
        request,
        petition,
        form,
        run,
        title=_("Kiến nghị cấp trên"),
        lead=_("Văn bản mang số và chữ ký của chủ trì. Thời hạn của kiến nghị tạm dừng đến khi cấp trên trả lời."),
        word=_("Ký và gửi cấp trên"),
        rule=rule_behind(petition.dialogue, "petition_escalated"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def transfer(request: StaffRequest, code: str) -> HttpResponse:
    """Give the matter to another agency."""
    petition = petition_or_404(request, code)
    require(may.can_settle(request.standing, petition.dialogue))
    form = TransferForm(
        request.POST if request.method == "POST" else None, initial={"to_body": _named(request, petition, above=False)}
    )
    bodies = organisations.bodies_of_unit(petition.dialogue.unit, on=request.standing.on)
    form.fields["to_body"].queryset = bodies  # type: ignore[attr-defined]  # a ModelChoiceField

    def run(data: dict[str, Any]) -> str:
        made = services.transfer(
            petition=petition,
            to_body=data["to_body"],
            reason=data["reason"],
            on=request.standing.on,
            by=request.actor,
        )
        return _("Đã chuyển %(code)s đến %(body)s.") % {"code": petition.code, "body": made.body.name}

    return _page(
        request,
        petition,
        form,
        run,
        title=_("Chuyển cơ quan khác"),
        lead=_("Thời hạn chạy tiếp, không tính lại. Người kiến nghị được báo nơi đang giải quyết."),
        word=_("Chuyển"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def reopen(request: StaffRequest, code: str) -> HttpResponse:
    """Take the matter up again."""
    petition = petition_or_404(request, code)
    require(may.can_reopen(request.standing, petition))

    def run(data: dict[str, Any]) -> str:
        services.reopen_petition(
            petition=petition,
            reason=data["reason"],
            defective=data["defective"],
            from_citizen=data["from_citizen"],
            on=request.standing.on,
            by=request.actor,
        )
        return _("Đã mở lại %(code)s. Cơ quan chủ trì được báo.") % {"code": petition.code}

    return _page(
        request,
        petition,
        ReopenForm(request.POST if request.method == "POST" else None),
        run,
        title=_("Mở lại kiến nghị"),
        lead=_("Kết quả và thời hạn cũ vẫn lưu trong lịch sử; phải đề xuất thời hạn mới và trả lời lại bằng văn bản."),
        word=_("Mở lại"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def rate(request: StaffRequest, code: str) -> HttpResponse:
    """Write down how the petitioner rates the answer: said at the counter, by a message, on the phone."""
    petition = petition_or_404(request, code)
    require(may.can_write_rating(request.standing, petition))

    def run(data: dict[str, Any]) -> str:
        services.rate_petition(
            petition=petition,
            stars=data["stars"],
            way=SaidBy(data["way"]),
            on=request.standing.on,
            by=request.actor,
        )
        return _("Đã ghi đánh giá của người kiến nghị về %(code)s.") % {"code": petition.code}

    return _page(
        request,
        petition,
        RatingForm(request.POST if request.method == "POST" else None, initial={"stars": petition.stars}),
        run,
        title=_("Ghi đánh giá của người kiến nghị"),
        lead=_("Ghi đúng mức người dân nói. Lần ghi sau thay lần trước; ai ghi và nhận qua đâu đều được lưu."),
        word=_("Lưu đánh giá"),
    )


@require_safe
@staff
def paper(request: StaffRequest, code: str, key: str) -> FileResponse:
    """Hand over a letter that went to the petitioner, as it is stored: without a name."""
    petition = petition_or_404(request, code)
    reply = get_object_or_404(Reply.objects.select_related("document__pdf"), petition=petition, key=key)
    if reply.document is None or reply.document.pdf is None:
        raise Http404
    return file_response(reply.document.pdf)
