"""Whoever blocks the bot or lets it in again: it need not try to write to find out."""

from aiogram import Router
from aiogram.enums import ChatMemberStatus
from aiogram.types import ChatMemberUpdated, Update

from bot.actions import sending
from bot.house import House


async def changed(member: ChatMemberUpdated, house: House, event_update: Update) -> None:
    """Remember in a private chat whether the bot can write there."""
    if member.chat.type != "private":
        return
    visit = house.visit(member.chat.id, event_update.update_id)
    gone = member.new_chat_member.status == ChatMemberStatus.KICKED
    if gone:
        await house.db.write(lambda tx: sending.lost(tx, visit, visit.person))
    else:
        await house.db.write(lambda tx: sending.back(tx, visit))


def setup() -> Router:
    router = Router(name="membership")
    router.my_chat_member.register(changed)
    return router
