"""A broadcast through the whole bot, over HTTP, while people are in dialogue with it.

In turns: a dialogue alone, the same while a broadcast goes out. Somebody applies at a school as
soon as it is put down: that wakes the delivery. Somebody else does in its midst: what their
administrator is told has to overtake it.
"""

import asyncio
import time
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final, NamedTuple

from bot.emulator import persons
from bot.emulator.persons import callback_data
from scripts.bench import audience, loopback
from scripts.bench.audience import ADMINS, FIRST, TEACHERS, busiest
from scripts.bench.crowd import Round

PEOPLE: Final = 16
THINK: Final = 0.1
"""Seconds between an answer and the next tap."""
WARM_UP: Final = 2.0
PATIENCE: Final = 60.0


class Plan(NamedTuple):
    """Messages a second, turns, messages a turn, seconds of dialogue in each half of a turn."""

    rate: int
    turns: int
    messages: int
    seconds: float


class Turn(NamedTuple):
    """The dialogue alone and during a broadcast; what became of that.

    `rate` is its messages a second, `most` how many of all messages left in one second at most,
    `handed` the seconds until an administrator knew of an application meanwhile.
    """

    alone: Round
    during: Round
    rate: float
    most: int
    handed: float
    floods: int


class Stage(loopback.Bot):
    """The bot's process with its people, and with readers of what it sends unasked."""

    def __init__(self, home: Path, plan: Plan) -> None:
        super().__init__("guide", home)
        self._plan = plan
        self._path = home / "guide.db"
        self._tally = Tally(plan.messages)
        self._reader = 0
        self._message: asyncio.Future[dict[str, Any]]

    async def prepare(self, people: int) -> None:
        await super().prepare(people)
        readers = self._plan.turns * self._plan.messages
        await audience.settle(self._path, self.emulator.world, readers, 2 * self._plan.turns)

    async def turn(self, number: int) -> Turn:
        count, seconds = self._plan.messages, self._plan.seconds
        alone = await self.run(PEOPLE, seconds, THINK)
        tally = self._tally = Tally(count)
        readers = range(number * count, (number + 1) * count)
        await asyncio.to_thread(audience.address, self._path, readers)
        await self._applied(2 * number)
        await asyncio.wait_for(tally.begun.wait(), PATIENCE)
        talking = asyncio.create_task(self.run(PEOPLE, seconds, THINK))
        await asyncio.sleep(seconds / 2)
        handed = await self._applied(2 * number + 1)
        during = await talking
        await asyncio.wait_for(tally.ended.wait(), PATIENCE + count / self._plan.rate)
        if tally.twice:
            raise RuntimeError(f"{tally.twice} of the broadcast's readers got it twice")
        return Turn(alone, during, tally.rate, busiest(tally.all), handed, tally.floods)

    async def _applied(self, school: int) -> float:
        """Let a teacher apply; return the seconds until their administrator is told of it."""
        world = self.emulator.world
        teacher, admin = TEACHERS + school, ADMINS + school
        who = world.people[teacher]
        card = await self._next(teacher, lambda: persons.start(world, who))
        (data,) = (one for one in callback_data(card) if ":done:" in one)
        began = time.perf_counter()
        number = card["message_id"]
        await self._next(admin, lambda: persons.tap(world, who, teacher, number, data))
        return time.perf_counter() - began

    async def _next(self, person: int, act: Callable[[], object]) -> dict[str, Any]:
        """Act; return the next message that the bot sends to a person."""
        self._reader, self._message = person, asyncio.get_running_loop().create_future()
        act()
        return await asyncio.wait_for(self._message, PATIENCE)

    def _hear(self, event: Any) -> None:
        if event["type"] == "call":
            self._tally.floods += event["status"] == HTTPStatus.TOO_MANY_REQUESTS
            return
        person = event.get("chat_id", 0)
        if event["type"] == "message" and event["message"]["from"]["is_bot"]:
            self._tally.note(person)
            if person == self._reader and not self._message.done():
                self._message.set_result(event["message"])
        if person < TEACHERS:
            super()._hear(event)

    def _command(self) -> tuple[list[str], dict[str, str]]:
        command, more = super()._command()
        return command, more | {"SEND_RATE": str(self._plan.rate)}


class Tally:
    """What a turn's messages were, and when (seconds)."""

    def __init__(self, messages: int) -> None:
        self._messages = messages
        self._readers: set[int] = set()
        self._read: list[float] = []
        self.all: list[float] = []
        self.twice = 0
        self.floods = 0
        self.begun = asyncio.Event()
        self.ended = asyncio.Event()

    @property
    def rate(self) -> float:
        """Messages of the broadcast a second."""
        return (len(self._read) - 1) / (self._read[-1] - self._read[0])

    def note(self, person: int) -> None:
        """Count a message of the bot's."""
        now = time.perf_counter()
        self.all.append(now)
        if person < FIRST:
            return
        self.twice += person in self._readers
        self._readers.add(person)
        self._read.append(now)
        self.begun.set()
        if len(self._readers) == self._messages:
            self.ended.set()


async def _measure(folder: Path, plan: Plan) -> list[Turn]:
    home = folder / f"broadcast-{plan.rate}-{plan.messages}"
    home.mkdir()
    stage = Stage(home, plan)
    try:
        await stage.prepare(loopback.PEOPLE)
        await stage.start()
        await stage.greet()
        await stage.run(PEOPLE, min(plan.seconds, WARM_UP), THINK)
        return [await stage.turn(number) for number in range(plan.turns)]
    finally:
        await stage.close()


def measure(folder: Path, plan: Plan) -> list[Turn]:
    """Send a broadcast in turns, as planned."""
    return loopback.run(lambda: _measure(folder, plan))
