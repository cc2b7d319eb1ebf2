"""Starts the site and, beside it, the worker; both end together."""

import asyncio
import errno
import gc
import resource
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import uvicorn
from django.conf import settings
from uvicorn._types import ASGI3Application
from uvicorn.protocols.http.h11_impl import H11Protocol

from doithoai.common.errors import DomainError
from doithoai.config.running import in_use
from doithoai.screens.live.lines import TAKE_OVER

_RESTART_SECONDS = 5.0
# How long a thread keeps the interpreter while another waits for it. Each word to a line lets go of it; with Python's
# five milliseconds a page being made would hold up thousands of lines for seconds, and they the host's key.
_SWITCH_SECONDS = 0.0005
_LINES = 16_384  # open files: 8,000 listeners, and as much again for pages and the database


class PortTaken(DomainError):
    """Somebody else listens there."""


class _Protocol(H11Protocol):
    """uvicorn's HTTP, with an extension by which the live lines take an open connection over (ADR 0012)."""

    @property
    def app(self) -> ASGI3Application:  # uvicorn sets it once and calls it per request
        return self._serve

    @app.setter
    def app(self, application: ASGI3Application) -> None:
        self._application = application

    async def _serve(self, scope: Any, receive: Any, send: Any) -> None:
        scope["extensions"] = {TAKE_OVER: self._hand_over}
        try:
            await self._application(scope, receive, send)
        finally:
            del scope["extensions"]  # else connection and scope hold each other until the collector comes

    def _hand_over(self, protocol: asyncio.Protocol) -> asyncio.Transport:
        """Give the connection away as uvicorn does for WebSockets; for this request nothing more is expected."""
        self.connections.discard(self)
        self.cycle.disconnected = True
        self.transport.set_protocol(protocol)
        return self.transport


class _Server(uvicorn.Server):
    """uvicorn that says when it listens, and ends the live lines before it waits for open requests."""

    def __init__(self, config: uvicorn.Config, on_ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start listening, then tell."""
        await super().startup(sockets)
        # With thousands of listeners the collector would stop the site for half a second at a time.
        gc.collect()
        gc.freeze()
        gc.set_threshold(100_000, 50, 1000)
        self._on_ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the live lines, each with a proper end of its answer, then the rest."""
        from doithoai.config.asgi import application  # noqa: PLC0415 -- loaded when serving, by its name

        await application.hub.close()
        await super().shutdown(sockets)


class _WorkerProcess:
    """The worker in a process of its own, started again should it ever fall over."""

    def __init__(self, parent: int) -> None:
        self._command = [sys.executable, "-m", "doithoai.config.cli", "worker", "--parent", str(parent)]
        self._stopping = threading.Event()
        self._process = subprocess.Popen(self._command)  # noqa: S603 -- our own command, no word of it from outside
        self._watch = threading.Thread(target=self._keep_alive, daemon=True)
        self._watch.start()

    def _keep_alive(self) -> None:
        while not self._stopping.is_set():
            self._process.wait()
            if not self._stopping.wait(_RESTART_SECONDS):
                self._process = subprocess.Popen(self._command)  # noqa: S603 -- as above

    def stop(self) -> None:
        self._stopping.set()
        self._process.terminate()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()


def serve(*, host: str, port: int, worker_parent: int | None, on_ready: Callable[[], None]) -> None:
    """Serve the site until SIGTERM or Ctrl-C; `worker_parent` (our process id) starts the worker too.

    Raises PortTaken.
    """
    listener = _listen(host, port)
    _allow_many_lines()
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    config = uvicorn.Config(
        "doithoai.config.asgi:application",
        http=_Protocol,
        lifespan="off",
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=3,
        server_header=False,
    )
    # uvicorn hands the signal on to us after it has closed; an exception lets `finally` end the worker.
    signal.signal(signal.SIGTERM, _leave)
    signal.signal(signal.SIGINT, _leave)
    sys.setswitchinterval(_SWITCH_SECONDS)
    with in_use():
        worker = _WorkerProcess(worker_parent) if worker_parent else None
        try:
            _Server(config, on_ready).run(sockets=[listener])
        finally:
            listener.close()
            if worker:
                worker.stop()


def _allow_many_lines() -> None:
    """Take as many open files as the system grants us: each person who listens is one."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard == resource.RLIM_INFINITY or soft < hard:
        wanted = _LINES if hard == resource.RLIM_INFINITY else min(_LINES, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), hard))


def _leave(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(2048)
    except OSError as error:
        listener.close()
        raise PortTaken(_why_not(host, port, error)) from error
    return listener


def _why_not(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Cổng {port} đang có chương trình khác dùng. Hãy chọn cổng khác, ví dụ: make run PORT={port + 1}"
    if error.errno == errno.EACCES:
        return f"Không được phép mở cổng {port}. Hãy chọn cổng từ 1024 trở lên, ví dụ: make run PORT=8000"
    return f"Không mở được {host}:{port} ({error.strerror}). Hãy kiểm tra --host và --port."
