"""The ASGI application of live screens, beside Django's: some kilobytes a line instead of sixty."""

import random
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from doithoai.screens.live.feeds import Called, Hub, Send, Source
from doithoai.screens.live.lines import TAKE_OVER, TakeOver, open_line

Scope = Mapping[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Application = Callable[[Any, Any, Any], Awaitable[None]]

_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),  # nginx must not gather what is to arrive now
    (b"x-content-type-options", b"nosniff"),
]


@dataclass(frozen=True, slots=True)
class Route:
    """An address with one group, the dialogue's code, and who may listen there.

    `admit` asks the database, outside the loop: None for a conference that this caller does not see. `lately` knows
    without asking, where everybody may listen and somebody has just been admitted.
    """

    address: re.Pattern[str]
    admit: Callable[[Scope, str], Source | None]
    lately: Callable[[Scope, str], Source | None] = lambda _scope, _code: None


class Streams:
    """Serves the routes itself and hands everything else on."""

    def __init__(self, application: Application, routes: list[Route]) -> None:
        self.hub = Hub()
        self._application = application
        self._routes = routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        found = self._route_of(scope)
        if found is None:
            await self._application(scope, receive, send)
            return
        route, code = found
        await self._serve(route, code, scope, receive, send)

    def _route_of(self, scope: Scope) -> tuple[Route, str] | None:
        if scope["type"] != "http" or scope["method"] != "GET":
            return None
        for route in self._routes:
            match = route.address.fullmatch(scope["path"])
            if match:
                return route, match[1]
        return None

    async def _serve(self, route: Route, code: str, scope: Scope, receive: Receive, send: Send) -> None:
        if not self.hub.has_room():
            await _refuse(send, 503)
            return
        source = route.lately(scope, code) or await self.hub.ask(lambda: route.admit(scope, code))
        if source is None:
            await _refuse(send, 403)
            return
        # After a restart not everybody comes back in the same second.
        hello = f"retry: {random.randint(1000, 4000)}\n\n".encode()  # noqa: S311 -- spreads load, guards nothing
        take_over: TakeOver | None = scope.get("extensions", {}).get(TAKE_OVER)
        if take_over is not None:
            open_line(self.hub, source, take_over, last=last_seen(scope), head=_head(_HEADERS) + hello)
            return
        await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
        await send({"type": "http.response.body", "body": hello, "more_body": True})
        listener = Called(send, source.allows, last_seen(scope))
        feed = self.hub.join(source, listener)
        try:
            while (await receive())["type"] != "http.disconnect":
                pass
        finally:
            self.hub.leave(feed, listener)


def _head(headers: list[tuple[bytes, bytes]]) -> bytes:
    """Return the head of an answer that lasts until its connection ends."""
    lines = [b"HTTP/1.1 200 OK", *(name + b": " + value for name, value in headers), b"connection: close"]
    return b"\r\n".join(lines) + b"\r\n\r\n"


def last_seen(scope: Scope) -> str:
    """Return the number that the screen shows: from `Last-Event-ID`, else from the page that opened the line."""
    headers: dict[bytes, bytes] = dict(scope["headers"])
    query: bytes = scope["query_string"]
    seen = headers.get(b"last-event-id", b"").decode("ascii", "ignore")
    return seen or parse_qs(query.decode("ascii", "ignore")).get("tu", [""])[0]


async def _refuse(send: Send, status: int) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store"), (b"retry-after", b"5")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
