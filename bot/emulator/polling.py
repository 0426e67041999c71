"""Long polling: one caller at a time, the newer one wins."""

import asyncio

from bot.emulator.errors import OTHER_POLLER, ApiError, conflict
from bot.emulator.updates import Update, UpdateQueue


class Poller:
    def __init__(self, queue: UpdateQueue) -> None:
        self._queue = queue
        self._waiting: asyncio.Future[None] | None = None
        self.parked = asyncio.Event()
        """Set while a caller waits here: the bot has fetched everything there is."""

    async def get(self, offset: int, limit: int, seconds: int) -> list[Update]:
        """At once when there is something, else as soon as there is, else empty after `seconds`."""
        self.abort(conflict(OTHER_POLLER))
        self._queue.confirm(offset)
        updates = self._queue.take(limit)
        if updates or seconds <= 0:
            return updates
        await self._wait(seconds)
        return self._queue.take(limit)

    def release(self) -> None:
        """Let a parked caller go with nothing: the messenger closes."""
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(None)

    def abort(self, reason: ApiError) -> None:
        """Send a parked caller away."""
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(reason)

    async def _wait(self, seconds: int) -> None:
        loop = asyncio.get_running_loop()
        waiting = self._waiting = loop.create_future()

        def wake() -> None:
            if not waiting.done():
                waiting.set_result(None)

        timer = loop.call_later(seconds, wake)
        self._queue.wakers.add(wake)
        self.parked.set()
        try:
            await waiting
        finally:
            timer.cancel()
            self._queue.wakers.discard(wake)
            if self._waiting is waiting:
                self._waiting = None
                self.parked.clear()
