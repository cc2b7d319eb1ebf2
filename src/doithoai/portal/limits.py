"""Slows down who sends in a flood or guesses secrets, without keeping anybody's address.

Counted in Django's cache under a keyed hash of the address, for minutes. Many people may stand
behind one address (a village on one mobile mast, the office's own counter), so the numbers are
generous and the message says so.
"""

from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` of something from one address within `seconds` of the first."""

    name: str
    most: int
    seconds: int

    @property
    def minutes(self) -> int:
        """Return the length in minutes, for a message."""
        return self.seconds // 60


SENDING = Limit("sending", 30, 10 * 60)
LOOKING = Limit("looking", 240, 10 * 60)
# A whole village hall may stand behind one address while its conference runs.
ASKING = Limit("asking", 300, 10 * 60)
SUPPORTING = Limit("supporting", 3000, 10 * 60)
# Wrong one-time links: nobody types them, so a few are a mail program's broken line and many are a guess.
OUTSIDE = Limit("outside", 30, 15 * 60)
GUESSING = Limit("guessing", 8, 15 * 60)


def is_over(limit: Limit, request: HttpRequest) -> bool:
    """Say whether the address has used the limit up."""
    return int(cache.get(_key(limit, request), 0)) >= limit.most


def count(limit: Limit, request: HttpRequest) -> None:
    """Count one more from the address."""
    key = _key(limit, request)
    if not cache.add(key, 1, timeout=limit.seconds):
        try:
            cache.incr(key)
        except ValueError:  # it ran out between the two calls
            cache.set(key, 1, timeout=limit.seconds)


def forget(limit: Limit, request: HttpRequest) -> None:
    """Start again from nothing: the address has shown that it does not guess."""
    cache.delete(_key(limit, request))


def _key(limit: Limit, request: HttpRequest) -> str:
    address = request.META.get("REMOTE_ADDR", "")
    return f"portal:{limit.name}:" + salted_hmac("doithoai.portal.limits", address, algorithm="sha256").hexdigest()[:32]
