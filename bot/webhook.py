"""Updates by webhook: Telegram calls, the intake takes in, 200 says that it has.

For those who have an https address. A request that was answered 200 is over for Telegram, so it is
answered when the update is in its mailbox; one that cannot be taken in now is refused and comes
again. A second delivery of the same update is known to the database by its number.
"""

import asyncio
import secrets
from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

import structlog
from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.methods import SetWebhook
from aiohttp import web

from bot.intake import ALLOWED, BadToken, Intake
from bot.pauses import Pauses, Sleep
from bot.settings import Settings

log = structlog.get_logger(__name__)

HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"
BODY_LIMIT: Final = 1024 * 1024
"""Bytes. Telegram's updates are some kilobytes."""
SHUTDOWN: Final = 5.0
"""Seconds for requests in hand when it stops listening."""
AGAIN: Final = {"Retry-After": "5"}


class Webhook:
    """Listens on `LISTEN`; `WEBHOOK_URL` leads there, as a rule through a server that adds TLS."""

    def __init__(
        self,
        settings: Settings,
        intake: Intake,
        bot: Bot,
        *,
        sleep: Sleep = asyncio.sleep,
        pauses: Pauses | None = None,
    ) -> None:
        if not (settings.webhook_url and settings.webhook_secret and settings.listen):
            raise ValueError("a webhook needs its address, its secret and where to listen")
        self._url = settings.webhook_url
        self._secret = settings.webhook_secret.get_secret_value()
        self._address = settings.listen
        self._intake = intake
        self._bot = bot
        self._sleep = sleep
        self._pauses = pauses or Pauses(first=1.0)
        self._runner: web.AppRunner | None = None
        self.also: Callable[[web.Application], None] = lambda _app: None
        """Adds what else is answered on the same address."""

    def application(self) -> web.Application:
        """Return the web application: one address, everything else is 404."""
        app = web.Application(client_max_size=BODY_LIMIT)
        app.router.add_post(urlsplit(self._url).path or "/", self._receive)
        self.also(app)
        return app

    async def start(self) -> None:
        """Listen, then say so to Telegram. Raises `OSError` when the address is taken."""
        self._runner = web.AppRunner(self.application(), access_log=None, shutdown_timeout=SHUTDOWN)
        await self._runner.setup()
        await web.TCPSite(self._runner, self._address.host, self._address.port).start()

    @property
    def port(self) -> int:
        """The port in use: another than asked for where 0 was."""
        if self._runner is None or not self._runner.addresses:
            raise RuntimeError("not listening")
        return int(self._runner.addresses[0][1])

    async def serve(self) -> None:
        """Set the webhook, trying until it is set; return when the intake has stopped.

        Raises `BadToken`.
        """
        announcing = asyncio.get_running_loop().create_task(self._announce(), name="webhook")
        stopped = asyncio.get_running_loop().create_task(self._intake.stopped.wait())
        try:
            await asyncio.wait({announcing, stopped}, return_when=asyncio.FIRST_COMPLETED)
            if announcing.done():
                announcing.result()
            await stopped
        finally:
            announcing.cancel()
            stopped.cancel()

    async def stop(self) -> None:
        """Listen no more. Telegram keeps what comes from now on until the next start."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _announce(self) -> None:
        method = SetWebhook(
            url=self._url,
            secret_token=self._secret,
            allowed_updates=list(ALLOWED),
            drop_pending_updates=False,
        )
        failures = 0
        while True:
            try:
                await self._bot(method)
            except (TelegramUnauthorizedError, TelegramNotFound) as error:
                raise BadToken(type(error).__name__) from None
            except AiogramError as error:
                failures += 1
                if failures == 1:
                    log.warning("the webhook is not set yet, trying again", error=error)
                asked = error.retry_after if isinstance(error, TelegramRetryAfter) else 0
            else:
                break
            await self._sleep(max(asked, self._pauses.after(failures)))
        log.info("the webhook is set", tries=failures + 1)

    async def _receive(self, request: web.Request) -> web.Response:
        given = request.headers.get(HEADER, "")
        if not secrets.compare_digest(given.encode(), self._secret.encode()):
            return web.Response(status=401)
        try:
            update = await request.json()
        except ValueError:
            return web.Response(status=400)
        if not isinstance(update, dict) or not isinstance(update.get("update_id"), int):
            return web.Response(status=400)
        if not self._intake.put(update):
            return web.Response(status=503, headers=AGAIN)
        return web.Response()
