"""Incoming updates: fetched by long polling or put in by the webhook, handled from mailboxes.

What is confirmed to Telegram, and when: `getUpdates` confirms all updates below its offset, and the
offset moves on when a batch is in the mailboxes, so that a slow person holds up nobody else. From
then on the program answers for them: `stop` takes no more, and finishes what is in the mailboxes
before it returns. What no later `getUpdates` has confirmed by then is confirmed in the end, up to
the first that was left; what Telegram sends a second time is known to the database. Only a program
that is killed loses the updates of that moment, and every next tap repairs what a person sees. When
too many wait, no more are fetched: Telegram keeps them for a day.
"""

import asyncio
import time
from collections.abc import Callable, Mapping
from typing import Any, Final, cast

import structlog
from aiogram import Bot, Dispatcher
from aiogram.exceptions import (
    AiogramError,
    TelegramAPIError,
    TelegramConflictError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.methods import DeleteWebhook, GetUpdates

from bot.mailboxes import ALLOWED, Errand, Mailboxes
from bot.pauses import Pauses, Sleep
from bot.trim import Raw

__all__ = ["ALLOWED", "BadToken", "Intake"]

log = structlog.get_logger(__name__)

LONG_POLL: Final = 50
"""Seconds that Telegram holds a request open while there is nothing to say."""
SLACK: Final = 15
"""Seconds on top, after which the connection counts as dead."""
BATCH: Final = 100


class BadToken(Exception):
    """Telegram does not know the token: nothing will change that but another token."""


class Intake:
    """Takes updates in and has them handled, until `stop`.

    `data` is given to every handler. `sleep` and `monotonic` (seconds) are for tests, and the
    mailboxes, to make them small.
    """

    def __init__(
        self,
        dispatcher: Dispatcher,
        bot: Bot,
        *,
        data: Mapping[str, Any] | None = None,
        mailboxes: Mailboxes | None = None,
        sleep: Sleep = asyncio.sleep,
        monotonic: Callable[[], float] = time.monotonic,
        pauses: Pauses | None = None,
    ) -> None:
        self._bot = bot
        self._boxes = mailboxes or Mailboxes(dispatcher, bot, data)
        self._sleep = sleep
        self._monotonic = monotonic
        self._pauses = pauses or Pauses(first=1.0)
        self._offset = 0
        self._failures = 0
        self._lost_since = 0.0
        self._said = ""
        self._stopping = asyncio.Event()
        self._turning: asyncio.Task[None] | None = None
        self.stopped = asyncio.Event()
        """Set when `stop` is through: nothing is in hand any more."""

    def put(self, update: Raw) -> bool:
        """Take in an update from elsewhere; False asks for it to be sent again later."""
        return self._boxes.put(update)

    @property
    def fetching(self) -> bool:
        """Whether updates come in: the last request for them was answered, and none is refused."""
        return not self._failures and not self._stopping.is_set()

    def errand(self, person: int, work: Errand) -> bool:
        """Have something done in the person's turn; False when no more is taken."""
        return self._boxes.errand(person, work)

    def waiting(self, person_id: int) -> int:
        """Return how many more messages of that person wait, without the one in hand."""
        return self._boxes.waiting(person_id)

    def on_unanswered(self, owe: Callable[[Raw], None]) -> None:
        """Have `owe` called with each update whose answer was lost on the way."""
        self._boxes.unanswered = owe

    async def poll(self) -> None:
        """Fetch updates until `stop` is through. Raises `BadToken`; any other trouble passes."""
        while not self._stopping.is_set():
            try:
                self._turning = asyncio.get_running_loop().create_task(self._turn(), name="intake")
                await self._turning
            except asyncio.CancelledError:
                if not self._stopping.is_set() or _asked_to_end():
                    raise
        await self.stopped.wait()

    async def stop(self, grace: float = 10.0) -> int:
        """Fetch no more, finish what was taken in within `grace` seconds, return what was left."""
        self._stopping.set()
        if self._turning is not None:
            self._turning.cancel()
        left = await self._boxes.finish(grace)
        if left:
            log.warning("stopped before everything was handled", left=len(left))
        if self._offset:
            await self._confirm(min([self._offset, *left]))
        self.stopped.set()
        return len(left)

    async def _turn(self) -> None:
        """One request and what came of it."""
        await self._boxes.has_room()
        try:
            batch = await self._fetch(self._offset or None, LONG_POLL)
        except (TelegramUnauthorizedError, TelegramNotFound) as error:
            raise BadToken(type(error).__name__) from None
        except TelegramRetryAfter as error:
            await self._sleep(error.retry_after)
        except AiogramError as error:
            await self._fail(error)
        else:
            self._recover()
            for update in batch:
                while not self._boxes.put(update):
                    if self._stopping.is_set():
                        return
                    await self._boxes.has_room()
                self._offset = update["update_id"] + 1

    async def _fetch(self, offset: int | None, timeout: int) -> list[Raw]:  # noqa: ASYNC109
        method = GetUpdates(
            offset=offset, timeout=timeout, limit=BATCH, allowed_updates=list(ALLOWED)
        )
        # The lean session leaves updates as they came.
        return cast("list[Raw]", await self._bot(method, request_timeout=timeout + SLACK))

    async def _fail(self, error: AiogramError) -> None:
        """Say what is wrong, once as long as it stays the same, and wait a little longer."""
        self._failures += 1
        if self._failures == 1:
            self._lost_since = self._monotonic()
        trouble = _trouble(error)
        if trouble != self._said:
            self._said = trouble
            reason = error.message if isinstance(error, TelegramAPIError) else ""
            log.warning(trouble, error=type(error).__name__, reason=reason)
        if trouble == WEBHOOK_SET:
            try:
                await self._bot(DeleteWebhook(drop_pending_updates=False))
            except AiogramError:
                log.warning("the webhook was not removed, trying again")
        await self._sleep(self._pauses.after(self._failures))

    def _recover(self) -> None:
        if self._failures:
            seconds = round(self._monotonic() - self._lost_since)
            log.info("updates come again", after_seconds=seconds, tries=self._failures)
        self._failures, self._said = 0, ""

    async def _confirm(self, offset: int) -> None:
        try:
            await self._bot(
                GetUpdates(offset=offset, timeout=0, limit=1, allowed_updates=list(ALLOWED)),
                request_timeout=5,
            )
        except AiogramError as error:
            log.info("the last updates will come again", error=type(error).__name__)


NO_ANSWER: Final = "no updates from Telegram, trying again until they come"
OTHER_COPY: Final = "another copy of the bot is running with this token, updates go to one of them"
WEBHOOK_SET: Final = "a webhook is set, it is removed so that updates can be fetched"


def _trouble(error: AiogramError) -> str:
    if not isinstance(error, TelegramConflictError):
        return NO_ANSWER
    return WEBHOOK_SET if "webhook" in error.message.lower() else OTHER_COPY


def _asked_to_end() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
