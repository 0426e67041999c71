"""Opening a SQLite file: what is refused, kindly, and left as it was to the byte."""

# ruff: noqa: ASYNC240  # a test may wait for the files it looks at

import os
import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from storage import (
    BadAddressError,
    CorruptDatabaseError,
    Database,
    ForeignDatabaseError,
    NewerDatabaseError,
    OutdatedDatabaseError,
    StorageError,
    Tx,
    UnreachableDatabaseError,
    UnusableError,
    migrations,
    sqlite_file,
)
from storage.location import PostgresServer, SqliteFile, locate


def _files(folder: Path) -> dict[str, bytes]:
    """Everything in a folder that has content: not the empty lock, nor SQLite's shared memory."""
    files = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert files.pop("guide.db.lock", b"") == b""
    files.pop("guide.db-shm", None)
    return files


async def _refused(path: Path, error: type[StorageError], match: str) -> None:
    """Opening fails with this error in one line, and changes nothing in the folder."""
    before = _files(path.parent)
    for _ in range(2):
        with pytest.raises(error, match=match) as told:
            await Database.open(f"sqlite:///{path}")
        assert type(told.value) is error
        assert "\n" not in str(told.value)
        assert str(path) in str(told.value)
    assert _files(path.parent) == before


@pytest.fixture
async def filled(path: Path) -> Path:
    """A closed database of this program with some hundred pages."""
    database = await Database.open(f"sqlite:///{path}")

    def fill(tx: Tx) -> None:
        for number in range(2000):
            tx.persons.agree(number, language="ru" * 50, at=1, notice=1)

    await database.write(fill)
    await database.close()
    return path


async def test_a_blank_place_becomes_a_private_database(path: Path) -> None:
    """Folder and file are made for their owner alone; after closing one file is left."""
    database = await Database.open(f"sqlite:///{path}")
    modes = [stat.S_IMODE(file.stat().st_mode) for file in (path, path.parent)]
    if os.name == "posix":
        assert modes == [0o600, 0o700]
    await database.close()
    assert set(_files(path.parent)) == {"guide.db"}


async def test_an_empty_file_is_a_blank_place(path: Path) -> None:
    """Somebody may have made the file beforehand to give it other rights."""
    path.parent.mkdir()
    path.touch()
    database = await Database.open(f"sqlite:///{path}")
    assert await database.read(lambda tx: tx.persons.get(1)) is None
    await database.close()


async def test_what_is_no_database_is_refused(path: Path) -> None:
    """A text file in the wrong place survives; not even a lock is put beside it."""
    path.parent.mkdir()
    path.write_text("my precious notes\n" * 100)
    await _refused(path, ForeignDatabaseError, "no SQLite database")
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("mark", ["PRAGMA application_id = 1", "CREATE TABLE notes (text TEXT)"])
async def test_a_database_of_another_program_is_refused(path: Path, mark: str) -> None:
    """It is told by its mark, or by tables that are not ours."""
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as other:
        other.execute(mark)
        other.execute("PRAGMA user_version = 7")
    await _refused(path, ForeignDatabaseError, "another program")


async def test_a_newer_database_is_refused(filled: Path) -> None:
    """An older program never touches what a newer one wrote."""
    with closing(sqlite3.connect(filled)) as newer:
        newer.execute("INSERT INTO schema_versions VALUES (9999, 'later', 'x', 1)")
        newer.commit()
    await _refused(filled, NewerDatabaseError, "9999")
    with pytest.raises(NewerDatabaseError):
        migrations.status(f"sqlite:///{filled}")


async def test_a_newer_database_left_with_its_log_is_refused(filled: Path, path: Path) -> None:
    """What tells its version may still be in the log of a program that was killed."""
    with closing(sqlite3.connect(filled, isolation_level=None)) as newer:
        newer.execute("PRAGMA journal_mode = WAL")
        newer.execute("INSERT INTO schema_versions VALUES (9999, 'later', 'x', 1)")
        left = path.parent.with_name("left") / path.name
        left.parent.mkdir()
        for end in ("", "-wal"):
            shutil.copy(f"{filled}{end}", f"{left}{end}")
    await _refused(left, NewerDatabaseError, "9999")


async def test_a_truncated_database_is_refused(filled: Path) -> None:
    """Half a file, as an interrupted copy leaves it."""
    whole = filled.read_bytes()
    filled.write_bytes(whole[: len(whole) // 2])
    await _refused(filled, CorruptDatabaseError, "damaged")


async def test_a_damaged_database_is_refused(filled: Path) -> None:
    """A page that was written over is found before anything relies on it."""
    data = bytearray(filled.read_bytes())
    with closing(sqlite3.connect(filled)) as connection:
        (page,) = connection.execute("PRAGMA page_size").fetchone()
    middle = len(data) // page // 2 * page
    data[middle : middle + page] = os.urandom(page)
    filled.write_bytes(data)
    await _refused(filled, CorruptDatabaseError, "damaged")


async def test_a_database_with_a_damaged_first_page_is_refused(filled: Path) -> None:
    """The header is right and the rest of the schema is not."""
    data = bytearray(filled.read_bytes())
    data[100:4096] = b"\xff" * (4096 - 100)
    filled.write_bytes(data)
    await _refused(filled, CorruptDatabaseError, "damaged")


async def test_a_large_database_is_not_read_through_at_start(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond the limit the check is left to the backups, so that the start stays quick."""
    monkeypatch.setattr(sqlite_file, "CHECK_LIMIT_BYTES", 4096)
    data = bytearray(filled.read_bytes())
    data[-4096:] = os.urandom(4096)
    filled.write_bytes(data)
    database = await Database.open(f"sqlite:///{filled}")
    await database.close()


async def test_missing_migrations_are_not_applied_unasked(path: Path) -> None:
    """With migrate=False a blank database is refused and not even made."""
    with pytest.raises(OutdatedDatabaseError, match="bot migrate"):
        await Database.open(f"sqlite:///{path}", migrate=False)
    assert not path.exists()
    migrations.apply(f"sqlite:///{path}")
    database = await Database.open(f"sqlite:///{path}", migrate=False)
    await database.close()


@pytest.fixture
def unprivileged() -> Iterator[Path]:
    """A folder that the tests' account may read but not change, even when it is root."""
    if os.name != "posix":
        pytest.skip("rights of folders are POSIX")
    with tempfile.TemporaryDirectory(prefix="readonly-") as name:
        folder = Path(name)
        folder.chmod(0o555)
        was = os.geteuid()
        if was == 0:
            os.seteuid(65534)
        yield folder
        os.seteuid(was)
        folder.chmod(0o755)


async def test_a_place_that_cannot_be_written_is_told(unprivileged: Path) -> None:
    """Neither a new folder nor a new file there."""
    for name in ("guide.db", "data/guide.db"):
        with pytest.raises(UnreachableDatabaseError, match="Permission denied"):
            await Database.open(f"sqlite:///{unprivileged / name}")
    assert list(unprivileged.iterdir()) == []


async def test_a_folder_is_no_database(tmp_path: Path) -> None:
    """Neither is a place below a file."""
    (tmp_path / "file").touch()
    for place in (tmp_path, tmp_path / "file" / "guide.db"):
        with pytest.raises(StorageError, match="cannot be used"):
            await Database.open(f"sqlite:///{place}")


async def test_an_old_sqlite_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some systems bring one that lacks RETURNING."""
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 34, 1))
    with pytest.raises(UnusableError, match=r"3\.35"):
        await Database.open(f"sqlite:///{path}")


async def test_a_file_system_without_shared_memory_is_told(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There SQLite quietly keeps another journal, which would not be what was promised."""
    real = sqlite3.connect

    def in_memory(_: Path, **rest: object) -> sqlite3.Connection:
        return real(":memory:", **rest)  # type: ignore[call-overload,no-any-return]

    monkeypatch.setattr(sqlite3, "connect", in_memory)
    with pytest.raises(UnusableError, match="write-ahead log"):
        await Database.open(f"sqlite:///{path}")


def test_addresses_are_read() -> None:
    """Relative to the working folder, absolute, or a server; passwords are never shown."""
    assert locate("sqlite:///data/guide.db") == SqliteFile(Path.cwd() / "data" / "guide.db")
    assert locate("sqlite:////var/lib/guide.db") == SqliteFile(Path("/var/lib/guide.db").resolve())
    server = locate("postgresql://anna:secret@host/guide")
    assert server == PostgresServer("postgresql://anna:secret@host/guide")
    assert "secret" not in repr(server)


@pytest.mark.parametrize(
    "url", ["", "guide.db", "sqlite://", "sqlite:///", "sqlite:///:memory:", "sqlite:///data/"]
)
def test_addresses_that_name_nothing_are_refused(url: str) -> None:
    """The message says what one looks like."""
    with pytest.raises(BadAddressError, match="sqlite:///"):
        locate(url)


def test_a_foreign_address_is_refused_without_its_password() -> None:
    """Only the scheme is repeated."""
    with pytest.raises(BadAddressError, match=r"not mysql") as told:
        locate("mysql://anna:secret@host/guide")
    assert "secret" not in str(told.value)
