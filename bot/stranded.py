"""Messages that may be out and of which that could not be stored: settled as after a crash.

Until then nothing else is sent to their persons, so that nobody hears anything out of order.
"""

from collections.abc import Callable
from functools import partial
from typing import Final

import structlog

from bot.actions import sending
from bot.actions.view import Visit
from storage import Database, Notice, StorageError, Tx

log = structlog.get_logger(__name__)

TRIES: Final = 5
"""How often a message that is out and cannot be noted may be said before it is given up."""


class Unsettled(Exception):
    """A message is out, and a bug of this program kept that from being stored."""


class Stranded:
    """Keeps them. `later` tells when to say again what has failed so often (unix seconds)."""

    def __init__(
        self, db: Database, visit: Callable[[int], Visit], later: Callable[[int], int]
    ) -> None:
        self._db = db
        self._visit = visit
        self._later = later
        self._rows: list[tuple[Notice, bool]] = []

    def add(self, notice: Notice, *, is_out: bool = False) -> None:
        """Take one in; `is_out`: it has been said, there is no doubt about that."""
        self._rows.append((notice, is_out))

    async def free(self, let_go: Callable[[int], object]) -> None:
        """See to all of them, and let each of their persons go. Raises `StorageError`."""
        while self._rows:
            notice, is_out = self._rows[0]
            try:
                await self._db.write(self._settling(notice, is_out=is_out))
            except StorageError:
                raise
            except Exception:
                log.exception("a message cannot be settled, it is given up", kind=notice.kind)
                await self._db.write(partial(_forget, notice=notice))
            del self._rows[0]
            let_go(notice.person_id)

    def _settling(self, notice: Notice, *, is_out: bool) -> Callable[[Tx], None]:
        visit = self._visit(notice.person_id)
        if is_out and notice.tries + 1 >= TRIES:
            return partial(sending.over, visit=visit, notice=notice)
        due = self._later(notice.tries + 1)
        return partial(sending.stranded, visit=visit, notice=notice, due=due)


def _forget(tx: Tx, notice: Notice) -> None:
    tx.outbox.done(notice)
