"""Journeys: a person walking a flow. The row is the only owner of where somebody stands."""

from typing import Any

from flows.model import Journey, Role, pack_ticks, unpack_ticks
from storage.counters import Counters
from storage.errors import StorageError
from storage.keeping import day
from storage.persons import COLUMNS as PERSON_COLUMNS
from storage.persons import Person, read_person
from storage.statements import Execute

# The order of `Journey`'s fields, spelled out: those are declared in flows/, not here.
COLUMNS = (
    "id", "person_id", "role", "edition", "state", "since",
    "started", "revision", "variant", "ticks", "reason", "asked",
    "school_id", "class_id",
)  # fmt: skip
_LIST = ", ".join(COLUMNS)

_GET = f"SELECT {_LIST} FROM journeys WHERE id = :id"
_OF = f"SELECT {_LIST} FROM journeys WHERE person_id = :person ORDER BY id"
_OPEN = f"""
SELECT {", ".join(f"p.{name}" for name in PERSON_COLUMNS)},
       {", ".join(f"j.{name}" for name in COLUMNS)}
FROM persons p LEFT JOIN journeys j ON j.id = p.current_journey AND j.person_id = p.id
WHERE p.id = :person
"""
_START = f"""
INSERT INTO journeys ({", ".join(COLUMNS[1:])}, used_at)
VALUES (:person, :role, :edition, :state, :at, :at, 0, :variant, '', '', 0, NULL, NULL, :day)
RETURNING {_LIST}
"""
_MAKE_CURRENT = "UPDATE persons SET current_journey = :id WHERE id = :person"
_LEAVE = "UPDATE persons SET current_journey = NULL WHERE id = :person AND current_journey = :id"
_SAVE = """
UPDATE journeys
SET state = :state, since = :since, started = :started, revision = :revision,
    variant = :variant, ticks = :ticks, reason = :reason, asked = :asked,
    school_id = :school, class_id = :klass
WHERE id = :id AND person_id = :person
"""
_AT_SCHOOL = f"""
SELECT {_LIST} FROM journeys
WHERE school_id = :school AND role = :role AND person_id = :person ORDER BY id
"""
_IN_CLASS = f"""
SELECT {_LIST} FROM journeys WHERE class_id = :klass AND role = :role ORDER BY id
"""
_STAGES = """
SELECT state, COUNT(*), MIN(since) FROM journeys
WHERE class_id = :klass AND role = :role GROUP BY state
"""
_STAGES_AT = """
SELECT state, COUNT(*), MIN(since) FROM journeys
WHERE school_id = :school AND role = :role GROUP BY state
"""
_PLANS = tuple(
    f"DELETE FROM {table} WHERE journey_id = :id" for table in ("reminders", "summaries")
)
_REMOVE = f"DELETE FROM journeys WHERE id = :id RETURNING {_LIST}"
# Reads the whole table, once a start: some 0.2 s for a million journeys. An index for it would cost
# every step that anybody takes two more pages on the disk.
_STATES = "SELECT DISTINCT edition, role, state FROM journeys"


def read_journey(row: tuple[Any, ...]) -> Journey:
    number, person, role, edition, state, since, started, revision, variant, ticks, *rest = row
    return Journey(
        number, person, Role(role), edition, state, since, started,
        revision, variant, unpack_ticks(ticks), *rest,
    )  # fmt: skip


class Journeys:
    """The only place with SQL of `journeys`, and of which of them is the current one."""

    __slots__ = ("_counters", "_execute")

    def __init__(self, execute: Execute, counters: Counters) -> None:
        self._execute = execute
        self._counters = counters

    def get(self, journey_id: int) -> Journey | None:
        row = self._execute(_GET, {"id": journey_id}).fetchone()
        return read_journey(row) if row else None

    def of(self, person_id: int) -> list[Journey]:
        """All journeys of the person, oldest first."""
        return [read_journey(row) for row in self._execute(_OF, {"person": person_id})]

    def open(self, person_id: int) -> tuple[Person, Journey | None] | None:
        """The person and the journey they walk now, in one statement: what most updates need."""
        row = self._execute(_OPEN, {"person": person_id}).fetchone()
        if row is None:
            return None
        split = len(PERSON_COLUMNS)
        journey = None if row[split] is None else read_journey(row[split:])
        return read_person(row[:split]), journey

    def current(self, person_id: int) -> Journey | None:
        found = self.open(person_id)
        return found[1] if found else None

    def start(
        self, person_id: int, role: Role, edition: str, state: str, variant: str, at: int
    ) -> Journey:
        """Begin a journey at `state` and make it the current one. The person must be stored."""
        params = {
            "person": person_id,
            "role": role.value,
            "edition": edition,
            "state": state,
            "variant": variant,
            "at": at,
            "day": day(at),
        }
        journey = read_journey(self._execute(_START, params).fetchone())
        self._execute(_MAKE_CURRENT, {"id": journey.id, "person": person_id})
        return journey

    def save(self, journey: Journey) -> None:
        """Write where the journey stands; one that is gone raises, so that no step is lost."""
        params = {
            "id": journey.id,
            "person": journey.person_id,
            "state": journey.state,
            "since": journey.since,
            "started": journey.started,
            "revision": journey.revision,
            "variant": journey.variant,
            "ticks": pack_ticks(journey.ticks),
            "reason": journey.reason,
            "asked": journey.asked,
            "school": journey.school_id,
            "klass": journey.class_id,
        }
        if self._execute(_SAVE, params).rowcount != 1:
            raise StorageError(f"journey {journey.id} is not stored any more")

    def at_school(self, person_id: int, school_id: int, role: Role) -> list[Journey]:
        """Return the person's journeys in a role for one school: a class each."""
        params = {"person": person_id, "school": school_id, "role": role.value}
        return [read_journey(row) for row in self._execute(_AT_SCHOOL, params)]

    def in_class(self, class_id: int, role: Role) -> list[Journey]:
        """Return everybody's journeys in a role for one class, for hand-offs to them."""
        params = {"klass": class_id, "role": role.value}
        return [read_journey(row) for row in self._execute(_IN_CLASS, params)]

    def stages(self, class_id: int, role: Role) -> dict[str, tuple[int, int]]:
        """Return how many of a class stand in each state, and since when the first of them."""
        params = {"klass": class_id, "role": role.value}
        return {state: (n, since) for state, n, since in self._execute(_STAGES, params)}

    def stages_at(self, school_id: int, role: Role) -> dict[str, tuple[int, int]]:
        """Return the same of a whole school."""
        params = {"school": school_id, "role": role.value}
        return {state: (n, since) for state, n, since in self._execute(_STAGES_AT, params)}

    def remove(self, journey_id: int) -> None:
        """Delete a journey; its progress stays, as history does. Nobody walks it any more."""
        for plans in _PLANS:
            self._execute(plans, {"id": journey_id})
        row = self._execute(_REMOVE, {"id": journey_id}).fetchone()
        if row:
            gone = read_journey(row)
            self._counters.removed(gone)
            self._execute(_LEAVE, {"id": gone.id, "person": gone.person_id})

    def states_in_use(self) -> set[tuple[str, str, str]]:
        """Every (edition, role, state) that somebody stands in, for the check of old keys."""
        return {(edition, role, state) for edition, role, state in self._execute(_STATES)}
