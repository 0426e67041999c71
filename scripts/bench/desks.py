"""What each command of operators costs: its whole transaction, with the page it makes."""

import random
import sqlite3
import statistics
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final, NamedTuple

from bot.actions.operator import casting, journal, people, schools, stats, stuck, tickets
from bot.actions.view import Action, Visit
from flows.operator.schools import FILTERS, SORTS
from scripts.bench import deeds
from scripts.bench.districts import NOW, ROOT, build
from storage import Tx, sqlite_file

TURNS: Final = 5
AIM: Final = 0.3
"""Seconds that a look may take."""
VISIT: Final = Visit(ROOT, 1, "ru", NOW, operators=(ROOT,))


class Desk(NamedTuple):
    """A command and the seconds that it took, a turn each."""

    name: str
    seconds: list[float]


def asked(cast: int) -> Iterator[tuple[str, Action]]:
    """Yield every look that operators have at areas of all sizes."""
    areas = {"everything": "a", "a region": "r59", "a municipality": "m59", "a school": "s59"}
    for where, code in areas.items():
        yield f"/stats, {where}", stats.shown(code)
        yield f"/stats, a role in {where}", stats.role_page(code, "teacher")
        yield f"/stuck, {where}", stuck.listed(code, "3")
    for where, code in list(areas.items())[:3]:
        for at, name in enumerate(FILTERS):
            for by, sort in enumerate(SORTS):
                yield f"/schools, {name} by {sort}, {where}", schools.listed(code, f"{at}{by}.0")
    yield "/schools, the last page, everything", schools.listed("a", "00.49992")
    yield "a school's page", schools.opened("59")
    yield "/stats Школа № 777", stats.asked("Школа № 777")
    yield "/find an account", people.asked("777")
    yield "/find Школа № 777", people.asked("Школа № 777")
    yield "/find a class", people.asked("5А Школа № 777")
    yield "/find a name that nobody has", people.asked("Нетакого")
    for name in ("open", "mine", "all"):
        yield f"/tickets, {name}", tickets.listed(name, "0")
    yield "/tickets, far below", tickets.listed("all", "90000")
    yield "/audit", journal.listed("a", "")
    yield "/audit of a region", journal.listed("r59", "")
    yield "/broadcast to everybody", casting.opened(str(cast))


def measure(folder: Path, count: int) -> list[Desk]:
    """Return what each look costs; the order is another in each turn."""
    path = folder / "country.db"
    build(path, count)
    looks = dict(asked(deeds.add(path, count)))
    took: dict[str, list[float]] = {name: [] for name in looks}
    chance = random.Random(1)  # noqa: S311 - the same order each time
    with closing(sqlite_file.connect(path, sqlite3.Connection)) as connection:
        tx = Tx(connection.execute, deeds.SEAL)
        for _ in range(TURNS):
            for name in chance.sample(list(looks), len(looks)):
                took[name].append(_timed(tx, looks[name]))
    return sorted((Desk(*one) for one in took.items()), key=lambda one: -slowest(one))


def _timed(tx: Tx, action: Action) -> float:
    began = time.perf_counter()
    view = action(tx, VISIT)
    took = time.perf_counter() - began
    if view.note is not None:
        raise RuntimeError(f"refused: {view.note.key}")
    return took


def slowest(one: Desk) -> float:
    """Return the median of a look's turns."""
    return statistics.median(one.seconds)
