"""The door of every staff screen: who is it, what is the person to this dialogue."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme

from doithoai.accounts.models import Account
from doithoai.common.actors import Actor
from doithoai.common.errors import DomainError, NotPermitted
from doithoai.dialogues import permissions
from doithoai.dialogues import queries as dialogues
from doithoai.dialogues.models import Dialogue
from doithoai.obligations import calendars
from doithoai.organisations import queries as organisations
from doithoai.organisations.queries import Standing
from doithoai.screens import notes

P = ParamSpec("P")


class StaffRequest(HttpRequest):
    """A request of a signed-in person; `staff` has set the two attributes below."""

    user: Account
    standing: Standing  # who the person is today
    actor: Actor  # how the journal knows the person, acting for the main body


def staff(view: Callable[Concatenate[StaffRequest, P], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Ask for a sign-in and read the person's standing once; every view of desk and hall wears this.

    A refusal that the view did not show beside its form (a button pressed twice, a page a night
    old) is said at the top of the page from which the person came; one about rights is a 403.
    """

    @login_required
    @wraps(view)
    def opened(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        known = cast("StaffRequest", request)
        beside = {"calendar_stamp": calendars.stamp_beside()}
        known.standing = organisations.standing_of(known.user, on=timezone.localdate(), **beside)
        main = known.standing.main
        if main is not None:
            calendars.counting_for(main.body.unit.key, stamp=getattr(main, "calendar_stamp", None) or "")
        # Lazily: the view asks for the right first, and by whose seat it holds says for whom the person acts.
        known.actor = cast("Actor", SimpleLazyObject(lambda: actor_now(known)))
        try:
            return view(known, *args, **kwargs)
        except NotPermitted as error:
            raise PermissionDenied(str(error)) from error
        except DomainError as error:
            notes.refused(request, str(error))
            return redirect(_came_from(request))

    return opened


def actor_now(request: StaffRequest) -> Actor:
    """Return how the journal knows the person, after the last check: in the own seat, or instead of an absent one."""
    seat = request.standing.acting_in
    if seat is not None and seat.instead_of is not None:
        return Actor(request.user.key, seat.body.key, seat.instead_of.key)
    main = request.standing.main
    return request.user.actor(main.body.key if main else "")


def _came_from(request: HttpRequest) -> str:
    """Return the page of ours on which the person pressed the button, or where a sign-in leads."""
    page = str(request.META.get("HTTP_REFERER", ""))
    if url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure()):
        return page
    return resolve_url(settings.LOGIN_REDIRECT_URL)


def dialogue_or_404(request: StaffRequest, code: str) -> Dialogue:
    """Return the dialogue if the person may see it; a stranger does not learn that it exists."""
    dialogue = dialogues.dialogue_with_places(code)
    if dialogue is None or not permissions.can_see(request.standing, dialogue):
        raise Http404
    calendars.counting_for(dialogue.unit.key)
    return dialogue


def require(allowed: bool) -> None:
    """Refuse with a sentence when a permission does not hold."""
    if not allowed:
        raise NotPermitted
