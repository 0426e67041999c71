"""A messenger inside the process: updates come from a list, and every call is answered at once."""

import asyncio
import time
from collections.abc import Mapping
from typing import Any, Final, cast

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.methods import (
    EditMessageText,
    GetMe,
    GetMyCommands,
    GetMyDescription,
    GetMyShortDescription,
    GetUpdates,
    Response,
    SendMessage,
    TelegramMethod,
)
from aiogram.methods.base import TelegramType
from aiogram.types import (
    BotDescription,
    BotShortDescription,
    InlineKeyboardMarkup,
    Message,
    Update,
    User,
)

from bot.session import Sent
from scripts.bench.crowd import Crowd, Ways

TOKEN: Final = "42:bench"  # noqa: S105 - opens nothing
Raw = dict[str, Any]
BATCH: Final = 100
CARD: Final = 11
"""Id of everybody's card; /start was message 10."""


class Load:
    """Updates of a crowd. `card` is the message that comes along with a tap, but for its chat."""

    def __init__(self, ways: Ways, card: Raw) -> None:
        self.crowd = Crowd(ways, self._press, time.process_time)
        self._card = card
        self._queue: list[Raw] = []
        self._number = 0
        self._wake = asyncio.Event()

    async def fetch(self) -> list[Raw]:
        """Return what came in, as a long poll does."""
        while not self._queue:
            self._wake.clear()
            await self._wake.wait()
        batch, self._queue = self._queue[:BATCH], self._queue[BATCH:]
        return batch

    async def greet(self, people: int) -> None:
        """Have everybody say /start."""
        await self.crowd.greet(range(1, people + 1), self._start)

    def _start(self, person: int) -> None:
        who = {"id": person, "type": "private", "first_name": "A"}
        message = {"message_id": CARD - 1, "date": 1, "text": "/start", "chat": who}
        self._put("message", message | {"from": _user(person)})

    def _press(self, person: int, data: str) -> None:
        tap = {
            "id": str(self._number),
            "from": _user(person),
            "message": self._card | {"chat": {"id": person, "type": "private"}},
            "chat_instance": "1",
            "data": data,
        }
        self._put("callback_query", tap)

    def _put(self, kind: str, event: Raw) -> None:
        self._number += 1
        self._queue.append({"update_id": self._number, kind: event})
        self._wake.set()


def _user(person: int) -> Raw:
    return {"id": person, "is_bot": False, "first_name": "A", "language_code": "ru"}


class InstantSession(BaseSession):
    """Answers at once with the same results for everybody.

    Updates are handed over as each bot's own session would: validated by aiogram's, or `raw`, which
    is what this bot's `LeanSession` does.
    """

    def __init__(self, load: Load, *, raw: bool) -> None:
        super().__init__()
        self._load = load
        self._raw = raw
        chat = {"id": 1, "type": "private"}
        self._message = Message.model_validate({"message_id": CARD, "date": 1, "chat": chat})
        self._canned: Mapping[type[Any], Any] = {
            GetMe: User(id=42, is_bot=True, first_name="A", username="a_bot"),
            GetMyCommands: [],
            GetMyDescription: BotDescription(description=""),
            GetMyShortDescription: BotShortDescription(short_description=""),
        }

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ARG002, ASYNC109 - aiogram's signature
    ) -> TelegramType:
        result: Any
        if isinstance(method, EditMessageText | SendMessage):
            self._load.crowd.shown(cast("int", method.chat_id), _buttons(method.reply_markup))
            result = self._message
        elif isinstance(method, GetUpdates):
            batch = await self._load.fetch()
            result = batch if self._raw else _validated(bot, batch)
        else:
            result = self._canned.get(type(method), True)
        return cast("TelegramType", result)

    async def close(self) -> None: ...

    def stream_content(self, *args: Any, **kwargs: Any) -> Any:
        raise NotImplementedError


class TakingSession(BaseSession):
    """Takes every message at once; whatever else is asked of it is done."""

    def __init__(self) -> None:
        super().__init__()
        self._messages = CARD

    async def make_request(
        self,
        bot: Bot,  # noqa: ARG002 - aiogram's signature
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ARG002, ASYNC109
    ) -> TelegramType:
        if not isinstance(method, SendMessage):
            return cast("TelegramType", True)
        self._messages += 1
        return cast("TelegramType", Sent(self._messages, cast("int", method.chat_id)))

    async def close(self) -> None: ...

    def stream_content(self, *args: Any, **kwargs: Any) -> Any:
        raise NotImplementedError


def _buttons(markup: object) -> list[str]:
    if not isinstance(markup, InlineKeyboardMarkup):
        return []
    return [one.callback_data or "" for row in markup.inline_keyboard for one in row]


def _validated(bot: Bot, batch: list[Raw]) -> Any:
    answer = {"ok": True, "result": batch}
    return Response[list[Update]].model_validate(answer, context={"bot": bot}).result
