"""A town with somebody who coordinates everything, for tests of operators over HTTP."""

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from tests.support.people import Someone
from tests.support.town import Town
from tests.support.town import town as running

BOSS: Final = 700_700_700


class Office(NamedTuple):
    """The town, and whoever coordinates it."""

    town: Town
    boss: Someone


@contextlib.asynccontextmanager
async def office(folder: Path, **settings: Any) -> AsyncIterator[Office]:
    async with running(folder, operators=(BOSS,), **settings) as town:
        boss = town.messenger.person("Вера", person_id=BOSS)
        await boss.start()
        await boss.press("Согласен")
        yield Office(town, boss)
