"""The one place for outgoing calls: it knows what may be tried again and what must not be.

A flood wait holds up only its caller, and all that is said unasked. When the network fails, it
matters whether Telegram can have seen the request: what changes nothing the second time (edit,
delete, answer) is tried again, and of a message whose answer was lost its caller is told
(`MayHaveBeenSent`). What is said unasked (`aside`) is not tried again here at all: its queue knows
better when.
"""

import asyncio
from collections.abc import Sequence
from typing import Final, TypeAlias, TypeVar

import structlog
from aiogram import Bot
from aiogram.enums import ParseMode
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import (
    AnswerCallbackQuery,
    DeleteMessage,
    EditMessageReplyMarkup,
    EditMessageText,
    GetMe,
    SendMessage,
    TelegramMethod,
)
from aiogram.types import LinkPreviewOptions

from bot import introduction
from bot.copies import copied
from bot.gateway_files import Files
from bot.introduction import Profile
from bot.pace import Pace
from bot.pauses import Pauses, Sleep
from bot.refusals import (
    ABSENT,
    GONE,
    OLD_QUERY,
    UNCHANGED,
    ChatNotFound,
    MayHaveBeenSent,
    NotSent,
    Unreachable,
    nobody_there,
    says,
    told_apart,
)
from bot.render import Rendered, replying
from bot.session import NotConnected

__all__ = ["ChatNotFound", "Gateway", "MayHaveBeenSent", "NotSent", "Profile", "Unreachable"]

log = structlog.get_logger(__name__)
T = TypeVar("T")
Lost: TypeAlias = TelegramNetworkError | TelegramServerError | ClientDecodeError

FLOOD_PATIENCE: Final = 60
"""Seconds that one call waits altogether when Telegram asks for a pause."""
TRIES: Final = 5
NO_PREVIEW: Final = LinkPreviewOptions(
    is_disabled=True, prefer_small_media=None, prefer_large_media=None, show_above_text=None
)

FAILING: Final = (
    ClientDecodeError, TelegramNetworkError, TelegramRetryAfter, TelegramServerError,
)  # fmt: skip
"""The network or the messenger fails, not the request."""

_EDIT: Final = EditMessageText(
    chat_id=0,
    message_id=0,
    text="",
    parse_mode=ParseMode.HTML,
    link_preview_options=NO_PREVIEW,
)
_ANSWER: Final = AnswerCallbackQuery(callback_query_id="")


class Gateway(Files):
    """Outgoing calls. `sleep` takes seconds; tests give one that does not wait."""

    def __init__(
        self,
        bot: Bot,
        *,
        sleep: Sleep = asyncio.sleep,
        pauses: Pauses | None = None,
        pace: Pace | None = None,
        unasked: bool = False,
    ) -> None:
        self._bot = bot
        self._sleep = sleep
        self._pauses = pauses or Pauses(longest=8.0)
        self._unasked = unasked
        self._name = ""
        self.pace = pace or Pace()

    def aside(self) -> "Gateway":
        """Return the gateway of what is said unasked: it waits for nothing and tries nothing twice.

        Who uses it has waited for `pace.turn`. It raises `TelegramRetryAfter`, `NotSent` or
        `MayHaveBeenSent` at once.
        """
        return Gateway(
            self._bot, sleep=self._sleep, pauses=self._pauses, pace=self.pace, unasked=True
        )

    async def send(
        self, chat_id: int, rendered: Rendered, *, silent: bool = False, topic: int | None = None
    ) -> int:
        """Send a message, perhaps into a topic; return its id.

        Raises `Unreachable` or `MayHaveBeenSent`.
        """
        method = SendMessage(
            chat_id=chat_id,
            text=rendered.text,
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
            reply_markup=rendered.keyboard,
            disable_notification=silent or None,
            reply_parameters=replying(rendered.reply_to),
            message_thread_id=topic,
        )
        return (await self._call(method, chat_id, again=False)).message_id

    async def edit(self, chat_id: int, message_id: int, rendered: Rendered) -> bool:
        """Return False when that message cannot be edited any more."""
        method = copied(
            _EDIT,
            chat_id=chat_id,
            message_id=message_id,
            text=rendered.text,
            reply_markup=rendered.keyboard,
        )
        try:
            await self._call(method, chat_id)
        except TelegramBadRequest as error:
            if says(error, UNCHANGED):
                return True
            if says(error, GONE):
                return False
            raise
        return True

    async def strip(self, chat_id: int, message_id: int) -> None:
        """Take the buttons off a message, where it is still there and has any.

        It comes after a message that is out. If it fails, nobody is worse off: an old button says
        that it is old.
        """
        method = EditMessageReplyMarkup(chat_id=chat_id, message_id=message_id)
        try:
            await self._call(method, chat_id)
        except (*FAILING, NotSent, Unreachable) as error:
            log.debug("an old card keeps its buttons", error=type(error).__name__)
        except TelegramBadRequest as error:
            if not says(error, UNCHANGED + GONE):
                raise

    async def delete(self, chat_id: int, message_id: int) -> bool:
        """Return whether the message is gone; False when it may not be deleted (any more)."""
        try:
            await self._call(DeleteMessage(chat_id=chat_id, message_id=message_id), chat_id)
        except TelegramBadRequest as error:
            if says(error, ABSENT):
                return True
            if says(error, GONE):
                return False
            raise
        return True

    async def answer(self, query_id: str, text: str = "", *, alert: bool = False) -> None:
        """End the waiting of a tapped button. Plain text, 200 characters at most.

        An answer that comes too late for the messenger harms nobody.
        """
        method = copied(
            _ANSWER, callback_query_id=query_id, text=text or None, show_alert=alert or None
        )
        try:
            await self._call(method)
        except Unreachable:
            return
        except TelegramBadRequest as error:
            if not says(error, OLD_QUERY):
                raise

    async def answers(self) -> bool:
        """Whether the messenger is there: asked before anything is risked after a failure."""
        try:
            await self._bot(GetMe())
        except (TelegramAPIError, ClientDecodeError):
            return False
        return True

    async def me(self) -> str:
        """Return the bot's username, asked for once."""
        if not self._name:
            self._name = (await self._call(GetMe())).username or ""
        return self._name

    async def introduce(self, profiles: Sequence[Profile]) -> bool:
        """Bring commands, descriptions and the menu button up to date; return whether they are.

        The bot works without: trouble is only logged.
        """
        try:
            await introduction.introduce(self._call, profiles)
        except (TelegramAPIError, ClientDecodeError, Unreachable) as error:
            log.warning("the bot's profile was not updated", error=type(error).__name__)
            return False
        return True

    async def menu(self, person: int, commands: Sequence[tuple[str, str]]) -> None:
        """Give a person's chat a command menu of its own; without commands, the common one."""
        await introduction.own_commands(lambda method: self._call(method, person), person, commands)

    async def _call(self, method: TelegramMethod[T], chat_id: int = 0, *, again: bool = True) -> T:
        """Call, and call anew where that is safe; `again` where a second time changes nothing."""
        flooded = failures = 0
        if not again and not self._unasked and (wait := self.pace.reply(chat_id)):
            await self._sleep(wait)
        while True:
            try:
                return await self._bot(method)
            except TelegramRetryAfter as error:
                flooded += error.retry_after
                self.pace.hold(error.retry_after)
                if self._unasked or flooded > FLOOD_PATIENCE:
                    raise
                pause = float(error.retry_after)
            except (TelegramForbiddenError, TelegramBadRequest) as error:
                raise told_apart(error, chat_id) from None
            except TelegramEntityTooLarge:
                raise  # aiogram counts it as a network error
            except (TelegramNetworkError, TelegramServerError, ClientDecodeError) as error:
                failures += 1
                self._give_up(error, again=again, failures=failures)
                pause = self._pauses.after(failures)
            await self._sleep(pause)

    def _give_up(self, error: Lost, *, again: bool, failures: int) -> None:
        """Raise what the caller is told, unless the call is to be tried once more."""
        if not again and not (isinstance(error, NotConnected) or nobody_there(error)):
            raise MayHaveBeenSent(type(error).__name__) from error
        if self._unasked:
            raise NotSent(type(error).__name__) from error
        if failures >= TRIES:
            raise error
