"""One program a database: a lock beside the file, held by the kernel, so none outlives a kill."""

from pathlib import Path

from filelock import FileLock, Timeout

from storage.errors import AlreadyRunningError, UnreachableDatabaseError


def hold(database: Path) -> FileLock:
    """Lock `<database>.lock` or raise `AlreadyRunningError`; whoever gets it must release it.

    The lock stands beside the database, not on it: closing any handle of the database file would
    drop SQLite's own locks of this process.
    """
    beside = database.with_name(f"{database.name}.lock")
    # Taken on one thread and released on another, hence not thread-local.
    lock = FileLock(beside, timeout=0, thread_local=False, fallback_to_soft=False)
    try:
        lock.acquire()
    except Timeout:
        raise AlreadyRunningError(f"another copy of the program uses {database}") from None
    except OSError as error:
        raise UnreachableDatabaseError(f"cannot lock {beside}: {error.strerror}") from error
    return lock
