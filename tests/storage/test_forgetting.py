"""/forget and /mydata: all of a person, and nothing of anybody else."""

# ruff: noqa: ASYNC240  # a test may wait for the files it looks at

from pathlib import Path
from typing import Any

from flows.model import Role
from flows.reminders import Reason, Reminder
from flows.scopes import EVERYWHERE, Level
from storage import Ask, By, Database, Done, Offer, Terms, Tx, personal
from storage.ticket_rows import Said
from tests.storage.two_schools import identity
from tests.support.keys import SEAL

ANNA = 777_000_111_222
BORIS = 777_000_111_223
AT = 1_700_000_000


def _everything(tx: Tx, person_id: int) -> None:
    """Leave a trace of the person in every table that can hold one."""
    tx.persons.agree(person_id, language="ru", at=AT, notice=1)
    tx.persons.keep_payload(person_id, f"payload-of-{person_id}")
    journey = tx.journeys.start(person_id, Role.ADMIN, "vk", "apply", "", AT)
    tx.progress.add(journey, journey, "start", AT)
    tx.symptoms.add(journey, "no_code", helped=False, at=AT)
    gone = tx.journeys.start(person_id, Role.FAMILY, "vk", "install", "", AT)
    tx.progress.add(gone, gone, "start", AT)
    tx.journeys.remove(gone.id)
    school = tx.schools.add(identity(f"Школа № {person_id % 10}"), AT)
    assert school is not None
    tx.staff.join(person_id, school.id, Role.ADMIN, "head", AT)
    made = tx.invitations.make(person_id, f"t{person_id % 10}", Terms("deputy", school.id), AT)
    assert made is not None
    tx.invitations.arrive(made.id, person_id, AT)
    tx.asks.put(person_id, Ask("label", school.id, {"name": f"of-{person_id}"}, AT))
    tx.outbox.put(person_id, "moved", journey.id, AT)
    tx.reminders.save(Reminder(journey.id, person_id, Reason.STOPPED, 0, due=AT))
    tx.summaries.begin(journey.id, person_id, AT, "accepted=1")
    root = By(person_id, True, AT)
    granted = tx.grants.make(root, f"o{person_id % 10}", Offer(EVERYWHERE, Level.FULL, 0, AT + 1))
    assert granted is not None
    assert tx.grants.take(person_id, f"o{person_id % 10}", AT)
    assert tx.notes.add(root, school.id, f"of-{person_id}")
    ticket = tx.tickets.open(person_id, journey, "no_code", AT)
    tx.tickets.say(ticket, Said("person", person_id, 5, f"of-{person_id}"), AT)
    tx.tickets.set_topic(person_id, person_id % 10)
    tx.casts.draft(root, EVERYWHERE)
    tx.audit.add(root, Done("claim_admitted", EVERYWHERE, "person", person_id))


def _tables(tx: Tx) -> set[str]:
    """All tables of the database, however the engine lists them."""
    listing = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
    if "sqlite" in type(tx.execute("SELECT 1")).__module__:
        listing = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    return {name for (name,) in tx.execute(listing)}


def _traces(tx: Tx, person_id: int) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table that has the id, or a text with it, in any column."""
    found = {}
    for table in _tables(tx):
        rows = tx.execute(f"SELECT * FROM {table}", {}).fetchall()
        hits = [row for row in rows if any(str(person_id) in str(value) for value in row)]
        if hits:
            found[table] = hits
    return found


async def test_every_table_is_known_as_personal_or_not(db: Database) -> None:
    """A table of a later release has to be put on one of the two lists."""
    listed = {table for table, _ in personal.TABLES} | personal.IMPERSONAL
    assert await db.read(_tables) == listed


async def test_forgetting_leaves_nothing_of_the_person(db: Database) -> None:
    """Every table is searched for the id; the others lose nothing."""
    await db.write(lambda tx: _everything(tx, ANNA))
    await db.write(lambda tx: _everything(tx, BORIS))
    of_boris = await db.read(lambda tx: _traces(tx, BORIS))
    assert set(await db.read(lambda tx: _traces(tx, ANNA))) == {
        table for table, _ in personal.TABLES
    }
    assert await db.write(lambda tx: tx.persons.forget(ANNA)) == {
        "outbox": 1,
        "reminders": 1,
        "summaries": 1,
        "asks": 1,
        "arrivals": 1,
        "staff": 1,
        "symptoms": 1,
        "progress": 2,
        "ticket_messages": 1,
        "tickets": 1,
        "support_topics": 1,
        "broadcasts": 1,
        "school_notes": 1,
        "audit": 1,
        "grants": 1,
        "journeys": 1,
        "persons": 1,
    }
    assert await db.read(lambda tx: _traces(tx, ANNA)) == {}
    assert await db.read(lambda tx: _traces(tx, BORIS)) == of_boris


async def test_forgetting_the_first_administrator_leaves_another(db: Database) -> None:
    """As when they leave: the oldest deputy takes their place in each of their schools."""

    def forget(tx: Tx) -> list[tuple[str, ...]]:
        _everything(tx, ANNA)
        (row,) = tx.staff.of(ANNA)
        tx.staff.join(ANNA, row.school_id, Role.TEACHER, "joined", AT)
        for person_id in (BORIS, BORIS + 1):
            tx.persons.agree(person_id, language="ru", at=AT, notice=1)
            tx.staff.join(person_id, row.school_id, Role.ADMIN, "deputy", AT)
        assert tx.persons.forget(ANNA)["staff"] == 2
        return [(admin.standing,) for admin in tx.staff.admins(row.school_id)]

    assert await db.write(forget) == [("head",), ("deputy",)]


async def test_forgetting_an_unknown_person_deletes_nothing(db: Database) -> None:
    """Asking twice does no harm."""
    await db.write(lambda tx: _everything(tx, BORIS))
    assert set((await db.write(lambda tx: tx.persons.forget(ANNA))).values()) == {0}


async def test_the_export_is_everything_that_forgetting_deletes(db: Database) -> None:
    """Table by table, with the names of the columns."""
    await db.write(lambda tx: _everything(tx, ANNA))
    await db.write(lambda tx: _everything(tx, BORIS))
    stored = await db.read(lambda tx: tx.persons.export(ANNA))
    tables = [
        "persons",
        "journeys",
        "grants",
        "audit",
        "school_notes",
        "broadcasts",
        "support_topics",
        "tickets",
        "ticket_messages",
        "progress",
        "symptoms",
        "staff",
        "arrivals",
        "asks",
    ]
    tables += ["summaries", "reminders", "outbox"]
    assert list(stored) == tables
    assert stored["persons"][0]["payload"] == f"payload-of-{ANNA}"
    assert stored["journeys"][0]["role"] == "admin"
    assert stored["staff"][0]["standing"] == "head"
    assert BORIS not in {
        value for rows in stored.values() for row in rows for value in row.values()
    }
    counts = await db.write(lambda tx: tx.persons.forget(ANNA))
    assert {table: len(rows) for table, rows in stored.items()} == counts


async def test_what_was_forgotten_is_not_in_the_file_either(sqlite_url: str, path: Path) -> None:
    """Deleted rows are overwritten, not only unlinked."""
    database = await Database.open(sqlite_url, seal=SEAL)
    await database.write(lambda tx: _everything(tx, ANNA))
    await database.close()
    assert f"payload-of-{ANNA}".encode() in path.read_bytes()
    database = await Database.open(sqlite_url)
    await database.write(lambda tx: tx.persons.forget(ANNA))
    await database.close()
    assert f"payload-of-{ANNA}".encode() not in path.read_bytes()
