"""In a group the bot says where it helps, and nothing else."""

from aiogram import Router
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Message

from bot.handlers.filters import command_of
from bot.house import House
from bot.render import AWAY, Rendered


async def called(message: Message, house: House) -> None:
    """Answer a command in a group with the way to the private chat; ignore the talk there."""
    name, bot, _ = command_of(message.text or "")
    me = await house.gateway.me()
    if not name or bot not in {"", me.lower()}:
        return
    words = house.words("note-group", house.settings.locale)
    label = house.words("button-start", house.settings.locale)
    button = InlineKeyboardButton(text=f"{label}{AWAY}", url=f"https://t.me/{me}?start=group")
    keyboard = InlineKeyboardMarkup(inline_keyboard=[[button]])
    await house.gateway.send(message.chat.id, Rendered(words, keyboard))


def setup() -> Router:
    router = Router(name="groups")
    router.message.register(called)
    return router
