"""What making and checking documents needs: one room of the house."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bot.drafts import Drafts
from bot.untrusted.reader import Reader

PAUSE: Final = 60.0
"""Seconds between two looks at drafts that nobody came back for."""


@dataclass(slots=True)
class Office:
    """`folder` may hold templates that take the place of the built-in ones."""

    folder: Path | None = None
    drafts: Drafts = field(default_factory=Drafts)
    reader: Reader = field(default_factory=Reader)

    async def tidy(self, now: Callable[[], int]) -> None:
        """Forget drafts whose time is over, for as long as the program runs."""
        while True:
            self.drafts.sweep(now())
            await asyncio.sleep(PAUSE)
