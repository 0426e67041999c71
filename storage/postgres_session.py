"""One PostgreSQL connection that speaks the SQL of the tables' modules."""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Final

import psycopg

from storage.errors import DoubtfulCommitError
from storage.sealed import NO_SEAL, Seal
from storage.transaction import Function, Result, Tx, call

WRITE: Final = b"BEGIN ISOLATION LEVEL SERIALIZABLE"
READ: Final = b"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
_NOTHING: Final[Mapping[str, object]] = MappingProxyType({})
_NAME = re.compile(r"(?<!:):(\w+)")


@cache
def translate(sql: str) -> bytes:
    """Write `:name` as psycopg wants it. Statements are constants, so each is done once."""
    return _NAME.sub(r"%(\1)s", sql.replace("%", "%%")).encode()


def told(error: psycopg.Error) -> str:
    """Say in one line what the server said; its details name values, which are personal.

    They are taken out of the error too, since a log may show that as the cause.
    """
    first = error.diag.message_primary or str(error).strip().partition("\n")[0]
    error.args = (first,)
    return first


class Session(psycopg.Connection[tuple[Any, ...]]):
    """A connection in autocommit, whose transactions are written out."""

    seal: Seal = NO_SEAL
    _tx: Tx | None = None

    @property
    def tx(self) -> Tx:
        if self._tx is None:
            self._tx = Tx(self._run, self.seal)
        return self._tx

    def _run(
        self, sql: str, params: Mapping[str, object] = _NOTHING, /
    ) -> psycopg.Cursor[tuple[Any, ...]]:
        return self.execute(translate(sql), params)

    def attempt(self, begin: bytes, function: Function[Result]) -> Result:
        """Run one transaction once; whatever is raised, nothing is left open.

        Functions are written as if each were alone, which is what SERIALIZABLE promises; its
        price is that one may have to run again (`psycopg.errors.SerializationFailure`).
        """
        try:
            self.execute(begin)
            self.tx.counters.begin()
            result = call(function, self.tx)
            self.tx.counters.settle()
        except BaseException:
            if not self.closed:
                self.execute(b"ROLLBACK")
            raise
        self._commit_now()
        return result

    def _commit_now(self) -> None:
        try:
            self.execute(b"COMMIT")
        except psycopg.OperationalError as error:
            if self.broken:
                raise DoubtfulCommitError(
                    "the connection to PostgreSQL broke while committing"
                ) from error
            raise
