"""For `python -m bot migrate`: what a database has, what it needs, and giving it that.

Plain functions, without an event loop.
"""

import time
from collections.abc import Callable
from contextlib import closing

from storage import sqlite_file, sqlite_start
from storage.drivers import postgres_wanted
from storage.location import SqliteFile, locate
from storage.schema import Applied, Migration, Status, load

__all__ = ["Applied", "Migration", "Status", "apply", "status"]


def _machine_time() -> int:
    return int(time.time())


def status(url: str) -> Status:
    """Tell what is applied and what is pending; only reads, also beside a running bot."""
    place = locate(url)
    if isinstance(place, SqliteFile):
        with sqlite_file.plainly(place.path):
            return sqlite_file.identify(place.path, load())
    with postgres_wanted():
        from storage import postgres_start  # noqa: PLC0415
    with postgres_start.plainly(), closing(postgres_start.connect(place.url)) as session:
        return postgres_start.look(session, load())


def apply(url: str, *, clock_now: Callable[[], int] = _machine_time) -> tuple[Migration, ...]:
    """Apply what is pending and return it; refused while a bot runs on the database."""
    place = locate(url)
    if isinstance(place, SqliteFile):
        ready = sqlite_start.prepare(place.path, load(), migrate=True, now=clock_now)
        ready.lock.release()
        return ready.applied
    with postgres_wanted():
        from storage import postgres_start  # noqa: PLC0415
    with postgres_start.plainly(), closing(postgres_start.Guard(place.url)) as guard:
        return postgres_start.prepare(guard.ensure(), load(), migrate=True, now=clock_now)
