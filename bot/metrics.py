"""What the bot counts of itself, for Prometheus: no person, no school, no word is in a label.

Loaded only where `LISTEN` is set. The registry is its own, so that nothing global is shared.
"""

import time
from collections.abc import Awaitable, Callable
from typing import Any, Final

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject, Update
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from bot.house import House
from bot.seen import Seen
from storage import Priority, Tx

CONTENT: Final = "text/plain; version=0.0.4; charset=utf-8"
KINDS: Final = ("message", "edited_message", "callback_query", "my_chat_member")
QUICK: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
SIZES: Final = (1, 2, 4, 8, 16, 32, 64, 128, 256)
PRIORITIES: Final = {one: one.name.lower() for one in Priority}


class Metrics:
    """The families, and where each is counted."""

    def __init__(self) -> None:
        own = self.registry = CollectorRegistry()
        self.updates = Counter("guide_updates", "Updates", ("kind", "result"), registry=own)
        self.handling = Histogram(
            "guide_update_seconds", "Handling an update", ("kind",), buckets=QUICK, registry=own
        )
        self.calls = Counter("guide_api_calls", "Bot API calls", ("method", "result"), registry=own)
        self.groups = Histogram(
            "guide_commit_functions", "Functions committed together", buckets=SIZES, registry=own
        )
        self.commits = Histogram(
            "guide_commit_seconds", "A group with its commit", buckets=QUICK, registry=own
        )
        self.outbox = Gauge("guide_outbox_due", "Messages due", ("priority",), registry=own)
        self.oldest = Gauge("guide_outbox_oldest_seconds", "Age of the oldest due", registry=own)
        self.way = Gauge("guide_outbox_on_their_way", "Messages being sent", registry=own)
        self.sent = Gauge("guide_delivery", "Messages unasked", ("result",), registry=own)
        self.reminders = Gauge("guide_reminders_due", "Reminders due", registry=own)
        self.tickets = Gauge("guide_tickets_open", "Tickets that wait", registry=own)
        self.blocked = Gauge("guide_people_blocked", "People beyond reach", registry=own)

    def group(self, functions: int, seconds: float) -> None:
        """Count a group of writes that was committed."""
        self.groups.observe(functions)
        self.commits.observe(seconds)

    def called(self, method: str, result: str) -> None:
        """Count a call of the Bot API by its outcome: `ok`, a code, or `lost`."""
        self.calls.labels(method, result).inc()

    async def text(self, house: House, seen: Seen) -> bytes:
        """Look at what is to be looked at, and write everything down as Prometheus reads it."""
        now = house.clock.now()
        found = await house.db.read(lambda tx: Looked(tx, now))
        for priority, count in found.due.items():
            self.outbox.labels(PRIORITIES[priority]).set(count)
        self.oldest.set(found.oldest)
        self.reminders.set(found.reminders)
        self.tickets.set(found.tickets)
        self.blocked.set(found.blocked)
        self.way.set(seen.on_their_way())
        for result, count in seen.delivered().items():
            self.sent.labels(result).set(count)
        return generate_latest(self.registry)


class Counting(BaseMiddleware):
    """Counts each update by its kind and whether it was seen to, and how long that took."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        kind = event.event_type if isinstance(event, Update) else "other"
        kind = kind if kind in KINDS else "other"
        began, result = time.perf_counter(), "failed"
        try:
            answer = await handler(event, data)
            result = "done"
        finally:
            self._metrics.updates.labels(kind, result).inc()
            self._metrics.handling.labels(kind).observe(time.perf_counter() - began)
        return answer


class Looked:
    """What is looked up when somebody asks."""

    def __init__(self, tx: Tx, now: int) -> None:
        self.due = tx.outbox.waiting(now)
        first = tx.outbox.next_due()
        self.oldest = max(0, now - first) if first else 0
        self.reminders = tx.reminders.count_due(now)
        self.tickets = tx.tickets.count_open()
        self.blocked = tx.persons.count_blocked()
