"""A copy of the database that is whole, taken while the bot runs, from this or another process."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import mkstemp

from storage.errors import BackupError
from storage.location import SqliteFile, locate


def backup(url: str, target: str | Path, *, replace: bool = False) -> Path:
    """Copy the database of `url` to the file `target` and return its full path.

    The copy is one moment's, needs no other file beside it, and was checked throughout; it appears
    under its name only when it is complete. An existing file is kept unless `replace`. Needs no
    lock and waits for nobody: readers of a write-ahead log do not hold up its writer.
    """
    place = locate(url)
    if not isinstance(place, SqliteFile):
        raise BackupError("a PostgreSQL database is backed up with pg_dump")
    goal = Path(target).expanduser().resolve()
    if not place.path.exists():
        raise BackupError(f"there is no database at {place.path}")
    if goal == place.path:
        raise BackupError("a backup must not replace the database itself")
    if goal.exists() and not replace:
        raise BackupError(f"{goal} exists already")
    try:
        with _unfinished(goal) as unfinished:
            _copy(place.path, unfinished)
            _publish(unfinished, goal, replace=replace)
    except FileExistsError as error:
        raise BackupError(f"{goal} exists already") from error
    except (OSError, sqlite3.Error) as error:
        raise BackupError(f"no backup at {goal}: {error}") from error
    _mark(place.path).touch()
    return goal


def taken_at(path: Path) -> int | None:
    """Return when the last copy of a database was taken (unix seconds); None: not yet."""
    mark = _mark(path)
    return int(mark.stat().st_mtime) if mark.exists() else None


def _mark(path: Path) -> Path:
    """Return the empty file beside a database whose time is that of its last copy."""
    return path.with_name(f"{path.name}.backup")


@contextmanager
def _unfinished(goal: Path) -> Iterator[Path]:
    """Make a file beside the goal, for its owner alone; whatever is left of it is removed."""
    handle, name = mkstemp(dir=goal.parent, prefix=f".{goal.name}.", suffix=".part")
    os.close(handle)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def _copy(source: Path, unfinished: Path) -> None:
    """Copy in one step, so in one read transaction, however much is written meanwhile."""
    with (
        closing(sqlite3.connect(f"{source.as_uri()}?mode=rw", uri=True)) as original,
        closing(sqlite3.connect(unfinished, isolation_level=None)) as copy,
    ):
        original.backup(copy, pages=-1)
        # The copy says that it has a write-ahead log beside it; make it one file.
        copy.execute("PRAGMA journal_mode = DELETE")
        (verdict,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
        if verdict != "ok":
            raise BackupError(f"the copy is damaged ({verdict}), so {source} may be")


def _publish(unfinished: Path, goal: Path, *, replace: bool) -> None:
    _flush(unfinished)
    if not replace:
        goal.touch(mode=0o600, exist_ok=False)  # nobody else's file is written over
    unfinished.replace(goal)
    with suppress(PermissionError):  # Windows cannot flush a folder
        _flush(goal.parent)


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
