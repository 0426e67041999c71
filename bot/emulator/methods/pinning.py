"""Pinned messages."""

from bot.emulator.bodies import Params
from bot.emulator.errors import bad_request
from bot.emulator.methods.access import message_of, writable_chat
from bot.emulator.methods.registry import Context, method
from bot.emulator.model import Chat
from bot.emulator.world import World, without_reply


@method("pinChatMessage")
def pin_chat_message(context: Context, params: Params) -> bool:
    """The chat says so with a service message, which the bot receives like any other."""
    world = context.world
    chat = _pinnable(world, params)
    message = message_of(chat, params, "message to pin")
    number = message["message_id"]
    if number in chat.pinned:
        return True
    chat.pinned.append(number)
    world.publish_pinned(chat)
    thread = message.get("message_thread_id")
    notice = {"pinned_message": without_reply(message)}
    world.deliver("message", world.post(chat, world.bot.user(), notice, thread=thread), chat.id)
    return True


@method("unpinChatMessage")
def unpin_chat_message(context: Context, params: Params) -> bool:
    chat = _pinnable(context.world, params)
    if params.message_id():
        number = message_of(chat, params, "message to unpin")["message_id"]
    elif chat.pinned:
        number = chat.pinned[-1]
    else:
        raise bad_request("Message to unpin not found")
    if number in chat.pinned:
        chat.pinned.remove(number)
        context.world.publish_pinned(chat)
    return True


@method("unpinAllChatMessages")
def unpin_all_chat_messages(context: Context, params: Params) -> bool:
    chat = _pinnable(context.world, params)
    if chat.pinned:
        chat.pinned.clear()
        context.world.publish_pinned(chat)
    return True


def _pinnable(world: World, params: Params) -> Chat:
    chat = writable_chat(world, params)
    if not chat.private and chat.bot_status != "administrator":
        raise bad_request("not enough rights to manage pinned messages in the chat")
    return chat
