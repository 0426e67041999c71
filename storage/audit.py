"""The audit: what operators did, when, to whom or what. Rows are added and never changed.

The exception is somebody who was forgotten: that something was done stays, who they were does not.
"""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from flows.scopes import EVERYWHERE, Area, Reach
from storage.rights import By, operates, place
from storage.sealed import NO_SEAL, Place, Seal
from storage.statements import Execute


@dataclass(frozen=True, slots=True)
class AuditRow:
    """A row of `audit`. `at` is in unix seconds.

    `person_id` did `act` (0: somebody forgotten) to `subject`, an id of what `kind` says (`person`,
    `school`, `grant`, …; 0: none, or forgotten). `detail` is in words of the program, `words` what
    the operator wrote about it, sealed at rest.
    """

    id: int
    at: int
    person_id: int
    act: str
    kind: str
    subject: int
    region: str
    place_key: str
    school_id: int
    detail: str
    words: str = field(default="", repr=False)


class Done(NamedTuple):
    """What was done: see `AuditRow`. `area` is where; the smallest that it concerns."""

    act: str
    area: Area = EVERYWHERE
    kind: str = ""
    subject: int = 0
    detail: str = ""
    words: str = ""


_COLUMNS = ", ".join(AuditRow.__slots__)
_ADD = """
INSERT INTO audit (at, person_id, act, kind, subject, region, place_key, school_id, detail, words)
VALUES (:at, :person, :act, :kind, :subject, :region, :place, :school, :detail, '')
RETURNING id
"""
_SEAL_WORDS = "UPDATE audit SET words = :words WHERE id = :id"
_WITHIN = {
    Reach.ALL: "",
    Reach.REGION: "AND a.region = :region",
    Reach.MUNICIPALITY: "AND a.region = :region AND a.place_key = :place",
    Reach.SCHOOL: "AND a.school_id = :school",
}
_LISTED = {
    reach: f"""
SELECT {_COLUMNS} FROM audit a
WHERE a.id < :before AND {operates("a.region", "a.place_key", "a.school_id")} {within}
ORDER BY a.id DESC LIMIT :most
"""
    for reach, within in _WITHIN.items()
}
_ABOUT = f"""
SELECT {_COLUMNS} FROM audit a
WHERE a.kind = :kind AND a.subject = :subject
    AND {operates("a.region", "a.place_key", "a.school_id")}
ORDER BY a.id DESC LIMIT :most
"""
_WORDS = """
SELECT words FROM audit WHERE id = :id AND kind = 'person' AND subject = :person
"""
_FORGET = """
UPDATE audit SET words = '',
    person_id = CASE WHEN person_id = :person THEN 0 ELSE person_id END,
    subject = CASE WHEN kind = 'person' AND subject = :person THEN 0 ELSE subject END
WHERE person_id = :person OR (kind = 'person' AND subject = :person)
"""
NEWEST = 2**62
"""Above the number of every row."""


class Audit:
    """The only place with SQL of `audit`."""

    __slots__ = ("_execute", "_seal")

    def __init__(self, execute: Execute, seal: Seal = NO_SEAL) -> None:
        self._execute = execute
        self._seal = seal

    def add(self, by: By, done: Done) -> int:
        """Write down what somebody did; return the row's id."""
        params = {
            **place(done.area),
            "at": by.now,
            "person": by.by,
            "act": done.act,
            "kind": done.kind,
            "subject": done.subject,
            "detail": done.detail,
        }
        (number,) = self._execute(_ADD, params).fetchone()
        if done.words:
            sealed = self._seal.close(Place("audit", "words", number), done.words)
            self._execute(_SEAL_WORDS, {"id": number, "words": sealed})
        return int(number)

    def listed(
        self, by: By, area: Area = EVERYWHERE, *, before: int = NEWEST, most: int
    ) -> list[AuditRow]:
        """Return what was done in an area, as far as `by` may look there, the latest first."""
        params = {**by.params, **place(area), "before": before, "most": most}
        return [self._row(row) for row in self._execute(_LISTED[area.reach], params)]

    def about(self, by: By, kind: str, subject: int, most: int) -> list[AuditRow]:
        """Return what was done to something, as far as `by` may look there, the latest first."""
        params = {**by.params, "kind": kind, "subject": subject, "most": most}
        return [self._row(row) for row in self._execute(_ABOUT, params)]

    def words_of(self, number: int, person_id: int) -> str:
        """Return what an operator wrote about what they did to somebody, to be told to them."""
        row = self._execute(_WORDS, {"id": number, "person": person_id}).fetchone()
        return self._seal.open(Place("audit", "words", number), row[0]) if row else ""

    def forget(self, person_id: int) -> int:
        """Keep that something was done, but not by or to whom; return how many rows it was."""
        return self._execute(_FORGET, {"person": person_id}).rowcount

    def _row(self, row: tuple[Any, ...]) -> AuditRow:
        number, at, person, act, kind, subject, region, key, school, detail, words = row
        words = self._seal.open(Place("audit", "words", number), words)
        return AuditRow(number, at, person, act, kind, subject, region, key, school, detail, words)
