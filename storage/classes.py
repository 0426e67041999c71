"""Classes of a school, with the links that pass through them.

`link` is the administrator's invitation into the class for teachers, `chat` the teacher's
invitation into the class's chat for families.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from storage.rights import admin_of, teaches
from storage.statements import Execute


@dataclass(frozen=True, slots=True)
class ClassRow:
    """A row of `classes`. Links are checked addresses or empty; times unix seconds or 0."""

    id: int
    school_id: int
    grade: int
    letter: str
    link: str
    link_at: int
    chat: str
    chat_at: int

    @property
    def text(self) -> str:
        return f"{self.grade}{self.letter}"


@dataclass(frozen=True, slots=True)
class ClassLine:
    """A class as its administrator sees it: with how many accepted teachers and families."""

    row: ClassRow
    teachers: int
    families: int


_COLUMNS = ", ".join(ClassRow.__slots__)
# Letters by the alphabet: Ё follows Е, though its code comes before А.
ORDER = "{0}grade, REPLACE({0}letter, 'Ё', 'Ея')"
_ADD = f"""
INSERT INTO classes (school_id, grade, letter, link, link_at, chat, chat_at)
SELECT :school, :grade, :letter, '', 0, '', 0 WHERE {admin_of(":school")}
ON CONFLICT (school_id, grade, letter) DO NOTHING
"""
_GET = f"SELECT {_COLUMNS} FROM classes WHERE id = :id"
_AS_ADMIN = f"{_GET} AND {admin_of('classes.school_id')}"
_NAMED = f"""
SELECT {_COLUMNS} FROM classes
WHERE school_id = :school AND grade = :grade AND letter = :letter
"""
_OF_SCHOOL = f"""
SELECT {_COLUMNS} FROM classes WHERE school_id = :school ORDER BY {ORDER.format("")}
"""
_LINES = f"""
SELECT {", ".join(f"c.{name}" for name in ClassRow.__slots__)},
    (SELECT COUNT(DISTINCT j.person_id) FROM journeys j JOIN staff s ON s.person_id = j.person_id
        AND s.school_id = j.school_id AND s.role = j.role
        WHERE j.class_id = c.id AND j.school_id = c.school_id AND j.role = 'teacher'
        AND s.standing IN ('accepted', 'said')),
    (SELECT COUNT(*) FROM journeys j WHERE j.class_id = c.id AND j.role = 'family')
FROM classes c WHERE c.school_id = :school AND {admin_of("c.school_id")}
ORDER BY {ORDER.format("c.")}
"""
_RENAME = f"""
UPDATE classes SET grade = :grade, letter = :letter
WHERE id = :id AND {admin_of("classes.school_id")}
    AND NOT EXISTS (SELECT 1 FROM classes o WHERE o.school_id = classes.school_id
        AND o.grade = :grade AND o.letter = :letter)
"""
_REMOVE = f"""
DELETE FROM classes WHERE id = :id AND {admin_of("classes.school_id")}
    AND NOT EXISTS (SELECT 1 FROM journeys j WHERE j.class_id = classes.id)
    AND NOT EXISTS (SELECT 1 FROM invitations i WHERE i.class_id = classes.id)
"""
_SET_LINK = f"""
UPDATE classes SET link = :url, link_at = :at
WHERE id = :id AND link <> :url AND {admin_of("classes.school_id")}
"""
_SET_CHAT = f"""
UPDATE classes SET chat = :url, chat_at = :at
WHERE id = :id AND chat <> :url AND {teaches("classes.school_id", "classes.id")}
"""


class Classes:
    """The only place with SQL of `classes`. `by` is the person whose right is asked for."""

    __slots__ = ("_execute",)

    def __init__(self, execute: Execute) -> None:
        self._execute = execute

    def add(self, by: int, school_id: int, names: Iterable[tuple[int, str]]) -> int:
        """Add classes by grade and letter; those that are there stay. Return how many are new."""
        rows = ({"school": school_id, "grade": g, "letter": x, "by": by} for g, x in names)
        return sum(self._execute(_ADD, row).rowcount for row in rows)

    def get(self, class_id: int) -> ClassRow | None:
        """Return any class, for those whose journey leads there."""
        return _one(self._execute(_GET, {"id": class_id}).fetchone())

    def seen_by(self, by: int, class_id: int) -> ClassRow | None:
        """Return the class if the person administrates its school."""
        return _one(self._execute(_AS_ADMIN, {"id": class_id, "by": by}).fetchone())

    def named(self, school_id: int, grade: int, letter: str) -> ClassRow | None:
        params = {"school": school_id, "grade": grade, "letter": letter}
        return _one(self._execute(_NAMED, params).fetchone())

    def of_school(self, school_id: int) -> list[ClassRow]:
        """Return the classes that somebody who joined the school may choose from."""
        return [ClassRow(*row) for row in self._execute(_OF_SCHOOL, {"school": school_id})]

    def lines(self, by: int, school_id: int) -> list[ClassLine]:
        """Return the classes with their counts, for the school's administrator."""
        rows = self._execute(_LINES, {"school": school_id, "by": by})
        return [ClassLine(ClassRow(*row[:-2]), *row[-2:]) for row in rows]

    def rename(self, by: int, class_id: int, grade: int, letter: str) -> bool:
        """Rename a class; False if the name is taken or the right is missing."""
        params = {"id": class_id, "grade": grade, "letter": letter, "by": by}
        return self._execute(_RENAME, params).rowcount == 1

    def remove(self, by: int, class_id: int) -> bool:
        """Delete a class; False if a journey or invitation leads there or the right is missing."""
        return self._execute(_REMOVE, {"id": class_id, "by": by}).rowcount == 1

    def set_link(self, by: int, class_id: int, url: str, at: int) -> bool:
        """Set the administrator's link; False if nothing changed or the right is missing."""
        params = {"id": class_id, "url": url, "at": at, "by": by}
        return self._execute(_SET_LINK, params).rowcount == 1

    def set_chat(self, by: int, class_id: int, url: str, at: int) -> bool:
        """Set the chat's link, as an accepted teacher of the class; False as `set_link`."""
        params = {"id": class_id, "url": url, "at": at, "by": by}
        return self._execute(_SET_CHAT, params).rowcount == 1


def _one(row: tuple[Any, ...] | None) -> ClassRow | None:
    return ClassRow(*row) if row else None
