"""The one place for outgoing calls: it knows what may be tried again and what must not be.

A flood wait holds up only its caller. When the network fails, it matters whether Telegram can have
seen the request: what changes nothing the second time (edit, delete, answer) is tried again, and
of a message whose answer was lost its caller is told (`MayHaveBeenSent`).

Limits on how much is sent belong into `Gateway._call`, which every call passes.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
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
    GetMyCommands,
    GetMyDescription,
    GetMyShortDescription,
    SendDocument,
    SendMessage,
    SendPhoto,
    SetChatMenuButton,
    SetMyCommands,
    SetMyDescription,
    SetMyShortDescription,
    TelegramMethod,
)
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BufferedInputFile,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    MenuButtonCommands,
)

from bot.downloads import fetch
from bot.pauses import Pauses, Sleep
from bot.refusals import (
    ABSENT,
    GONE,
    NO_CHAT,
    OLD_QUERY,
    UNCHANGED,
    ChatNotFound,
    MayHaveBeenSent,
    Unreachable,
    says,
)
from bot.render import Rendered, replying
from bot.session import NotConnected

__all__ = ["ChatNotFound", "Gateway", "MayHaveBeenSent", "Profile", "Unreachable"]

log = structlog.get_logger(__name__)
T = TypeVar("T")
Keyboard: TypeAlias = InlineKeyboardMarkup | None

FLOOD_PATIENCE: Final = 60
"""Seconds that one call waits altogether when Telegram asks for a pause."""
TRIES: Final = 5
PRIVATE: Final = BotCommandScopeAllPrivateChats()
NO_PREVIEW: Final = LinkPreviewOptions(
    is_disabled=True, prefer_small_media=None, prefer_large_media=None, show_above_text=None
)

# What each tap needs is copied, not made: that takes half the time.
_EDIT: Final = EditMessageText(
    chat_id=0,
    message_id=0,
    text="",
    parse_mode=ParseMode.HTML,
    link_preview_options=NO_PREVIEW,
)
_ANSWER: Final = AnswerCallbackQuery(callback_query_id="")


@dataclass(frozen=True, slots=True)
class Profile:
    """What the messenger shows about the bot in one language; `""` is for all other languages."""

    language: str
    commands: tuple[tuple[str, str], ...]
    description: str
    short: str


class Gateway:
    """Outgoing calls. `sleep` takes seconds; tests give one that does not wait."""

    def __init__(
        self, bot: Bot, *, sleep: Sleep = asyncio.sleep, pauses: Pauses | None = None
    ) -> None:
        self._bot = bot
        self._sleep = sleep
        self._pauses = pauses or Pauses(longest=8.0)
        self._name = ""

    async def send(self, chat_id: int, rendered: Rendered, *, silent: bool = False) -> int:
        """Send a message; return its id. Raises `Unreachable` or `MayHaveBeenSent`."""
        method = SendMessage(
            chat_id=chat_id,
            text=rendered.text,
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
            reply_markup=rendered.keyboard,
            disable_notification=silent or None,
            reply_parameters=replying(rendered.reply_to),
        )
        return (await self._call(method, chat_id, again=False)).message_id

    async def document(
        self, chat_id: int, name: str, data: bytes, caption: str = "", keyboard: Keyboard = None
    ) -> int:
        """Send a file; `caption` is HTML. Return the message's id. Raises as `send`."""
        method = SendDocument(
            chat_id=chat_id,
            document=BufferedInputFile(data, name),
            caption=caption or None,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard,
        )
        return (await self._call(method, chat_id, again=False)).message_id

    async def photo(
        self, chat_id: int, data: bytes, name: str, caption: str = "", keyboard: Keyboard = None
    ) -> int:
        """Send a picture, as `document` sends a file."""
        method = SendPhoto(
            chat_id=chat_id,
            photo=BufferedInputFile(data, name),
            caption=caption or None,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard,
        )
        return (await self._call(method, chat_id, again=False)).message_id

    async def edit(self, chat_id: int, message_id: int, rendered: Rendered) -> bool:
        """Return False when that message cannot be edited any more."""
        method = _EDIT.model_copy(
            update={
                "chat_id": chat_id,
                "message_id": message_id,
                "text": rendered.text,
                "reply_markup": rendered.keyboard,
            }
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
        """Take the buttons off a message, where it is still there and has any."""
        method = EditMessageReplyMarkup(chat_id=chat_id, message_id=message_id)
        try:
            await self._call(method, chat_id)
        except Unreachable:
            return
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
        method = _ANSWER.model_copy(
            update={
                "callback_query_id": query_id,
                "text": text or None,
                "show_alert": alert or None,
            }
        )
        try:
            await self._call(method)
        except Unreachable:
            return
        except TelegramBadRequest as error:
            if not says(error, OLD_QUERY):
                raise

    async def file(self, file_id: str, most: int) -> bytes:
        """Return what somebody sent, at most so many bytes. Raises `bot.downloads.NoFile`."""
        return await fetch(self._bot, self._call, file_id, most)

    async def me(self) -> str:
        """Return the bot's username, asked for once."""
        if not self._name:
            self._name = (await self._call(GetMe())).username or ""
        return self._name

    async def introduce(self, profiles: Sequence[Profile]) -> bool:
        """Bring commands, descriptions and the menu button up to date; return whether they are.

        Setting them is rationed strictly, so only what differs is set. The bot works without:
        trouble is only logged.
        """
        try:
            for profile in profiles:
                await self._introduce(profile)
            await self._call(SetChatMenuButton(menu_button=MenuButtonCommands()))
        except (TelegramAPIError, ClientDecodeError, Unreachable) as error:
            log.warning("the bot's profile was not updated", error=type(error).__name__)
            return False
        return True

    async def _introduce(self, profile: Profile) -> None:
        language = profile.language
        known = await self._call(GetMyCommands(scope=PRIVATE, language_code=language))
        if tuple((one.command, one.description) for one in known) != profile.commands:
            commands = [
                BotCommand(command=name, description=text) for name, text in profile.commands
            ]
            await self._call(
                SetMyCommands(commands=commands, scope=PRIVATE, language_code=language)
            )
        now = await self._call(GetMyDescription(language_code=language))
        if now.description != profile.description:
            await self._call(
                SetMyDescription(description=profile.description, language_code=language)
            )
        short = await self._call(GetMyShortDescription(language_code=language))
        if short.short_description != profile.short:
            await self._call(
                SetMyShortDescription(short_description=profile.short, language_code=language)
            )

    async def _call(self, method: TelegramMethod[T], chat_id: int = 0, *, again: bool = True) -> T:
        """Call, and call anew where that is safe; `again` where a second time changes nothing."""
        flooded = failures = 0
        while True:
            try:
                return await self._bot(method)
            except TelegramRetryAfter as error:
                flooded += error.retry_after
                if flooded > FLOOD_PATIENCE:
                    raise
                pause = float(error.retry_after)
            except (TelegramForbiddenError, TelegramBadRequest) as error:
                raise _told_apart(error, chat_id) from None
            except TelegramEntityTooLarge:
                raise  # aiogram counts it as a network error
            except (TelegramNetworkError, TelegramServerError, ClientDecodeError) as error:
                if not again and not isinstance(error, NotConnected):
                    raise MayHaveBeenSent(type(error).__name__) from error
                failures += 1
                if failures >= TRIES:
                    raise
                pause = self._pauses.after(failures)
            await self._sleep(pause)


def _told_apart(error: TelegramAPIError, chat_id: int) -> Exception:
    if isinstance(error, TelegramForbiddenError):
        return Unreachable(chat_id, error.message)
    if isinstance(error, TelegramBadRequest) and says(error, NO_CHAT):
        return ChatNotFound(chat_id, error.message)
    return error
