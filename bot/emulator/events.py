"""Fans out what happens: to the chat page as server-sent events, to tests as plain calls."""

import asyncio
import json
from collections.abc import Callable
from typing import Final

from bot.emulator.model import Json

BACKLOG: Final = 2_000
"""Events that a slow page may lag behind before it is told to fetch everything anew."""

Listener = Callable[[Json], None]


class Subscription:
    """One open event stream."""

    def __init__(self) -> None:
        self._queue: asyncio.Queue[str] = asyncio.Queue()

    def put(self, line: str, seq: int) -> None:
        if self._queue.qsize() < BACKLOG:
            self._queue.put_nowait(line)
            return
        while not self._queue.empty():
            self._queue.get_nowait()
        self._queue.put_nowait(frame(seq, {"type": "reset"}))

    def close(self) -> None:
        """Let the reader go: an empty frame is the last."""
        self._queue.put_nowait("")

    async def next(self, timeout: float) -> str:  # noqa: ASYNC109 - a comment line is due then, not an error
        """The next frame, a comment that keeps the connection alive, or the empty end."""
        try:
            async with asyncio.timeout(timeout):
                return await self._queue.get()
        except TimeoutError:
            return ": still here\n\n"


class EventHub:
    """Numbers events. With nobody listening an event costs an addition."""

    def __init__(self) -> None:
        self.seq = 0
        self.listeners: set[Listener] = set()
        self._subscriptions: set[Subscription] = set()

    @property
    def watched(self) -> bool:
        return bool(self._subscriptions or self.listeners)

    def publish(self, event: Json) -> None:
        self.seq += 1
        for listener in tuple(self.listeners):
            listener(event)
        if self._subscriptions:
            line = frame(self.seq, event)
            for subscription in self._subscriptions:
                subscription.put(line, self.seq)

    def subscribe(self) -> Subscription:
        subscription = Subscription()
        subscription.put(frame(self.seq, {"type": "hello", "seq": self.seq}), self.seq)
        self._subscriptions.add(subscription)
        return subscription

    def close(self) -> None:
        for subscription in self._subscriptions:
            subscription.close()

    def unsubscribe(self, subscription: Subscription) -> None:
        self._subscriptions.discard(subscription)


def frame(seq: int, event: Json) -> str:
    return f"id: {seq}\ndata: {json.dumps(event, ensure_ascii=False)}\n\n"
