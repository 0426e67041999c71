"""Bringing a PostgreSQL database into use: reachable, ours alone, up to date."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from typing import Any, Final

import psycopg
from psycopg.errors import LockNotAvailable

from storage.errors import (
    AlreadyRunningError,
    ForeignDatabaseError,
    OutdatedDatabaseError,
    UnreachableDatabaseError,
    UnusableError,
)
from storage.postgres_schema import PostgresSchema
from storage.postgres_session import Session, told
from storage.schema import Migration, Status, compare, upgrade

CONNECT_SECONDS: Final = 10
OLDEST_SERVER: Final = 120000
# How each connection is made; the keep-alive notices a server that vanished without a word.
OPTIONS: Final[dict[str, Any]] = {
    "autocommit": True,
    "connect_timeout": CONNECT_SECONDS,
    "application_name": "sferum-guide",
    "client_encoding": "utf8",
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
}
# "SfGd", the first half of the advisory lock; the second half names the schema.
_LOCK_CLASS: Final = 0x53664764
_KEYS = "(:program, hashtext(current_schema()))"
_LOCK = f"SELECT pg_advisory_lock{_KEYS}"
_UNLOCK = f"SELECT pg_advisory_unlock{_KEYS}"
# The server may take a moment to notice that the copy before was killed.
_PATIENCE = b"SET lock_timeout = '500ms'"


@contextmanager
def plainly() -> Iterator[None]:
    """Turn what the driver says while starting into this package's errors, without the address."""
    try:
        yield
    except psycopg.OperationalError as error:
        raise UnreachableDatabaseError(f"PostgreSQL cannot be reached: {told(error)}") from error
    except psycopg.Error as error:
        raise UnusableError(f"PostgreSQL refused: {told(error)}") from error


def connect(url: str) -> Session:
    return Session.connect(url, **OPTIONS)


class Guard:
    """Holds the lock that only one copy of the program can have, on a connection of its own.

    The server lets go of it when that connection ends, however it ends.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._session: Session | None = None
        self._one_at_a_time = threading.Lock()

    def ensure(self) -> Session:
        """Return the connection with the lock, made anew if it broke meanwhile."""
        with self._one_at_a_time:
            if self._session is None or not _alive(self._session):
                self._session = _locked(self._url)
            return self._session

    def close(self) -> None:
        """Unlock, so that whoever comes next need not wait for the server to see us gone."""
        if self._session is not None:
            with suppress(psycopg.OperationalError), closing(self._session) as session:
                session.tx.execute(_UNLOCK, {"program": _LOCK_CLASS})


def _alive(session: Session) -> bool:
    try:
        session.execute(b"SELECT 1")
    except psycopg.OperationalError:
        session.close()
        return False
    return True


def _locked(url: str) -> Session:
    """Connect and lock, or raise `AlreadyRunningError`."""
    with ExitStack() as undo:
        session = undo.enter_context(closing(connect(url)))
        session.execute(_PATIENCE)
        try:
            session.tx.execute(_LOCK, {"program": _LOCK_CLASS})
        except LockNotAvailable:
            used = describe(session)
            raise AlreadyRunningError(f"another copy of the program uses {used}") from None
        session.execute(b"RESET lock_timeout")
        undo.pop_all()
    return session


def describe(session: Session) -> str:
    return f"the PostgreSQL database {session.info.dbname!r}"


def look(session: Session, migrations: Sequence[Migration]) -> Status:
    """Say what the database has and needs; only reads. A foreign or unfit one is refused."""
    if session.info.server_version < OLDEST_SERVER:
        raise UnusableError("PostgreSQL 12 or newer is needed")
    (encoding,) = session.tx.execute("SHOW server_encoding").fetchone()
    if encoding != "UTF8":
        raise UnusableError(f"{describe(session)} must be in UTF8, it is in {encoding}")
    schema = PostgresSchema(session, describe(session))
    tables = schema.tables()
    if tables and "schema_versions" not in tables:
        raise ForeignDatabaseError(
            f"{describe(session)} has tables of another program: give it an empty one"
        )
    return compare(schema, migrations)


def prepare(
    session: Session, migrations: Sequence[Migration], *, migrate: bool, now: Callable[[], int]
) -> tuple[Migration, ...]:
    """Apply what is missing, under the lock of `session`; return what was applied."""
    pending = look(session, migrations).pending
    if pending and not migrate:
        raise OutdatedDatabaseError(
            f"{describe(session)} waits for {len(pending)} migration(s): "
            "run `python -m bot migrate`"
        )
    return upgrade(PostgresSchema(session, describe(session)), migrations, now)
