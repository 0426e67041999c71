"""A SQLite file before it is used: opened in one way only, and looked at without touching it."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final, TypeVar

from storage.errors import (
    CorruptDatabaseError,
    ForeignDatabaseError,
    UnreachableDatabaseError,
    UnusableError,
)
from storage.schema import Migration, Status, compare
from storage.sqlite_schema import APPLICATION_ID, SqliteSchema

# A check reads the whole file; beyond this it would delay the start, and backups check it anyway.
CHECK_LIMIT_BYTES: Final = 256 * 1024 * 1024
# How long a statement waits for another process that writes, such as somebody's sqlite3 shell.
BUSY_SECONDS: Final = 5.0
OLDEST_SQLITE: Final = (3, 35)
_MAGIC = b"SQLite format 3\0"
_PRAGMAS: Final = (
    "synchronous = FULL",
    "fullfsync = ON",  # or macOS only promises to write
    "checkpoint_fullfsync = ON",
    "foreign_keys = ON",
    "secure_delete = ON",  # what was forgotten is overwritten
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "temp_store = MEMORY",
    "cache_size = -16384",
    f"journal_size_limit = {64 * 1024 * 1024}",
)

AnyConnection = TypeVar("AnyConnection", bound=sqlite3.Connection)


def connect(path: Path, factory: type[AnyConnection], *, read_only: bool = False) -> AnyConnection:
    """Open a connection of this program: the only place that says how.

    Autocommit, since transactions are written out. It belongs to the thread that calls this.
    """
    connection = sqlite3.connect(
        path, timeout=BUSY_SECONDS, isolation_level=None, cached_statements=512, factory=factory
    )
    try:
        _set_up(connection, read_only=read_only)
    except BaseException:
        connection.close()
        raise
    return connection


def _set_up(connection: sqlite3.Connection, *, read_only: bool) -> None:
    (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    if mode != "wal":
        raise UnusableError("the file system under the database has no write-ahead log")
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    if read_only:
        connection.execute("PRAGMA query_only = ON")


def make(path: Path) -> None:
    """Make the file for its owner alone, since what is kept here is personal."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def _peek(path: Path) -> sqlite3.Connection:
    """Open for looking only.

    Without a log beside it the file is opened as immutable, which neither locks it nor leaves
    `-wal` and `-shm` behind.
    """
    logs = (path.with_name(path.name + end) for end in ("-wal", "-journal"))
    quiet = "" if any(log.exists() for log in logs) else "&immutable=1"
    return sqlite3.connect(f"{path.as_uri()}?mode=ro{quiet}", uri=True, isolation_level=None)


def identify(path: Path, migrations: Sequence[Migration]) -> Status:
    """Say what a file has and needs, without changing a byte of it.

    A missing or empty file is a blank database. Raises for one that is not ours, is newer, or had
    other migrations.
    """
    if not path.exists() or path.stat().st_size == 0:
        return Status((), tuple(migrations))
    with path.open("rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            raise ForeignDatabaseError(f"{path} is no SQLite database: it is left untouched")
    with closing(_peek(path)) as connection:
        schema = SqliteSchema(connection, str(path))
        (owner,) = connection.execute("PRAGMA application_id").fetchone()
        if owner != APPLICATION_ID and (owner or schema.tables()):
            raise ForeignDatabaseError(f"{path} belongs to another program: it is left untouched")
        return compare(schema, migrations)


def check(path: Path) -> None:
    """Let SQLite look for damage, unless the file is so large that this would delay the start."""
    if not path.exists() or path.stat().st_size > CHECK_LIMIT_BYTES:
        return
    with closing(_peek(path)) as connection:
        (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise CorruptDatabaseError(_damaged(path, verdict))


def _damaged(path: Path, why: object) -> str:
    first = str(why).splitlines()[-1]
    return f"{path} is damaged ({first}): it is left untouched, restore a backup"


@contextmanager
def plainly(path: Path) -> Iterator[None]:
    """Turn what SQLite and the file system say of a file into this package's errors."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise UnreachableDatabaseError(f"{path} cannot be used: {error}") from error
    except sqlite3.DatabaseError as error:
        raise CorruptDatabaseError(_damaged(path, error)) from error
    except OSError as error:
        raise UnreachableDatabaseError(f"{path} cannot be used: {error.strerror}") from error
