"""Telegram's limits on how much a bot may send, as token buckets.

Documented (core.telegram.org/bots/faq, "My bot is hitting limits"): about one message a second in a
chat, with short bursts allowed; about 30 a second to many people; 20 a minute to one group. Whoever
sends more is refused with 429 and told when to come again (Bot API, ResponseParameters). Said by
the Bot API's maintainer (tdlib/td issues 2592, 3034, tdlib/telegram-bot-api issues 648, 736):
editing counts in a chat as sending does, answering taps does not count, nothing more is known.

Assumed: that these are buckets; how short a burst is; that an album counts each of its files, that
edits do not count over all, and that a refused call counts nothing. Time is real, not that of the
emulator's clock: a bot keeps its pace by it.
"""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

OVERALL: Final = 30
"""Messages a second, and in a burst, to everybody."""
GROUP: Final = 20
"""Messages a minute, and in a burst, to a group."""
BURST: Final = 10
"""Messages and edits in a private chat that may come at once; then one a second."""
SENDING: Final = ("send", "copymessage", "forwardmessage")
EDITING: Final = "editmessage"
FREE: Final = "sendchataction"
KEPT: Final = 10_000
"""Chats whose buckets are kept; those that are full are forgotten first."""


@dataclass(slots=True)
class Bucket:
    """Holds `size` tokens at most, and gets `rate` of them a second."""

    size: float
    rate: float
    tokens: float
    at: float

    def fill(self, now: float) -> None:
        self.tokens = min(self.size, self.tokens + (now - self.at) * self.rate)
        self.at = now

    def lacks(self, wanted: float) -> float:
        """Return the seconds until it holds so many (more than it can hold: until it is full)."""
        return max(0.0, min(wanted, self.size) - self.tokens) / self.rate


class Limits:
    """Counts what is sent. `burst` 0: no private chat has a limit of its own."""

    def __init__(
        self,
        *,
        overall: int = OVERALL,
        burst: int = BURST,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._burst = burst
        self._monotonic = monotonic
        self._everybody = self._full(overall, overall)
        self._chats: dict[int, Bucket] = {}

    def wait(self, method: str, values: dict[str, Any]) -> int:
        """Return for how many seconds a call is refused; 0: it is counted, and may go on."""
        wanted = _messages(method, values)
        if not wanted:
            return 0
        now = self._monotonic()
        buckets = [self._everybody] if not method.startswith(EDITING) else []
        buckets += self._chat(values.get("chat_id"))
        for bucket in buckets:
            bucket.fill(now)
        lacks = max((bucket.lacks(wanted) for bucket in buckets), default=0.0)
        if lacks > 0:
            return math.ceil(lacks)
        for bucket in buckets:
            bucket.tokens -= wanted
        return 0

    def _chat(self, chat: Any) -> list[Bucket]:
        """Find or make the bucket of a chat; a name (`@channel`) has none here."""
        if not str(chat).lstrip("-").isdecimal():
            return []
        number = int(chat)
        if number > 0 and not self._burst:
            return []
        if number not in self._chats:
            self._forget()
            of_group = self._full(GROUP, GROUP / 60)
            self._chats[number] = of_group if number < 0 else self._full(self._burst, 1)
        return [self._chats[number]]

    def _forget(self) -> None:
        if len(self._chats) >= KEPT:
            now = self._monotonic()
            for bucket in self._chats.values():
                bucket.fill(now)
            used = ((one, it) for one, it in self._chats.items() if it.tokens < it.size)
            self._chats = dict(used)

    def _full(self, size: float, rate: float) -> Bucket:
        return Bucket(size, rate, size, self._monotonic())


def _messages(method: str, values: dict[str, Any]) -> int:
    """Return how many messages a call sends or edits."""
    if method == FREE or not method.startswith((*SENDING, EDITING)):
        return 0
    many = values.get("media") if method == "sendmediagroup" else values.get("message_ids")
    if isinstance(many, str):
        return max(1, many.count('"media"'))
    return len(many) if isinstance(many, list) else 1
