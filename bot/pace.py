"""How fast messages may leave: within the messenger's limits, and replies before all else.

A reply to somebody in dialogue is counted, and waits only when replies alone come too thick. What
is sent unasked waits until there is room for it. Telegram allows about 30 messages a second over
all, one a second in a chat with short bursts, 20 a minute in a group (core.telegram.org/bots/faq).
Each limit is a moment up to which it is used up, moved on by every message (generic cell rate).
"""

import asyncio
import time
from collections.abc import Callable
from typing import Final

from bot.pauses import Sleep

RATE: Final = 30
BURST: Final = 0.75
"""Seconds' worth of messages by which replies may run ahead: of a second's worth, what is made up
for and what the way there bunches is kept free."""
CHAT: Final = 1.0
CHAT_BURST: Final = 2.0
"""Seconds by which replies in one chat may: three messages at once, then one a second."""
GROUP: Final = 3.0
LAG: Final = 0.1
"""Seconds that are made up for when sleeping took longer than asked."""
FORGET: Final = 10_000
"""Chats that are remembered before those whose time is over are forgotten."""


class Pace:
    """Tells everybody who sends how long to wait. `rate` is messages a second over all.

    `chats` off: no chat has a limit of its own, as with the emulator of the demo, whose people act
    faster than anybody can.
    """

    def __init__(
        self,
        rate: float = RATE,
        *,
        chats: bool = True,
        sleep: Sleep = asyncio.sleep,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._step = 1 / rate
        self._by_chat = chats
        self._sleep = sleep
        self._monotonic = monotonic
        self._used = 0.0
        self._chats: dict[int, float] = {}
        self._held = 0.0

    def hold(self, seconds: float) -> None:
        """Send nothing unasked for so long: the messenger asked for a pause."""
        self._held = max(self._held, self._monotonic() + seconds)

    @property
    def held(self) -> float:
        """Seconds that are left of the pause."""
        return max(0.0, self._held - self._monotonic())

    def reply(self, chat: int) -> float:
        """Count a reply; return how many seconds it has to wait."""
        now = self._monotonic()
        self._used = max(self._used, now) + self._step
        late = self._count(chat, now) - (0.0 if chat < 0 else CHAT_BURST)
        return max(0.0, self._used - now - BURST, late - now)

    def room(self, chat: int) -> float:
        """Return the seconds until something unasked may be sent to this chat."""
        return max(0.0, self._chats.get(chat, 0.0) - self._monotonic())

    async def turn(self, chat: int) -> None:
        """Wait until something unasked may be sent, and count it."""
        while (wait := max(self._used - self._monotonic(), self.held)) > 0:
            await self._sleep(wait)
        now = self._monotonic()
        self._used = max(self._used, now - LAG) + self._step
        self._count(chat, now)

    def _count(self, chat: int, now: float) -> float:
        """Count a message in its chat; return the moment before which it should not leave."""
        if not self._by_chat:
            return now
        before = max(self._chats.get(chat, 0.0), now)
        if len(self._chats) > FORGET:
            self._chats = {one: until for one, until in self._chats.items() if until > now}
        self._chats[chat] = before + (GROUP if chat < 0 else CHAT)
        return before
