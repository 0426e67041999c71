"""The way every new message of the bot goes out."""

from dataclasses import dataclass

from bot.emulator.bodies import Params
from bot.emulator.errors import bad_request
from bot.emulator.keyboards import reply_markup
from bot.emulator.methods.access import writable_chat
from bot.emulator.model import Chat, Json
from bot.emulator.world import World


@dataclass(slots=True, frozen=True)
class Destination:
    """Where a message goes, what it answers and what hangs below it."""

    chat: Chat
    thread: int | None
    reply_to: Json | None
    markup: Json | None


def destination(world: World, params: Params) -> Destination:
    """Order of the checks as on the server: markup, chat, replied message, thread."""
    markup = reply_markup(params)
    chat = writable_chat(world, params)
    reply_to = _replied(chat, params)
    return Destination(chat, _thread(chat, params, reply_to), reply_to, markup)


def send(world: World, to: Destination, content: Json) -> Json:
    if to.markup is not None:
        content["reply_markup"] = to.markup
    return world.post(to.chat, world.bot.user(), content, thread=to.thread, reply_to=to.reply_to)


def _thread(chat: Chat, params: Params, reply_to: Json | None) -> int | None:
    thread = params.message_id("message_thread_id")
    if not thread:
        answered = reply_to.get("message_thread_id") if reply_to else None
        return answered if isinstance(answered, int) else None
    if thread not in chat.topics:
        raise bad_request("message thread not found")
    return thread


def _replied(chat: Chat, params: Params) -> Json | None:
    if "reply_parameters" in params.values:
        asked = params.json("reply_parameters", "reply parameters")
        if asked is None:
            return None
        if not isinstance(asked, dict):
            raise bad_request("Object expected as reply parameters")
        wanted = Params(asked)
    else:
        wanted = Params(
            {
                "message_id": params.values.get("reply_to_message_id"),
                "allow_sending_without_reply": params.values.get("allow_sending_without_reply"),
            }
        )
    message_id = wanted.message_id()
    if not message_id:
        return None
    found = chat.messages.get(message_id)
    if found is None and not wanted.flag("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return found
