"""A conference live: the page, its part for pages that ask, asking in writing, wanting to know the same."""

import secrets

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_cookie

from doithoai.common.errors import DomainError
from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import Dialogue
from doithoai.portal import limits
from doithoai.portal.access import packed, personal
from doithoai.portal.forms.asking import AskForm
from doithoai.portal.live_part import kept, part_of
from doithoai.portal.reads import live
from doithoai.proceedings import services
from doithoai.proceedings.models import Speech
from doithoai.proceedings.queries.questions import questions_named
from doithoai.screens import once

_ASKED = "da_hoi"  # signed: the keys of the questions that this browser asked
_BROWSER = "trinh_duyet"  # a random word, so that a browser supports a matter once
_MOST_KEYS = 12
_ASKED_AGE, _BROWSER_AGE = 7 * 24 * 3600, 12 * 3600


def _dialogue(code: str) -> Dialogue:
    found = live.running_dialogue(code)
    if found is None:
        raise Http404
    return found


@packed
@vary_on_cookie
@require_safe
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Show the live page; for whoever has no sign-in it is made once a second at most, however many come."""
    language = get_language() or settings.LANGUAGE_CODE
    if request.headers.get("HX-Request"):
        return _part(request, code, language)
    if settings.SESSION_COOKIE_NAME in request.COOKIES or "messages" in request.COOKIES:
        return _page(request, code, language)
    body = kept(("page", code, language), lambda: _page(request, code, language).content)
    return HttpResponse(body, headers={"Cache-Control": "public, max-age=1"})


def _page(request: HttpRequest, code: str, language: str) -> HttpResponse:
    dialogue = _dialogue(code)
    part = kept(("part", code, language), lambda: part_of(code, language))
    return render(request, "portal/live.html", {"dialogue": dialogue, "part": part})


def _part(request: HttpRequest, code: str, language: str) -> HttpResponse:
    """Answer a page that asks by itself: nothing while nothing is new, else the part alone."""
    part = kept(("part", code, language), lambda: part_of(code, language))
    if not part:
        raise Http404
    if f'data-so="{request.GET.get("dau", "")}"' in part:
        return HttpResponse(status=204)
    return HttpResponse(part, headers={"Cache-Control": "no-store"})


@require_safe
def silent(_request: HttpRequest, **_named: str) -> HttpResponse:
    """Answer where the site runs without the live application: the page asks by itself."""
    return HttpResponse(status=204)


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, code: str) -> HttpResponseBase:
    """Take a question in writing, and show what became of the ones this browser asked."""
    dialogue = _dialogue(code)
    form = AskForm(request.POST if request.method == "POST" else None, dialogue=dialogue)
    if request.method == "POST":
        if limits.is_over(limits.ASKING, request):
            form.add_error(None, _("Từ mạng này vừa có rất nhiều câu hỏi. Hãy thử lại sau ít phút."))
        elif form.is_valid() and (answer := _asked(request, dialogue, form)):
            return answer
    context = {
        "dialogue": dialogue,
        "form": form,
        "open": dialogue.state == DialogueState.IN_SESSION,
        "mine": questions_named(_keys(request)).filter(dialogue=dialogue),
    }
    return render(request, "portal/live_ask.html", context)


def _asked(request: HttpRequest, dialogue: Dialogue, form: AskForm) -> HttpResponse | None:
    data = form.cleaned_data
    answer = redirect("portal:live-ask", code=dialogue.code)
    try:
        with transaction.atomic():
            if not once.first_time(request, data["once"]):
                return answer
            question = services.ask_question(
                dialogue=dialogue,
                text=data["text"],
                place=data["place"],
                venue_point=data["venue_point"],
                at=timezone.now(),
            )
    except DomainError as error:
        form.add_error(None, str(error))
        return None
    limits.count(limits.ASKING, request)
    _set(answer, _ASKED, signing.dumps([*_keys(request), question.key][-_MOST_KEYS:]), _ASKED_AGE)
    return answer


def _keys(request: HttpRequest) -> list[str]:
    try:
        return list(signing.loads(request.COOKIES.get(_ASKED, ""), max_age=_ASKED_AGE))
    except signing.BadSignature:
        return []


def _set(answer: HttpResponse, name: str, value: str, age: int) -> None:
    secure = settings.SESSION_COOKIE_SECURE
    answer.set_cookie(name, value, max_age=age, httponly=True, samesite="Strict", secure=secure, path="/cuoc/")


@csrf_exempt  # the page is one for all and holds no token; the browser says from where it sends
@require_POST
def support(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Count that this browser's person wants to know the same; a second click changes nothing."""
    dialogue = _dialogue(code)
    turn = get_object_or_404(Speech, dialogue=dialogue, key=key)
    if not _from_here(request) or limits.is_over(limits.SUPPORTING, request):
        return redirect("portal:live", code=dialogue.code)
    browser = request.COOKIES.get(_BROWSER, "") or secrets.token_urlsafe(16)
    answer = redirect("portal:live", code=dialogue.code)
    try:
        services.support_turn(speech=turn, browser=browser)
    except DomainError:
        return answer  # the turn has begun meanwhile; the page shows it
    limits.count(limits.SUPPORTING, request)
    _set(answer, _BROWSER, browser, _BROWSER_AGE)
    return answer


def _from_here(request: HttpRequest) -> bool:
    """Say whether a page of ours sent this: another site must not make its visitors vote."""
    site = request.headers.get("Sec-Fetch-Site", "")
    origin = request.headers.get("Origin", "")
    return site in {"", "same-origin"} and (not origin or origin.split("://")[-1] == request.get_host())
