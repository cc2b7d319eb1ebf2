"""Lines that are written to directly: the server hands the connection over, and with it goes all that a request needs.

A line that goes through the server keeps a request, its headers, a parser and a waiting task: eighteen kilobytes, and
a tenth of a millisecond for each word. Five thousand of them are half a second. A line taken over keeps its socket.
"""

import asyncio
from collections.abc import Callable

from doithoai.screens.live.feeds import BEAT, Feed, Hub, Listener, Source

TAKE_OVER = "doithoai.take_over"  # the name of the scope's extension: `take_over(protocol) -> transport`
TakeOver = Callable[[asyncio.Protocol], asyncio.Transport]


class Line(Listener, asyncio.Protocol):
    """An open connection. While the other side does not read, only the newest state waits for it."""

    __slots__ = ("_hub", "_next", "_waits", "feed", "transport")

    def __init__(self, hub: Hub, source: Source, last: str) -> None:
        super().__init__(source.allows, last)
        self.transport: asyncio.Transport | None = None
        self.feed: Feed | None = None
        self._hub = hub
        self._waits = False
        self._next: bytes | None = None

    def offer(self, body: bytes) -> None:
        """Write the words now, or keep them until the other side reads again."""
        if self._waits:
            if body is not BEAT:
                self._next = body
        elif self.transport is not None:
            self.transport.write(body)

    async def end(self) -> None:
        """Close the connection once what was written has gone out."""
        if self.transport is not None:
            self.transport.close()

    def pause_writing(self) -> None:
        """Hear that the other side does not keep up."""
        self._waits = True

    def resume_writing(self) -> None:
        """Send the newest state that was missed."""
        self._waits = False
        body, self._next = self._next, None
        if body is not None:
            self.offer(body)

    def connection_lost(self, _exc: Exception | None) -> None:
        """Leave the feed."""
        if self.feed is not None:
            self._hub.leave(self.feed, self)
        self.transport = None


def open_line(hub: Hub, source: Source, take_over: TakeOver, *, last: str, head: bytes) -> None:
    """Take the connection over, write the head of the answer, and add the line to its feed."""
    line = Line(hub, source, last)
    transport = take_over(line)
    line.transport = transport
    # Words wait in the kernel only: whoever does not read gets the newest state, not all that there was.
    transport.set_write_buffer_limits(high=0)
    transport.write(head)
    line.feed = hub.join(source, line)
