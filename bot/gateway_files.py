"""The calls of the gateway that carry files, and copies of messages."""

from abc import ABC, abstractmethod
from typing import TypeAlias, TypeVar

from aiogram import Bot
from aiogram.enums import ParseMode
from aiogram.methods import (
    CopyMessage,
    CreateForumTopic,
    DeleteForumTopic,
    SendDocument,
    SendMediaGroup,
    SendPhoto,
    TelegramMethod,
)
from aiogram.types import BufferedInputFile, InlineKeyboardMarkup

from bot.downloads import fetch

T = TypeVar("T")
Keyboard: TypeAlias = InlineKeyboardMarkup | None


class Files(ABC):
    """Sends and fetches files by the gateway's own way of calling."""

    _bot: Bot

    @abstractmethod
    async def _call(self, method: TelegramMethod[T], chat_id: int = 0, *, again: bool = True) -> T:
        """Call as the gateway does."""

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

    async def copy(
        self,
        chat_id: int,
        from_chat: int,
        message_id: int,
        *,
        silent: bool = False,
        topic: int | None = None,
    ) -> int:
        """Send a copy of a message as it is; return the new one's id. Raises as `send`."""
        method = CopyMessage(
            chat_id=chat_id,
            from_chat_id=from_chat,
            message_id=message_id,
            disable_notification=silent or None,
            message_thread_id=topic,
        )
        return (await self._call(method, chat_id, again=False)).message_id

    async def topic(self, chat_id: int, name: str) -> int:
        """Open a topic in a forum; return its id. Raises as `send`."""
        method = CreateForumTopic(chat_id=chat_id, name=name)
        return (await self._call(method, chat_id, again=False)).message_thread_id

    async def drop_topic(self, chat_id: int, topic: int) -> None:
        """Delete a topic with all that is in it. Raises `TelegramBadRequest` if it may not."""
        await self._call(DeleteForumTopic(chat_id=chat_id, message_thread_id=topic), chat_id)

    async def album(self, files: SendMediaGroup) -> int:
        """Send files together (`bot/albums.py`); return the last message's id. Raises as `send`."""
        return (await self._call(files, int(files.chat_id), again=False))[-1].message_id

    async def file(self, file_id: str, most: int) -> bytes:
        """Return what somebody sent, at most so many bytes. Raises `bot.downloads.NoFile`."""
        return await fetch(self._bot, self._call, file_id, most)
