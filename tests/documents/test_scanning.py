"""Nobody opens a file that a configured scanner has not cleared; without a scanner the program says so."""

import socket
import struct
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from doithoai.common.actors import SYSTEM
from doithoai.documents import scanning
from doithoai.documents.errors import FileNotScanned, FileRefused
from doithoai.documents.models import StoredFile
from doithoai.documents.scanning import Verdict
from doithoai.documents.services import store_file
from doithoai.documents.serving import file_response

EVIL = b"day la ma doc"


class Clamd(threading.Thread):
    """What clamd does with INSTREAM, on a socket of this machine: finds EVIL."""

    def __init__(self, path: Path, *, answer: bytes = b"") -> None:
        super().__init__(daemon=True)
        self.answer = answer
        self.asked = 0
        self.door = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.door.bind(str(path))
        self.door.listen()

    def run(self) -> None:
        while True:
            try:
                line, _ = self.door.accept()
            except OSError:
                return
            with line, line.makefile("rb") as said:
                assert said.read(10) == b"zINSTREAM\0"
                content = b""
                while size := struct.unpack("!I", said.read(4))[0]:
                    content += said.read(size)
                self.asked += 1
                found = b"stream: Eicar-Test-Signature FOUND\0" if EVIL in content else b"stream: OK\0"
                line.sendall(self.answer or found)


@pytest.fixture
def clamd(settings, tmp_path, socket_enabled) -> Iterator[Clamd]:
    settings.CLAMD = str(tmp_path / "clamd.ctl")
    made = Clamd(tmp_path / "clamd.ctl")
    made.start()
    yield made
    made.door.close()


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


def store(content: bytes) -> StoredFile:
    return store_file(name="don.txt", content=content, by=SYSTEM)


def opened(stored: StoredFile) -> bytes:
    answer = file_response(stored)
    content = b"".join(answer.streaming_content)  # type: ignore[arg-type]
    answer.file_to_stream.close()
    return content


def test_scanner_is_asked_about_the_whole_content_however_long(clamd):
    long = b"a" * 200_000

    assert [scanning.verdict_on(long), scanning.verdict_on(long + EVIL)] == [Verdict.CLEAN, Verdict.FOUND]


@pytest.mark.django_db
def test_what_the_scanner_finds_is_refused_and_not_kept(clamd):
    with pytest.raises(FileRefused, match="mã độc"):
        store(EVIL)

    assert not StoredFile.objects.exists()


@pytest.mark.django_db
def test_what_it_clears_is_noted_and_asked_about_once(clamd):
    stored = store(b"don kien nghi")

    assert stored.scanned_at is not None
    assert opened(stored) == b"don kien nghi"
    assert clamd.asked == 1


@pytest.mark.django_db
def test_while_the_scanner_is_away_a_file_is_taken_and_nobody_opens_it(settings, tmp_path, socket_enabled):
    settings.CLAMD = str(tmp_path / "clamd.ctl")
    stored = store(b"don kien nghi")
    assert stored.scanned_at is None
    with pytest.raises(FileNotScanned, match="Chưa kiểm tra được mã độc"):
        file_response(stored)

    back = Clamd(tmp_path / "clamd.ctl")
    back.start()

    assert opened(stored) == b"don kien nghi"
    stored.refresh_from_db()
    assert stored.scanned_at is not None
    back.door.close()


@pytest.mark.django_db
def test_a_file_from_before_that_turns_out_bad_stays_closed(settings, clamd):
    settings.CLAMD, path = "", settings.CLAMD
    stored = store(EVIL)
    settings.CLAMD = path

    with pytest.raises(FileRefused, match="mã độc"):
        file_response(stored)


@pytest.mark.django_db
def test_without_a_scanner_a_file_is_taken_opened_and_never_called_clean(settings):
    settings.CLAMD = ""
    stored = store(b"don kien nghi")

    assert (stored.scanned_at, scanning.verdict_on(b"x")) == (None, Verdict.UNKNOWN)
    assert opened(stored) == b"don kien nghi"


def test_a_scanner_that_gives_up_has_not_looked(settings, tmp_path, socket_enabled):
    settings.CLAMD = str(tmp_path / "clamd.ctl")
    tired = Clamd(tmp_path / "clamd.ctl", answer=b"INSTREAM size limit exceeded. ERROR\0")
    tired.start()

    assert scanning.verdict_on(b"x") == Verdict.UNKNOWN
    tired.door.close()
