"""The ASGI application of live screens, beside Django's: some kilobytes a line instead of sixty."""

import random
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from doithoai.screens.live.feeds import Hub, Send, Source

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

    `admit` asks the database, outside the loop: None for a conference that this caller does not see.
    """

    address: re.Pattern[str]
    admit: Callable[[Scope, str], Source | None]


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
        source = await self.hub.ask(lambda: route.admit(scope, code))
        if source is None:
            await _refuse(send, 403)
            return
        await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
        # After a restart not everybody comes back in the same second.
        hello = f"retry: {random.randint(1000, 4000)}\n\n".encode()  # noqa: S311 -- spreads load, guards nothing
        await send({"type": "http.response.body", "body": hello, "more_body": True})
        feed, listener = await self.hub.join(source, send, last_seen(scope))
        try:
            while (await receive())["type"] != "http.disconnect":
                pass
        finally:
            self.hub.leave(feed, listener)


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
