"""A migrated SQLite database, kept between runs: migrating costs far more than most tests.

It is named by the text of all migrations and of what they lean on, so a changed migration runs again. CI
always migrates afresh.
"""

import hashlib
import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import django
from django.conf import settings
from django.db import connection

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "doithoai"
# Modules of ours that migrations import.
LEANED_ON = ("journal/triggers.py", "common/keys.py", "textsearch/index.py", "petitions/models/words.py")


def _kept() -> Path:
    """Return where the database of exactly these migrations is kept."""
    digest = hashlib.sha256(f"{django.VERSION} {sqlite3.sqlite_version}".encode())
    for path in [*sorted(PACKAGE.glob("*/migrations/*.py")), *(PACKAGE / name for name in LEANED_ON)]:
        digest.update(str(path.relative_to(PACKAGE)).encode() + path.read_bytes())
    return Path(tempfile.gettempdir()) / f"doithoai-migrated-{os.getuid()}-{digest.hexdigest()[:16]}.sqlite3"


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


def usable() -> bool:
    """Say whether a kept database may be used at all."""
    return connection.vendor == "sqlite" and not os.environ.get("CI")


def take() -> bool:
    """Lay the kept database where the tests look for theirs; return whether there was one."""
    if not usable() or not _kept().is_file():
        return False
    _copy(_kept(), Path(settings.DATABASES["default"]["TEST"]["NAME"]))
    return True


def keep() -> None:
    """Keep the migrated, still empty database for the next run."""
    if not usable() or _kept().is_file():
        return
    unfinished = _kept().with_suffix(f".{os.getpid()}")
    _copy(Path(str(connection.settings_dict["NAME"])), unfinished)
    unfinished.replace(_kept())
