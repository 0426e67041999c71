"""What is cut from an update before it is validated.

Validating is a good part of an update's cost, and most of it goes to the whole message that comes
along with a tap or a reply. Handlers need to know which message it was, not what it said; of a file
that a tapped message answers, how to get it again.
"""

from typing import Any, Final, TypeAlias

Raw: TypeAlias = dict[str, Any]
_MESSAGES: Final = ("message", "edited_message")
_QUOTED: Final = ("reply_to_message", "pinned_message")
_FILES: Final = ("document", "photo")
_DROPPED: Final = (
    "external_reply",
    "quote",
    "entities",
    "caption_entities",
    "link_preview_options",
)


def trim(update: Raw) -> Raw:
    """Return the update as handlers read it. The one given is changed."""
    tapped = update.get("callback_query")
    if isinstance(tapped, dict):
        if isinstance(tapped.get("message"), dict):
            tapped["message"] = _tapped(tapped["message"])
        return update
    for name in _MESSAGES:
        message = update.get(name)
        if isinstance(message, dict):
            for part in _DROPPED:
                message.pop(part, None)
            for part in _QUOTED:
                if isinstance(message.get(part), dict):
                    message[part] = _stub(message[part])
    return update


def _tapped(message: Raw) -> Raw:
    kept, answered = _stub(message), message.get("reply_to_message")
    if isinstance(answered, dict):
        kept["reply_to_message"] = _stub(answered) | {
            name: answered[name] for name in _FILES if name in answered
        }
    return kept


def _stub(message: Raw) -> Raw:
    """Keep which message it was. A date of 0 says that it is too old for the bot to see."""
    return {name: message[name] for name in ("message_id", "date", "chat") if name in message}


def sender(update: Raw) -> int:
    """Return whose update it is: a person, else a chat, else 0. Ids of chats are negative.

    Who writes on behalf of a chat is told from others by that chat: all of them share one account.
    """
    for name, event in update.items():
        if name == "update_id" or not isinstance(event, dict):
            continue
        who = event.get("from")
        if not isinstance(who, dict) or "sender_chat" in event:
            who = event.get("chat")
        found = who.get("id") if isinstance(who, dict) else None
        return found if isinstance(found, int) else 0
    return 0
