"""Forks bots that deliver until they are killed, for `test_killed_bots.py`.

A line on standard input starts one: the seconds by which its clock is ahead, the first person whom
it has news for, and whether it ends by itself when nothing is due. On standard output come:
`p<pid>` from the fork, `o` when it has opened everything, `a<person>` for news whose writing was
acknowledged, `d<status>` once it is dead. Forking a process that has imported and read everything
makes a start cheap.
"""

import asyncio
import datetime as dt
import itertools
import os
import sys
from typing import Any
from zoneinfo import ZoneInfo

from bot import logs
from bot.app import App, opened, settle
from bot.clock import Clock
from bot.pace import Pace
from bot.render import Renderer
from bot.settings import Settings
from bot.texts import Texts
from flows import days_off
from flows.screens import TO_STEP, Screen
from storage import Tx
from tests.support.keys import KEY, written

RATE = 2_000
"""Messages a second: so many that several are on their way at any moment."""
PAUSE = 0.02
"""Seconds from one piece of news to the next."""
NEWS = "objected"
"""What the news says: nothing that was prepared does."""


def tell(line: str) -> None:
    """One line in one call: short enough for a pipe to keep it whole."""
    os.write(1, f"{line}\n".encode())


async def feed(app: App, first: int) -> None:
    """Have news for one person after another, for as long as there is time and anybody left."""
    for person in itertools.count(first):

        def write(tx: Tx, person: int = person) -> bool:
            journeys = tx.journeys.of(person)
            if journeys:
                at = app.house.clock.now()
                tx.outbox.put(person, "moved", journeys[-1].id, at, detail=NEWS)
            return bool(journeys)

        if not await app.house.db.write(write):
            await asyncio.Event().wait()
        app.delivery.wake()
        tell(f"a{person}")
        await asyncio.sleep(PAUSE)


async def done(app: App) -> None:
    """Wait until nothing is due any more, or on its way."""
    while True:
        due = await app.delivery.next_due()
        if not app.delivery.on_their_way and (due is None or due > app.house.clock.now()):
            return
        await asyncio.sleep(PAUSE)


async def work(settings: Settings, ahead: int, first: int, *, ends: bool) -> None:
    """Deliver as `python -m bot run` does, but take no updates."""
    async with opened(settings, Clock(ahead), pace=Pace(RATE, chats=False)) as app:
        tell("o")
        delivering = asyncio.create_task(app.delivery.run())
        await (done(app) if ends else feed(app, first))
        delivering.cancel()
        await app.intake.stop()


def main(url: str, api: str, token: str) -> None:
    logs.setup("console", "CRITICAL")
    texts = Texts(ZoneInfo("Europe/Moscow"), {"teachers": 3})
    Renderer(texts).message(Screen((), ((TO_STEP,),)), "ru")  # reads the language once for all
    days_off.public(dt.date(2023, 11, 15))
    settle()
    options: dict[str, Any] = {
        "database_url": url,
        "bot_api_url": api,
        "bot_token": token,
        "data_key": written(KEY),
        "_env_file": None,
    }
    settings = Settings(**options)
    for line in sys.stdin:
        ahead, first, ends = map(int, line.split())
        pid = os.fork()
        if pid == 0:
            tell(f"p{os.getpid()}")
            asyncio.run(work(settings, ahead, first, ends=bool(ends)))
            os._exit(0)
        _, status = os.waitpid(pid, 0)
        tell(f"d{status}")


if __name__ == "__main__":
    main(*sys.argv[1:])
