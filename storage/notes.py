"""Notes of operators about a school, for each other. Sealed at rest."""

from dataclasses import dataclass, field

from flows.scopes import Level
from storage.rights import By, operates_at
from storage.sealed import NO_SEAL, Place, Seal
from storage.statements import Execute


@dataclass(frozen=True, slots=True)
class Note:
    """A row of `school_notes`. `at` is in unix seconds, `person_id` whoever wrote it."""

    id: int
    school_id: int
    person_id: int
    at: int
    words: str = field(repr=False)


_COLUMNS = ", ".join(Note.__slots__)
_ADD = f"""
INSERT INTO school_notes (school_id, person_id, at, words)
SELECT :school, :by, :now, '' WHERE {operates_at(":school", Level.FULL)}
RETURNING id
"""
_SEAL_WORDS = "UPDATE school_notes SET words = :words WHERE id = :id"
_OF = f"""
SELECT {_COLUMNS} FROM school_notes n WHERE n.school_id = :school AND {operates_at("n.school_id")}
ORDER BY n.id DESC LIMIT :most
"""
_DROP = f"""
DELETE FROM school_notes WHERE id = :id AND person_id = :by
    AND {operates_at("school_notes.school_id", Level.FULL)}
RETURNING school_id
"""


class Notes:
    """The only place with SQL of `school_notes`."""

    __slots__ = ("_execute", "_seal")

    def __init__(self, execute: Execute, seal: Seal = NO_SEAL) -> None:
        self._execute = execute
        self._seal = seal

    def add(self, by: By, school_id: int, words: str) -> bool:
        """Keep a note; False without the right, or where nothing is kept for want of a key."""
        if not self._seal.keeps:
            return False
        row = self._execute(_ADD, {**by.params, "school": school_id}).fetchone()
        if row is None:
            return False
        sealed = self._seal.close(_place(row[0]), words)
        self._execute(_SEAL_WORDS, {"id": row[0], "words": sealed})
        return True

    def of(self, by: By, school_id: int, most: int) -> list[Note]:
        """Return the notes about a school, the latest first."""
        params = {**by.params, "school": school_id, "most": most}
        rows = self._execute(_OF, params).fetchall()
        return [
            Note(number, school, person, at, self._seal.open(_place(number), words))
            for number, school, person, at, words in rows
        ]

    def drop(self, by: By, note_id: int) -> int:
        """Delete a note of one's own; return the school's id, 0 if it is not there for them."""
        row = self._execute(_DROP, {**by.params, "id": note_id}).fetchone()
        return int(row[0]) if row else 0


def _place(note_id: int) -> Place:
    return Place("school_notes", "words", note_id)
