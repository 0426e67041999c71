"""Taps as aiogram reads them, copied from one that was validated.

Most of what comes are taps on a card in a private chat, and all of them look alike: a copy takes
half the time of validating.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from aiogram.types import CallbackQuery, Chat, Message, Update, User

from bot.copies import copied
from bot.trim import Raw

_CHAT: Final[Raw] = {"id": 1, "type": "private"}
_MESSAGE: Final[Raw] = {"message_id": 1, "date": 1, "chat": _CHAT}
_USER: Final[Raw] = {"id": 1, "is_bot": False, "first_name": ""}
_QUERY: Final[Raw] = {"id": "", "from": _USER, "message": _MESSAGE, "chat_instance": "", "data": ""}
_UPDATE: Final[Raw] = {"update_id": 1, "callback_query": _QUERY}


class Taps:
    """Reads taps; `context` is what aiogram validates with."""

    def __init__(self, context: Mapping[str, Any]) -> None:
        self._context = dict(context)
        self._chat = Chat.model_validate(_CHAT, context=self._context)
        self._message = Message.model_validate(_MESSAGE, context=self._context)
        self._query = CallbackQuery.model_validate(_QUERY, context=self._context)
        self._update = Update.model_validate({"update_id": 1}, context=self._context)

    def read(self, update: Raw) -> Update | None:
        """Return a trimmed update as validating gives it, of its chat only which one it is.

        None for whatever is no such tap; raises `ValidationError` for a person who is none.
        """
        if not _alike(update, _UPDATE):
            return None
        number, query = update["update_id"], update["callback_query"]
        if not _alike(query, _QUERY) or not _alike(query["message"], _MESSAGE):
            return None
        message, chat = query["message"], query["message"]["chat"]
        if not _is_private(chat) or not message["date"]:
            return None
        card = copied(
            self._message,
            message_id=message["message_id"],
            date=dt.datetime.fromtimestamp(message["date"], dt.UTC),
            chat=copied(self._chat, id=chat["id"]),
        )
        tapped = copied(
            self._query,
            id=query["id"],
            from_user=User.model_validate(query["from"], context=self._context),
            message=card,
            chat_instance=query["chat_instance"],
            data=query["data"],
        )
        return copied(self._update, update_id=number, callback_query=tapped)


def _alike(found: Raw, sample: Raw) -> bool:
    """Whether it has the sample's fields and no others, each of the same type."""
    return found.keys() == sample.keys() and all(
        type(found[name]) is type(one) for name, one in sample.items()
    )


def _is_private(chat: Raw) -> bool:
    return chat.get("type") == "private" and type(chat.get("id")) is int
