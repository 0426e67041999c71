"""Files in a request: uploaded, attached, or sent again by their id."""

from typing import Any, Final, Literal

from bot.emulator.bodies import Params
from bot.emulator.errors import ApiError, bad_request
from bot.emulator.files import (
    PHOTO_LIMIT,
    PHOTO_RATIO,
    PHOTO_SIDES,
    UPLOAD_LIMIT,
    content,
)
from bot.emulator.formatted import caption, fields
from bot.emulator.methods.access import users
from bot.emulator.model import Json, StoredFile
from bot.emulator.world import World

Kind = Literal["document", "photo"]
_NAMES: Final = {
    "document": "Document",
    "photo": "Photo",
    "sticker": "Sticker",
    "voice": "VoiceNote",
}


def input_file(world: World, params: Params, field: str, value: str, kind: Kind) -> StoredFile:
    """`value` is a file id, an address, `attach://name`, or nothing where `field` is the upload."""
    upload = params.upload(field, value)
    if upload is None:
        return _known(world, value, kind)
    if not upload.data:
        raise bad_request("file must be non-empty")
    if len(upload.data) > UPLOAD_LIMIT:
        raise ApiError(413, "Request Entity Too Large")
    file = world.files.add(kind, upload.name, upload.data, upload.mime)
    if kind == "photo":
        _check_photo(file)
    return file


def _known(world: World, value: str, kind: Kind) -> StoredFile:
    if value.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    file = world.files.by_id(value)
    if file is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if file.kind != kind:
        raise bad_request(f"can't use file of type {_NAMES[file.kind]} as {_NAMES[kind]}")
    return file


def _check_photo(file: StoredFile) -> None:
    if file.size > PHOTO_LIMIT:
        raise bad_request("file is too big")
    if not file.width or not file.height:
        raise bad_request("IMAGE_PROCESS_FAILED")
    longer, shorter = max(file.width, file.height), min(file.width, file.height)
    if file.width + file.height > PHOTO_SIDES or longer > PHOTO_RATIO * shorter:
        raise bad_request("PHOTO_INVALID_DIMENSIONS")


def input_media(world: World, params: Params, media: Any) -> Json:
    """One InputMedia as the content of a message."""
    if not isinstance(media, dict):
        raise bad_request("Can't parse InputMedia: expected an Object")
    source = str(media.get("media") or "")
    text = caption(
        str(media.get("caption") or ""),
        str(media.get("parse_mode") or ""),
        media.get("caption_entities"),
    )
    if not source or (source.startswith("attach://") and params.upload("", source) is None):
        raise bad_request("Can't parse InputMedia: media not found")
    kind = media.get("type")
    if kind == "photo":
        file = input_file(world, params, "", source, "photo")
    elif kind == "document":
        file = input_file(world, params, "", source, "document")
    elif kind is None:
        raise bad_request("Can't parse InputMedia: Can't find field \"type\"")
    else:
        raise bad_request(f'Can\'t parse InputMedia: type "{kind}" is unsupported')
    return content(file) | fields("caption", text, users(world))
