"""Makes a backup."""

import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.db import connection

from doithoai.config.backup import database, manifest
from doithoai.config.backup.errors import AlreadyThere
from doithoai.config.progress import watched

KEYS = ("secret.key", "identity.key")


def save(target: Path, *, with_keys: bool, now: datetime) -> Path:
    """Write one .tar.gz with the database, the files and a manifest of checksums; return its path.

    `target` is a folder (the name then tells the moment) or the .tar.gz to write. The keys stay out
    unless asked for: whoever finds a backup must not be able to read who complained.

    Raises AlreadyThere, ToolMissing or ToolFailed.
    """
    if not target.name.endswith(".tar.gz"):
        target /= f"doithoai-{now:%Y%m%d-%H%M%S}.tar.gz"
    if target.exists():
        raise AlreadyThere(f"{target} đã có. Hãy chọn tên khác, hoặc chỉ nêu thư mục để tên tệp được đặt theo giờ.")
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.name}.unfinished")
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR, prefix="backup-") as folder:
        # The database first: a file that comes a moment later is one too many, never one too few.
        saved = Path(folder) / database.MEMBER[connection.vendor]
        database.save(saved)
        members = [(saved.name, saved), *_files(), *(_keys() if with_keys else ())]
        try:
            _write(unfinished, members, _empty_manifest(now))
            unfinished.replace(target)
        finally:
            unfinished.unlink(missing_ok=True)
    return target


def _write(path: Path, members: list[tuple[str, Path]], contents: manifest.Manifest) -> None:
    sums: dict[str, str] = {}
    path.touch(mode=0o600)
    with tarfile.open(path, "w:gz", compresslevel=6) as archive:
        for name, file in watched(members, "Sao lưu tệp", len(members)):
            archive.add(file, arcname=name, recursive=False)
            sums[name] = manifest.digest_of(file)
        text = replace(contents, sums=sums).text()
        entry = tarfile.TarInfo(manifest.NAME)
        entry.size = len(text)
        archive.addfile(entry, BytesIO(text))


def _empty_manifest(now: datetime) -> manifest.Manifest:
    return manifest.Manifest(
        made_at=now.isoformat(timespec="seconds"),
        vendor=connection.vendor,
        migrations=manifest.applied_migrations(),
        identity_key=manifest.digest_of_key(settings.IDENTITY_KEY),
    )


def _files() -> Iterator[tuple[str, Path]]:
    root = Path(settings.MEDIA_ROOT)
    for path in sorted(root.rglob("*")):
        if path.is_file():
            yield f"files/{path.relative_to(root).as_posix()}", path


def _keys() -> Iterator[tuple[str, Path]]:
    for name in KEYS:
        if (path := settings.DATA_DIR / name).is_file():
            yield f"keys/{name}", path
