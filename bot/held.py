"""What people wanted to do when they were asked for consent: done when they give it.

Kept in memory only and not for long, since nothing of theirs may be stored before: what they typed
is in it. After a restart they are shown their step instead.
"""

from typing import Final

from bot.actions.arrive import WAITS
from bot.actions.view import Held

MOST: Final = 1000
"""Acts that are kept; the oldest give way."""


class HeldActs:
    """One act a person: the last."""

    def __init__(self) -> None:
        self._kept: dict[int, Held] = {}

    def __len__(self) -> int:
        return len(self._kept)

    def of(self, person: int) -> Held | None:
        return self._kept.get(person)

    def keep(self, person: int, held: Held | None) -> None:
        """Remember it instead of the one before; None: whatever was wanted is done or given up."""
        self._kept.pop(person, None)
        if held is not None:
            self.sweep(held.visit.now)
            self._kept[person] = held
        if len(self._kept) > MOST:
            del self._kept[next(iter(self._kept))]

    def sweep(self, now: int) -> None:
        """Forget what nobody wants any more; the oldest are first."""
        while self._kept:
            oldest = next(iter(self._kept))
            if now - self._kept[oldest].visit.now <= WAITS:
                return
            del self._kept[oldest]
