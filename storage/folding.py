"""What was erased from a SQLite file is still in the log beside it until that begins anew."""

import sqlite3
from contextlib import closing

from storage import sqlite_file
from storage.location import SqliteFile, locate


def fold(url: str) -> bool:
    """Bring the log into the file and empty it; False if somebody was in the way just now.

    The file itself keeps nothing erased (`secure_delete`). PostgreSQL does this by itself.
    """
    place = locate(url)
    if not isinstance(place, SqliteFile):
        return True
    with (
        sqlite_file.plainly(place.path),
        closing(sqlite_file.connect(place.path, sqlite3.Connection)) as connection,
    ):
        (busy, _, _) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy
