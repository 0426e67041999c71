"""What piles up beside the country of `districts`: names, questions, the journal, a broadcast."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from flows.scopes import EVERYWHERE
from scripts.bench.districts import NOW, PEOPLE, ROOT
from scripts.bench.fill import NUMBERS as PEOPLED
from storage import By, Tx, sqlite_file
from storage.finding import LABELS
from storage.sealed import Place, Seal

SEAL: Final = Seal([bytes(range(32))])
QUESTIONS: Final = 100_000
DEEDS: Final = 200_000
BY: Final = By(ROOT, True, NOW)
_NUMBERS: Final = PEOPLED.replace(":people", ":count")
_STATUS: Final = """CASE WHEN n % 50 = 0 THEN 'open' WHEN n % 7 = 0 THEN 'answered'
    ELSE 'closed' END"""
_FILL: Final = (
    f"""INSERT INTO tickets (person_id, journey_id, school_id, role, edition, state, symptom,
        status, opened_at, asked_at, answered_at, closed_at, told, told_at, taken_by) {_NUMBERS}
        SELECT j.person_id, j.id, j.school_id, j.role, 'vk', j.state, '', {_STATUS},
            :now - n * 60 - 7200, :now - n * 60, CASE WHEN n % 50 = 0 THEN 0 ELSE :now - n * 60 END,
            0, 0, 0, CASE WHEN n % 9 = 0 THEN {ROOT} END
        FROM numbers JOIN journeys j ON j.id = 1 + n * 31 % :people""",
    f"""INSERT INTO audit (at, person_id, act, kind, subject, region, place_key, school_id, detail,
        words) {_NUMBERS}
        SELECT :now - n, {ROOT}, 'person_seen', 'person', n, s.region, s.place_key, s.id, '', ''
        FROM numbers JOIN schools s ON s.id = 1 + n * 17 % :schools""",
)


def add(path: Path, schools: int) -> int:
    """Fill the tables; return the id of a broadcast that is being prepared."""
    params = {"now": NOW, "schools": schools, "people": schools * PEOPLE}
    with closing(sqlite_file.connect(path, sqlite3.Connection)) as connection:
        for sql, count in zip(_FILL, (QUESTIONS, DEEDS), strict=True):
            connection.execute(sql, {**params, "count": count})
        _names(connection)
        cast = Tx(connection.execute, SEAL).casts.draft(BY, EVERYWHERE)
        connection.execute("ANALYZE")
        connection.commit()
    return cast.id


def _names(connection: sqlite3.Connection) -> None:
    """Let as many of the staff be called something as one search looks at."""
    rows = connection.execute("SELECT id FROM staff ORDER BY id LIMIT ?", (LABELS,)).fetchall()
    sealed = [
        (SEAL.close(Place("staff", "label", number), f"Сотрудник {number}"), number)
        for (number,) in rows
    ]
    connection.executemany("UPDATE staff SET label = ? WHERE id = ?", sealed)
