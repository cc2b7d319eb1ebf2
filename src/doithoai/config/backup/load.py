"""Restores a backup: everything is checked before anything is touched."""

import shutil
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from doithoai.config.backup import database, manifest
from doithoai.config.backup.errors import BackupDamaged, BackupTooNew, NotEmpty, WrongDatabase
from doithoai.config.backup.save import KEYS
from doithoai.config.running import alone
from doithoai.journal import queries as journal


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of it. `readable`: whether the identity key here is the one of the backup."""

    made_at: str
    files: int
    streams: int
    faults: list[journal.Proof]
    readable: bool


def restore(source: Path, *, force: bool) -> Restored:
    """Put the backup in the place of what is here, bring it up to this version, verify its journal.

    Raises StillRunning, BackupDamaged, BackupTooNew, WrongDatabase or NotEmpty before anything is
    changed, and ToolMissing or ToolFailed with PostgreSQL as it was.
    """
    with alone(), tempfile.TemporaryDirectory(dir=settings.DATA_DIR, prefix="restore-") as name:
        folder = Path(name)
        contents = _unpacked(source, folder)
        _check(contents, force=force)
        database.load(folder / database.MEMBER[contents.vendor])
        count = _replace_files(folder / "files")
        _replace_keys(folder / "keys")
        call_command("migrate", verbosity=0, interactive=False)
        proofs = [journal.proof_of(stream) for stream in journal.streams()]
    return Restored(
        made_at=contents.made_at,
        files=count,
        streams=len(proofs),
        faults=[proof for proof in proofs if proof.fault is not None],
        readable=contents.identity_key == manifest.digest_of_key(_identity_key()),
    )


def _unpacked(source: Path, folder: Path) -> manifest.Manifest:
    """Unpack into the folder and compare every member with the manifest; raises BackupDamaged."""
    try:
        with tarfile.open(source, "r:gz") as archive:
            for entry in archive:
                _unpack(archive, entry, folder)
    except (tarfile.TarError, EOFError, OSError) as error:
        raise BackupDamaged(f"Không đọc được {source}: {error}. Hãy dùng một bản sao lưu khác.") from error
    listing = folder / manifest.NAME
    if not listing.is_file():
        raise BackupDamaged(f"{source} không phải bản sao lưu của Đối Thoại: thiếu tệp kê khai {manifest.NAME}.")
    contents = manifest.read(listing.read_bytes())
    found = {
        path.relative_to(folder).as_posix(): manifest.digest_of(path)
        for path in folder.rglob("*")
        if path.is_file() and path != listing
    }
    if wrong := sorted({name for name, _ in found.items() ^ contents.sums.items()}):
        raise BackupDamaged(
            f"Bản sao lưu bị hỏng hoặc bị sửa ở: {', '.join(wrong[:5])}. Hãy dùng một bản sao lưu khác."
        )
    return contents


def _unpack(archive: tarfile.TarFile, entry: tarfile.TarInfo, folder: Path) -> None:
    """Unpack one member by hand: plain files only, nowhere but inside the folder."""
    name = PurePosixPath(entry.name)
    opened = archive.extractfile(entry) if entry.isfile() else None
    if opened is None or name.is_absolute() or ".." in name.parts:
        raise BackupDamaged(f"Bản sao lưu chứa mục không hợp lệ {entry.name!r}. Không khôi phục gì cả.")
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    with opened, target.open("wb") as written:
        shutil.copyfileobj(opened, written)


def _check(contents: manifest.Manifest, *, force: bool) -> None:
    if contents.vendor != connection.vendor:
        raise WrongDatabase(
            f"Bản sao lưu của cơ sở dữ liệu {contents.vendor}, nơi này dùng {connection.vendor}. "
            "Hãy đặt DATABASE_URL đúng loại rồi chạy lại."
        )
    if not set(contents.migrations) <= manifest.known_migrations():
        raise BackupTooNew
    if not force and _holds_something():
        raise NotEmpty


def _holds_something() -> bool:
    """Tell whether somebody has worked here: an account, or a file."""
    with connection.cursor() as cursor:
        if "accounts_account" in connection.introspection.table_names(cursor):
            cursor.execute("SELECT 1 FROM accounts_account LIMIT 1")
            if cursor.fetchone():
                return True
    return any(path.is_file() for path in Path(settings.MEDIA_ROOT).rglob("*"))


def _replace_files(source: Path) -> int:
    target = Path(settings.MEDIA_ROOT)
    if target.exists():
        kept = target.with_name(f"before-restore-{target.name}")
        shutil.rmtree(kept, ignore_errors=True)
        target.replace(kept)
    if not source.exists():
        target.mkdir(parents=True)
        return 0
    shutil.move(source, target)
    return sum(path.is_file() for path in target.rglob("*"))


def _replace_keys(source: Path) -> None:
    for name in KEYS:
        if (saved := source / name).is_file():
            saved.chmod(0o600)
            shutil.move(saved, settings.DATA_DIR / name)


def _identity_key() -> str:
    """Return the key that the next start will use: a restored one lies in its file by now."""
    path = Path(settings.DATA_DIR) / "identity.key"
    return path.read_text(encoding="ascii").strip() if path.is_file() else settings.IDENTITY_KEY
