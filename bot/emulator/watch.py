"""What the bot has to send of its own accord, told to the page whenever it changes."""

import asyncio
from typing import Final

from bot.app import App
from bot.emulator.hooks import Hooks
from bot.emulator.model import Json
from bot.emulator.world import World

EVERY: Final = 0.5
"""Seconds between two looks."""


async def watch(app: App, world: World, hooks: Hooks) -> None:
    """Look at the delivery until cancelled; see `delivery` in CONTRACT.md."""
    while True:
        seen = await _state(app, world.now())
        if seen != hooks.delivery:
            hooks.delivery = seen
            world.hub.publish({"type": "delivery", "delivery": seen})
        await asyncio.sleep(EVERY)


async def _state(app: App, now: int) -> Json:
    delivery = app.delivery
    due = await app.house.db.read(lambda tx: tx.outbox.waiting(now))
    counts = delivery.counts
    return {
        "due": sum(due.values()),
        "sent": counts.sent,
        "flood": round(app.house.gateway.pace.held),
        "down": delivery.is_down,
        "blocked": counts.blocked,
        "failed": counts.failed + counts.uncertain,
        "next": await delivery.next_due(),
    }
