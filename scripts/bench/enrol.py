"""People who are on the teacher's first step already: since today, or they would be forgotten."""

import time
from pathlib import Path

from flows import Role
from flows.notice import NOTICE
from storage import Database, Tx


def enrol(tx: Tx, people: int) -> None:
    now = int(time.time())
    for person in range(1, people + 1):
        tx.persons.agree(person, language="ru", at=now, notice=NOTICE)
        journey = tx.journeys.start(person, Role.TEACHER, "vk", "install", "", now)
        tx.progress.add(journey, journey, "start", now)


async def enrolled(path: Path, people: int) -> None:
    """Make a database with so many people."""
    db = await Database.open(f"sqlite:///{path}")
    await db.write(lambda tx: enrol(tx, people))
    await db.close()
