"""The real site in a process of its own, on the test's database: for what only a real server can show.

with served() as site:
    page.goto(site.url + …)
    site.kill()      # as a power cut would
    site.start()     # and again, at the same address
"""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[1]


class Site:
    """One serving process."""

    def __init__(self, port: int | None = None) -> None:
        self.port = port or _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start, and wait until it answers."""
        command = [sys.executable, "-m", "doithoai.config.cli", "run", "--port", str(self.port), "--no-worker"]
        self.process = subprocess.Popen(command, cwd=ROOT, env=_environment(), stdout=subprocess.DEVNULL)
        ends = time.monotonic() + 30
        while time.monotonic() < ends:
            with suppress(OSError):
                asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
                asked.request("GET", "/healthz")
                status = asked.getresponse().status
                asked.close()
                if status == 200:
                    return
            time.sleep(0.1)
        raise AssertionError("the site does not answer")

    def kill(self) -> None:
        """End it as a power cut would."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(timeout=10)

    def stop(self) -> int:
        """End it as systemd would; return its exit status."""
        assert self.process is not None
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=10)


@contextmanager
def served() -> Iterator[Site]:
    """Serve the test's database while the block runs."""
    site = Site()
    site.start()
    try:
        yield site
    finally:
        site.stop()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _environment() -> dict[str, str]:
    """Return the settings with which another process meets the same database, keys and files."""
    database = connection.settings_dict
    ours = {
        "PYTHONPATH": str(ROOT / "src"),
        "DJANGO_SETTINGS_MODULE": "doithoai.config.settings",
        "DOITHOAI_DATA": str(settings.DATA_DIR),
    }
    if connection.vendor == "postgresql":
        where = f"{database['HOST']}:{database['PORT']}/{database['NAME']}"
        ours["DATABASE_URL"] = f"postgresql://{database['USER']}:{database['PASSWORD']}@{where}"
    else:
        link = Path(settings.DATA_DIR) / "doithoai.sqlite3"
        link.unlink(missing_ok=True)
        link.symlink_to(str(database["NAME"]))
        ours["DATABASE_URL"] = ""
    return {**os.environ, **ours}
