"""What people wanted to do when they were asked for consent: done when they give it.

Kept in memory only, since nothing of theirs may be stored before. After a restart they are shown
their step instead.
"""

from collections import OrderedDict
from typing import Final

from bot.actions.view import Held

MOST: Final = 1000
"""Acts that are kept; the oldest give way."""


class HeldActs:
    """One act a person: the last."""

    def __init__(self) -> None:
        self._kept: OrderedDict[int, Held] = OrderedDict()

    def of(self, person: int) -> Held | None:
        return self._kept.get(person)

    def keep(self, person: int, held: Held | None) -> None:
        """Remember it instead of the one before; None: whatever was wanted is done or given up."""
        self._kept.pop(person, None)
        if held is not None:
            self._kept[person] = held
        if len(self._kept) > MOST:
            self._kept.popitem(last=False)
