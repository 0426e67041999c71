"""What is answered over HTTP on `LISTEN`: whether the bot lives, is ready, and what it counts.

It is for the operator of the server, not for the internet: let it listen on the machine itself, or
behind a server that keeps these addresses to itself.
"""

import asyncio
from collections.abc import Callable
from typing import Final

import structlog
from aiohttp import web

from bot.house import House
from bot.metrics import CONTENT, Metrics
from bot.seen import Seen
from bot.setting_values import Address
from storage import StorageError

log = structlog.get_logger(__name__)
PATIENCE: Final = 2.0
"""Seconds that the database may take to say that it is there."""


class Status:
    """The answers. `fetching`: updates come in, or Telegram can bring them."""

    def __init__(
        self, house: House, metrics: Metrics, seen: Seen, fetching: Callable[[], bool]
    ) -> None:
        self._house = house
        self._metrics = metrics
        self._seen = seen
        self._fetching = fetching

    def add_to(self, app: web.Application) -> None:
        """Add the addresses to an application, beside whatever else it answers."""
        app.router.add_get("/healthz", self._lives)
        app.router.add_get("/readyz", self._ready)
        app.router.add_get("/metrics", self._counts)

    async def _lives(self, _request: web.Request) -> web.Response:
        return web.Response(text="ok\n")

    async def _ready(self, _request: web.Request) -> web.Response:
        """Say 503 with a word for each thing that is not there."""
        missing = [] if self._fetching() else ["updates"]
        try:
            async with asyncio.timeout(PATIENCE):
                await self._house.db.read(lambda tx: tx.outbox.next_due())
        except (StorageError, TimeoutError):
            missing.append("database")
        if missing:
            return web.Response(status=503, text=f"not ready: {', '.join(missing)}\n")
        return web.Response(text="ready\n")

    async def _counts(self, _request: web.Request) -> web.Response:
        try:
            body = await self._metrics.text(self._house, self._seen)
        except StorageError:
            return web.Response(status=503, text="the database does not answer\n")
        return web.Response(body=body, headers={"Content-Type": CONTENT})


class Listener:
    """Listens by itself, where no webhook does."""

    def __init__(self, status: Status, address: Address) -> None:
        self._status = status
        self._address = address
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listen. Raises `OSError` when the address is taken."""
        app = web.Application()
        self._status.add_to(app)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, self._address.host, self._address.port).start()

    @property
    def port(self) -> int:
        """The port in use."""
        if self._runner is None or not self._runner.addresses:
            raise RuntimeError("not listening")
        return int(self._runner.addresses[0][1])

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None
