"""How long to wait before trying again: longer each time, and never all at once."""

import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeAlias

Sleep: TypeAlias = Callable[[float], Awaitable[object]]
Chance: TypeAlias = Callable[[], float]
"""A number from 0 up to 1."""


@dataclass(frozen=True, slots=True)
class Pauses:
    """Seconds: `first`, then twice as long each time up to `longest`.

    Up to `jitter` of each is taken off by chance, so that many who lost the network together do not
    come back together.
    """

    first: float = 0.5
    longest: float = 30.0
    jitter: float = 0.25
    chance: Chance = random.random

    def after(self, failures: int) -> float:
        """Return the pause after so many failures in a row (1 is the first)."""
        doubled = self.first * 2.0 ** min(failures - 1, 30)
        return min(doubled, self.longest) * (1 - self.jitter * self.chance())
