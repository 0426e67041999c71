"""Operators' own command menus: whoever becomes an operator gets theirs, whoever is none loses it.

The messenger keeps a menu a chat and rations changes, so it is asked first and told only what
differs. Who is an operator is looked up once a minute: a right may also just have ended.
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from typing import Final, TypeAlias

import structlog
from aiogram.exceptions import TelegramAPIError

from bot.gateway import Gateway
from bot.refusals import NotSent, Unreachable
from flows.operator.home import commands
from storage import By, Database, StorageError, Tx

log = structlog.get_logger(__name__)
EVERY: Final = 60.0
"""Seconds between two looks."""

Menu: TypeAlias = tuple[str, tuple[str, ...]]
"""A language, and the names of an operator's own commands."""
Words: TypeAlias = Callable[[str, Sequence[str]], Sequence[tuple[str, str]]]
"""All commands of such a menu, everybody's too, with what each is for."""


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
        self._shown: dict[int, Menu] = {}
        """Whose menu is right, and what it is."""

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
        for person, menu in wanted.items():
            if self._shown.get(person) != menu:
                await self._show(person, self._words(*menu))
                self._shown[person] = menu
        for person in set(self._shown) - set(wanted):
            await self._show(person, ())
            del self._shown[person]

    async def _wanted(self) -> dict[int, Menu]:
        """Return the operators that the bot may write to, each with their menu."""
        now = self._now()

        def read(tx: Tx) -> dict[int, Menu]:
            found: dict[int, Menu] = {}
            for one in dict.fromkeys((*self._roots, *tx.grants.everybody(now))):
                person = tx.persons.get(one)
                if person and not person.blocked_at:
                    rights = tx.grants.rights(By(one, one in self._roots, now))
                    found[one] = (person.language, commands(rights))
            return found

        return await self._db.read(read)

    async def _show(self, person: int, commands: Sequence[tuple[str, str]]) -> None:
        try:
            await self._gateway.menu(person, commands)
        except Unreachable:
            log.debug("an operator's menu is out of reach")
