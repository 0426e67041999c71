"""Changing what the bot has sent."""

from bot.emulator.bodies import Params
from bot.emulator.errors import NOT_MODIFIED, bad_request
from bot.emulator.formatted import caption_of, fields, message_text
from bot.emulator.keyboards import inline_markup
from bot.emulator.methods.access import message_of, users, writable_chat
from bot.emulator.methods.registry import Context, method
from bot.emulator.methods.uploads import input_media
from bot.emulator.model import Chat, Json
from bot.emulator.world import World

MEDIA = ("photo", "document", "sticker", "voice")
_COMPARED = ("text", "entities", "caption", "caption_entities", "reply_markup", *MEDIA)


@method("editMessageText")
def edit_message_text(context: Context, params: Params) -> Json:
    world = context.world
    text = message_text(params)
    markup = inline_markup(params)
    chat, message = _editable(world, params)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    return _replace(world, chat, message, fields("text", text, users(world)), markup)


@method("editMessageCaption")
def edit_message_caption(context: Context, params: Params) -> Json:
    world = context.world
    markup = inline_markup(params)
    caption = caption_of(params)
    chat, message = _editable(world, params)
    if not any(name in message for name in ("photo", "document", "voice")):
        raise bad_request("there is no caption in the message to edit")
    content = {name: message[name] for name in MEDIA if name in message}
    return _replace(
        world, chat, message, content | fields("caption", caption, users(world)), markup
    )


@method("editMessageReplyMarkup")
def edit_message_reply_markup(context: Context, params: Params) -> Json:
    world = context.world
    markup = inline_markup(params)
    chat, message = _editable(world, params)
    kept = {name: message[name] for name in _COMPARED if name in message and name != "reply_markup"}
    return _replace(world, chat, message, kept, markup)


@method("editMessageMedia")
def edit_message_media(context: Context, params: Params) -> Json:
    """A text message may be replaced with media as well (Bot API, editMessageMedia)."""
    world = context.world
    markup = inline_markup(params)
    media = params.json("media", "input media")
    if media is None:
        raise bad_request('Parameter "media" is required')
    content = input_media(world, params, media)
    chat, message = _editable(world, params)
    return _replace(world, chat, message, content, markup)


def _editable(world: World, params: Params) -> tuple[Chat, Json]:
    """Only the bot's own messages; there is no time limit for them."""
    if not params.text("chat_id") and not params.message_id():
        if params.text("inline_message_id"):
            raise bad_request("MESSAGE_ID_INVALID")
        raise bad_request("Message identifier is not specified")
    chat = writable_chat(world, params)
    message = message_of(chat, params, "message to edit")
    mine = message["from"]["id"] == world.bot.id
    if not mine or not any(name in message for name in ("text", *MEDIA)):
        raise bad_request("message can't be edited")
    return chat, message


def _replace(world: World, chat: Chat, message: Json, content: Json, markup: Json | None) -> Json:
    """Without a keyboard in the request the message loses its own."""
    if markup is not None:
        content["reply_markup"] = markup
    if all(message.get(name) == content.get(name) for name in _COMPARED):
        raise bad_request(NOT_MODIFIED)
    frame = {name: value for name, value in message.items() if name not in _COMPARED}
    return world.replace(chat, frame | {"edit_date": world.now()} | content)
