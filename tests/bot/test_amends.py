"""Answers owed: paid when the network is back, in order, and never to nobody."""

import asyncio

import pytest
from structlog.testing import capture_logs

from bot.amends import Amends
from bot.pauses import Pauses
from bot.refusals import MayHaveBeenSent, Unreachable

EVEN = Pauses(first=2.0, longest=8.0, jitter=0.0)


async def test_the_owed_are_paid_in_order_when_the_network_is_back() -> None:
    paid: list[int] = []
    slept: list[float] = []
    outages = 3
    done = asyncio.Event()

    async def redraw(person: int) -> None:
        nonlocal outages
        if outages:
            outages -= 1
            raise MayHaveBeenSent("lost")
        if person == 2:
            raise Unreachable(person, "blocked")
        paid.append(person)
        if person == 3:
            done.set()

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        await asyncio.sleep(0)

    amends = Amends(redraw, sleep=sleep, pauses=EVEN)
    running = asyncio.create_task(amends.run())
    for person in (1, 2, 3, 1):
        amends.owe(person)
    await asyncio.wait_for(done.wait(), 5)
    assert paid == [1, 3]
    assert slept == [2.0, 4.0, 8.0, 8.0]
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running


async def test_a_fault_with_one_person_is_logged_and_the_next_is_served() -> None:
    served = asyncio.Event()

    async def redraw(person: int) -> None:
        if person == 1:
            raise ZeroDivisionError
        served.set()

    async def sleep(_seconds: float) -> None:
        return

    amends = Amends(redraw, sleep=sleep)
    amends.owe(1)
    amends.owe(2)
    with capture_logs() as logged:
        running = asyncio.create_task(amends.run())
        await asyncio.wait_for(served.wait(), 5)
    running.cancel()
    assert [one["log_level"] for one in logged] == ["error"]
