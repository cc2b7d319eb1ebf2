"""Keeping files: checked by content, stored by hash, read back only if unchanged."""

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from doithoai.common.actors import Actor
from doithoai.documents import scanning
from doithoai.documents.errors import FileMissing, FileNotScanned, FileRefused
from doithoai.documents.models import StoredFile
from doithoai.documents.scanning import Verdict
from doithoai.documents.validators import check_file, safe_name

ERASED_NAME = "tep-da-xoa"


def store_file(*, name: str, content: bytes, by: Actor, most: int | None = None) -> StoredFile:
    """Check an attachment and keep it; `most` bytes at the most (settings.ATTACHMENT_MAX_BYTES).

    Raises FileRefused, in words for the person, for a wrong kind, a wrong ending, an
    empty or too large file, and for what a scanner finds; one that is away is asked again before
    the file is opened. Whoever asks calls this inside its own transaction: if that
    is undone, the row goes and the content stays behind unnamed, which does no harm.
    """
    limit = settings.ATTACHMENT_MAX_BYTES if most is None else most
    checked = check_file(name, content, most=limit)
    verdict = scanning.verdict_on(content)
    _refuse_if_found(verdict, checked.name)
    stored = keep(name=checked.name, content=content, media_type=checked.media_type, by=by)
    stored.needs_scan = verdict != Verdict.CLEAN
    stored.scanned_at = timezone.now() if verdict == Verdict.CLEAN else None
    stored.save(update_fields=["needs_scan", "scanned_at"])
    return stored


def clear_to_open(stored: StoredFile) -> None:
    """Ask the scanner, where there is one, about a file that it has not cleared yet; before anybody opens it.

    Raises FileNotScanned while the scanner is away, FileRefused for what it finds, FileMissing.
    """
    if not stored.needs_scan or not scanning.is_configured():
        return
    verdict = scanning.verdict_on(read_file(stored))
    _refuse_if_found(verdict, stored.name)
    if verdict != Verdict.CLEAN:
        raise FileNotScanned
    StoredFile.objects.filter(pk=stored.pk).update(needs_scan=False, scanned_at=timezone.now())


def _refuse_if_found(verdict: Verdict, name: str) -> None:
    if verdict == Verdict.FOUND:
        raise FileRefused(
            f"Máy quét thấy mã độc trong tệp “{name}” nên không nhận, không mở. "
            "Hãy quét máy đã tạo tệp rồi gửi bản khác."
        )


def keep(*, name: str, content: bytes, media_type: str, by: Actor) -> StoredFile:
    """Keep a file that the program itself made, without asking what it is."""
    row = StoredFile(
        name=safe_name(name),
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        media_type=media_type,
        stored_by=by.account,
    )
    _write(row.path, content)
    row.save(force_insert=True)
    return row


def read_file(stored: StoredFile) -> bytes:
    """Return the content, or raise FileMissing if it is gone or is no longer what was stored."""
    try:
        content = stored.path.read_bytes()
    except OSError as error:
        raise FileMissing from error
    if hashlib.sha256(content).hexdigest() != stored.sha256:
        raise FileMissing
    return content


def forget_file(stored: StoredFile) -> None:
    """Erase the content and the name of a file, of every row that shares the content; the rows and hashes stay."""
    rows = StoredFile.objects.filter(sha256=stored.sha256)
    rows.update(name=ERASED_NAME, erased_at=timezone.now())
    stored.path.unlink(missing_ok=True)


def _write(path: Path, content: bytes) -> None:
    """Write at once and whole: a reader never sees half a file, a crash leaves none."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o640)
        Path(temporary).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise
