"""Broadcasts on their way: people are taken in portions, so that a pause or a stop comes at once.

A message lies in the outbox only shortly before it goes: what is not taken yet waits in the segment
itself, as the database has it. The author's bar is kept up to date every few seconds.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Final

import structlog
from aiogram.exceptions import TelegramAPIError

from bot.actions.operator import portions
from bot.actions.operator.portions import Turn
from bot.actions.view import Visit
from bot.gateway import Gateway
from bot.refusals import MayHaveBeenSent, NotSent, Unreachable
from bot.render import Renderer
from flows.operator.casting import progress
from storage import Database, StorageError

log = structlog.get_logger(__name__)
EVERY: Final = 1.0
"""Seconds between two portions while one is on its way."""
IDLE: Final = 5.0
"""Seconds between two looks whether one is to begin."""
BAR: Final = 4.0
"""Seconds between two changes of an author's bar: Telegram lets a message change only so often."""


class Casting:
    """Takes people; `wake` has the outbox looked at."""

    def __init__(
        self,
        db: Database,
        gateway: Gateway,
        renderer: Renderer,
        visit: Callable[[int], Visit],
        wake: Callable[[], None],
    ) -> None:
        self._db = db
        self._gateway = gateway
        self._renderer = renderer
        self._visit = visit
        self._wake = wake
        self._shown: dict[int, tuple[float, str]] = {}

    async def run(self) -> None:
        while True:
            busy = False
            try:
                busy = await self.turn()
            except StorageError as fault:
                log.warning("broadcasts were not looked at", error=str(fault))
            await asyncio.sleep(EVERY if busy else IDLE)

    async def turn(self) -> bool:
        """Take the next portion of each; return whether any is on its way."""
        turns = await self._db.write(lambda tx: portions.turns(tx, self._visit(0)))
        if any(one.put for one in turns):
            self._wake()
        for one in turns:
            with suppress(TelegramAPIError, NotSent, MayHaveBeenSent, Unreachable):
                await self._show(one)
        return bool(turns)

    async def _show(self, one: Turn) -> None:
        """Bring the author's bar up to date, not too often."""
        rendered = self._renderer.message(progress(one.casting), one.language)
        now = asyncio.get_running_loop().time()
        shown, words = self._shown.get(one.casting.cast_id, (0.0, ""))
        over = one.casting.status != "running"
        if words == rendered.text or (now - shown < BAR and not over):
            return
        self._shown[one.casting.cast_id] = (now, rendered.text)
        if one.bar and await self._gateway.edit(one.author, one.bar, rendered):
            return
        sent = await self._gateway.send(one.author, rendered, silent=True)
        cast_id, author = one.casting.cast_id, one.author
        await self._db.write(lambda tx: portions.shown(tx, author, cast_id, sent))
        if over:
            self._shown.pop(cast_id, None)
