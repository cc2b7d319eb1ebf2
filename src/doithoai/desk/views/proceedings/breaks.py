"""Breaking the conference off, going on, leaving it at what was held."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from doithoai.common.errors import DomainError
from doithoai.desk.access import StaffRequest, dialogue_or_404, require, staff
from doithoai.desk.actions import form_page
from doithoai.desk.forms.proceedings import BreakOffForm, LeaveForm
from doithoai.proceedings import permissions, services
from doithoai.proceedings.queries.interruptions import open_interruption
from doithoai.screens import notes

_TAB = "dialogue-proceedings"


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def break_off(request: StaffRequest, code: str) -> HttpResponse:
    """Break the conference off, till an announced session or till a day yet to be announced."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_close(request.standing, dialogue) or open_interruption(dialogue) is not None)
    at = timezone.now()
    form = BreakOffForm(request.POST or None, dialogue=dialogue, at=at)

    def stop() -> str:
        data = form.cleaned_data
        services.break_off(dialogue=dialogue, reason=data["reason"], at=at, by=request.actor, until=data["until"])
        if data["until"]:
            return _("Đã tạm dừng. Đến phiên sau, bấm «Họp tiếp».")
        return _("Đã tạm hoãn. Người đăng ký có hộp thư được báo ngay; hãy định ngày họp tiếp rồi thông báo lại.")

    lead = _(
        "Lượt và bước đang diễn ra dừng tại đây. Kết quả đã ghi vẫn giữ, lượt còn chờ vẫn chờ. "
        "Tạm hoãn mà chưa có phiên nào đã thông báo thì ngày mới phải thông báo lại đúng quy chế."
    )
    return form_page(
        request,
        dialogue,
        _TAB,
        form,
        stop,
        title=_("Tạm dừng hội nghị"),
        word=_("Tạm dừng"),
        back=reverse("desk:dialogue-proceedings", args=[code]),
        lead=lead,
        danger=True,
    )


@require_POST
@staff
def go_on(request: StaffRequest, code: str) -> HttpResponse:
    """Go on with the announced session."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_run(request.standing, dialogue))
    try:
        services.go_on(dialogue=dialogue, at=timezone.now(), by=request.actor)
    except DomainError as error:
        notes.refused(request, str(error))
        return redirect("desk:dialogue-proceedings", code=dialogue.code)
    notes.done(request, _("Hội nghị họp tiếp."), _("Bước bị dừng được nối lại."))
    return redirect("hall:host", code=dialogue.code)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def leave(request: StaffRequest, code: str) -> HttpResponse:
    """End a conference that was put off in the middle with what was held."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_leave_at_what_was_held(request.standing, dialogue))
    form = LeaveForm(request.POST or None, dialogue=dialogue)

    def end() -> str:
        services.leave_at_what_was_held(
            dialogue=dialogue,
            present=list(form.cleaned_data["present"]),
            reason=form.cleaned_data["reason"],
            at=timezone.now(),
            by=request.actor,
        )
        return _("Đã ghi hội nghị kết thúc ở phần đã họp. Tiếp theo: kiến nghị chưa tới lượt, biên bản, kết luận.")

    lead = _(
        "Hội nghị được ghi là đã họp vào ngày họp gần nhất; mọi thời hạn sau hội nghị tính từ ngày đó. "
        "Kiến nghị đã có kết quả vào kết luận; kiến nghị chưa tới lượt được xử lý như sau mọi hội nghị. "
        "Không hoàn tác được."
    )
    return form_page(
        request,
        dialogue,
        _TAB,
        form,
        end,
        title=_("Kết thúc ở phần đã họp"),
        word=_("Kết thúc, không họp tiếp"),
        back=reverse("desk:dialogue-proceedings", args=[code]),
        lead=lead,
        danger=True,
    )
