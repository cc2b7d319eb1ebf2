"""Signing the minutes, sending them back, correcting them by a new page."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from doithoai.common.errors import DomainError
from doithoai.desk.access import StaffRequest, dialogue_or_404, require, staff
from doithoai.desk.forms.proceedings import CorrectionForm, ReasonForm
from doithoai.desk.workspace import workspace_of
from doithoai.dialogues.models import Dialogue
from doithoai.proceedings import permissions, services
from doithoai.proceedings.models import Minutes
from doithoai.screens import notes


def _page_of(dialogue: Dialogue, page: int) -> Minutes:
    return get_object_or_404(Minutes.objects.select_related("dialogue"), dialogue=dialogue, page=page)


@require_POST
@staff
def sign_as_secretary(request: StaffRequest, code: str) -> HttpResponse:
    """Freeze and sign the minutes as secretary."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_write_minutes(request.standing, dialogue))
    services.sign_minutes_as_secretary(dialogue=dialogue, at=timezone.now(), by=request.actor)
    notes.done(request, _("Thư ký đã ký biên bản."), _("Đang chờ chủ trì ký."))
    return redirect("desk:dialogue-proceedings", code=dialogue.code)


@require_POST
@staff
def sign_as_host(request: StaffRequest, code: str, page: int) -> HttpResponse:
    """Sign a page as host; it is locked."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_sign_minutes_as_host(request.standing, dialogue))
    services.sign_minutes_as_host(page=_page_of(dialogue, page), at=timezone.now(), by=request.actor)
    notes.done(request, _("Chủ trì đã ký biên bản."), _("Biên bản khóa lại; đính chính bằng trang mới."))
    return redirect("desk:dialogue-proceedings", code=dialogue.code)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def send_back(request: StaffRequest, code: str, page: int) -> HttpResponse:
    """Give the minutes back to the secretary, with the reason."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_sign_minutes_as_host(request.standing, dialogue))
    form = ReasonForm(request.POST if request.method == "POST" else None)
    form.fields["reason"].label = _("Cần sửa gì")
    if request.method == "POST" and form.is_valid():
        try:
            services.send_minutes_back(
                page=_page_of(dialogue, page), reason=form.cleaned_data["reason"], at=timezone.now(), by=request.actor
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            notes.done(request, _("Đã trả biên bản cho thư ký sửa."))
            return redirect("desk:dialogue-proceedings", code=dialogue.code)
    return _form(request, dialogue, form, title=_("Trả biên bản để sửa"), word=_("Trả lại thư ký"))


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def correction(request: StaffRequest, code: str) -> HttpResponse:
    """Write a page that corrects signed minutes."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_write_minutes(request.standing, dialogue))
    form = CorrectionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.write_correction_page(
                dialogue=dialogue, text=form.cleaned_data["text"], at=timezone.now(), by=request.actor
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            notes.done(request, _("Đã lập trang đính chính."), _("Đang chờ chủ trì ký."))
            return redirect("desk:dialogue-proceedings", code=dialogue.code)
    return _form(request, dialogue, form, title=_("Trang đính chính biên bản"), word=_("Lập và ký trang này"))


def _form(request: StaffRequest, dialogue: Dialogue, form: object, *, title: str, word: str) -> HttpResponse:
    shown = workspace_of(request, dialogue, "dialogue-proceedings")
    context = {"form": form, "title": title, "word": word, "back": "desk:dialogue-proceedings"}
    return render(request, "desk/proceedings/form.html", shown | context)
