"""The supervised task that forgets in time: a bounded number a turn, whoever has gone long ago."""

import asyncio
from collections.abc import Callable
from typing import Final

import structlog

from bot.actions.keeping import turn
from bot.actions.view import Visit
from storage import Database, StorageError

log = structlog.get_logger(__name__)

MOST: Final = 100
"""Journeys or persons of one turn: one short transaction, and as many messages at most."""
SOON: Final = 60.0
"""Seconds until the next turn while there is more."""
REST: Final = 60.0 * 60
"""Seconds until the next turn otherwise."""


class Retention:
    """Looks for what nobody has touched. `visit` tells what a transaction needs to know."""

    def __init__(
        self, db: Database, visit: Callable[[int], Visit], wake: Callable[[], None]
    ) -> None:
        self._db = db
        self._visit = visit
        self._wake = wake
        self._news = asyncio.Event()

    def look(self) -> None:
        """Look now: the clock was moved."""
        self._news.set()

    async def run(self) -> None:
        while True:
            self._news.clear()
            pause = await self._turn()
            try:
                async with asyncio.timeout(pause):
                    await self._news.wait()
            except TimeoutError:
                continue

    async def _turn(self) -> float:
        """Do one turn; return the seconds until the next."""
        visit = self._visit(0)
        try:
            did = await self._db.write(lambda tx: turn(tx, visit, MOST))
        except StorageError as fault:
            log.warning("nothing was forgotten this time", error=str(fault))
            return REST
        if did.told or did.journeys or did.persons:
            self._wake()
            log.info(
                "what nobody touched", told=did.told, journeys=did.journeys, persons=did.persons
            )
        return SOON if did.full else await self._rest()

    async def _rest(self) -> float:
        """Nothing erased, here or by /forget, stays in the database's log for longer than this."""
        try:
            await self._db.fold()
        except StorageError as fault:
            log.warning("the database's log was not emptied", error=str(fault))
        return REST
