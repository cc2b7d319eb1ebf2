"""A full-text index beside a table: kept by the database itself, so no writer can forget it.

It knows a table, its columns of folded text and row numbers, and nothing of what they mean. SQLite gets an FTS5 table
over the columns, kept by triggers; PostgreSQL a stored vector with a GIN index. Words are runs of letters and digits
on both, so `TL-26-0312` is three words in a row.

Django remakes a table of SQLite when a later migration alters one of its fields, and the triggers go with the old one:
such a migration lays the index again (`tests/textsearch` finds out if it does not).
"""

from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython
from django.db.migrations.state import StateApps


@dataclass(frozen=True, slots=True)
class WordIndex:
    """The name of an index, the table that it belongs to (its key is `id`), and the columns of folded text."""

    name: str
    table: str
    columns: tuple[str, ...]

    def lay(self, connection: BaseDatabaseWrapper) -> None:
        """Create the index over what the table holds; one that is there is laid anew."""
        self.lift(connection)
        _run(connection, self._sqlite() if connection.vendor == "sqlite" else self._postgresql())

    def lift(self, connection: BaseDatabaseWrapper) -> None:
        """Remove the index, if it is there."""
        if connection.vendor == "sqlite":
            triggers = [f"DROP TRIGGER IF EXISTS {self.name}_{moment}" for moment in ("insert", "delete", "update")]
            _run(connection, [*triggers, f"DROP TABLE IF EXISTS {self.name}"])
        else:
            _run(connection, [f"ALTER TABLE {self.table} DROP COLUMN IF EXISTS {self.name}"])

    def settle(self, connection: BaseDatabaseWrapper) -> None:
        """Rewrite the index so that words taken out of the table are in it no more.

        FTS5 only marks what is deleted until its parts are merged; PostgreSQL writes the row anew.
        """
        if connection.vendor == "sqlite":
            _run(connection, [f"INSERT INTO {self.name}({self.name}) VALUES ('optimize')"])  # noqa: S608 -- our own names

    def _sqlite(self) -> list[str]:
        columns = ", ".join(self.columns)
        old, new = (", ".join(f"{side}.{column}" for column in self.columns) for side in ("old", "new"))
        changed = " OR ".join(f"old.{column} IS NOT new.{column}" for column in self.columns)
        put = f"INSERT INTO {self.name}(rowid, {columns}) VALUES (new.id, {new});"  # noqa: S608 -- our own names
        take = f"INSERT INTO {self.name}({self.name}, rowid, {columns}) VALUES ('delete', old.id, {old});"  # noqa: S608 -- as above
        options = f"content='{self.table}', content_rowid='id', tokenize='unicode61 remove_diacritics 0'"
        on_update = f"AFTER UPDATE OF {columns} ON {self.table} WHEN {changed}"
        return [
            f"CREATE VIRTUAL TABLE {self.name} USING fts5({columns}, {options})",
            f"CREATE TRIGGER {self.name}_insert AFTER INSERT ON {self.table} BEGIN {put} END",
            f"CREATE TRIGGER {self.name}_delete AFTER DELETE ON {self.table} BEGIN {take} END",
            f"CREATE TRIGGER {self.name}_update {on_update} BEGIN {take} {put} END",
            f"INSERT INTO {self.name}({self.name}) VALUES ('rebuild')",  # noqa: S608 -- as above
        ]

    def _postgresql(self) -> list[str]:
        whole = " || ' ' || ".join(f"lower({column})" for column in self.columns)
        words = f"to_tsvector('simple'::regconfig, regexp_replace({whole}, '[^[:alnum:]]+', ' ', 'g'))"
        return [
            f"ALTER TABLE {self.table} ADD COLUMN {self.name} tsvector GENERATED ALWAYS AS ({words}) STORED",
            f"CREATE INDEX {self.name}_gin ON {self.table} USING gin ({self.name})",
        ]


def laying(index: WordIndex) -> RunPython:
    """Return the step of a migration that lays the index and, taken back, lifts it."""

    def forwards(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        index.lay(editor.connection)

    def backwards(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        index.lift(editor.connection)

    return RunPython(forwards, backwards)


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
