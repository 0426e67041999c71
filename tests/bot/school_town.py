"""The two schools of `tests/storage/two_schools.py`, with everybody where they really could be."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any, Final, NamedTuple

import pytest

from bot.actions.view import Action, View, Visit
from flows.model import Role
from flows.screens import Page, Text
from storage import Ask, Database, Tx
from tests.storage.two_schools import AT, EVERYBODY, WHO, Everything, Place, build, put, snapshot
from tests.support.keys import SEAL

NOW: Final = AT + 1000
# "nobody" has not even agreed to the notice.
OUTSIDERS: Final = ("nobody", *sorted(EVERYBODY - {"head", "deputy"}))
VK: Final = "https://vk.me/join/" + "A" * 24
MAX: Final = "https://max.ru/join/" + "B" * 43


class Town(NamedTuple):
    """A database with both schools."""

    db: Database
    place: Place

    async def act(self, name: str, action: Action, now: int = NOW) -> View:
        """Let somebody do something."""
        visit = visit_of(name, now)
        return await self.db.write(lambda tx: action(tx, visit))

    async def answer(self, name: str, answered: Any, ask: Ask, text: str) -> View:
        """Let somebody answer what they were asked."""
        visit = visit_of(name)

        def act(tx: Tx) -> View:
            person = tx.persons.get(visit.person)
            assert person is not None
            tx.asks.put(person.id, ask)
            view: View = answered(tx, visit, person, ask, text)
            return view

        return await self.db.write(act)

    async def everything(self) -> Everything:
        return await self.db.read(lambda tx: snapshot(tx.execute))

    async def told(self) -> list[tuple[int, str, int]]:
        """Who is told what about which journey."""
        sql = "SELECT person_id, kind, subject FROM outbox ORDER BY id"
        return await self.db.read(lambda tx: list(tx.execute(sql, {}).fetchall()))

    async def ask_of(self, name: str) -> Ask | None:
        return await self.db.read(lambda tx: tx.asks.get(WHO[name]))


def visit_of(name: str, now: int = NOW) -> Visit:
    return Visit(WHO.get(name, 1), 1, "ru", now)


def settle(tx: Tx) -> Place:
    """Build both schools; families stand at their own first step, claims and deputies walk too."""
    place = build(tx)
    for one in tx.journeys.in_class(place.klass, Role.FAMILY):
        tx.journeys.save(replace(one, state="install", variant="parent"))
    for name in ("deputy", "claim"):
        put(tx, name, Role.ADMIN, place.school)
    return place


@pytest.fixture
async def town(tmp_path: Any) -> AsyncIterator[Town]:
    db = await Database.open(f"sqlite:///{tmp_path}/guide.db", clock_now=lambda: NOW, seal=SEAL)
    yield Town(db, await db.write(settle))
    await db.close()


def pages_of(view: View) -> list[Page]:
    return [b.does for row in view.screen.rows for b in row if isinstance(b.does, Page)]


def is_refused(view: View) -> bool:
    return view.note in {Text("note-no_button"), Text("note-not_started")}
