"""Group commit on SQLite: who shares a commit, and what happens when it fails."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from storage import ClosedError, CommitError, Database, StatementError, Tx, lane, sqlite_file
from storage.lane import Job, Lane
from storage.sqlite import SqliteEngine, WriteSession
from tests.storage.counting import Gate, add, set_up, state


@pytest.fixture
def groups(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The size of every write group, in order."""
    sizes: list[int] = []
    commit = WriteSession.commit

    def counted(session: WriteSession) -> None:
        sizes.append(len(session.group))
        commit(session)

    monkeypatch.setattr(WriteSession, "commit", counted)
    return sizes


async def _queued(db: Database, *functions: Callable[[Tx], object]) -> list[asyncio.Task[object]]:
    """Hold the writer, so that these functions are all waiting when it comes back."""
    gate = Gate()
    held = asyncio.create_task(db.write(gate))
    assert await asyncio.to_thread(gate.reached.wait, 30)
    tasks = [asyncio.create_task(db.write(function)) for function in functions]
    await asyncio.sleep(0)
    gate.open()
    assert await held == "passed"
    return tasks


def _seen_from_outside(path: Path) -> set[int]:
    with closing(sqlite3.connect(path)) as outside:
        return {number for (number,) in outside.execute("SELECT number FROM entries")}


async def test_those_who_come_during_a_commit_share_the_next(
    sqlite_db: Database, groups: list[int]
) -> None:
    """One alone goes alone; who arrives meanwhile goes together."""
    await sqlite_db.write(set_up)
    await asyncio.gather(*await _queued(sqlite_db, *(add(n) for n in range(20))))
    assert groups == [1, 1, 20]


async def test_a_group_has_a_bound(
    sqlite_db: Database, groups: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first of many does not wait for the last."""
    monkeypatch.setattr(lane, "GROUP_LIMIT", 8)
    await sqlite_db.write(set_up)
    await asyncio.gather(*await _queued(sqlite_db, *(add(n) for n in range(20))))
    assert groups == [1, 1, 8, 8, 4]


async def test_a_result_comes_only_after_the_commit(sqlite_db: Database, path: Path) -> None:
    """As long as the group is not committed, its first caller waits, and nobody sees its rows."""
    await sqlite_db.write(set_up)
    last = Gate()
    tasks = await _queued(sqlite_db, add(1), last)
    assert await asyncio.to_thread(last.reached.wait, 30)
    assert not tasks[0].done()
    assert _seen_from_outside(path) == set()
    seen: list[set[int]] = []
    tasks[0].add_done_callback(lambda _: seen.append(_seen_from_outside(path)))
    last.open()
    assert await asyncio.gather(*tasks) == [1, "passed"]
    assert seen == [{1}]


async def test_a_group_whose_transaction_is_lost_runs_again_one_by_one(
    sqlite_db: Database, groups: list[int]
) -> None:
    """A full disk ends the whole transaction: who did no harm is stored all the same."""
    await sqlite_db.write(set_up)

    def fill_the_disk(tx: Tx) -> None:
        (pages,) = tx.execute("PRAGMA page_count").fetchone()
        try:
            tx.execute(f"PRAGMA max_page_count = {pages}")
            tx.execute("CREATE TABLE big AS SELECT zeroblob(1000000) AS b")
        finally:
            tx.execute("PRAGMA max_page_count = 1000000")

    tasks = await _queued(sqlite_db, add(1), fill_the_disk, add(2))
    one, full, two = await asyncio.gather(*tasks, return_exceptions=True)
    assert (one, two) == (1, 2)
    assert isinstance(full, StatementError)
    assert "full" in str(full)
    assert await sqlite_db.read(state) == ({1, 2}, {0: 2})
    assert groups == [1, 1, 3]


async def test_a_function_may_run_again_after_its_group_failed(sqlite_db: Database) -> None:
    """Whatever was decided on is decided anew: here both are told a total without the other's."""
    await sqlite_db.write(set_up)
    runs: list[str] = []

    def dangling(tx: Tx) -> None:
        runs.append("dangling")
        tx.execute("INSERT INTO entries (number, total_id) VALUES (99, 99)")

    def fine(tx: Tx) -> int:
        runs.append("fine")
        return add(1)(tx)

    bad, good = await asyncio.gather(
        *await _queued(sqlite_db, dangling, fine), return_exceptions=True
    )
    assert isinstance(bad, CommitError)
    assert isinstance(bad.__cause__, sqlite3.IntegrityError)
    assert good == 1
    assert runs == ["dangling", "fine", "dangling", "fine"]


async def test_a_cancelled_caller_whose_turn_has_not_come_is_left_out(
    sqlite_db: Database, groups: list[int]
) -> None:
    """Work that nobody waits for is not begun."""
    await sqlite_db.write(set_up)
    gate = Gate()
    held = asyncio.create_task(sqlite_db.write(gate))
    assert await asyncio.to_thread(gate.reached.wait, 30)
    tasks = [asyncio.create_task(sqlite_db.write(add(n))) for n in range(3)]
    await asyncio.sleep(0)
    tasks[1].cancel()
    gate.open()
    await asyncio.gather(held, *tasks, return_exceptions=True)
    assert groups == [1, 1, 2]
    assert await sqlite_db.read(state) == ({0, 2}, {0: 2})


async def test_a_group_that_nobody_waits_for_is_not_begun(
    sqlite_db: Database, groups: list[int]
) -> None:
    """All of its callers were cancelled: not even an empty transaction is flushed."""
    gate = Gate()
    held = asyncio.create_task(sqlite_db.write(gate))
    assert await asyncio.to_thread(gate.reached.wait, 30)
    gone = asyncio.create_task(sqlite_db.write(set_up))
    await asyncio.sleep(0)
    gone.cancel()
    gate.open()
    await held
    await sqlite_db.write(set_up)
    assert groups == [1, 1]


async def test_a_cancelled_caller_whose_work_was_begun_is_not_missed(sqlite_db: Database) -> None:
    """The group goes on, and its result is dropped."""
    await sqlite_db.write(set_up)
    gate = Gate()
    first, other = await _queued(sqlite_db, gate, add(1))
    assert await asyncio.to_thread(gate.reached.wait, 30)
    first.cancel()
    gate.open()
    assert await other == 1
    with pytest.raises(asyncio.CancelledError):
        await first


async def test_a_database_that_others_write_for_too_long_is_an_error_for_all(
    sqlite_url: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the patience of `BUSY_SECONDS` every caller hears of it; later ones are served."""
    monkeypatch.setattr(sqlite_file, "BUSY_SECONDS", 0.01)
    database = await Database.open(sqlite_url)
    await database.write(set_up)
    with closing(sqlite3.connect(path, isolation_level=None)) as outside:
        outside.execute("BEGIN IMMEDIATE")
        with pytest.raises(CommitError, match="locked"):
            await database.write(add(0))
        jobs = (database.write(add(n)) for n in range(3))
        results = await asyncio.gather(*jobs, return_exceptions=True)
        assert [type(result) for result in results] == [CommitError] * 3
        outside.execute("ROLLBACK")
    assert await database.write(add(1)) == 1
    await database.close()


async def test_a_lane_that_was_cancelled_tells_everybody() -> None:
    """Nobody waits for ever on a worker that is gone."""
    begun = asyncio.Event()

    async def never_ends(_: list[Job]) -> None:
        begun.set()
        await asyncio.Event().wait()

    broken = Lane(never_ends, "broken")
    under_way = broken.submit(lambda _: 1)
    await begun.wait()
    waiting = broken.submit(lambda _: 2)
    broken._worker.cancel()
    for future in (under_way, waiting):
        with pytest.raises(ClosedError):
            await future
    with pytest.raises(ClosedError):
        broken.submit(lambda _: 3)
    await broken.close()


async def test_an_engine_that_cannot_connect_lets_go_of_the_file(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failure half-way through opening leaves neither a connection nor the lock behind."""
    real = sqlite_file.connect

    def fail_to_read(*args: object, read_only: bool = False, **kwargs: object) -> object:
        if read_only:
            raise sqlite3.OperationalError("no more files")
        return real(*args, read_only=read_only, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(sqlite_file, "connect", fail_to_read)
    with pytest.raises(Exception, match="no more files"):
        await SqliteEngine.open(path, migrate=True, now=lambda: 0)
    monkeypatch.undo()
    engine = await SqliteEngine.open(path, migrate=True, now=lambda: 0)
    await engine.close()
