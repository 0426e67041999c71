"""What was erased leaves the log as well, as soon as nobody is in the way."""

# a test may wait for the files it looks at

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from storage import Database, sqlite_file
from tests.storage.people import agreed


async def test_the_log_is_emptied_while_everybody_goes_on(db: Database) -> None:
    """On PostgreSQL, which does so by itself, there is nothing to do."""
    await db.write(agreed)
    assert await db.fold()
    assert await db.fold()
    await db.write(agreed)


async def test_a_log_that_somebody_reads_is_emptied_another_time(
    path: Path, sqlite_db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_file, "BUSY_SECONDS", 0.0)
    await sqlite_db.write(agreed)
    log = path.with_name(f"{path.name}-wal")
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT COUNT(*) FROM persons").fetchone()
        await sqlite_db.write(agreed)
        assert not await sqlite_db.fold()
        assert log.stat().st_size > 0
    assert await sqlite_db.fold()
    assert log.stat().st_size == 0
