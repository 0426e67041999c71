"""Links, asked once a day in the morning; operators of everything are told of the dead ones."""

import asyncio
import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

import structlog

from bot.actions import routing
from bot.actions.operator.links import addresses
from bot.actions.view import Visit
from bot.web import Answer, Web
from flows.operator.links import all_links
from storage import Database, Priority, StorageError, Tx

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
            wanted = self._asked.is_set()
            self._asked.clear()
            try:
                if left := await self._db.read(partial(due, visit=self._visit(0))):
                    await self.check(left)
                    await self._tell()
                else:
                    await self.check(await self._db.read(asked if wanted else unknown))
            except StorageError as fault:
                log.warning("links were not looked at", error=str(fault))
            try:
                async with asyncio.timeout(EVERY):
                    await self._asked.wait()
            except TimeoutError:
                continue

    async def check(self, those: Sequence[str]) -> None:
        """Ask addresses, one by one."""
        for address in those:
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


def unknown(tx: Tx) -> list[str]:
    """Return what came since the last round: an address that an operator put in another's place."""
    known = tx.links.all()
    return [one for one in asked(tx) if one not in known] if known else []


def _noted(tx: Tx, address: str, answer: Answer, now: int) -> None:
    tx.links.put(address, answer.status, answer.code, now)


def due(tx: Tx, visit: Visit) -> list[str]:
    """Return what today's round has still to ask, when it is time for it.

    A round that was broken off goes on. One that was asked for earlier in the day, or an address
    that came later, changes nothing of it.
    """
    now = dt.datetime.fromtimestamp(visit.now, visit.rules.zone)
    begins = now.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    known, addresses = tx.links.all(), asked(tx)
    last = {one: known[one].checked_at for one in addresses if one in known}
    fresh = {one for one, at in last.items() if at >= begins.timestamp()}
    if now < begins or (last and len(fresh) == len(last)):
        return []
    return [one for one in addresses if one not in fresh]


def dead(tx: Tx) -> int:
    """Count the addresses in use that are gone."""
    known = tx.links.all()
    return sum(1 for one in asked(tx) if one in known and known[one].status == "dead")


def tell(tx: Tx, visit: Visit) -> bool:
    """Tell the operators of everything that links are dead; return whether any are."""
    people = {person for level in routing.levels(tx, visit, 0) for person in level}
    count = dead(tx)
    for person in people if count else ():
        tx.outbox.put(person, KIND, 0, visit.now, detail=str(count), priority=Priority.REMINDER)
    return bool(count and people)
