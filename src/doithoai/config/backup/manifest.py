"""What stands in a backup, so that a restore can tell a whole one from a damaged one."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from django.db import connection
from django.db.migrations.loader import MigrationLoader

from doithoai.config.backup.errors import BackupDamaged

NAME = "manifest.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """The contents of a backup: `sums` maps each member's name to its SHA-256 in hex."""

    made_at: str
    vendor: str
    migrations: list[str]
    # A digest of the identity key, so that a restore can say whether names will be readable.
    identity_key: str
    sums: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT

    def text(self) -> bytes:
        """Return the manifest as it is written."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True).encode()


def read(text: bytes) -> Manifest:
    """Return the manifest; raises BackupDamaged for anything that is not one."""
    try:
        manifest = Manifest(**json.loads(text))
    except (ValueError, TypeError) as error:
        raise BackupDamaged("Tệp kê khai trong bản sao lưu không đọc được. Hãy dùng một bản sao lưu khác.") from error
    if manifest.format != FORMAT:
        raise BackupDamaged(f"Bản sao lưu có định dạng {manifest.format}, phiên bản này đọc định dạng {FORMAT}.")
    return manifest


def applied_migrations() -> list[str]:
    """Return the names of the migrations that the database has."""
    return sorted(f"{app}.{name}" for app, name in MigrationLoader(connection).applied_migrations)


def known_migrations() -> set[str]:
    """Return the names of the migrations that this version has."""
    return {f"{app}.{name}" for app, name in MigrationLoader(connection).disk_migrations}


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file in hex."""
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def digest_of_key(key: str) -> str:
    """Return a mark of a key that does not give the key away."""
    return hashlib.sha256(b"identity:" + key.encode()).hexdigest()[:16]
