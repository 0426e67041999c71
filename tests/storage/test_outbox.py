"""What the outbox and the question that waits for an answer promise, on both engines."""

from dataclasses import replace

import pytest

from storage import Ask, Database, Notice, StorageError, Tx
from tests.storage.people import ANNA, AT, BORIS, agreed
from tests.support.waiting import waiting

STRANGER = BORIS + 1
VERA = BORIS + 2


@pytest.fixture(autouse=True)
async def people(db: Database) -> None:
    for person in (ANNA, BORIS):
        await db.write(lambda tx, person=person: agreed(tx, person))  # type: ignore[misc]


async def test_a_notice_waits_until_it_is_due(db: Database) -> None:
    """Without a time it is due at once; the oldest comes first, and no more than asked for."""

    def put(tx: Tx) -> list[tuple[int, str]]:
        assert tx.outbox.next_due() is None
        tx.outbox.put(agreed(tx, VERA).id, "late", 1, AT, due=AT + 60)
        tx.outbox.put(ANNA, "now", 1, AT + 5, detail="x")
        tx.outbox.put(BORIS, "first", 2, AT, due=AT - 60)
        assert tx.outbox.next_due() == AT - 60
        assert [one.kind for one in tx.outbox.due(AT + 60, 99)][-1] == "late"
        assert len(tx.outbox.due(AT + 60, 2)) == 2
        return [(one.person_id, one.kind) for one in tx.outbox.due(AT + 59, 99)]

    assert await db.write(put) == [(BORIS, "first"), (ANNA, "now")]
    now = (await db.read(lambda tx: tx.outbox.due(AT + 59, 99)))[1]
    assert now == Notice(now.id, ANNA, "now", 1, "x", AT + 5, AT + 5, tries=0, version=0)


async def test_what_comes_twice_is_said_once(db: Database) -> None:
    """With the later words, at the earlier time; how often it failed is kept."""

    def put(tx: Tx) -> list[int]:
        tx.outbox.put(ANNA, "desk", 7, AT, detail="a", due=AT + 100)
        (first,) = waiting(tx)
        tx.outbox.postpone(first, AT + 100, failed=True)
        tx.outbox.put(ANNA, "desk", 7, AT + 1, detail="b", due=AT + 50)
        tx.outbox.put(ANNA, "desk", 7, AT + 2, detail="c", due=AT + 70)
        assert waiting(tx) == [
            replace(first, detail="c", made_at=AT + 2, due_at=AT + 50, tries=1, version=2)
        ]
        tx.outbox.put(ANNA, "desk", 8, AT)
        tx.outbox.put(ANNA, "other", 7, AT)
        tx.outbox.put(BORIS, "desk", 7, AT)
        return sorted({one.id for one in waiting(tx)})

    assert len(await db.write(put)) == 4


async def test_what_was_put_anew_while_it_was_said_stays(db: Database) -> None:
    """Even within the same second and with the same words: it may tell of something new."""

    def put(tx: Tx) -> list[int]:
        tx.outbox.put(ANNA, "desk", 7, AT)
        (said,) = waiting(tx)
        tx.outbox.put(ANNA, "desk", 7, AT)
        tx.outbox.done(said)
        tx.outbox.postpone(said, AT + 500, failed=True)
        (anew,) = waiting(tx)
        assert anew == replace(said, version=1)
        tx.outbox.done(anew)
        return [one.id for one in waiting(tx)]

    assert await db.write(put) == []


async def test_what_was_said_does_not_take_its_successor_along(db: Database) -> None:
    """A row put down after the first was deleted is another row."""

    def put(tx: Tx) -> int:
        tx.outbox.put(ANNA, "desk", 7, AT)
        (said,) = waiting(tx)
        tx.outbox.done(said)
        tx.outbox.put(ANNA, "desk", 7, AT)
        tx.outbox.done(said)
        return len(waiting(tx))

    assert await db.write(put) == 1


async def test_postponing_counts_only_failures(db: Database) -> None:
    """Waiting for the morning is none."""

    def postpone(tx: Tx) -> Notice:
        tx.outbox.put(ANNA, "desk", 7, AT)
        (notice,) = waiting(tx)
        tx.outbox.postpone(notice, AT + 9)
        tx.outbox.postpone(notice, AT + 10, failed=True)
        assert tx.outbox.next_due() == AT + 10
        (later,) = waiting(tx)
        return replace(later, id=0)

    assert await db.write(postpone) == Notice(
        0, ANNA, "desk", 7, "", AT, AT + 10, tries=1, version=0
    )


async def test_taking_back_takes_only_what_is_named(db: Database) -> None:
    """One notice, or all of somebody's, with how many those were."""

    def drop(tx: Tx) -> tuple[int, int]:
        for person in (ANNA, BORIS):
            for kind in ("a", "b"):
                for subject in (1, 2):
                    tx.outbox.put(person, kind, subject, AT)
        tx.outbox.drop(ANNA, "a", 1)
        tx.outbox.drop(ANNA, "a", 99)
        assert len(waiting(tx)) == 7
        return tx.outbox.drop_all(ANNA), tx.outbox.drop_all(ANNA)

    assert await db.write(drop) == (3, 0)
    assert {one.person_id for one in await db.read(waiting)} == {BORIS}


async def test_somebody_who_was_forgotten_is_told_nothing(db: Database) -> None:
    """Putting it down does nothing, rather than fail the one who caused it."""

    def put(tx: Tx) -> list[Notice]:
        tx.outbox.put(ANNA, "desk", 7, AT)
        tx.persons.forget(ANNA)
        tx.outbox.put(ANNA, "desk", 7, AT)
        tx.outbox.put(STRANGER, "desk", 7, AT)
        return waiting(tx)

    assert await db.write(put) == []


async def test_puts_tell_that_something_was_put_down(db: Database) -> None:
    """By a function that looks before and after, on whichever connection it runs."""

    def put(tx: Tx) -> list[int]:
        before = tx.outbox.puts
        counts = [tx.outbox.puts - before]
        for _ in range(2):
            tx.outbox.put(ANNA, "desk", 7, AT)
            counts.append(tx.outbox.puts - before)
        return counts

    assert await db.write(put) == [0, 1, 2]


async def test_one_question_at_a_time_waits_for_an_answer(db: Database) -> None:
    """A new one takes the place of the old one, with whatever was answered so far."""
    first = Ask("inn", 7, {}, AT)
    second = Ask("school", 0, {"name": "Школа «Ёлка» \\ № 1", "inn": ""}, AT + 1)

    def ask(tx: Tx) -> list[Ask | None]:
        seen = [tx.asks.get(ANNA)]
        for one in (first, second):
            tx.asks.put(ANNA, one)
            seen.append(tx.asks.get(ANNA))
        return [*seen, tx.asks.get(BORIS)]

    assert await db.write(ask) == [None, first, second, None]
    assert await db.write(lambda tx: [tx.asks.drop(ANNA), tx.asks.drop(ANNA)]) == [True, False]
    assert await db.read(lambda tx: tx.asks.get(ANNA)) is None


async def test_only_somebody_who_is_stored_is_asked(db: Database) -> None:
    """The table refuses a question to anybody else."""
    with pytest.raises(StorageError):
        await db.write(lambda tx: tx.asks.put(STRANGER, Ask("inn", 7, {}, AT)))
