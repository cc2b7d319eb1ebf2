"""What is sent to many at once: one feed for each kind of screen of a conference, and the hub that holds them.

A feed says how things stand, not what happened: number n, and for public screens the part of the page as it
is at n. So a screen that was away misses nothing: what it gets on coming back is the present state, and only if
its `Last-Event-ID` is not the present number.
"""

import asyncio
import itertools
import logging
import re
import time
from collections.abc import Awaitable, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import connections

from doithoai.proceedings.queries.live import sequences
from doithoai.proceedings.services.announcing import EVERYTHING, subscribe

log = logging.getLogger(__name__)
T = TypeVar("T")

Send = Callable[[dict[str, Any]], Awaitable[None]]

MOST_LISTENERS = 8_000  # of one process; whoever comes later asks for the page every few seconds
_LOOK_SECONDS = 1.0  # how often the durable number is asked for, should a word have been lost
_BEAT_SECONDS = 20.0  # proxies close a line on which nothing moves
_LONGEST_REST = 0.3
BEAT = b": \n\n"
_TOGETHER = 100  # sent to so many, then others get their turn


@dataclass(frozen=True, slots=True)
class Source:
    """Which screens share a feed, and how the feed is read."""

    topic: str  # the dialogue's key
    kind: str  # "consoles", "public-vi", …: everybody with the same kind sees the same
    part: Callable[[], str] | None = None  # the part of the page for everybody; None: consoles read their own
    lag: float = 0.0  # seconds in which changes are gathered before they are sent
    allows: Callable[[], bool] | None = None  # asked again now and then: may this person still listen?
    more: Callable[[], int] | None = None  # a count that only grows and moves this feed, not the consoles


class Listener:
    """One open line. A slow one never holds up the others: it gets the newest state when it is ready for it."""

    __slots__ = ("allows", "seen")

    def __init__(self, allows: Callable[[], bool] | None, seen: str) -> None:
        self.allows = allows
        self.seen = seen  # the number that the screen shows

    def offer(self, body: bytes) -> None:
        """Send the words, or remember them while earlier ones are still on their way."""
        raise NotImplementedError

    async def end(self) -> None:
        """End the answer; the browser comes back by itself and finds the next process."""
        raise NotImplementedError

    def show(self, feed: "Feed") -> None:
        """Send the feed's state unless the screen shows it already."""
        if self.seen != feed.mark:
            self.seen = feed.mark
            self.offer(feed.body)


class Called(Listener):
    """A line on which words go through the server's `send`: under any ASGI server."""

    __slots__ = ("_next", "_send", "_task")

    def __init__(self, send: Send, allows: Callable[[], bool] | None, seen: str) -> None:
        super().__init__(allows, seen)
        self._send = send
        self._task: asyncio.Task[None] | None = None
        self._next: bytes | None = None

    def offer(self, body: bytes) -> None:
        """Start sending in a task of its own, or remember the words for the task that is at it."""
        if self._task is not None and not self._task.done():
            if body is not BEAT:
                self._next = body
            return
        self._task = asyncio.get_running_loop().create_task(self._write(body))

    async def _write(self, body: bytes | None) -> None:
        while body is not None:
            await self._send({"type": "http.response.body", "body": body, "more_body": True})
            body, self._next = self._next, None

    async def end(self) -> None:
        """End the answer; the browser comes back by itself and finds the next process."""
        if self._task is not None:
            self._task.cancel()
        await self._send({"type": "http.response.body", "body": b"", "more_body": False})


class Feed:
    """The lines that see the same, the number they have reached, and what was sent with it."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.listeners: set[Listener] = set()
        self.number = -1
        self.mark = ""  # the number as screens know it
        self.body = b""
        self.part: str | None = None
        self.spent = 0.0  # seconds that the last round took
        self.stale = True
        self.reading: asyncio.Task[None] | None = None


_MOVING = re.compile(r'data-so="\d+"|<time data-now>[^<]*</time>')


def looks_the_same(one: str | None, other: str | None) -> bool:
    """Say whether two parts differ in nothing but their number and the clock; consoles (None) always differ."""
    return one is not None and other is not None and _MOVING.sub("", one) == _MOVING.sub("", other)


def event(number: int, part: str | None) -> bytes:
    """Return a state as a server-sent event; consoles get the number alone."""
    lines = [f"id: {number}", "event: moi"]
    lines += [f"data: {line}" for line in (str(number) if part is None else part).split("\n")]
    return ("\n".join(lines) + "\n\n").encode()


class Hub:
    """All feeds of a process, on its event loop."""

    def __init__(self) -> None:
        self.feeds: dict[tuple[str, str], Feed] = {}
        self.count = 0
        self._closing = False
        self._leave: Callable[[], None] | None = None
        self._watch: asyncio.Task[None] | None = None
        # Django's connections belong to threads; one of our own reads for all feeds, and lets go after each read.
        self._reader = ThreadPoolExecutor(2, thread_name_prefix="live-read")

    async def ask(self, question: Callable[[], T]) -> T:
        """Ask the database outside the loop."""
        return await asyncio.get_running_loop().run_in_executor(self._reader, _answered, question)

    def has_room(self) -> bool:
        """Say whether one more may listen."""
        return self.count < MOST_LISTENERS and not self._closing

    def join(self, source: Source, listener: Listener) -> Feed:
        """Add a line, and send it the present state unless that is what its screen shows; it waits for nothing."""
        self._start()
        place = (source.topic, source.kind)
        feed = self.feeds.get(place)
        if feed is None:
            feed = self.feeds[place] = Feed(source)
        feed.listeners.add(listener)
        self.count += 1
        if feed.number >= 0:
            listener.show(feed)
        elif feed.reading is None:  # one read for all who come at once
            self._renew(feed)
        return feed

    def leave(self, feed: Feed, listener: Listener) -> None:
        """Forget a line that has gone."""
        if listener in feed.listeners:
            feed.listeners.discard(listener)
            self.count -= 1
        if not feed.listeners:
            self.feeds.pop((feed.source.topic, feed.source.kind), None)

    async def close(self) -> None:
        """End all lines, so that the process can end; nobody joins any more."""
        self._closing = True
        if self._leave is not None:
            self._leave()
        if self._watch is not None:
            self._watch.cancel()
        for feed in list(self.feeds.values()):
            for listener in list(feed.listeners):
                await listener.end()
        self._reader.shutdown(wait=False, cancel_futures=True)

    def _start(self) -> None:
        if self._watch is not None:
            return
        loop = asyncio.get_running_loop()

        def hear(topic: str) -> None:
            loop.call_soon_threadsafe(self._stir, topic)

        self._leave = subscribe(hear)
        self._watch = loop.create_task(self._keep_watch())

    def _stir(self, topic: str) -> None:
        for (about, _kind), feed in list(self.feeds.items()):
            if topic in {about, EVERYTHING}:
                self._renew(feed)

    def _renew(self, feed: Feed) -> None:
        feed.stale = True
        if feed.reading is None or feed.reading.done():
            feed.reading = asyncio.get_running_loop().create_task(self._freshen_and_send(feed))

    async def _freshen_and_send(self, feed: Feed) -> None:
        while feed.stale and feed.listeners and not self._closing:
            # Rounds take half of the process at most: the other half is for those who press a key.
            if feed.number >= 0:
                await asyncio.sleep(max(feed.source.lag, min(feed.spent, _LONGEST_REST)))
            began = time.monotonic()
            if await self._freshen(feed):
                await _in_turns(feed.listeners, lambda one: one.show(feed))
            feed.spent = time.monotonic() - began

    async def _freshen(self, feed: Feed) -> bool:
        """Read number and part; say whether a screen would look different."""
        feed.stale = False
        number, part = await self.ask(lambda: _state_of(feed.source))
        if number == feed.number:
            return False
        feed.number = number
        if feed.body and looks_the_same(part, feed.part):
            return False  # what nobody sees is not worth thousands of lines; whoever comes back has an old number
        feed.mark, feed.part, feed.body = str(number), part, event(number, part)
        return True

    async def _keep_watch(self) -> None:
        """Look after what was not told, keep lines open, and show out who may no longer listen."""
        for turn in itertools.count(1):
            await asyncio.sleep(_LOOK_SECONDS)
            try:
                await self._look()
                if turn % round(_BEAT_SECONDS / _LOOK_SECONDS) == 0:
                    await self._beat()
            except Exception as error:  # noqa: BLE001 -- a database away for a minute must not end the watch
                log.warning("live: %s while looking for changes", type(error).__name__)

    async def _look(self) -> None:
        feeds = list(self.feeds.values())
        numbers = await self.ask(lambda: _numbers_of(feeds)) if feeds else []
        for feed, number in zip(feeds, numbers, strict=True):
            if number != feed.number:
                self._renew(feed)

    async def _beat(self) -> None:
        for feed in list(self.feeds.values()):
            for listener in [one for one in feed.listeners if one.allows is not None]:
                if not await self.ask(listener.allows):  # type: ignore[arg-type]  # chosen just above
                    await listener.end()
            await _in_turns(feed.listeners, lambda one: one.offer(BEAT))


async def _in_turns(listeners: Iterable[Listener], act: Callable[[Listener], None]) -> None:
    for number, listener in enumerate(list(listeners), 1):
        act(listener)
        if number % _TOGETHER == 0:
            await asyncio.sleep(0)


def _state_of(source: Source) -> tuple[int, str | None]:
    # The number first: what changes while the part is read has a higher one and is sent again.
    number = sequences([source.topic])[source.topic] + (source.more() if source.more is not None else 0)
    return number, source.part() if source.part is not None else None


def _numbers_of(feeds: list[Feed]) -> list[int]:
    moves = sequences({feed.source.topic for feed in feeds})
    return [moves[feed.source.topic] + (feed.source.more() if feed.source.more is not None else 0) for feed in feeds]


def _answered(question: Callable[[], T]) -> T:
    try:
        return question()
    finally:
        connections.close_all()
