"""The counters as they follow from what is stored, counted anew from the first row to the last."""

from collections import Counter
from typing import Any, Final

from flows.spans import bucket_of
from storage import Tx
from storage.counters import begins, trigger_of
from storage.keeping import DAY, day

MONDAY: Final = 4 * DAY
Counts = Counter[tuple[Any, ...]]


def regions(tx: Tx) -> dict[int, str]:
    return {0: ""} | dict(tx.execute("SELECT id, region FROM schools", {}).fetchall())


def stands(tx: Tx) -> Counts:
    """Count who stands where by the journeys themselves: (school, role, edition, state, day)."""
    sql = "SELECT school_id, role, edition, state, since FROM journeys"
    rows = tx.execute(sql, {}).fetchall()
    return Counter((school or 0, *where, day(since)) for school, *where, since in rows)


def replayed(tx: Tx) -> Counts:
    """Count the same by the last event of each journey that is there still."""
    sql = """SELECT p.school_id, p.role, p.edition, p.state, p.since FROM progress p
        JOIN journeys j ON j.id = p.journey_id
        WHERE p.id = (SELECT MAX(o.id) FROM progress o WHERE o.journey_id = p.journey_id)"""
    rows = tx.execute(sql, {}).fetchall()
    return Counter((school or 0, *where, day(since)) for school, *where, since in rows)


def entered(tx: Tx) -> Counts:
    """Count entries by the events of those who were not forgotten.

    Whoever joins or leaves a school in the midst of a step takes its entry along.
    """
    sql = """SELECT journey_id, school_id, role, edition, origin, state, event, since, at
        FROM progress ORDER BY id"""
    found: Counts = Counter()
    last: dict[int, tuple[int, int, str]] = {}
    for journey, school, role, edition, origin, state, event, since, at in tx.execute(sql, {}):
        here, before = school or 0, last.get(journey)
        key = role, edition, state, day(since)
        if since == at and begins(origin, state, event):
            found[here, *key] += 1
        elif before and before[1:] == (since, state) and found[before[0], *key]:
            found[before[0], *key] -= 1
            found[here, *key] += 1
        last[journey] = here, since, state
    return +found


def spans(tx: Tx) -> Counts:
    """Count how long states were stood in, by the events: as long as nobody was forgotten."""
    sql = """SELECT journey_id, role, edition, origin, state, event, since, at FROM progress
        ORDER BY id"""
    since_by: dict[int, int] = {}
    found: Counts = Counter()
    for journey, role, edition, origin, state, event, since, at in tx.execute(sql, {}).fetchall():
        if origin != state and trigger_of(event) != "start":
            week = at - (at - MONDAY) % (7 * DAY)
            found[role, edition, origin, week, bucket_of(at - since_by[journey])] += 1
        since_by[journey] = since
    return found


def by_region(tx: Tx, counts: Counts) -> Counts:
    of = regions(tx)
    found: Counts = Counter()
    for (school, *rest), count in counts.items():
        found[of[school], *rest] += count
    return found


def kept(tx: Tx, table: str, area: str) -> Counts:
    """Return a counter as it is stored."""
    rows = tx.execute(f"SELECT {area}, role, edition, state, day, count FROM {table}", {})
    return Counter({tuple(key): count for *key, count in rows.fetchall()})


def agree(tx: Tx) -> None:
    """Every counter is what counting anew gives; no row says none."""
    standing, coming = stands(tx), entered(tx)
    assert replayed(tx) == standing
    assert kept(tx, "stands", "school_id") == standing
    assert kept(tx, "stand_totals", "region") == by_region(tx, standing)
    assert kept(tx, "entered", "school_id") == coming
    assert kept(tx, "entered_totals", "region") == by_region(tx, coming)


def spans_agree(tx: Tx) -> None:
    rows = tx.execute("SELECT role, edition, state, week, bucket, count FROM spans", {}).fetchall()
    assert Counter({tuple(key): count for *key, count in rows}) == spans(tx)
