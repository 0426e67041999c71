"""Migrations on PostgreSQL."""

from collections.abc import Mapping
from contextlib import AbstractContextManager

from storage.postgres_session import Session
from storage.statements import Execute


class PostgresSchema:
    """A connection as the migrations see it (`storage.schema.Schema`)."""

    label: str
    execute: Execute
    words: Mapping[str, str] = {
        "id": "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
        "key": "BIGINT PRIMARY KEY",
        "without_rowid": "",
        "append_only": (
            "CREATE FUNCTION {0}_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION '{0} is append-only'; END $$;\n"
            "CREATE TRIGGER {0}_append_only BEFORE UPDATE ON {0} "
            "FOR EACH ROW EXECUTE FUNCTION {0}_append_only();"
        ),
    }

    def __init__(self, session: Session, label: str) -> None:
        self._session = session
        self.label = label
        self.execute = session.tx.execute

    def tables(self) -> set[str]:
        sql = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
        return {name for (name,) in self.execute(sql, {})}

    def script(self, text: str) -> None:
        """Run several statements; without parameters the server takes them all at once."""
        self._session.execute(text.encode())

    def transaction(self) -> AbstractContextManager[object]:
        return self._session.transaction()
