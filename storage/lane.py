"""Group commit: functions that arrive while a group is under way form the next one.

A flush to the disk takes far longer than a transaction function; sharing one among all who came
meanwhile is what lets many people at once cost little more than one.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Final, TypeAlias

from storage.errors import ClosedError
from storage.transaction import Function, Result, Tx, call

# A bound on how long the first of a group waits for the last; far above what comes together.
GROUP_LIMIT: Final = 256


Watch: TypeAlias = Callable[[int, float], None]


class Job:
    """One caller's function, and what became of it."""

    __slots__ = ("error", "function", "future", "result")

    def __init__(self, function: Function[Any], future: asyncio.Future[Any]) -> None:
        self.function = function
        self.future = future
        self.result: Any = None
        self.error: BaseException | None = None

    def run(self, tx: Tx) -> bool:
        """Run on the connection's thread; True if the function returned. May be called again."""
        self.error = None
        try:
            self.result = call(self.function, tx)
        except BaseException as error:  # noqa: BLE001  # its caller gets it, whatever it is
            self.error = error
            return False
        return True

    def settle(self) -> None:
        """Tell the caller, on the event loop. One who was cancelled is no longer there."""
        if self.future.done():
            return
        if self.error is None:
            self.future.set_result(self.result)
        else:
            self.future.set_exception(self.error)


class Lane:
    """A queue in front of one connection. Made and used on one event loop."""

    def __init__(self, run: Callable[[list[Job]], Awaitable[None]], name: str) -> None:
        """Take `run`, which brings a whole group to its end in one hop and raises for all."""
        self._run = run
        self._loop = asyncio.get_running_loop()
        self._waiting: list[Job] = []
        self._arrived = asyncio.Event()
        self._closing = False
        self.watch: Watch | None = None
        """Told of every group: how many functions, and the seconds that they took together."""
        self._worker = self._loop.create_task(self._work(), name=name)

    def submit(self, function: Function[Result]) -> asyncio.Future[Result]:
        """Queue a function; the future is settled once its group is on the disk."""
        if self._closing:
            raise ClosedError("the database is closed")
        future: asyncio.Future[Result] = self._loop.create_future()
        self._waiting.append(Job(function, future))
        self._arrived.set()
        return future

    async def close(self) -> None:
        """Take no more, finish what was taken. Every caller has its answer after that."""
        self._closing = True
        self._arrived.set()
        await asyncio.wait([self._worker])

    async def _work(self) -> None:
        group: list[Job] = []
        try:
            while self._waiting or not self._closing:
                if not self._waiting:
                    self._arrived.clear()
                    await self._arrived.wait()
                    continue
                if group := self._take():
                    await self._finish(group)
        finally:
            # Only a cancelled worker leaves anybody behind.
            self._closing = True
            for job in (*group, *self._waiting):
                job.error = ClosedError("the database was closed meanwhile")
                job.settle()

    def _take(self) -> list[Job]:
        taken, self._waiting = self._waiting[:GROUP_LIMIT], self._waiting[GROUP_LIMIT:]
        return [job for job in taken if not job.future.done()]

    async def _finish(self, group: list[Job]) -> None:
        began = self._loop.time()
        try:
            await self._run(group)
        except Exception as error:  # noqa: BLE001  # the callers get it
            for job in group:
                job.error = error
        for job in group:
            job.settle()
        if self.watch is not None:
            self.watch(len(group), self._loop.time() - began)
