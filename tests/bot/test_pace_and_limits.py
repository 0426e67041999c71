"""The bot's own pace never meets the messenger's limits, whatever there is to say.

Both by a clock of the test: minutes of sending take no time.
"""

import asyncio
import heapq
import itertools
import random
from collections.abc import Awaitable
from typing import Final

import pytest

from bot.emulator.limits import Limits
from bot.pace import Pace

LATENCY: Final = 0.1
"""Seconds by which the way to the messenger differs from one call to the next."""


class Hours:
    """A clock that jumps to whoever sleeps the shortest."""

    def __init__(self) -> None:
        self.now = 1000.0
        self._sleeping: list[tuple[float, int, asyncio.Future[None]]] = []
        self._order = itertools.count()

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        woken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleeping, (self.now + seconds, next(self._order), woken))
        await woken

    async def pass_for(self, *works: Awaitable[None]) -> None:
        """Let time pass until all of them are done."""
        tasks = [asyncio.ensure_future(work) for work in works]
        while not all(task.done() for task in tasks):
            for _ in range(4):
                await asyncio.sleep(0)
            if self._sleeping:
                at, _, woken = heapq.heappop(self._sleeping)
                self.now = max(self.now, at)
                woken.set_result(None)
        await asyncio.gather(*tasks)


class Office:
    """Sends at the bot's pace to a messenger with Telegram's limits."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - play, not secrets
        self.time = Hours()
        self.pace = Pace(sleep=self.time.sleep, monotonic=self.time)
        self.limits = Limits(monotonic=self.time)
        self.sent = 0
        self.waits: list[float] = []

    async def _call(self, chat: int, method: str = "sendmessage") -> None:
        await self.time.sleep(self.chance.uniform(0, LATENCY))
        refused = self.limits.wait(method, {"chat_id": chat})
        assert not refused, f"{method} to {chat} was refused for {refused} s after {self.sent}"
        self.sent += 1

    async def notices(self, people: int, first: int = 1000) -> None:
        """Say something unasked to many people, as the delivery does."""
        calls = []
        for chat in range(first, first + people):
            while wait := self.pace.room(chat):
                await self.time.sleep(wait)
            await self.pace.turn(chat)
            calls.append(asyncio.ensure_future(self._call(chat)))
        await asyncio.gather(*calls)

    async def reply(self, chat: int) -> None:
        wait = self.pace.reply(chat)
        self.waits.append(wait)
        await self.time.sleep(wait)
        await self._call(chat)

    async def dialogue(self, chat: int, seconds: float, pause: float) -> None:
        """Somebody taps and writes about as fast as they can read."""
        until = self.time.now + seconds
        while self.time.now < until:
            await self.time.sleep(self.chance.uniform(0.5, 1.5) * pause)
            if self.chance.random() < 0.7:
                await self._call(chat, "answercallbackquery")
                await self._call(chat, "editmessagetext")
            else:
                await self.reply(chat)
                await self._call(chat, "editmessagereplymarkup")


@pytest.mark.parametrize("seed", range(8))
async def test_notices_a_busy_dialogue_and_a_group_keep_within_the_limits(seed: int) -> None:
    office = Office(seed)
    busy = [office.dialogue(chat, 60, office.chance.choice([1.6, 3.0])) for chat in range(1, 25)]
    group = [office.reply(-100) for _ in range(45)]
    await office.time.pass_for(office.notices(200), *busy, *group, office.notices(900, 5000))
    assert office.sent > 1100


@pytest.mark.parametrize("seed", range(8))
async def test_a_crowd_that_is_answered_at_once_keeps_within_the_limits(seed: int) -> None:
    """Everybody comes in the same second, again and again, while notices go out."""
    office = Office(seed)

    async def crowd() -> None:
        for chat in range(1, 9):
            await asyncio.gather(*(office.reply(chat * 100 + one) for one in range(80)))
            await office.time.sleep(office.chance.uniform(0, 3))

    await office.time.pass_for(crowd(), office.notices(300, 20_000))
    assert office.sent == 8 * 80 + 300


async def test_one_person_who_writes_and_writes_keeps_within_the_limits() -> None:
    office = Office(0)
    await office.time.pass_for(*(office.reply(5) for _ in range(60)))
    assert office.waits[:3] == [0.0, 0.0, 0.0]
    assert max(office.waits) == pytest.approx(57.0)
