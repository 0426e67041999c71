"""Reading a database beside the bot, from another process: no lock, nothing written."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from storage import sqlite_file
from storage.drivers import postgres_wanted
from storage.errors import OutdatedDatabaseError, UnreachableDatabaseError
from storage.location import SqliteFile, locate
from storage.schema import load
from storage.sealed import NO_SEAL, Seal
from storage.transaction import Tx


@contextmanager
def reader(url: str, seal: Seal = NO_SEAL) -> Iterator[Tx]:
    """Yield a transaction that may only look; each statement sees a moment of its own.

    Nobody is held up by it: what is long is read in parts. Raises a `StorageError` for a database
    that is not there, not ours, or of another version.
    """
    place = locate(url)
    if isinstance(place, SqliteFile):
        with sqlite_file.plainly(place.path):
            if not place.path.exists():
                raise UnreachableDatabaseError(f"there is no database at {place.path}")
            if sqlite_file.identify(place.path, load()).pending:
                raise OutdatedDatabaseError(f"{place.path} needs `python -m bot migrate`")
            with closing(
                sqlite_file.connect(place.path, sqlite3.Connection, read_only=True)
            ) as connection:
                yield Tx(connection.execute, seal).looking()
        return
    with postgres_wanted():
        from storage import postgres_start  # noqa: PLC0415
    with postgres_start.plainly(), closing(postgres_start.connect(place.url)) as session:
        if postgres_start.look(session, load()).pending:
            raise OutdatedDatabaseError("the database needs `python -m bot migrate`")
        yield Tx(session.tx.execute, seal).looking()
