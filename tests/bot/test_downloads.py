"""Files that people sent are fetched through the gateway, with a bound on their size."""

from collections.abc import AsyncGenerator, AsyncIterator
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import GetFile, SendMessage
from aiohttp import ClientPayloadError, ClientResponseError, RequestInfo
from multidict import CIMultiDict, CIMultiDictProxy
from yarl import URL

from bot.downloads import NoFile
from bot.gateway import Gateway
from bot.render import Rendered
from bot.session import LeanSession
from tests.bot.fakes import MESSAGE, TOKEN, Answer, ScriptedSession, refusal
from tests.support.people import Messenger

SECRET = URL(f"http://127.0.0.1/file/bot{TOKEN}/documents/file_1")
NO_ADDRESS = RequestInfo(SECRET, "GET", CIMultiDictProxy(CIMultiDict()), SECRET)


class Files(ScriptedSession):
    """A session that has one file, in pieces, or a way of failing."""

    def __init__(self, *script: Answer, pieces: tuple[bytes | Exception, ...] = ()) -> None:
        super().__init__(*script)
        self.pieces = pieces
        self.fetched: list[str] = []

    async def stream_content(self, url: str, *_: Any, **__: Any) -> AsyncGenerator[bytes, None]:
        self.fetched.append(url)
        for piece in self.pieces:
            if isinstance(piece, Exception):
                raise piece
            yield piece


def file(size: int | None = 4, path: str | None = "documents/file_1.docx") -> dict[str, Any]:
    said = {"file_id": "F", "file_unique_id": "U", "file_size": size, "file_path": path}
    return {"ok": True, "result": said}


def gateway(*script: Answer, pieces: tuple[bytes | Exception, ...] = ()) -> tuple[Gateway, Files]:
    session = Files(*script, pieces=pieces)
    return Gateway(Bot(TOKEN, session=session)), session


async def test_a_file_is_fetched_by_its_id() -> None:
    one, session = gateway(file(), pieces=(b"ab", b"cd"))
    assert await one.file("F", 4) == b"abcd"
    assert session.fetched == [f"http://127.0.0.1:1/file/bot{TOKEN}/documents/file_1.docx"]
    assert [call.file_id for call in session.asked if isinstance(call, GetFile)] == ["F"]


@pytest.mark.parametrize(
    ("answer", "pieces", "why"),
    [
        (file(5), (), "big"),
        (file(None), (b"abc", b"de"), "big"),
        (file(4), (b"abc", b"de"), "big"),
        (file(path=None), (), "gone"),
        (refusal(400, "Bad Request: file is too big"), (), "big"),
        (refusal(400, "Bad Request: invalid file_id"), (), "gone"),
        (file(), (ClientResponseError(NO_ADDRESS, (), status=404),), "gone"),
    ],
)
async def test_one_that_is_too_large_or_gone_is_none(
    answer: dict[str, Any], pieces: tuple[bytes | Exception, ...], why: str
) -> None:
    one, _ = gateway(answer, pieces=pieces)
    with pytest.raises(NoFile) as caught:
        await one.file("F", 4)
    assert caught.value.why == why


@pytest.mark.parametrize(
    "failure",
    [
        ClientResponseError(NO_ADDRESS, (), status=502, message="Bad Gateway"),
        ClientPayloadError(str(SECRET)),
        TimeoutError(),
    ],
)
async def test_a_broken_network_is_told_without_the_address(failure: Exception) -> None:
    """The address holds the token."""
    one, _ = gateway(file(), pieces=(b"a", failure))
    with pytest.raises(TelegramNetworkError) as caught:
        await one.file("F", 4)
    assert TOKEN not in str(caught.value)
    assert caught.value.__cause__ is None


@pytest.fixture
async def messenger() -> AsyncIterator[Messenger]:
    async with Messenger() as one:
        yield one


async def test_over_http_it_is_the_same(messenger: Messenger) -> None:
    bot = Bot(messenger.token, session=LeanSession(messenger.url))
    anna = messenger.person("Анна")
    sent = await anna.send_document("приказ.docx", b"PK" * 50_000)
    file_id = sent.json["document"]["file_id"]
    try:
        assert await Gateway(bot).file(file_id, 100_000) == b"PK" * 50_000
        with pytest.raises(NoFile):
            await Gateway(bot).file(file_id, 99_999)
        with pytest.raises(NoFile):
            await Gateway(bot).file("nobody's", 9)
    finally:
        await bot.session.close()


async def test_a_message_can_answer_another() -> None:
    one, session = gateway(MESSAGE, MESSAGE)
    await one.send(5, Rendered("да", reply_to=3))
    await one.send(5, Rendered("нет"))
    first, second = (call for call in session.asked if isinstance(call, SendMessage))
    assert first.reply_parameters is not None
    assert first.reply_parameters.message_id == 3
    assert first.reply_parameters.allow_sending_without_reply is True
    assert second.reply_parameters is None
