"""Migrations on SQLite."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from storage.errors import UnusableError
from storage.statements import Execute

# "SfGd" in the file's header tells our databases from those of other programs.
APPLICATION_ID: Final = 0x53664764


class SqliteSchema:
    """A connection as the migrations see it (`storage.schema.Schema`)."""

    label: str
    execute: Execute
    words: Mapping[str, str] = {
        # Without AUTOINCREMENT the id of a deleted last row would be given away again.
        "id": "INTEGER PRIMARY KEY AUTOINCREMENT",
        "key": "INTEGER PRIMARY KEY",
        # One tree for a table that is found by its key alone.
        "without_rowid": " WITHOUT ROWID",
        "append_only": (
            "CREATE TRIGGER {0}_append_only BEFORE UPDATE ON {0} "
            "BEGIN SELECT RAISE(ABORT, '{0} is append-only'); END;"
        ),
    }

    def __init__(self, connection: sqlite3.Connection, label: str) -> None:
        self.label = label
        self.execute = connection.execute

    def tables(self) -> set[str]:
        rows = self.execute("SELECT name FROM sqlite_master WHERE type = 'table'", {})
        return {name for (name,) in rows if not name.startswith("sqlite_")}

    def script(self, text: str) -> None:
        """Run several statements, one by one: `executescript` would commit what is open."""
        statement = ""
        for line in text.splitlines(keepends=True):
            statement += line
            if sqlite3.complete_statement(statement):
                self.execute(statement, {})
                statement = ""
        if statement.strip():
            raise ValueError(f"a migration ends within a statement: {statement.strip()[:60]}")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of a migration or nothing, with every reference checked at the end.

        References are not enforced meanwhile, since SQLite changes a table by making it anew.
        """
        self.execute("PRAGMA foreign_keys = OFF", {})
        self.execute("BEGIN IMMEDIATE", {})
        try:
            self.execute(f"PRAGMA application_id = {APPLICATION_ID}", {})
            yield
            self._check_references()
            self.execute("COMMIT", {})
        except BaseException:
            self.execute("ROLLBACK", {})
            raise

    def _check_references(self) -> None:
        if self.execute("PRAGMA foreign_key_check", {}).fetchone():
            raise UnusableError(f"{self.label}: a migration would leave broken references")
