"""A whole school at once: whatever people do, in whatever order, nobody is lost and nothing leaks.

What must hold after every act is in `tests/support/bustle_rules.py`.
"""

import asyncio
import random
import tempfile
from collections import Counter
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows import Journey, Kind, Role, walked_by
from storage import Tx
from tests.support import bustle_rules as rules
from tests.support import recount
from tests.support.bustle import DAY, Bustle
from tests.support.bustle_people import ADMIN, DEPUTY, SOON, People, stands_in_a_wait
from tests.support.waiting import waiting

ACTS: Final = 900
IN: Final = ("accepted", "said")


class Run:
    """One school from its first day to the last, played out by chance."""

    def __init__(self, people: People) -> None:
        self.people = people
        self.bustle = people.bustle
        self.chance = people.chance
        self.idle: set[int] = set()

    # -- anything may happen ---------------------------------------------------------------------

    async def act(self) -> None:
        """Let the next thing happen: to the bot, to an administrator, a teacher or a family."""
        roll, people = self.chance.random(), self.people
        if roll < 0.06:
            self.bustle.now += self.chance.choice(SOON)
        elif roll < 0.14:
            await self.bustle.deliver(dying=0.1)
        elif roll < 0.145:
            await self.bustle.start()
        elif roll < 0.34:
            await self._administrates(self.chance.choice([ADMIN, DEPUTY]))
        elif roll < 0.7:
            await self._teaches(self.chance.choice(people.teachers))
        else:
            await self._joins(self.chance.choice(people.families))

    async def _administrates(self, person: int) -> None:
        roll, people = self.chance.random(), self.people
        if person not in await people.admins():
            gives = "head" if roll < 0.2 else "deputy"
            await people.comes(person, gives, old=roll < 0.5)
        elif roll < 0.35:
            await people.decides(person)
        elif roll < 0.45:
            await people.gives_links(person, self.chance.sample(people.names, 2))
        elif roll < 0.52:
            await people.ends_a_link(person)
        elif roll < 0.57:
            await people.invite(person, self.chance.choice(["head", "deputy", "deputy"]))
        elif roll < 0.59:
            await people.leaves(person)
        elif roll < 0.8:
            await self._goes_on(person)
        else:
            await self._fumbles(person)

    async def _teaches(self, person: int) -> None:
        roll, people = self.chance.random(), self.people
        if await people.journey(person) is None:
            await people.comes(person, "teacher", people.name_of(person), old=roll < 0.3)
        elif roll < 0.5:
            await self._goes_on(person, bold=roll < 0.15)
        elif roll < 0.55:
            await people.chooses_class(person, self.chance.choice(people.names))
        elif roll < 0.7:
            await people.gives_chat(person)
        elif roll < 0.76:
            await people.comes(person, "teacher", self.chance.choice(people.names), old=True)
        elif roll < 0.79:
            await people.leaves(person)
        elif roll < 0.81:
            await people.forgets(person)
        elif roll < 0.83:
            await self.bustle.says(person, "Мария Петровна")
        else:
            await self._fumbles(person)

    async def _joins(self, person: int) -> None:
        roll, people = self.chance.random(), self.people
        if await people.journey(person) is None:
            await people.comes(person, "family", people.name_of(person), old=roll < 0.3)
        elif roll < 0.6:
            await self._goes_on(person, bold=roll < 0.06)
        elif roll < 0.66:
            await people.comes(person, "family", self.chance.choice(people.names), old=True)
        elif roll < 0.7:
            await people.leaves(person)
        elif roll < 0.73:
            await people.forgets(person)
        else:
            await self._fumbles(person)

    async def _goes_on(self, person: int, *, bold: bool = False) -> None:
        """Take the next steps, as many as fit between two lessons."""
        for _ in range(self.chance.randint(1, 3)):
            if not await self.people.forward(person, bold=bold):
                return

    async def _fumbles(self, person: int) -> None:
        """Tap something that is there, twice, or that was there before."""
        roll, people = self.chance.random(), self.people
        if roll < 0.4:
            await people.presses_anything(person)
        elif roll < 0.7:
            await people.presses_again(person)
        else:
            await people.presses_something_old(person)

    # -- everybody who still cares comes to the end ----------------------------------------------

    async def finish(self) -> None:
        people = self.people
        for turn in range(4):
            running = [one for one in await people.admins() if one not in self.idle]
            if running and not turn:
                await people.gives_links(running[0], people.names)
                for name in people.names:
                    await people.invite(running[0], "teacher", name)
                    await people.invite(running[0], "family", name)
            for person in people.teachers:
                await self._finishes(person, "teacher")
            for one in await people.staff("waiting") if running else []:
                await self.bustle.page(running[0], "accept", str(one.id))
            for person in people.families:
                await self._finishes(person, "family")
            for person in sorted({ADMIN, DEPUTY} - self.idle):
                await self._walks_on(person)
            await self.bustle.deliver()
        self.bustle.now += DAY
        await self.bustle.deliver()

    async def _finishes(self, person: int, gives: str) -> None:
        people = self.people
        if person in self.idle:
            return
        if not any(one.school_id for one in await people.hats(person)):
            await people.comes(person, gives, people.name_of(person))
        await self._walks_on(person)

    async def _walks_on(self, person: int) -> None:
        for one in await self.people.hats(person):
            await self.bustle.page(person, "switch", str(one.id))
            if one.role is Role.TEACHER and one.school_id and not one.class_id:
                await self.people.chooses_class(person, self.people.name_of(person))
            for _ in range(25):
                if not await self.people.forward(person):
                    break
            if one.role is Role.TEACHER:
                await self._gives_chat(person)

    async def _gives_chat(self, person: int) -> None:
        """Once accepted, a teacher gives the link that the class waits for."""
        journey = await self.people.journey(person)
        rows = {row.id: row for row in (await self.people.classes()).values()}
        row = rows.get(journey.class_id or 0) if journey else None
        belongs = [one for one in await self.people.staff(*IN) if one.person_id == person]
        if row is not None and not row.chat and belongs:
            self.bustle.now += 31 * 60  # a question for the name stands for half an hour
            await self.people.gives_chat(person)

    # -- and then --------------------------------------------------------------------------------

    async def check(self) -> Counter[str]:
        """Return which events were taken how often, once everything is found in order."""
        admins = set(await self.people.admins()) - self.idle
        now = self.bustle.now

        def read(tx: Tx) -> Counter[str]:
            for one in rules.journeys(tx):
                if one.person_id not in self.idle:
                    self._is_through(tx, one, admins)
            assert all(notice.due_at > now for notice in waiting(tx))
            rules.standings_agree(tx)
            recount.agree(tx)
            rules.activity_agrees(tx, self.bustle.needed)
            rules.one_head(tx)
            assert rules.uses_agree(tx, self.bustle.books)
            return rules.replays(tx)

        return await self.bustle.db.read(read)

    def _is_through(self, tx: Tx, one: Journey, admins: set[int]) -> None:
        """Done, or waiting for somebody who does nothing any more."""
        if walked_by(one).state(one.state).kind is Kind.END:
            return
        stands_in_a_wait(tx, one, self.bustle.now)
        if one.role is Role.TEACHER:
            assert not admins, one
        else:
            assert one.role is Role.FAMILY
            assert not set(tx.staff.teachers_of(one.class_id or 0)) - self.idle, one


async def played(folder: Path, chance: random.Random, *size: int, acts: int, idle: int) -> Run:
    """Play a school of some classes, teachers and families; `idle` of them lose interest."""
    needed = 3 + chance.randrange(max(1, size[1] - 5))
    run = Run(People(Bustle(folder, chance, needed), *size))
    await run.bustle.start()
    try:
        await run.people.found()
        for _ in range(acts):
            await run.act()
        run.idle = set(chance.sample(run.people.everybody, idle))
        await run.finish()
        run.bustle.did.update({f"taken: {act}": n for act, n in (await run.check()).items()})
    finally:
        await run.bustle.stop()
    return run


@pytest.mark.parametrize("seed", range(3))
async def test_a_school_of_seventy_comes_through(tmp_path: Path, seed: int) -> None:
    """One administrator and a deputy, twelve teachers in six classes, sixty families."""
    chance = random.Random(seed)  # noqa: S311 - play, not secrets
    run = await played(tmp_path, chance, 6, 12, 60, acts=ACTS, idle=6)
    did = run.bustle.did
    for act in ("accepted", "link_came", "recalled", "join", "leave"):
        assert did[f"taken: {act}"], act
    assert did["reminded"]
    assert run.bustle.books.links_seen["chat link to family"]
    assert run.bustle.books.links_seen["class link to teacher"]


async def test_teachers_wait_where_no_administrator_cares(tmp_path: Path) -> None:
    chance = random.Random(99)  # noqa: S311 - play, not secrets
    run = Run(People(Bustle(tmp_path, chance), 2, 4, 6))
    await run.bustle.start()
    await run.people.found()
    run.idle = {ADMIN, DEPUTY}
    await run.finish()
    taken = await run.check()
    await run.bustle.stop()
    assert not taken["accepted"]
    assert not taken["link_came"]
    assert taken["done"]


@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(chance=st.randoms(use_true_random=False), idle=st.integers(0, 2))
def test_a_small_school_comes_through_anything(chance: random.Random, idle: int) -> None:
    """Two classes, three teachers, four families, and what Hypothesis thinks of."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(played(Path(folder), chance, 2, 3, 4, acts=40, idle=idle))
