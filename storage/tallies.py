"""Tallies: what is left of the events of somebody who was forgotten, as counts a month.

Nothing in them leads to anybody: no account, no journey, no school, no day. A school would make
the only teacher of a village known again by what they did.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any, Final

from storage.counters import Counters, Entry, begins, trigger_of
from storage.keeping import day
from storage.statements import Execute
from storage.symptoms import Tally

DAY: Final = 24 * 60 * 60
LONGEST: Final = 99
"""Days at a step that are told apart; more count as this many."""


@dataclass(frozen=True, slots=True)
class StepTally:
    """How often an event led from one state to another after so many days there."""

    month: str
    role: str
    edition: str
    event: str
    origin: str
    state: str
    days: int
    count: int


_OWN = "person_id = :person AND (:journey = 0 OR journey_id = :journey)"
_STEPS = f"""
SELECT journey_id, school_id, role, edition, event, origin, state, since, at FROM progress
WHERE {_OWN} ORDER BY id
"""
_SYMPTOMS = f"SELECT role, edition, state, symptom, helped, at FROM symptoms WHERE {_OWN}"
_DROP_STEPS = f"DELETE FROM progress WHERE {_OWN}"
_DROP_SYMPTOMS = f"DELETE FROM symptoms WHERE {_OWN}"
_FIELDS = tuple(one.name for one in fields(StepTally))
_COLUMNS = ", ".join(_FIELDS)
_ADD_STEP = f"""
INSERT INTO progress_tallies ({_COLUMNS})
VALUES (:month, :role, :edition, :event, :origin, :state, :days, :count)
ON CONFLICT (role, edition, origin, event, state, days, month) DO UPDATE
SET count = progress_tallies.count + excluded.count
"""
_ADD_SYMPTOM = """
INSERT INTO symptom_tallies (month, role, edition, state, symptom, helped, count)
VALUES (:month, :role, :edition, :state, :symptom, :helped, :count)
ON CONFLICT (role, edition, state, symptom, helped, month) DO UPDATE
SET count = symptom_tallies.count + excluded.count
"""
_ALL_STEPS = f"SELECT {_COLUMNS} FROM progress_tallies ORDER BY {_COLUMNS}"
_ALL_SYMPTOMS = """
SELECT role, state, symptom, SUM(helped * count), SUM((1 - helped) * count) FROM symptom_tallies
GROUP BY role, state, symptom
"""


class Tallies:
    """The only place with SQL of the tallies, and the only one that takes events away."""

    __slots__ = ("_counters", "_execute")

    def __init__(self, execute: Execute, counters: Counters) -> None:
        self._execute = execute
        self._counters = counters

    def take(self, person_id: int, journey_id: int = 0) -> dict[str, int]:
        """Turn a person's events, or those of one journey, into counts; say how many there were."""
        own = {"person": person_id, "journey": journey_id}
        rows = self._execute(_STEPS, own).fetchall()
        self._unenter(rows)
        steps = _counted(rows)
        for key, count in steps.items():
            row = dict(zip(_FIELDS, (*key, count), strict=True))
            self._execute(_ADD_STEP, row)
        names = ("month", "role", "edition", "state", "symptom", "helped")
        stuck = Counter((month(at), *rest) for *rest, at in self._execute(_SYMPTOMS, own))
        for told, count in stuck.items():
            self._execute(_ADD_SYMPTOM, {**dict(zip(names, told, strict=True)), "count": count})
        return {
            "symptoms": self._execute(_DROP_SYMPTOMS, own).rowcount,
            "progress": self._execute(_DROP_STEPS, own).rowcount,
        }

    def _unenter(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Take the person out of the counts of who entered what on which day."""
        for entry in _entries(rows).elements():
            self._counters.unentered(entry)

    def steps(self) -> list[StepTally]:
        """Return what was done by those who were forgotten, month by month."""
        return [StepTally(*row) for row in self._execute(_ALL_STEPS, {})]

    def symptoms(self) -> dict[tuple[str, str, str], Tally]:
        """Return how often each answer helped them, by (role, state, symptom)."""
        return {
            (role, state, symptom): Tally(int(helped), int(not_helped))
            for role, state, symptom, helped, not_helped in self._execute(_ALL_SYMPTOMS, {})
        }


def _entries(rows: Iterable[tuple[Any, ...]]) -> Counter[Entry]:
    """Count the states that were entered, each for the school that it went on for."""
    found: Counter[Entry] = Counter()
    stood: dict[int, tuple[int, Entry]] = {}
    for journey, school, role, edition, event, origin, state, since, at in rows:
        entry = Entry(school or 0, role, edition, state, day(since))
        was = stood.get(journey)
        if since == at and begins(origin, state, event):
            found[entry] += 1
        elif was and (was[0], was[1].state) == (since, state) and found[was[1]] and entry != was[1]:
            found[was[1]] -= 1
            found[entry] += 1
        stood[journey] = since, entry
    return +found


def _counted(rows: Iterable[tuple[Any, ...]]) -> Counter[tuple[Any, ...]]:
    """Count events without what they said of schools and classes, each with the days before it."""
    entered: dict[int, int] = {}
    counts: Counter[tuple[Any, ...]] = Counter()
    for journey, _, role, edition, event, origin, state, since, at in rows:
        days = min(LONGEST, max(0, at - entered.get(journey, at)) // DAY)
        entered[journey] = since
        trigger = trigger_of(event)
        counts[month(at), role, edition, trigger, origin, state, days] += 1
    return counts


def month(at: int) -> str:
    return dt.datetime.fromtimestamp(at, dt.UTC).strftime("%Y-%m")
