"""copyMessage, forwardMessage."""

from typing import Final

from bot.emulator.bodies import Params
from bot.emulator.errors import bad_request
from bot.emulator.formatted import caption_of, fields
from bot.emulator.methods.access import chat_of, message_of, users
from bot.emulator.methods.registry import Context, method
from bot.emulator.methods.sending import destination, send
from bot.emulator.model import Chat, Json
from bot.emulator.world import World

COPIED: Final[tuple[str, ...]] = ("text", "entities", "photo", "document", "sticker", "voice")
CAPTION: Final[tuple[str, ...]] = ("caption", "caption_entities")


@method("copyMessage")
def copy_message(context: Context, params: Params) -> Json:
    """The copy bears no trace of the original; its keyboard is the caller's or none."""
    world = context.world
    message = _source(world, params, "message to copy")
    body = {name: message[name] for name in COPIED if name in message}
    if not body:
        raise bad_request("message can't be copied")
    if params.has("caption"):
        if "text" not in body:
            body |= fields("caption", caption_of(params), users(world))
    else:
        body |= {name: message[name] for name in CAPTION if name in message}
    return {"message_id": send(world, destination(world, params), body)["message_id"]}


@method("forwardMessage")
def forward_message(context: Context, params: Params) -> Json:
    world = context.world
    message = _source(world, params, "message to forward")
    if not any(name in message for name in COPIED):
        raise bad_request("message can't be forwarded")
    return send(world, destination(world, params), forwarded(message))


def _source(world: World, params: Params, what: str) -> Json:
    params.required("from_chat_id")
    source: Chat = chat_of(world, params, "from_chat_id")
    return message_of(source, params, what)


def forwarded(message: Json) -> Json:
    """Content with its origin: who wrote it first, and when."""
    origin = message.get("forward_origin") or {
        "type": "user",
        "sender_user": message["from"],
        "date": message["date"],
    }
    old_style = {"forward_from": origin["sender_user"], "forward_date": origin["date"]}
    body = {name: message[name] for name in (*COPIED, *CAPTION) if name in message}
    return {"forward_origin": origin} | old_style | body
