"""Forks programs that carry hand-offs until they are killed, for `tests/bot/test_handed_once.py`.

It speaks as `tests/storage/killed.py` does: a line on standard input starts one, and each act that
was acknowledged is told as `a<number>`. Every teacher goes round: they apply, are accepted, the
decision is taken back, they are refused, and apply again.
"""

import asyncio
import datetime as dt
import itertools
import os
import sys
from dataclasses import replace
from typing import Final

from bot.actions import desk
from bot.actions.view import Action, Visit, once
from bot.actions.walk import begun, tap
from flows import Role, days_off
from flows.notice import NOTICE
from flows.screens import Tap
from storage import Database, Identity, Tx
from tests.storage.killed import tell
from tests.support.keys import SEAL

AT: Final = 1_700_000_000
HEAD, DEPUTY = 1, 2
TEACHERS: Final = tuple(range(101, 113))
RUN_WIDTH: Final = 1_000_000


def visit_of(person: int, update: int) -> Visit:
    return Visit(person, update, "ru", AT + update % RUN_WIDTH)


def prepare(tx: Tx) -> None:
    """Two administrators who have done everything, and teachers about to apply."""
    school = tx.schools.add(Identity("44", "Кострома", "Школа", "", "кострома", "школа"), AT)
    assert school is not None
    people = [(HEAD, Role.ADMIN, "head"), (DEPUTY, Role.ADMIN, "deputy")]
    people += [(one, Role.TEACHER, "joined") for one in TEACHERS]
    for person, role, standing in people:
        tx.persons.agree(person, language="ru", at=AT, notice=NOTICE)
        tx.staff.join(person, school.id, role, standing, AT)
        tx.staff.set_label(person, school.id, role, "Анна")
        state = "apply" if role is Role.TEACHER else "accept_teachers"
        journey = begun(tx, visit_of(person, 0), role, "")
        tx.journeys.save(replace(journey, state=state, school_id=school.id))


def _next(tx: Tx, teacher: int) -> tuple[int, Action]:
    """Return what comes next on a teacher's round, and who does it."""
    journey = tx.journeys.current(teacher)
    row = tx.staff.of(teacher)[0]
    assert journey is not None
    if row.standing in {"joined", "refused"}:
        return teacher, tap(Tap(journey.id, journey.state, "done", journey.revision))
    if row.standing == "accepted":
        return HEAD, desk.undo(str(row.id))
    if row.before == "accepted":
        return HEAD, desk.refuse(str(row.id), "see_me")
    return HEAD, desk.accept(str(row.id))


async def work(url: str, run: int) -> None:
    """Hand on from many hands at once for as long as one lives."""
    database = await Database.open(url, seal=SEAL)
    numbers = itertools.count(run * RUN_WIDTH + 1)

    async def round_of(teacher: int) -> None:
        for number in numbers:

            def act(tx: Tx, number: int = number) -> None:
                person, action = _next(tx, teacher)
                once(action, visit_of(person, number))(tx)

            await database.write(act)
            tell(f"a{number}")

    await asyncio.gather(*map(round_of, TEACHERS))


def main(url: str) -> None:
    days_off.public(dt.date(2026, 1, 1))  # imported once, not in each of those that are killed
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
