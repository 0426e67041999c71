"""The lean session over loopback HTTP: what goes out, what comes back, what goes wrong."""

import asyncio
import datetime as dt
import json
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.exceptions import (
    ClientDecodeError,
    RestartingTelegram,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import GetUpdates, SendMessage
from aiogram.types import (
    BufferedInputFile,
    ChatPermissions,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    User,
)
from aiohttp import web

from bot.session import LeanSession, NotConnected, Sent
from tests.bot.fakes import MESSAGE, OK, TOKEN, refusal


class Server:
    """Answers every call with what was put into `answer`, and keeps the requests."""

    def __init__(self) -> None:
        self.answer: Any = OK
        self.status = 200
        self.paths: list[str] = []
        self.types: list[str] = []
        self.bodies: list[Any] = []
        self.before: Callable[[web.Request], Awaitable[None]] | None = None
        self.url = ""

    async def handle(self, request: web.Request) -> web.Response:
        if self.before is not None:
            await self.before(request)
        self.paths.append(request.path)
        self.types.append(request.content_type)
        if request.content_type == "application/json":
            self.bodies.append(await request.json())
        else:
            form = await request.post()
            self.bodies.append(
                {
                    name: (one.filename, one.file.read()) if isinstance(one, web.FileField) else one
                    for name, one in form.items()
                }
            )
        text = self.answer if isinstance(self.answer, str) else json.dumps(self.answer)
        return web.Response(text=text, status=self.status)


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    server = Server()
    app = web.Application()
    app.router.add_post("/{path:.*}", server.handle)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield server
    await runner.cleanup()


@pytest.fixture
async def bot(server: Server) -> AsyncIterator[Bot]:
    async with Bot(TOKEN, session=LeanSession(server.url + "/")) as bot:
        yield bot


KEYBOARD = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text="✅ Готово", callback_data="x")]]
)


async def test_parameters_go_as_json_without_what_is_not_set(server: Server, bot: Bot) -> None:
    server.answer = MESSAGE
    await bot.send_message(5, "Привет", reply_markup=KEYBOARD, disable_notification=False)
    assert server.paths == [f"/bot{TOKEN}/sendMessage"]
    assert server.types == ["application/json"]
    assert server.bodies == [
        {
            "chat_id": 5,
            "text": "Привет",
            "disable_notification": False,
            "reply_markup": {
                "inline_keyboard": [[{"text": "✅ Готово", "callback_data": "x"}]],
            },
        }
    ]


async def test_the_bots_defaults_are_filled_in(server: Server) -> None:
    server.answer = MESSAGE
    defaults = DefaultBotProperties(parse_mode="HTML", link_preview_is_disabled=True)
    async with Bot(TOKEN, session=LeanSession(server.url), default=defaults) as bot:
        await bot.send_message(5, "Привет")
    (body,) = server.bodies
    assert body["parse_mode"] == "HTML"
    assert body["link_preview_options"] == {"is_disabled": True}


async def test_moments_are_numbers_as_in_aiogram(server: Server, bot: Bot) -> None:
    until = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    await bot.restrict_chat_member(5, 6, permissions=ChatPermissions(), until_date=until)
    assert server.bodies[0]["until_date"] == str(int(until.timestamp()))


async def test_files_go_as_a_form(server: Server, bot: Bot) -> None:
    server.answer = MESSAGE
    sent = await bot.send_document(5, BufferedInputFile(b"{}", "a.json"), caption="Файл")
    assert sent.message_id == 7
    (body,) = server.bodies
    assert body["caption"] == "Файл"
    assert body[body["document"].removeprefix("attach://")] == ("a.json", b"{}")


async def test_a_picture_known_by_its_id_needs_no_form(server: Server, bot: Bot) -> None:
    server.answer = {"ok": True, "result": [MESSAGE["result"]]}
    found: Any = await bot.send_media_group(5, [InputMediaPhoto(media="AgAC")])
    assert found == [Sent(7, 5)]
    assert server.bodies[0]["media"] == [{"type": "photo", "media": "AgAC"}]


async def test_of_a_message_two_numbers_are_kept(server: Server, bot: Bot) -> None:
    server.answer = MESSAGE
    sent: Any = await bot.send_message(5, "Привет")
    edited: Any = await bot.edit_message_text("Пока", chat_id=5, message_id=7)
    assert sent == edited == Sent(message_id=7, chat_id=5)


async def test_updates_come_as_they_are(server: Server, bot: Bot) -> None:
    server.answer = {"ok": True, "result": [{"update_id": 1, "anything": {"new": True}}]}
    updates: Any = await bot(GetUpdates(offset=1), request_timeout=3)
    assert updates == [{"update_id": 1, "anything": {"new": True}}]


async def test_other_results_are_aiograms(server: Server, bot: Bot) -> None:
    server.answer = {"ok": True, "result": {"id": 42, "is_bot": True, "first_name": "Гид"}}
    me = await bot.get_me()
    assert isinstance(me, User)
    assert me.bot is bot
    server.answer = OK
    assert await bot.delete_webhook() is True


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (refusal(400, "Bad Request: chat not found"), TelegramBadRequest),
        (refusal(400, "group upgraded", migrate_to_chat_id=-100), TelegramMigrateToChat),
        (refusal(401, "Unauthorized"), TelegramUnauthorizedError),
        (refusal(403, "Forbidden: bot was blocked by the user"), TelegramForbiddenError),
        (refusal(404, "Not Found"), TelegramNotFound),
        (refusal(409, "Conflict: terminated by other getUpdates"), TelegramConflictError),
        (refusal(429, "Too Many Requests", retry_after=5), TelegramRetryAfter),
        (refusal(500, "Internal Server Error"), TelegramServerError),
        (refusal(500, "Internal Server Error: restart"), RestartingTelegram),
        (refusal(418, "I'm a teapot"), TelegramAPIError),
    ],
)
async def test_refusals_are_aiograms(
    server: Server, bot: Bot, answer: dict[str, Any], kind: type[TelegramAPIError]
) -> None:
    server.answer, server.status = answer, answer["error_code"]
    with pytest.raises(TelegramAPIError) as caught:
        await bot.send_message(5, "x")
    assert type(caught.value) is kind
    assert answer["description"] in caught.value.message
    if isinstance(caught.value, TelegramRetryAfter):
        assert caught.value.retry_after == 5


async def test_a_proxys_error_page_is_a_server_error(server: Server, bot: Bot) -> None:
    server.answer, server.status = "<html>Bad Gateway</html>", 502
    with pytest.raises(TelegramServerError, match="HTTP 502"):
        await bot.send_message(5, "x")


@pytest.mark.parametrize(
    "answer",
    [
        "<html>Войдите в сеть школы</html>",
        "[]",
        '{"ok": true, "result": "Анна Каренина"}',
        '{"ok": true, "result": {"text": "Анна Каренина"}}',
        '{"ok": true, "result": null}',
    ],
)
async def test_what_is_no_answer_is_said_without_repeating_it(
    server: Server, bot: Bot, answer: str
) -> None:
    server.answer = answer
    with pytest.raises(ClientDecodeError) as caught:
        await bot.send_message(5, "x")
    assert "sendMessage" in str(caught.value)
    assert "Анна" not in str(caught.value)
    assert "школы" not in str(caught.value)


async def test_an_unexpected_object_is_said_without_repeating_it(server: Server, bot: Bot) -> None:
    server.answer = {"ok": True, "result": {"id": "Анна Каренина"}}
    with pytest.raises(ClientDecodeError) as caught:
        await bot.get_me()
    assert "Анна" not in str(caught.value)


async def test_no_connection_means_not_sent() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        async with Bot(TOKEN, session=LeanSession(url)) as bot:
            with pytest.raises(NotConnected) as caught:
                await bot.send_message(5, "x")
    assert TOKEN not in str(caught.value)


async def test_a_connection_that_breaks_is_not_the_same_as_none(server: Server, bot: Bot) -> None:
    async def drop(request: web.Request) -> None:
        assert request.transport is not None
        request.transport.abort()
        await asyncio.sleep(0)
        raise web.HTTPServiceUnavailable

    server.before = drop
    with pytest.raises(TelegramNetworkError) as caught:
        await bot.send_message(5, "x")
    assert type(caught.value) is TelegramNetworkError


async def test_an_answer_that_does_not_come_is_a_network_error(server: Server) -> None:
    never = asyncio.Event()

    async def wait(_: web.Request) -> None:
        await never.wait()

    server.before = wait
    async with Bot(TOKEN, session=LeanSession(server.url, timeout=0.02)) as bot:
        with pytest.raises(TelegramNetworkError) as caught:
            await bot.send_message(5, "x")
    never.set()
    assert not isinstance(caught.value, NotConnected)


async def test_a_proxy_that_is_not_there_means_not_sent() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        proxy = f"socks5://name:password@127.0.0.1:{taken.getsockname()[1]}"
        async with Bot(TOKEN, session=LeanSession("http://127.0.0.1:1", proxy=proxy)) as bot:
            with pytest.raises(NotConnected) as caught:
                await bot.send_message(5, "x")
    assert "password" not in str(caught.value)


async def test_https_is_checked_against_known_authorities() -> None:
    session = LeanSession()
    assert session._connector_init["ssl"].verify_mode.name == "CERT_REQUIRED"
    assert session.api.api_url("1:a", "getMe") == "https://api.telegram.org/bot1:a/getMe"
    await session.close()
    assert "ssl" not in LeanSession("http://127.0.0.1:8081")._connector_init


async def test_it_can_be_closed_unused_and_used_again(server: Server) -> None:
    session = LeanSession(server.url)
    await session.close()
    server.answer = MESSAGE
    for _ in range(2):
        bot = Bot(TOKEN, session=session)
        assert (await bot(SendMessage(chat_id=5, text="x"))).message_id == 7
        await session.close()


def test_check_response_stands_alone() -> None:
    """Tests of aiogram's kind call it without HTTP."""
    session = LeanSession("http://127.0.0.1:1")
    bot = Bot(TOKEN, session=session)
    method = SendMessage(chat_id=5, text="x")
    found: Any = session.check_response(bot, method, 200, json.dumps(MESSAGE))
    assert (found.ok, found.result) == (True, Sent(7, 5))
