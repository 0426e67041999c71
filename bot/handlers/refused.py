"""Messages that nobody should have sent: deleted at once, before anything else reads them.

Wherever text can stand: in a message, below a picture, in a command, in a correction.
"""

from collections.abc import Mapping
from typing import Any, Final

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import Message, Update

from bot.actions.answers import expected
from bot.actions.view import present
from bot.house import House
from flows.screens import Text
from flows.unwanted import Unwanted, unwanted

SAID: Final[Mapping[Unwanted, tuple[str, str]]] = {
    Unwanted.CODE: ("note-code", "note-code-kept"),
    Unwanted.PASSPORT: ("note-passport", "note-passport-kept"),
    Unwanted.SNILS: ("note-snils", "note-snils-kept"),
    Unwanted.CHILDREN: ("note-children", "note-children-kept"),
}
"""What is said once the message is gone, and where it may not be deleted (any more)."""


class Refused(Filter):
    """A message to be deleted; what the open question asks for is not."""

    async def __call__(self, message: Message, house: House) -> bool | dict[str, Any]:
        text = message.text or message.caption or ""
        why = unwanted(text)
        if why is None:
            return False
        asked = await house.db.read(expected(message.chat.id, house.clock.now()))
        why = unwanted(text, asked) if asked else why
        return {"why": why} if why else False


async def refuse(message: Message, why: Unwanted, house: House, event_update: Update) -> None:
    gone = await house.gateway.delete(message.chat.id, message.message_id)
    note = Text(SAID[why][0 if gone else 1])
    await house.reply(message, event_update, lambda tx, visit: present(tx, visit, note))


def setup() -> Router:
    router = Router(name="refused")
    router.message.register(refuse, Refused())
    router.edited_message.register(refuse, Refused())
    return router
