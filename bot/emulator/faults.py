"""Trouble on demand: what a messenger and a network do to a bot on a bad day."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, Literal

from bot.emulator.model import Json

UNLIMITED: Final = frozenset(
    {
        "getme",
        "getupdates",
        "setwebhook",
        "deletewebhook",
        "getwebhookinfo",
        "getfile",
        "logout",
        "close",
    }
)
"""Methods that flood control leaves alone."""

Trouble = Literal["flood", "drop_before", "drop_after", "server_error"]


@dataclass(slots=True)
class Once:
    """A fault for the next `times` calls of `methods` (any, where none is named).

    `drop_before` loses the request, `drop_after` carries it out and loses the answer,
    `server_error` answers 502 with no JSON as a proxy in between would.
    """

    trouble: Trouble
    methods: frozenset[str] = frozenset()
    times: int = 1
    seconds: int = 1


@dataclass(slots=True)
class Faults:
    """`flood` (seconds of retry_after) strikes at the next call and is over when they have passed.

    `broken` drops every connection before the request is carried out; `slow` delays each answer by
    so many seconds.
    """

    flood: int = 0
    broken: bool = False
    slow: float = 0
    broken_after: bool = False
    once: list[Once] = field(default_factory=list)
    flood_until: int | None = None

    def json(self) -> Json:
        return {"flood": self.flood, "broken": self.broken, "slow": self.slow}

    @property
    def quiet(self) -> bool:
        """True when there is nothing to check: the common case, kept cheap."""
        return not (self.flood or self.broken or self.slow or self.broken_after or self.once)

    def next(
        self, trouble: Trouble, methods: Iterable[str] = (), *, times: int = 1, seconds: int = 1
    ) -> None:
        """Arrange a fault for the next matching calls."""
        wanted = frozenset(name.lower() for name in methods)
        self.once.append(Once(trouble, wanted, times, seconds))

    def clear(self) -> None:
        self.flood, self.broken, self.slow, self.broken_after = 0, False, 0, False
        self.flood_until = None
        self.once.clear()

    def take(self, method: str) -> Once | None:
        """The arranged fault that strikes this call, if any; it is used up."""
        for once in self.once:
            if not once.methods or method in once.methods:
                once.times -= 1
                if once.times <= 0:
                    self.once.remove(once)
                return once
        return None

    def flooded(self, method: str, now: int) -> int:
        """Seconds to wait, or 0. The wait begins with the first call that is refused."""
        if not self.flood or method in UNLIMITED:
            return 0
        if self.flood_until is None:
            self.flood_until = now + self.flood
        left = self.flood_until - now
        if left > 0:
            return left
        self.flood, self.flood_until = 0, None
        return 0
