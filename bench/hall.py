"""The hall under load: 5,000 who listen, 500 a minute who ask and support, and the host who goes on.

Each room is a process of its own (`bench.hall_room`): SQLite with one serving process, PostgreSQL on this machine
with two (left out, and said so, where there is none; `BENCH_POSTGRES` names another server).
"""

import json
import subprocess
import sys

from bench.figures import Figure

_AT_MOST_SECONDS = 240


def run() -> list[Figure]:
    figures: list[Figure] = []
    for database in ("sqlite", "postgres"):
        command = [sys.executable, "-m", "bench.hall_room", database]
        done = subprocess.run(command, stdout=subprocess.PIPE, timeout=_AT_MOST_SECONDS, check=False)  # noqa: S603 -- ours
        lines = done.stdout.decode().strip().splitlines()
        if done.returncode or not lines:
            print(f"hall on {database}: could not be measured", file=sys.stderr)
            continue
        figures += [Figure(name, value, unit, budget) for name, value, unit, budget in json.loads(lines[-1])]
    return figures
