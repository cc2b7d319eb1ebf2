"""Asking a body outside by a one-time link; taking its answer, or not."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from doithoai.common.errors import DomainError
from doithoai.desk.access import StaffRequest, require, staff
from doithoai.desk.forms.outside import OutsideForm
from doithoai.desk.forms.petitions import ReasonForm
from doithoai.desk.views.petitions.found import Found, petition_or_404
from doithoai.obligations import calendars
from doithoai.organisations import queries as organisations
from doithoai.petitions import permissions, services
from doithoai.petitions.enums import AssignmentState, PetitionState
from doithoai.petitions.models import Assignment, Escalation, OutsideLink, Petition
from doithoai.screens import notes, once
from doithoai.workdays.dates import vi_date

_SUGGESTED_DAYS = 5  # working days for the body; a suggestion of ours, no number of the law
# Work that a body still has in hand.
_UNFINISHED = (AssignmentState.SENT, AssignmentState.ACCEPTED)
_STAYS_OPEN = timedelta(days=30)
_SECRET = "outside_link"  # noqa: S105 -- the name of a place in the session


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def ask(request: StaffRequest, code: str) -> HttpResponse:
    """Make a link: for what a body without users was given, or for the opinion of anybody else."""
    found = petition_or_404(request, code)
    require(permissions.can_ask_outside(request.standing, found.petition))
    assignment, escalation = _meant(request, found)
    body = assignment.body if assignment else escalation.to_body if escalation else None
    form = OutsideForm(
        request.POST if request.method == "POST" else None,
        named=body is not None,
        initial=_suggested(found.petition, assignment, on=request.standing.on),
    )
    if request.method == "POST" and form.is_valid():
        given: dict[str, Any] = dict(form.cleaned_data)
        token = given.pop("once")
        question = services.OutsideQuestion(**given, assignment=assignment, escalation=escalation)
        try:
            with transaction.atomic():
                if once.first_time(request, token):
                    link, secret = services.ask_outside(
                        petition=found.petition, question=question, on=request.standing.on, by=request.actor
                    )
                    request.session[_SECRET] = {"key": link.key, "secret": secret}
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect("desk:petition-outside-made", code)
    asked = _("Hỏi %(body)s bằng đường dẫn") % {"body": body.name} if body else _("Xin ý kiến nơi khác bằng đường dẫn")
    context = {
        "petition": found.petition,
        "dialogue": found.petition.dialogue,
        "form": form,
        "title": asked,
        "lead": _(
            "Nơi được hỏi mở đường dẫn là trả lời được, không cần tài khoản, một lần. Văn phòng nhận thì mới dùng."
        ),
        "word": _("Tạo đường dẫn"),
    }
    return render(request, "desk/petitions/form.html", context)


def _meant(request: StaffRequest, found: Found) -> tuple[Assignment | None, Escalation | None]:
    """Return the assignment or the escalation that the address names."""
    work, up = request.GET.get("viec", ""), request.GET.get("cap-tren", "")
    if work:
        assignment = next((row for row in found.active if row.key == work), None)
        if assignment is None:
            raise Http404
        return assignment, None
    if up:
        escalation = found.petition.escalations.select_related("to_body").filter(key=up).first()
        if escalation is None:
            raise Http404
        return None, escalation
    return None, None


def _suggested(petition: Petition, assignment: Assignment | None, *, on: date) -> dict[str, object]:
    """Return what the form starts from: the words received, a day, and the deadline that runs as its reason."""
    calendar = calendars.calendar_of(petition.dialogue.unit.key)
    wanted = calendar.due_after(on, _SUGGESTED_DAYS, "working_days")
    if assignment is not None and assignment.due_on > on:
        wanted = assignment.due_on
    return {
        "text": petition.text,
        "wanted_on": wanted,
        "wanted_why": _why(petition, assignment, on=on),
        "valid_until": wanted + _STAYS_OPEN,
    }


def _why(petition: Petition, assignment: Assignment | None, *, on: date) -> str:
    day = next(((one, one.due_on) for one in services.running_for(petition) if one.due_on and one.due_on >= on), None)
    if day is not None:
        duty, due_on = day
        return f"Hạn “{duty.title}” là {vi_date(due_on)} ({duty.citation})."
    if assignment is not None:
        return f"Văn phòng cần xong trước {vi_date(assignment.due_on)} để trả lời tại hội nghị."
    return ""


@require_safe
@staff
def made(request: StaffRequest, code: str) -> HttpResponse:
    """Show the link, once."""
    found = petition_or_404(request, code)
    require(permissions.can_ask_outside(request.standing, found.petition))
    shown = request.session.pop(_SECRET, None)
    link = found.petition.outside_links.select_related("body").filter(key=shown["key"]).first() if shown else None
    if shown is None or link is None:
        notes.told(request, _("Đường dẫn chỉ hiện một lần."), _("Mất thì rút đường dẫn cũ rồi tạo lại."))
        return redirect("desk:petition", code)
    address = request.build_absolute_uri(reverse("portal:outside-answer", args=[shown["secret"]]))
    context = {"petition": found.petition, "dialogue": found.petition.dialogue, "link": link, "address": address}
    context["mail"] = _mail(link, address)
    answer = render(request, "desk/petitions/outside_made.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


def _mail(link: OutsideLink, address: str) -> str:
    """Return what opens the office's own mail program: the secret never lies in our outbox."""
    subject = f"Đề nghị trả lời trước hết ngày {link.wanted_on:%d/%m/%Y}"
    text = f"Kính gửi {link.name},\n\n{link.wanted_why}\n\nĐọc nội dung và trả lời, một lần, tại:\n{address}\n"
    return f"mailto:{link.body.email if link.body else ''}?subject={quote(subject)}&body={quote(text)}"


def _link_or_404(found: Found, key: str) -> OutsideLink:
    row = found.petition.outside_links.filter(key=key).first()
    if row is None:
        raise Http404
    row.petition = found.petition
    return row


@require_POST
@staff
def accept(request: StaffRequest, code: str, key: str) -> HttpResponse:
    """Take the answer for the body's own."""
    found = petition_or_404(request, code)
    link = _link_or_404(found, key)
    require(permissions.can_ask_outside(request.standing, found.petition))
    services.accept_outside_answer(link=link, on=request.standing.on, by=request.actor)
    notes.done(request, _("Đã nhận câu trả lời của %(name)s.") % {"name": link.name})
    return redirect("desk:petition", code)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def decline(request: StaffRequest, code: str, key: str) -> HttpResponse:
    """Leave the answer aside, with the reason."""
    found = petition_or_404(request, code)
    link = _link_or_404(found, key)
    require(permissions.can_ask_outside(request.standing, found.petition))
    form = ReasonForm(
        request.POST if request.method == "POST" else None,
        label=_("Vì sao chưa nhận"),
        hint=_("Câu trả lời vẫn lưu. Sau đó tạo đường dẫn mới để hỏi lại được."),
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.decline_outside_answer(
                link=link, reason=form.cleaned_data["reason"], on=request.standing.on, by=request.actor
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            notes.done(request, _("Đã ghi chưa nhận câu trả lời của %(name)s.") % {"name": link.name})
            return redirect("desk:petition", code)
    context = {
        "petition": found.petition,
        "dialogue": found.petition.dialogue,
        "form": form,
        "title": _("Chưa nhận câu trả lời của %(name)s") % {"name": link.name},
        "lead": link.answer,
        "word": _("Ghi lại"),
    }
    return render(request, "desk/petitions/form.html", context)


@require_POST
@staff
def withdraw(request: StaffRequest, code: str, key: str) -> HttpResponse:
    """Let the link take no answer any more."""
    found = petition_or_404(request, code)
    link = _link_or_404(found, key)
    require(permissions.can_ask_outside(request.standing, found.petition))
    services.withdraw_outside_link(link=link, on=request.standing.on, by=request.actor)
    notes.done(request, _("Đã rút đường dẫn."), _("Ai mở đường dẫn cũ được báo là không dùng được nữa."))
    return redirect("desk:petition", code)


def wanting(request: StaffRequest, found: Found) -> list[tuple[str, str]]:
    """Return whom the office can ask by a link for work given: the name and the address of the form.

    Bodies that somebody works for answer in the program.
    """
    if not permissions.can_ask_outside(request.standing, found.petition):
        return []
    address = reverse("desk:petition-outside", args=[found.petition.code])
    work = [
        (row.body.short_name, f"{address}?viec={row.key}")
        for row in found.active
        if row.state in _UNFINISHED and not getattr(row, "has_people", True)
    ]
    if found.petition.state != PetitionState.ESCALATED:
        return work
    up = found.petition.escalations.filter(answered_on=None).select_related("to_body")
    empty = up.annotate(has_people=organisations.somebody_works_for("to_body", on=request.standing.on))
    return work + [(row.to_body.short_name, f"{address}?cap-tren={row.key}") for row in empty if not row.has_people]
