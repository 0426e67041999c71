"""A running emulator, a caller of its Bot API, and a person who has started the bot."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.emulator.bodies import Params
from bot.emulator.errors import ApiError
from bot.emulator.methods import METHODS, Answer, Context
from bot.emulator.model import Json
from bot.emulator.polling import Poller
from bot.emulator.webhook import Webhook
from tests.support.people import Messenger, Someone


class Caller:
    """Calls methods straight, without HTTP: quick, and the same handlers."""

    def __init__(self, messenger: Messenger) -> None:
        world = messenger.world
        self._context = Context(world, Poller(world.updates), Webhook(world, self._nothing))

    async def _nothing(self, name: str, values: Json) -> None:
        del name, values

    def __call__(self, method: str, **params: Any) -> Any:
        """The result."""
        answer = METHODS[method.lower()](self._context, Params(params))
        return answer.result if isinstance(answer, Answer) else answer

    def refusal(self, method: str, **params: Any) -> str:
        """Code and words of the refusal, as `400 Bad Request: …`."""
        with pytest.raises(ApiError) as caught:
            self(method, **params)
        return str(caught.value)


class Wire:
    """Calls methods over HTTP."""

    def __init__(self, messenger: Messenger, session: aiohttp.ClientSession) -> None:
        self.messenger = messenger
        self.session = session

    @property
    def base(self) -> str:
        return f"{self.messenger.url}/bot{self.messenger.token}"

    async def __call__(self, method: str, **params: Any) -> Json:
        """The whole answer."""
        async with self.session.post(f"{self.base}/{method}", json=params) as response:
            answer: Json = await response.json()
            assert response.status == (200 if answer["ok"] else answer["error_code"])
            return answer

    async def control(self, path: str, body: Json | None = None, status: int = 200) -> Json:
        """A POST to the control interface."""
        address = f"{self.messenger.url}/control/{path}"
        headers = {"X-Emulator": "1"}
        async with self.session.post(address, json=body or {}, headers=headers) as response:
            answer: Json = await response.json()
            assert response.status == status, answer
            assert answer["ok"] is (status == 200)
            return answer


@pytest.fixture
def silent() -> Messenger:
    """The same without a port."""
    return Messenger()


@pytest.fixture
def call(silent: Messenger) -> Caller:
    return Caller(silent)


@pytest.fixture
def anna(silent: Messenger) -> Someone:
    """Has written to the bot."""
    someone = silent.person("Анна", username="anna")
    someone.person.started = True
    return someone


@pytest.fixture
async def messenger() -> AsyncIterator[Messenger]:
    async with Messenger(webhook_pause=0.01) as running:
        yield running


@pytest.fixture
async def wire(messenger: Messenger) -> AsyncIterator[Wire]:
    async with aiohttp.ClientSession() as session:
        yield Wire(messenger, session)
