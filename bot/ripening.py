"""Due reminders go into the outbox, some people in each transaction.

A bug in what is planned for one person holds up nobody else: where a transaction fails, people are
seen to one by one for a while, and whoever fails alone is put aside for a day.
"""

import time
from collections.abc import Callable
from typing import Final

import structlog

from bot.actions import reminding
from bot.actions.view import Visit
from storage import Database, StorageError

log = structlog.get_logger(__name__)

TOGETHER: Final = 100
"""People who are seen to in one transaction."""
REST: Final = 60.0
"""Seconds to wait where even putting somebody aside has failed."""


class Ripening:
    """Lets ripen what is due. `visit` tells what a transaction needs to know, of nobody (0)."""

    def __init__(
        self,
        db: Database,
        visit: Callable[[int], Visit],
        *,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._db = db
        self._visit = visit
        self._monotonic = monotonic
        self._singly = 0
        self._rests_until = 0.0

    async def turn(self, now: int) -> bool:
        """See to some of those who are due by now; return whether there were any."""
        due = await self._db.read(reminding.next_due)
        if due is None or due > now or self._monotonic() < self._rests_until:
            return False
        most = 1 if self._singly else TOGETHER
        try:
            await self._db.write(lambda tx: reminding.ripen(tx, self._visit(0), most))
        except StorageError:
            raise
        except Exception:
            log.exception("reminders could not be seen to", people=most)
            await self._failed(most)
        else:
            self._singly = max(0, self._singly - 1)
        return True

    async def _failed(self, most: int) -> None:
        if most > 1:
            self._singly = TOGETHER
            return
        try:
            await self._db.write(lambda tx: reminding.put_aside(tx, self._visit(0)))
        except StorageError:
            raise
        except Exception:
            log.exception("somebody's reminders could not be put aside")
            self._rests_until = self._monotonic() + REST
