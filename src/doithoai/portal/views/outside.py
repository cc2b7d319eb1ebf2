"""The page behind a one-time link: a body outside reads what it is asked and answers, once, without an account."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from doithoai.common.errors import DomainError
from doithoai.petitions import queries, services
from doithoai.petitions.models import OutsideLink
from doithoai.portal import limits
from doithoai.portal.access import personal
from doithoai.portal.forms import OutsideAnswerForm


def _told_to_nobody(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Keep the address, which is the secret, from every page that this one leads to."""

    @wraps(view)
    def wrapped(request: HttpRequest, secret: str) -> HttpResponseBase:
        response = view(request, secret)
        response["Referrer-Policy"] = "no-referrer"
        return response

    return wrapped


# Without a referrer a browser sends its form from "null", which the check of the token refuses. Nothing is lost:
# this page knows nobody by a cookie; who has the secret address may answer, and nobody else can name it.
@csrf_exempt
@personal
@_told_to_nobody
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Show what is asked; take the answer. Looking uses nothing up: programs that check mail open every link."""
    if limits.is_over(limits.OUTSIDE, request):
        return _useless(request, 429)
    link = queries.link_by_secret(secret)
    if link is None:
        limits.count(limits.OUTSIDE, request)
        return _useless(request, 404)
    if link.answered_at is not None:
        return render(request, "portal/outside_received.html", {"link": link, "dialogue": link.petition.dialogue})
    if not services.takes_answer(link, on=timezone.localdate()):
        return _useless(request, 410, link)
    form = OutsideAnswerForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and _taken(request, link, form):
        return redirect(request.path)
    context = {"link": link, "form": form, "dialogue": link.petition.dialogue, "today": timezone.localdate()}
    return render(request, "portal/outside_answer.html", context)


def _taken(request: HttpRequest, link: OutsideLink, form: OutsideAnswerForm) -> bool:
    if limits.is_over(limits.SENDING, request):
        minutes = {"minutes": limits.SENDING.minutes}
        form.add_error(None, _("Đã gửi nhiều lần từ nơi này. Hãy chờ %(minutes)d phút rồi gửi lại.") % minutes)
        return False
    limits.count(limits.SENDING, request)
    if not form.is_valid():
        return False
    given = form.cleaned_data
    said = services.OutsideAnswer(
        text=given["text"],
        answerer=given["answerer"],
        answerer_post=given["answerer_post"],
        paper_number=given["paper_number"],
        paper_on=given["paper_on"],
        files=given["attachments"],
    )
    try:
        services.receive_outside_answer(link=link, answer=said, now=timezone.now())
    except DomainError as error:
        form.add_error(None, str(error))
        return False
    return True


def _useless(request: HttpRequest, status: int, link: OutsideLink | None = None) -> HttpResponse:
    """Say that nothing can be answered here; of a link that was good once, whom to ask."""
    office = link.petition.dialogue.host_office if link else None
    return render(request, "portal/outside_useless.html", {"office": office, "busy": status == 429}, status=status)
