"""The HTTP session below the Bot: aiogram's, without what nobody reads.

Plain aiogram spends most of a call on a form body (a JSON one takes a tenth of the time) and on
validating the whole message that comes back, of which two numbers are used. Measured over loopback
with the server's share included, a call takes half of aiogram's time.
"""

import json
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from functools import cache
from http import HTTPStatus
from typing import Any, Final, cast
from urllib.parse import urlsplit

import certifi
from aiogram import Bot
from aiogram.client.default import Default
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.session.base import BaseSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramNetworkError,
    TelegramServerError,
)
from aiogram.methods import GetUpdates, Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import Message
from aiohttp import (
    ClientConnectorError,
    ClientError,
    ClientSession,
    ClientTimeout,
    ConnectionTimeoutError,
    DummyCookieJar,
    TCPConnector,
)
from pydantic_core import PydanticSerializationError, to_json

TELEGRAM: Final = "https://api.telegram.org"
ANSWER_TIMEOUT: Final = 30.0
"""Seconds for one call; after that it is unknown whether Telegram carried it out."""
CONNECT_TIMEOUT: Final = 10.0
CONNECTIONS: Final = 160
"""Calls at once: those of all people served, and of all that is said unasked beside them."""
_JSON: Final = {"Content-Type": "application/json"}
_MOMENTS: Final = (datetime, timedelta)


class NotConnected(TelegramNetworkError):
    """No connection was made, so Telegram cannot have seen the request: asking again is safe."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What is kept of a message in an answer."""

    message_id: int
    chat_id: int


class LeanSession(AiohttpSession):
    """Methods that return a `Message` give `Sent`, `getUpdates` gives raw dictionaries.

    Any other method behaves as in aiogram, and so do all errors, with two additions:
    `NotConnected`, and a 5xx answer that is no JSON (a proxy's page) is a
    `TelegramServerError`. No error's text repeats what a person wrote.
    """

    def __init__(
        self,
        api_url: str = TELEGRAM,
        *,
        proxy: str | None = None,
        timeout: float = ANSWER_TIMEOUT,
    ) -> None:
        """`proxy` is an address as `socks5://user:password@host:port` (socks4, socks5, http)."""
        # aiogram's own __init__ reads all certificates (25 ms), also where there is no TLS.
        BaseSession.__init__(self, api=TelegramAPIServer.from_base(api_url), timeout=timeout)
        self._session: ClientSession | None = None
        self.watches: list[Callable[[str, str], None]] = []
        """Told of every call: its method, and `ok` or what kind of error it ended with."""
        self._connector_type: type[TCPConnector] = TCPConnector
        self._connector_init: dict[str, Any] = {}
        self._should_reset_connector = False
        self._proxy = None
        self._secure = urlsplit(api_url).scheme == "https"
        self._timeout = ClientTimeout(total=timeout, sock_connect=CONNECT_TIMEOUT)
        self._unreachable: tuple[type[Exception], ...] = (
            ClientConnectorError,
            ConnectionTimeoutError,
        )
        if proxy is not None:
            self._setup_proxy_connector(proxy)
            # Heavy and seldom needed: loaded only where a proxy is set.
            from aiohttp_socks import (  # noqa: PLC0415
                ProxyConnectionError,
                ProxyError,
                ProxyTimeoutError,
            )

            self._unreachable += (ProxyConnectionError, ProxyError, ProxyTimeoutError)
        self._connector_init |= {"limit": CONNECTIONS, "ttl_dns_cache": 3600}
        if self._secure:
            self._connector_init["ssl"] = ssl.create_default_context(cafile=certifi.where())

    async def create_session(self) -> ClientSession:
        if self._session is None or self._session.closed:
            self._session = ClientSession(
                connector=self._connector_type(**self._connector_init),
                cookie_jar=DummyCookieJar(),
            )
        return self._session

    async def close(self) -> None:
        """Without TLS there is nothing to wait for after closing."""
        if self._secure:
            await super().close()
        elif self._session is not None:
            await self._session.close()

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109 - aiogram's signature
    ) -> TelegramType:
        """Call a method; `timeout` in seconds replaces the session's."""
        try:
            answer = await self._request(bot, method, timeout)
        except TelegramAPIError as error:
            self._tell(method, type(error).__name__)
            raise
        self._tell(method, "ok")
        return answer

    def _tell(self, method: TelegramMethod[Any], result: str) -> None:
        for watch in self.watches:
            watch(method.__api_method__, result)

    async def _request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None,  # noqa: ASYNC109 - as above
    ) -> TelegramType:
        session = await self.create_session()
        body = _json_body(bot, method)
        limit = self._timeout
        if timeout is not None:
            limit = ClientTimeout(total=timeout, sock_connect=CONNECT_TIMEOUT)
        try:
            async with session.post(
                self.api.api_url(token=bot.token, method=method.__api_method__),
                data=self.build_form_data(bot, method) if body is None else body,
                headers=None if body is None else _JSON,
                timeout=limit,
            ) as answer:
                status, content = answer.status, await answer.text("utf-8", "replace")
        except self._unreachable as error:
            raise NotConnected(method, type(error).__name__) from error
        except TimeoutError as error:
            raise TelegramNetworkError(method, "no answer in time") from error
        except ClientError as error:
            raise TelegramNetworkError(method, type(error).__name__) from error
        return cast("TelegramType", self._result(bot, method, status, content))

    def check_response(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        status_code: int,
        content: str,
    ) -> Response[TelegramType]:
        result = self._result(bot, method, status_code, content)
        return Response[Any].model_construct(ok=True, result=result)

    def _result(self, bot: Bot, method: TelegramMethod[Any], status: int, content: str) -> Any:
        try:
            data = self.json_loads(content)
        except ValueError as error:
            if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                raise TelegramServerError(method, f"HTTP {status}") from error
            raise _unreadable(method, content, error) from error
        if isinstance(data, dict) and data.get("ok") is True:
            try:
                read, result = _lean(method, data.get("result"))
            except (LookupError, TypeError) as error:
                raise _unreadable(method, content, error) from error
            if read:
                return result
        try:
            return super().check_response(bot, method, status, content).result
        except ClientDecodeError as error:
            raise _unreadable(method, content, error.original) from None


class _Kind(Enum):
    """What is done with a method's result."""

    MESSAGE = auto()
    MESSAGES = auto()
    RAW = auto()
    VALIDATED = auto()


@cache
def _kind(method: type[TelegramMethod[Any]]) -> _Kind:
    returning = method.__returning__
    if issubclass(method, GetUpdates):
        return _Kind.RAW
    if returning in (Message, Message | bool):
        return _Kind.MESSAGE
    return _Kind.MESSAGES if returning == list[Message] else _Kind.VALIDATED


def _lean(method: TelegramMethod[Any], result: Any) -> tuple[bool, Any]:
    """Return whether the result can go without validation, and what is kept of it."""
    if result is True:
        return True, True
    match _kind(type(method)):
        case _Kind.MESSAGE:
            return True, _sent(result)
        case _Kind.MESSAGES:
            return True, [_sent(one) for one in result]
        case _Kind.RAW:
            return True, [raw for raw in result if isinstance(raw, dict)]
        case _Kind.VALIDATED:
            return False, None


def _sent(message: dict[str, Any]) -> Sent:
    return Sent(message["message_id"], message["chat"]["id"])


def _unreadable(method: TelegramMethod[Any], content: str, error: Exception) -> ClientDecodeError:
    """Aiogram's text repeats the whole answer; people's words have no place in an error."""
    return ClientDecodeError(
        f"the answer to {method.__api_method__} is not what was expected",
        TypeError(type(error).__name__),
        f"{len(content)} characters",
    )


def _json_body(bot: Bot, method: TelegramMethod[Any]) -> bytes | None:
    """Return the method's parameters as JSON; None where there are files to upload.

    The quick way takes the fields as they are. What it does not know (a file, a moment in time, a
    bot's default inside an object) goes through aiogram's own, slower preparation.
    """
    fields: dict[str, Any] = {}
    for name, value in method.__dict__.items():
        chosen = bot.default[value.name] if type(value) is Default else value
        if chosen is not None:
            fields[name] = chosen
    if not any(isinstance(value, _MOMENTS) for value in fields.values()):
        with suppress(PydanticSerializationError):
            return to_json(fields, exclude_none=True)
    files: dict[str, Any] = {}
    prepared = {
        name: bot.session.prepare_value(value, bot, files, _dumps_json=False)
        for name, value in method.model_dump(warnings=False).items()
    }
    if files:
        return None
    return json.dumps(
        {name: value for name, value in prepared.items() if value is not None}
    ).encode()
