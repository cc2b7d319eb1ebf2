"""The worker: one loop that sends the outbox and, once a day, turns dates into reminders.

Why it is no job queue: docs/adr/0007-worker-without-queue.md.
"""

import logging
import os
import signal
import threading
from collections.abc import Callable
from datetime import date
from types import FrameType

from django.db import connection
from django.utils import timezone

from doithoai.config.running import in_use
from doithoai.notices import services as notices
from doithoai.obligations import services as obligations
from doithoai.petitions import services as petitions

log = logging.getLogger(__name__)

POLL_SECONDS = 5.0
LONGEST_WAIT_SECONDS = 60.0
# Whoever asks us to stop gets it within a second, also in the middle of a slow mail server's greeting:
# an open transaction is rolled back, a claimed message is claimed again later.
GRACE_SECONDS = 0.8


class Worker:
    """Does what is due, over and over; a lost database or a failed job is logged and tried again."""

    def __init__(self, *, stop: threading.Event | None = None, parent: int | None = None) -> None:
        """`parent`: the process without which this one has no reason to live."""
        self.stop = stop or threading.Event()
        self.parent = parent
        self.swept_on: date | None = None
        self.troubles: dict[str, str] = {}

    def run(self) -> None:
        """Work until told to stop."""
        wait = POLL_SECONDS
        with in_use():
            while not self.stop.is_set() and not self._orphaned():
                wait = POLL_SECONDS if self.tick() else min(wait * 2, LONGEST_WAIT_SECONDS)
                self.stop.wait(wait)

    def tick(self) -> bool:
        """Do each job once; return whether all went well."""
        # Both are tried: mail still leaves on a day on which the sweep fails.
        outcomes = [self._try("sweep", self._sweep), self._try("outbox", self._send)]
        return all(outcomes)

    def _sweep(self) -> None:
        today = timezone.localdate()
        if self.swept_on == today:
            return
        reminders = obligations.sweep(on=today)
        lapsed = petitions.lapse_information_requests(on=today)
        silent = petitions.note_silence_outside(on=today)
        self.swept_on = today
        told = "swept obligations for %s: %d reminders, %d questions lapsed, %d bodies silent"
        log.info(told, today, reminders, lapsed, silent)

    def _send(self) -> None:
        while not self.stop.is_set() and (sent := notices.send_due(now=timezone.now(), limit=20)):
            log.info("sent %d messages", sent)

    def _try(self, name: str, job: Callable[[], None]) -> bool:
        try:
            job()
        except Exception as error:
            # Nobody babysits this process: whatever went wrong, say so and come back to it. The same
            # trouble is told in full once: a database lost for a night must not fill the disk.
            told = self.troubles.get(name) == repr(error)
            self.troubles[name] = repr(error)
            log.error("%s failed, to be tried again: %s", name, type(error).__name__, exc_info=not told)
            # A broken connection is dropped, so that the next try opens a new one.
            connection.close()
            return False
        self.troubles.pop(name, None)
        return True

    def _orphaned(self) -> bool:
        return self.parent is not None and os.getppid() != self.parent


def main(*, once: bool = False, parent: int | None = None) -> int:
    """Run the worker in this process until SIGTERM or Ctrl-C; with `once`, do each job once."""
    worker = Worker(parent=parent)
    if once:
        return 0 if worker.tick() else 1

    def stop(_number: int, _frame: FrameType | None) -> None:
        worker.stop.set()
        signal.setitimer(signal.ITIMER_REAL, GRACE_SECONDS)

    def give_up(_number: int, _frame: FrameType | None) -> None:
        raise SystemExit(0)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGALRM, give_up)
    worker.run()
    signal.setitimer(signal.ITIMER_REAL, 0)
    return 0
