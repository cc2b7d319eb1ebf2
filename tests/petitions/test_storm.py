"""Many clerks at random on the same petitions, some of whose computers are switched off amid their work.

Real processes on a database of their own, killed without warning; afterwards no petition is lost or in two states,
what was said to be done is done, the journal says the same as the rows, and the duties are what a rebuild gives.
STORM_SEED and STORM_SECONDS make it another storm or a longer one.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

ROOT = Path(__file__).resolve().parents[2]
SEED = int(os.environ.get("STORM_SEED", "20260829"))
SECONDS = float(os.environ.get("STORM_SECONDS", "300"))


@contextmanager
def database(folder: Path) -> Iterator[dict[str, str]]:
    """Give the environment of processes with a database of their own, of the kind that the tests run on."""
    given = {name: value for name, value in os.environ.items() if not name.startswith(("DOITHOAI_", "DJANGO_"))}
    given |= {"DOITHOAI_DATA": str(folder), "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        yield given
        return
    name = f"storm_{os.getpid()}"
    parts = urlsplit(url)
    with psycopg.connect(urlunsplit(parts._replace(path="/postgres")), autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            yield given | {"DATABASE_URL": urlunsplit(parts._replace(path=f"/{name}"))}
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_no_petition_is_lost_or_in_two_states_after_a_storm_of_clerks_and_switched_off_machines(tmp_path):
    with database(tmp_path) as environment:
        command = [sys.executable, "-m", "tests.petitions.storm", str(SEED), str(SECONDS), str(tmp_path)]
        ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr[-3000:]
    told = json.loads((tmp_path / "storm.json").read_text(encoding="utf-8"))

    assert told["wrong"] == []
    assert told["killed"] >= 1
    # Two hundred were begun; a killed clerk's last one is neither done nor refused.
    assert told["done"] + told["refused"] >= 200 - told["killed"]
    assert told["done"] >= 60, "too little was done to say anything"
