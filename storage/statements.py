"""How a table's module speaks to its connection, whichever engine that belongs to."""

from collections.abc import Iterator, Mapping
from typing import Any, Protocol


class Rows(Protocol):
    """The part of a driver's cursor that both engines share. Rows are tuples."""

    @property
    def rowcount(self) -> int: ...
    @property
    def description(self) -> Any: ...
    def fetchone(self) -> Any: ...
    def fetchall(self) -> list[Any]: ...
    def __iter__(self) -> Iterator[Any]: ...


class Execute(Protocol):
    """Run one statement with named parameters (`:name`).

    A literal in the SQL holds neither a colon nor a percent sign: the PostgreSQL engine rewrites
    the names, and each engine keeps what it prepared under the SQL's text, so SQL is constant.
    """

    def __call__(self, sql: str, params: Mapping[str, object] = ..., /) -> Rows: ...
