"""Databases in which everybody is to be reminded some day, and a few of them now.

Everybody is a teacher in a school of fifty, on the step of applying. Whose time has come is spread
evenly over all, so that of a million hardly two share a page.
"""

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from flows.notice import NOTICE
from flows.reminders import DAY, MOSCOW
from scripts.bench.fill import NUMBERS, fill
from storage import sqlite_file

NOW: Final = int(dt.datetime(2026, 9, 16, 12, tzinfo=MOSCOW).timestamp())
"""A Wednesday's noon: the hour of a tick."""
SCHOOL: Final = 50
"""Teachers of a school."""

_FILL: Final = (
    f"""INSERT INTO schools (region, municipality, name, inn, place_key, name_key, created_at,
        active_since, celebrated_at) {NUMBERS}
        SELECT '59', 'Пермь', 'Школа № ' || n, '', 'пермь', n, 1, 0, 0 FROM numbers
        WHERE n <= (:people + :school - 1) / :school""",
    f"""INSERT INTO persons (id, language, agreed_at, notice, current_journey, card, bottom,
        payload, created_at) {NUMBERS} SELECT n, 'ru', 1, :notice, n, 11, 11, '', 1 FROM numbers""",
    f"""INSERT INTO staff (school_id, person_id, role, standing, label, since, before, decided_at,
        told_at) {NUMBERS}
        SELECT (n - 1) / :school + 1, n, 'teacher', 'joined', '', 1, '', 0, 0 FROM numbers""",
    f"""INSERT INTO journeys (person_id, role, edition, state, since, started, revision, variant,
        ticks, reason, asked, school_id) {NUMBERS}
        SELECT n, 'teacher', 'vk', 'apply', 1, 1, 2, '', '', '', 0, (n - 1) / :school + 1
        FROM numbers""",
    f"""INSERT INTO reminders (journey_id, person_id, reason, revision, sent, due_at, sent_at,
        muted, ripe_at) {NUMBERS}
        SELECT n, n, 'stopped', 2, 0, :now + :day + n * 7919 % (14 * :day), 0, 0, 0
        FROM numbers""",
)
_CHOSEN: Final = f"""
    IN ({NUMBERS} SELECT (n - 1) * :stride + :first FROM numbers)
"""
_DUE: Final = (
    f"UPDATE persons SET reminded_at = 0 WHERE id {_CHOSEN}",
    f"""UPDATE reminders SET reason = 'stopped', sent = 0, due_at = :now, sent_at = 0, ripe_at = 0
        WHERE journey_id {_CHOSEN}""",
)


def build(path: Path, people: int) -> None:
    """Make a database in which so many people have a reminder planned."""
    fill(path, _FILL, people=people, school=SCHOOL, now=NOW, day=DAY, notice=NOTICE)


def ripen(path: Path, people: int, due: int, turn: int) -> None:
    """Let the time of so many of them have come; of others in each turn, as long as there are."""
    stride = people // due
    params = {"people": due, "stride": stride, "first": turn % stride + 1, "now": NOW}
    with closing(sqlite_file.connect(path, sqlite3.Connection)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        for statement in _DUE:
            connection.execute(statement, params)
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
