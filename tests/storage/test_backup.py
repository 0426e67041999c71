"""Backups: whole, of one moment, and never instead of something that was there."""

# ruff: noqa: ASYNC240  # a test may wait for the files it looks at

import asyncio
import itertools
import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from storage import BackupError, Database, Tx, backup
from tests.storage.counting import add, set_up


def _contents(copy: Path) -> tuple[set[int], int]:
    """The entries and the total of a copy, which must be sound on its own."""
    with closing(sqlite3.connect(f"{copy.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        entries = {number for (number,) in connection.execute("SELECT number FROM entries")}
        (total,) = connection.execute("SELECT COALESCE(SUM(total), 0) FROM totals").fetchone()
        return entries, total


async def test_a_backup_under_load_is_of_one_moment(sqlite_db: Database, tmp_path: Path) -> None:
    """All that was acknowledged before is in it, and no half of what came meanwhile."""
    await sqlite_db.write(set_up)
    numbers = itertools.count()
    acknowledged: set[int] = set()
    stop = asyncio.Event()

    async def writer() -> None:
        while not stop.is_set():
            number = next(numbers)
            await sqlite_db.write(add(number))
            acknowledged.add(number)

    writers = [asyncio.create_task(writer()) for _ in range(8)]
    for round_ in range(5):
        before = set(acknowledged)
        copy = await sqlite_db.backup(tmp_path / f"{round_}.db")
        entries, total = _contents(copy)
        assert entries >= before
        assert total == len(entries)
    stop.set()
    await asyncio.gather(*writers)
    assert len(acknowledged) > 10


async def test_a_backup_from_another_process_needs_no_lock(
    sqlite_db: Database, sqlite_url: str, tmp_path: Path
) -> None:
    """As `python -m bot export --backup` does beside the running bot."""
    await sqlite_db.write(set_up)
    await sqlite_db.write(add(1))
    target = tmp_path / "copy.db"
    code = "import sys; from storage.backup import backup; backup(*sys.argv[1:])"
    command = [sys.executable, "-c", code, sqlite_url, str(target)]
    root = Path(__file__).parents[2]
    await asyncio.to_thread(subprocess.run, command, check=True, cwd=root)
    assert _contents(target) == ({1}, 1)
    assert await sqlite_db.write(add(2)) == 2


async def test_a_backup_is_one_private_file_that_can_be_used(
    sqlite_db: Database, tmp_path: Path
) -> None:
    """Nothing stands beside it, and the program opens it as it is."""
    await sqlite_db.write(lambda tx: tx.persons.agree(7, language="ru", at=1, notice=1))
    folder = tmp_path / "backups"
    folder.mkdir()
    copy = await sqlite_db.backup(folder / "guide.db")
    assert list(folder.iterdir()) == [copy]
    if os.name == "posix":
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    restored = await Database.open(f"sqlite:///{copy}", migrate=False)
    assert await restored.read(lambda tx: tx.persons.get(7)) is not None
    await restored.close()


async def test_an_existing_file_is_kept_unless_told(sqlite_db: Database, tmp_path: Path) -> None:
    """A backup of yesterday is not lost by a slip."""
    await sqlite_db.write(set_up)
    target = tmp_path / "copy.db"
    target.write_text("yesterday's")
    with pytest.raises(BackupError, match="exists already"):
        await sqlite_db.backup(target)
    assert target.read_text() == "yesterday's"
    await sqlite_db.backup(target, replace=True)
    assert _contents(target) == (set(), 0)


async def test_a_file_that_appears_meanwhile_is_kept(
    sqlite_db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two backups to one name: the second says so."""
    target = tmp_path / "copy.db"
    copy = backup._copy

    def slowly(source: Path, unfinished: Path) -> None:
        copy(source, unfinished)
        target.write_text("the other's")

    monkeypatch.setattr(backup, "_copy", slowly)
    with pytest.raises(BackupError, match="exists already"):
        await sqlite_db.backup(target)
    assert target.read_text() == "the other's"
    assert [file.name for file in tmp_path.iterdir() if "part" in file.name] == []


async def test_a_backup_that_fails_leaves_nothing(sqlite_db: Database, tmp_path: Path) -> None:
    """No folder to write to: told, and no unfinished file."""
    with pytest.raises(BackupError, match="no backup at"):
        await sqlite_db.backup(tmp_path / "nowhere" / "copy.db")
    with pytest.raises(BackupError, match="no backup at"):
        await sqlite_db.backup(tmp_path, replace=True)
    assert {file.name for file in tmp_path.iterdir()} == {"data"}


async def test_a_database_is_not_its_own_backup(
    sqlite_db: Database, path: Path, tmp_path: Path
) -> None:
    """Not even when replacing is allowed; nor is one made of nothing."""
    with pytest.raises(BackupError, match="itself"):
        await sqlite_db.backup(path, replace=True)
    with pytest.raises(BackupError, match="no database"):
        backup.backup(f"sqlite:///{tmp_path}/none.db", tmp_path / "copy.db")
    assert await sqlite_db.read(lambda tx: tx.persons.get(1)) is None


async def test_a_damaged_copy_is_no_backup(tmp_path: Path) -> None:
    """Damage that SQLite copied is found in the copy, not when it is needed."""
    source = tmp_path / "guide.db"
    database = await Database.open(f"sqlite:///{source}")

    def fill(tx: Tx) -> None:
        for number in range(2000):
            tx.persons.agree(number, language="ru" * 50, at=1, notice=1)

    await database.write(fill)
    await database.close()
    data = bytearray(source.read_bytes())
    data[4096 * 20 : 4096 * 21] = os.urandom(4096)
    source.write_bytes(data)
    with pytest.raises(BackupError, match="damaged"):
        backup.backup(f"sqlite:///{source}", tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()


def test_postgresql_has_its_own_backups(tmp_path: Path) -> None:
    """The message names the tool."""
    with pytest.raises(BackupError, match="pg_dump"):
        backup.backup("postgresql://host/guide", tmp_path / "copy.db")
