"""People who tap as soon as they have their answer, or have thought about it."""

import asyncio
import time
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

PATIENCE: Final = 60.0
"""Seconds after which a contender counts as stuck."""


class Ways(NamedTuple):
    """What the buttons that lead on and back have in their data."""

    on: str
    back: str


class Round(NamedTuple):
    """Taps answered a second, the 99th percentile of their latencies, processor time a tap.

    Both in seconds. Processor time is that of the contender's whole process.
    """

    rate: float
    p99: float
    work: float


class Crowd:
    """A closed loop: each person has one tap under way, and the next follows its edit.

    `press(person, data)` taps, `work()` gives the contender's processor time so far.
    """

    def __init__(
        self, ways: Ways, press: Callable[[int, str], None], work: Callable[[], float]
    ) -> None:
        self._ways = ways
        self._press = press
        self._work = work
        self._ahead: set[int] = set()
        self._data: dict[int, str] = {}
        self._tapped: dict[int, float] = {}
        self._took: list[float] = []
        self._until = 0.0
        self._think = 0.0
        self._thinking = 0
        self._idle = asyncio.Event()

    def shown(self, person: int, buttons: Sequence[str]) -> None:
        """Take note of a card by its buttons' data; whoever still has time taps it again."""
        now = time.perf_counter()
        self._data[person] = self._choose(person, buttons)
        self._took.append(now - self._tapped.pop(person))
        if now + self._think < self._until:
            self._next(person, self._think)
        elif not self._tapped and not self._thinking:
            self._idle.set()

    async def greet(self, people: Sequence[int], say: Callable[[int], None]) -> None:
        """Have everybody say something that brings them their first card."""
        self._idle.clear()
        self._tapped = dict.fromkeys(people, time.perf_counter())
        for person in people:
            say(person)
        await asyncio.wait_for(self._idle.wait(), PATIENCE)

    async def run(self, people: int, seconds: float, think: float = 0.0) -> Round:
        """Let so many people tap for so long; they `think` so many seconds before each tap."""
        self._took.clear()
        self._idle.clear()
        began, worked = time.perf_counter(), self._work()
        self._until, self._think = began + seconds, think
        for number, person in enumerate(list(self._data)[:people]):
            self._next(person, think * number / people)
        await asyncio.wait_for(self._idle.wait(), seconds + PATIENCE)
        lasted, work = time.perf_counter() - began, self._work() - worked
        took = sorted(self._took)
        return Round(len(took) / lasted, took[len(took) * 99 // 100], work / len(took))

    def _next(self, person: int, think: float) -> None:
        if not think:
            self._tap(person)
            return
        self._thinking += 1
        asyncio.get_running_loop().call_later(think, self._thought, person)

    def _thought(self, person: int) -> None:
        self._thinking -= 1
        self._tap(person)

    def _tap(self, person: int) -> None:
        self._tapped[person] = time.perf_counter()
        self._press(person, self._data[person])

    def _choose(self, person: int, buttons: Sequence[str]) -> str:
        """Walk a step on and back again, so that each tap changes the step."""
        self._ahead ^= {person}
        wanted = self._ways.on if person in self._ahead else self._ways.back
        for data in buttons:
            if wanted in data:
                return data
        raise ValueError(f"no {wanted} among {buttons}")
