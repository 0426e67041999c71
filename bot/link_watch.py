"""Links, asked once a day in the morning; operators of everything are told of the dead ones."""

import asyncio
import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Final

import structlog

from bot.actions import routing
from bot.actions.operator.links import addresses
from bot.actions.view import Visit
from bot.web import Answer, Web
from flows.operator.links import all_links
from storage import Database, StorageError, Tx

log = structlog.get_logger(__name__)
KIND: Final = "dead_links"
HOUR: Final = 10
"""The hour of `TIMEZONE` from which links are asked."""
EVERY: Final = 60.0
"""Seconds between two looks whether it is time."""
PAUSE: Final = 1.0
"""Seconds between two addresses: most of them live at one host."""


class LinkWatch:
    """`wake` has the outbox looked at."""

    def __init__(
        self, db: Database, web: Web, visit: Callable[[int], Visit], wake: Callable[[], None]
    ) -> None:
        self._db = db
        self._web = web
        self._visit = visit
        self._wake = wake
        self._asked = asyncio.Event()
        self._pause = PAUSE

    def hurry(self) -> None:
        """Have all links asked now."""
        self._asked.set()

    async def run(self) -> None:
        while True:
            try:
                if self._asked.is_set():
                    self._asked.clear()
                    await self.check()
                elif await self._db.read(partial(_due, visit=self._visit(0))):
                    await self.check()
                    await self._tell()
            except StorageError as fault:
                log.warning("links were not looked at", error=str(fault))
            try:
                async with asyncio.timeout(EVERY):
                    await self._asked.wait()
            except TimeoutError:
                continue

    async def check(self) -> None:
        """Ask every address that a button leads to, one by one."""
        for address in await self._db.read(asked):
            answer = await self._web.ask(address)
            now = self._visit(0).now
            await self._db.write(partial(_noted, address=address, answer=answer, now=now))
            await asyncio.sleep(self._pause)

    async def _tell(self) -> None:
        if await self._db.write(partial(tell, visit=self._visit(0))):
            self._wake()


def asked(tx: Tx) -> list[str]:
    """Return the addresses that buttons lead to now, each page of a document once."""
    replaced = addresses(tx)
    links = (replaced.get(one.url, one.url) for one in all_links().values())
    return list(dict.fromkeys(one.partition("#")[0] for one in links))


def _noted(tx: Tx, address: str, answer: Answer, now: int) -> None:
    tx.links.put(address, answer.status, answer.code, now)


def _due(tx: Tx, visit: Visit) -> bool:
    """Whether today's round is still to come, and it is time for it."""
    zone = visit.rules.zone
    now = dt.datetime.fromtimestamp(visit.now, zone)
    last = max((one.checked_at for one in tx.links.all().values()), default=0)
    return now.hour >= HOUR and dt.datetime.fromtimestamp(last, zone).date() < now.date()


def dead(tx: Tx) -> int:
    """Count the addresses in use that are gone."""
    known = tx.links.all()
    return sum(1 for one in asked(tx) if one in known and known[one].status == "dead")


def tell(tx: Tx, visit: Visit) -> bool:
    """Tell the operators of everything that links are dead; return whether any are."""
    people = {person for level in routing.levels(tx, visit, 0) for person in level}
    count = dead(tx)
    for person in people if count else ():
        tx.outbox.put(person, KIND, 0, visit.now, detail=str(count))
    return bool(count and people)
