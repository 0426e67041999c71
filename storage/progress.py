"""Progress: who reached which step when. Append-only, the source of all later statistics."""

from dataclasses import dataclass
from typing import Any

from flows.model import Journey, Role
from storage.counters import Counters
from storage.statements import Execute


@dataclass(frozen=True, slots=True)
class ProgressRow:
    """One event of a journey, as it was taken.

    `revision` is the journey's before the event, `origin` the state it was in, `state` the one it
    is in since then, `since` when that was entered (older than `at` if the event did not leave
    it), `at` when the event came. Times are unix seconds. `school_id` is for which school it was
    walked.
    """

    id: int
    journey_id: int
    person_id: int
    role: Role
    edition: str
    revision: int
    event: str
    origin: str
    state: str
    since: int
    at: int
    school_id: int | None = None


_COLUMNS = ", ".join(ProgressRow.__slots__[1:])
_ADD = f"""
INSERT INTO progress ({_COLUMNS})
VALUES (:journey, :person, :role, :edition, :revision, :event, :origin, :state, :since, :at,
    :school)
"""
# The index begins with the person, so that each row has one index entry to write, not two.
_OWN = """
person_id = (SELECT person_id FROM journeys WHERE id = :journey) AND journey_id = :journey
"""
_OF = f"SELECT id, {_COLUMNS} FROM progress WHERE {_OWN} ORDER BY id"
_LATEST = f"SELECT id, {_COLUMNS} FROM progress WHERE {_OWN} ORDER BY id DESC LIMIT :most"
_REACHED = f"SELECT state, MAX(since) FROM progress WHERE {_OWN} GROUP BY state"


def _read_progress(row: tuple[Any, ...]) -> ProgressRow:
    number, journey, person, role, *rest = row
    return ProgressRow(number, journey, person, Role(role), *rest)


class Progress:
    """The only place with SQL of `progress`. It has no way to change a row; nor has the table.

    A removed journey's rows stay, for statistics and for what its person may ask to see; they are
    not found by its number any more.
    """

    __slots__ = ("_counters", "_execute")

    def __init__(self, execute: Execute, counters: Counters) -> None:
        self._execute = execute
        self._counters = counters

    def add(self, before: Journey, after: Journey, event: str, at: int) -> None:
        """Record that `event` led from one to the other, and count it.

        A journey's first row is "start".
        """
        params = {
            "journey": after.id,
            "person": after.person_id,
            "role": after.role.value,
            "edition": after.edition,
            "revision": before.revision,
            "event": event,
            "origin": before.state,
            "state": after.state,
            "since": after.since,
            "at": at,
            "school": after.school_id,
        }
        self._execute(_ADD, params)
        self._counters.count(before, after, event, at)

    def of(self, journey_id: int) -> list[ProgressRow]:
        """Every event of a journey in the order it came; replaying them gives the journey."""
        return [_read_progress(row) for row in self._execute(_OF, {"journey": journey_id})]

    def latest(self, journey_id: int, most: int = 50) -> list[ProgressRow]:
        """Return the last events of a journey, the latest first."""
        params = {"journey": journey_id, "most": most}
        return [_read_progress(row) for row in self._execute(_LATEST, params)]

    def reached(self, journey_id: int) -> dict[str, int]:
        """When each state was last entered, for the checklist with dates."""
        return dict(self._execute(_REACHED, {"journey": journey_id}).fetchall())
