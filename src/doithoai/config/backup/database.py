"""Saving and loading the database: SQLite's own online copy, or PostgreSQL's own programs."""

import os
import shutil
import sqlite3
import subprocess
from pathlib import Path

from django.db import connection

from doithoai.config.backup.errors import ToolFailed, ToolMissing

MEMBER = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}

# Everything of ours lies in `public`; both statements are undone with the rest if loading fails.
# Whoever still works on the database makes us give up rather than wait for ever.
_EMPTY = "SET lock_timeout = '10s'; DROP SCHEMA public CASCADE; CREATE SCHEMA public;"


def save(target: Path) -> None:
    """Write the database, as of one moment, while others go on working."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with sqlite3.connect(target) as copy:
            connection.connection.backup(copy)
        copy.close()
        return
    _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--schema=public", f"--file={target}")


def load(source: Path) -> None:
    """Replace the database by the saved one, all or nothing. SQLite's old file is kept beside it."""
    if connection.vendor == "sqlite":
        connection.close()
        _swap_sqlite(source, Path(str(connection.settings_dict["NAME"])))
        return
    script, empty = source.with_suffix(".sql"), source.with_suffix(".empty.sql")
    _run("pg_restore", "--no-owner", "--no-privileges", "--schema=public", f"--file={script}", str(source))
    empty.write_text(_EMPTY, encoding="ascii")
    connection.close()
    _run("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "--single-transaction", "-f", str(empty), "-f", str(script))


def _swap_sqlite(source: Path, database: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        old = database.with_name(database.name + suffix)
        if old.exists():
            old.replace(database.with_name(f"before-restore-{old.name}"))
    shutil.move(source, database)


def _run(program: str, *arguments: str) -> None:
    path = shutil.which(program)
    if path is None:
        raise ToolMissing
    ended = subprocess.run(  # noqa: S603 -- PostgreSQL's own program, with our own words
        [path, *arguments], env=os.environ | _where(), capture_output=True, text=True, check=False
    )
    if ended.returncode:
        last = (ended.stderr.strip().splitlines() or ["không rõ lý do"])[-1]
        raise ToolFailed(f"{program} không chạy được: {last}. Hãy kiểm tra kết nối và quyền trên cơ sở dữ liệu.")


def _where() -> dict[str, str]:
    """Return how PostgreSQL's programs find the database; the password is not on the command line."""
    database = connection.settings_dict
    wanted = {
        "PGDATABASE": database["NAME"],
        "PGUSER": database["USER"],
        "PGPASSWORD": database["PASSWORD"],
        "PGHOST": database["HOST"],
        "PGPORT": database["PORT"],
    }
    return {name: str(value) for name, value in wanted.items() if value}
