"""A delivery over a real database, with a clock, a pace and a messenger of its own."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import GetMe

from bot.actions.view import View, Visit
from bot.cards import Also, Cards
from bot.delivery import Delivery
from bot.mailboxes import Errand
from bot.pace import Pace
from bot.pauses import Pauses
from flows import Journey, Role
from flows.gallery import texts_of
from flows.notice import NOTICE
from flows.reminders import Reason, Reminder
from storage import Database, Notice, Priority, Tx
from tests.bot.invited import MORNING
from tests.support.waiting import waiting

ANNA, BORIS, VERA = 5_000_000_101, 5_000_000_102, 5_000_000_103
Sent = tuple[int, str]


class Time:
    """A clock that sleeping moves on: no test waits."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)


class Shown(Cards):
    """Instead of a messenger: remembers whom what was sent, or fails as it is told to.

    `faults` meet whoever is next, `fates` always the person they are for; `before` is awaited while
    a message is on its way.
    """

    def __init__(self, db: Database, pace: Pace) -> None:
        self._db = db
        self._pace = pace
        self.sent: list[Sent] = []
        self.hushed: list[bool] = []
        self.tried: list[int] = []
        self.faults: list[Exception] = []
        self.fates: dict[int, Exception] = {}
        self.before: Callable[[int], Awaitable[None]] | None = None
        self.under_way: list[int] = []
        self.crowded = False
        self.news = asyncio.Event()

    async def send(
        self, chat: int, view: View, *, hushed: bool = False, also: Also | None = None
    ) -> None:
        await self._pass(chat)
        self.sent.append((chat, said(view)))
        self.hushed.append(hushed)
        self.news.set()
        if also is not None:
            await self._db.write(also)

    async def redraw(self, chat: int, view: View, tapped: int | None) -> None:
        del tapped
        await self._pass(chat)
        self.sent.append((chat, f"redrawn {said(view)}"))

    async def _pass(self, chat: int) -> None:
        """Meet what is on the way: as `Gateway.aside`, which tells the pace of a flood wait."""
        self.tried.append(chat)
        self.crowded |= chat in self.under_way
        self.under_way.append(chat)
        try:
            await asyncio.sleep(0)
            if self.before is not None:
                await self.before(chat)
            fault = self.faults.pop(0) if self.faults else self.fates.get(chat)
            if isinstance(fault, TelegramRetryAfter):
                self._pace.hold(fault.retry_after)
            if fault is not None:
                raise fault
        finally:
            self.under_way.remove(chat)


def said(view: View) -> str:
    """Name what a view says: its note, or the first of its texts."""
    return view.note.key if view.note else next(texts_of(view.screen)).key


class Post:
    """Sends in the middle of a Wednesday morning, until `now` is moved on."""

    def __init__(self, db: Database, *, rate: float = 30) -> None:
        self.db = db
        self.now = MORNING
        self.time = Time()
        self.pace = Pace(rate, sleep=self.time.sleep, monotonic=self.time)
        self.cards = Shown(db, self.pace)
        self.open = True
        self.there = True
        self.pings = 0
        self.tasks: list[asyncio.Task[None]] = []
        self.delivery = Delivery(
            db,
            self.cards,
            self.visit,
            self.errand,
            pace=self.pace,
            ping=self.ping,
            pauses=Pauses(first=5, longest=1800, chance=lambda: 0),
            monotonic=self.time,
        )

    def visit(self, person: int) -> Visit:
        return Visit(person, 0, "ru", self.now)

    async def ping(self) -> bool:
        self.pings += 1
        return self.there

    def errand(self, _person: int, work: Errand) -> bool:
        if self.open:
            self.tasks.append(asyncio.get_running_loop().create_task(self.run(work)))
        return self.open

    async def run(self, work: Errand) -> None:
        await work()

    async def turn(self) -> float:
        """Let the loop go round once, and what it started come to its end."""
        pause = await self.delivery._turn()
        await self.settle()
        return pause

    async def settle(self) -> None:
        while self.tasks:
            await self.tasks.pop()

    async def turns(self, most: int = 200) -> int:
        """Go round until there is nothing to do just now; return how often that was."""
        for count in range(most):
            pause = await self.turn()
            if pause >= 1:
                return count
            self.time.now += pause
        raise AssertionError("it never rests")

    def passes(self, seconds: float) -> None:
        """Let time go by, for the clock on the wall and for the pace."""
        self.now += int(seconds)
        self.time.now += seconds

    # -- what waits ------------------------------------------------------------------------------

    async def put(
        self,
        person: int,
        detail: str = "accepted",
        *,
        due: int = 0,
        priority: Priority = Priority.HAND_OFF,
    ) -> None:
        """Have a notice about the person's own journey waiting; a detail each is a row each."""

        def write(tx: Tx) -> None:
            journey = walker(tx, person)
            tx.outbox.put(
                person, "moved", journey.id, self.now, detail=detail, due=due, priority=priority
            )

        await self.db.write(write)

    async def remind(self, person: int, *, due: int = 0) -> int:
        """Let somebody have a reminder that is due; return the journey."""

        def write(tx: Tx) -> int:
            journey = walker(tx, person)
            tx.reminders.save(
                Reminder(journey.id, person, Reason.STOPPED, journey.revision, due=due or self.now)
            )
            return journey.id

        return await self.db.write(write)

    async def reminder(self, journey: int) -> Reminder:
        found = await self.db.read(lambda tx: tx.reminders.get(journey))
        assert found is not None
        return found

    async def left(self, person: int = 0) -> list[Notice]:
        return await self.db.read(lambda tx: waiting(tx, person))


def walker(tx: Tx, person: int) -> Journey:
    """Return somebody's journey, begun if there is none, with three steps done."""
    if tx.persons.get(person) is None:
        tx.persons.agree(person, language="ru", at=MORNING, notice=NOTICE)
    found = tx.journeys.current(person)
    if found is None:
        begun = tx.journeys.start(person, Role.TEACHER, "vk", "create_chat", "", MORNING)
        found = replace(begun, revision=3)
        tx.journeys.save(found)
    return found


def flood(seconds: int) -> TelegramRetryAfter:
    return TelegramRetryAfter(GetMe(), "Too Many Requests", seconds)
