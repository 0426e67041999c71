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
from tests.support.year_people import People
from tests.support.year_rules import DAY, Rules

BEGINS: Final = int(dt.datetime(2025, 9, 1, 5, tzinfo=dt.UTC).timestamp())
REGIONS: Final = ("39", "77", "63", "66", "55", "24", "38", "14", "25", "65", "41")
"""From Kaliningrad to Kamchatka: a region for each zone."""
SEED: Final = int(os.environ.get("YEAR_SEED", "1"))
FAMILIES: Final = int(os.environ.get("YEAR_FAMILIES", "90"))
TEACHERS: Final = 6
ALONE: Final = 60
TOGETHER: Final = 60
"""Messages of one minute: two a second at most, after days of downtime too."""


async def _year(path: Path) -> tuple[Year, Rules, People]:
    year = Year(await ledger(path), BEGINS)
    calendar = WallCalendar()
    rules = Rules(year, calendar)
    people = People(year, rules, calendar, SEED)
    judged = year.hear

    def hear(person: int, text: str, silent: bool) -> None:
        judged(person, text, silent)
        people.hear(person)

    year.hear = hear
    await year.does(OPERATOR, arrive.agree(f"ru.{NOTICE}", "", 0), "agree")
    for region in REGIONS:
        await people.found(region, TEACHERS, FAMILIES)
    for _ in range(ALONE):
        await people.alone()
    return year, rules, people


@pytest.mark.timeout(600)
async def test_a_year_in_eleven_zones(tmp_path: Path) -> None:
    year, rules, people = await _year(tmp_path / "guide.db")
    people.plan(BEGINS + 365 * DAY, "end")
    while True:
        due = await year.delivery.next_due()
        year.at = max(year.at, min(people.next_at, people.next_at if due is None else due))
        if people.next_at <= year.now:
            what, who = people.take()
            if what == "end":
                break
            await getattr(people, what)(who)
        rules.frozen(True)
        await year.deliver()
        rules.frozen(False)
        assert year.delivery.counts.failed == 0
    seen = rules.seen
    assert {f"in {zones()[one]}" for one in REGIONS} <= set(seen), "a zone without a reminder"
    assert all(seen[f"reason {one}"] for one in ("blocking", "stopped", "not_started", "waiting"))
    assert seen["last of stopped"]
    assert seen["summary"]
    assert max(rules.minutes.values()) <= TOGETHER
    assert seen["sent reminder"] > 1000
