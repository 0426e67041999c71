"""A year of reminders in all eleven zones: what must hold of each, by an oracle of its own.

The real transaction functions and the real delivery, over a database of their own; the clock jumps
from one act or due time to the next. `tests/support/year_rules.py` says what must hold. `YEAR_SEED`
and `YEAR_FAMILIES` (of each school) are for hunting.
"""

import datetime as dt
import os
from pathlib import Path
from typing import Final

import pytest

from bot.actions import arrive
from flows.notice import NOTICE
from tests.support.wall_calendar import WallCalendar, zones
from tests.support.year import OPERATOR, Year, ledger
from tests.support.year_days import ENDS, Days
from tests.support.year_people import DAY_ENDS, People
from tests.support.year_rules import DAY, Rules

BEGINS: Final = int(dt.datetime(2025, 9, 1, 5, tzinfo=dt.UTC).timestamp())
MIDNIGHT: Final = BEGINS - 5 * 3600
REGIONS: Final = ("39", "77", "63", "66", "55", "24", "38", "14", "25", "65", "41")
"""From Kaliningrad to Kamchatka: a region for each zone."""
SEED: Final = int(os.environ.get("YEAR_SEED", "1"))
YEARS: Final = 2
"""Years that are played, each by others: thousands of journeys together."""
FAMILIES: Final = int(os.environ.get("YEAR_FAMILIES", "120"))
TEACHERS: Final = 6
ALONE: Final = 60
TOGETHER: Final = 20
"""Messages of one minute at most, after days without the bot too; hundreds are overdue then."""
AWAY: Final = {40: 3, 100: 9, 170: 2, 260: 5}
"""On which day of the year the bot goes away, and for how many days."""


class Run:
    """A year that begins in September, its people, and those who look."""

    def __init__(self, year: Year, seed: int) -> None:
        calendar = WallCalendar()
        self.year = year
        self.rules = Rules(year, calendar)
        self.people = People(year, self.rules, calendar, seed)
        self.days = Days(self.rules)
        self._judged, year.hear = year.hear, self._hear

    def _hear(self, person: int, text: str, silent: bool) -> None:
        self._judged(person, text, silent)
        self.people.hear(person)

    async def begin(self) -> None:
        await self.year.does(OPERATOR, arrive.agree(f"ru.{NOTICE}", "", 0), "agree")
        for region in REGIONS:
            await self.people.found(region, TEACHERS, FAMILIES)
        for _ in range(ALONE):
            await self.people.alone()
        await self.people.everybody_rests(0)
        for day in range(365):
            self.people.plan(MIDNIGHT + (24 * day + ENDS) * 3600, DAY_ENDS)
        for day in AWAY:
            self.people.plan(BEGINS + day * DAY + 9 * 3600, "away", day)

    async def live(self) -> None:
        """Jump from one act or due time to the next."""
        while self.people.next_at < BEGINS + 365 * DAY:
            due = await self.year.delivery.next_due()
            at = self.people.next_at
            self.year.at = max(self.year.at, at if due is None else min(at, due))
            if at <= self.year.now:
                await self._happens(*self.people.take())
            await self._deliver()

    async def _happens(self, what: str, who: int) -> None:
        if what == DAY_ENDS:
            self.days.end()
        elif what == "away":
            self.year.at += AWAY[who] * DAY
            self.rules.up_since = self.year.now
            self.people.rest(self.year.now)
        else:
            await getattr(self.people, what)(who)

    async def _deliver(self) -> None:
        self.rules.books.frozen(True)
        await self.year.deliver()
        self.rules.books.frozen(False)
        assert self.year.delivery.counts.failed == 0


@pytest.mark.no_cover  # a minute of it, in which nothing runs that no other test runs
@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", range(SEED, SEED + YEARS))
async def test_a_year_in_eleven_zones(tmp_path: Path, seed: int) -> None:
    run = Run(Year(await ledger(tmp_path / "guide.db"), BEGINS), seed)
    await run.begin()
    await run.live()
    rules, seen = run.rules, run.rules.seen
    assert {f"in {zones()[one]}" for one in REGIONS} <= set(seen), "a zone without a reminder"
    assert all(seen[f"reason {one}"] for one in ("blocking", "stopped", "not_started", "waiting"))
    assert all(seen[f"last of {one}"] for one in ("stopped", "not_started", "waiting"))
    assert all(seen[f"sent {one}"] for one in ("desk", "moved"))
    assert all(seen[one] for one in ("summary", "summary without news", "days off", "forgotten"))
    assert seen["told of a queue"], "nobody waited for a day"
    assert seen["sent reminder"] > len(run.people.everybody)
    assert max(rules.minutes.values()) <= TOGETHER
    assert len(rules.hours) > 8, "what was missed is spread over the day"
