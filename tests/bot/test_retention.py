"""The task that forgets in time: how often it looks, what it tells, what it survives."""

import asyncio
from collections.abc import Callable
from typing import Any, cast

import pytest

from bot.actions.keeping import Turn
from bot.actions.view import Visit
from bot.retention import MOST, REST, SOON, Retention
from storage import Database, StorageError
from tests.bot.invited import AT, DAY, Village


class Store:
    """Instead of a database: answers each turn from a script, and says how often it was folded."""

    def __init__(self, *turns: Turn | Exception, fold: Exception | None = None) -> None:
        self.turns = list(turns)
        self.folded = 0
        self.fails = fold
        self.idle = asyncio.Event()
        self.rested = asyncio.Event()

    async def write(self, _function: Callable[..., Any]) -> Turn:
        answer = self.turns.pop(0)
        if not self.turns:
            self.idle.set()
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def fold(self) -> bool:
        self.folded += 1
        self.rested.set()
        if self.fails:
            raise self.fails
        return True


def visit(_person: int) -> Visit:
    return Visit(0, 0, "ru", AT)


def retention(store: Store, woken: list[int] | None = None) -> Retention:
    def wake() -> None:
        if woken is not None:
            woken.append(1)

    return Retention(cast("Database", store), visit, wake)


@pytest.mark.parametrize(
    ("did", "pause", "woken", "folded"),
    [
        (Turn(0, 0, 0, full=False), REST, 0, 1),
        (Turn(3, 0, 0, full=False), REST, 1, 1),
        (Turn(MOST, 0, 0, full=True), SOON, 1, 0),
        (Turn(0, 1, 0, full=False), REST, 1, 1),
        (Turn(0, 0, 1, full=False), REST, 1, 1),
    ],
)
async def test_more_is_done_soon_and_the_log_is_emptied_between(
    did: Turn, pause: float, woken: int, folded: int
) -> None:
    """Somebody is told at once; what was erased leaves the log as well."""
    store, heard = Store(did), list[int]()
    assert await retention(store, heard)._turn() == pause
    assert (len(heard), store.folded) == (woken, folded)


async def test_a_database_that_fails_is_tried_again_later() -> None:
    store = Store(StorageError("away"))
    assert await retention(store)._turn() == REST


async def test_a_log_that_cannot_be_emptied_ends_nothing() -> None:
    store = Store(Turn(0, 0, 0, full=False), fold=StorageError("busy"))
    assert await retention(store)._turn() == REST


async def test_a_clock_that_was_moved_is_looked_at_at_once() -> None:
    quiet = Turn(0, 0, 0, full=False)
    store = Store(quiet, quiet)
    one = retention(store)
    task = asyncio.create_task(one.run())
    await store.rested.wait()
    one.look()
    await store.idle.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert store.turns == []


async def test_it_works_on_a_real_database(village: Village) -> None:
    """A year later the village is told."""
    woken: list[int] = []
    later = AT + 400 * DAY
    one = Retention(village.db, lambda _: Visit(0, 0, "ru", later), lambda: woken.append(1))
    assert await one._turn() == REST
    due = await village.run(lambda tx: tx.outbox.due(later, 99))
    assert {notice.kind for notice in due} == {"idle"}
    assert woken == [1]
