"""Documents, pictures, albums: up, again by id, and down."""

import io
import json
import struct
from typing import Any

import aiohttp
import pytest

from bot.emulator import files
from bot.emulator.model import Json
from tests.emulator.conftest import Caller, Wire
from tests.support.people import PNG, Messenger, Someone

JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc2\x00\x0b\x08" + struct.pack(">HH", 30, 40) + b"\x03"
GIF = b"GIF89a" + struct.pack("<HH", 7, 5)


def png(width: int, height: int) -> bytes:
    return PNG[:16] + struct.pack(">II", width, height) + PNG[24:]


@pytest.fixture
async def reader(messenger: Messenger) -> Someone:
    someone = messenger.person()
    someone.person.started = True
    return someone


async def send(wire: Wire, method: str, **fields: Any) -> Json:
    """Multipart: bytes become files of that name."""
    form = aiohttp.FormData()
    for name, value in fields.items():
        if isinstance(value, bytes):
            form.add_field(
                name, io.BytesIO(value), filename=f"{name}.txt", content_type="text/plain"
            )
        else:
            form.add_field(name, value if isinstance(value, str) else json.dumps(value))
    async with wire.session.post(f"{wire.base}/{method}", data=form) as response:
        answer: Json = await response.json()
        return answer


async def test_document_up_and_down(wire: Wire, reader: Someone) -> None:
    """The name and type stay; the bytes come back through getFile."""
    answer = await send(
        wire, "sendDocument", chat_id=reader.id, document="привет".encode(), caption="Файл"
    )
    document = answer["result"]["document"]
    assert document["file_name"] == "document.txt"
    assert document["mime_type"] == "text/plain"
    assert document["file_size"] == 12
    assert reader.file(reader.last).data.decode() == "привет"
    got = (await wire("getFile", file_id=document["file_id"]))["result"]
    assert got["file_unique_id"] == document["file_unique_id"]
    address = f"{wire.messenger.url}/file/bot{wire.messenger.token}/{got['file_path']}"
    async with wire.session.get(address) as response:
        assert await response.read() == "привет".encode()
    async with wire.session.get(address + "x") as response:
        assert response.status == 404
    async with wire.session.get(address.replace("/bot42:", "/bot43:")) as response:
        assert response.status == 401


async def test_again_by_id(wire: Wire, reader: Someone) -> None:
    """The same bytes have the same unique id, whatever the upload."""
    first = (await send(wire, "sendDocument", chat_id=reader.id, document=b"x"))["result"]
    by_id = await wire("sendDocument", chat_id=reader.id, document=first["document"]["file_id"])
    assert by_id["result"]["document"] == first["document"]
    second = (await send(wire, "sendDocument", chat_id=reader.id, document=b"x"))["result"]
    assert second["document"]["file_id"] != first["document"]["file_id"]
    assert second["document"]["file_unique_id"] == first["document"]["file_unique_id"]


async def test_attached_files(wire: Wire, reader: Someone) -> None:
    answer = await send(
        wire, "sendDocument", chat_id=reader.id, document="attach://other", other=b"x"
    )
    assert answer["result"]["document"]["file_name"] == "other.txt"


@pytest.mark.parametrize(("data", "size"), [(PNG, (2, 1)), (JPEG, (40, 30)), (GIF, (7, 5))])
async def test_photo(wire: Wire, reader: Someone, data: bytes, size: tuple[int, int]) -> None:
    """Width and height are read from the picture."""
    answer = await send(wire, "sendPhoto", chat_id=reader.id, photo=data, caption="Школа")
    photo = answer["result"]["photo"][-1]
    assert (photo["width"], photo["height"]) == size
    assert answer["result"]["caption"] == "Школа"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"text", "IMAGE_PROCESS_FAILED"),
        (png(9000, 1001), "PHOTO_INVALID_DIMENSIONS"),
        (png(100, 4), "PHOTO_INVALID_DIMENSIONS"),
        (b"", "file must be non-empty"),
    ],
)
async def test_bad_photos(wire: Wire, reader: Someone, data: bytes, words: str) -> None:
    answer = await send(wire, "sendPhoto", chat_id=reader.id, photo=data)
    assert answer["description"] == f"Bad Request: {words}"


def test_what_is_no_picture() -> None:
    for data in (b"", b"\xff\xd8", b"\xff\xd8\xff", b"\xff\xd8\0\0\0\0\0\0\0\0\0\0\0", b"GIF89a"):
        assert files.dimensions(data) is None


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("", "there is no document in the request"),
        ("attach://nowhere", "there is no document in the request"),
        ("https://sferum.ru/a.pdf", "failed to get HTTP URL content"),
        ("AAAA", "wrong file identifier/HTTP URL specified"),
    ],
)
def test_bad_documents(call: Caller, anna: Someone, value: str, words: str) -> None:
    said = call.refusal("sendDocument", chat_id=anna.id, document=value)
    assert said == f"400 Bad Request: {words}"


def test_limits(
    silent: Messenger, call: Caller, anna: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """1,024 units of caption; 20 MB down; a photo is no document."""
    store = silent.world.files
    file = store.add("document", "a.txt", b"x").file_id
    said = call.refusal("sendDocument", chat_id=anna.id, document=file, caption="😀" * 513)
    assert said == "400 Bad Request: message caption is too long"
    photo = store.add("photo", "a.png", PNG).file_id
    assert call.refusal("sendDocument", chat_id=anna.id, document=photo) == (
        "400 Bad Request: can't use file of type Photo as Document"
    )
    monkeypatch.setattr("bot.emulator.methods.media.DOWNLOAD_LIMIT", 0)
    assert call.refusal("getFile", file_id=file) == "400 Bad Request: file is too big"
    assert call.refusal("getFile", file_id="x") == "400 Bad Request: invalid file_id"
    assert call.refusal("getFile") == "400 Bad Request: file_id not specified"


@pytest.mark.parametrize("name", ["uploads.UPLOAD_LIMIT", "bodies.BODY_LIMIT"])
async def test_too_large_an_upload(
    wire: Wire, reader: Someone, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """50 MB, tried here with less."""
    where = "bot.emulator.methods." if name.startswith("uploads") else "bot.emulator."
    monkeypatch.setattr(where + name, 1_000)
    answer = await send(wire, "sendDocument", chat_id=reader.id, document=b"\0" * 1_001)
    assert (answer["error_code"], answer["description"]) == (413, "Request Entity Too Large")


async def test_too_large_a_photo(
    wire: Wire, reader: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.emulator.methods.uploads.PHOTO_LIMIT", len(PNG) - 1)
    answer = await send(wire, "sendPhoto", chat_id=reader.id, photo=PNG)
    assert answer["description"] == "Bad Request: file is too big"


async def test_album(wire: Wire, reader: Someone) -> None:
    """Messages of one album share its id."""
    media = [
        {"type": "photo", "media": "attach://a", "caption": "<b>1</b>", "parse_mode": "HTML"},
        {"type": "photo", "media": "attach://b"},
    ]
    answer = await send(wire, "sendMediaGroup", chat_id=reader.id, media=media, a=PNG, b=PNG)
    first, second = answer["result"]
    assert first["media_group_id"] == second["media_group_id"]
    assert first["caption_entities"][0]["type"] == "bold"


@pytest.mark.parametrize(
    ("media", "words"),
    [
        (None, 'parameter "media" is required'),
        ("{}", "expected an Array of InputMedia"),
        ([], "there are no messages to send"),
        (["x"], "can't parse InputMedia: expected an Object"),
        ([{"type": "photo"}], "can't parse InputMedia: media not found"),
        ([{"type": "photo", "media": "attach://x"}], "can't parse InputMedia: media not found"),
        ([{"media": "x"}], "can't parse InputMedia: Can't find field \"type\""),
        ([{"type": "song", "media": "x"}], 'can\'t parse InputMedia: type "song" is unsupported'),
    ],
)
def test_bad_albums(call: Caller, anna: Someone, media: object, words: str) -> None:
    said = call.refusal("sendMediaGroup", chat_id=anna.id, media=media)
    assert said == f"400 Bad Request: {words}"


def test_mixed_and_long_albums(silent: Messenger, call: Caller, anna: Someone) -> None:
    store = silent.world.files
    photo = {"type": "photo", "media": store.add("photo", "a.png", PNG).file_id}
    document = {"type": "document", "media": store.add("document", "a.txt", b"x").file_id}
    said = call.refusal("sendMediaGroup", chat_id=anna.id, media=[photo, document])
    assert said == "400 Bad Request: document can't be mixed with other media types"
    said = call.refusal("sendMediaGroup", chat_id=anna.id, media=[photo] * 11)
    assert said == "400 Bad Request: too many messages to send as an album"


def test_old_files_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory stays bounded."""
    monkeypatch.setattr(files, "FILES_KEPT", 2)
    store = files.FileStore()
    first = store.add("document", "a", b"1")
    store.add("document", "b", b"2")
    store.add("document", "c", b"3")
    assert len(store) == 2
    assert store.by_id(first.file_id) is None
    assert store.by_path(first.path) is None


async def test_copy_of_a_document_with_another_caption(
    silent: Messenger, call: Caller, anna: Someone
) -> None:
    file = silent.world.files.add("document", "a.txt", b"x").file_id
    sent = call("sendDocument", chat_id=anna.id, document=file, caption="раз")
    where = {"chat_id": anna.id, "from_chat_id": anna.id, "message_id": sent["message_id"]}
    call("copyMessage", **where)
    assert anna.last.text == "раз"
    call("copyMessage", **where, caption="два")
    assert anna.last.text == "два"
