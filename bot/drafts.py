"""What people typed for a document, until it is made: in memory only, few, and not for long.

Nothing of it is written anywhere, so a restart loses it; whoever asks for it then is told so. The
time is an argument, as everywhere; `sweep` is for the data of those who do not come back.
"""

from typing import Final

from flows.appointee import Appointee

KEPT: Final = 15 * 60
"""Seconds since it was last touched."""
MOST: Final = 500
"""People; the one untouched for longest goes first."""


class Drafts:
    """One draft a person."""

    def __init__(self, *, kept: int = KEPT, most: int = MOST) -> None:
        self._kept = kept
        self._most = most
        self._held: dict[int, tuple[int, Appointee]] = {}

    def __len__(self) -> int:
        return len(self._held)

    def put(self, person: int, one: Appointee, now: int) -> None:
        """Keep it in place of an earlier one."""
        self.sweep(now)
        self._held.pop(person, None)
        self._held[person] = (now, one)
        if len(self._held) > self._most:
            del self._held[next(iter(self._held))]

    def get(self, person: int, now: int) -> Appointee | None:
        """Return it if its time is not over."""
        self.sweep(now)
        found = self._held.get(person)
        return found[1] if found else None

    def drop(self, person: int) -> None:
        self._held.pop(person, None)

    def sweep(self, now: int) -> None:
        """Forget whatever was not touched for that long; the oldest are first."""
        while self._held:
            oldest = next(iter(self._held))
            if now - self._held[oldest][0] <= self._kept:
                return
            del self._held[oldest]
