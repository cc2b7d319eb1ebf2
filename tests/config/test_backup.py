"""Backing up and restoring, on whichever database the tests run."""

import json
import tarfile
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.db import connection

from doithoai.accounts.models import Account
from doithoai.common.actors import SYSTEM
from doithoai.config import running
from doithoai.config.backup import database, manifest
from doithoai.config.backup.errors import (
    AlreadyThere,
    BackupDamaged,
    BackupTooNew,
    NotEmpty,
    ToolFailed,
    WrongDatabase,
)
from doithoai.config.backup.load import restore
from doithoai.config.backup.save import save
from doithoai.journal import services as journal
from doithoai.journal import triggers
from doithoai.journal.models import Entry
from doithoai.regulations.facts import ConferenceHeld

NOW = datetime(2026, 11, 20, 17, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def office(settings, tmp_path_factory):
    """An office with one account, one fact and one file."""
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("office") / "files"
    Account.objects.create_user("vanphong", "mat-khau-thu", full_name="Anna")
    journal.record(ConferenceHeld(on=date(2026, 8, 20), dialogue="d1"), by=SYSTEM)
    paper = Path(settings.MEDIA_ROOT) / "2026" / "biên bản.pdf"
    paper.parent.mkdir(parents=True, exist_ok=True)
    paper.write_bytes(b"%PDF minutes")
    return paper


def _rewritten(path: Path, change) -> Path:
    """Return a copy of the archive whose members `change` has seen: (name, content) → content."""
    target = path.with_name("changed.tar.gz")
    with tarfile.open(path) as source, tarfile.open(target, "w:gz") as copy:
        for entry in source:
            content = change(entry.name, source.extractfile(entry).read())
            entry.size = len(content)
            inside = path.with_name("member")
            inside.write_bytes(content)
            with inside.open("rb") as opened:
                copy.addfile(entry, opened)
    return target


def test_restore_brings_back_what_was_there(tmp_path, office):
    saved = save(tmp_path, with_keys=False, now=NOW)
    Account.objects.update(full_name="Changed")
    Account.objects.create_user("later", "mat-khau-thu", full_name="Ben")
    office.unlink()

    result = restore(saved, force=True)

    assert list(Account.objects.values_list("username", "full_name")) == [("vanphong", "Anna")]
    assert office.read_bytes() == b"%PDF minutes"
    assert (result.files, result.streams, result.faults, result.readable) == (1, 1, [], True)


def test_restored_journal_still_refuses_changes(tmp_path):
    restore(save(tmp_path, with_keys=False, now=NOW), force=True)

    with pytest.raises(Exception, match="append-only"):
        Entry.objects.update(account="someone")


def test_name_of_a_backup_tells_its_moment(tmp_path):
    saved = save(tmp_path / "new folder", with_keys=False, now=NOW)

    assert saved == tmp_path / "new folder" / "doithoai-20261120-173000.tar.gz"


def test_backup_never_replaces_another(tmp_path):
    save(tmp_path, with_keys=False, now=NOW)

    with pytest.raises(AlreadyThere):
        save(tmp_path, with_keys=False, now=NOW)


@pytest.mark.parametrize(("with_keys", "expected"), [(False, set()), (True, {"keys/identity.key", "keys/secret.key"})])
def test_keys_are_in_a_backup_only_if_asked_for(tmp_path, with_keys, expected):
    with tarfile.open(save(tmp_path, with_keys=with_keys, now=NOW)) as archive:
        names = set(archive.getnames())

    assert names == {database.MEMBER[connection.vendor], "files/2026/biên bản.pdf", "manifest.json"} | expected


def test_nobody_else_may_read_a_backup(tmp_path):
    assert save(tmp_path, with_keys=False, now=NOW).stat().st_mode & 0o777 == 0o600


def test_restore_refuses_to_replace_what_is_there(tmp_path):
    saved = save(tmp_path, with_keys=False, now=NOW)
    Account.objects.update(full_name="Changed")

    with pytest.raises(NotEmpty):
        restore(saved, force=False)

    assert Account.objects.get().full_name == "Changed"


def test_restore_refuses_while_the_site_runs(tmp_path):
    saved = save(tmp_path, with_keys=False, now=NOW)

    with running.in_use(), pytest.raises(running.StillRunning):
        restore(saved, force=True)


def test_damaged_member_is_named_and_nothing_is_changed(tmp_path):
    saved = save(tmp_path, with_keys=False, now=NOW)
    changed = _rewritten(saved, lambda name, content: content[:-1] + b"X" if name.startswith("files/") else content)
    Account.objects.update(full_name="Changed")

    with pytest.raises(BackupDamaged, match=r"files/2026/biên bản\.pdf"):
        restore(changed, force=True)

    assert Account.objects.get().full_name == "Changed"


def test_cut_off_archive_is_refused(tmp_path):
    saved = save(tmp_path, with_keys=False, now=NOW)
    cut = tmp_path / "cut.tar.gz"
    cut.write_bytes(saved.read_bytes()[: saved.stat().st_size // 2])

    with pytest.raises(BackupDamaged):
        restore(cut, force=True)


def test_member_that_would_land_outside_is_refused(tmp_path):
    bad = tmp_path / "bad.tar.gz"
    (tmp_path / "x").write_text("x")
    with tarfile.open(bad, "w:gz") as archive:
        archive.add(tmp_path / "x", arcname="../../x")

    with pytest.raises(BackupDamaged, match=r"\.\./\.\./x"):
        restore(bad, force=True)


@pytest.mark.parametrize(
    ("field", "value", "refusal"),
    [
        ("vendor", "oracle", WrongDatabase),
        ("migrations", ["journal.9999_from_the_future"], BackupTooNew),
        ("format", 99, BackupDamaged),
    ],
)
def test_backup_of_another_world_is_refused(tmp_path, field, value, refusal):
    def change(name, content):
        if name != manifest.NAME:
            return content
        return json.dumps(json.loads(content) | {field: value}).encode()

    changed = _rewritten(save(tmp_path, with_keys=False, now=NOW), change)

    with pytest.raises(refusal):
        restore(changed, force=True)


def test_restore_says_when_the_identity_key_is_another_one(tmp_path):
    saved = save(tmp_path, with_keys=False, now=NOW)
    key = Path(settings.DATA_DIR) / "identity.key"
    before = key.read_text(encoding="ascii")
    key.write_text("another key", encoding="ascii")

    result = restore(saved, force=True)

    assert not result.readable
    key.write_text(before, encoding="ascii")


def test_restored_keys_make_identities_readable(tmp_path):
    saved = save(tmp_path, with_keys=True, now=NOW)
    (Path(settings.DATA_DIR) / "identity.key").write_text("another key", encoding="ascii")

    result = restore(saved, force=True)

    assert result.readable


def test_restore_reports_a_forged_journal(tmp_path):
    triggers.remove(connection)
    Entry.objects.update(on=date(2026, 8, 21))
    triggers.install(connection)

    result = restore(save(tmp_path, with_keys=False, now=NOW), force=True)

    assert [(proof.stream, proof.fault) for proof in result.faults] == [("dialogue:d1", 1)]


@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite's file is swapped whole; nothing can fail halfway"
)
def test_postgresql_is_left_as_it_was_when_loading_fails(tmp_path):
    broken = tmp_path / "database.dump"
    database.save(broken)
    content = broken.read_bytes()
    broken.write_bytes(content[: len(content) // 2])

    with pytest.raises(ToolFailed):
        database.load(broken)

    assert Account.objects.get().full_name == "Anna"
