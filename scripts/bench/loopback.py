"""Bots over HTTP: each in a process of its own, as it is deployed, on an emulator in this one."""

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any, Final, TypeVar

from bot.emulator import persons
from bot.emulator.model import Person
from bot.emulator.persons import callback_data
from bot.emulator.server import Emulator
from bot.serve import loop_factory
from scripts.bench.cards import sample
from scripts.bench.crowd import Crowd, Round, Ways
from scripts.bench.enrol import enrolled
from scripts.bench.processes import memory, processor_time

T = TypeVar("T")
PEOPLE: Final = 32
PATIENCE: Final = 60.0
WAYS: Final = {"guide": Ways(":done:", ":back:"), "stateless": Ways(":on:", ":back:")}


class Bot:
    """A bot's process with its emulator and its people."""

    def __init__(self, name: str, home: Path) -> None:
        self.name = name
        self.emulator = Emulator()
        self.process: subprocess.Popen[bytes] | None = None
        self._home = home
        self._first = asyncio.Event()
        self._people: dict[int, Person] = {}
        self._crowd = Crowd(WAYS[name], self._press, lambda: processor_time(self.pid))
        self._cards: dict[int, int] = {}

    @property
    def pid(self) -> int:
        if self.process is None:
            raise RuntimeError(f"{self.name} does not run")
        return self.process.pid

    async def prepare(self, people: int) -> None:
        """Let the emulator listen, and the people be known to the bot."""
        await self.emulator.start()
        world = self.emulator.world
        for number in range(1, people + 1):
            self._people[number] = world.add_person("A", person_id=number)
        world.hub.listeners.add(self._hear)
        if self.name == "guide":
            await enrolled(self._home / "guide.db", people)
        card = sample()
        rows = [[one.model_dump(exclude_none=True) for one in row] for row in _links(card)]
        text = json.dumps({"text": card.text, "rows": rows})
        (self._home / "card.json").write_text(text, encoding="utf-8")

    async def start(self) -> float:
        """Start the process; return the seconds until it has answered a waiting /start."""
        self._first.clear()
        persons.start(self.emulator.world, self._people[1])
        began = time.perf_counter()
        command, more = self._command()
        quiet = subprocess.DEVNULL
        self.process = subprocess.Popen(  # noqa: ASYNC220 - started, not waited for
            command, env=os.environ | more, stdout=quiet, stderr=quiet
        )
        await asyncio.wait_for(self._first.wait(), PATIENCE)
        return time.perf_counter() - began

    async def greet(self) -> None:
        """Have everybody begin."""
        world, people = self.emulator.world, self._people
        await self._crowd.greet(list(people), lambda one: _start(world, people[one]))

    async def run(self, people: int, seconds: float, think: float = 0.0) -> Round:
        return await self._crowd.run(people, seconds, think)

    async def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            await asyncio.to_thread(self.process.wait)
        self.process = None

    async def close(self) -> None:
        await self.stop()
        await self.emulator.stop()

    def _command(self) -> tuple[list[str], dict[str, str]]:
        url, token = self.emulator.url, self.emulator.token
        if self.name == "guide":
            database = f"sqlite:///{self._home}/guide.db"
            more = {"BOT_TOKEN": token, "BOT_API_URL": url, "DATABASE_URL": database}
            return [sys.executable, "-m", "bot", "run"], more
        card = str(self._home / "card.json")
        return [sys.executable, "-m", "scripts.bench.stateless", url, token, card], {}

    def _press(self, person: int, data: str) -> None:
        """Tap in a moment: the bot's edit, which led here, is still being answered."""
        world, who, card = self.emulator.world, self._people[person], self._cards[person]
        asyncio.get_running_loop().call_soon(persons.tap, world, who, person, card, data)

    def _hear(self, event: Any) -> None:
        if event["type"] not in ("message", "edited") or not event["message"]["from"]["is_bot"]:
            return
        message, person = event["message"], event["chat_id"]
        if event["type"] == "edited" and message["message_id"] != self._cards.get(person):
            return  # an older card loses its buttons
        self._cards[person] = message["message_id"]
        if not self._first.is_set():
            self._first.set()
        elif buttons := callback_data(message):
            self._crowd.shown(person, buttons)


def _start(world: Any, person: Person) -> None:
    persons.start(world, person)


def _links(card: Any) -> list[Any]:
    """Leave out the rows that lead on and back: the stateless bot has its own."""
    return [row for row in card.keyboard.inline_keyboard if not any(_moves(one) for one in row)]


def _moves(button: Any) -> bool:
    return any(way in (button.callback_data or "") for way in WAYS["guide"])


@asynccontextmanager
async def bots(folder: Path, people: int) -> AsyncIterator[list[Bot]]:
    async with AsyncExitStack() as stack:
        found = []
        for name in WAYS:
            home = folder / f"http-{name}"
            home.mkdir()
            one = Bot(name, home)
            stack.push_async_callback(one.close)
            await one.prepare(people)
            found.append(one)
        yield found


async def _throughput(
    folder: Path, turns: int, loads: Sequence[tuple[int, float]]
) -> dict[tuple[str, int], list[Round]]:
    rounds: dict[tuple[str, int], list[Round]] = {}
    async with bots(folder, PEOPLE) as found:
        for one in found:
            await one.start()
            await one.greet()
            await one.run(*loads[0])
        for _ in range(turns):
            for people, seconds in loads:
                for one in found:
                    rounds.setdefault((one.name, people), []).append(await one.run(people, seconds))
    return rounds


async def _starts(folder: Path, turns: int) -> dict[str, list[tuple[float, float]]]:
    told: dict[str, list[tuple[float, float]]] = {}
    async with bots(folder, 1) as found:
        for _ in range(turns):
            for one in found:
                seconds = await one.start()
                told.setdefault(one.name, []).append((seconds, memory(one.pid)))
                await one.stop()
    return told


def throughput(
    folder: Path, turns: int, loads: Sequence[tuple[int, float]]
) -> dict[tuple[str, int], list[Round]]:
    """Let the bots take turns; return each one's rounds by its name and how many tapped."""
    return run(lambda: _throughput(folder, turns, loads))


def starts(folder: Path, turns: int) -> dict[str, list[tuple[float, float]]]:
    """Return each bot's seconds from its start to its first answer, and its memory then in MB."""
    return run(lambda: _starts(folder, turns))


def run(make: Callable[[], Coroutine[Any, Any, T]]) -> T:
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        return runner.run(make())
