"""Filters as async classes: aiogram runs a plain function or an F expression in a thread."""

from typing import Any

from aiogram.filters import Filter
from aiogram.types import Message


class Private(Filter):
    """A private chat: the only place where people are walked."""

    async def __call__(self, message: Message) -> bool:
        return message.chat.type == "private"


class Said(Filter):
    """A command of this bot, by its name; its argument is handed on as `payload`."""

    def __init__(self, *names: str) -> None:
        self._names = frozenset(names)

    async def __call__(self, message: Message) -> bool | dict[str, Any]:
        name, _, payload = command_of(message.text or "")
        return {"payload": payload, "command": name} if name in self._names else False


def command_of(text: str) -> tuple[str, str, str]:
    """Split "/start@bot payload" into name, bot and argument; all empty for what is no command."""
    if not text.startswith("/"):
        return "", "", ""
    head, _, payload = text[1:].partition(" ")
    name, _, bot = head.lower().partition("@")
    return name, bot, payload.strip()
