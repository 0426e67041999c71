"""Files that people sent, fetched from the messenger with a bound on their size.

What the messenger says of a file's size is a first look; what comes is counted.
"""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Final, Literal, TypeAlias

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramNetworkError
from aiogram.methods import GetFile
from aiogram.types import File
from aiohttp import ClientError, ClientResponseError

from bot.refusals import says

Ask: TypeAlias = Callable[[GetFile], Awaitable[File]]
SECONDS: Final = 30
_TOO_BIG: Final = ("file is too big",)


class NoFile(Exception):
    """It is too large (`big`), or the messenger does not give it any more (`gone`)."""

    def __init__(self, why: Literal["big", "gone"]) -> None:
        super().__init__(why)
        self.why = why


async def fetch(bot: Bot, ask: Ask, file_id: str, most: int) -> bytes:
    """Return a file's content, at most so many bytes. Raises `NoFile`, or as a call does."""
    method = GetFile(file_id=file_id)
    try:
        found = await ask(method)
    except TelegramBadRequest as error:
        raise NoFile("big" if says(error, _TOO_BIG) else "gone") from None
    if not found.file_path:
        raise NoFile("gone")
    if (found.file_size or 0) > most:
        raise NoFile("big")
    try:
        return await _streamed(bot, found.file_path, most)
    except ClientResponseError as error:
        if error.status == HTTPStatus.NOT_FOUND:
            raise NoFile("gone") from None
        raise TelegramNetworkError(method, f"HTTP {error.status}") from None
    except (ClientError, TimeoutError) as error:
        # Its own words hold the address, and the address the token.
        raise TelegramNetworkError(method, type(error).__name__) from None


async def _streamed(bot: Bot, path: str, most: int) -> bytes:
    address = bot.session.api.file_url(bot.token, path)
    pieces: list[bytes] = []
    size = 0
    async for piece in bot.session.stream_content(address, timeout=SECONDS):
        size += len(piece)
        if size > most:
            raise NoFile("big")
        pieces.append(piece)
    return b"".join(pieces)
