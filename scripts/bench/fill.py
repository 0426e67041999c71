"""Large databases, made by a few statements."""

import asyncio
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from storage import Database

NUMBERS: Final = """
WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :people)
"""


def fill(path: Path, statements: Sequence[str], **params: int) -> None:
    """Make a database of the present schema and run the statements on it, all with `params`."""

    async def blank() -> None:
        await (await Database.open(f"sqlite:///{path}")).close()

    asyncio.run(blank())
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        for statement in statements:
            connection.execute(statement, params)
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
