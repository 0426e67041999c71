"""In a group the bot says where it helps; in the support group, topics are people's questions."""

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update

from bot.actions import topics
from bot.handlers.filters import command_of
from bot.house import House
from bot.render import AWAY, Rendered


class InTopic(Filter):
    """A message in a topic of the support group, written by a person."""

    async def __call__(self, message: Message, house: House) -> bool:
        return (
            message.chat.id == house.settings.support_chat_id
            and bool(message.message_thread_id)
            and message.from_user is not None
            and not message.from_user.is_bot
        )


async def replied(message: Message, house: House, event_update: Update) -> None:
    """Pass a reply on to whoever's topic it is, or do what its command says."""
    command, _, _ = command_of(message.text or "")
    words = message.text or message.caption or ""
    said = topics.Heard(
        topic=message.message_thread_id or 0,
        chat=message.chat.id,
        message=message.message_id,
        words=words,
        command=command,
        plain=bool(message.text),
        sender=message.from_user.id if message.from_user else 0,
    )
    visit = house.visit(0, event_update.update_id)
    note = await house.db.write(lambda tx: topics.heard(tx, visit, said))
    house.wake()
    if note:
        await house.gateway.send(
            message.chat.id,
            Rendered(house.words(note, house.settings.locale), None, message.message_id),
        )


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
    router.message.register(replied, InTopic())
    router.message.register(called)
    return router
