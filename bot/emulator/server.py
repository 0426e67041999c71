"""Puts the parts together and serves them on one loopback port."""

import asyncio
import json
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from aiohttp import StreamReader, web
from aiohttp.abc import AbstractStreamWriter
from aiohttp.http import RawRequestMessage

from bot.clock import Clock
from bot.emulator.api import BotApi, Call
from bot.emulator.bodies import BODY_LIMIT
from bot.emulator.control import Control, Refused
from bot.emulator.faults import Faults
from bot.emulator.hooks import Hooks
from bot.emulator.limits import Limits
from bot.emulator.model import BotProfile, Json
from bot.emulator.world import World

PAGE: Final = Path(__file__).parent / "page"
DEFAULT_TOKEN: Final = "42:emulated-token-of-no-use-elsewhere"  # noqa: S105 - opens nothing but this
_TYPES: Final = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
    ".webmanifest": "application/manifest+json",
}
_GUARDS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
        "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
}
_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
_MARK: Final = "X-Emulator"


class Emulator:
    """A running messenger with one bot.

    Give `Emulator.url` to the bot as its API server and `Emulator.token` as its token.
    `webhook_pause` is the wait before an update is offered again, in seconds. `limits` refuse what
    Telegram would (429); without them a bot may send as it likes.
    """

    def __init__(
        self,
        clock: Clock | None = None,
        *,
        token: str = DEFAULT_TOKEN,
        username: str = "guide_bot",
        first_name: str = "Бот",
        hooks: Hooks | None = None,
        webhook_pause: float = 1.0,
        limits: Limits | None = None,
    ) -> None:
        self.clock = clock or Clock()
        self.hooks = hooks or Hooks()
        self.faults = Faults()
        bot = BotProfile(int(token.partition(":")[0]), token, first_name, username)
        self.world = World(self.clock, bot)
        self._api = BotApi(self.world, self.faults, limits, webhook_pause=webhook_pause)
        self._control = Control(self.world, self.faults, self.hooks)
        self._runner: web.ServerRunner | None = None
        self.port = 0

    @property
    def url(self) -> str:
        """Base address, without the token."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def token(self) -> str:
        return self.world.bot.token

    @property
    def polled(self) -> asyncio.Event:
        """Set while the bot waits in getUpdates: it has fetched everything there is."""
        return self._api.context.poller.parked

    @property
    def calls(self) -> list[Call]:
        """The bot's latest requests, oldest first."""
        return list(self._api.calls)

    async def start(self, port: int = 0) -> None:
        """Listen on 127.0.0.1; 0 takes any free port. Raises OSError when the port is taken."""
        server = web.Server(
            self._handle, request_factory=_request, access_log=None, handler_cancellation=True
        )
        self._runner = web.ServerRunner(server, shutdown_timeout=0.5)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, "127.0.0.1", port).start()
        except OSError:
            await self._runner.cleanup()
            raise
        self.port = int(self._runner.addresses[0][1])

    async def stop(self) -> None:
        """Let everybody go who waits, then close the port."""
        await self._api.webhook.stop()
        self._api.context.poller.release()
        self.world.hub.close()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def log(self, text: str, level: str = "info") -> None:
        """A line from the program around the emulator for the page's log."""
        self.world.hub.publish({"type": "host", "level": level, "text": text})

    def set_running(self, *, running: bool) -> None:
        """Tell the page whether the bot is up."""
        self.world.bot.running = running
        self.world.publish_bot()

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        path = request.path
        if path.startswith("/bot"):
            return await self._api.serve(request)
        if path.startswith("/file/bot"):
            return self._api.download(request)
        response = await self._page_or_control(request)
        if not response.prepared:
            response.headers.update(_GUARDS)
        return response

    async def _page_or_control(self, request: web.BaseRequest) -> web.StreamResponse:
        try:
            _check_origin(request)
            if request.method == "POST":
                return _json({"ok": True} | await self._control.act(request))
            return await self._get(request)
        except Refused as refused:
            return _json({"ok": False, "error": str(refused)}, refused.status)

    async def _get(self, request: web.BaseRequest) -> web.StreamResponse:
        path = request.path
        if path == "/control/state":
            return _json(self._control.snapshot())
        if path == "/control/events":
            return await self._control.events(request, _GUARDS)
        if path.startswith("/control/file/"):
            return self._control.file(path.removeprefix("/control/file/"))
        if path == "/" or path.startswith("/page/"):
            return await _static(path.removeprefix("/page/").strip("/") or "index.html")
        return _json({"ok": False, "error_code": 404, "description": "Not Found"}, 404)


def _check_origin(request: web.BaseRequest) -> None:
    """Other sites cannot make a browser send the header, nor a name of theirs point here."""
    if urlsplit(f"//{request.host}").hostname not in _LOOPBACK:
        raise Refused("Доступ только с этого компьютера", 403)
    if request.method == "POST" and request.headers.get(_MARK) != "1":
        raise Refused(f"Нужен заголовок {_MARK}: 1", 403)
    if request.method not in ("GET", "HEAD", "POST"):
        raise Refused("Такого действия нет", 405)


def _request(
    message: RawRequestMessage,
    payload: StreamReader,
    protocol: web.RequestHandler,
    writer: AbstractStreamWriter,
    task: "asyncio.Task[None]",
) -> web.BaseRequest:
    """As aiohttp makes it, but with room for the largest upload."""
    loop = asyncio.get_running_loop()
    return web.BaseRequest(
        message, payload, protocol, writer, task, loop, client_max_size=BODY_LIMIT
    )


async def _static(name: str) -> web.StreamResponse:
    """Only plain names of known kinds: nothing outside the page's folder can be asked for."""
    kind = _TYPES.get(Path(name).suffix)
    file = PAGE / name
    if kind is None or not name.replace("-", "").replace("_", "").replace(".", "").isalnum():
        raise Refused("Такой страницы нет", 404)
    try:
        body = await asyncio.to_thread(file.read_bytes)
    except OSError:
        raise Refused("Такой страницы нет", 404) from None
    charset = "utf-8" if kind.startswith(("text/", "image/svg", "application/")) else None
    return web.Response(body=body, content_type=kind, charset=charset)


def _json(body: Json, status: int = 200) -> web.Response:
    text = json.dumps(body, ensure_ascii=False)
    return web.Response(text=text, status=status, content_type="application/json")
