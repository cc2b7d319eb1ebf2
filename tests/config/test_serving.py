"""`doithoai run` as a process of its own: site and worker start together and end together."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

WAIT_SECONDS = 60  # generous: a busy machine starts Python slowly


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def start(tmp_path):
    """Start `doithoai WORDS` on a data folder of its own; whatever still lives afterwards is ended."""
    started = []
    surroundings = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    surroundings |= {"DOITHOAI_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "doithoai.config.settings"}

    def begin(*words: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "doithoai.config.cli", *words],
            env=surroundings | {"PYTHONPATH": os.pathsep.join(sys.path)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        started.append(process)
        return process

    yield begin
    for process in started:
        process.kill()
        process.communicate()


def _fetch(port: int, path: str) -> tuple[int, str]:
    """Ask until somebody answers."""
    for _ in range(WAIT_SECONDS * 5):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
        except OSError:
            time.sleep(0.2)
    raise AssertionError("nobody answers")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_site_answers_and_ends_with_its_worker(start, number):
    start("migrate").wait(WAIT_SECONDS)
    port = _free_port()
    site = start("run", "--port", str(port))

    answer = _fetch(port, "/healthz")
    site.send_signal(number)
    said, _ = site.communicate(timeout=WAIT_SECONDS)  # also waits for the worker, which holds the same pipe

    assert answer == (200, "ok\n")
    assert site.returncode == 0
    assert f"http://localhost:{port}/" in said
    assert "Traceback" not in said


def test_taken_port_is_refused_with_another_one_named(start):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        site = start("run", "--port", str(port))

        said, _ = site.communicate(timeout=WAIT_SECONDS)

    assert site.returncode == 1
    assert f"Cổng {port} đang có chương trình khác dùng" in said
    assert f"PORT={port + 1}" in said


def test_command_before_migrate_is_told_what_to_do(start):
    verify = start("journal", "verify")

    said, _ = verify.communicate(timeout=WAIT_SECONDS)

    assert verify.returncode == 1
    assert "doithoai migrate" in said
    assert "Traceback" not in said


@pytest.mark.django_db
def test_monitor_is_told_that_all_is_well(client):
    answer = client.get("/healthz")

    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_browser_that_asks_for_an_icon_gets_one(client):
    answer = client.get("/favicon.ico", follow=True)

    assert answer.status_code == 200
    assert b"".join(answer.streaming_content)[:4] == b"\x00\x00\x01\x00"
