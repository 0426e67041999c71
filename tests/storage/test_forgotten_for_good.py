"""/forget leaves nothing that leads to somebody: not in a table, a column, the file or its log.

Every column of every table of theirs is filled with something of their own first, so a table or a
column of a later release is searched for as well.
"""

# ruff: noqa: ASYNC240  # a test may wait for the files it looks at

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final

from flows.model import Role
from flows.reminders import Reason, Reminder
from flows.scopes import EVERYWHERE, Level
from storage import Ask, By, Database, Done, Offer, Place, Seal, Terms, Tx, personal
from storage.sealed import COLUMNS
from storage.tallies import StepTally
from storage.ticket_rows import Said
from tests.storage.test_forgetting import _tables
from tests.storage.two_schools import identity
from tests.support.keys import SEAL

ANNA: Final = 777_000_111_222
OTHERS: Final = range(ANNA + 1, ANNA + 150)
AT: Final = 1_700_000_000
DAY: Final = 24 * 60 * 60
OF_EVERYBODY: Final = frozenset(
    {"role", "edition", "state", "origin", "symptom", "standing"}
    | {"act", "kind", "region", "place_key", "detail", "reach", "level", "status", "active", "who"}
)
"""Columns whose words are the program's own: they say nothing of anybody by themselves."""
LABEL: Final = "Мария Ивановна, физика"


def mark(person: int, table: str, column: str) -> str:
    return f"знак-{person}-{table}-{column}"


def ground(tx: Tx) -> tuple[int, int]:
    """Return a school that somebody else runs, and an invitation to it."""
    founder = OTHERS[-1]
    tx.persons.agree(founder, language="ru", at=AT, notice=1)
    school = tx.schools.same(identity()) or tx.schools.add(identity(), AT)
    assert school is not None
    tx.staff.join(founder, school.id, Role.ADMIN, "head", AT)
    made = tx.invitations.current(founder, "deputy", school.id, None)
    made = made or tx.invitations.make(founder, "token", Terms("deputy", school.id), AT)
    assert made is not None
    return school.id, made.id


def fill(tx: Tx, person: int) -> None:
    """Leave a trace in every table, and in each text a mark that nobody else has."""
    school, invitation = ground(tx)
    tx.persons.agree(person, language="ru", at=AT, notice=1)
    journey = tx.journeys.start(person, Role.ADMIN, "vk", "apply", "", AT)
    tx.symptoms.add(journey, "no_code", helped=False, at=AT)
    tx.staff.join(person, school, Role.ADMIN, "deputy", AT)
    tx.staff.set_label(person, school, Role.ADMIN, LABEL)
    tx.invitations.arrive(invitation, person, AT)
    tx.asks.put(person, Ask("label", school, {}, AT))
    tx.outbox.put(person, "remind", journey.id, AT)
    tx.reminders.save(Reminder(journey.id, person, Reason.STOPPED, 0, due=AT))
    tx.summaries.begin(journey.id, person, AT, "seen")
    root = By(person, True, AT)
    offer = Offer(EVERYWHERE, Level.FULL, 0, AT + 1)
    assert tx.grants.make(root, mark(person, "grants", "token"), offer)
    assert tx.grants.take(person, mark(person, "grants", "token"), AT)
    ticket = tx.tickets.open(person, journey, "no_code", AT)
    tx.tickets.say(ticket, Said("person", person, 5, LABEL), AT)
    tx.tickets.set_topic(person, person % 1000)
    tx.casts.draft(root, EVERYWHERE)
    assert tx.notes.add(root, school, LABEL)
    tx.audit.add(root, Done("claim_admitted", EVERYWHERE, "person", person, words=LABEL))
    event = f"join:{mark(person, 'progress', 'event')} accepted=1"
    tx.progress.add(journey, journey, "start", AT)
    tx.progress.add(journey, journey, event, AT + 3 * DAY)
    for table, column in personal.TABLES:
        for name in texts(tx, table, column, person):
            sql = f"UPDATE {table} SET {name} = :mark WHERE {personal._theirs(column)}"
            tx.execute(sql, {"mark": mark(person, table, name), "id": person})


def forget(tx: Tx, person: int) -> object:
    return tx.persons.forget(person)


def texts(tx: Tx, table: str, column: str, person: int) -> Iterator[str]:
    """Name the columns of text of a table, but for those that are of everybody, or sealed."""
    sql = f"SELECT * FROM {table} WHERE {personal._theirs(column)}"
    rows = tx.execute(sql, {"id": person})
    names = [one[0] for one in rows.description]
    row = rows.fetchone()
    assert row is not None, f"{table} is not filled: let `fill` leave something of a person in it"
    for name, value in zip(names, row, strict=True):
        kept = table == "progress" or name in OF_EVERYBODY or (table, name) in COLUMNS
        if isinstance(value, str) and not kept:
            yield name


def traces(tx: Tx, *wanted: str) -> list[tuple[str, tuple[Any, ...]]]:
    """Return every row of every table with any of this in any column."""
    rows = (
        (table, row)
        for table in _tables(tx)
        for row in tx.execute(f"SELECT * FROM {table}", {}).fetchall()
    )
    return [one for one in rows if any(part in str(value) for value in one[1] for part in wanted)]


def stored(number: int) -> tuple[bytes, ...]:
    """Return how SQLite writes a number of this size: in a record, as a key, and in a text."""
    groups = [number >> 7 * at & 0x7F for at in reversed(range(6))]
    key = bytes([*(one | 0x80 for one in groups[:-1]), groups[-1]])
    return number.to_bytes(6, "big"), key, str(number).encode()


async def test_no_column_of_any_table_leads_to_them(db: Database) -> None:
    """Everybody else keeps what is theirs."""
    for person in (ANNA, OTHERS[0]):
        await db.write(partial(fill, person=person))
    theirs = (str(ANNA), f"знак-{ANNA}")
    tables = {table for table, _ in await db.read(lambda tx: traces(tx, *theirs))}
    assert tables == {table for table, _ in personal.TABLES}
    others = await db.read(lambda tx: traces(tx, str(OTHERS[0])))
    await db.write(lambda tx: tx.persons.forget(ANNA))
    assert await db.read(lambda tx: traces(tx, *theirs)) == []
    assert await db.read(lambda tx: traces(tx, str(OTHERS[0]))) == others


async def test_the_file_holds_nothing_of_them(path: Path, sqlite_db: Database) -> None:
    """Among others, so that pages were filled, split and emptied around them."""
    database = sqlite_db
    for person in (*OTHERS[:70], ANNA, *OTHERS[70:]):
        await database.write(partial(fill, person=person))
    sealed = await database.read(_sealed)
    await database.fold()
    wanted = (*stored(ANNA), f"знак-{ANNA}".encode(), sealed.encode())
    assert all(one in path.read_bytes() for one in wanted), "searched for in the way it is written"
    await database.write(lambda tx: tx.persons.forget(ANNA))
    assert await database.fold()
    for one in path.parent.iterdir():
        content = one.read_bytes()
        assert [found for found in wanted if found in content] == [], one.name
    assert all(one in path.read_bytes() for one in stored(OTHERS[0]))


def _sealed(tx: Tx) -> str:
    row = tx.execute("SELECT label FROM staff WHERE person_id = :p", {"p": ANNA}).fetchone()
    return str(row[0])


async def test_a_label_of_theirs_opens_for_nobody_afterwards(db: Database) -> None:
    """The next row is another one, also where a number were given away again."""
    await db.write(lambda tx: fill(tx, ANNA))
    sealed = await db.read(_sealed)
    (row,) = await db.read(lambda tx: tx.staff.of(ANNA))
    assert row.label == LABEL
    assert SEAL.open(Place("staff", "label", row.id), sealed) == LABEL
    assert Seal([bytes(32)]).open(Place("staff", "label", row.id), sealed) == ""


# -- what stays ------------------------------------------------------------------------------------


async def test_what_they_did_stays_as_counts_of_a_month(db: Database) -> None:
    for person in (ANNA, OTHERS[0]):
        await db.write(partial(fill, person=person))
        await db.write(partial(forget, person=person))
    way = ("2023-11", "admin", "vk")
    assert await db.read(lambda tx: tx.tallies.steps()) == [
        StepTally(*way, "join", "apply", "apply", 3, 2),
        StepTally(*way, "start", "apply", "apply", 0, 2),
    ]
    told = await db.read(lambda tx: tx.tallies.symptoms())
    assert told == {("admin", "apply", "no_code"): (0, 2)}
    assert await db.read(lambda tx: tx.symptoms.counts()) == {}


async def test_statistics_are_the_same_before_and_after(db: Database) -> None:
    """Whoever adds up the living and the forgotten sees no difference."""
    await db.write(lambda tx: fill(tx, ANNA))
    sql = "SELECT COUNT(*) FROM progress"
    (before,) = await db.read(lambda tx: tx.execute(sql, {}).fetchone())
    await db.write(lambda tx: tx.persons.forget(ANNA))
    assert sum(one.count for one in await db.read(lambda tx: tx.tallies.steps())) == before


async def test_a_journey_alone_is_counted_and_taken_away(db: Database) -> None:
    def act(tx: Tx) -> tuple[dict[str, int], int, list[StepTally]]:
        tx.persons.agree(ANNA, language="ru", at=AT, notice=1)
        first = tx.journeys.start(ANNA, Role.TEACHER, "vk", "install", "", AT)
        other = tx.journeys.start(ANNA, Role.FAMILY, "vk", "install", "parent", AT)
        for one in (first, other):
            tx.progress.add(one, one, "start", AT)
            tx.symptoms.add(one, "no_code", helped=True, at=AT)
        gone = tx.tallies.take(ANNA, first.id)
        return gone, len(tx.progress.of(other.id)), tx.tallies.steps()

    gone, left, steps = await db.write(act)
    assert gone == {"symptoms": 1, "progress": 1}
    assert left == 1
    assert [(one.role, one.count) for one in steps] == [("teacher", 1)]


async def test_days_at_a_step_are_counted_up_to_a_bound(db: Database) -> None:
    def act(tx: Tx) -> list[tuple[str, int]]:
        tx.persons.agree(ANNA, language="ru", at=AT, notice=1)
        one = tx.journeys.start(ANNA, Role.TEACHER, "vk", "install", "", AT)
        for event, at in (("start", AT), ("tick:a", AT + DAY - 1), ("done", AT + 400 * DAY)):
            tx.progress.add(one, one, event, at)
        tx.tallies.take(ANNA)
        return [(step.event, step.days) for step in tx.tallies.steps()]

    assert sorted(await db.write(act)) == [("done", 99), ("start", 0), ("tick", 0)]
