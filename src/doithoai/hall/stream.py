"""The live line of the consoles: a number for whoever has to do with the dialogue, nothing else.

What is new each console reads for itself, with the rights of the person who sits there.
"""

import re
from datetime import date
from io import BytesIO

from django.contrib.auth import get_user
from django.contrib.sessions.backends.db import SessionStore
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from doithoai.accounts.models import Account
from doithoai.dialogues import permissions as dialogues_permissions
from doithoai.dialogues import queries as dialogues
from doithoai.dialogues.models import Dialogue
from doithoai.organisations import queries as organisations
from doithoai.proceedings import permissions
from doithoai.screens.live.feeds import Source
from doithoai.screens.live.streams import Route, Scope


def _person(scope: Scope) -> Account | None:
    """Return who is signed in on this line, as the sign-in stands now."""
    request = ASGIRequest({**scope}, BytesIO())
    request.session = SessionStore(request.COOKIES.get("sessionid"))
    user = get_user(request)
    return user if isinstance(user, Account) and user.is_active else None


def _sees(scope: Scope, dialogue: Dialogue, *, on: date) -> bool:
    person = _person(scope)
    if person is None:
        return False
    standing = organisations.standing_of(person, on=on)
    return dialogues_permissions.can_see(standing, dialogue) and permissions.can_watch(standing, dialogue)


def _admit(scope: Scope, code: str) -> Source | None:
    dialogue = dialogues.dialogue_with_places(code)
    if dialogue is None or not _sees(scope, dialogue, on=timezone.localdate()):
        return None
    return Source(
        topic=dialogue.key,
        kind="consoles",
        allows=lambda: _sees(scope, dialogue, on=timezone.localdate()),
    )


ROUTE = Route(re.compile(r"/hoi-truong/([^/]+)/luong/"), _admit)


@require_safe
def silent(_request: HttpRequest, **_named: str) -> HttpResponse:
    """Answer where the site runs without the live application (a WSGI server): the page asks by itself."""
    return HttpResponse(status=204)
