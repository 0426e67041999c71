"""People who tap as soon as they have their answer."""

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
        self._idle = asyncio.Event()

    def shown(self, person: int, buttons: Sequence[str]) -> None:
        """Take note of a card by its buttons' data; whoever still has time taps it again."""
        now = time.perf_counter()
        self._data[person] = self._choose(person, buttons)
        self._took.append(now - self._tapped.pop(person))
        if now < self._until:
            self._tap(person)
        elif not self._tapped:
            self._idle.set()

    async def greet(self, people: Sequence[int], say: Callable[[int], None]) -> None:
        """Have everybody say something that brings them their first card."""
        self._idle.clear()
        self._tapped = dict.fromkeys(people, time.perf_counter())
        for person in people:
            say(person)
        await asyncio.wait_for(self._idle.wait(), PATIENCE)

    async def run(self, people: int, seconds: float) -> Round:
        """Let so many people tap for so long."""
        self._took.clear()
        self._idle.clear()
        began, worked = time.perf_counter(), self._work()
        self._until = began + seconds
        for person in list(self._data)[:people]:
            self._tap(person)
        await asyncio.wait_for(self._idle.wait(), PATIENCE)
        lasted, work = time.perf_counter() - began, self._work() - worked
        took = sorted(self._took)
        return Round(len(took) / lasted, took[len(took) * 99 // 100], work / len(took))

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
