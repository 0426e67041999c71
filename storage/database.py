"""The one door to what is stored, the same for every engine."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol, Self

from storage import backup, folding
from storage.drivers import postgres_wanted
from storage.lane import Watch
from storage.location import SqliteFile, locate
from storage.sealed import NO_SEAL, Seal
from storage.sqlite import SqliteEngine
from storage.transaction import Function, Result


class Engine(Protocol):
    """Runs whole transaction functions, off the event loop."""

    def write(self, function: Function[Result]) -> asyncio.Future[Result]: ...
    def read(self, function: Function[Result]) -> asyncio.Future[Result]: ...
    def watch(self, watch: Watch) -> None: ...
    async def close(self) -> None: ...


def _machine_time() -> int:
    return int(time.time())


class Database:
    """An open database. `write` and `read` take a plain function of a transaction (`Tx`).

    The function runs whole, away from the event loop, perhaps together with others and perhaps
    again: it must have no effect outside its transaction.
    """

    def __init__(self, url: str, engine: Engine) -> None:
        self._url = url
        self._engine = engine

    @classmethod
    async def open(
        cls,
        url: str,
        *,
        clock_now: Callable[[], int] = _machine_time,
        migrate: bool = True,
        seal: Seal = NO_SEAL,
    ) -> Self:
        """Lock the database, check it, apply its migrations, and connect.

        `clock_now` gives unix seconds; it dates the migrations. `seal` keeps what people write.
        Raises a `StorageError` whose text can be shown as it is; a database that cannot be used is
        left untouched.
        """
        place = locate(url)
        if isinstance(place, SqliteFile):
            engine = SqliteEngine.open(place.path, migrate=migrate, now=clock_now, seal=seal)
            return cls(url, await engine)
        with postgres_wanted():
            from storage.postgres import PostgresEngine  # noqa: PLC0415
        server = PostgresEngine.open(place.url, migrate=migrate, now=clock_now, seal=seal)
        return cls(url, await server)

    async def write(self, function: Function[Result]) -> Result:
        """Run a function that may change things; return its result once it is on the disk.

        What the function raises is raised here, and nothing of it is stored. Cancelling the
        caller does not take back what was begun.
        """
        return await self._engine.write(function)

    async def read(self, function: Function[Result]) -> Result:
        """Run a function that only looks; it sees one moment, with all that `write` returned."""
        return await self._engine.read(function)

    def watch(self, watch: Watch) -> None:
        """Have `watch` told of every group of writes: how many functions, and seconds."""
        self._engine.watch(watch)

    async def backup(self, target: Path, *, replace: bool = False) -> Path:
        """Write a consistent copy while everybody goes on; see `storage.backup`."""
        return await asyncio.to_thread(backup.backup, self._url, target, replace=replace)

    async def fold(self) -> bool:
        """Empty the log in which erased rows are kept a while; see `storage.folding`."""
        return await asyncio.to_thread(folding.fold, self._url)

    async def close(self) -> None:
        """Finish what was taken, then let go of the database. Further calls are refused."""
        await self._engine.close()
