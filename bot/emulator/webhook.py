"""Delivers updates to the bot's own server, in order per chat, until it takes them."""

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable
from typing import Any, Final

import aiohttp

from bot.emulator.model import Json
from bot.emulator.updates import Update
from bot.emulator.world import World

TIMEOUT: Final = 60
"""Seconds the bot may take to answer (said by the server's author)."""
LONGEST_PAUSE: Final = 60.0
_LOOKAHEAD: Final = 200
_TAKEN: Final = range(200, 300)

Execute = Callable[[str, Json], Awaitable[Any]]


class Webhook:
    """`first_pause` is the wait in seconds before the second attempt; it doubles from there."""

    def __init__(self, world: World, execute: Execute, first_pause: float = 1.0) -> None:
        self.url = ""
        self.max_connections = 40
        self.last_error_date = 0
        self.last_error_message = ""
        self._world = world
        self._execute = execute
        self._first_pause = first_pause
        self._secret = ""
        self._session: aiohttp.ClientSession | None = None
        self._in_flight: dict[int, asyncio.Task[None]] = {}

    async def start(self, url: str, secret: str, max_connections: int) -> None:
        await self.stop()
        self.url, self._secret, self.max_connections = url, secret, max_connections
        self.last_error_date, self.last_error_message = 0, ""
        timeout = aiohttp.ClientTimeout(total=TIMEOUT)
        self._session = aiohttp.ClientSession(timeout=timeout)
        self._world.updates.wakers.add(self._pump)
        self._pump()

    async def stop(self) -> None:
        """What was not taken stays in the queue."""
        self.url = ""
        self._world.updates.wakers.discard(self._pump)
        tasks = [task for task in self._in_flight.values() if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._in_flight.clear()
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _pump(self) -> None:
        """Start a delivery for each chat that has none under way."""
        if not self.url:
            return
        for update in self._world.updates.take(_LOOKAHEAD):
            if len(self._in_flight) >= self.max_connections:
                return
            if update.key not in self._in_flight:
                task = asyncio.get_running_loop().create_task(self._deliver(update))
                self._in_flight[update.key] = task

    async def _deliver(self, update: Update) -> None:
        pause = self._first_pause
        while (answer := await self._attempt(update)) is None:
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
        self._world.updates.remove(update)
        await self._run(answer)
        self._in_flight.pop(update.key, None)
        self._pump()

    async def _attempt(self, update: Update) -> str | None:
        """The body of the bot's answer; None when the bot did not take the update."""
        if self._session is None:
            raise asyncio.CancelledError
        headers = {"Content-Type": "application/json"}
        if self._secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = self._secret
        body = json.dumps(update.json()).encode()
        try:
            async with self._session.post(self.url, data=body, headers=headers) as response:
                if response.status in _TAKEN:
                    return await response.text()
                why = f"Wrong response from the webhook: {response.status} {response.reason}"
        except (aiohttp.ClientError, TimeoutError) as error:
            why = (
                "Read timeout expired" if isinstance(error, TimeoutError) else "Connection refused"
            )
        self.last_error_date, self.last_error_message = self._world.now(), why
        self._world.hub.publish({"type": "host", "level": "warning", "text": f"Webhook: {why}"})
        return None

    async def _run(self, answer: str) -> None:
        """Carry out a method in the answer; how it went nobody learns.

        Bot API, "Making requests when getting updates".
        """
        with contextlib.suppress(ValueError):
            wanted = json.loads(answer)
            if isinstance(wanted, dict) and isinstance(wanted.get("method"), str):
                await self._execute(wanted.pop("method"), wanted)
