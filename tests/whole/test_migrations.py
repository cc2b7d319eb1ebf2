"""The tables that the code expects are the tables that the migrations make."""

import re
from io import StringIO

import pytest
from django.core.management import call_command

from tests import migrated

_IMPORT = re.compile(r"^(?:from doithoai((?:\.\w+)*) import (\w+)|import doithoai((?:\.\w+)*))$", re.MULTILINE)


@pytest.mark.django_db
def test_no_migration_is_missing():
    said = StringIO()

    call_command("makemigrations", check=True, dry_run=True, stdout=said)

    assert said.getvalue().strip() == "No changes detected"


def test_kept_test_database_knows_what_migrations_lean_on():
    texts = [path.read_text(encoding="utf-8") for path in migrated.PACKAGE.glob("*/migrations/0*.py")]
    imported = {
        (f"{room}.{name}" if room else plain).strip(".").replace(".", "/") + ".py"
        for text in texts
        for room, name, plain in _IMPORT.findall(text)
    }

    assert imported == set(migrated.LEANED_ON)
