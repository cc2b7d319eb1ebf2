"""Promises with the history of their dates, letters to hand over, matters put to the upper level."""

from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from doithoai.common.errors import DomainError
from doithoai.desk.access import StaffRequest, dialogue_or_404, require, staff
from doithoai.desk.forms.follow_up import AnswerForm
from doithoai.desk.views.follow_up.choosing import own_bodies, require_seen
from doithoai.desk.views.follow_up.deeds import TAB
from doithoai.desk.views.follow_up.matters import pages_of
from doithoai.desk.workspace import workspace_of
from doithoai.dialogues.queries import rule_behind
from doithoai.documents.serving import file_response
from doithoai.notices.models import Message
from doithoai.petitions import follow_up_permissions as may
from doithoai.petitions import permissions, queries, services
from doithoai.petitions.models import Escalation, Petition
from doithoai.screens import notes, once


@require_safe
@staff
def promises(request: StaffRequest, code: str) -> HttpResponse:
    """Show every date that was promised, with the ones before it."""
    dialogue = dialogue_or_404(request, code)
    require_seen(request, dialogue)
    found = queries.promises_of(dialogue, bodies=own_bodies(request, dialogue))
    context = {
        **workspace_of(request, dialogue, TAB),
        "pages": pages_of(request, dialogue, "follow-up-promises"),
        "rows": [(row, row.days_late_on(request.standing.on)) for row in found],
    }
    return render(request, "desk/follow_up/promises.html", context)


@require_safe
@staff
def escalations(request: StaffRequest, code: str) -> HttpResponse:
    """Show what went up from this dialogue and what came back."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.sees_all(request.standing, dialogue))
    context = {
        "rule": rule_behind(dialogue, "petition_escalated"),
        **workspace_of(request, dialogue, TAB),
        "pages": pages_of(request, dialogue, "follow-up-escalations"),
        "rows": queries.escalations_of(dialogue),
        "can_reply": may.can_reply_for_host(request.standing, dialogue),
    }
    return render(request, "desk/follow_up/escalations.html", context)


@require_safe
@staff
def received(request: StaffRequest) -> HttpResponse:
    """Show what lower levels put to the person's bodies."""
    rows = queries.escalations_to(request.standing)
    context = {
        "rows": [(row, may.can_answer_escalation(request.standing, row)) for row in rows],
        "today": request.standing.on,
    }
    return render(request, "desk/follow_up/received.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def answer(request: StaffRequest, key: str) -> HttpResponse:
    """Answer a lower level."""
    escalation = get_object_or_404(queries.escalations_to(request.standing), key=key)
    require(may.can_answer_escalation(request.standing, escalation) or escalation.answered_on is not None)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                if once.first_time(request, form.cleaned_data["once"]):
                    services.answer_escalation(
                        escalation=escalation,
                        answer=form.cleaned_data["answer"],
                        on=request.standing.on,
                        by=request.actor,
                    )
                    notes.done(request, _("Đã trả lời về %(code)s.") % {"code": escalation.petition.code})
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect("desk:escalations")
    context = {"escalation": escalation, "petition": escalation.petition, "form": form}
    return render(request, "desk/follow_up/answer.html", context)


@require_safe
@staff
def letters(request: StaffRequest, code: str) -> HttpResponse:
    """Show the letters and slips that wait to be posted or given."""
    dialogue = dialogue_or_404(request, code)
    require(may.can_hand_letters_over(request.standing, dialogue))
    posts = queries.letters_waiting(dialogue)
    assigned = queries.assignments_by_petition(post.petition for post in posts if post.petition)
    rows = [
        (
            post,
            post.petition is not None
            and permissions.can_see_identity(request.standing, post.petition, assigned.get(post.petition.pk, [])),
        )
        for post in posts
    ]
    context = {
        **workspace_of(request, dialogue, TAB),
        "pages": pages_of(request, dialogue, "follow-up-letters"),
        "rows": rows,
    }
    return render(request, "desk/follow_up/letters.html", context)


def _may_know(request: StaffRequest, petition: Petition) -> bool:
    return permissions.can_see_identity(request.standing, petition, queries.assignments_of(petition))


@require_POST
@staff
def hand_over(request: StaffRequest, code: str) -> HttpResponse:
    """Mark the ticked letters as posted or given."""
    dialogue = dialogue_or_404(request, code)
    require(may.can_hand_letters_over(request.standing, dialogue))
    chosen = request.POST.getlist("thu")
    messages = list(Message.objects.filter(dialogue=dialogue.key, key__in=chosen))
    done = services.hand_letters_over(messages=messages, now=timezone.now(), on=request.standing.on, by=request.actor)
    if done:
        notes.done(request, _("Đã ghi gửi, trao %(count)d thư.") % {"count": done})
    else:
        notes.told(request, _("Không có thư nào mới. Đánh dấu thư đã gửi rồi ghi."))
    return redirect("desk:follow-up-letters", dialogue.code)


@require_POST
@staff
def print_letter(request: StaffRequest, code: str, key: str) -> HttpResponse:
    """Hand the printer one letter with its address; the look is on record."""
    dialogue = dialogue_or_404(request, code)
    require(may.can_hand_letters_over(request.standing, dialogue))
    message = get_object_or_404(Message, dialogue=dialogue.key, key=key)
    petition = Petition.objects.select_related("dialogue", "dialogue__unit").filter(key=message.petition).first()
    if petition is None:
        raise Http404
    require(_may_know(request, petition))
    printed = services.print_letter(message=message, on=request.standing.on, by=request.actor)
    if printed.pdf:
        response = HttpResponse(printed.pdf, content_type="application/pdf")
        response["Content-Disposition"] = f'attachment; filename="{petition.code}.pdf"'
    else:
        response = render(request, "desk/follow_up/slip.html", {"printed": printed, "dialogue": dialogue})
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
@staff
def escalation_paper(request: StaffRequest, key: str) -> FileResponse:
    """Hand over the letter that went up, to those above and to those who see the petition."""
    rows = Escalation.objects.select_related("petition__dialogue__unit", "to_body", "document__pdf")
    escalation = get_object_or_404(rows, key=key)
    petition = escalation.petition
    above = request.standing.works_for(escalation.to_body)
    if not above and not permissions.can_see_petition(request.standing, petition, queries.assignments_of(petition)):
        raise Http404
    if escalation.document is None or escalation.document.pdf is None:
        raise Http404
    return file_response(escalation.document.pdf)
