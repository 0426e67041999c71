"""Operators' own command menus: whoever becomes an operator gets theirs, whoever is none loses it.

The messenger keeps a menu a chat and rations changes, so it is asked first and told only what
differs. Who is an operator is looked up once a minute: a right may also just have ended.
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from typing import Final

import structlog
from aiogram.exceptions import TelegramAPIError

from bot.gateway import Gateway
from bot.refusals import NotSent, Unreachable
from storage import Database, StorageError

log = structlog.get_logger(__name__)
EVERY: Final = 60.0
"""Seconds between two looks."""

Words = Callable[[str], Sequence[tuple[str, str]]]
"""The commands of an operator's menu with what each is for, in a language."""


class Menus:
    """Keeps the menus; `roots` are the operators of the settings."""

    def __init__(
        self,
        db: Database,
        gateway: Gateway,
        words: Words,
        roots: Iterable[int],
        now: Callable[[], int],
    ) -> None:
        self._db = db
        self._gateway = gateway
        self._words = words
        self._roots = tuple(roots)
        self._now = now
        self._shown: dict[int, str] = {}
        """Whose menu is right, and in which language."""

    async def run(self) -> None:
        while True:
            try:
                await self.look()
            except (StorageError, TelegramAPIError, NotSent) as fault:
                log.warning("command menus were not looked at", error=type(fault).__name__)
            await asyncio.sleep(EVERY)

    async def look(self) -> None:
        """Bring every menu up to date."""
        wanted = await self._wanted()
        for person, language in wanted.items():
            if self._shown.get(person) != language:
                await self._show(person, self._words(language))
                self._shown[person] = language
        for person in set(self._shown) - set(wanted):
            await self._show(person, ())
            del self._shown[person]

    async def _wanted(self) -> dict[int, str]:
        """Return the operators that the bot may write to, each with their language."""
        now = self._now()
        found = await self._db.read(
            lambda tx: [
                (one, tx.persons.get(one))
                for one in dict.fromkeys((*self._roots, *tx.grants.everybody(now)))
            ]
        )
        return {one: person.language for one, person in found if person and not person.blocked_at}

    async def _show(self, person: int, commands: Sequence[tuple[str, str]]) -> None:
        try:
            await self._gateway.menu(person, commands)
        except Unreachable:
            log.debug("an operator's menu is out of reach")
