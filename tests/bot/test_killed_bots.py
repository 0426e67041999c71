"""SIGKILL at any moment while messages go out: no reminder comes twice, and no hand-off is lost.

Each bot is a process of its own on one database and one messenger, which counts what everybody got.
`KILLS` says how many of them die.
"""

import asyncio
import os
import random
import signal
import sqlite3
import sys
import time
from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing, suppress
from pathlib import Path
from typing import Final

import pytest

from bot.emulator.model import Chat, Json, Person
from flows import Role
from flows.notice import NOTICE
from flows.reminders import Reason, Reminder
from storage import Database, Tx
from tests.bot.invited import MORNING, walks
from tests.support.keys import SEAL
from tests.support.people import Messenger, plain

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs fork and SIGKILL")

KILLS: Final = int(os.environ.get("KILLS", "200"))
FIRST: Final = 5_000_000_001
PEOPLE: Final = range(FIRST, FIRST + 200 + KILLS * 20)
A_SECOND: Final = 12
"""People to whom a second of the clock brings two hand-offs; the reminders are all overdue."""
WORDS: Final = {
    "Вы остановились": "reminder",
    "вас принял": "first",
    "отменил своё решение": "second",
    "пишет, что ещё не принял": "news",
}
"""What each kind of message has in its text."""
CALM: Final = 0.2
BEFORE: Final = 40
"""Seconds before the first hand-off is due; the reminders are overdue by then."""
LONGEST_LIFE: Final = 0.3
"""Seconds."""
LONGEST_ANSWER: Final = 0.05
PATIENCE: Final = 20.0
"""Seconds after which a life ends that brought nothing to die of."""
QUIET: Final = 3.0
"""The same of a calm one: in the end there are no reminders left to send."""
MOST: Final = 40
"""Messages of one life after which it may be ended in the midst of one."""
FEW: Final = 50
"""Deaths of which perhaps none meets a reminder."""
HOUR: Final = 60 * 60


def prepare(tx: Tx) -> None:
    """Give everybody two hand-offs, one after the other, and an overdue reminder."""
    for place, person in enumerate(PEOPLE):
        tx.persons.agree(person, language="ru", at=MORNING, notice=NOTICE)
        due = MORNING + place // A_SECOND
        for detail in ("accepted", "undone"):
            journey = walks(tx, person, Role.TEACHER, "create_chat")
            tx.reminders.drop(journey.id)
            tx.outbox.put(person, "moved", journey.id, MORNING, detail=detail, due=due)
        walked = walks(tx, person, Role.TEACHER, "create_profile")
        one = Reminder(walked.id, person, Reason.STOPPED, walked.revision, due=MORNING - 60)
        tx.reminders.save(one)


class Fate:
    """The messenger that counts, and the hand that kills."""

    def __init__(self, messenger: Messenger) -> None:
        self.messenger = messenger
        self.got: defaultdict[int, list[str]] = defaultdict(list)
        self.pid = 0
        self.lasts = 0
        """Messages until the one that its sender does not survive."""
        for person in PEOPLE:
            messenger.world.people[person] = Person(person, "Анна", started=True)
            messenger.world.chats[person] = Chat(person, "private", members=[person])
        messenger.world.hub.listeners.add(self._hear)

    def _hear(self, event: Json) -> None:
        """A message is carried out; its answer is still to be written."""
        if event["type"] != "message":
            return
        text = plain(event["message"]["text"])
        (kind,) = (kind for words, kind in WORDS.items() if words in text)
        self.got[event["chat_id"]].append(kind)
        self.lasts -= 1
        if self.lasts == 0:
            self.strike()

    def strike(self) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    def count(self, kind: str) -> Counter[int]:
        return Counter({person: got.count(kind) for person, got in self.got.items()})


class Bots:
    """The forking program: one bot after another, each on the same database."""

    def __init__(self, process: asyncio.subprocess.Process, fate: Fate, path: Path) -> None:
        self._process = process
        self._fate = fate
        self._path = path
        self._ahead = MORNING - int(time.time())
        self.opened = asyncio.Event()
        self.fed: set[int] = set()
        self.claimed: Counter[str] = Counter()

    async def live(self, *, later: int = 0, ends: bool = False, calm: bool = False) -> None:
        """Let one begin; whom it has news for, nobody before it had.

        A calm one has none and lives before any hand-off is due: it has reminders to send, and
        nothing that goes before them, however slow the machine is.
        """
        assert self._process.stdin
        first = PEOPLE[-1] + 1 if calm else max(self.fed, default=PEOPLE[0] - 9) + 9
        ahead = MORNING - BEFORE - int(time.time()) if calm else self._ahead + later
        self.opened.clear()
        line = f"{ahead} {first} {int(ends)}\n"
        self._process.stdin.write(line.encode())
        self._fate.pid = int((await self._line()).removeprefix("p"))

    async def dies(self) -> int:
        """Wait for its end; return the signal that ended it, and look at what it left."""
        while not (line := await self._line()).startswith("d"):
            self.opened.set()
            if line != "o":
                self.fed.add(int(line.removeprefix("a")))
        self.opened.set()
        for kind, count in _whole(self._path):
            self.claimed[kind] += count
        return int(line.removeprefix("d"))

    async def _line(self) -> str:
        assert self._process.stdout
        return (await self._process.stdout.readline()).decode().strip()


@asynccontextmanager
async def bots(path: Path, fate: Fate) -> AsyncIterator[Bots]:
    messenger = fate.messenger
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "tests.bot.killed_bots", f"sqlite:///{path}", messenger.url, messenger.token),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    yield Bots(process, fate, path)
    assert process.stdin
    process.stdin.close()
    assert await process.wait() == 0


def _whole(path: Path) -> list[tuple[str, int]]:
    """See that the file is whole; return how many messages were on their way."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        assert connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        return connection.execute(
            "SELECT kind, COUNT(*) FROM outbox WHERE claimed_at > 0 GROUP BY kind"
        ).fetchall()


async def _kill(bots_: Bots, fate: Fate, chance: random.Random) -> None:
    """End a life while it opens, later, or in the midst of a message: out, and not answered."""
    slow, way = chance.random() < 0.4, chance.random()
    fate.messenger.faults.slow = chance.uniform(0.001, LONGEST_ANSWER) if slow else 0
    fate.lasts = chance.randint(1, MOST) if way < 0.5 else 0
    calm = chance.random() < CALM
    await bots_.live(calm=calm)
    ended = asyncio.create_task(bots_.dies())
    if way < 0.85:
        await bots_.opened.wait()
    patience = QUIET if calm else PATIENCE
    seconds = patience if way < 0.5 else chance.uniform(0, LONGEST_LIFE)
    await asyncio.wait({ended}, timeout=seconds)
    fate.strike()
    assert await ended == signal.SIGKILL


def _left(path: Path) -> tuple[int, list[tuple[int, int]]]:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        (rows,) = connection.execute("SELECT COUNT(*) FROM outbox").fetchone()
        plans = connection.execute(
            "SELECT sent, due_at > :now FROM reminders WHERE reason = 'stopped' AND revision = 3",
            {"now": MORNING},
        ).fetchall()
    return int(rows), plans


@pytest.mark.no_cover
@pytest.mark.timeout(900)
async def test_no_reminder_comes_twice_and_no_hand_off_is_lost(tmp_path: Path) -> None:
    path, chance = tmp_path / "guide.db", random.Random(20_261_125)  # noqa: S311 - moments
    db = await Database.open(f"sqlite:///{path}", seal=SEAL)
    await db.write(prepare)
    await db.close()
    async with Messenger() as messenger:
        fate = Fate(messenger)
        async with bots(path, fate) as bots_:
            for _ in range(KILLS):
                await _kill(bots_, fate, chance)
            fate.lasts, messenger.faults.slow = 0, 0
            await bots_.live(later=HOUR, ends=True)
            claimed = Counter(bots_.claimed)
            assert await bots_.dies() == 0
            assert bots_.claimed == claimed, "on its way after an orderly end"
    assert claimed.total() > KILLS // 4, "too few met a message"
    assert KILLS < FEW or claimed.keys() == {"moved", "reminder"}
    _judge(fate, bots_)
    left, plans = _left(path)
    assert left == 0
    assert plans == [(1, 1)] * len(PEOPLE), "each reminder counts once, and the next is planned"


def _judge(fate: Fate, bots_: Bots) -> None:
    reminders = fate.count("reminder")
    assert max(reminders.values()) == 1, "a reminder twice"
    lost = len(PEOPLE) - reminders.total()
    assert lost <= bots_.claimed["reminder"], "a reminder was lost that nobody had begun to send"
    again = 0
    for kind in ("first", "second"):
        count = fate.count(kind)
        assert all(count[person] for person in PEOPLE), "a hand-off was lost"
        again += count.total() - len(PEOPLE)
    news = fate.count("news")
    assert all(news[person] for person in bots_.fed), "what was acknowledged is lost"
    assert again <= bots_.claimed["moved"]
    for got in fate.got.values():
        assert got.index("first") < got.index("second"), "out of order"
