"""The one source of time. Everything below is given `now` as an argument."""

import time
from dataclasses import dataclass


@dataclass(slots=True)
class Clock:
    """Whole seconds since 1970 (UTC), `ahead` of the machine's by that many seconds.

    Only the demo and the tests move it.
    """

    ahead: int = 0

    def now(self) -> int:
        return int(time.time()) + self.ahead

    def advance(self, seconds: int) -> int:
        if seconds < 0:
            raise ValueError("time goes forward only")
        self.ahead += seconds
        return self.now()
