"""Files that went up: stored in memory, named as the Bot API names them."""

import hashlib
import mimetypes
import struct
from collections.abc import Iterable
from typing import Final, Literal

from bot.emulator.model import Json, StoredFile

UPLOAD_LIMIT: Final = 50 * 1024 * 1024
DOWNLOAD_LIMIT: Final = 20 * 1024 * 1024
PHOTO_LIMIT: Final = 10 * 1024 * 1024
PHOTO_SIDES: Final = 10_000
"""Pixels, width and height together (Bot API, sendPhoto)."""
PHOTO_RATIO: Final = 20
FILES_KEPT: Final = 1_000
_ANY: Final = "application/octet-stream"

Kind = Literal["document", "photo", "sticker", "voice"]
FOLDERS: Final[dict[Kind, str]] = {
    "document": "documents",
    "photo": "photos",
    "sticker": "stickers",
    "voice": "voice",
}


class FileStore:
    """A file id is made of the kind and the content's hash and number: opaque, yet repeatable."""

    def __init__(self) -> None:
        self._files: dict[str, StoredFile] = {}
        self._paths: dict[str, StoredFile] = {}
        self._count = 0

    def __len__(self) -> int:
        return len(self._files)

    def add(self, kind: Kind, name: str, data: bytes, mime: str = "") -> StoredFile:
        self._count += 1
        digest = hashlib.sha256(data).hexdigest()
        suffix = name[name.rfind(".") :] if "." in name else ""
        width, height = dimensions(data) or (0, 0)
        file = StoredFile(
            file_id=f"{kind[:2].upper()}{self._count:06d}-{digest[:32]}",
            file_unique_id=f"AQAD{digest[:12]}",
            kind=kind,
            name=name,
            mime=_mime(name, mime),
            data=data,
            path=f"{FOLDERS[kind]}/file_{self._count}{suffix}",
            width=width,
            height=height,
        )
        self._keep(file)
        return file

    def all(self) -> list[StoredFile]:
        return list(self._files.values())

    def put_back(self, files: Iterable[StoredFile]) -> None:
        """Take in files that were stored before, oldest first."""
        for file in files:
            self._keep(file)
            self._count = max(self._count, int(file.file_id[2:8]))

    def _keep(self, file: StoredFile) -> None:
        self._files[file.file_id] = file
        self._paths[file.path] = file
        if len(self._files) > FILES_KEPT:
            oldest = self._files.pop(next(iter(self._files)))
            del self._paths[oldest.path]

    def by_id(self, file_id: str) -> StoredFile | None:
        return self._files.get(file_id)

    def by_path(self, path: str) -> StoredFile | None:
        return self._paths.get(path)


def _mime(name: str, told: str) -> str:
    """What the sender says, unless it says nothing in particular."""
    if told and told != _ANY:
        return told
    return mimetypes.guess_type(name)[0] or _ANY


def content(file: StoredFile) -> Json:
    """The part of a Message that holds this file."""
    base: Json = {"file_id": file.file_id, "file_unique_id": file.file_unique_id}
    size: Json = {"file_size": file.size}
    match file.kind:
        case "photo":
            return {"photo": [base | size | {"width": file.width, "height": file.height}]}
        case "sticker":
            sticker = {"type": "regular", "width": 512, "height": 512}
            still = {"is_animated": False, "is_video": False, "emoji": "🙂"}
            return {"sticker": base | sticker | still | size}
        case "voice":
            return {"voice": base | {"duration": 1, "mime_type": "audio/ogg"} | size}
        case "document":
            return {"document": {"file_name": file.name, "mime_type": file.mime} | base | size}


def dimensions(data: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG, JPEG or GIF picture; None where it is none of them."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:  # noqa: PLR2004 - end of IHDR's sizes
        width, height = struct.unpack(">II", data[16:24])
        return int(width), int(height)
    if data.startswith((b"GIF87a", b"GIF89a")) and len(data) >= 10:  # noqa: PLR2004 - screen size
        width, height = struct.unpack("<HH", data[6:10])
        return int(width), int(height)
    if data.startswith(b"\xff\xd8"):
        return _jpeg(data)
    return None


def _jpeg(data: bytes) -> tuple[int, int] | None:
    """Walk the segments to the frame header (SOF0–SOF15 but DHT, JPG and DAC)."""
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:  # noqa: PLR2004 - a segment's marker byte
        marker = data[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):  # noqa: PLR2004 - SOF range
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return int(width), int(height)
        at += 2 + int(struct.unpack(">H", data[at + 2 : at + 4])[0])
    return None
