"""Which tables hold something of a person: the one list that /forget and /mydata go by.

A test compares it with the tables of a migrated database, so that no new table is left out.
"""

from storage.statements import Execute

# In the order of deletion: what refers to a person goes before the person.
TABLES: tuple[tuple[str, str], ...] = (
    ("symptoms", "person_id"),
    ("progress", "person_id"),
    ("journeys", "person_id"),
    ("persons", "id"),
)
# These hold nothing that leads to a person.
IMPERSONAL = frozenset({"schema_versions", "updates"})

_DELETE = {table: f"DELETE FROM {table} WHERE {column} = :id" for table, column in TABLES}
_SELECT = {
    table: f"SELECT * FROM {table} WHERE {column} = :id ORDER BY id" for table, column in TABLES
}


def forget(execute: Execute, person_id: int) -> dict[str, int]:
    """Delete everything of the person; say how many rows each table lost."""
    return {table: execute(sql, {"id": person_id}).rowcount for table, sql in _DELETE.items()}


def export(execute: Execute, person_id: int) -> dict[str, list[dict[str, object]]]:
    """Everything stored of the person, a table at a time, with the names of the columns."""
    found: dict[str, list[dict[str, object]]] = {}
    for table, sql in reversed(_SELECT.items()):
        rows = execute(sql, {"id": person_id})
        names = [column[0] for column in rows.description or ()]
        found[table] = [dict(zip(names, row, strict=True)) for row in rows]
    return found
