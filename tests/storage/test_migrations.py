"""Migrations: from blank and from every earlier version, all or nothing, never changed."""

# ruff: noqa: ASYNC240  # a test may wait for the files it looks at

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from flows.model import Journey, Role
from flows.reminders import Reason, Reminder, Wish
from storage import (
    ChangedMigrationError,
    Database,
    Notice,
    Person,
    Priority,
    Tx,
    UnusableError,
    migrations,
    schema,
)
from storage.schema import FOLDER, Migration, load
from tests.storage.conftest import NOW

_REAL = load()
_SQLITE_SHAPE = "SELECT type, name, sql FROM sqlite_master ORDER BY type, name"
_POSTGRES_SHAPE = """
SELECT table_name, column_name, data_type, is_nullable, is_identity FROM information_schema.columns
WHERE table_schema = current_schema() ORDER BY table_name, ordinal_position
"""
_POSTGRES_INDEXES = """
SELECT tablename, indexname, regexp_replace(indexdef, 'ON \\w+\\.', 'ON ') FROM pg_indexes
WHERE schemaname = current_schema() ORDER BY indexname
"""

Use = Callable[[Path], None]
Row = tuple[str, dict[str, object]]
_MET = {"journey_id": 1, "person_id": 7, "role": "teacher", "edition": "vk", "state": "wait"}
_OF_VERSION_1: tuple[Row, ...] = (
    (
        "persons",
        {
            "id": 7, "language": "en", "agreed_at": 100, "notice": 1, "current_journey": 1,
            "card": 55, "bottom": 56, "payload": "school-9", "created_at": 90,
        },
    ),
    (
        "journeys",
        {
            "person_id": 7, "role": "teacher", "edition": "vk", "state": "wait", "since": 99,
            "started": 95, "revision": 3, "variant": "", "ticks": "a b", "reason": "r",
            "asked": 98,
        },
    ),
    ("progress", _MET | {"revision": 0, "event": "start", "origin": "wait", "since": 99, "at": 99}),
    ("symptoms", _MET | {"symptom": "no_code", "helped": 1, "at": 99}),
    ("updates", {"id": 2**40, "at": 99}),
)  # fmt: skip
_WALKED = {
    "person_id": 7, "role": "teacher", "edition": "vk", "since": 60, "started": 40, "revision": 0,
    "variant": "", "ticks": "", "reason": "", "asked": 0, "school_id": None, "class_id": None,
}  # fmt: skip
_OF_VERSION_2: tuple[Row, ...] = (
    *_OF_VERSION_1,
    ("journeys", _WALKED | {"state": "finished"}),
    ("journeys", _WALKED | {"role": "family", "state": "install", "since": 50}),
    (
        "outbox",
        {
            "person_id": 7, "kind": "moved", "subject": 1, "detail": "accepted", "made_at": 100,
            "due_at": 100, "tries": 2, "version": 1,
        },
    ),
)  # fmt: skip


@pytest.fixture
def use_folder(monkeypatch: pytest.MonkeyPatch) -> Use:
    """Make the program carry the migrations of another folder."""
    modules = ("storage.sqlite", "storage.postgres", "storage.migrations")

    def use(folder: Path) -> None:
        for module in modules:
            monkeypatch.setattr(f"{module}.load", lambda: load(folder))

    return use


@pytest.fixture
def copied(tmp_path: Path, use_folder: Use) -> Path:
    """A folder with this program's migrations, in use, to which more can be added."""
    folder = tmp_path / "migrations"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("__*"))
    use_folder(folder)
    return folder


def _next(folder: Path, text: str, name: str = "later") -> Path:
    path = folder / f"{len(load(folder)) + 1:04}_{name}.sql"
    path.write_text(text)
    return path


def _shape(tx: Tx) -> list[tuple[Any, ...]]:
    """Tables, columns and indexes, as the engine tells them."""
    if "sqlite" in type(tx.execute("SELECT 1")).__module__:
        return tx.execute(_SQLITE_SHAPE).fetchall()
    return [*tx.execute(_POSTGRES_SHAPE), *tx.execute(_POSTGRES_INDEXES)]


async def _shape_of(url: str) -> list[tuple[Any, ...]]:
    database = await Database.open(url, migrate=False)
    try:
        return await database.read(_shape)
    finally:
        await database.close()


@pytest.mark.postgres
@pytest.mark.parametrize("version", range(len(_REAL)))
async def test_every_earlier_version_becomes_the_present_one(
    version: int, sqlite_url: str, postgres_url: str, tmp_path: Path, use_folder: Use
) -> None:
    """Step by step gives the same tables as at once, on both engines, and says what it did."""
    earlier = tmp_path / "earlier"
    earlier.mkdir()
    for migration in _REAL[:version]:
        name = f"{migration.version:04}_{migration.name}.sql"
        (earlier / name).write_text(migration.text)
    for url in (sqlite_url, postgres_url):
        use_folder(earlier)
        assert len(migrations.apply(url)) == version
        use_folder(FOLDER)
        assert migrations.apply(url, clock_now=lambda: NOW) == _REAL[version:]
        stepped = await _shape_of(url)
        assert any("journeys" in row for row in stepped)
        status = migrations.status(url)
        assert [a.version for a in status.applied] == list(range(1, len(_REAL) + 1))
        assert status.applied[-1].applied_at == NOW
        assert status.pending == ()


async def _fill(url: str, rows: Sequence[Row]) -> None:
    """Store rows as an earlier release did: by its columns, which today's gateways outgrew."""
    database = await Database.open(url, migrate=False)

    def fill(tx: Tx) -> None:
        for table, row in rows:
            names = ", ".join(row)
            values = ", ".join(f":{name}" for name in row)
            tx.execute(f"INSERT INTO {table} ({names}) VALUES ({values})", row)

    await database.write(fill)
    await database.close()


async def _of_release(
    url: str, folder: Path, use_folder: Use, version: int, rows: Sequence[Row]
) -> None:
    """Let a database be of an earlier release, with these rows, and bring it up to date."""
    folder.mkdir()
    for migration in _REAL[:version]:
        name = f"{migration.version:04}_{migration.name}.sql"
        (folder / name).write_text(migration.text)
    use_folder(folder)
    migrations.apply(url)
    await _fill(url, rows)
    use_folder(FOLDER)
    assert migrations.apply(url) == _REAL[version:]


async def test_people_of_the_first_version_walk_on(
    url: str, tmp_path: Path, use_folder: Use
) -> None:
    """Version 1 knew no schools: everybody keeps their journey, and walks it for none."""
    await _of_release(url, tmp_path / "earlier", use_folder, 1, _OF_VERSION_1)
    database = await Database.open(url, migrate=False)
    found = await database.read(lambda tx: tx.journeys.open(7))
    assert found == (
        Person(7, "en", 100, 1, 1, 55, 56, "school-9", 90),
        Journey(1, 7, Role.TEACHER, "vk", "wait", 99, 95, 3, "", frozenset({"a", "b"}), "r", 98),
    )
    progress = await database.read(lambda tx: tx.progress.of(1))
    assert [(row.event, row.state) for row in progress] == [("start", "wait")]
    assert [row.helped for row in await database.read(lambda tx: tx.symptoms.of(7))] == [True]
    assert await database.write(lambda tx: tx.updates.first_seen(2**40, 1)) is False
    await database.close()


async def test_people_of_the_second_version_are_reminded(
    url: str, tmp_path: Path, use_folder: Use
) -> None:
    """Whoever is on their way is, a day after their step; they chose nothing and can be reached."""
    await _of_release(url, tmp_path / "earlier", use_folder, 2, _OF_VERSION_2)
    database = await Database.open(url, migrate=False)
    reminders = await database.read(lambda tx: tx.reminders.of(7))
    assert reminders == [
        Reminder(1, 7, Reason.STOPPED, 3, due=99 + 86_400),
        Reminder(3, 7, Reason.STOPPED, 0, due=50 + 86_400),
    ]
    assert await database.read(lambda tx: tx.reminders.due(99 + 86_400, 9)) == [7]
    person = await database.read(lambda tx: tx.persons.get(7))
    assert person is not None
    assert (person.wish, person.reminded_at, person.blocked_at) == (Wish(), 0, 0)
    assert await database.read(lambda tx: tx.summaries.of(7)) == []
    assert await database.read(lambda tx: tx.outbox.due(200, 9)) == [
        Notice(1, 7, "moved", 1, "accepted", 100, 100, 2, 1, Priority.HAND_OFF, 0)
    ]
    await database.close()


async def test_what_was_stored_survives_the_next_migration(url: str, copied: Path) -> None:
    """The harness for the migrations to come: rows before, rows after, new column filled."""
    database = await Database.open(url)

    def walk(tx: Tx) -> object:
        tx.persons.agree(1, language="ru", at=1, notice=1)
        return tx.journeys.start(1, Role.ADMIN, "vk", "apply", "", 1)

    journey = await database.write(walk)
    await database.close()
    _next(copied, "ALTER TABLE persons ADD COLUMN hour BIGINT NOT NULL DEFAULT 17;\n")
    assert [m.name for m in migrations.status(url).pending] == ["later"]
    database = await Database.open(url)
    assert await database.read(lambda tx: tx.journeys.current(1)) == journey
    assert await database.read(lambda tx: tx.execute("SELECT hour FROM persons").fetchone()) == (
        17,
    )
    await database.close()


async def test_status_of_a_blank_database_only_looks(sqlite_url: str, path: Path) -> None:
    """All is pending, and no file appears."""
    assert migrations.status(sqlite_url) == schema.Status((), _REAL)
    assert not path.exists()


async def test_applying_twice_does_nothing(url: str) -> None:
    """The second time finds nothing to do."""
    assert migrations.apply(url) == _REAL
    assert migrations.apply(url) == ()


async def test_a_migration_that_fails_leaves_the_version_before(url: str, copied: Path) -> None:
    """Its statements, its row and its mark are gone together; those before it are kept."""
    migrations.apply(url)
    before = await _shape_of(url)
    _next(copied, "CREATE TABLE fine (id {key});\n", "fine")
    _next(copied, "CREATE TABLE half (id {key});\nINSERT INTO nowhere VALUES (1);\n", "broken")
    with pytest.raises(UnusableError):
        migrations.apply(url)
    status = migrations.status(url)
    assert [a.name for a in status.applied][-1] == "fine"
    assert [m.name for m in status.pending] == ["broken"]
    (copied / f"{len(_REAL) + 2:04}_broken.sql").unlink()
    tables = {row[:2] for row in await _shape_of(url)} - {row[:2] for row in before}
    assert any("fine" in row for row in tables)
    assert not any("half" in row for row in tables)


async def test_a_changed_migration_is_refused(url: str, copied: Path) -> None:
    """What is applied cannot be rewritten afterwards, in name or in text."""
    migrations.apply(url)
    first = next(copied.glob("0001_*"))
    first.write_text(first.read_text() + "\n-- better\n")
    with pytest.raises(ChangedMigrationError, match="migration 1 "):
        migrations.status(url)
    with pytest.raises(ChangedMigrationError):
        await Database.open(url)


async def test_a_table_can_be_made_anew_under_its_references(sqlite_url: str, copied: Path) -> None:
    """SQLite changes a table by replacing it; a row that others refer to must not get lost."""
    database = await Database.open(sqlite_url)

    def walk(tx: Tx) -> None:
        for person_id in (1, 2):
            tx.persons.agree(person_id, language="ru", at=1, notice=1)
        tx.journeys.start(2, Role.ADMIN, "vk", "apply", "", 1)

    await database.write(walk)
    await database.close()
    anew = "CREATE TABLE p AS SELECT * FROM persons WHERE id > {0};\nDROP TABLE persons;\n"
    anew += "CREATE TABLE persons (id {{key}});\nINSERT INTO persons SELECT id FROM p;\n"
    losing = _next(copied, anew.format(2), "anew")
    with pytest.raises(UnusableError, match="broken references"):
        migrations.apply(sqlite_url)
    losing.write_text(anew.format(1).replace("{{", "{").replace("}}", "}"))
    assert [migration.name for migration in migrations.apply(sqlite_url)] == ["anew"]


def test_numbers_run_without_a_gap(tmp_path: Path) -> None:
    """A forgotten or doubled number is found when the program starts."""
    (tmp_path / "0001_a.sql").touch()
    assert [m.version for m in load(tmp_path)] == [1]
    (tmp_path / "0003_c.sql").touch()
    with pytest.raises(ValueError, match="0003_c"):
        load(tmp_path)


def test_placeholders_are_spelled_out() -> None:
    """With and without an argument; an unknown one is an error."""
    words = {"id": "INTEGER", "append_only": "TRIGGER {0}_x ON {0};"}
    text = Migration(1, "a", "a {id} b {append_only progress}").render(words)
    assert text == "a INTEGER b TRIGGER progress_x ON progress;"
    with pytest.raises(KeyError):
        Migration(1, "a", "{unheard}").render(words)


def test_a_statement_without_an_end_is_refused(sqlite_url: str, copied: Path) -> None:
    """A forgotten semicolon would otherwise drop the last statement in silence."""
    _next(copied, "CREATE TABLE a (id {key});\nCREATE TABLE b (id {key})\n")
    with pytest.raises(ValueError, match="within a statement"):
        migrations.apply(sqlite_url)
