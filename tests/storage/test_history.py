"""What is kept of the past: progress, symptoms and updates, on both engines."""

from dataclasses import replace

import pytest

from flows.model import Journey, Role
from storage import Database, ProgressRow, StorageError, SymptomRow, Tally, Tx
from tests.storage.people import ANNA, AT, BORIS, walking


async def test_progress_keeps_every_event_in_order(db: Database) -> None:
    """Rows say from where to where, at which revision, and when."""

    def walk(tx: Tx) -> Journey:
        start = walking(tx)
        tx.progress.add(start, start, "start", AT)
        ticked = replace(start, ticks=frozenset({"mail"}))
        tx.progress.add(start, ticked, "tick:mail", AT + 5)
        done = replace(ticked, state="apply", since=AT + 9, revision=1)
        tx.progress.add(ticked, done, "done", AT + 9)
        return start

    journey = await db.write(walk)
    rows = await db.read(lambda tx: tx.progress.of(journey.id))
    common = (journey.id, ANNA, Role.TEACHER, "vk", 0)
    assert rows == [
        ProgressRow(rows[0].id, *common, "start", "install", "install", AT, AT),
        ProgressRow(rows[1].id, *common, "tick:mail", "install", "install", AT, AT + 5),
        ProgressRow(rows[2].id, *common, "done", "install", "apply", AT + 9, AT + 9),
    ]
    assert [row.id for row in rows] == sorted(row.id for row in rows)


async def test_the_latest_events_come_first(db: Database) -> None:
    """As many as are asked for, and only of that journey."""

    def walk(tx: Tx) -> list[str]:
        journey, other = walking(tx), walking(tx)
        for event in ("start", "done", "back"):
            tx.progress.add(journey, journey, event, AT)
            tx.progress.add(other, other, "other", AT)
        return [row.event for row in tx.progress.latest(journey.id, 2)]

    assert await db.write(walk) == ["back", "done"]


async def test_reached_tells_when_each_state_was_last_entered(db: Database) -> None:
    """A tick within a state is no entering; coming back is."""

    def walk(tx: Tx) -> Journey:
        first = walking(tx)
        tx.progress.add(first, first, "start", AT)
        away = replace(first, state="apply", since=AT + 1)
        tx.progress.add(first, away, "done", AT + 1)
        back = replace(first, since=AT + 2)
        tx.progress.add(away, back, "back", AT + 2)
        tx.progress.add(back, back, "tick:x", AT + 50)
        return first

    journey = await db.write(walk)
    assert await db.read(lambda tx: tx.progress.reached(journey.id)) == {
        "install": AT + 2,
        "apply": AT + 1,
    }
    assert await db.read(lambda tx: tx.progress.reached(journey.id + 1)) == {}


async def test_progress_cannot_be_changed(db: Database) -> None:
    """The table itself refuses, whoever tries."""
    journey = await db.write(walking)
    await db.write(lambda tx: tx.progress.add(journey, journey, "start", AT))
    with pytest.raises(StorageError, match="append-only"):
        await db.write(lambda tx: tx.execute("UPDATE progress SET event = :e", {"e": "x"}))


async def test_symptoms_are_kept_and_counted(db: Database) -> None:
    """What did not help is told by role, state and symptom."""

    def suffer(tx: Tx) -> Journey:
        journey = walking(tx)
        tx.symptoms.add(journey, "no_code", helped=True, at=AT)
        tx.symptoms.add(journey, "no_code", helped=False, at=AT + 1)
        tx.symptoms.add(walking(tx, BORIS), "no_code", helped=False, at=AT + 2)
        tx.symptoms.add(journey, "no_rights", helped=True, at=AT + 3)
        return journey

    journey = await db.write(suffer)
    rows = await db.read(lambda tx: tx.symptoms.of(ANNA))
    first = (rows[0].id, journey.id, ANNA, Role.TEACHER, "vk", "install", "no_code")
    assert rows[0] == SymptomRow(*first, helped=True, at=AT)
    assert [(row.symptom, row.helped) for row in rows] == [
        ("no_code", True),
        ("no_code", False),
        ("no_rights", True),
    ]
    assert await db.read(lambda tx: tx.symptoms.counts()) == {
        ("teacher", "install", "no_code"): Tally(helped=1, not_helped=2),
        ("teacher", "install", "no_rights"): Tally(helped=1, not_helped=0),
    }


async def test_a_redelivered_update_is_known(db: Database) -> None:
    """The first time counts; the second does not, until it was pruned."""

    def handle(tx: Tx) -> bool:
        return tx.updates.first_seen(2**40, AT)

    assert await db.write(handle) is True
    assert await db.write(handle) is False
    assert await db.write(lambda tx: tx.updates.prune(AT)) == 0
    assert await db.write(handle) is False
    assert await db.write(lambda tx: tx.updates.prune(AT + 1)) == 1
    assert await db.write(handle) is True


async def test_an_update_whose_handling_failed_was_not_seen(db: Database) -> None:
    """It is remembered in the transaction that handles it, so it can be delivered again."""

    def fail(tx: Tx) -> None:
        assert tx.updates.first_seen(7, AT)
        raise ValueError("handling failed")

    with pytest.raises(ValueError, match="handling failed"):
        await db.write(fail)
    assert await db.write(lambda tx: tx.updates.first_seen(7, AT)) is True
