"""Bringing a SQLite file into use: ours, sound, up to date, and nobody else's meanwhile."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import NamedTuple

from filelock import BaseFileLock

from storage import lock, sqlite_file
from storage.errors import OutdatedDatabaseError, UnusableError
from storage.schema import Migration, upgrade
from storage.sqlite_schema import SqliteSchema


class Ready(NamedTuple):
    """A file ready for use: its lock, held, and the migrations that were applied just now."""

    lock: BaseFileLock
    applied: tuple[Migration, ...]


def prepare(
    path: Path, migrations: Sequence[Migration], *, migrate: bool, now: Callable[[], int]
) -> Ready:
    """Look, lock, look again, check, migrate. Whoever gets the lock must release it.

    The first look leaves not even a lock beside a file that is not ours; the second knows what
    another copy did in between.
    """
    if sqlite3.sqlite_version_info < sqlite_file.OLDEST_SQLITE:
        raise UnusableError(f"SQLite 3.35 or newer is needed, here is {sqlite3.sqlite_version}")
    with sqlite_file.plainly(path), ExitStack() as undo:
        sqlite_file.identify(path, migrations)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        held = lock.hold(path)
        undo.callback(held.release)
        pending = sqlite_file.identify(path, migrations).pending
        if pending and not migrate:
            raise OutdatedDatabaseError(
                f"{path} waits for {len(pending)} migration(s): run `python -m bot migrate`"
            )
        sqlite_file.check(path)
        sqlite_file.make(path)
        with closing(sqlite_file.connect(path, sqlite3.Connection)) as connection:
            applied = upgrade(SqliteSchema(connection, str(path)), migrations, now)
        undo.pop_all()
    return Ready(held, applied)
