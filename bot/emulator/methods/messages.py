"""sendMessage and sendChatAction."""

from typing import Final

from bot.emulator.bodies import Params
from bot.emulator.errors import bad_request
from bot.emulator.formatted import fields, message_text
from bot.emulator.methods.access import users, writable_chat
from bot.emulator.methods.registry import Context, method
from bot.emulator.methods.sending import destination, send
from bot.emulator.model import Json

ACTIONS: Final = frozenset(
    {
        "cancel",
        "typing",
        "record_video",
        "upload_video",
        "record_audio",
        "record_voice",
        "upload_audio",
        "upload_voice",
        "upload_photo",
        "upload_document",
        "choose_sticker",
        "pick_up_location",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)


@method("sendMessage")
def send_message(context: Context, params: Params) -> Json:
    world = context.world
    text = message_text(params)
    to = destination(world, params)
    return send(world, to, fields("text", text, users(world)) | link_preview(params))


def link_preview(params: Params) -> Json:
    """Kept as it was asked for; the emulator fetches no pages."""
    options = params.json("link_preview_options", "link preview options")
    if options is None:
        hidden = params.flag("disable_web_page_preview")
        return {"link_preview_options": {"is_disabled": True}} if hidden else {}
    if not isinstance(options, dict):
        raise bad_request("Object expected as link preview options")
    chosen = {name: value for name, value in options.items() if value}
    return {"link_preview_options": chosen} if chosen else {}


@method("sendChatAction")
def send_chat_action(context: Context, params: Params) -> bool:
    action = params.text("action").lower()
    if action not in ACTIONS:
        raise bad_request("Wrong parameter action in request")
    chat = writable_chat(context.world, params)
    context.world.hub.publish({"type": "action", "chat_id": chat.id, "action": action})
    return True
