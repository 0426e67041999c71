"""Staff: who belongs to a school by right (administrators) or by application (teachers).

Standings of an administrator: `head`, `deputy`, `claim` (asks to be let in). Of a teacher: `joined`
(came by invitation), `waiting` (has applied), `said` (says so: accepted), `accepted`, `refused`.
"""

from collections.abc import Sequence
from typing import Any

from flows.model import Role
from flows.scopes import Level
from storage.classes import ORDER
from storage.rights import By, admin_of, head_of, headless, operates_at
from storage.sealed import NO_SEAL, Place, Seal
from storage.staff_rows import Applicant, StaffRow
from storage.statements import Execute

_NAMES = StaffRow.__slots__
_COLUMNS = ", ".join(_NAMES)
_JOIN = """
INSERT INTO staff
    (school_id, person_id, role, standing, label, since, before, decided_at, told_at)
VALUES (:school, :person, :role, :standing, '', :at, '', 0, 0)
ON CONFLICT DO NOTHING
"""
_OWN = "person_id = :person AND school_id = :school AND role = :role"
_GET = f"SELECT {_COLUMNS} FROM staff WHERE {_OWN}"
_OF = f"SELECT {_COLUMNS} FROM staff WHERE person_id = :person ORDER BY id"
_LABEL = "UPDATE staff SET label = :label WHERE id = :id"
_MOVE = f"""
UPDATE staff SET before = standing, standing = :standing, since = :at, decided_at = 0
WHERE {_OWN} AND standing IN (:from1, :from2)
"""
_DECIDE = f"""
UPDATE staff SET before = standing, standing = :standing, decided_at = :at
WHERE id = :id AND role = 'teacher' AND standing IN (:from1, :from2, :from3)
    AND {admin_of("staff.school_id")}
RETURNING {_COLUMNS}
"""
_UNDO = f"""
UPDATE staff SET standing = before, before = standing, decided_at = 0
WHERE id = :id AND role = 'teacher' AND decided_at >= :after AND decided_at > 0
    AND {admin_of("staff.school_id")}
RETURNING {_COLUMNS}
"""
_WITH_CLASS = f"""
SELECT {", ".join(f"s.{name}" for name in _NAMES)}, c.grade, c.letter
FROM staff s
LEFT JOIN journeys j ON j.person_id = s.person_id AND j.school_id = s.school_id
    AND j.role = s.role
LEFT JOIN classes c ON c.id = j.class_id AND c.school_id = s.school_id
WHERE s.school_id = :school AND s.role = 'teacher'
    AND s.standing IN (:standing1, :standing2) AND {admin_of("s.school_id")}
ORDER BY c.grade IS NULL, {ORDER.format("c.")}, s.since, s.id
"""
_QUEUE = """
SELECT COUNT(*), COALESCE(MIN(since), 0) FROM staff
WHERE school_id = :school AND role = 'teacher' AND standing = 'waiting'
"""
_ADMINS = f"""
SELECT {_COLUMNS} FROM staff
WHERE school_id = :school AND role = 'admin' AND standing IN ('head', 'deputy') ORDER BY id
"""
_TEACHERS_OF = """
SELECT j.person_id FROM classes c
JOIN journeys j ON j.class_id = c.id AND j.school_id = c.school_id
JOIN staff s ON s.person_id = j.person_id AND s.school_id = j.school_id AND s.role = j.role
WHERE c.id = :klass AND j.role = 'teacher' AND s.standing IN ('accepted', 'said')
GROUP BY j.person_id ORDER BY MIN(s.id)
"""
# Claims are decided on by the school's administrators, and by its operators.
_DECIDES = f"({admin_of('staff.school_id')} OR {operates_at('staff.school_id', Level.FULL)})"
_CLAIMS = f"""
SELECT {_COLUMNS} FROM staff
WHERE school_id = :school AND role = 'admin' AND standing = 'claim'
    AND {_DECIDES} ORDER BY id
"""
_ADMIT = f"""
UPDATE staff SET standing = :standing, decided_at = :now
WHERE id = :id AND role = 'admin' AND standing = 'claim'
    AND {_DECIDES}
    AND (:standing <> 'head' OR {headless("staff.school_id")})
RETURNING {_COLUMNS}
"""
_DISMISS = f"""
DELETE FROM staff WHERE id = :id AND role = 'admin' AND standing = 'claim'
    AND {_DECIDES}
RETURNING {_COLUMNS}
"""
_LEAVE = f"DELETE FROM staff WHERE {_OWN}"
_STEP_DOWN = f"""
UPDATE staff SET standing = 'deputy'
WHERE school_id = :school AND standing = 'head' AND {head_of("staff.school_id")}
    AND EXISTS (SELECT 1 FROM staff d WHERE d.person_id = :person AND d.school_id = :school
        AND d.role = 'admin' AND d.standing = 'deputy')
"""
_RISE = f"""
UPDATE staff SET standing = :standing
WHERE {_OWN} AND standing <> 'head' AND (:standing <> 'head' OR {headless(":school")})
"""
_PROMOTE = f"""
UPDATE staff SET standing = 'head' WHERE id = (
    SELECT MIN(id) FROM staff WHERE school_id = :school AND role = 'admin' AND standing = 'deputy')
AND {headless(":school")}
"""
_TOLD = "UPDATE staff SET told_at = :at WHERE id = :id"


class Staff:
    """The only place with SQL of `staff`. `by` is the person whose right is asked for."""

    __slots__ = ("_execute", "_seal")

    def __init__(self, execute: Execute, seal: Seal = NO_SEAL) -> None:
        self._execute = execute
        self._seal = seal

    def join(self, person: int, school: int, role: Role, standing: str, at: int) -> bool:
        """Let somebody in; whoever belongs already stays what they are.

        A school with a head takes no other: False, and they do not belong. A deputy of a school
        without one is its head.
        """
        params = {**_own(person, school, role), "standing": standing, "at": at}
        new = self._execute(_JOIN, params).rowcount == 1
        if new and standing == "deputy":
            self.promote(school)
        return new

    def get(self, person: int, school: int, role: Role) -> StaffRow | None:
        return self._one(self._execute(_GET, _own(person, school, role)).fetchone())

    def of(self, person: int) -> list[StaffRow]:
        """Return where the person belongs."""
        return [self._row(row) for row in self._execute(_OF, {"person": person})]

    def set_label(self, person: int, school: int, role: Role, label: str) -> None:
        """Let a person choose how their administrator sees them."""
        row = self.get(person, school, role)
        if row is not None:
            sealed = self._seal.close(Place("staff", "label", row.id), label)
            self._execute(_LABEL, {"id": row.id, "label": sealed})

    def apply(self, person: int, school: int, at: int) -> bool:
        """Put a teacher on the administrator's list; False for one who is there or accepted."""
        return self._move(person, school, "waiting", ("joined", "refused"), at)

    def say_accepted(self, person: int, school: int, at: int) -> bool:
        """A teacher says that they were accepted; the administrator may object."""
        return self._move(person, school, "said", ("joined", "waiting"), at)

    def _move(
        self, person: int, school: int, standing: str, origins: tuple[str, str], at: int
    ) -> bool:
        own = _own(person, school, Role.TEACHER)
        params = {**own, "standing": standing, "from1": origins[0], "from2": origins[1], "at": at}
        return self._execute(_MOVE, params).rowcount == 1

    def decide(
        self, by: int, staff_id: int, standing: str, origins: Sequence[str], at: int
    ) -> StaffRow | None:
        """Decide on a teacher as an administrator; None if there is nothing to decide (any more).

        `origins` are the standings, three at most, in which this can be decided.
        """
        first, second, third = (*origins, "", "")[:3]
        params = {
            "id": staff_id,
            "standing": standing,
            "from1": first,
            "from2": second,
            "from3": third,
            "at": at,
            "by": by,
        }
        return self._one(self._execute(_DECIDE, params).fetchone())

    def undo(self, by: int, staff_id: int, after: int) -> StaffRow | None:
        """Take back a decision that was made at `after` or later, and return the row as it is."""
        params = {"id": staff_id, "after": after, "by": by}
        return self._one(self._execute(_UNDO, params).fetchone())

    def teachers(self, by: int, school: int, *standings: str) -> list[Applicant]:
        """Return teachers in one or two standings, for their administrator.

        By their lowest class, then by how long they wait; those without a class come last.
        """
        first, second = (*standings, "")[:2]
        params = {"school": school, "by": by, "standing1": first, "standing2": second}
        firsts: dict[StaffRow, str] = {}
        for *row, grade, letter in self._execute(_WITH_CLASS, params):
            firsts.setdefault(self._row(row), "" if grade is None else f"{grade}{letter}")
        return [Applicant(*first) for first in firsts.items()]

    def queue(self, school: int) -> tuple[int, int]:
        """Return how many teachers wait to be accepted, and since when the longest does."""
        count, since = self._execute(_QUEUE, {"school": school}).fetchone()
        return count, since

    def admins(self, school: int) -> list[StaffRow]:
        """Return the school's administrators: whom a notice goes to."""
        return [self._row(row) for row in self._execute(_ADMINS, {"school": school})]

    def teachers_of(self, class_id: int) -> list[int]:
        """Return the persons who teach a class and are accepted: whom its families wait on."""
        return [person for (person,) in self._execute(_TEACHERS_OF, {"klass": class_id})]

    def claims(self, by: By, school: int) -> list[StaffRow]:
        """Return who asks to be let in as administrator, for an administrator or operator."""
        params = {**by.params, "school": school}
        return [self._row(row) for row in self._execute(_CLAIMS, params)]

    def admit(self, by: By, staff_id: int, standing: str) -> StaffRow | None:
        """Let a claim in as `deputy` or `head`; None if it is none or there is a head already.

        A deputy of a school without a head becomes it.
        """
        params = {**by.params, "id": staff_id, "standing": standing}
        row = self._one(self._execute(_ADMIT, params).fetchone())
        if row is None:
            return None
        self.promote(row.school_id)
        return self.get(row.person_id, row.school_id, row.role)

    def dismiss(self, by: By, staff_id: int) -> StaffRow | None:
        """Refuse a claim; return what it was."""
        params = {**by.params, "id": staff_id}
        return self._one(self._execute(_DISMISS, params).fetchone())

    def leave(self, person: int, school: int, role: Role) -> bool:
        """Let somebody go. A school without its first administrator gets its oldest deputy."""
        gone = self._execute(_LEAVE, _own(person, school, role)).rowcount == 1
        if gone and role is Role.ADMIN:
            self.promote(school)
        return gone

    def promote(self, school: int) -> None:
        """Make the oldest deputy the first administrator where there is none."""
        self._execute(_PROMOTE, {"school": school})

    def hand_over(self, by: int, person: int, school: int) -> bool:
        """Make `person`, a deputy of the school, its first administrator instead of `by`."""
        params = {"person": person, "school": school, "by": by}
        if self._execute(_STEP_DOWN, params).rowcount != 1:
            return False
        return self.raise_to(person, school, "head")

    def raise_to(self, person: int, school: int, standing: str) -> bool:
        """Make a claim a deputy, or an administrator head where there is none.

        As the invitation they hold says. A head stays head: False.
        """
        params = {**_own(person, school, Role.ADMIN), "standing": standing}
        risen = self._execute(_RISE, params).rowcount == 1
        self.promote(school)
        return risen

    def told(self, staff_id: int, at: int) -> None:
        """Remember that the administrator was notified of those who wait."""
        self._execute(_TOLD, {"id": staff_id, "at": at})

    def _row(self, row: Sequence[Any]) -> StaffRow:
        number, school, person, role, standing, label, *rest = row
        label = self._seal.open(Place("staff", "label", number), label)
        return StaffRow(number, school, person, Role(role), standing, label, *rest)

    def _one(self, row: Sequence[Any] | None) -> StaffRow | None:
        return self._row(row) if row else None


def _own(person: int, school: int, role: Role) -> dict[str, object]:
    return {"person": person, "school": school, "role": role.value}
