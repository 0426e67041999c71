"""Everything that can happen to a message, mixed at random over HTTP, with the requests counted.

Flood waits, refusals, gateways' errors, connections that break before or after a message was
carried out, answers that come too late, people who block: what must not be lost is not, what must
not come twice does not, each hears in order, and nobody hammers at a closed door.
"""

import asyncio
import random
import time
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

import pytest
from aiohttp import ClientTimeout

from bot.clock import Clock
from bot.emulator.faults import Trouble
from bot.emulator.model import Chat, Json, Person
from bot.pauses import Pauses
from bot.session import LeanSession
from flows import Role
from flows.notice import NOTICE
from flows.reminders import Reason, Reminder
from storage import Tx
from tests.bot.invited import MORNING, walks
from tests.support.people import Messenger, plain
from tests.support.town import Town

FIRST: Final = 5_000_000_001
PEOPLE: Final = range(FIRST, FIRST + 80)
TROUBLES: Final[tuple[Trouble, ...]] = ("flood", "drop_before", "drop_after", "server_error")
STEPS: Final = 40
"""Moments at which something happens."""
MOMENT: Final = 0.03
LATE: Final = 0.25
"""Seconds after which an answer is given up here."""
WORDS: Final = {
    "Вы остановились": "reminder",
    "вас принял": "first",
    "отменил своё решение": "second",
}
PATIENCE: Final = 60.0


def prepare(tx: Tx) -> None:
    """Give everybody two hand-offs, one after the other, and an overdue reminder."""
    for person in PEOPLE:
        tx.persons.agree(person, language="ru", at=MORNING, notice=NOTICE)
        for detail in ("accepted", "undone"):
            journey = walks(tx, person, Role.TEACHER, "create_chat")
            tx.reminders.drop(journey.id)
            tx.outbox.put(person, "moved", journey.id, MORNING, detail=detail)
        walked = walks(tx, person, Role.TEACHER, "create_profile")
        one = Reminder(walked.id, person, Reason.STOPPED, walked.revision, due=MORNING - 60)
        tx.reminders.save(one)


class Ear:
    """Hears what everybody gets, and when somebody blocked."""

    def __init__(self, messenger: Messenger) -> None:
        self.got: defaultdict[int, list[str]] = defaultdict(list)
        self.blocked: dict[int, int] = {}
        self.said = 0
        for person in PEOPLE:
            messenger.world.people[person] = Person(person, "Анна", started=True)
            messenger.world.chats[person] = Chat(person, "private", members=[person])
        messenger.world.hub.listeners.add(self._hear)

    def _hear(self, event: Json) -> None:
        if event["type"] == "message":
            self.said += 1
            text = plain(event["message"]["text"])
            kinds = [kind for words, kind in WORDS.items() if words in text]
            self.got[event["chat_id"]] += kinds


@asynccontextmanager
async def delivering(folder: Path, late: float = 10.0) -> AsyncIterator[tuple[Town, Ear]]:
    clock = Clock(MORNING - int(time.time()))
    async with Messenger(clock) as messenger:
        ear = Ear(messenger)
        town = Town(messenger, folder, send_rate=300)
        await town.start()
        delivery, session = town.app.delivery, town.app.bot.session
        assert isinstance(session, LeanSession)
        session._timeout = ClientTimeout(total=late)
        quick = Pauses(first=0.05, longest=0.4)
        delivery._pauses = delivery._outage._pauses = delivery._doubts = quick
        yield town, ear
        await town.stop()


async def storm(town: Town, ear: Ear, chance: random.Random) -> int:
    """Let things happen; return how many calls they have struck at most."""
    faults, struck = town.messenger.faults, 0
    for _ in range(STEPS):
        way = chance.random()
        if way < 0.6:
            times = chance.randint(1, 3)
            faults.next(chance.choice(TROUBLES), ["sendMessage"], times=times)
            struck += times
        elif way < 0.75:
            faults.slow = 2 * LATE
            await asyncio.sleep(MOMENT)
            faults.slow = 0
        elif way < 0.85:
            faults.broken = True
            await asyncio.sleep(4 * MOMENT)
            faults.broken = False
        else:
            person = chance.choice(PEOPLE)
            town.messenger.world.people[person].blocked = True
            ear.blocked.setdefault(person, len(ear.got[person]))
        await asyncio.sleep(MOMENT)
    return struck


async def drained(town: Town) -> None:
    """Wait until nothing is left to be said."""
    town.messenger.faults.clear()

    def left(tx: Tx) -> int:
        rows = tx.execute("SELECT COUNT(*) FROM outbox", {}).fetchone()
        due = tx.execute(
            """SELECT COUNT(*) FROM reminders r JOIN persons p ON p.id = r.person_id
            WHERE r.due_at > 0 AND r.due_at <= :now AND p.blocked_at = 0""",
            {"now": MORNING},
        )
        return int(rows[0]) + int(due.fetchone()[0])

    async with asyncio.timeout(PATIENCE):
        while await town.app.house.db.read(left):  # noqa: ASYNC110 - the database tells nobody
            await asyncio.sleep(0.05)


@pytest.mark.parametrize("seed", range(3))
async def test_nothing_is_lost_twice_or_out_of_order(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same bad day each time
    async with delivering(tmp_path, LATE) as (town, ear):
        messenger = town.messenger
        await town.app.house.db.write(prepare)
        town.app.delivery.wake()
        struck = await storm(town, ear, chance)
        await drained(town)
        calls = len(messenger.called("sendMessage"))
        pings = len(messenger.called("getMe"))
        doubts = town.app.delivery.counts.uncertain
    reachable = [person for person in PEOPLE if person not in ear.blocked]
    for person in reachable:
        got = ear.got[person]
        assert {"first", "second"} <= set(got), "a hand-off was lost"
        assert got.index("first") < got.index("second"), "out of order"
        assert got.count("reminder") <= 1, "a reminder twice"
    for person, heard in ear.blocked.items():
        assert len(ear.got[person]) <= heard + 1, "somebody who blocked was written to"
    said = sum(map(len, ear.got.values()))
    again = said - sum(len(set(got)) for got in ear.got.values())
    assert again <= doubts, "said again without a doubt"
    lost = len(reachable) - sum("reminder" in ear.got[person] for person in reachable)
    assert lost <= doubts, "a reminder was lost that nobody had begun to send"
    # Each fault strikes a call; what is broken or slow, those on their way and then one each.
    assert calls <= ear.said + struck + 2 * len(ear.blocked) + 24 * STEPS // 4
    assert pings <= 4 * STEPS


async def test_during_a_flood_wait_nothing_is_asked(tmp_path: Path) -> None:
    async with delivering(tmp_path) as (town, ear):
        messenger = town.messenger
        messenger.faults.next("flood", ["sendMessage"], seconds=2)
        await town.app.house.db.write(prepare)
        town.app.delivery.wake()
        pace = town.app.house.gateway.pace
        assert pace is not None
        async with asyncio.timeout(PATIENCE):
            while not pace.held:  # noqa: ASYNC110 - the pace tells nobody
                await asyncio.sleep(0.005)
        asked = len(messenger.called("sendMessage"))
        await asyncio.sleep(1.0)
        under_way = len(messenger.called("sendMessage")) - asked
        assert under_way <= 24, "only what was on its way already"
        await drained(town)
        assert len(messenger.called("sendMessage")) == 1 + ear.said


async def test_a_messenger_that_is_away_hears_nothing_but_harmless_calls(tmp_path: Path) -> None:
    async with delivering(tmp_path) as (town, ear):
        messenger = town.messenger
        messenger.faults.broken = True
        await town.app.house.db.write(prepare)
        town.app.delivery.wake()
        await asyncio.sleep(1.5)
        assert len(messenger.called("sendMessage")) <= 24
        assert not any(ear.got.values())
        await drained(town)
        assert all(ear.got[person].count("reminder") == 1 for person in PEOPLE)
