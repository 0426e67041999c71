"""What `Database.write` and `read` promise, on both engines."""

import asyncio
from collections.abc import Callable

import pytest

from storage import ClosedError, Database, StorageError, Tx
from tests.storage.counting import Gate, add, set_up, state


async def test_hundreds_of_writers_at_once_add_up_exactly(db: Database) -> None:
    """No increment of a row that all of them change is lost, and nobody fails."""
    await db.write(set_up)
    results = await asyncio.gather(*(db.write(add(n, n % 3)) for n in range(300)))
    entries, totals = await db.read(state)
    assert entries == set(range(300))
    assert totals == {0: 100, 1: 100, 2: 100}
    assert sorted(results) == sorted(list(range(1, 101)) * 3)


async def test_a_failing_function_hurts_only_itself(db: Database) -> None:
    """Its own rows are gone, its own caller hears of it, all others are stored."""
    await db.write(set_up)

    def broken(number: int) -> Callable[[Tx], int]:
        def function(tx: Tx) -> int:
            add(number)(tx)
            raise ValueError(f"broken {number}")

        return function

    jobs = [db.write(broken(n) if n % 3 == 0 else add(n)) for n in range(90)]
    results = await asyncio.gather(*jobs, return_exceptions=True)
    failed = {n for n, result in enumerate(results) if isinstance(result, ValueError)}
    assert failed == set(range(0, 90, 3))
    assert [str(results[n]) for n in (0, 87)] == ["broken 0", "broken 87"]
    entries, totals = await db.read(state)
    assert entries == set(range(90)) - failed
    assert totals == {0: 60}


async def test_a_refused_statement_hurts_only_its_function(db: Database) -> None:
    """The driver's error comes as this package's, with the driver's as its cause."""
    await db.write(set_up)
    await db.write(add(1))
    jobs = (db.write(add(n)) for n in (2, 1, 3))
    two, again, three = await asyncio.gather(*jobs, return_exceptions=True)
    assert {two, three} == {2, 3}
    assert isinstance(again, StorageError)
    assert again.__cause__ is not None
    assert (await db.read(state)) == ({1, 2, 3}, {0: 3})


async def test_a_commit_that_fails_hurts_only_whose_fault_it_is(db: Database) -> None:
    """References are checked at the commit here: the others are run again and stored."""
    await db.write(set_up)
    await db.write(add(0))

    def dangling(tx: Tx) -> None:
        tx.execute("INSERT INTO entries (number, total_id) VALUES (99, 99)")

    jobs = (db.write(dangling if n == 5 else add(n)) for n in range(1, 10))
    results = await asyncio.gather(*jobs, return_exceptions=True)
    failed = [n for n, result in enumerate(results, 1) if isinstance(result, Exception)]
    assert failed == [5]
    assert isinstance(results[4], StorageError)
    entries, totals = await db.read(state)
    assert entries == set(range(10)) - {5}
    assert totals == {0: 9}
    assert await db.write(add(5)) == 10


async def test_what_was_written_is_read_at_once(db: Database) -> None:
    """Whoever has the result of a write finds it by a read."""
    await db.write(set_up)

    async def write_and_read(number: int) -> bool:
        await db.write(add(number))
        return number in (await db.read(state))[0]

    assert all(await asyncio.gather(*(write_and_read(n) for n in range(50))))


async def test_a_read_sees_one_moment(db: Database) -> None:
    """What is committed while a read function runs is not there for it."""
    await db.write(set_up)
    await db.write(add(1))
    gate = Gate()

    def look_twice(tx: Tx) -> tuple[set[int], set[int]]:
        before = state(tx)[0]
        gate(tx)
        return before, state(tx)[0]

    looking = asyncio.create_task(db.read(look_twice))
    assert await asyncio.to_thread(gate.reached.wait, 30)
    await db.write(add(2))
    gate.open()
    assert await looking == ({1}, {1})
    assert (await db.read(state))[0] == {1, 2}


async def test_a_read_function_cannot_write(db: Database) -> None:
    """It is refused, and the reads beside it are not."""
    await db.write(set_up)
    reads = (db.read(add(1)), db.read(state))
    refused, fine = await asyncio.gather(*reads, return_exceptions=True)
    assert isinstance(refused, StorageError)
    assert fine == (set(), {})


async def test_a_cancelled_caller_breaks_nobody(db: Database) -> None:
    """The others get their results; the cancelled one's work is whole or absent."""
    await db.write(set_up)
    tasks = [asyncio.create_task(db.write(add(n))) for n in range(60)]
    await asyncio.sleep(0)
    for task in tasks[::4]:
        task.cancel()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    kept = {n for n, result in enumerate(results) if not isinstance(result, BaseException)}
    assert len(kept) == 45
    entries, totals = await db.read(state)
    assert entries >= kept
    assert totals == {0: len(entries)}


async def test_stop_iteration_reaches_the_caller(db: Database) -> None:
    """A slip with `next` is told, and neither hangs nor ends the one who waits."""

    def slip(_: Tx) -> object:
        return next(iter(()))

    with pytest.raises(RuntimeError, match="StopIteration"):
        await db.write(slip)
    with pytest.raises(RuntimeError, match="StopIteration"):
        await db.read(slip)


async def test_closing_finishes_what_was_taken(url: str) -> None:
    """Every caller before the close has its result, none after it, and all of it is stored."""
    database = await Database.open(url)
    await database.write(set_up)
    tasks = [asyncio.create_task(database.write(add(n))) for n in range(50)]
    await asyncio.sleep(0)
    await database.close()
    assert len(await asyncio.gather(*tasks)) == 50
    with pytest.raises(ClosedError):
        await database.write(add(99))
    with pytest.raises(ClosedError):
        await database.read(state)
    await database.close()
    database = await Database.open(url)
    assert await database.read(state) == (set(range(50)), {0: 50})
    await database.close()
