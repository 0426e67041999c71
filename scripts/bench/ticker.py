"""The bot in a process of its own, reminding whoever is due when it is told to.

What `python -m bot run` wires, but for two things: the messenger takes every message at once, and
there is no limit on how many leave a second.
"""

import asyncio
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from pydantic import SecretStr

from bot import logs
from bot.app import opened, settle
from bot.cards import Cards
from bot.clock import Clock
from bot.delivery import Delivery
from bot.gateway import Gateway
from bot.pace import Pace
from bot.serve import loop_factory
from bot.settings import Settings
from scripts.bench.instant import TOKEN, TakingSession
from scripts.bench.planned import NOW
from scripts.bench.processes import forget_peak, memory, peak

BOUNDLESS: Final = 1e9
"""Messages a second."""
BLINK: Final = 0.002
"""Seconds between two looks whether all is out."""


@asynccontextmanager
async def delivery(path: Path) -> AsyncIterator[Delivery]:
    """Yield what sends unasked, over a database at the hour of `planned.NOW`."""
    settings = Settings(bot_token=SecretStr(TOKEN), database_url=f"sqlite:///{path}")
    clock = Clock(NOW - int(time.time()))
    async with opened(settings, clock, TakingSession()) as app:
        house = app.house
        gateway = Gateway(app.bot, pace=Pace(BOUNDLESS)).aside()
        cards = Cards(house.db, gateway, house.renderer)
        visit, errand, ping = house.visit, app.intake.errand, gateway.answers
        yield Delivery(house.db, cards, visit, errand, pace=gateway.pace, ping=ping)


async def tick(post: Delivery, due: int) -> tuple[float, ...]:
    """Remind so many; return seconds, seconds of the processor, MB before and at the most."""
    before, wanted = memory(), post.counts.sent + due
    forget_peak()
    began, worked = time.perf_counter(), time.process_time()
    post.wake()
    while post.counts.sent < wanted or post.on_their_way:  # noqa: ASYNC110 - nobody is told
        await asyncio.sleep(BLINK)
    return time.perf_counter() - began, time.process_time() - worked, before, peak()


async def look(post: Delivery, looks: int) -> tuple[float, ...]:
    """Return the seconds of one turn in which nothing is due."""
    began = time.perf_counter()
    for _ in range(looks):
        await post._turn()  # noqa: SLF001 - a turn by itself
    return ((time.perf_counter() - began) / looks,)


ORDERS: Final = {"tick": tick, "look": look}


async def serve(path: Path) -> None:
    logs.setup("console", "WARNING")
    async with delivery(path) as post:
        settle()
        working = asyncio.create_task(post.run())
        print("ready", flush=True)
        while line := await asyncio.to_thread(sys.stdin.readline):
            name, count = line.split()
            print(*await ORDERS[name](post, int(count)), flush=True)
        working.cancel()
        await asyncio.wait([working])


def main(path: str) -> None:
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        runner.run(serve(Path(path)))
