"""Asking a virus scanner (ClamAV's clamd) about a file before anybody opens it.

Optional: without settings.CLAMD nothing is asked and screens say so. Spoken over a socket of the machine
or of the own network, as clamd documents it (INSTREAM); the scanner runs beside the program, nothing is linked.
"""

import socket
import struct
from enum import StrEnum

from django.conf import settings

_CHUNK = 64 * 1024
_PATIENCE = 20.0  # seconds


class Verdict(StrEnum):
    """What the scanner said."""

    CLEAN = "clean"
    FOUND = "found"
    UNKNOWN = "unknown"  # no scanner, or it did not answer: nobody has looked


def is_configured() -> bool:
    """Say whether there is a scanner to ask."""
    return bool(settings.CLAMD)


def verdict_on(content: bytes) -> Verdict:
    """Return what the scanner says of the content; a scanner that cannot be reached knows nothing."""
    if not is_configured():
        return Verdict.UNKNOWN
    try:
        with _connected() as line:
            line.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), _CHUNK):
                part = content[start : start + _CHUNK]
                line.sendall(struct.pack("!I", len(part)) + part)
            line.sendall(struct.pack("!I", 0))
            return _read(line)
    except OSError:
        return Verdict.UNKNOWN


def _connected() -> socket.socket:
    """Return a line to `tcp://host:port` or to the path of a socket."""
    if settings.CLAMD.startswith("tcp://"):
        host, _, port = settings.CLAMD.removeprefix("tcp://").rpartition(":")
        return socket.create_connection((host, int(port)), timeout=_PATIENCE)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(_PATIENCE)
    try:
        line.connect(settings.CLAMD)
    except OSError:
        line.close()
        raise
    return line


def _read(line: socket.socket) -> Verdict:
    answer = b""
    while not answer.endswith(b"\0") and (part := line.recv(4096)):
        answer += part
    words = answer.rstrip(b"\0\n ")
    if words.endswith(b"FOUND"):
        return Verdict.FOUND
    # "INSTREAM size limit exceeded. ERROR" and the like: nobody has looked at the whole.
    return Verdict.CLEAN if words.endswith(b"OK") else Verdict.UNKNOWN
