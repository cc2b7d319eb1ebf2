"""The first page, and the few pages about the site itself."""

from functools import partial

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from doithoai.dialogues.models import Dialogue
from doithoai.organisations.models import Body
from doithoai.organisations.queries.validity import valid
from doithoai.portal import public
from doithoai.portal.access import packed
from doithoai.portal.forms import FollowForm
from doithoai.portal.reads import dialogues, promises

_COMING, _HELD = 5, 3
_FIGURES_LAST = 60  # seconds


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what is coming, the three large actions, what was held, and the promises in figures."""
    on = timezone.localdate()
    coming = dialogues.cards(public.coming(on=on)[: _COMING + 1], on=on)
    context = {
        "coming": coming[:_COMING],
        "more_coming": len(coming) > _COMING,
        "held": dialogues.cards(public.held(on=on)[:_HELD], on=on),
        # The same for everybody and counted over every promise of the province: counted once a minute.
        "figures": cache.get_or_set(f"home-promises-{on}", partial(promises.figures, on=on), _FIGURES_LAST),
        "form": FollowForm(auto_id="theo-%s"),
    }
    return render(request, "portal/home.html", context)


@packed
@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    """Show which office prepares dialogues where, and how it is reached; for one that has ended, who answers today."""
    on = timezone.localdate()
    keys = {body.key_since(on) for body in Body.objects.filter(pk__in=Dialogue.objects.values("host_office"))}
    offices = Body.objects.filter(valid(on), key__in=keys)
    rows = offices.select_related("unit").order_by("unit__name", "pk")
    return render(request, "portal/contact.html", {"offices": rows})


@packed
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is kept of a person, who sees it, and for how long."""
    return render(request, "portal/privacy.html")


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """Keep search engines to the public pages."""
    closed = ("/theo-doi/", "/gui/", "/bien-nhan/", "/tra-loi-mot-lan/", "/ban/", "/hoi-truong/", "/cuoc/*/dang-ky/")
    lines = ["User-agent: *", *[f"Disallow: {path}" for path in closed], ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
