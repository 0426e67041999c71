"""Finding people for operators: by account, by how staff call themselves, by school and class."""

from typing import Final, NamedTuple

from flows.model import Journey
from flows.scopes import Area, Level
from storage.figures import RIGHT
from storage.journeys import COLUMNS, read_journey
from storage.rights import WITHIN, By, operates, place
from storage.sealed import NO_SEAL, Place, Seal
from storage.statements import Execute

LABELS: Final = 20_000
"""Names that are opened for one search: they are sealed, so each is opened to be looked at."""


class Found(NamedTuple):
    """Somebody of a school's staff whose name fits."""

    person_id: int
    school_id: int
    role: str
    label: str


_THERE = (
    "COALESCE((SELECT s.region FROM schools s WHERE s.id = j.school_id), '')",
    "COALESCE((SELECT s.place_key FROM schools s WHERE s.id = j.school_id), '')",
    "COALESCE(j.school_id, 0)",
)
_COLUMNS = ", ".join(f"j.{name}" for name in COLUMNS)
_OF = f"""
SELECT {_COLUMNS} FROM journeys j WHERE j.person_id = :person AND {operates(*_THERE)} ORDER BY j.id
"""
_ONE = {
    level: f"SELECT {_COLUMNS} FROM journeys j WHERE j.id = :id AND {operates(*_THERE, level)}"
    for level in Level
}
_LABELS = {
    reach: f"""
SELECT w.id, w.person_id, w.school_id, w.role, w.label FROM schools s
JOIN staff w ON w.school_id = s.id AND w.label <> ''
WHERE {RIGHT} {within} ORDER BY w.id LIMIT :most
"""
    for reach, within in WITHIN.items()
}
_IN_CLASS = f"""
SELECT {_COLUMNS} FROM classes c JOIN journeys j
    ON j.class_id = c.id AND j.school_id = c.school_id AND j.role = 'teacher'
WHERE c.school_id = :school AND c.grade = :grade AND c.letter = :letter AND {operates(*_THERE)}
ORDER BY j.id LIMIT :most
"""
_AT = f"""
SELECT {_COLUMNS} FROM journeys j
WHERE j.school_id = :school AND j.role IN ('admin', 'teacher') AND {operates(*_THERE)}
ORDER BY j.role, j.id LIMIT :most
"""


class Finding:
    """Looks people up where `by` may look; whoever is elsewhere is not found."""

    __slots__ = ("_execute", "_seal")

    def __init__(self, execute: Execute, seal: Seal = NO_SEAL) -> None:
        self._execute = execute
        self._seal = seal

    def journeys(self, by: By, person_id: int) -> list[Journey]:
        """Return a person's journeys at schools where `by` may look."""
        rows = self._execute(_OF, {**by.params, "person": person_id})
        return [read_journey(row) for row in rows]

    def journey(self, by: By, journey_id: int, level: Level = Level.READ) -> Journey | None:
        """Return one journey to whoever may look, or act, at its school."""
        row = self._execute(_ONE[level], {**by.params, "id": journey_id}).fetchone()
        return read_journey(row) if row else None

    def teachers(self, by: By, school_id: int, grade: int, letter: str, most: int) -> list[Journey]:
        """Return who teaches a class."""
        params = {**by.params, "school": school_id, "grade": grade, "letter": letter}
        rows = self._execute(_IN_CLASS, {**params, "most": most})
        return [read_journey(row) for row in rows]

    def at_school(self, by: By, school_id: int, most: int) -> list[Journey]:
        """Return a school's administrators, then its teachers."""
        rows = self._execute(_AT, {**by.params, "school": school_id, "most": most})
        return [read_journey(row) for row in rows]

    def staff(self, by: By, area: Area, words: str, most: int) -> tuple[list[Found], bool]:
        """Return staff of an area whose name holds these words, and whether all were looked at."""
        params = {**by.params, **place(area), "most": LABELS + 1}
        wanted, found = words.casefold().split(), []
        rows = self._execute(_LABELS[area.reach], params).fetchall()
        for number, person, school, role, sealed in rows[:LABELS]:
            label = self._seal.open(Place("staff", "label", number), sealed)
            spoken = label.casefold()
            if label and all(word in spoken for word in wanted):
                found.append(Found(person, school, role, label))
                if len(found) >= most:
                    break
        return found, len(rows) <= LABELS
