"""One mailbox a person, emptied in order; different people in parallel."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final, TypeAlias, cast

import structlog
from aiogram import Bot, Dispatcher
from aiogram.types import Update
from pydantic import ValidationError

from bot.failures import AGAIN
from bot.taps import Taps
from bot.trim import Raw, sender, trim

log = structlog.get_logger(__name__)

Errand: TypeAlias = Callable[[], Awaitable[None]]
"""Something else to be done in a person's turn."""
ALLOWED: Final = ("message", "edited_message", "callback_query", "my_chat_member")
"""Kinds of updates that there is a handler for."""
MAILBOX: Final = 100
"""Updates that may wait for one person; a flood beyond it is dropped."""
BACKLOG: Final = 5_000
"""Updates that may wait altogether before no more are taken."""
AT_ONCE: Final = 64
"""People whose updates are handled at the same time; errands come on top."""
_HANDLED: Final = frozenset(ALLOWED)


def _nobody(_update: Raw) -> None:
    """Stand for nobody who would make up for it."""


class Mailboxes:
    """Updates by person. `put` never waits; as many workers run as there are people to serve.

    A person has a box only while something of theirs waits or is in hand. After one update the
    worker turns to whoever has waited longest, so one person's hundred does not delay others.
    """

    def __init__(
        self,
        dispatcher: Dispatcher,
        bot: Bot,
        data: Mapping[str, Any] | None = None,
        *,
        mailbox: int = MAILBOX,
        backlog: int = BACKLOG,
        at_once: int = AT_ONCE,
    ) -> None:
        self._dispatcher = dispatcher
        self._bot = bot
        self._context = {"bot": bot}
        self._taps = Taps(self._context)
        self._data = data or {}
        self._mailbox, self._backlog, self._at_once = mailbox, backlog, at_once
        self._boxes: dict[int, deque[Raw | Errand]] = {}
        self._ready: deque[int] = deque()
        self._in_hand: dict[int, Raw | Errand] = {}
        self._workers: set[asyncio.Task[None]] = set()
        self._dropped: dict[int, int] = {}
        self._waiting = 0
        self._errands = 0
        self._closed = False
        self._room = asyncio.Event()
        self._room.set()
        self.unanswered: Callable[[Raw], None] = _nobody
        """Is given an update whose answer was lost on the way."""
        self.dropped = 0
        """Updates dropped since the start, because one person sent too many."""

    def waiting(self, person_id: int) -> int:
        """Return how many more messages of that person wait, without the one in hand."""
        box = self._boxes.get(person_id, ())
        return sum(isinstance(one, dict) and "callback_query" not in one for one in box)

    def put(self, update: Raw) -> bool:
        """Take an update in. False: it was not taken (stopping, or too many wait), ask again.

        Kinds that nothing handles are over with at once: the messenger may still hold some that
        were asked for in earlier times.
        """
        if self._closed or self._waiting >= self._backlog:
            return False
        if not _HANDLED.intersection(update) or "update_id" not in update:
            return True
        person = sender(update)
        if len(self._boxes.get(person, ())) >= self._mailbox:
            self._drop(person)
            return True
        self._add(person, update)
        return True

    def errand(self, person: int, work: Errand) -> bool:
        """Have something done in the person's turn; False when no more is taken.

        It takes no place from those whose updates wait: whoever has errands done knows how many.
        """
        if self._closed:
            return False
        self._errands += 1
        self._add(person, work)
        return True

    def _add(self, person: int, one: Raw | Errand) -> None:
        box = self._boxes.get(person)
        if box is None:
            self._boxes[person] = deque((one,))
            self._ready.append(person)
            if len(self._workers) < self._at_once + self._errands:
                self._start_worker()
        else:
            box.append(one)
        self._waiting += 1
        if self._waiting >= self._backlog:
            self._room.clear()

    async def has_room(self) -> None:
        """Wait until an update can be put in."""
        await self._room.wait()

    async def finish(self, grace: float) -> list[int]:
        """Take no more; finish what is there within `grace` seconds. Return the ids of the rest."""
        self._closed = True
        self._room.set()
        workers = set(self._workers)
        if workers:
            await asyncio.wait(workers, timeout=grace)
        left = [*self._in_hand.values(), *(one for box in self._boxes.values() for one in box)]
        for box in self._boxes.values():
            box.clear()
        self._ready.clear()
        late = {worker for worker in workers if not worker.done()}
        for worker in late:
            worker.cancel()
        if late:
            await asyncio.wait(late, timeout=1)
        return [one["update_id"] for one in left if isinstance(one, dict)]

    def _start_worker(self) -> None:
        worker = asyncio.get_running_loop().create_task(self._work(), name="mailboxes")
        self._workers.add(worker)

    def _drop(self, person: int) -> None:
        self.dropped += 1
        self._dropped[person] = self._dropped.get(person, 0) + 1
        if self._dropped[person] == 1:
            log.warning("one person sends too much, the newest is dropped", kept=self._mailbox)

    async def _work(self) -> None:
        """Serve whoever is ready until nobody is, then leave in that same moment.

        Between the last look and leaving nothing else may run: `put` counts on those it sees.
        """
        try:
            while self._ready:
                await self._serve(self._ready.popleft())
        finally:
            self._workers.discard(cast("asyncio.Task[None]", asyncio.current_task()))

    async def _serve(self, person: int) -> None:
        """Handle one update of a person; the person is ready again if there is another."""
        box = self._boxes[person]
        one = self._in_hand[person] = box.popleft()
        self._waiting -= 1
        if not self._room.is_set() and self._waiting < self._backlog:
            self._room.set()
        try:
            await (self._handle(one) if isinstance(one, dict) else _run(one))
        finally:
            del self._in_hand[person]
            self._errands -= not isinstance(one, dict)
        if box:
            self._ready.append(person)
            return
        del self._boxes[person]
        if self._dropped and (dropped := self._dropped.pop(person, 0)):
            log.info("one person's flood is over", dropped=dropped)

    def _read(self, raw: Raw) -> Update:
        found = self._taps.read(raw)
        return found or Update.model_validate(raw, context=self._context)

    async def _handle(self, raw: Raw) -> None:
        """Whatever an update does, the next one is handled."""
        number = raw["update_id"]
        try:
            update = self._read(trim(raw))
        except ValidationError as error:
            # Only where and what kind: an error's own text repeats what a person wrote.
            faults = [(*fault["loc"], fault["type"]) for fault in error.errors(include_input=False)]
            log.error("an update does not fit", update_id=number, faults=faults[:3])  # noqa: TRY400
            return
        try:
            if await self._dispatcher.feed_update(self._bot, update, **self._data) is AGAIN:
                self.unanswered(raw)
        except asyncio.CancelledError:
            if _ending():
                raise
            log.warning("an update was given up", update_id=number)
        except Exception:
            log.exception("an update was not handled", update_id=number)


async def _run(work: Errand) -> None:
    """Whatever an errand does, the person's next one is done."""
    try:
        await work()
    except asyncio.CancelledError:
        if _ending():
            raise
        log.warning("an errand was given up")
    except Exception:
        log.exception("an errand failed")


def _ending() -> bool:
    """Whether this worker is asked to end; otherwise being cancelled is a handler's own affair."""
    task = asyncio.current_task()
    return task is None or bool(task.cancelling())
