"""The PostgreSQL engine: the same functions, each in a transaction of its own, in threads."""

import asyncio
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, nullcontext
from typing import Final, Self

import psycopg
from psycopg.errors import DeadlockDetected, SerializationFailure
from psycopg_pool import ConnectionPool, PoolTimeout

from storage.errors import (
    ClosedError,
    ConflictError,
    StatementError,
    UnreachableDatabaseError,
)
from storage.lane import Watch
from storage.postgres_session import READ, WRITE, Session, told
from storage.postgres_start import CONNECT_SECONDS, OPTIONS, Guard, plainly, prepare
from storage.schema import load
from storage.sealed import NO_SEAL, Seal
from storage.transaction import Function, Result

CONNECTIONS: Final = 8
ATTEMPTS: Final = 30
# From this attempt on, those who keep colliding go one after another.
CROWDED: Final = 3


class PostgresEngine:
    """A pool of connections, as many threads, and the lock. Use `open`."""

    def __init__(
        self, pool: ConnectionPool[Session], threads: ThreadPoolExecutor, held: ExitStack
    ) -> None:
        self._pool = pool
        self._threads = threads
        self._held = held
        self._narrow = threading.Lock()
        self._closed = False
        self._watch: Watch | None = None

    @classmethod
    async def open(
        cls, url: str, *, migrate: bool, now: Callable[[], int], seal: Seal = NO_SEAL
    ) -> Self:
        """Lock, check and migrate the database, then connect."""
        return await asyncio.to_thread(cls._open, url, migrate=migrate, now=now, seal=seal)

    @classmethod
    def _open(
        cls, url: str, *, migrate: bool, now: Callable[[], int], seal: Seal = NO_SEAL
    ) -> Self:
        with ExitStack() as held, plainly():
            guard = Guard(url)
            held.callback(guard.close)
            prepare(guard.ensure(), load(), migrate=migrate, now=now)
            pool = ConnectionPool(
                url,
                connection_class=Session,
                kwargs=OPTIONS,
                min_size=1,
                max_size=CONNECTIONS,
                timeout=CONNECT_SECONDS,
                configure=lambda session: _make_ready(session, guard, seal),
                open=False,
            )
            held.callback(pool.close)
            pool.open(wait=True, timeout=CONNECT_SECONDS)
            threads = ThreadPoolExecutor(CONNECTIONS, thread_name_prefix="storage")
            held.callback(threads.shutdown)
            return cls(pool, threads, held.pop_all())

    def write(self, function: Function[Result]) -> asyncio.Future[Result]:
        future = self._submit(WRITE, function)
        if (watch := self._watch) is not None:
            began = time.perf_counter()
            future.add_done_callback(lambda _: watch(1, time.perf_counter() - began))
        return future

    def read(self, function: Function[Result]) -> asyncio.Future[Result]:
        return self._submit(READ, function)

    def watch(self, watch: Watch) -> None:
        """Have it told of every write, which is committed by itself."""
        self._watch = watch

    async def close(self) -> None:
        """Finish what was taken, then close the connections and the lock."""
        self._closed = True
        await asyncio.to_thread(self._held.close)

    def _submit(self, begin: bytes, function: Function[Result]) -> asyncio.Future[Result]:
        if self._closed:
            raise ClosedError("the database is closed")
        loop = asyncio.get_running_loop()
        return loop.run_in_executor(self._threads, self._run, begin, function)

    def _run(self, begin: bytes, function: Function[Result]) -> Result:
        """Run a function until it meets no conflict; SERIALIZABLE means that some must wait."""
        conflict: Exception | None = None
        for attempt in range(ATTEMPTS):
            try:
                with self._way(attempt), self._pool.connection() as session:
                    return session.attempt(begin, function)
            except (SerializationFailure, DeadlockDetected) as error:
                conflict = error
            except PoolTimeout as error:
                raise UnreachableDatabaseError("PostgreSQL cannot be reached") from error
            except psycopg.OperationalError as error:
                if not session.broken:
                    raise _refused(error) from error
                conflict = error  # before the commit, so nothing was done: a new connection
            except psycopg.Error as error:
                raise _refused(error) from error
        raise ConflictError(f"given up after {ATTEMPTS} attempts") from conflict

    def _way(self, attempt: int) -> AbstractContextManager[object]:
        return self._narrow if attempt >= CROWDED else nullcontext()


def _refused(error: psycopg.Error) -> StatementError:
    return StatementError(f"PostgreSQL refused: {told(error)}")


def _make_ready(session: Session, guard: Guard, seal: Seal) -> None:
    """After a restart of the server the lock is taken again before anything is done."""
    guard.ensure()
    session.seal = seal
