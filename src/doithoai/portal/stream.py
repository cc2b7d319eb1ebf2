"""The live line of the public page: what everybody may see, made once and sent to all."""

import re
import time
from http.cookies import SimpleCookie

from django.conf import settings

from doithoai.portal.live_part import part_of
from doithoai.portal.reads import live
from doithoai.proceedings.queries.questions import supports_of
from doithoai.screens.live.feeds import Source
from doithoai.screens.live.streams import Route, Scope

_GATHER_SECONDS = 0.15  # several changes of one moment go out as one
_KNOWN_SECONDS = 5.0
_MOST_KNOWN = 200


_known: dict[tuple[str, str], tuple[float, Source]] = {}


def _lately(scope: Scope, code: str) -> Source | None:
    """Return what somebody was admitted to a moment ago: after a restart thousands come back within seconds."""
    found = _known.get((code, _language(scope)))
    return found[1] if found is not None and found[0] > time.monotonic() else None


def _admit(scope: Scope, code: str) -> Source | None:
    found = _lately(scope, code)  # somebody else of the same moment may have asked
    if found is not None:
        return found
    dialogue = live.running_dialogue(code)
    if dialogue is None:
        return None
    key, language = dialogue.key, _language(scope)
    source = Source(
        topic=key,
        kind=f"public-{language}",
        part=lambda: part_of(code, language),
        lag=_GATHER_SECONDS,
        more=lambda: supports_of(key),
    )
    if len(_known) >= _MOST_KNOWN:
        _known.clear()
    _known[code, language] = (time.monotonic() + _KNOWN_SECONDS, source)
    return source


def _language(scope: Scope) -> str:
    headers: dict[bytes, bytes] = dict(scope["headers"])
    cookies = SimpleCookie(headers.get(b"cookie", b"").decode("latin-1"))
    chosen = cookies.get(settings.LANGUAGE_COOKIE_NAME)
    known = dict(settings.LANGUAGES)
    return chosen.value if chosen is not None and chosen.value in known else settings.LANGUAGE_CODE


ROUTE = Route(re.compile(r"/cuoc/([^/]+)/truc-tiep/luong/"), _admit, _lately)
