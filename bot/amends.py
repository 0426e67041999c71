"""Answers that a broken network swallowed: made up for when it is back, without being asked.

What a person should see follows from what is stored, so only whom to show it to is kept.
"""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from bot.failures import UNSENT
from bot.pauses import Pauses, Sleep
from bot.refusals import Unreachable

log = structlog.get_logger(__name__)


class Amends:
    """Whom an answer is owed. `redraw` shows a person where they stand."""

    def __init__(
        self,
        redraw: Callable[[int], Awaitable[None]],
        *,
        sleep: Sleep = asyncio.sleep,
        pauses: Pauses | None = None,
    ) -> None:
        self._redraw = redraw
        self._sleep = sleep
        self._pauses = pauses or Pauses(first=2.0)
        self._owed: dict[int, None] = {}
        self._news = asyncio.Event()

    def owe(self, person: int) -> None:
        self._owed[person] = None
        self._news.set()

    async def run(self) -> None:
        """Pay, oldest first, with growing pauses while the network is away."""
        failures = 0
        while True:
            await self._news.wait()
            failures += 1
            await self._sleep(self._pauses.after(failures))
            if await self._pay():
                failures = 0
                self._news.clear()

    async def _pay(self) -> bool:
        """Return whether nothing is owed any more."""
        while self._owed:
            person = next(iter(self._owed))
            try:
                await self._redraw(person)
            except UNSENT:
                return False
            except Unreachable:
                log.info("an answer is owed to nobody any more")
            except Exception:
                log.exception("an answer cannot be made up for")
            del self._owed[person]
        return True
