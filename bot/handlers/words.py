"""Everything else a person may send: each gets an answer that helps, and no step changes."""

import hashlib
import re

from aiogram import Router
from aiogram.enums import ContentType
from aiogram.types import Message, Update

from bot.actions import answers, library
from bot.actions.view import FILE, Action, present
from bot.house import House
from flows.screens import Text

SERVICE = frozenset(
    {
        ContentType.PINNED_MESSAGE,
        ContentType.MESSAGE_AUTO_DELETE_TIMER_CHANGED,
        ContentType.WRITE_ACCESS_ALLOWED,
        ContentType.CHAT_BACKGROUND_SET,
    }
)
"""What the messenger itself says in a chat: nobody waits for an answer to it."""
INVITATION = re.compile(r"[?&]start=(i[A-Za-z0-9_-]{16})(?![A-Za-z0-9_-])")
"""An invitation of this bot, pasted instead of opened."""
LONG = 200
"""Characters; a search needs a word or two."""


async def said(message: Message, house: House, event_update: Update) -> None:
    """Answer a message that is no command."""
    if house.waiting(message.chat.id):
        await house.pass_over(message)
    elif message.content_type not in SERVICE:
        otherwise = _remark(_about(message))
        if _searchable(message):
            otherwise = await _search(message, house)
        text, digest = _words(message), _digest(message)
        if not text and not digest:
            await house.reply(message, event_update, otherwise)
            return
        own = INVITATION.search(text)
        action = answers.answered(text, own[1] if own else "", otherwise, digest)
        await house.reply(message, event_update, action)


async def edited(message: Message, house: House, event_update: Update) -> None:
    """Say that corrections are not read."""
    if (message.text or message.caption) and not house.waiting(message.chat.id):
        await house.reply(message, event_update, _remark("note-edited"))


def _remark(key: str) -> Action:
    return lambda tx, visit: present(tx, visit, Text(key))


def _words(message: Message) -> str:
    """Return what was written, with or without a picture; nothing for a command."""
    text = message.text or message.caption or ""
    return "" if text.startswith("/") else text


def _digest(message: Message) -> str:
    """Tell what a message holds from anything else; "" for what cannot be passed on."""
    file = message.document or message.video or (message.photo[-1] if message.photo else None)
    words = message.text or message.caption or ""
    if (not file and not words) or words.startswith("/"):
        return ""
    held = f"{words}\0{file.file_unique_id if file else ''}"
    kind = FILE if file else ""
    return kind + hashlib.sha256(held.encode()).hexdigest()[:32]


def _searchable(message: Message) -> bool:
    return bool(message.text and _words(message)) and not message.forward_origin


def _about(message: Message) -> str:
    """Name the remark for what cannot be searched for."""
    if message.forward_origin:
        return "note-forwarded"
    if message.text:
        return "note-unknown-command"
    if message.sticker:
        return "note-sticker"
    if message.voice or message.video_note or message.audio:
        return "note-voice"
    if message.photo or message.document or message.video:
        return "note-file"
    return "note-other"


async def _search(message: Message, house: House) -> Action:
    words = (message.text or "").strip()
    if len(words) > LONG:
        return _remark("note-long")
    language = await house.language(message.chat.id)
    return library.searched(house.search.find(words, language))


def setup() -> Router:
    router = Router(name="words")
    router.message.register(said)
    router.edited_message.register(edited)
    return router
