"""What the program sees of itself: since when it runs, and which errors came lately."""

import time
from collections import Counter, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

VERSION: Final = "0.1.0"
"""As in pyproject.toml; a test compares them."""
KEPT: Final = 200
LATELY: Final = 3600
"""Seconds for which an error is spoken of."""


@dataclass(slots=True)
class Seen:
    """Kept in memory: bounded, and of nobody."""

    now: Callable[[], float] = time.time
    since: float = 0.0
    on_their_way: Callable[[], int] = lambda: 0
    delivered: Callable[[], Mapping[str, int]] = dict
    support: Callable[[], bool] = lambda: True
    _errors: deque[tuple[float, str]] = field(default_factory=lambda: deque(maxlen=KEPT))

    def __post_init__(self) -> None:
        self.since = self.since or self.now()

    def called(self, method: str, result: str) -> None:
        """Notice a call that failed: `sendMessage 429`."""
        if result != "ok":
            self._errors.append((self.now(), f"{method} {result}"))

    def errors(self) -> Counter[str]:
        """Return what failed within the last hour, with how often."""
        after = self.now() - LATELY
        return Counter(what for at, what in self._errors if at >= after)

    @property
    def uptime(self) -> int:
        """Seconds since the start."""
        return round(self.now() - self.since)
