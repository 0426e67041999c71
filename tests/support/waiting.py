"""All that waits in the outbox, also what is not due yet or waits behind something else."""

from storage import Notice, Tx
from storage.outbox import _COLUMNS

_ALL = f"SELECT {_COLUMNS} FROM outbox ORDER BY due_at, id"


def waiting(tx: Tx, person: int = 0) -> list[Notice]:
    """Return the rows, the earliest first; of one person, if it says whose."""
    rows = [Notice(*row) for row in tx.execute(_ALL, {})]
    return [one for one in rows if person in {0, one.person_id}]
