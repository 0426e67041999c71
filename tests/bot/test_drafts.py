"""What people typed for a document: kept in memory, bounded in number and in time."""

import asyncio
import contextlib

from bot.drafts import KEPT, MOST, Drafts
from bot.office import Office
from flows.appointee import Appointee

ORDER, OTHER = Appointee("order", "new"), Appointee("instruction", "lost")


def test_one_is_kept_a_person_until_its_time_is_over() -> None:
    drafts = Drafts()
    drafts.put(1, ORDER, 100)
    drafts.put(2, OTHER, 101)
    assert (drafts.get(1, 100 + KEPT), drafts.get(2, 100 + KEPT)) == (ORDER, OTHER)
    assert drafts.get(1, 101 + KEPT) is None
    assert (len(drafts), drafts.get(2, 101 + KEPT)) == (1, OTHER)


def test_a_touch_keeps_it_longer() -> None:
    drafts = Drafts()
    drafts.put(1, ORDER, 100)
    drafts.put(2, OTHER, 101)
    drafts.put(1, OTHER, 200)
    drafts.sweep(102 + KEPT)
    assert (drafts.get(1, 102 + KEPT), drafts.get(2, 102 + KEPT)) == (OTHER, None)


def test_there_are_only_so_many() -> None:
    drafts = Drafts(most=3)
    for person in range(5):
        drafts.put(person, ORDER, 100)
    assert [drafts.get(person, 100) for person in range(5)] == [None, None, ORDER, ORDER, ORDER]
    assert MOST <= 1000


def test_one_is_dropped_at_will() -> None:
    drafts = Drafts()
    drafts.put(1, ORDER, 100)
    drafts.drop(1)
    drafts.drop(1)
    assert len(drafts) == 0


async def test_nobody_has_to_come_back_for_it_to_be_forgotten() -> None:
    office = Office()
    office.drafts.put(1, ORDER, 100)
    moments = iter([100, 101 + KEPT])

    def now() -> int:
        return next(moments)

    async def twice() -> None:
        for _ in range(2):
            task = asyncio.create_task(office.tidy(now))
            await asyncio.sleep(0)
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    assert len(office.drafts) == 1
    await twice()
    assert len(office.drafts) == 0
