"""Publishing a petition: the texts with what may give persons away, each piece hidden or kept, the result beside."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from doithoai.common.errors import DomainError
from doithoai.desk.access import StaffRequest, require, staff
from doithoai.desk.forms.follow_up import PublishForm
from doithoai.desk.redacting import Marked, decided_on, marked, marked_by_hand
from doithoai.desk.views.follow_up.choosing import petition_address, petition_or_404
from doithoai.documents.models import Redaction
from doithoai.documents.services import redacting
from doithoai.documents.services.redacting import Offer, Part
from doithoai.petitions import follow_up_permissions as may
from doithoai.petitions import services
from doithoai.petitions.enums import DraftState, ReplyKind
from doithoai.petitions.models import Petition
from doithoai.screens import notes, once


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def publish(request: StaffRequest, code: str) -> HttpResponse:
    """Show what was found and the text as the public will read it; release it once everything is decided."""
    petition = petition_or_404(request, code)
    require(may.can_publish(request.standing, petition))
    before = {part: row for (_key, part), row in redacting.decisions_of([petition.key]).items()}
    form = PublishForm(request.POST if request.method == "POST" else None, initial=_texts(petition, before))
    also = marked_by_hand(request, before["answer"].also if "answer" in before else ())
    title, answer = str(form["title"].value() or ""), str(form["answer"].value() or "")
    parts = services.texts_to_publish(petition, title=title, answer=answer)
    decided = decided_on(request)
    if request.method == "POST" and request.POST.get("viec") != "xem" and form.is_valid():
        try:
            with transaction.atomic():
                if once.first_time(request, form.cleaned_data["once"]):
                    services.release_public_text(
                        petition=petition,
                        title=form.cleaned_data["title"],
                        answer=form.cleaned_data["answer"],
                        decided=decided,
                        also=also,
                        on=request.standing.on,
                        by=request.actor,
                    )
                    notes.done(request, _("Đã công bố %(code)s trên cổng.") % {"code": petition.code})
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect(petition_address(petition))
    offers = services.offers_for(petition, parts, also=also, decided=decided)
    context = {
        "petition": petition,
        "form": form,
        "back": petition_address(petition),
        "texts": _marked(parts, offers),
        "offers": offers,
        "hidden": sum(one.hidden for one in offers),
        "also": also,
        # Published before anybody was asked about persons, or with persons found since.
        "undecided": len(redacting.unanswered(offers)) if petition.published_on and request.method != "POST" else 0,
    }
    return render(request, "desk/follow_up/publish.html", context)


def _marked(parts: list[Part], offers: list[Offer]) -> list[Marked]:
    """Return the title and the answer, and of the files' names those in which something was found."""
    headings = {"title": _("Tên việc"), "answer": _("Trả lời")}
    shown = [marked(part, headings.get(part.code, _("Tên tệp người dân gửi")), offers) for part in parts]
    return [one for one in shown if (one.part.code in headings and one.part.text) or one.found]


def _texts(petition: Petition, before: dict[str, Redaction]) -> dict[str, str]:
    """Return what was looked through before, else what is public, else the office's short name and the answer."""
    reply = petition.replies.filter(kind=ReplyKind.FINAL).order_by("-pk").first()
    draft = petition.drafts.filter(state=DraftState.APPROVED).order_by("-version").first()
    said = reply.text if reply else draft.text if draft else ""
    source = {part: row.source for part, row in before.items()}
    return {
        "title": source.get("title") or petition.public_title or petition.title,
        "answer": source.get("answer") or petition.public_answer or said,
    }


@require_POST
@staff
def take_down(request: StaffRequest, code: str) -> HttpResponse:
    """Take the petition off the public site."""
    petition = petition_or_404(request, code)
    require(may.can_publish(request.standing, petition))
    services.take_down_public_text(petition=petition, on=request.standing.on, by=request.actor)
    notes.done(
        request,
        _("Đã gỡ %(code)s khỏi cổng.") % {"code": petition.code},
        _("Nội dung đã đăng vẫn giữ để sửa."),
    )
    return redirect(reverse("desk:petition-publish", args=[petition.code]))
