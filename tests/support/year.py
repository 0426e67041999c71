"""A year in a few seconds: the real delivery, storage and cards, and a clock that jumps.

Nothing waits and nothing is sent anywhere. Transactions run on one connection in this thread, so
that a run with the same seed is the same run; `hear` is told of every message.
"""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final, TypeVar, cast
from zoneinfo import ZoneInfo

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.exceptions import TelegramForbiddenError
from aiogram.methods import EditMessageText, SendMessage, TelegramMethod
from aiogram.methods.base import TelegramType

from bot.actions import answers
from bot.actions.sending import there
from bot.actions.view import Action, View, Visit, look, noticed, once, present
from bot.actions.walk import tap
from bot.callbacks import PageData
from bot.cards import Cards
from bot.delivery import Delivery
from bot.gateway import Gateway
from bot.handlers import browsing
from bot.house import House
from bot.mailboxes import Errand
from bot.pace import Pace
from bot.pauses import Pauses
from bot.render import Rendered, Renderer
from bot.session import Sent
from bot.texts import Texts
from flows.screens import Button, Page, Screen, Tap, Text
from storage import Database, Tx, sqlite_file

T = TypeVar("T")
HOUSE: Final = cast(House, SimpleNamespace(settings=SimpleNamespace(active_teachers=3)))
OPERATOR: Final = 900_000_000
TICK: Final = 0.001
"""Seconds that the shortest sleep takes."""
ENDLESS: Final = 100_000
NOTHING: Final = Screen(())


class Ledger(Database):
    """The database's functions on one connection, at once; `after` runs when one has written."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.tx = Tx(connection.execute)
        self.after: Callable[[], None] = lambda: None

    async def write(self, function: Callable[[Tx], T]) -> T:
        self._connection.execute("BEGIN IMMEDIATE")
        self.tx.counters.begin()
        try:
            result = function(self.tx)
            self.tx.counters.settle()
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")
        self.after()
        return result

    async def read(self, function: Callable[[Tx], T]) -> T:
        return function(self.tx)

    async def close(self) -> None:
        self._connection.close()


async def ledger(path: Path) -> Ledger:
    """Make a blank database; the disk is not waited for."""
    await (await Database.open(f"sqlite:///{path}")).close()
    connection = sqlite_file.connect(path, sqlite3.Connection)
    connection.execute("PRAGMA synchronous = OFF")
    return Ledger(connection)


@dataclass(frozen=True, slots=True)
class Phone:
    """The newest message of the bot, and what is on it."""

    message: int = 0
    screen: Screen = NOTHING

    @property
    def taps(self) -> list[Tap]:
        return [one.does for one in self.buttons if isinstance(one.does, Tap)]

    @property
    def buttons(self) -> list[Button]:
        return [one for row in self.screen.rows for one in row if isinstance(one.does, Tap | Page)]


class Drawing(Renderer):
    """Remembers what the last message was made of."""

    drawn = Screen(())

    def message(self, screen: Screen, locale: str) -> Rendered:
        self.drawn = screen
        return super().message(screen, locale)


class Wire(BaseSession):
    """The messenger: whoever has blocked the bot refuses, everybody else has the message."""

    def __init__(self, year: "Year") -> None:
        super().__init__()
        self._year = year
        self._messages = 0

    async def make_request(
        self,
        bot: Bot,  # noqa: ARG002 - aiogram's signature
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ARG002, ASYNC109
    ) -> TelegramType:
        chat = cast("int", getattr(method, "chat_id", 0))
        if chat in self._year.blocked:
            self._year.refuse(chat)
            raise TelegramForbiddenError(method, "Forbidden: bot was blocked by the user")
        result: Any = True
        if isinstance(method, SendMessage):
            self._messages += 1
            result = Sent(self._messages, chat)
            self._year.arrive(chat, self._messages, method.text, bool(method.disable_notification))
        elif isinstance(method, EditMessageText):
            self._year.show(chat, cast("int", method.message_id))
        return cast("TelegramType", result)

    async def close(self) -> None: ...

    def stream_content(self, *args: Any, **kwargs: Any) -> Any:
        raise NotImplementedError


class Year:
    """The bot, its people's phones, and the time. `at` is now, in seconds (UTC)."""

    def __init__(self, db: Ledger, begins: int) -> None:
        self.db = db
        self.at = float(begins)
        self._began = float(begins)
        self.updates = 1000
        self.phones: dict[int, Phone] = {}
        self.blocked: set[int] = set()
        self.delivering = False
        self.doing = ""
        """What the person does who acts just now, "" while the bot does something."""
        self.actor = 0
        self._works: list[Errand] = []
        self._fault: Exception | None = None
        self.drawing = Drawing(Texts(ZoneInfo("Europe/Moscow"), {"teachers": 3}))
        bot = Bot("42:year", session=Wire(self))
        pace = Pace(sleep=self._sleep, monotonic=self._monotonic)
        gateway = Gateway(bot, sleep=self._sleep, pace=pace)
        unasked = gateway.aside()
        self.cards = Cards(db, gateway, self.drawing)
        self.delivery = Delivery(
            db,
            Cards(db, unasked, self.drawing),
            self.visit,
            self._errand,
            pace=pace,
            ping=unasked.answers,
            pauses=Pauses(chance=lambda: 0.0),
            monotonic=self._monotonic,
        )
        self.hear: Callable[[int, str, bool], None] = lambda _chat, _text, _silent: None
        self.refused: Callable[[int], None] = lambda _chat: None

    # -- time ------------------------------------------------------------------------------------

    @property
    def now(self) -> int:
        return int(self.at)

    def _monotonic(self) -> float:
        return self.at - self._began

    async def _sleep(self, seconds: float) -> None:
        self.at += max(seconds, TICK)

    # -- the messenger ---------------------------------------------------------------------------

    def arrive(self, chat: int, message: int, text: str, silent: bool) -> None:
        self.show(chat, message)
        if self.delivering:
            self._judge(lambda: self.hear(chat, text, silent))

    def _judge(self, look: Callable[[], None]) -> None:
        """Look at something the bot does; it would take a failure for its own, and go on."""
        try:
            look()
        except Exception as fault:
            self._fault = self._fault or fault
            raise

    def refuse(self, chat: int) -> None:
        if self.delivering:
            self._judge(lambda: self.refused(chat))

    def show(self, chat: int, message: int) -> None:
        self.phones[chat] = Phone(message, self.drawing.drawn)

    def phone(self, person: int) -> Phone:
        return self.phones.get(person, Phone())

    # -- the bot ---------------------------------------------------------------------------------

    def visit(self, person: int) -> Visit:
        self.updates += 1
        return Visit(person, self.updates, "ru", self.now, operators=(OPERATOR,))

    def _errand(self, _person: int, work: Errand) -> bool:
        self._works.append(work)
        return True

    async def deliver(self) -> None:
        """Let the delivery do all that it can do by now."""
        self.delivering, self.doing, self.actor = True, "", 0
        for _ in range(ENDLESS):
            pause = await self.delivery._turn()
            works, self._works = self._works, []
            for work in works:
                await work()
                if self._fault:
                    raise self._fault
            if works or not pause:
                continue
            due = await self.delivery.next_due()
            if due is None or due > self.now:
                break
            await self._sleep(pause)
        else:
            raise AssertionError("the delivery does not come to an end")
        self.delivering = False

    def sql(self, query: str, **params: object) -> list[Any]:
        return self.db.tx.execute(query, params).fetchall()

    # -- what people do --------------------------------------------------------------------------

    async def press(self, person: int, does: Tap | Page) -> None:
        """Tap a button, as the handlers have it done."""
        visit, tapped = self.visit(person), self.phone(person).message
        if isinstance(does, Tap):
            self.doing = f"tap {does.trigger}"
            view = await self._act(person, there(once(tap(does), visit), visit))
        else:
            to = PageData(name=does.name, arg=does.arg, arg2=does.arg2)
            self.doing = f"page {does.name} {does.arg} {does.arg2}".strip()
            if does.name in browsing.LOOKS:
                view = await self.db.read(look(browsing.LOOKS[does.name](to, HOUSE), visit))
            elif does.name in browsing.ACTS:
                action = browsing.ACTS[does.name](to, HOUSE, tapped)
                view = await self._act(person, there(once(action, visit), visit))
            else:
                return
        await self.cards.redraw(person, view, tapped or None)

    async def page(self, person: int, name: str, arg: str = "", arg2: str = "") -> None:
        await self.press(person, Page(name, arg, arg2))

    async def says(self, person: int, text: str) -> None:
        otherwise: Action = lambda tx, visit: present(tx, visit, Text("note-nothing"))  # noqa: E731
        await self.does(person, answers.answered(text, "", otherwise), "says")

    async def does(self, person: int, action: Action, name: str) -> None:
        """Carry out what somebody asked for by a message."""
        self.doing = name
        visit = replace(self.visit(person), message=self.phone(person).message + 1)
        view = await self._act(person, there(noticed(action, visit), visit))
        await self.cards.send(person, view)

    async def _act(self, person: int, function: Callable[[Tx], View]) -> View:
        self.actor = person
        return await self.db.write(function)
