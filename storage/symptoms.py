"""Symptoms: where people got stuck, and whether the short answer helped."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from flows.model import Journey, Role
from storage.statements import Execute


@dataclass(frozen=True, slots=True)
class SymptomRow:
    """One answer to one symptom of one step. `at` is in unix seconds."""

    id: int
    journey_id: int
    person_id: int
    role: Role
    edition: str
    state: str
    symptom: str
    helped: bool
    at: int


class Tally(NamedTuple):
    """How often an answer helped and how often it did not."""

    helped: int
    not_helped: int


_COLUMNS = ", ".join(SymptomRow.__slots__[1:])
_ADD = f"""
INSERT INTO symptoms ({_COLUMNS})
VALUES (:journey, :person, :role, :edition, :state, :symptom, :helped, :at)
"""
_OF = f"SELECT id, {_COLUMNS} FROM symptoms WHERE person_id = :person ORDER BY id"
_COUNTS = """
SELECT role, state, symptom, SUM(helped), COUNT(*) - SUM(helped) FROM symptoms
GROUP BY role, state, symptom
"""


def _read_symptom(row: tuple[Any, ...]) -> SymptomRow:
    number, journey, person, role, edition, state, symptom, helped, at = row
    return SymptomRow(
        number, journey, person, Role(role), edition, state, symptom, bool(helped), at
    )


class Symptoms:
    """The only place with SQL of `symptoms`."""

    __slots__ = ("_execute",)

    def __init__(self, execute: Execute) -> None:
        self._execute = execute

    def add(self, journey: Journey, symptom: str, helped: bool, at: int) -> None:
        params = {
            "journey": journey.id,
            "person": journey.person_id,
            "role": journey.role.value,
            "edition": journey.edition,
            "state": journey.state,
            "symptom": symptom,
            "helped": int(helped),
            "at": at,
        }
        self._execute(_ADD, params)

    def of(self, person_id: int) -> list[SymptomRow]:
        """What the person told, oldest first."""
        return [_read_symptom(row) for row in self._execute(_OF, {"person": person_id})]

    def counts(self) -> dict[tuple[str, str, str], Tally]:
        """How often each answer helped, by (role, state, symptom). Reads the whole index."""
        return {
            (role, state, symptom): Tally(int(helped), int(not_helped))
            for role, state, symptom, helped, not_helped in self._execute(_COUNTS, {})
        }
