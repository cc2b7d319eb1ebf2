"""One room under load, in a process of its own: `python -m bench.hall_room sqlite|postgres` prints figures as JSON."""

import asyncio
import http.client
import json
import os
import resource
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path

LISTENERS = 5_000
CHANGES = 5
ACTS = 250  # in half a minute: 500 in a minute
SPAN = 30.0
TOKEN = "b" * 32  # the page's token against foreign forms: cookie and header say the same
ROOT = Path(__file__).resolve().parents[1]

_folder = tempfile.mkdtemp(prefix="doithoai-hall-")
for _name in [name for name in os.environ if name.startswith("DOITHOAI_") or name == "DATABASE_URL"]:
    del os.environ[_name]
os.environ |= {"DOITHOAI_DATA": _folder, "DJANGO_SETTINGS_MODULE": "doithoai.config.settings"}


class Room:
    """A running conference, its serving processes, and who is signed in."""

    def __init__(self, processes: int) -> None:
        import django  # noqa: PLC0415 -- after the environment is set

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415 -- as above
        from django.test import Client  # noqa: PLC0415 -- as above
        from django.utils import timezone  # noqa: PLC0415 -- as above

        from doithoai.proceedings import services  # noqa: PLC0415 -- as above
        from tests.factories import conference, organisations  # noqa: PLC0415 -- as above

        call_command("migrate", verbosity=0)
        place = organisations.tan_lach()
        by = place.actor(place.anna)
        dialogue = conference.announced(place, conference_on=timezone.localdate())
        services.open_session(dialogue=dialogue, at=timezone.now(), by=by, reason="đo tốc độ")
        conference.run_to(dialogue, 4, place, timezone.now())
        self.turns = []
        for number in range(60):
            petition = conference.petition(dialogue, f"Việc thứ {number}", lead=place.economy)
            turn = services.add_turn(dialogue=dialogue, petition=petition, by=by)
            services.name_for_public(speech=turn, public_title=f"Việc thứ {number}", by=by)
            self.turns.append((turn.key, petition.code))
        client = Client()
        client.force_login(place.chair_person)
        self.session = client.cookies["sessionid"].value
        self.code = dialogue.code
        self.ports = [_free_port() for _ in range(processes)]
        self.servers = [self._serve(port) for port in self.ports]

    def _serve(self, port: int) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "doithoai.config.cli", "run", "--port", str(port), "--no-worker"]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 -- our own site
        for _ in range(200):
            with suppress(OSError):
                if ask(port, "GET", "/healthz")[0] == 200:
                    return process
            time.sleep(0.1)
        raise SystemExit("the site does not answer")

    def press(self, path: str, body: str = "ve=chu-tri") -> float:
        """Do what the host does; return the seconds until the answer."""
        start = time.perf_counter()
        status = ask(self.ports[0], "POST", f"/hoi-truong/{self.code}/{path}", body, f"sessionid={self.session}")[0]
        if status != 302:
            raise SystemExit(f"{path}: {status}")
        return time.perf_counter() - start

    def memory(self) -> float:
        """Return the megabytes that the largest serving process holds."""
        return max(_resident(process.pid) for process in self.servers)

    def processor(self) -> float:
        """Return the seconds of processor that the serving processes have used; those who listen are not among them."""
        return sum(_used(process.pid) for process in self.servers)

    def end(self) -> None:
        """Stop all processes."""
        for process in self.servers:
            process.send_signal(signal.SIGTERM)
        for process in self.servers:
            process.wait(timeout=20)


def ask(port: int, method: str, path: str, body: str = "", cookies: str = "") -> tuple[int, float]:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    start = time.perf_counter()
    headers = {"Cookie": f"csrftoken={TOKEN}; {cookies}", "X-CSRFToken": TOKEN}
    if method == "POST":
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    try:
        line.request(method, path, body.encode(), headers)
        answer = line.getresponse()
        answer.read()
        return answer.status, time.perf_counter() - start
    finally:
        line.close()


class Line(asyncio.Protocol):
    """One who listens: notes when the newest state came."""

    heard: "list[float]" = []
    open = 0

    def __init__(self, address: str) -> None:
        self.address = address
        self.seen = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the line."""
        assert isinstance(transport, asyncio.Transport)
        transport.write(f"GET {self.address} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())

    def data_received(self, data: bytes) -> None:
        """Note when a state came."""
        if b"event: moi" in data:
            if not self.seen:
                Line.open += 1
                self.seen = b"1"
            Line.heard.append(time.perf_counter())


async def listen(room: Room) -> tuple[list[float], list[float]]:
    """Open all lines, let the host act some times; return the delays of the last listener and of the middle one."""
    loop = asyncio.get_running_loop()
    address = f"/cuoc/{room.code}/truc-tiep/luong/"
    for start in range(0, LISTENERS, 100):
        ports = [room.ports[(start + number) % len(room.ports)] for number in range(100)]
        await asyncio.gather(*(loop.create_connection(lambda: Line(address), "127.0.0.1", port) for port in ports))
    for _ in range(300):
        if Line.open >= LISTENERS:
            break
        await asyncio.sleep(0.1)
    last, middle = [], []
    for _ in range(CHANGES):
        await asyncio.sleep(2)
        Line.heard.clear()
        start = time.perf_counter()
        await loop.run_in_executor(None, room.press, "luot/ke-tiep/")
        for _ in range(100):
            await asyncio.sleep(0.05)
            if len(Line.heard) >= Line.open:
                break
        delays = sorted(moment - start for moment in Line.heard)
        last.append(delays[-1])
        middle.append(statistics.median(delays))
    return last, middle


async def load(room: Room) -> tuple[list[float], list[float]]:
    """Let people ask and support for half a minute while the host goes on; return the seconds of each."""
    host: list[float] = []
    crowd: list[float] = []
    stop = threading.Event()

    def people(part: int) -> None:
        for number in range(part, ACTS, 8):
            if stop.is_set():
                return
            started = time.perf_counter()
            port = room.ports[number % len(room.ports)]
            if number % 2:
                path, body = (
                    f"/cuoc/{room.code}/truc-tiep/hoi/",
                    "text=Bao+gi%E1%BB%9D+s%E1%BB%ADa+%C4%91%C6%B0%E1%BB%9Dng",
                )
            else:
                path, body = f"/cuoc/{room.code}/truc-tiep/cung-hoi/{room.turns[-1 - number % 20][0]}/", ""
            crowd.append(ask(port, "POST", path, body)[1])
            stop.wait(max(0.0, SPAN * 8 / ACTS - (time.perf_counter() - started)))

    def presses() -> None:
        ends = time.perf_counter() + SPAN
        number = CHANGES
        while time.perf_counter() < ends and number < 40:
            host.append(room.press("luot/ke-tiep/"))
            host.append(room.press(f"kien-nghi/{room.turns[number][1]}/phim/", "ve=chu-tri&ket_qua=taken_up"))
            number += 1
            time.sleep(0.8)
        stop.set()

    loop = asyncio.get_running_loop()
    await asyncio.gather(
        loop.run_in_executor(None, presses), *(loop.run_in_executor(None, people, part) for part in range(8))
    )
    return host, crowd


def _resident(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def _used(pid: int) -> float:
    user, system = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _p95(values: list[float]) -> float:
    return sorted(values)[int(0.95 * (len(values) - 1))]


async def measure(room: Room, where: str) -> list[tuple[str, float, str, float | None]]:
    before = room.memory()
    last, middle = await listen(room)
    memory = room.memory()
    used, start = room.processor(), time.perf_counter()
    host, crowd = await load(room)
    share = (room.processor() - used) / (time.perf_counter() - start)
    if Line.open < LISTENERS:
        print(f"{where}: only {Line.open} lines opened", file=sys.stderr)
    return [
        (f"{where}: lines open", Line.open, "lines", None),
        (f"{where}: memory of the largest process with them", memory, "MB", 150),
        (f"{where}: of it, for the lines", memory - before, "MB", None),
        (f"{where}: a change reaches the last listener", statistics.median(last), "s", 0.5),
        (f"{where}: and the middle one", statistics.median(middle), "s", None),
        (f"{where}: host's action under load, p95", _p95(host), "s", 0.2),
        (f"{where}: asking and supporting, 500 a minute, p95", _p95(crowd), "s", None),
        (f"{where}: processors that the site keeps busy under load", share, "of them", None),
        (f"{where}: load average of the machine ({os.cpu_count()} processors)", os.getloadavg()[0], "", None),
    ]


def main(database: str) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 3 * LISTENERS) if soft < 3 * LISTENERS else soft, hard))
    made = ""
    if database == "postgres":
        import psycopg  # noqa: PLC0415 -- only here

        server = os.environ.get("BENCH_POSTGRES", "postgresql://postgres@127.0.0.1:5432")
        made = f"doithoai_hall_{os.getpid()}"
        with psycopg.connect(f"{server}/postgres", autocommit=True, connect_timeout=3) as line:
            line.execute(f"CREATE DATABASE {made}")  # type: ignore[arg-type]  # a name of our own
        os.environ["DATABASE_URL"] = f"{server}/{made}"
    room = Room(2 if made else 1)
    try:
        where = "hall, PostgreSQL, 2 processes" if made else "hall, SQLite, 1 process"
        print(json.dumps(asyncio.run(measure(room, where))))
    finally:
        room.end()
        shutil.rmtree(_folder, ignore_errors=True)
        if made:
            from django.db import connections  # noqa: PLC0415 -- as above

            connections.close_all()
            for connection in connections.all():
                connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL's
            with psycopg.connect(f"{server}/postgres", autocommit=True) as line:
                line.execute(f"DROP DATABASE {made} WITH (FORCE)")  # type: ignore[arg-type]  # as above


if __name__ == "__main__":
    main(sys.argv[1])
