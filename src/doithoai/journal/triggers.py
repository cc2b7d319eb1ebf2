"""The triggers that make the journal append-only: the one place where the databases differ here."""

from django.db.backends.base.base import BaseDatabaseWrapper

_SQLITE = tuple(
    f"""CREATE TRIGGER IF NOT EXISTS journal_entry_no_{verb.lower()} BEFORE {verb} ON journal_entry
        BEGIN SELECT RAISE(ABORT, 'journal entries are append-only'); END"""
    for verb in ("UPDATE", "DELETE")
)
_POSTGRESQL = (
    """CREATE OR REPLACE FUNCTION journal_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'journal entries are append-only'; END $$""",
    "DROP TRIGGER IF EXISTS journal_entry_append_only ON journal_entry",
    """CREATE TRIGGER journal_entry_append_only BEFORE UPDATE OR DELETE ON journal_entry
       FOR EACH ROW EXECUTE FUNCTION journal_entry_refuse()""",
)
_REMOVE = {
    "sqlite": (
        "DROP TRIGGER IF EXISTS journal_entry_no_update",
        "DROP TRIGGER IF EXISTS journal_entry_no_delete",
    ),
    "postgresql": ("DROP TRIGGER IF EXISTS journal_entry_append_only ON journal_entry",),
}


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the database refuse update and delete of entries; safe to call again."""
    _run(connection, _SQLITE if connection.vendor == "sqlite" else _POSTGRESQL)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: for undoing the migration and for emptying a test database."""
    _run(connection, _REMOVE[connection.vendor])


def _run(connection: BaseDatabaseWrapper, statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
