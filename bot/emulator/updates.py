"""The queue of updates that the bot has not confirmed yet."""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from bot.clock import Clock
from bot.emulator.model import Json

KEPT_FOR: Final = 24 * 60 * 60
"""Seconds: "incoming updates are stored on the server … but they will not be kept longer than 24
hours" (Bot API, Getting updates)."""

KINDS: Final = frozenset(
    {
        "message",
        "edited_message",
        "callback_query",
        "my_chat_member",
        "chat_member",
        "message_reaction",
        "message_reaction_count",
        "inline_query",
        "chosen_inline_result",
        "poll",
        "poll_answer",
        "channel_post",
        "edited_channel_post",
        "shipping_query",
        "pre_checkout_query",
        "chat_join_request",
    }
)
NOT_BY_DEFAULT: Final = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(slots=True, frozen=True)
class Update:
    """One update. `key` is the chat or account whose updates must arrive in order."""

    id: int
    kind: str
    payload: Json
    key: int
    at: int

    def json(self) -> Json:
        return {"update_id": self.id, self.kind: self.payload}


class UpdateQueue:
    """Ids grow by one; confirmed ones are forgotten. Knows no polling and no HTTP."""

    def __init__(self, clock: Clock, first_id: int = 100_000_001) -> None:
        self.allowed: frozenset[str] = KINDS - NOT_BY_DEFAULT
        self.wakers: set[Callable[[], None]] = set()
        self._clock = clock
        self._next_id = first_id
        self._pending: deque[Update] = deque()

    def begin_at(self, first_id: int) -> None:
        """Number on from here at least: a bot knows the numbers of earlier times."""
        self._next_id = max(self._next_id, first_id)

    def __len__(self) -> int:
        return len(self._pending)

    def put(self, kind: str, payload: Json, key: int) -> Update | None:
        """Nothing is queued for a kind that the bot did not ask for."""
        if kind not in self.allowed:
            return None
        update = Update(self._next_id, kind, payload, key, self._clock.now())
        self._next_id += 1
        self._pending.append(update)
        for wake in tuple(self.wakers):
            wake()
        return update

    def confirm(self, offset: int) -> None:
        """Forget everything below `offset`; a negative one keeps that many of the newest."""
        pending = self._pending
        if offset < 0:
            while len(pending) > -offset:
                pending.popleft()
            return
        while pending and pending[0].id < offset:
            pending.popleft()

    def take(self, limit: int) -> list[Update]:
        """The oldest unconfirmed ones; they stay queued until confirmed."""
        too_old = self._clock.now() - KEPT_FOR
        while self._pending and self._pending[0].at < too_old:
            self._pending.popleft()
        return [update for update, _ in zip(self._pending, range(limit), strict=False)]

    def remove(self, update: Update) -> None:
        """A webhook confirms one by one, not always in order."""
        if update in self._pending:
            self._pending.remove(update)

    def redeliver(self, update: Update) -> None:
        """Put a confirmed update at the head again, as after a lost confirmation."""
        self._pending.appendleft(update)
        for wake in tuple(self.wakers):
            wake()

    def clear(self) -> None:
        self._pending.clear()

    def allow(self, kinds: Iterable[str]) -> None:
        """Unknown names are passed over; an empty list means the default, as documented."""
        chosen = frozenset(kind.lower() for kind in kinds) & KINDS
        self.allowed = chosen or KINDS - NOT_BY_DEFAULT
