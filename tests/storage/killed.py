"""Forks programs that write under load until they are killed, for `test_kill.py`.

A line on standard input starts one. On standard output come: `p<pid>` from the fork, `a<number>`
for every write that was acknowledged, `d<status>` once it is dead. Forking a process that has
imported everything makes a start cheap enough for hundreds.
"""

import asyncio
import os
import sys
from collections.abc import Callable
from dataclasses import replace

from flows.model import Role
from storage import Database, Tx

WRITERS = 12
_RUN_WIDTH = 1_000_000


def tell(line: str) -> None:
    """One line in one call: short enough for a pipe to keep it whole."""
    os.write(1, f"{line}\n".encode())


def write_both(number: int, person_id: int) -> Callable[[Tx], None]:
    """Remember an update and what it led to: rows in three tables, all or none."""

    def function(tx: Tx) -> None:
        if not tx.updates.first_seen(number, number):
            raise ValueError(f"{number} was seen before")
        tx.persons.agree(person_id, language="ru", at=number, notice=1)
        before = tx.journeys.current(person_id)
        if before is None:
            before = tx.journeys.start(person_id, Role.ADMIN, "vk", "apply", "", number)
        after = replace(before, revision=before.revision + 1, since=number)
        tx.journeys.save(after)
        tx.progress.add(before, after, str(number), number)

    return function


async def work(url: str, run: int) -> None:
    """Write from several tasks for as long as one lives."""
    database = await Database.open(url)
    numbers = iter(range(run * _RUN_WIDTH, (run + 1) * _RUN_WIDTH))

    async def writer(person_id: int) -> None:
        for number in numbers:
            await database.write(write_both(number, person_id))
            tell(f"a{number}")

    await asyncio.gather(*(writer(person_id) for person_id in range(1, WRITERS + 1)))


def main(url: str) -> None:
    for run, _ in enumerate(sys.stdin, 1):
        pid = os.fork()
        if pid == 0:
            tell(f"p{os.getpid()}")
            asyncio.run(work(url, run))
            os._exit(0)
        _, status = os.waitpid(pid, 0)
        tell(f"d{status}")


if __name__ == "__main__":
    main(sys.argv[1])
