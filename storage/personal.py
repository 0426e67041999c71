"""Which tables hold something of a person: the one list that /forget and /mydata go by.

A test compares it with the tables of a migrated database, so that no new table is left out.
"""

from flows.model import Role
from storage.audit import Audit
from storage.counters import Counters
from storage.grants import Grants
from storage.sealed import COLUMNS, Place, Seal
from storage.staff import Staff
from storage.statements import Execute
from storage.tallies import Tallies
from storage.tickets import Tickets

OF_JOURNEYS = "journey_id"
"""Rows of a person's journeys, found by those: no index by person."""

# In the order of deletion: what refers to a person goes before the person.
TABLES: tuple[tuple[str, str], ...] = (
    ("outbox", "person_id"),
    ("reminders", OF_JOURNEYS),
    ("summaries", OF_JOURNEYS),
    ("asks", "person_id"),
    ("arrivals", "person_id"),
    ("staff", "person_id"),
    ("symptoms", "person_id"),
    ("progress", "person_id"),
    ("ticket_messages", "person_id"),
    ("tickets", "person_id"),
    ("support_topics", "person_id"),
    ("broadcasts", "person_id"),
    ("school_notes", "person_id"),
    ("audit", "person_id"),
    ("grants", "person_id"),
    ("journeys", "person_id"),
    ("persons", "id"),
)
# Of these a row stays that leads to nobody: that something was done, that a topic is to be deleted.
KEPT = frozenset({"audit", "support_topics"})
# These hold nothing that leads to a person.
IMPERSONAL = frozenset(
    {
        *("schema_versions", "updates", "schools", "classes", "invitations", "breaks"),
        *("progress_tallies", "symptom_tallies", "spans"),
        *("mutes", "overrides", "link_checks"),
        "replies",
        *("stands", "stand_totals", "entered", "entered_totals"),
    }
)


def _theirs(column: str) -> str:
    """Return the condition that a row is of the person `:id`."""
    if column == OF_JOURNEYS:
        return "journey_id IN (SELECT id FROM journeys WHERE person_id = :id)"
    return f"{column} = :id"


_DELETE = {
    table: f"DELETE FROM {table} WHERE {_theirs(column)}"
    for table, column in TABLES
    if table not in KEPT
}
_SELECT = {
    table: f"SELECT * FROM {table} WHERE {_theirs(column)} ORDER BY 1" for table, column in TABLES
}


def forget(execute: Execute, counters: Counters, person_id: int) -> dict[str, int]:
    """Delete everything of the person; say how many rows each table lost.

    What they did stays as counts that lead to nobody. A school that loses its first administrator
    by it gets another, as with `Staff.leave`.
    """
    staff = Staff(execute)
    schools = [row.school_id for row in staff.of(person_id) if row.role is Role.ADMIN]
    counted = Tallies(execute, counters).take(person_id)
    counted["audit"] = Audit(execute).forget(person_id)
    counted["support_topics"] = Tickets(execute).forget(person_id)
    Grants(execute).release(person_id)
    counters.forgotten(person_id)
    counts = {table: execute(sql, {"id": person_id}).rowcount for table, sql in _DELETE.items()}
    for school in schools:
        staff.promote(school)
    return counts | counted


def export(execute: Execute, seal: Seal, person_id: int) -> dict[str, list[dict[str, object]]]:
    """Everything stored of the person, a table at a time, with the names of the columns."""
    found: dict[str, list[dict[str, object]]] = {}
    for table, sql in reversed(_SELECT.items()):
        rows = execute(sql, {"id": person_id})
        names = [column[0] for column in rows.description or ()]
        found[table] = [dict(zip(names, row, strict=True)) for row in rows]
    for table, column in COLUMNS:
        for one in found.get(table, ()):
            place = Place(table, column, int(str(one["id"])))
            one[column] = seal.open(place, str(one[column]))
    return found
