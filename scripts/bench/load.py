"""People who tap as soon as they have their answer, and the session that stands in for Telegram.

Everything happens in one process and nothing is sent anywhere, so that what is measured is the bot.
"""

import asyncio
import time
from collections.abc import Mapping
from typing import Any, Final, NamedTuple, cast

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
from aiogram.types import BotDescription, BotShortDescription, Message, Update, User

Raw = dict[str, Any]
BATCH: Final = 100
CARD: Final = 11
"""Id of everybody's card; /start was message 10."""
PATIENCE: Final = 60.0
"""Seconds after which a contender counts as stuck."""


class Ways(NamedTuple):
    """What the buttons that lead on and back have in their data."""

    on: str
    back: str


class Round(NamedTuple):
    """Taps answered a second, the 99th percentile of their latencies, processor time a tap.

    Both in seconds. Processor time is that of the whole process, the people's share included.
    """

    rate: float
    p99: float
    work: float


class Load:
    """A closed loop: each person has one tap under way, and the next follows its edit."""

    def __init__(self, ways: Ways, card: Raw) -> None:
        self._ways = ways
        self._card = card
        self._backwards: set[int] = set()
        self._data: dict[int, str] = {}
        self._tapped: dict[int, float] = {}
        self._took: list[float] = []
        self._queue: list[Raw] = []
        self._number = 0
        self._until = 0.0
        self._wake = asyncio.Event()
        self._idle = asyncio.Event()

    async def fetch(self) -> list[Raw]:
        """Return what came in, as a long poll does."""
        while not self._queue:
            self._wake.clear()
            await self._wake.wait()
        batch, self._queue = self._queue[:BATCH], self._queue[BATCH:]
        return batch

    def shown(self, chat: int, markup: Any) -> None:
        """Take note of a card; whoever still has time taps it again."""
        now = time.perf_counter()
        self._data[chat] = self._choose(chat, markup)
        self._took.append(now - self._tapped.pop(chat))
        if now < self._until:
            self._tap(chat, now)
        elif not self._tapped:
            self._idle.set()

    async def start(self, people: int) -> None:
        """Have everybody say /start and get their first card."""
        for chat in range(1, people + 1):
            who = {"id": chat, "type": "private", "first_name": "A"}
            self._tapped[chat] = time.perf_counter()
            message = {"message_id": CARD - 1, "date": 1, "text": "/start", "chat": who}
            self._put("message", message | {"from": _user(chat)})
        await self._finish()

    async def run(self, people: int, seconds: float) -> Round:
        """Let so many people tap for so long."""
        self._took.clear()
        began, worked = time.perf_counter(), time.process_time()
        self._until = began + seconds
        for chat in range(1, people + 1):
            self._tap(chat, time.perf_counter())
        await self._finish()
        took = sorted(self._took)
        lasted, work = time.perf_counter() - began, time.process_time() - worked
        return Round(len(took) / lasted, took[len(took) * 99 // 100], work / len(took))

    async def _finish(self) -> None:
        self._idle.clear()
        await asyncio.wait_for(self._idle.wait(), PATIENCE)

    def _tap(self, chat: int, now: float) -> None:
        self._tapped[chat] = now
        self._put(
            "callback_query",
            {
                "id": str(self._number),
                "from": _user(chat),
                "message": self._card | {"chat": {"id": chat, "type": "private"}},
                "chat_instance": "1",
                "data": self._data[chat],
            },
        )

    def _put(self, kind: str, event: Raw) -> None:
        self._number += 1
        self._queue.append({"update_id": self._number, kind: event})
        self._wake.set()

    def _choose(self, chat: int, markup: Any) -> str:
        """Walk to the end of the dialogue and back again."""
        known = [one.callback_data or "" for row in markup.inline_keyboard for one in row]
        for _ in range(2):
            wanted = self._ways.back if chat in self._backwards else self._ways.on
            for data in known:
                if wanted in data:
                    return data
            self._backwards ^= {chat}
        raise ValueError(f"no way on among {known}")


def _user(chat: int) -> Raw:
    return {"id": chat, "is_bot": False, "first_name": "A", "language_code": "ru"}


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
            self._load.shown(cast("int", method.chat_id), method.reply_markup)
            result = self._message
        elif isinstance(method, GetUpdates):
            batch = await self._load.fetch()
            result = batch if self._raw else _validated(bot, batch)
        else:
            result = self._canned.get(type(method), True)
        return cast("TelegramType", result)

    async def close(self) -> None: ...

    async def stream_content(self, *args: Any, **kwargs: Any) -> Any:
        raise NotImplementedError


def _validated(bot: Bot, batch: list[Raw]) -> Any:
    answer = {"ok": True, "result": batch}
    return Response[list[Update]].model_validate(answer, context={"bot": bot}).result
