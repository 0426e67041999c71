"""The bot's side of the wire: `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

import asyncio
import contextlib
import inspect
import json
import time
from collections import deque
from dataclasses import dataclass
from typing import Any, Final

from aiohttp import web

from bot.emulator.bodies import Params, read
from bot.emulator.errors import ApiError, not_found, too_many_requests, unauthorized
from bot.emulator.faults import Faults, Once
from bot.emulator.limits import Limits
from bot.emulator.methods import METHODS, Answer, Context
from bot.emulator.model import Json
from bot.emulator.polling import Poller
from bot.emulator.webhook import Webhook
from bot.emulator.world import World

CALLS_KEPT: Final = 5_000
SHORT: Final = 160
"""Characters of one parameter that the page's log shows."""


@dataclass(slots=True, frozen=True)
class Call:
    """One request of the bot, as it came and as it ended. `took` is in seconds."""

    at: int
    method: str
    params: dict[str, Any]
    status: int
    description: str
    took: float
    result: Any = None

    @property
    def ok(self) -> bool:
        return self.status == 200  # noqa: PLR2004 - HTTP's OK


class Dropped(Exception):
    """No answer is to be sent."""


class BotApi:
    """Carries out methods; over HTTP or for an answer to a webhook."""

    def __init__(
        self, world: World, faults: Faults, limits: Limits | None, *, webhook_pause: float
    ) -> None:
        self.world = world
        self.faults = faults
        self.limits = limits
        self.webhook = Webhook(world, self.execute, webhook_pause)
        self.context = Context(world, Poller(world.updates), self.webhook)
        self.calls: deque[Call] = deque(maxlen=CALLS_KEPT)

    async def serve(self, request: web.BaseRequest) -> web.StreamResponse:
        token, _, name = request.path[len("/bot") :].partition("/")
        started = time.perf_counter()
        params = Params()
        try:
            self._check_token(token)
            once = None if self.faults.quiet else await self._trouble(name.lower())
            params = await read(request)
            answer = await self._carry_out(name, params)
        except Dropped:
            self._note(name, params, started, 0, "connection broken")
            return _cut(request)
        except ApiError as error:
            self._note(name, params, started, error.code, error.description)
            return _refusal(error)
        if self.faults.broken_after or (once is not None and once.trouble == "drop_after"):
            self._note(name, params, started, 0, "carried out, connection broken", answer)
            return _cut(request)
        self._note(name, params, started, 200, "", answer)
        return _success(answer)

    async def execute(self, name: str, values: Json) -> None:
        """A method that came as an answer to a webhook: its outcome goes to the log only."""
        params, started = Params(values), time.perf_counter()
        try:
            answer = await self._carry_out(name, params)
        except ApiError as error:
            self._note(name, params, started, error.code, error.description)
        else:
            self._note(name, params, started, 200, "", answer)

    def download(self, request: web.BaseRequest) -> web.StreamResponse:
        token, _, path = request.path[len("/file/bot") :].partition("/")
        file = self.world.files.by_path(path)
        try:
            self._check_token(token)
        except ApiError as error:
            return _refusal(error)
        if file is None:
            return _refusal(not_found())
        return web.Response(body=file.data, content_type="application/octet-stream")

    def _check_token(self, token: str) -> None:
        if token != self.world.bot.token:
            raise unauthorized() if ":" in token else not_found()

    async def _carry_out(self, name: str, params: Params) -> Any:
        handler = METHODS.get(name.lower())
        if handler is None:
            raise not_found()
        if self.limits and (seconds := self.limits.wait(name.lower(), params.values)):
            raise too_many_requests(seconds)
        answer = handler(self.context, params)
        return await answer if inspect.isawaitable(answer) else answer

    async def _trouble(self, method: str) -> Once | None:
        """Strike before the request is carried out, or say what is to happen after it."""
        faults = self.faults
        if faults.broken:
            raise Dropped
        if faults.slow:
            await asyncio.sleep(faults.slow)
        was_flooded = faults.flood
        if seconds := faults.flooded(method, self.world.now()):
            raise too_many_requests(seconds)
        if was_flooded and not faults.flood:
            self.world.hub.publish({"type": "faults", "faults": faults.json()})
        once = faults.take(method)
        match once.trouble if once else None:
            case "drop_before":
                raise Dropped
            case "flood" if once is not None:
                raise too_many_requests(once.seconds)
            case "server_error":
                raise ApiError(502, "Bad Gateway")
        return once

    def _note(
        self,
        name: str,
        params: Params,
        started: float,
        status: int,
        description: str,
        answer: Any = None,
    ) -> None:
        result = answer.result if isinstance(answer, Answer) else answer
        took = time.perf_counter() - started
        call = Call(self.world.now(), name, params.values, status, description, took, result)
        self.calls.append(call)
        hub = self.world.hub
        if hub.watched:
            hub.publish(_event(call, params))
        else:
            hub.seq += 1


def _event(call: Call, params: Params) -> Json:
    event: Json = {
        "type": "call",
        "at": call.at,
        "method": call.method,
        "ok": call.ok,
        "status": call.status,
        "ms": round(call.took * 1000, 1),
        "request": {name: _short(value) for name, value in call.params.items()}
        | {name: f"{file.name}, {len(file.data)} B" for name, file in params.files.items()},
    }
    with contextlib.suppress(TypeError, ValueError):
        event["chat_id"] = int(call.params["chat_id"]) if "chat_id" in call.params else None
    if event.get("chat_id") is None:
        event.pop("chat_id", None)
    if call.description:
        event["description"] = call.description
    return event


def _short(value: Any) -> Any:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    if len(text) <= SHORT:
        return value
    return text[:SHORT] + "…"


def _success(answer: Any) -> web.Response:
    body: Json = {"ok": True, "result": answer}
    if isinstance(answer, Answer):
        body = {"ok": True, "result": answer.result, "description": answer.description}
    return web.Response(body=json.dumps(body).encode(), content_type="application/json")


def _refusal(error: ApiError) -> web.Response:
    body: Json = {"ok": False, "error_code": error.code, "description": error.description}
    headers = {}
    if error.retry_after is not None:
        body["parameters"] = {"retry_after": error.retry_after}
        headers["Retry-After"] = str(error.retry_after)
    return web.Response(
        body=json.dumps(body).encode(),
        status=error.code,
        content_type="application/json",
        headers=headers,
    )


def _cut(request: web.BaseRequest) -> web.Response:
    """Break the connection; what is returned goes nowhere."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
