"""Answers owed: given again in their mailbox, with growing pauses, the latest of each person."""

import asyncio
from typing import Any

from bot.amends import CALM, Amends
from bot.pauses import Pauses

EVEN = Pauses(first=2.0, longest=8.0, jitter=0.0)


def said(update_id: int, person: int) -> dict[str, Any]:
    return {"update_id": update_id, "message": {"from": {"id": person}, "chat": {"id": person}}}


class Line:
    """A network that loses so many answers, and a clock that only this test moves."""

    def __init__(self, losses: int) -> None:
        self.losses = losses
        self.put_back: list[int] = []
        self.slept: list[float] = []
        self.now = 0.0
        self.served = asyncio.Event()
        self.amends = Amends(self.put, sleep=self.sleep, monotonic=lambda: self.now, pauses=EVEN)

    def put(self, update: dict[str, Any]) -> bool:
        self.put_back.append(update["update_id"])
        if self.losses:
            self.losses -= 1
            self.amends.owe(update)
        else:
            self.served.set()
        return True

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)


async def test_an_update_is_put_back_until_its_answer_gets_through() -> None:
    line = Line(losses=3)
    running = asyncio.create_task(line.amends.run())
    line.amends.owe(said(1, 7))
    await asyncio.wait_for(line.served.wait(), 5)
    assert line.put_back == [1, 1, 1, 1]
    assert line.slept == [2.0, 4.0, 8.0, 8.0]
    line.served.clear()
    line.now += CALM + 1
    line.amends.owe(said(2, 7))
    await asyncio.wait_for(line.served.wait(), 5)
    assert line.slept[-1] == 2.0, "after a calm time pauses begin small again"
    running.cancel()


async def test_only_the_latest_of_a_person_is_put_back() -> None:
    line = Line(losses=0)
    for update in (said(1, 7), said(2, 8), said(3, 7)):
        line.amends.owe(update)
    running = asyncio.create_task(line.amends.run())
    await asyncio.wait_for(line.served.wait(), 5)
    assert line.put_back == [3, 2]
    running.cancel()
