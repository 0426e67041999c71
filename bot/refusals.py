"""What Telegram's refusals mean, told by their words: it has no codes finer than 400 and 403.

The words are those of the public Bot API server and of Telegram's own errors that it passes on.
"""

from typing import Final

from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramServerError

UNCHANGED: Final = ("message is not modified",)
"""An edit that would change nothing: done already."""
ABSENT: Final = ("message to delete not found", "message_id_invalid")
"""Nothing is left to delete."""
GONE: Final = (
    "message to edit not found",
    "message to delete not found",
    "message can't be edited",
    "message can't be deleted",
    "message not found",
    "there is no text in the message to edit",
    "message_id_invalid",
    "message_edit_time_expired",
    "message_author_required",
    "message_delete_forbidden",
)
"""The message is not there, is too old, or is another's."""
NO_CHAT: Final = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "group chat was deactivated",
    "have no rights to send a message",
    "not enough rights to send",
)
NOBODY_THERE: Final = ("HTTP 502", "HTTP 503", "Bad Gateway", "Service Unavailable")
OLD_QUERY: Final = ("query is too old", "query_id_invalid")


class Unreachable(Exception):
    """Nothing can be said to this person or chat: blocked, deleted, or never begun."""

    def __init__(self, chat_id: int, why: str) -> None:
        super().__init__(why)
        self.chat_id = chat_id


class ChatNotFound(Unreachable):
    """There is no such chat, or the bot may not write there."""


class MayHaveBeenSent(Exception):
    """The answer was lost: the message may be there or not."""


class NotSent(Exception):
    """The request was not taken: asking again later cannot say anything twice."""


def nobody_there(error: Exception) -> bool:
    """Whether a gateway before Telegram said that it has nobody to give the request to."""
    return isinstance(error, TelegramServerError) and any(
        word in error.message for word in NOBODY_THERE
    )


def says(error: TelegramBadRequest, words: tuple[str, ...]) -> bool:
    """Return whether the refusal is of that kind."""
    said = error.message.lower()
    return any(one in said for one in words)


def told_apart(error: TelegramBadRequest | TelegramForbiddenError, chat_id: int) -> Exception:
    """Return who cannot be written to, or the refusal itself."""
    if isinstance(error, TelegramForbiddenError):
        return Unreachable(chat_id, error.message)
    return ChatNotFound(chat_id, error.message) if says(error, NO_CHAT) else error
