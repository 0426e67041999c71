"""Sealing anew: what an earlier release stored in plain, and what an earlier key has sealed."""

from collections.abc import Callable
from typing import Final, NamedTuple

from storage.database import Database
from storage.sealed import COLUMNS, FORM, MARK_LENGTH, Place, Refused
from storage.transaction import Tx

BATCH: Final = 500
"""Rows of one transaction: others are let in between."""


class Resealed(NamedTuple):
    """How many texts were sealed, dropped for want of a key, and left as they do not open."""

    sealed: int = 0
    dropped: int = 0
    refused: int = 0


_FIND = {
    (table, column): f"""
SELECT id, {column} FROM {table}
WHERE id > :after AND {column} <> '' AND SUBSTR({column}, 1, {{length}}) <> :mark
ORDER BY id LIMIT :most
"""
    for table, column in COLUMNS
}
_PLAIN = {place: sql.format(length=len(FORM)) for place, sql in _FIND.items()}
_OTHER = {place: sql.format(length=MARK_LENGTH) for place, sql in _FIND.items()}
_PUT = {
    (table, column): f"UPDATE {table} SET {column} = :text WHERE id = :id"
    for table, column in COLUMNS
}


async def reseal(db: Database, *, rotate: bool = False) -> Resealed:
    """Seal what is in plain, or drop it without a key; `rotate`: also what other keys sealed.

    What does not open stays as it is.
    """
    total = Resealed()
    for table, column in COLUMNS:
        last: int | None = 0
        while last is not None:
            last, did = await db.write(_turn(table, column, last, rotate=rotate))
            total = Resealed(*map(sum, zip(total, did, strict=True)))
    return total


def _turn(
    table: str, column: str, after: int, *, rotate: bool
) -> Callable[[Tx], tuple[int | None, Resealed]]:
    """Make a transaction of some rows; it returns where to go on, None at the end."""

    def turn(tx: Tx) -> tuple[int | None, Resealed]:
        find = (_OTHER if rotate else _PLAIN)[table, column]
        mark = tx.seal.mark if rotate else FORM
        rows = tx.execute(find, {"after": after, "mark": mark, "most": BATCH}).fetchall()
        did = [_anew(tx, Place(table, column, number), text) for number, text in rows]
        counted = Resealed(*(sum(one == kind for one in did) for kind in Resealed._fields))
        return (rows[-1][0] if len(rows) == BATCH else None), counted

    return turn


def _anew(tx: Tx, place: Place, stored: str) -> str:
    """Store one text anew, and say what was done with it."""
    text = tx.seal.look(place, stored)
    if text is Refused.NOT_SEALED:
        text = stored
    if isinstance(text, Refused):
        return "refused"
    sealed = tx.seal.close(place, text)
    tx.execute(_PUT[place.table, place.column], {"text": sealed, "id": place.row})
    return "sealed" if sealed else "dropped"
