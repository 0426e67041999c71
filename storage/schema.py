"""Numbered migrations: reading them, comparing them with a database, applying what is missing.

A migration is a file `NNNN_name.sql` in `storage/migrations/`, never changed once released. It runs
in one transaction together with its row in `schema_versions`. Where the engines differ it says
`{word}` or `{word argument}`, which each engine's `words` spell out.
"""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from storage.errors import ChangedMigrationError, NewerDatabaseError
from storage.statements import Execute

FOLDER: Final = Path(__file__).parent / "migrations"
_NAME = re.compile(r"(\d{4})_(\w+)\.sql")
_WORD = re.compile(r"\{(\w+)(?: (\w+))?\}")
_CREATE_LEDGER = """
CREATE TABLE IF NOT EXISTS schema_versions (
    version BIGINT PRIMARY KEY,
    name TEXT NOT NULL,
    checksum TEXT NOT NULL,
    applied_at BIGINT NOT NULL
)
"""
_APPLIED = "SELECT version, name, checksum, applied_at FROM schema_versions ORDER BY version"
_RECORD = """
INSERT INTO schema_versions (version, name, checksum, applied_at)
VALUES (:version, :name, :checksum, :at)
"""


@dataclass(frozen=True, slots=True)
class Migration:
    """One file of `storage/migrations/`."""

    version: int
    name: str
    text: str

    @property
    def checksum(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    def render(self, words: Mapping[str, str]) -> str:
        """Spell out the placeholders; an unknown one raises `KeyError`."""
        return _WORD.sub(lambda found: words[found[1]].format(found[2]), self.text)


@dataclass(frozen=True, slots=True)
class Applied:
    """A row of `schema_versions`; `applied_at` is in unix seconds."""

    version: int
    name: str
    checksum: str
    applied_at: int


@dataclass(frozen=True, slots=True)
class Status:
    """What a database has, and what it still needs."""

    applied: tuple[Applied, ...]
    pending: tuple[Migration, ...]


class Schema(Protocol):
    """What the migrations need of an engine's connection."""

    @property
    def label(self) -> str: ...
    @property
    def words(self) -> Mapping[str, str]: ...
    @property
    def execute(self) -> Execute: ...
    def tables(self) -> set[str]: ...
    def script(self, text: str) -> None: ...
    def transaction(self) -> AbstractContextManager[object]: ...


def load(folder: Path = FOLDER) -> tuple[Migration, ...]:
    """Read the migrations; versions must run from 1 without a gap."""
    found: list[Migration] = []
    for path in sorted(folder.glob("*.sql")):
        match = _NAME.fullmatch(path.name)
        if match is None or int(match[1]) != len(found) + 1:
            raise ValueError(f"{path.name} is not migration {len(found) + 1:04}")
        found.append(Migration(int(match[1]), match[2], path.read_text(encoding="utf-8")))
    return tuple(found)


def compare(schema: Schema, migrations: Sequence[Migration]) -> Status:
    """Tell what is applied and what is missing; only reads.

    A database with an unknown (newer) version or with a changed migration is refused.
    """
    rows = schema.execute(_APPLIED, {}) if "schema_versions" in schema.tables() else ()
    applied = tuple(Applied(*row) for row in rows)
    if len(applied) > len(migrations) or any(a.version > len(migrations) for a in applied):
        raise NewerDatabaseError(
            f"{schema.label} has version {applied[-1].version}, this program knows "
            f"{len(migrations)}: it is left untouched, update the program"
        )
    for had, known in zip(applied, migrations, strict=False):
        if (had.version, had.checksum) != (known.version, known.checksum):
            raise ChangedMigrationError(
                f"{schema.label}: migration {had.version} ({had.name}) is not the one that this "
                "program carries: it is left untouched"
            )
    return Status(applied, tuple(migrations[len(applied) :]))


def upgrade(
    schema: Schema, migrations: Sequence[Migration], now: Callable[[], int]
) -> tuple[Migration, ...]:
    """Apply what is missing, each migration in a transaction of its own."""
    pending = compare(schema, migrations).pending
    for migration in pending:
        with schema.transaction():
            schema.execute(_CREATE_LEDGER, {})
            schema.script(migration.render(schema.words))
            row = {
                "version": migration.version,
                "name": migration.name,
                "checksum": migration.checksum,
                "at": now(),
            }
            schema.execute(_RECORD, row)
    return pending
