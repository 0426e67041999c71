"""A messenger with the real bot at work in it, over HTTP, for end-to-end tests."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, Final

from bot.app import App, opened
from bot.clock import Clock
from bot.pace import Pace
from bot.settings import Settings
from tests.support.keys import KEY, written
from tests.support.people import Messenger, Someone

HATS: Final = {"Ученик": ("Ученик", "Да, 14 есть")}
"""Roles that take more than one tap to put on."""


class Town:
    """People, their messenger, and a bot that can be stopped and started again.

    Unless it is `paced`, what a chat can take in a second is not looked at: its people are quick.
    """

    def __init__(
        self, messenger: Messenger, folder: Path, *, paced: bool = False, **settings: Any
    ) -> None:
        self.messenger = messenger
        self.paced = paced
        self.database = folder / "guide.db"
        self._given = settings
        self._app: App | None = None
        self._work: asyncio.Task[None] | None = None

    @property
    def app(self) -> App:
        assert self._app is not None, "the bot is not running"
        return self._app

    def settings(self) -> Settings:
        options: dict[str, Any] = {
            "_env_file": None,
            "bot_token": self.messenger.token,
            "bot_api_url": self.messenger.url,
            "database_url": f"sqlite:///{self.database}",
            "data_key": written(KEY),
        }
        return Settings(**(options | self._given))

    async def start(self) -> None:
        ready = asyncio.Event()
        self._work = asyncio.create_task(self._run(ready))
        waiting = asyncio.create_task(ready.wait())
        await asyncio.wait({self._work, waiting}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if self._work.done():
            self._work.result()

    async def _run(self, ready: asyncio.Event) -> None:
        settings = self.settings()
        pace = Pace(settings.send_rate, chats=self.paced)
        async with opened(settings, self.messenger.clock, pace=pace) as app:
            self._app = app
            await app.run(ready.set)

    async def stop(self) -> None:
        if self._app is not None and self._work is not None:
            await self._app.stop()
            await self._work
        self._app = self._work = None

    async def restart(self) -> None:
        await self.stop()
        await self.start()

    async def someone(self, role: str = "Учитель", name: str = "Анна") -> Someone:
        """A person who has agreed and chosen a role: two taps from /start to a card."""
        person = self.messenger.person(name)
        await person.start()
        await person.press("Согласен")
        for label in HATS.get(role, (role,)):
            await person.press(label)
        return person


@contextlib.asynccontextmanager
async def town(folder: Path, **settings: Any) -> AsyncIterator[Town]:
    async with Messenger(Clock()) as messenger:
        one = Town(messenger, folder, **settings)
        await one.start()
        try:
            yield one
        finally:
            await one.stop()
