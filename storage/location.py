"""`DATABASE_URL`: which engine, and where."""

import re
from dataclasses import dataclass
from pathlib import Path

from storage.errors import BadAddressError

_SQLITE = "sqlite:///"
_POSTGRES = ("postgresql://", "postgres://")


@dataclass(frozen=True, slots=True)
class SqliteFile:
    """`sqlite:///data/guide.db` is relative to the working folder, `sqlite:////x.db` absolute."""

    path: Path


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """An address as libpq reads it; it may hold a password, so it is never printed."""

    url: str

    def __repr__(self) -> str:
        return "PostgresServer(…)"


def locate(url: str) -> SqliteFile | PostgresServer:
    """Read an address; one that fits no engine raises `BadAddressError`."""
    if url.startswith(_POSTGRES):
        return PostgresServer(url)
    if url.startswith(_SQLITE):
        name = url.removeprefix(_SQLITE)
        if not name or name.endswith("/") or name.startswith(":memory:"):
            raise BadAddressError(
                "the database address must name a file, as sqlite:///data/guide.db"
            )
        # Resolved, so that a link and its target are one database with one lock.
        return SqliteFile(Path(name).expanduser().resolve())
    scheme = re.match(r"[\w+]+(?=:)", url)
    named = f" (not {scheme.group()})" if scheme else ""
    raise BadAddressError(
        f"the database address must begin with sqlite:/// or postgresql://{named}"
    )
