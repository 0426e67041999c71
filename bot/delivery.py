"""What the bot says unasked: out of the outbox, in each person's own line, at the messenger's pace.

The loop sleeps until something is due or it is woken. Due reminders go into the outbox
(`bot/ripening.py`), and rows of it out, by priority; a person's in their order. Words are made at
the moment of sending (`bot/actions/notices.py`). When the network fails, all of it waits; a
harmless call finds out whether it is back, and one message whether messages are taken.
"""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Final

import structlog
from aiogram.exceptions import AiogramError, TelegramBadRequest, TelegramRetryAfter

from bot.actions import sending
from bot.actions.letters import Copy, Letter
from bot.actions.view import Visit
from bot.cards import Cards
from bot.counts import Counts
from bot.mailboxes import Errand
from bot.outage import Outage, Ping
from bot.pace import Pace
from bot.pauses import Pauses
from bot.refusals import ChatNotFound, MayHaveBeenSent, NotSent, Unreachable
from bot.ripening import Ripening
from bot.stranded import Stranded, Unsettled
from storage import Database, Notice, StorageError, Tx

log = structlog.get_logger(__name__)

AT_ONCE: Final = 24
"""Messages on their way at the same time; more than enough for 30 a second."""
BATCH: Final = 4 * AT_ONCE
"""People whose next message is looked at: some may have had one this very second."""
LONGEST_SLEEP: Final = 60.0
"""Seconds until the outbox is looked into even if nobody woke the loop."""
HELD_UP: Final = 1.0
"""Seconds to wait for what is due behind something else of the same person's."""
DOUBTS: Final = 8
"""How often a hand-off is said of which nobody knows whether it came: that spans some hours."""
TRIES: Final = 5
"""Failures of its own after which a message is given up."""


class Delivery:
    """Sends what is due.

    `visit` tells what a transaction needs to know, of a person or (0) of nobody; `errand` puts work
    into a person's line, False: no more is taken; `ping` looks for the messenger.
    """

    def __init__(
        self,
        db: Database,
        cards: Cards,
        visit: Callable[[int], Visit],
        errand: Callable[[int, Errand], bool],
        *,
        pace: Pace,
        ping: Ping,
        pauses: Pauses | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._db = db
        self._cards = cards
        self._visit = visit
        self._errand = errand
        self._pace = pace
        self._pauses = pauses or Pauses(first=1.0, longest=300.0)
        self._doubts = replace(self._pauses, longest=6 * 60 * 60)
        self._outage = Outage(ping, self._pauses, monotonic)
        self._ripening = Ripening(db, visit, monotonic=monotonic)
        self._news = asyncio.Event()
        self._more = False
        self._busy: set[int] = set()
        self._stranded = Stranded(db, visit, self._later)
        self.counts = Counts()

    def wake(self) -> None:
        """Look into the outbox now: what was put down may have to go first."""
        self._more = True
        self._news.set()

    @property
    def is_down(self) -> bool:
        """Whether the messenger could not be reached the last time."""
        return bool(self._outage)

    @property
    def on_their_way(self) -> int:
        return len(self._busy)

    async def run(self) -> None:
        """Send what is due, sleep until the next is, and so on."""
        recovered = False
        while True:
            self._news.clear()
            try:
                if not recovered:
                    await self._recover()
                    recovered = True
                pause = await self._turn()
            except StorageError as fault:
                log.warning("the outbox cannot be read", error=str(fault))
                pause = LONGEST_SLEEP
            if pause > 0:
                with suppress(TimeoutError):
                    async with asyncio.timeout(pause):  # `wait_for` may lose a cancellation
                        await self._news.wait()

    async def next_due(self) -> int | None:
        """Return when something is due next (unix seconds)."""
        return await self._db.read(sending.next_due)

    async def _recover(self) -> None:
        """Settle what was on its way at the last end: together, or one by one around a bug."""
        claimed = await self._db.read(lambda tx: tx.outbox.claimed())
        if claimed:
            log.info("messages were on their way at the last end", messages=len(claimed))
        try:
            await self._db.write(lambda tx: sending.recover(tx, self._visit(0)))
        except StorageError:
            raise
        except Exception:
            log.exception("they could not be settled together")
            for notice in claimed:
                self._busy.add(notice.person_id)
                self._stranded.add(notice)

    async def _turn(self) -> float:
        """Start what can be sent now; return the seconds until there may be more to do."""
        await self._stranded.free(self._busy.discard)
        if wait := self._pace.held or await self._outage.lasts():
            return wait
        now, self._more = self._visit(0).now, False
        ripened = await self._ripening.turn(now)
        waits = await self._send(now)
        if ripened or 0.0 in waits:
            return 0.0
        if len(self._busy) >= AT_ONCE:
            return LONGEST_SLEEP
        due = await self.next_due()
        pause = LONGEST_SLEEP if due is None else min(max(HELD_UP, due - now), LONGEST_SLEEP)
        return min([pause, *waits])

    async def _send(self, now: int) -> list[float]:
        """Start what is due until more is put down; return how long each waits, 0: not at all."""
        batch = await self._db.read(lambda tx: tx.outbox.due(now, BATCH))
        waits: list[float] = []
        for notice in batch:
            if len(self._busy) >= AT_ONCE or waits.count(0.0) >= AT_ONCE:
                break
            if notice.person_id not in self._busy:
                waits.append(await self._start(notice))
                if self._more:
                    break
        return waits

    async def _start(self, notice: Notice) -> float:
        """Wait for room on the line and send; return the seconds to wait where there is none."""
        person = notice.person_id
        if self._outage.holds:
            return self._outage.wait
        if self._outage.tries and self._busy:
            return HELD_UP
        if (wait := self._pace.room(person)) or (wait := self._pace.held):
            return wait
        await self._pace.turn(person)
        self._busy.add(person)
        if not self._errand(person, partial(self._work, notice)):
            self._busy.discard(person)
            return 1.0
        return 0.0

    async def _work(self, notice: Notice) -> None:
        """In the person's turn: whatever one message meets, the others go out."""
        settled, bug = False, None
        try:
            await self._deliver(notice)
            settled = True
        except (StorageError, Unsettled) as fault:
            bug = fault if isinstance(fault, Unsettled) else None
            log.error(  # noqa: TRY400 - of a storage that fails, what was tried is known
                "a message could not be seen to", kind=notice.kind, error=str(fault), exc_info=bug
            )
            self.counts.failed += 1
        finally:
            if settled:
                self._busy.discard(notice.person_id)
            else:
                self._stranded.add(notice, is_out=bug is not None)
            self._news.set()

    async def _deliver(self, notice: Notice) -> None:
        visit = self._visit(notice.person_id)
        try:
            letter = await self._db.write(lambda tx: sending.take(tx, visit, notice))
            if letter is None:
                self.counts.dropped += 1
            else:
                await self._say(visit, notice, letter)
                self.counts.sent += 1
                self._outage.end()
        except TelegramRetryAfter as flood:
            log.warning("the messenger asks for a pause", seconds=flood.retry_after)
            self._outage.end()
            await self._release(notice)
        except NotSent as fault:
            log.warning("a message was not taken", kind=notice.kind, error=str(fault))
            self._outage.begin()
            await self._release(notice)
        except MayHaveBeenSent as fault:
            await self._doubt(visit, notice, fault)
        except Unreachable as fault:
            self._outage.end()
            await self._refused(visit, notice, fault)
        except TelegramBadRequest as fault:
            self._outage.end()
            await self._drop(notice, fault)
        except (StorageError, Unsettled):
            raise
        except Exception as fault:  # noqa: BLE001 - a bug in one message is its own affair
            await self._failed(notice, fault)

    async def _say(self, visit: Visit, notice: Notice, letter: Letter | Copy) -> None:
        """Send it; that it is out is stored together with where the card is now."""
        person, out = notice.person_id, False

        def done(tx: Tx) -> None:
            nonlocal out
            out = True
            sending.settle(tx, visit, notice, letter)

        try:
            if isinstance(letter, Copy):
                await self._cards.copy(person, letter, also=done)
            elif letter.silent:
                await self._cards.redraw(person, letter.view, letter.view.card)
                await self._db.write(done)
            else:
                await self._cards.send(person, letter.view, hushed=letter.hushed, also=done)
        except Exception as fault:
            if out and not isinstance(fault, StorageError):
                raise Unsettled(type(fault).__name__) from fault
            raise

    async def _release(self, notice: Notice) -> None:
        """It was not sent: it keeps its place."""
        await self._db.write(lambda tx: tx.outbox.postpone(notice, notice.due_at))

    async def _doubt(self, visit: Visit, notice: Notice, fault: Exception) -> None:
        log.warning("a message may have been sent", kind=notice.kind, error=str(fault))
        self.counts.uncertain += 1
        self._outage.begin()
        if notice.tries + 1 >= DOUBTS:
            log.error("a message is given up: it may have been sent each time", kind=notice.kind)
            self.counts.failed += 1
            await self._over(notice)
            return
        due = self._visit(0).now + round(self._doubts.after(1 + 2 * notice.tries)) + 1
        await self._db.write(lambda tx: sending.uncertain(tx, visit, notice, due))

    async def _refused(self, visit: Visit, notice: Notice, fault: Unreachable) -> None:
        if isinstance(fault, ChatNotFound):
            await self._drop(notice, fault)
            return
        gone = await self._db.write(lambda tx: sending.lost(tx, visit, notice.person_id))
        self.counts.blocked += 1
        log.info("somebody cannot be reached, their messages are dropped", dropped=gone)

    async def _drop(self, notice: Notice, fault: Exception) -> None:
        """What the messenger does not take is no better the second time."""
        log.error("a message was refused", kind=notice.kind, error=type(fault).__name__)
        self.counts.failed += 1
        await self._over(notice)

    async def _over(self, notice: Notice) -> None:
        visit = self._visit(notice.person_id)
        await self._db.write(lambda tx: sending.over(tx, visit, notice))

    async def _failed(self, notice: Notice, fault: Exception) -> None:
        """Try later what this program failed at; what fails always is given up."""
        known = isinstance(fault, AiogramError)
        log.error("a message failed", kind=notice.kind, exc_info=None if known else fault)
        self.counts.failed += 1
        if notice.tries + 1 >= TRIES:
            log.error("a message is given up", kind=notice.kind)
            await self._over(notice)
            return
        due = self._later(notice.tries + 3)
        await self._db.write(lambda tx: tx.outbox.postpone(notice, due, failed=True))

    def _later(self, tries: int) -> int:
        """Return when to try again after so many failures."""
        return self._visit(0).now + round(self._pauses.after(tries)) + 1
