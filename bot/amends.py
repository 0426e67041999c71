"""Answers that a broken network swallowed: made up for when it is back, without being asked.

The update whose answer was lost is put into its person's mailbox again, so it comes in order with
whatever they do meanwhile. What it changed is known by its number and not changed twice; what it
asks for is shown.
"""

import asyncio
import time
from collections.abc import Callable
from typing import Final

import structlog

from bot.pauses import Pauses, Sleep
from bot.trim import Raw, sender

log = structlog.get_logger(__name__)

CALM: Final = 60.0
"""Seconds without a lost answer after which pauses begin small again."""


class Amends:
    """Whom an answer is owed: the latest update of each. `put` is the intake's."""

    def __init__(
        self,
        put: Callable[[Raw], bool],
        *,
        sleep: Sleep = asyncio.sleep,
        monotonic: Callable[[], float] = time.monotonic,
        pauses: Pauses | None = None,
    ) -> None:
        self._put = put
        self._sleep = sleep
        self._monotonic = monotonic
        self._pauses = pauses or Pauses(first=2.0)
        self._owed: dict[int, Raw] = {}
        self._news = asyncio.Event()

    def owe(self, update: Raw) -> None:
        self._owed[sender(update)] = update
        self._news.set()

    async def run(self) -> None:
        """Put them back, with growing pauses while answers go on being lost."""
        failures, paid_at = 0, self._monotonic()
        while True:
            await self._news.wait()
            failures = 1 if self._monotonic() - paid_at > CALM else failures + 1
            await self._sleep(self._pauses.after(failures))
            owed, self._owed = self._owed, {}
            self._news.clear()
            refused = [update for update in owed.values() if not self._put(update)]
            log.info("lost answers are given again", answers=len(owed) - len(refused))
            paid_at = self._monotonic()
