"""Overrides: links and texts that operators put in the place of the release's own, for all."""

from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias

from flows.scopes import Level
from storage.rights import By, operates
from storage.statements import Execute

Kind: TypeAlias = Literal["link", "text"]


@dataclass(frozen=True, slots=True)
class Override:
    """A row of `overrides`. Times are unix seconds, 0 for never."""

    id: int
    kind: str
    key: str
    language: str
    value: str
    version: int
    made_at: int
    undone_at: int


_COLUMNS = ", ".join(Override.__slots__)
_OF = "kind = :kind AND key = :key AND language = :language"
# They hold for everybody, so whoever changes them needs the right over everything.
_MAY: Final = operates("''", "''", "0", Level.FULL)
_LATEST = f"(SELECT MAX(o.version) FROM overrides o WHERE {_OF})"
_PUT = f"""
INSERT INTO overrides ({", ".join(Override.__slots__[1:])})
SELECT :kind, :key, :language, :value, COALESCE({_LATEST}, 0) + 1, :now, 0 WHERE {_MAY}
RETURNING {_COLUMNS}
"""
_UNDO = f"""
UPDATE overrides SET undone_at = :now
WHERE {_OF} AND {_MAY} AND version = (SELECT MAX(o.version) FROM overrides o
    WHERE o.kind = :kind AND o.key = :key AND o.language = :language AND o.undone_at = 0)
"""
_RESET = f"UPDATE overrides SET undone_at = :now WHERE {_OF} AND undone_at = 0 AND {_MAY}"
_IN_FORCE = f"""
SELECT {_COLUMNS} FROM overrides c WHERE c.undone_at = 0 AND NOT EXISTS (SELECT 1 FROM overrides o
    WHERE o.kind = c.kind AND o.key = c.key AND o.language = c.language AND o.undone_at = 0
        AND o.version > c.version)
ORDER BY c.kind, c.key, c.language
"""
_HISTORY = (
    f"SELECT {_COLUMNS} FROM overrides WHERE {_OF} AND {_MAY} ORDER BY version DESC LIMIT :most"
)


class Overrides:
    """The only place with SQL of `overrides`."""

    __slots__ = ("_execute",)

    def __init__(self, execute: Execute) -> None:
        self._execute = execute

    def put(self, by: By, kind: Kind, key: str, language: str, value: str) -> Override | None:
        """Put a value in the place of another one; None without the right over everything."""
        params = {**_key(kind, key, language), **by.params, "value": value}
        return _one(self._execute(_PUT, params).fetchone())

    def undo(self, by: By, kind: Kind, key: str, language: str) -> bool:
        """Let the value before it, or the release's own, be in force again."""
        params = {**_key(kind, key, language), **by.params}
        return self._execute(_UNDO, params).rowcount == 1

    def reset(self, by: By, kind: Kind, key: str, language: str) -> bool:
        """Let the release's own value be in force again, whatever was put in its place."""
        params = {**_key(kind, key, language), **by.params}
        return self._execute(_RESET, params).rowcount > 0

    def in_force(self) -> list[Override]:
        """Return what holds now, for everybody who is shown a link or a text."""
        return [Override(*row) for row in self._execute(_IN_FORCE, {})]

    def history(self, by: By, kind: Kind, key: str, language: str, most: int) -> list[Override]:
        """Return the changes of one link or text, the latest first."""
        params = {**_key(kind, key, language), **by.params, "most": most}
        return [Override(*row) for row in self._execute(_HISTORY, params)]


def _key(kind: Kind, key: str, language: str) -> dict[str, object]:
    return {"kind": kind, "key": key, "language": language}


def _one(row: tuple[Any, ...] | None) -> Override | None:
    return Override(*row) if row else None
