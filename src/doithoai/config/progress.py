"""One line that says how far a long command is."""

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TextIO, TypeVar

Item = TypeVar("Item")
_REDRAW_SECONDS = 0.2


class Progress:
    """Count, rate and time left, redrawn on one line of a terminal; silent elsewhere until `done`."""

    def __init__(self, label: str, total: int | None = None, *, stream: TextIO | None = None) -> None:
        """Start the clock. `total` is the number of steps if it is known."""
        self.label, self.total, self.count = label, total, 0
        self.stream = stream or sys.stderr
        self.started = time.monotonic()
        self._drawn = 0.0

    def step(self, by: int = 1) -> None:
        """Say that `by` more are done."""
        self.count += by
        now = time.monotonic()
        if self.stream.isatty() and now - self._drawn >= _REDRAW_SECONDS:
            self._drawn = now
            self.stream.write(f"\r\033[K{self.line(now - self.started)}")
            self.stream.flush()

    def reached(self, done: int, total: int) -> None:
        """Say that so many of so many are done, for work that counts by itself."""
        self.total = total
        self.step(done - self.count)

    def line(self, seconds: float) -> str:
        """Return what to show after so many seconds."""
        rate = self.count / seconds if seconds > 0 else 0.0
        text = f"{self.label}: {self.count:,}".replace(",", ".")
        if self.total is not None:
            text += f"/{self.total:,}".replace(",", ".")
        text += f" · {rate:.0f}/giây"
        if self.total is not None and rate > 0 and self.count < self.total:
            text += f" · còn {_span((self.total - self.count) / rate)}"
        return text

    def done(self) -> None:
        """Leave one closing line."""
        seconds = time.monotonic() - self.started
        start = "\r\033[K" if self.stream.isatty() else ""
        self.stream.write(f"{start}{self.line(seconds)} · xong sau {_span(seconds)}\n")
        self.stream.flush()


def watched(items: Iterable[Item], label: str, total: int | None = None) -> Iterator[Item]:
    """Yield the items, showing how far we are; leaves a closing line also when there were none."""
    progress = Progress(label, total)
    for item in items:
        yield item
        progress.step()
    progress.done()


def _span(seconds: float) -> str:
    if seconds <= 90:
        return f"{seconds:.0f} giây"
    return f"{seconds / 60:.0f} phút"
