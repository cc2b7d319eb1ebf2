"""`python -m tests.petitions.storm SEED SECONDS FOLDER`: lay, let eight clerks loose, kill some, judge.

The verdict goes to `storm.json` in the folder. `DOITHOAI_DATA` and `DATABASE_URL` name a database of its own.
"""

import json
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "doithoai.config.settings"
django.setup()

from tests.petitions.storm.clerk import lay, work  # noqa: E402 -- settings first
from tests.petitions.storm.verdict import check  # noqa: E402 -- as above

CLERKS, ACTIONS, KILLS = 8, 200, 6


class Storm:
    """Clerks at work: starts them, kills some, starts others for what is left to do.

    Each is a fork of this process, which never opens the database itself.
    """

    def __init__(self, seed: int, seconds: float, folder: Path) -> None:
        self.seed, self.seconds, self.folder = seed, seconds, folder
        self.chance = random.Random(seed)
        self.logs: list[Path] = []
        self.running: dict[int, tuple[Path, int]] = {}
        self.killed = 0

    def start(self, actions: int) -> None:
        log = self.folder / f"clerk-{len(self.logs)}.log"
        log.touch()
        self.logs.append(log)
        seed = self.seed + len(self.logs)
        self.running[forked(lambda: work(seed, actions, log))] = (log, actions)

    def begun(self, log: Path) -> int:
        return log.read_text(encoding="utf-8").count('["begin"')

    def blow(self) -> None:
        for _ in range(CLERKS):
            self.start(ACTIONS // CLERKS)
        until = time.monotonic() + self.seconds
        while self.running and time.monotonic() < until:
            time.sleep(self.chance.uniform(0.02, 0.3))
            for clerk in list(self.running):
                if os.waitpid(clerk, os.WNOHANG)[0]:
                    del self.running[clerk]
            at_work = [clerk for clerk, (log, actions) in self.running.items() if 0 < self.begun(log) < actions]
            if at_work and self.killed < KILLS and self.chance.random() < 0.5:
                self.kill(self.chance.choice(at_work))
        for clerk in list(self.running):
            self.kill(clerk, again=False)

    def kill(self, clerk: int, *, again: bool = True) -> None:
        os.kill(clerk, signal.SIGKILL)
        os.waitpid(clerk, 0)
        log, actions = self.running.pop(clerk)
        self.killed += 1
        left = actions - self.begun(log)
        if again and left:
            self.start(left)


def forked(job: Callable[[], object]) -> int:
    """Run the job in a process of its own; return its number."""
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        job()
        status = 0
    except BaseException:  # noqa: BLE001 -- told and ended here: the fork must not run on as its parent
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def _finished(job: Callable[[], object]) -> None:
    if os.waitpid(forked(job), 0)[1]:
        raise SystemExit("a step of the storm fell over; see above")


def main(seed: int, seconds: float, folder: Path) -> None:
    """Lay, blow, check; write what is wrong and what was done to `storm.json` in the folder."""
    storm = Storm(seed, seconds, folder)
    _finished(lay)
    storm.blow()
    told = folder / "storm.json"

    def judge() -> None:
        said = "".join(log.read_text(encoding="utf-8") for log in storm.logs)
        figures = {"done": said.count('["done"'), "refused": said.count('["refused"'), "killed": storm.killed}
        told.write_text(json.dumps({"wrong": check(storm.logs), **figures}, ensure_ascii=False), encoding="utf-8")

    _finished(judge)


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]), Path(sys.argv[3]))
