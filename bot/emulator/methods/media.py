"""Documents, pictures and albums; getFile."""

from typing import Final

from bot.emulator.bodies import Params
from bot.emulator.errors import bad_request
from bot.emulator.files import DOWNLOAD_LIMIT, content
from bot.emulator.formatted import caption_of, fields
from bot.emulator.methods.access import users
from bot.emulator.methods.registry import Context, method
from bot.emulator.methods.sending import destination, send
from bot.emulator.methods.uploads import Kind, input_file, input_media
from bot.emulator.model import Json

ALBUM_LIMIT: Final = 10


@method("sendDocument")
def send_document(context: Context, params: Params) -> Json:
    return _send_file(context, params, "document")


@method("sendPhoto")
def send_photo(context: Context, params: Params) -> Json:
    return _send_file(context, params, "photo")


def _send_file(context: Context, params: Params, kind: Kind) -> Json:
    world = context.world
    value = params.text(kind)
    if (not value or value.startswith("attach://")) and params.upload(kind, value) is None:
        raise bad_request(f"There is no {kind} in the request")
    text = caption_of(params)
    to = destination(world, params)
    file = input_file(world, params, kind, value, kind)
    return send(world, to, content(file) | fields("caption", text, users(world)))


@method("sendMediaGroup")
def send_media_group(context: Context, params: Params) -> list[Json]:
    world = context.world
    items = params.json("media", "media")
    if items is None:
        raise bad_request('Parameter "media" is required')
    if not isinstance(items, list):
        raise bad_request("Expected an Array of InputMedia")
    contents = [input_media(world, params, item) for item in items]
    if not contents:
        raise bad_request("There are no messages to send")
    if len(contents) > ALBUM_LIMIT:
        raise bad_request("Too many messages to send as an album")
    if len({"photo" in one for one in contents}) > 1:
        raise bad_request("Document can't be mixed with other media types")
    to = destination(world, params)
    group = {"media_group_id": str(13_000_000_000_000_000 + world.hub.seq)}
    return [send(world, to, group | one) for one in contents]


@method("getFile")
def get_file(context: Context, params: Params) -> Json:
    file_id = params.text("file_id")
    if not file_id:
        raise bad_request("file_id not specified")
    file = context.world.files.by_id(file_id)
    if file is None:
        raise bad_request("invalid file_id")
    if file.size > DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    return {
        "file_id": file.file_id,
        "file_unique_id": file.file_unique_id,
        "file_size": file.size,
        "file_path": file.path,
    }
