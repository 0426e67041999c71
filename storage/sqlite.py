"""The SQLite engine: one connection that writes in groups, one that reads."""

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from typing import NamedTuple, Self

import aiosqlite

from storage import sqlite_file
from storage.errors import CommitError, StatementError
from storage.lane import Job, Lane, Watch
from storage.schema import load
from storage.sealed import NO_SEAL, Seal
from storage.sqlite_start import prepare
from storage.transaction import Function, Result, Tx


class Session(sqlite3.Connection):
    """A connection whose `commit` brings a whole group of functions to its end.

    aiosqlite has no public way to run a function on its thread, but its `commit` runs this one
    there: one hop for the group, nothing private touched.
    """

    group: Sequence[Job] = ()
    tx: Tx

    def run(self, job: Job) -> bool:
        """Run one function; the driver's errors are told as this package's."""
        done = job.run(self.tx)
        if isinstance(job.error, sqlite3.Error):
            job.error = _caused(StatementError(f"SQLite refused: {job.error}"), job.error)
        return done

    def abandon(self) -> None:
        if self.in_transaction:
            self.execute("ROLLBACK")


class WriteSession(Session):
    """Commits a group together; when that fails, each of its functions alone."""

    def commit(self) -> None:
        if len(self.group) == 1:
            return self._alone(self.group[0])
        self._begin()
        try:
            self._together()
            self._end()
        except sqlite3.Error:
            # The transaction is lost (a full disk, say), with the work of those who did no harm.
            self.abandon()
            for job in self.group:
                self._alone(job)
        return None

    def _together(self) -> None:
        """Run them all; when one fails, all once more, so that it is rolled back alone.

        Savepoints are for that only: each keeps a copy of every page that is changed.
        """
        if not all(self.run(job) for job in self.group):
            self.abandon()
            self._begin()
            for job in self.group:
                self._within(job)

    def _begin(self) -> None:
        try:
            self.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            raise CommitError(f"SQLite cannot begin a transaction: {error}") from error
        self.tx.counters.begin()

    def _within(self, job: Job) -> None:
        noted = self.tx.counters.noted
        self.execute("SAVEPOINT job")
        if not self.run(job):
            self.execute("ROLLBACK TO job")
            self.tx.counters.forgo(noted)
        self.execute("RELEASE job")

    def _end(self) -> None:
        self.tx.counters.settle()
        self.execute("COMMIT")

    def _alone(self, job: Job) -> None:
        try:
            self._begin()
            if self.run(job):
                self._end()
        except CommitError as error:
            job.error = error
        except sqlite3.Error as error:
            job.error = _caused(CommitError(f"SQLite cannot commit: {error}"), error)
        finally:
            self.abandon()


class ReadSession(Session):
    """Gives a group one consistent look at the database."""

    def commit(self) -> None:
        self.execute("BEGIN")
        try:
            for job in self.group:
                self.run(job)
        finally:
            self.abandon()


def _caused(error: Exception, cause: BaseException) -> Exception:
    error.__cause__ = cause
    return error


class Line(NamedTuple):
    """A connection and the lane in front of it."""

    connection: aiosqlite.Connection
    lane: Lane

    async def close(self) -> None:
        """Finish what was taken, then close; the last to close folds the log into the file."""
        await self.lane.close()
        await self.connection.close()


async def _connect(path: Path, factory: type[Session], seal: Seal) -> Line:
    made: list[Session] = []

    def connector() -> Session:
        session = sqlite_file.connect(path, factory, read_only=factory is ReadSession)
        session.tx = Tx(session.execute, seal)
        made.append(session)
        return session

    connection = await aiosqlite.Connection(connector, iter_chunk_size=64)
    (session,) = made

    async def run(group: list[Job]) -> None:
        session.group = group
        await connection.commit()

    return Line(connection, Lane(run, f"storage-{factory.__name__}"))


class SqliteEngine:
    """Both connections, their lanes, and the lock. Use `open`."""

    def __init__(self, writer: Lane, reader: Lane, held: AsyncExitStack) -> None:
        self._writer = writer
        self._reader = reader
        self._held = held

    @classmethod
    async def open(
        cls, path: Path, *, migrate: bool, now: Callable[[], int], seal: Seal = NO_SEAL
    ) -> Self:
        """Lock, check and migrate the file, then connect."""
        async with AsyncExitStack() as held:
            ready = await asyncio.to_thread(prepare, path, load(), migrate=migrate, now=now)
            held.callback(ready.lock.release)
            with sqlite_file.plainly(path):
                writer = await _connect(path, WriteSession, seal)
                held.push_async_callback(writer.close)
                reader = await _connect(path, ReadSession, seal)
                held.push_async_callback(reader.close)
            return cls(writer.lane, reader.lane, held.pop_all())

    def write(self, function: Function[Result]) -> asyncio.Future[Result]:
        return self._writer.submit(function)

    def read(self, function: Function[Result]) -> asyncio.Future[Result]:
        return self._reader.submit(function)

    def watch(self, watch: Watch) -> None:
        """Have it told of every group of writes."""
        self._writer.watch = watch

    async def close(self) -> None:
        """Close the reader, the writer, then the lock; a second time does nothing."""
        await self._held.aclose()
