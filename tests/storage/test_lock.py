"""One program a database, whatever became of the one before."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from storage import AlreadyRunningError, Database, UnreachableDatabaseError, migrations

_HOLD = """
import asyncio, sys
from storage import Database, StorageError
async def main():
    database = await Database.open(sys.argv[1])
    print("open", flush=True)
    await asyncio.to_thread(sys.stdin.read)
    await database.close()
try:
    asyncio.run(main())
except StorageError as error:
    print(error, flush=True)
"""


@contextmanager
def _another_program(url: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start a second copy of the program and say how it greets; it ends with its input."""
    command = [sys.executable, "-c", _HOLD, url]
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root
    ) as program:
        assert program.stdout
        yield program, program.stdout.readline().strip()
        program.kill()


async def test_a_second_program_is_refused_until_the_first_ends(url: str) -> None:
    """It says what is in use, and leaves the first one at work."""
    with _another_program(url) as (first, greeting):
        assert greeting == "open"
        with pytest.raises(AlreadyRunningError, match="another copy") as told:
            await Database.open(url)
        assert ("guide.db" in str(told.value)) == url.startswith("sqlite")
        first.communicate("")
    database = await Database.open(url)
    with _another_program(url) as (_, greeting):
        assert "another copy of the program uses" in greeting
    assert await database.write(lambda tx: tx.updates.first_seen(1, 1))
    await database.close()


async def test_a_killed_program_leaves_no_lock(sqlite_url: str) -> None:
    """SIGKILL gives it no chance to tidy up, and the next start needs no help."""
    with _another_program(sqlite_url) as (first, greeting):
        assert greeting == "open"
        first.kill()
        first.wait()
        database = await Database.open(sqlite_url)
    await database.close()


async def test_one_program_cannot_open_a_database_twice(url: str, db: Database) -> None:
    """Not even from within itself, and not by a detour to the same file."""
    with pytest.raises(AlreadyRunningError):
        await Database.open(url)
    if url.startswith("sqlite"):
        with pytest.raises(AlreadyRunningError):
            await Database.open(url.replace("/data/", "/data/../data/"))
    assert await db.write(lambda tx: tx.updates.first_seen(1, 1))


async def test_migrations_are_not_applied_under_a_running_bot(url: str, db: Database) -> None:
    """Their state can be seen all the same."""
    assert await db.read(lambda tx: tx.persons.get(1)) is None
    with pytest.raises(AlreadyRunningError):
        migrations.apply(url)
    assert migrations.status(url).pending == ()


async def test_a_lock_that_cannot_be_made_is_told(path: Path) -> None:
    """Something else has its name."""
    path.with_name(f"{path.name}.lock").mkdir(parents=True)
    with pytest.raises(UnreachableDatabaseError):
        await Database.open(f"sqlite:///{path}")
