"""A session that answers from a script instead of the network, and pauses that take no time."""

import asyncio
import json
from collections.abc import AsyncGenerator, Callable
from typing import Any

from aiogram import Bot
from aiogram.methods import GetUpdates, TelegramMethod

from bot.session import LeanSession

TOKEN = "42:TEST-token"
OK = {"ok": True, "result": True}
MESSAGE = {
    "ok": True,
    "result": {"message_id": 7, "date": 1, "chat": {"id": 5, "type": "private"}, "text": "Привет"},
}

Answer = dict[str, Any] | Exception | Callable[[TelegramMethod[Any]], Any]


def refusal(code: int, description: str, **parameters: int) -> dict[str, Any]:
    """As Telegram says no."""
    said: dict[str, Any] = {"ok": False, "error_code": code, "description": description}
    return said | {"parameters": parameters} if parameters else said


class ScriptedSession(LeanSession):
    """Answers each call with the next of `script`; what was asked for is in `asked`.

    A `getUpdates` after the last of them waits for ever, as where nobody writes.
    """

    def __init__(self, *script: Answer) -> None:
        super().__init__("http://127.0.0.1:1")
        self.script = list(script)
        self.asked: list[TelegramMethod[Any]] = []
        self.timeouts: list[int | None] = []

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[Any],
        timeout: int | None = None,  # noqa: ASYNC109 - aiogram's signature
    ) -> Any:
        self.asked.append(method)
        self.timeouts.append(timeout)
        await asyncio.sleep(0)
        if not self.script:
            assert isinstance(method, GetUpdates), f"{method.__api_method__} was not expected"
            if method.timeout == 0:
                return []
            await asyncio.Event().wait()
        answer = self.script.pop(0)
        if isinstance(answer, Exception):
            raise answer
        if callable(answer):
            answer = answer(method)
        status = answer.get("error_code", 200)
        return self.check_response(bot, method, status, json.dumps(answer)).result

    async def stream_content(self, *_: Any, **__: Any) -> AsyncGenerator[bytes, None]:
        yield b""


def bot_with(*script: Answer) -> tuple[Bot, ScriptedSession]:
    session = ScriptedSession(*script)
    return Bot(TOKEN, session=session), session


class Naps:
    """Instead of `asyncio.sleep`: remembers how long, waits no time."""

    def __init__(self) -> None:
        self.taken: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.taken.append(seconds)
        await asyncio.sleep(0)


def tap(update_id: int, person: int = 5, data: str = "x") -> dict[str, Any]:
    """A tapped button as Telegram delivers it, with the whole message."""
    return {
        "update_id": update_id,
        "callback_query": {
            "id": str(update_id),
            "from": {"id": person, "is_bot": False, "first_name": "Анна"},
            "chat_instance": "1",
            "data": data,
            "message": {
                "message_id": 9,
                "date": 1_700_000_000,
                "chat": {"id": person, "type": "private", "first_name": "Анна"},
                "text": "Шаг 2 из 5",
                "reply_markup": {"inline_keyboard": [[{"text": "✅", "callback_data": "x"}]]},
            },
        },
    }


def said(update_id: int, text: str = "привет", person: int = 5) -> dict[str, Any]:
    """A message as Telegram delivers it."""
    return {
        "update_id": update_id,
        "message": {
            "message_id": update_id,
            "date": 1_700_000_000,
            "chat": {"id": person, "type": "private"},
            "from": {"id": person, "is_bot": False, "first_name": "Анна"},
            "text": text,
        },
    }


def batch(*updates: dict[str, Any]) -> dict[str, Any]:
    return {"ok": True, "result": list(updates)}
