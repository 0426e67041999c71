"""deleteMessage and deleteMessages."""

from typing import Final

from bot.emulator.bodies import Params
from bot.emulator.errors import bad_request
from bot.emulator.methods.access import chat_of, message_ids, message_of
from bot.emulator.methods.registry import Context, method
from bot.emulator.model import Chat, Json
from bot.emulator.world import World

DELETABLE_FOR: Final = 48 * 60 * 60
"""Seconds (Bot API, deleteMessage)."""


@method("deleteMessage")
def delete_message(context: Context, params: Params) -> bool:
    if not params.text("chat_id"):
        raise bad_request("Chat identifier is not specified")
    if not params.message_id():
        raise bad_request("Message identifier is not specified")
    chat = chat_of(context.world, params)
    message = message_of(chat, params, "message to delete")
    if why := _undeletable(context.world, chat, message):
        raise bad_request(why)
    context.world.delete(chat, [message["message_id"]])
    return True


@method("deleteMessages")
def delete_messages(context: Context, params: Params) -> bool:
    """Those that cannot be found are skipped (Bot API, deleteMessages)."""
    ids = message_ids(params)
    chat = chat_of(context.world, params)
    there = [chat.messages[one] for one in ids if one in chat.messages]
    for message in there:
        if why := _undeletable(context.world, chat, message):
            raise bad_request(why)
    context.world.delete(chat, [message["message_id"] for message in there])
    return True


def _undeletable(world: World, chat: Chat, message: Json) -> str:
    """Why the message must stay; empty when it may go."""
    mine = message["from"]["id"] == world.bot.id
    if "forum_topic_created" in message:
        return "message can't be deleted"
    if chat.bot_status == "administrator":
        return ""
    if not mine and not chat.private:
        return "message can't be deleted"
    if world.now() - message["date"] > DELETABLE_FOR:
        return "message can't be deleted for everyone"
    return ""
