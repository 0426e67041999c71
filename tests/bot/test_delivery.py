"""The outbox is emptied in each person's line, and nothing in it is lost or said in a crowd."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiogram.exceptions import TelegramBadRequest, TelegramNetworkError
from aiogram.methods import GetMe
from structlog.testing import capture_logs

from bot.actions.view import View, Visit
from bot.cards import Cards
from bot.delivery import TRIES, Delivery
from bot.mailboxes import Errand
from bot.pauses import Pauses
from bot.refusals import MayHaveBeenSent, Unreachable
from flows import Role
from flows.notice import NOTICE
from flows.screens import Text
from storage import Database, Notice, Tx
from tests.support.keys import SEAL

NOW = 1_700_000_000
ANNA, BORIS = 101, 102


class Shown(Cards):
    """Instead of a messenger: remembers whom what was sent, or fails as it is told to."""

    def __init__(self) -> None:
        self.sent: list[tuple[int, str]] = []
        self.faults: list[Exception] = []

    async def send(self, chat: int, view: View) -> None:
        if self.faults:
            raise self.faults.pop(0)
        self.sent.append((chat, view.note.key if view.note else ""))

    async def redraw(self, chat: int, view: View, _tapped: int | None) -> None:
        await self.send(chat, view)


class Post:
    """A delivery over a real database, with a clock of its own."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.now = NOW
        self.cards = Shown()
        self.open = True
        self.delivery = Delivery(
            db,
            self.cards,
            lambda person: Visit(person, 0, "ru", self.now),
            self.errand,
            pauses=Pauses(first=5, longest=1800, chance=lambda: 0),
        )

    def errand(self, _person: int, work: Errand) -> bool:
        if self.open:
            asyncio.get_running_loop().create_task(self.done(work))
        return self.open

    async def done(self, work: Errand) -> None:
        await work()

    async def put(self, person: int, detail: str = "accepted") -> None:
        """Have a notice about the person's own journey waiting."""

        def write(tx: Tx) -> None:
            tx.persons.agree(person, language="ru", at=NOW, notice=NOTICE)
            journey = tx.journeys.current(person) or tx.journeys.start(
                person, Role.TEACHER, "vk", "create_chat", "", NOW
            )
            tx.outbox.put(person, "moved", journey.id, self.now, detail=detail)

        await self.db.write(write)

    async def turn(self) -> float:
        return await self.delivery._turn()

    async def left(self) -> list[Notice]:
        return await self.db.read(lambda tx: tx.outbox.due(self.now + 10**6, 100))


@pytest.fixture
async def post(tmp_path: Path) -> AsyncIterator[Post]:
    db = await Database.open(f"sqlite:///{tmp_path}/guide.db", seal=SEAL)
    yield Post(db)
    await db.close()


async def test_what_is_due_is_sent_once_and_gone(post: Post) -> None:
    await post.put(ANNA)
    await post.put(BORIS, "undone")
    assert await post.turn() == 0.0
    assert sorted(post.cards.sent) == [(ANNA, "handed-accepted"), (BORIS, "handed-undone")]
    assert await post.left() == []
    await post.turn()
    assert len(post.cards.sent) == 2


@pytest.mark.parametrize(
    "fault",
    [MayHaveBeenSent("lost"), TelegramNetworkError(GetMe(), "down"), RuntimeError("a bug")],
    ids=lambda fault: type(fault).__name__,
)
async def test_what_did_not_get_through_is_tried_later(post: Post, fault: Exception) -> None:
    """At least once: also where it may have been sent, since it is safe to see twice."""
    await post.put(ANNA)
    post.cards.faults = [fault]
    with capture_logs():
        await post.turn()
    (waiting,) = await post.left()
    assert (waiting.tries, waiting.due_at - NOW) == (1, 6)
    assert 0 < await post.turn() <= 6
    assert post.cards.sent == []
    post.now += 6
    await post.turn()
    assert post.cards.sent == [(ANNA, "handed-accepted")]
    assert await post.left() == []


async def test_pauses_grow_and_somebody_gives_up_in_the_end(post: Post) -> None:
    await post.put(ANNA)
    seen = []
    with capture_logs() as said:
        for _ in range(TRIES):
            post.cards.faults = [TelegramBadRequest(GetMe(), "Bad Request: no")]
            await post.turn()
            waiting = await post.left()
            if waiting:
                seen.append(waiting[0].due_at - post.now)
                post.now = waiting[0].due_at
    assert seen == sorted(seen)
    assert (len(seen), seen[-1]) == (TRIES - 1, 1801)
    assert await post.left() == []
    assert said[-1]["event"] == "a notice is given up"


async def test_nobody_is_written_to_who_cannot_be_reached(post: Post) -> None:
    """Everything of theirs is dropped; others hear what is theirs."""
    await post.put(ANNA)
    await post.db.write(lambda tx: tx.outbox.put(ANNA, "nudge_teacher", 1, NOW + 50))
    await post.put(BORIS)
    post.cards.faults = [Unreachable(ANNA, "blocked")]
    with capture_logs():
        await post.turn()
    assert post.cards.sent == [(BORIS, "handed-accepted")]
    assert await post.left() == []


async def test_what_is_put_down_while_it_is_said_is_said_too(post: Post) -> None:
    """The newer word is not lost with the older one."""
    await post.put(ANNA)
    send = post.cards.send

    async def slowly(chat: int, view: View) -> None:
        await send(chat, view)
        if len(post.cards.sent) == 1:
            await post.put(ANNA, "undone")

    post.cards.send = slowly  # type: ignore[method-assign]
    await post.turn()
    await post.turn()
    assert post.cards.sent == [(ANNA, "handed-accepted"), (ANNA, "handed-undone")]
    assert await post.left() == []


async def test_what_matters_no_more_is_dropped(post: Post) -> None:
    """A journey that is gone, a kind of an earlier release, somebody who was forgotten."""
    await post.put(ANNA)
    await post.db.write(lambda tx: tx.outbox.put(ANNA, "of old", 1, NOW))
    await post.db.write(lambda tx: tx.outbox.put(ANNA, "moved", 99, NOW))
    await post.db.write(lambda tx: tx.outbox.put(BORIS, "moved", 1, NOW))
    await post.turn()
    assert [note for _, note in post.cards.sent] == ["handed-accepted"]
    assert await post.left() == []


async def test_the_loop_sleeps_until_it_is_woken(post: Post) -> None:
    work = asyncio.create_task(post.delivery.run())
    await asyncio.sleep(0.05)
    assert not work.done()
    await post.put(ANNA)
    post.delivery.wake()
    for _ in range(2000):
        await asyncio.sleep(0.001)
        if post.cards.sent:
            break
    work.cancel()
    assert post.cards.sent == [(ANNA, "handed-accepted")]


async def test_a_journey_that_is_not_walked_now_is_a_tap_away(post: Post) -> None:
    """The person wears another hat: they are told, with the way there, and keep their card."""
    await post.put(ANNA)
    await post.db.write(
        lambda tx: tx.journeys.start(ANNA, Role.FAMILY, "vk", "install", "parent", NOW)
    )
    views: list[View] = []

    async def look(chat: int, view: View) -> None:
        assert chat == ANNA
        views.append(view)

    post.cards.send = look  # type: ignore[method-assign]
    await post.turn()
    (view,) = views
    assert Text("handed-accepted") in view.screen.paragraphs[1]
    assert view.screen.rows[0][0].text == Text("handed.go")
