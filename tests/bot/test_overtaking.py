"""What others wait for goes before a broadcast, also in the midst of one."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from bot.actions.view import Visit
from bot.cards import Cards
from bot.delivery import AT_ONCE, Delivery
from bot.gateway import Gateway
from bot.mailboxes import Errand
from bot.pace import Pace
from bot.render import Renderer
from bot.texts import Texts
from flows import Role
from flows.reminders import MOSCOW, Reason, Reminder
from storage import Database, Priority, Tx
from tests.bot.fakes import bot_with

NOW = 1_699_952_400
"""A Tuesday's noon in Moscow."""
DAY = 24 * 60 * 60
ADMIN = 500
READERS = tuple(range(1, 11))


class Post:
    """A delivery of which only the order is seen in which messages are begun.

    Its clock is moved by nothing but waiting; `meanwhile` is done when so many have begun.
    """

    def __init__(self, db: Database) -> None:
        self.db = db
        self.time = 0.0
        self.begun: list[int] = []
        self.meanwhile: dict[int, Callable[[], Awaitable[None]]] = {}
        self.over = asyncio.Event()
        gateway = Gateway(bot_with()[0]).aside()
        self.delivery = Delivery(
            db,
            Cards(db, gateway, Renderer(Texts(MOSCOW, {}))),
            lambda person: Visit(person, 0, "ru", NOW),
            self.errand,
            pace=Pace(10, sleep=self.sleep, monotonic=lambda: self.time),
            ping=gateway.answers,
        )

    async def sleep(self, seconds: float) -> None:
        self.time += seconds
        if (happens := self.meanwhile.pop(len(self.begun), None)) is not None:
            await happens()

    def errand(self, person: int, _work: Errand) -> bool:
        self.begun.append(person)
        return True

    async def put(self, priority: Priority, *people: int) -> None:
        """Have something waiting for each."""

        def write(tx: Tx) -> None:
            for person in people:
                tx.persons.agree(person, language="ru", at=NOW, notice=1)
                tx.outbox.put(person, "moved", 1, NOW, priority=priority)

        await self.db.write(write)
        self.delivery.wake()

    async def plan(self, due: int, *people: int) -> None:
        """Have each reminded of their first step at that time."""

        def write(tx: Tx) -> None:
            for person in people:
                tx.persons.agree(person, language="ru", at=NOW, notice=1)
                journey = tx.journeys.start(person, Role.TEACHER, "vk", "install", "", NOW)
                reminder = Reminder(journey.id, person, Reason.NOT_STARTED, 0, due=due)
                tx.reminders.save(reminder)

        await self.db.write(write)

    async def turns(self, messages: int) -> None:
        while len(self.begun) < messages:
            assert await self.delivery._turn() == 0


@pytest.fixture
async def post(tmp_path: Path) -> AsyncIterator[Post]:
    db = await Database.open(f"sqlite:///{tmp_path}/guide.db")
    yield Post(db)
    await db.close()


async def test_a_broadcast_goes_out_in_its_order(post: Post) -> None:
    await post.put(Priority.BROADCAST, *READERS)
    await post.turns(len(READERS))
    assert post.begun == [*READERS]


async def test_a_hand_off_waits_for_no_more_than_the_message_that_is_next(post: Post) -> None:
    """While the third reader's message waits for its turn, somebody applies."""
    await post.put(Priority.BROADCAST, *READERS)
    post.meanwhile[2] = lambda: post.put(Priority.HAND_OFF, ADMIN)
    await post.turns(len(READERS) + 1)
    assert post.begun == [1, 2, 3, ADMIN, *READERS[3:]]


async def test_a_reminder_overtakes_a_broadcast_and_a_hand_off_both(post: Post) -> None:
    await post.put(Priority.BROADCAST, *READERS[:4])
    post.meanwhile[1] = lambda: post.put(Priority.REMINDER, 50, 51)
    post.meanwhile[3] = lambda: post.put(Priority.HAND_OFF, ADMIN)
    await post.turns(7)
    assert post.begun == [1, 2, 50, 51, ADMIN, 3, 4]


async def test_no_more_are_on_their_way_than_may_be(post: Post) -> None:
    await post.put(Priority.BROADCAST, *range(1, AT_ONCE + 20))
    await post.turns(AT_ONCE)
    assert await post.delivery._turn() > 0
    assert len(post.begun) == post.delivery.on_their_way == AT_ONCE
