"""Whatever waits for a person, no two of their messages wait for each other."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from storage.outbox import Outbox
from tests.storage.people import ANNA

Waiting = tuple[int, int, int]
"""Priority, seconds until it is due, and how often it failed."""


def _given(connection: sqlite3.Connection, rows: Sequence[Waiting], now: int) -> list[int]:
    """Give one person's rows away at a time until there is none; return their numbers."""
    connection.execute("DELETE FROM outbox")
    sql = "INSERT INTO outbox VALUES (?, ?, 'x', ?, '', 0, ?, ?, 0, ?, 0)"
    for number, (priority, due, tries) in enumerate(rows, 1):
        connection.execute(sql, (number, ANNA, number, due, tries, priority))

    def execute(sql: str, params: Any = {}) -> Any:  # noqa: B006 - as `Execute` has it
        return connection.execute(sql, params)

    outbox, given_away = Outbox(execute), []
    while batch := outbox.due(now, 99):
        (one,) = batch
        given_away.append(one.id)
        outbox.done(one)
    return given_away


_TABLE = """CREATE TABLE outbox (id INTEGER PRIMARY KEY, person_id, kind, subject, detail, made_at,
    due_at, tries, version, priority, claimed_at)"""


@settings(deadline=None, max_examples=300)
@example(rows=[(0, 4, 0), (0, 5, 1), (0, 3, 0)], now=5)
@given(
    rows=st.lists(
        st.tuples(st.sampled_from([0, 1, 2]), st.integers(0, 5), st.integers(0, 1)), max_size=7
    ),
    now=st.integers(0, 5),
)
def test_no_two_messages_of_a_person_wait_for_each_other(rows: list[Waiting], now: int) -> None:
    """All that is due goes out, in order, but for what a failed one before it holds up."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(_TABLE)
        given_away = _given(connection, rows, now)
    places = [(priority, number) for number, (priority, _, _) in enumerate(rows, 1)]
    held = [
        place for place, (_, due, tries) in zip(places, rows, strict=True) if tries and due > now
    ]
    due = [place for place, row in zip(places, rows, strict=True) if row[1] <= now]
    free = [place for place in due if not any(one < place for one in held)]
    assert given_away == [number for _, number in sorted(free)]
