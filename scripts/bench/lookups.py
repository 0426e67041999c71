"""What one look into the database costs, with few people in it and with many.

With many, two draws are made: from a thousand who are about these days, and from everybody. The
latter is the hard case, since hardly two lookups touch the same page. The queries are the bot's own
functions on a connection opened as the bot opens it.
"""

import itertools
import random
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final, NamedTuple

from scripts.bench.fill import NUMBERS, fill
from storage import Tx, sqlite_file

FEW: Final = 1_000
LOOKS: Final = 8_000
"""Lookups in a row; the first half is not timed."""

_FILL: Final = (
    f"""INSERT INTO persons (id, language, agreed_at, notice, current_journey, card, bottom,
        payload, created_at) {NUMBERS} SELECT n, 'ru', 1, 1, n, 11, 11, '', 1 FROM numbers""",
    f"""INSERT INTO journeys (person_id, role, edition, state, since, started, revision, variant,
        ticks, reason, asked) {NUMBERS}
        SELECT n, 'teacher', 'vk', 'apply', 1, 1, 2, '', '', '', 0 FROM numbers""",
    f"""INSERT INTO progress (journey_id, person_id, role, edition, revision, event, origin, state,
        since, at) {NUMBERS}
        SELECT n, n, 'teacher', 'vk', 0, 'start', 'install', 'install', 1, 1 FROM numbers""",
    f"""INSERT INTO symptoms (journey_id, person_id, role, edition, state, symptom, helped, at)
        {NUMBERS} SELECT n, n, 'teacher', 'vk', 'apply', 'no_school', 1, 1 FROM numbers""",
    f"INSERT INTO updates (id, at) {NUMBERS} SELECT n, 1 FROM numbers",
)

# Telegram counts its updates up.
_COMING: Final = itertools.count(10**10)
QUERIES: Final[dict[str, Callable[[Tx, int], object]]] = {
    "journeys.open": lambda tx, person: tx.journeys.open(person),
    "journeys.of": lambda tx, person: tx.journeys.of(person),
    "progress.of": lambda tx, person: tx.progress.of(person),
    "symptoms.of": lambda tx, person: tx.symptoms.of(person),
    "updates.first_seen": lambda tx, _person: tx.updates.first_seen(next(_COMING), 1),
}


def build(path: Path, people: int) -> None:
    """Make a database with so many people, each with a row in every table."""
    fill(path, _FILL, people=people)


@contextmanager
def transaction(path: Path) -> Iterator[Tx]:
    """Yield a transaction that is given up in the end."""
    with closing(sqlite_file.connect(path, sqlite3.Connection)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield Tx(connection.execute)
        connection.execute("ROLLBACK")


def timed(path: Path, query: Callable[[Tx, int], object], people: Sequence[int]) -> float:
    """Return the seconds that one lookup takes, on a connection that was used before."""
    half = len(people) // 2
    with transaction(path) as tx:
        for person in people[:half]:
            query(tx, person)
        began = time.perf_counter()
        for person in people[half:]:
            query(tx, person)
        return (time.perf_counter() - began) / (len(people) - half)


class Costs(NamedTuple):
    """Seconds of one lookup, a turn each: with few people, and with many of whom..."""

    few: list[float]
    some: list[float]
    """...a thousand are about these days."""
    anybody: list[float]
    """...anybody may come."""


def measure(folder: Path, many: int, turns: int) -> dict[str, Costs]:
    """Return what each query costs."""
    small, large = folder / "few.db", folder / "many.db"
    build(small, FEW)
    build(large, many)
    chance = random.Random(1)  # noqa: S311 - the same draw each time
    about = chance.sample(range(1, many + 1), FEW)
    found = {name: Costs([], [], []) for name in QUERIES}
    for _ in range(turns):
        for name, query in QUERIES.items():
            cost = found[name]
            cost.few.append(timed(small, query, chance.choices(range(1, FEW + 1), k=LOOKS)))
            cost.some.append(timed(large, query, chance.choices(about, k=LOOKS)))
            cost.anybody.append(timed(large, query, chance.choices(range(1, many + 1), k=LOOKS)))
    return found
