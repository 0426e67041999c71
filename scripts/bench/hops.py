"""The same bot with a hop to the database's thread for each statement.

The transaction functions stay as they are: each runs in a greenlet that is left at every statement
and entered again with its rows, which costs about a microsecond. One commit an update, with the
same pragmas, and one transaction at a time, since there is one connection.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite
from greenlet import getcurrent, greenlet  # type: ignore[import-untyped]

from storage import Function, Tx, sqlite_file

T = TypeVar("T")


class Fetched:
    """A statement's rows, all there already."""

    def __init__(self, rows: list[Any], rowcount: int) -> None:
        self._rows = rows
        self.rowcount = rowcount
        self.description: Any = None

    def fetchone(self) -> Any:
        return self._rows.pop(0) if self._rows else None

    def fetchall(self) -> list[Any]:
        return self._rows

    def __iter__(self) -> Iterator[Any]:
        return iter(self._rows)


class Hops:
    """Stands in for `Database`."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection
        self._alone = asyncio.Lock()
        self._tx = Tx(_leave)

    @classmethod
    @asynccontextmanager
    async def opened(cls, path: Path) -> "AsyncIterator[Hops]":
        connector = partial(sqlite_file.connect, path, sqlite3.Connection)
        async with aiosqlite.Connection(connector, iter_chunk_size=64) as connection:
            yield cls(connection)

    async def write(self, function: Function[T]) -> T:
        async with self._alone:
            await self._connection.execute("BEGIN IMMEDIATE")
            self._tx.counters.begin()
            result = await self.read(function)
            await self.read(lambda tx: tx.counters.settle())
            await self._connection.commit()
            return result

    async def read(self, function: Function[T]) -> T:
        inside = greenlet(lambda: function(self._tx))
        asked = inside.switch()
        while not inside.dead:
            asked = inside.switch(await self._execute(*asked))
        result: T = asked
        return result

    async def _execute(self, sql: str, params: Mapping[str, Any]) -> Fetched:
        if sql.lstrip().startswith("SELECT") or "RETURNING" in sql:
            return Fetched(list(await self._connection.execute_fetchall(sql, params)), -1)
        return Fetched([], (await self._connection.execute(sql, params)).rowcount)


def _leave(sql: str, params: Mapping[str, Any] = {}, /) -> Fetched:
    outside = getcurrent().parent
    if outside is None:
        raise RuntimeError("a statement outside of its greenlet")
    found: Fetched = outside.switch((sql, params))
    return found
