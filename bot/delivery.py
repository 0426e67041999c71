"""What the bot says unasked: out of the outbox, in each person's own line, until it is said.

A row is deleted when its message is out; whatever ends the program in between, it is said again,
so each is worded to be safe to see twice. Words are made at the moment of sending
(`bot/actions/notices.py`).
"""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Final

import structlog
from aiogram.exceptions import AiogramError, TelegramBadRequest

from bot.actions.notices import Later, Letter, compose
from bot.actions.view import Visit
from bot.cards import Cards
from bot.mailboxes import Errand
from bot.pauses import Pauses
from bot.refusals import MayHaveBeenSent, Unreachable
from storage import Database, Notice, StorageError, Tx

log = structlog.get_logger(__name__)

BATCH: Final = 50
LONGEST_SLEEP: Final = 60.0
"""Seconds until the outbox is looked into even if nobody woke the loop."""
TRIES: Final = 100
"""Failures in a row after which a message is given up: some two days without the messenger."""


class Delivery:
    """Sends what is due.

    `visit` tells what a transaction needs to know; `errand` puts work into a person's line, False
    says that no more is taken.
    """

    def __init__(
        self,
        db: Database,
        cards: Cards,
        visit: Callable[[int], Visit],
        errand: Callable[[int, Errand], bool],
        *,
        pauses: Pauses | None = None,
    ) -> None:
        self._db = db
        self._cards = cards
        self._visit = visit
        self._errand = errand
        self._pauses = pauses or Pauses(first=5.0, longest=1800.0)
        self._news = asyncio.Event()

    def wake(self) -> None:
        """Look into the outbox now."""
        self._news.set()

    async def run(self) -> None:
        """Send what is due, sleep until the next is, and so on."""
        while True:
            self._news.clear()
            try:
                pause = await self._turn()
            except StorageError as fault:
                log.warning("the outbox cannot be read", error=str(fault))
                pause = LONGEST_SLEEP
            try:
                async with asyncio.timeout(pause):
                    await self._news.wait()
            except TimeoutError:
                continue

    async def next_due(self) -> int | None:
        """Return when the next row is due (unix seconds)."""
        return await self._db.read(lambda tx: tx.outbox.next_due())

    async def _turn(self) -> float:
        """Send one batch; return the seconds until there is more to do."""
        now = self._visit(0).now
        batch = await self._db.read(lambda tx: tx.outbox.due(now, BATCH))
        await asyncio.gather(*(self._in_line(notice) for notice in batch))
        if batch:
            return 0.0
        due = await self.next_due()
        return LONGEST_SLEEP if due is None else min(max(0.0, due - now), LONGEST_SLEEP)

    async def _in_line(self, notice: Notice) -> None:
        """Wait for the person's turn, so that nothing of theirs is crossed."""
        said = asyncio.get_running_loop().create_future()

        async def work() -> None:
            try:
                await self._deliver(notice)
            finally:
                if not said.done():
                    said.set_result(None)

        if self._errand(notice.person_id, work):
            await said
        else:
            await asyncio.sleep(1)

    async def _deliver(self, notice: Notice) -> None:
        """Whatever one message meets, the others go out."""
        try:
            await self._send(notice)
        except Unreachable:
            gone = await self._db.write(lambda tx: tx.outbox.drop_all(notice.person_id))
            log.info("somebody cannot be reached, their notices are dropped", dropped=gone)
        except (TelegramBadRequest, StorageError) as fault:
            log.error("a notice was refused", kind=notice.kind, error=type(fault).__name__)  # noqa: TRY400 - its text may quote a person
            await self._again(notice)
        except (AiogramError, MayHaveBeenSent) as fault:
            log.warning(
                "a notice did not get through", kind=notice.kind, error=type(fault).__name__
            )
            await self._again(notice)
        except Exception:
            log.exception("a notice failed", kind=notice.kind)
            await self._again(notice)

    async def _again(self, notice: Notice) -> None:
        """Try later; what fails for hours is given up."""
        if notice.tries + 1 >= TRIES:
            log.error("a notice is given up", kind=notice.kind)
            await self._db.write(lambda tx: tx.outbox.done(notice))
            return
        due = self._visit(0).now + round(self._pauses.after(notice.tries + 1)) + 1
        await self._db.write(lambda tx: tx.outbox.postpone(notice, due, failed=True))

    async def _send(self, notice: Notice) -> None:
        visit = self._visit(notice.person_id)
        answer = await self._db.read(lambda tx: compose(tx, visit, notice))
        if isinstance(answer, Later):
            at = answer.at
            await self._db.write(lambda tx: tx.outbox.postpone(notice, at))
            return
        if answer is not None:
            view = answer.view
            if answer.silent:
                await self._cards.redraw(notice.person_id, view, view.card)
            else:
                await self._cards.send(notice.person_id, view)
        await self._db.write(partial(_settle, notice=notice, letter=answer, now=visit.now))


def _settle(tx: Tx, *, notice: Notice, letter: Letter | None, now: int) -> None:
    """Remember that it was said."""
    if letter and letter.told:
        tx.staff.told(letter.told, now)
    if letter and letter.again:
        tx.outbox.postpone(notice, letter.again)
    else:
        tx.outbox.done(notice)
