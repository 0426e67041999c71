"""Weekly summaries: when whoever answers for a school or a class is told what came of it."""

from typing import NamedTuple

from storage.statements import Execute


class SummaryRow(NamedTuple):
    """A row of `summaries`. `seen` is what the last one told, "" before the first."""

    journey_id: int
    person_id: int
    due_at: int
    seen: str


_COLUMNS = "journey_id, person_id, due_at, seen"
_BEGIN = """
INSERT INTO summaries (journey_id, person_id, due_at, ripe_at, seen)
VALUES (:journey, :person, :due, 0, :seen)
ON CONFLICT (journey_id) DO NOTHING
"""
_OF = """
SELECT s.journey_id, s.person_id, s.due_at, s.seen
FROM journeys j JOIN summaries s ON s.journey_id = j.id
WHERE j.person_id = :person ORDER BY s.journey_id
"""
_RIPE = _OF.replace("ORDER BY", "AND s.ripe_at > 0 ORDER BY")
_HAS = "SELECT 1 FROM summaries WHERE journey_id = :journey"
_DUE = """
SELECT person_id FROM summaries WHERE due_at > 0 AND due_at <= :now ORDER BY due_at LIMIT :most
"""
_NEXT = "SELECT MIN(due_at) FROM summaries WHERE due_at > 0"
_RIPEN = "UPDATE summaries SET due_at = 0, ripe_at = :at WHERE journey_id = :journey"
_SET = "UPDATE summaries SET due_at = :due, ripe_at = 0, seen = :seen WHERE journey_id = :journey"
_CANCEL = """
UPDATE summaries SET due_at = 0, ripe_at = 0
WHERE journey_id IN (SELECT id FROM journeys WHERE person_id = :person)
"""
_DROP = "DELETE FROM summaries WHERE journey_id = :journey"


class Summaries:
    """The only place with SQL of `summaries`."""

    __slots__ = ("_execute",)

    def __init__(self, execute: Execute) -> None:
        self._execute = execute

    def has(self, journey_id: int) -> bool:
        return self._execute(_HAS, {"journey": journey_id}).fetchone() is not None

    def begin(self, journey_id: int, person_id: int, due: int, seen: str) -> None:
        """Have summaries sent from now on; those that are sent already go on."""
        params = {"journey": journey_id, "person": person_id, "due": due, "seen": seen}
        self._execute(_BEGIN, params)

    def of(self, person_id: int) -> list[SummaryRow]:
        return [SummaryRow(*row) for row in self._execute(_OF, {"person": person_id})]

    def ripe(self, person_id: int) -> list[SummaryRow]:
        """Return those of a person that are on their way through the outbox."""
        return [SummaryRow(*row) for row in self._execute(_RIPE, {"person": person_id})]

    def due(self, now: int, most: int) -> list[int]:
        """Return the persons whose time has come, each once."""
        rows = self._execute(_DUE, {"now": now, "most": most})
        return list(dict.fromkeys(person for (person,) in rows))

    def next_due(self) -> int | None:
        (at,) = self._execute(_NEXT, {}).fetchone()
        return None if at is None else int(at)

    def ripen(self, journey_id: int, at: int) -> None:
        self._execute(_RIPEN, {"journey": journey_id, "at": at})

    def set(self, journey_id: int, due: int, seen: str) -> None:
        """Set when the next one is due (0: none), and what was told so far."""
        self._execute(_SET, {"journey": journey_id, "due": due, "seen": seen})

    def cancel(self, person_id: int) -> None:
        """Have none pending for somebody who cannot be reached."""
        self._execute(_CANCEL, {"person": person_id})

    def drop(self, journey_id: int) -> None:
        self._execute(_DROP, {"journey": journey_id})
