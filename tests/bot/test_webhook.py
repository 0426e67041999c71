"""The webhook over loopback HTTP: who is let in, what is answered, and how Telegram hears of it."""

import asyncio
import io
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiogram import Dispatcher
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import GetMe, SetWebhook
from aiogram.types import Message, Update
from aiohttp import ClientSession
from pydantic import SecretStr
from structlog.testing import capture_logs

from bot.intake import ALLOWED, BadToken, Intake
from bot.mailboxes import Mailboxes
from bot.pauses import Pauses
from bot.setting_values import Address
from bot.settings import Settings
from bot.webhook import BODY_LIMIT, HEADER, Webhook
from tests.bot.fakes import OK, Answer, Naps, bot_with, refusal, said

LOST = TelegramNetworkError(GetMe(), "no answer in time")
SECRET = {HEADER: "s3cret"}


def settings(**changed: Any) -> Settings:
    values: dict[str, Any] = {
        "webhook_url": "https://bot.example.ru/hook",
        "webhook_secret": SecretStr("s3cret"),
        "listen": Address("127.0.0.1", 0),
    }
    return Settings(**(values | changed))


class House:
    """A webhook with a handler behind it."""

    def __init__(self, *script: Answer, backlog: int = 100) -> None:
        self.bot, self.session = bot_with(*script)
        self.naps = Naps()
        self.handled: list[int] = []
        self.gate = asyncio.Event()
        self.gate.set()
        dispatcher = Dispatcher(disable_fsm=True)
        dispatcher.message.register(self._handle)
        boxes = Mailboxes(dispatcher, self.bot, backlog=backlog)
        self.intake = Intake(dispatcher, self.bot, mailboxes=boxes)
        pauses = Pauses(first=1, chance=lambda: 0)
        self.webhook = Webhook(settings(), self.intake, self.bot, sleep=self.naps, pauses=pauses)

    async def _handle(self, _: Message, event_update: Update) -> None:
        await self.gate.wait()
        self.handled.append(event_update.update_id)

    async def post(
        self, body: Any, *, headers: dict[str, str] | None = None, path: str = "/hook"
    ) -> int:
        data = io.BytesIO(body if isinstance(body, bytes) else json.dumps(body).encode())
        url = f"http://127.0.0.1:{self.webhook.port}{path}"
        sent = SECRET if headers is None else headers
        async with (
            ClientSession(headers={"Content-Type": "application/json"}) as session,
            session.post(url, data=data, headers=sent) as answer,
        ):
            return answer.status


@pytest.fixture
async def house() -> AsyncIterator[House]:
    house = House(backlog=3)
    await house.webhook.start()
    yield house
    await house.webhook.stop()
    await house.intake.stop(grace=0)


async def test_an_update_is_taken_in_and_answered_at_once(house: House) -> None:
    house.gate.clear()
    assert await house.post(said(10)) == 200
    assert house.handled == []
    house.gate.set()
    assert await house.intake.stop() == 0
    assert house.handled == [10]
    assert house.session.asked == [], "with a webhook there is nothing to confirm"


@pytest.mark.parametrize("headers", [{}, {HEADER: "wrong"}, {HEADER: "s3cre"}, {HEADER: ""}])
async def test_without_the_secret_nobody_is_let_in(house: House, headers: dict[str, str]) -> None:
    assert await house.post(said(10), headers=headers) == 401
    assert await house.intake.stop() == 0
    assert house.handled == []


@pytest.mark.parametrize("body", [b"{", b"\xff\xfe", [], {}, {"update_id": "1"}, "text"])
async def test_what_is_no_update_is_refused(house: House, body: Any) -> None:
    assert await house.post(body) == 400


async def test_a_body_beyond_all_measure_is_refused(house: House) -> None:
    assert await house.post(b" " * (BODY_LIMIT + 1)) == 413


async def test_other_addresses_are_not_there(house: House) -> None:
    assert await house.post(said(1), path="/") == 404


async def test_what_cannot_be_taken_in_comes_again(house: House) -> None:
    house.gate.clear()
    for person in range(1, 5):
        await house.post(said(person, person=1))
    assert await house.post(said(9)) == 503
    house.gate.set()
    await house.intake.stop()
    assert await house.post(said(10)) == 503, "a stopping program takes nothing in"


async def test_telegram_is_told_of_it_until_it_knows() -> None:
    flood = refusal(429, "Too Many Requests", retry_after=9)
    house = House(LOST, flood, OK)
    await house.webhook.start()
    with capture_logs() as logs:
        serving = asyncio.create_task(house.webhook.serve())
        while len(house.session.asked) < 3:  # noqa: ASYNC110 - the session is a script
            await asyncio.sleep(0)
        await house.webhook.stop()
        assert not serving.done(), "serving ends when nothing is in hand"
        await house.intake.stop()
        await serving
    assert house.naps.taken == [1, 9]
    assert [one["log_level"] for one in logs] == ["warning", "info"]
    method = house.session.asked[-1]
    assert isinstance(method, SetWebhook)
    assert (method.url, method.secret_token) == ("https://bot.example.ru/hook", "s3cret")
    assert method.allowed_updates == list(ALLOWED)
    assert method.drop_pending_updates is False


async def test_it_can_be_stopped_before_telegram_knows() -> None:
    house = House(LOST)
    asleep = asyncio.Event()

    async def sleep(_: float) -> None:
        asleep.set()
        await asyncio.Event().wait()

    house.webhook._sleep = sleep
    serving = asyncio.create_task(house.webhook.serve())
    await asleep.wait()
    await house.webhook.stop()
    await house.intake.stop()
    await serving


async def test_a_token_that_telegram_does_not_know_ends_the_program() -> None:
    house = House(refusal(401, "Unauthorized"))
    with pytest.raises(BadToken):
        await house.webhook.serve()


@pytest.mark.parametrize("missing", ["webhook_url", "listen"])
def test_it_needs_its_settings(missing: str) -> None:
    house = House()
    known = settings().model_copy(update={missing: None})
    with pytest.raises(ValueError, match="needs"):
        Webhook(known, house.intake, house.bot)


def test_there_is_no_port_before_it_listens() -> None:
    with pytest.raises(RuntimeError):
        _ = House().webhook.port
