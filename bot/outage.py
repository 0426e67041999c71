"""Whether the messenger is there: after a failure nothing is risked until it says so.

That it answers a harmless call says little of whether it takes messages, so one goes first, alone.
"""

from collections.abc import Awaitable, Callable
from typing import Final, TypeAlias

import structlog

from bot.pauses import Pauses

log = structlog.get_logger(__name__)

SHORTEST: Final = 0.05
"""Seconds that are waited at least."""
Ping: TypeAlias = Callable[[], Awaitable[bool]]


class Outage:
    """Begins with a failure; ends when `ping` is answered and then a message is.

    `ping` is asked ever more seldom. Between the two, `tries` holds: one message at a time.
    """

    def __init__(self, ping: Ping, pauses: Pauses, monotonic: Callable[[], float]) -> None:
        self._ping = ping
        self._pauses = pauses
        self._monotonic = monotonic
        self._failures = 0
        self._until = 0.0
        self.tries = False

    def __bool__(self) -> bool:
        return self._failures > 0

    @property
    def wait(self) -> float:
        """Seconds until the messenger is asked again, while there is an outage."""
        return max(SHORTEST, self._until - self._monotonic())

    def begin(self) -> None:
        """Wait before the next try, longer each time; those that failed together count once."""
        now = self._monotonic()
        if now >= self._until:
            self._failures += 1
            self._until = now + self._pauses.after(self._failures)
            self.tries = False

    @property
    def holds(self) -> bool:
        """Whether nothing at all is sent now."""
        return self._failures > 0 and not self.tries

    def end(self) -> None:
        """The messenger has dealt with a message, whatever it said of it."""
        if self.tries:
            log.info("messages go out again", failures=self._failures)
            self._failures, self.tries = 0, False

    async def lasts(self) -> float:
        """Return the seconds for which nothing is sent; 0 where something may be."""
        if not self.holds:
            return 0.0
        if self._until > self._monotonic():
            return self.wait
        if not await self._ping():
            self.begin()
            return self.wait
        self.tries = True
        return 0.0
