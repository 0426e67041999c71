"""What only PostgreSQL can do to us: conflicts, lost connections, a server that is not there."""

import asyncio
import builtins
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import closing
from typing import Any

import psycopg
import pytest
from psycopg.pq import TransactionStatus
from psycopg_pool import PoolTimeout

from storage import (
    AlreadyRunningError,
    ConflictError,
    Database,
    DoubtfulCommitError,
    ForeignDatabaseError,
    MissingDriverError,
    NewerDatabaseError,
    OutdatedDatabaseError,
    StatementError,
    Tx,
    UnreachableDatabaseError,
    UnusableError,
    migrations,
    postgres,
    postgres_start,
)
from storage.postgres_session import Session, translate
from tests.storage.counting import add, set_up, state

pytestmark = pytest.mark.postgres

_OTHERS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE application_name = 'sferum-guide' AND pid <> pg_backend_pid()
"""


def _end_all_connections(url: str) -> None:
    """What a restart of the server does to this program."""
    with closing(psycopg.connect(url, autocommit=True)) as connection:
        connection.execute(_OTHERS)


def test_names_are_translated_once_and_percent_signs_survive() -> None:
    """`:name` becomes psycopg's, a cast and a LIKE stay what they are."""
    sql = "SELECT a::text FROM t WHERE a = :a AND b = :b_2 AND c LIKE 'x%'"
    wanted = b"SELECT a::text FROM t WHERE a = %(a)s AND b = %(b_2)s AND c LIKE 'x%%'"
    assert translate(sql) == wanted
    assert translate(sql) is translate(sql)


@pytest.mark.parametrize("meet_at", ["reading", "the end"])
async def test_two_that_read_what_the_other_writes_do_not_both_win(
    postgres_db: Database, meet_at: str
) -> None:
    """Two doctors on duty, each leaving because the other stays: one must run again.

    If both were through when the first committed, it is the other's commit that fails.
    """
    both = threading.Barrier(2)
    runs: list[int] = []

    def prepare(tx: Tx) -> None:
        tx.execute("CREATE TABLE duty (id BIGINT PRIMARY KEY, here BIGINT NOT NULL)")
        tx.execute("INSERT INTO duty VALUES (1, 1), (2, 1)")

    def leave(doctor: int) -> Callable[[Tx], bool]:
        def function(tx: Tx) -> bool:
            meeting = meet_at if doctor not in runs else "never"
            runs.append(doctor)
            (here,) = tx.execute("SELECT SUM(here) FROM duty").fetchone()
            if meeting == "reading":
                both.wait(30)
            if here < 2:
                return False
            tx.execute("UPDATE duty SET here = 0 WHERE id = :id", {"id": doctor})
            if meeting == "the end":
                both.wait(30)
            return True

        return function

    await postgres_db.write(prepare)
    left = await asyncio.gather(postgres_db.write(leave(1)), postgres_db.write(leave(2)))
    assert sorted(left) == [False, True]
    assert len(runs) == 3


async def test_a_conflict_without_end_is_told(
    postgres_db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After so many attempts somebody has to know."""
    monkeypatch.setattr(postgres, "ATTEMPTS", 5)
    runs: list[int] = []

    def unlucky(_: Tx) -> None:
        runs.append(1)
        raise psycopg.errors.SerializationFailure("again")

    with pytest.raises(ConflictError, match="5 attempts"):
        await postgres_db.write(unlucky)
    assert len(runs) == 5


async def test_after_lost_connections_everything_goes_on(
    postgres_db: Database, postgres_url: str
) -> None:
    """The function that met a dead connection runs on a new one, under the lock taken anew."""
    await postgres_db.write(set_up)
    await asyncio.gather(*(postgres_db.write(add(n)) for n in range(20)))
    await asyncio.to_thread(_end_all_connections, postgres_url)
    await asyncio.gather(*(postgres_db.write(add(n)) for n in range(20, 40)))
    assert await postgres_db.read(state) == (set(range(40)), {0: 40})
    with pytest.raises(AlreadyRunningError):
        await Database.open(postgres_url)


async def test_a_connection_lost_within_a_function_runs_it_again(
    postgres_db: Database, postgres_url: str
) -> None:
    """Before the commit nothing was done, so nothing is done twice."""
    await postgres_db.write(set_up)
    runs: list[int] = []

    def cut(tx: Tx) -> int:
        runs.append(1)
        total = add(1)(tx)
        if len(runs) == 1:
            _end_all_connections(postgres_url)
        (now,) = tx.execute("SELECT total FROM totals").fetchone()
        assert now == total
        return total

    assert await postgres_db.write(cut) == 1
    assert len(runs) == 2


async def test_a_connection_lost_while_committing_is_told_as_doubtful(
    postgres_db: Database, postgres_url: str
) -> None:
    """It may be stored or not: running again could do it twice."""
    await postgres_db.write(set_up)
    runs: list[int] = []

    def cut_at_the_end(tx: Tx) -> None:
        runs.append(1)
        add(1)(tx)
        _end_all_connections(postgres_url)

    with pytest.raises(DoubtfulCommitError):
        await postgres_db.write(cut_at_the_end)
    assert len(runs) == 1
    assert (await postgres_db.read(state))[0] <= {1}


async def test_no_connection_is_left_in_a_transaction(postgres_db: Database) -> None:
    """Whatever a function raises, the next one finds a clean connection."""
    seen: list[TransactionStatus] = []

    def look(tx: Tx) -> None:
        status: Any = tx.execute("SELECT 1")
        seen.append(status.connection.info.transaction_status)
        raise KeyError("x")

    for _ in range(20):
        with pytest.raises(KeyError):
            await postgres_db.write(look)
    assert set(seen) == {TransactionStatus.INTRANS}
    assert await postgres_db.read(lambda tx: tx.persons.get(1)) is None


async def test_what_the_server_refuses_is_told_without_values(postgres_db: Database) -> None:
    """Its details would put somebody's id into a log, by the cause as well."""

    def twice(tx: Tx) -> None:
        for _ in range(2):
            tx.execute("INSERT INTO updates (id, at) VALUES (:id, 1)", {"id": 777_000_111})

    with pytest.raises(StatementError, match="duplicate key") as refused:
        await postgres_db.write(twice)
    assert isinstance(refused.value.__cause__, psycopg.errors.UniqueViolation)
    shown = "".join(traceback.format_exception(refused.value))
    assert "777000111" not in shown


async def test_an_operational_error_of_a_statement_is_told(postgres_db: Database) -> None:
    """The connection is fine, so it is the statement: no use in running it again."""
    runs: list[int] = []

    def too_slow(tx: Tx) -> None:
        runs.append(1)
        tx.execute("SET LOCAL statement_timeout = 1")
        tx.execute("SELECT pg_sleep(5)")

    with pytest.raises(StatementError, match="statement timeout"):
        await postgres_db.write(too_slow)
    assert len(runs) == 1


async def test_a_pool_that_gets_no_connection_is_told(
    postgres_db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever waits for a server that is away hears of it in time."""
    engine: Any = postgres_db._engine

    def none(*_: object) -> object:
        raise PoolTimeout("nobody")

    with monkeypatch.context() as patch:
        patch.setattr(engine._pool, "connection", none)
        with pytest.raises(UnreachableDatabaseError):
            await postgres_db.read(state)


async def test_a_server_that_is_not_there_is_told_without_the_password() -> None:
    """One line, whatever the driver says in several."""
    with pytest.raises(UnreachableDatabaseError, match="cannot be reached") as told:
        await Database.open("postgresql://anna:secret@127.0.0.1:1/guide")
    assert "secret" not in str(told.value)
    assert "\n" not in str(told.value)


async def test_tables_of_another_program_are_left_alone(postgres_url: str) -> None:
    """A schema that is not empty and not ours is refused."""
    with closing(psycopg.connect(postgres_url, autocommit=True)) as other:
        other.execute("CREATE TABLE notes (text TEXT)")
    with pytest.raises(ForeignDatabaseError, match="another program"):
        await Database.open(postgres_url)


async def test_a_newer_database_is_refused(postgres_url: str) -> None:
    """An older program never touches what a newer one wrote."""
    migrations.apply(postgres_url)
    with closing(psycopg.connect(postgres_url, autocommit=True)) as newer:
        newer.execute("INSERT INTO schema_versions VALUES (9999, 'later', 'x', 1)")
    with pytest.raises(NewerDatabaseError, match="9999"):
        await Database.open(postgres_url)


async def test_missing_migrations_are_not_applied_unasked(postgres_url: str) -> None:
    """With migrate=False a blank database is refused."""
    with pytest.raises(OutdatedDatabaseError, match="bot migrate"):
        await Database.open(postgres_url, migrate=False)
    assert migrations.status(postgres_url).applied == ()


async def test_an_unfit_server_is_told(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Too old, or without Cyrillic."""
    with monkeypatch.context() as patch:
        patch.setattr(postgres_start, "OLDEST_SERVER", 990000)
        with pytest.raises(UnusableError, match="newer"):
            await Database.open(postgres_url)

    class Latin:
        def fetchone(self) -> tuple[str]:
            return ("LATIN1",)

    real = Session._run

    def answer(session: Session, sql: str, *rest: Any) -> Any:
        return Latin() if sql == "SHOW server_encoding" else real(session, sql, *rest)

    monkeypatch.setattr(Session, "_run", answer)
    with pytest.raises(UnusableError, match="UTF8"):
        await Database.open(postgres_url)


async def test_without_the_package_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message can be pasted into a shell."""
    for module in [name for name in sys.modules if name.startswith("storage.postgres")]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.delattr("storage.postgres", raising=False)
    monkeypatch.delattr("storage.postgres_start", raising=False)
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name.startswith("psycopg"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingDriverError, match=r"sferum-guide\[postgres\]"):
        await Database.open("postgresql://host/guide")
    for action in (migrations.status, migrations.apply):
        with pytest.raises(MissingDriverError):
            action("postgresql://host/guide")
