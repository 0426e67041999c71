"""How long something is kept: since when nobody has come, or has touched a journey.

Moments are cut down to a day, so that coming is written down once a day and says no more than
that. A journey that was warned of waits for its end, or for its person to come back.
"""

from typing import Final, NamedTuple

from storage.rights import valid
from storage.statements import Execute

DAY: Final = 24 * 60 * 60


class Known(NamedTuple):
    """What is asked of somebody before anything of theirs is written."""

    notice: int
    seen_at: int


class Idle(NamedTuple):
    """A journey that nobody has touched; `moved` is when anything was last done on it."""

    journey: int
    person: int
    moved: int
    warned_at: int


_KNOWN = "SELECT notice, seen_at FROM persons WHERE id = :person"
_SEEN = "UPDATE persons SET seen_at = :day WHERE id = :person"
_MISSED = f"{_SEEN} AND seen_at > :day"
_TOUCH = """
UPDATE journeys SET used_at = :day, warned_at = 0
WHERE person_id = :person AND (warned_at > 0
    OR id = (SELECT current_journey FROM persons WHERE id = :person))
"""
_USE = "UPDATE journeys SET used_at = :day, warned_at = 0 WHERE id = :journey"
_WARN = "UPDATE journeys SET warned_at = :at WHERE id = :journey"
# A wait keeps its beginning when it is gone back to, so `since` may be long ago.
_MOVED = """
COALESCE((SELECT MAX(p.at) FROM progress p
    WHERE p.person_id = journeys.person_id AND p.journey_id = journeys.id), since)
"""
_COLUMNS = f"id, person_id, {_MOVED}, warned_at"
_IDLE = f"""
SELECT {_COLUMNS} FROM journeys WHERE warned_at = 0 AND used_at < :before
ORDER BY used_at, id LIMIT :most
"""
_OVER = f"""
SELECT {_COLUMNS} FROM journeys WHERE warned_at > 0 AND warned_at <= :before
ORDER BY warned_at, id LIMIT :most
"""
_WARNED = f"""
SELECT {_COLUMNS} FROM journeys WHERE person_id = :person AND warned_at > 0 ORDER BY id
"""
_NOWHERE = f"""
SELECT id FROM persons WHERE current_journey IS NULL AND seen_at < :before
    AND NOT EXISTS (SELECT 1 FROM journeys j WHERE j.person_id = persons.id)
    AND NOT EXISTS (SELECT 1 FROM grants g WHERE g.person_id = persons.id AND {valid("g")})
ORDER BY seen_at, id LIMIT :most
"""


class Keeping:
    """The only place with SQL of when somebody came, and of what waits to be forgotten."""

    __slots__ = ("_execute",)

    def __init__(self, execute: Execute) -> None:
        self._execute = execute

    def known(self, person_id: int) -> Known | None:
        """Return which notice the person agreed to, and when they last came."""
        row = self._execute(_KNOWN, {"person": person_id}).fetchone()
        return Known(*row) if row else None

    def come(self, person_id: int, now: int) -> None:
        """Note that the person has come: what they walk, and all that was to end, is kept."""
        params = {"person": person_id, "day": day(now)}
        self._execute(_SEEN, params)
        self._execute(_TOUCH, params)

    def use(self, journey_id: int, at: int) -> None:
        """Keep a journey, as something happened on it at that time."""
        self._execute(_USE, {"journey": journey_id, "day": day(at)})

    def warn(self, idle: Idle, at: int) -> None:
        """Note that the person is told of the end; whenever they come next, it is noticed."""
        self._execute(_WARN, {"journey": idle.journey, "at": at})
        self._execute(_MISSED, {"person": idle.person, "day": day(at) - DAY})

    def idle(self, before: int, most: int) -> list[Idle]:
        """Return journeys that nobody has touched since `before`, the longest first."""
        return [Idle(*row) for row in self._execute(_IDLE, {"before": before, "most": most})]

    def over(self, before: int, most: int) -> list[Idle]:
        """Return journeys whose person was warned until `before`, the first first."""
        return [Idle(*row) for row in self._execute(_OVER, {"before": before, "most": most})]

    def warned(self, person_id: int) -> list[Idle]:
        """Return what of the person's waits for its end."""
        return [Idle(*row) for row in self._execute(_WARNED, {"person": person_id})]

    def nowhere(self, before: int, most: int, now: int) -> list[int]:
        """Return persons who walk nowhere, operate nowhere and have not come since `before`."""
        rows = self._execute(_NOWHERE, {"before": before, "most": most, "now": now})
        return [person for (person,) in rows]


def day(at: int) -> int:
    """Cut a moment down to its day (UTC)."""
    return at - at % DAY
