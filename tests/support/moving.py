"""A town's clock, moved to where something is to be said: nobody waits for it."""

import datetime as dt
from typing import Final
from zoneinfo import ZoneInfo

from flows.days_off import public
from tests.support.people import Message, Someone
from tests.support.town import Town

MOSCOW: Final = ZoneInfo("Europe/Moscow")
TUESDAY: Final = 1
WORKING: Final = (*range(-1, 4), *range(6, 11))
"""Days from a Tuesday on that are none of a weekend."""
DAY: Final = dt.timedelta(days=1)
TURNS: Final = 60
"""How often something may be put off until it is said."""


def to_tuesday(town: Town, hour: int = 10) -> dt.datetime:
    """Move on to the morning of a Tuesday in two weeks of five working days; return that time."""
    clock = town.messenger.clock
    now = dt.datetime.fromtimestamp(clock.now(), MOSCOW)
    day = now.date() + DAY
    while day.weekday() != TUESDAY or any(public(day + ahead * DAY) for ahead in WORKING):
        day += DAY
    morning = dt.datetime.combine(day, dt.time(hour), tzinfo=MOSCOW)
    town.messenger.advance(int(morning.timestamp()) - clock.now())
    return morning


def local(town: Town) -> dt.datetime:
    return dt.datetime.fromtimestamp(town.messenger.clock.now(), MOSCOW)


async def to_next(town: Town) -> None:
    """Move on to when something is due next, and let the delivery see to it."""
    due = await town.app.delivery.next_due()
    assert due is not None, "nothing is planned"
    town.messenger.advance(max(0, due - town.messenger.clock.now()))
    await seen_to(town)


async def seen_to(town: Town) -> None:
    """Wait until nothing is due any more or on its way."""
    delivery = town.app.delivery
    delivery.wake()
    due = await delivery.next_due()
    while delivery.on_their_way or (due is not None and due <= town.messenger.clock.now()):
        due = await delivery.next_due()


async def reminded(town: Town, who: Someone) -> Message:
    """Move on until the bot writes to somebody unasked, and return what it wrote."""
    before = {one.id for one in who.messages}
    for _ in range(TURNS):
        await to_next(town)
        new = [one for one in who.messages if one.id not in before and one.from_bot]
        if new:
            return new[-1]
    raise AssertionError(f"{who.person.first_name} was not written to")


def told(who: Someone, words: str) -> int:
    """Count the bot's messages with these words."""
    return sum(words in one.text for one in who.messages if one.from_bot)
