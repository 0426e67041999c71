"""Transaction functions that count: two rows in two tables each, so that a half would show."""

import threading
from collections.abc import Callable

from storage import Database, Tx

CREATE = (
    "CREATE TABLE totals (id BIGINT PRIMARY KEY, total BIGINT NOT NULL)",
    (
        "CREATE TABLE entries (number BIGINT PRIMARY KEY, total_id BIGINT NOT NULL "
        "REFERENCES totals (id) DEFERRABLE INITIALLY DEFERRED)"
    ),
)
ADD_ENTRY = "INSERT INTO entries (number, total_id) VALUES (:number, :total)"
ADD_TOTAL = """
INSERT INTO totals (id, total) VALUES (:total, 1)
ON CONFLICT (id) DO UPDATE SET total = totals.total + 1
RETURNING total
"""


def set_up(tx: Tx) -> None:
    for sql in CREATE:
        tx.execute(sql)


def add(number: int, total: int = 0) -> Callable[[Tx], int]:
    """Enter `number` and add one to `total`; the function returns the new total."""

    def function(tx: Tx) -> int:
        tx.execute(ADD_ENTRY, {"number": number, "total": total})
        (now,) = tx.execute(ADD_TOTAL, {"total": total}).fetchone()
        return int(now)

    return function


def state(tx: Tx) -> tuple[set[int], dict[int, int]]:
    """All entries, and the totals that must agree with them."""
    entries = {number for (number,) in tx.execute("SELECT number FROM entries")}
    return entries, dict(tx.execute("SELECT id, total FROM totals").fetchall())


class Gate:
    """Keeps a connection's thread inside a function until the test lets it go on."""

    def __init__(self) -> None:
        self.reached = threading.Event()
        self._leave = threading.Event()

    def __call__(self, _: Tx) -> str:
        self.reached.set()
        assert self._leave.wait(30)
        return "passed"

    def open(self) -> None:
        self._leave.set()


async def counting(db: Database) -> Database:
    await db.write(set_up)
    return db
