"""Invitations: what a deep link's token is good for, and how many came by it.

Who made one is not kept: whom to ask follows from what it gives.
"""

from dataclasses import dataclass, field
from typing import Any

from flows.scopes import Level
from storage.rights import By, admin_of, head_of, headless, operates_at, runs
from storage.statements import Execute


@dataclass(frozen=True, slots=True)
class Invitation:
    """A row of `invitations`. Times are unix seconds, 0 for never.

    `gives` is `head`, `deputy`, `first` (a school's first administrator, by an operator), `teacher`
    or `family`; `most` how many may come (0: any number),
    `uses` how many came.
    """

    id: int
    token: str = field(repr=False)
    school_id: int
    class_id: int | None
    gives: str
    made_at: int
    expires_at: int
    most: int
    uses: int
    revoked_at: int


@dataclass(frozen=True, slots=True)
class Terms:
    """What a new invitation is to be: see `Invitation`."""

    gives: str
    school_id: int
    class_id: int | None = None
    expires_at: int = 0
    most: int = 0


_COLUMNS = ", ".join(Invitation.__slots__)
# Families are invited by those who run the class, staff by the school's administrators, and to
# the head's place by nobody but the head.
_RIGHT = f"""CASE {{gives}} WHEN 'family' THEN {runs("{school}", "{klass}")}
    WHEN 'head' THEN {head_of("{school}")} ELSE {admin_of("{school}")} END"""
_MAY_MAKE = _RIGHT.format(gives=":gives", school=":school", klass=":klass")
_MAY_SEE = _RIGHT.format(
    gives="invitations.gives", school="invitations.school_id", klass="invitations.class_id"
)
_SAME_CLASS = "COALESCE(class_id, 0) = COALESCE(:klass, 0)"
_MAKE = f"""
INSERT INTO invitations (token, school_id, class_id, gives, made_at, expires_at, most, uses,
    revoked_at)
SELECT :token, :school, :klass, :gives, :at, :expires, :most, 0, 0
WHERE {_MAY_MAKE} AND (:klass IS NULL
    OR EXISTS (SELECT 1 FROM classes c WHERE c.id = :klass AND c.school_id = :school))
RETURNING {_COLUMNS}
"""
# Operators invite the first administrator of a school that has none; the link is given once more.
_FIRST = f"""
INSERT INTO invitations (token, school_id, class_id, gives, made_at, expires_at, most, uses,
    revoked_at)
SELECT :token, :school, NULL, 'first', :now, :expires, 1, 0, 0
WHERE {operates_at(":school", Level.FULL)} AND {headless(":school")}
RETURNING {_COLUMNS}
"""
_FIRST_THERE = f"""
SELECT {_COLUMNS} FROM invitations
WHERE school_id = :school AND gives = 'first' AND revoked_at = 0 AND uses = 0
    AND expires_at > :until AND {operates_at("invitations.school_id", Level.FULL)}
    AND {headless("invitations.school_id")}
ORDER BY id DESC LIMIT 1
"""
_FIND = f"SELECT {_COLUMNS} FROM invitations WHERE token = :token"
_CURRENT = f"""
SELECT {_COLUMNS} FROM invitations
WHERE school_id = :school AND gives = :gives AND revoked_at = 0 AND {_SAME_CLASS} AND {_MAY_SEE}
ORDER BY id DESC LIMIT 1
"""
_GET = f"SELECT {_COLUMNS} FROM invitations WHERE id = :id AND {_MAY_SEE}"
_REVOKE = f"""
UPDATE invitations SET revoked_at = :at WHERE id = :id AND revoked_at = 0 AND {_MAY_SEE}
"""
_END = """
UPDATE invitations SET revoked_at = :at
WHERE school_id = :school AND gives = :gives AND revoked_at = 0
"""
_BOUND = f"""
UPDATE invitations SET expires_at = :expires, most = :most
WHERE id = :id AND revoked_at = 0 AND {_MAY_SEE}
"""
_ARRIVE = """
INSERT INTO arrivals (invitation_id, person_id, at) VALUES (:id, :person, :at)
ON CONFLICT (invitation_id, person_id) DO NOTHING
"""
_USED = "UPDATE invitations SET uses = uses + 1 WHERE id = :id"
_CAME = "SELECT 1 FROM arrivals WHERE invitation_id = :id AND person_id = :person"
_DROP_ARRIVALS = """
DELETE FROM arrivals WHERE invitation_id IN (SELECT id FROM invitations WHERE class_id = :klass)
"""
_DROP_CLASS = "DELETE FROM invitations WHERE class_id = :klass"
_CAME_TO_CLASS = """
SELECT COALESCE(SUM(uses), 0) FROM invitations WHERE class_id = :klass AND gives = :gives
"""


class Invitations:
    """The only place with SQL of `invitations` and `arrivals`."""

    __slots__ = ("_execute",)

    def __init__(self, execute: Execute) -> None:
        self._execute = execute

    def make(self, by: int, token: str, terms: Terms, at: int) -> Invitation | None:
        """Store a new invitation if `by` may invite to that; None if not.

        Nobody may to a class of another school.
        """
        params = {
            "token": token,
            "school": terms.school_id,
            "klass": terms.class_id,
            "gives": terms.gives,
            "at": at,
            "expires": terms.expires_at,
            "most": terms.most,
            "by": by,
        }
        return _one(self._execute(_MAKE, params).fetchone())

    def first(
        self, by: By, school: int, token: str, expires_at: int, until: int
    ) -> Invitation | None:
        """Return the link for the first administrator of a school: one good beyond `until`, or new.

        None for a school that has one, or where the operator may not act.
        """
        params = {**by.params, "school": school, "until": until}
        there = self._execute(_FIRST_THERE, params).fetchone()
        made = {**by.params, "school": school, "token": token, "expires": expires_at}
        return _one(there or self._execute(_FIRST, made).fetchone())

    def find(self, token: str) -> Invitation | None:
        """Return what a token is good for, to whoever holds it."""
        return _one(self._execute(_FIND, {"token": token}).fetchone())

    def current(self, by: int, gives: str, school: int, klass: int | None) -> Invitation | None:
        """Return the newest that is not revoked, to whoever may invite."""
        params = {"school": school, "gives": gives, "klass": klass, "by": by}
        return _one(self._execute(_CURRENT, params).fetchone())

    def seen_by(self, by: int, invitation_id: int) -> Invitation | None:
        return _one(self._execute(_GET, {"id": invitation_id, "by": by}).fetchone())

    def revoke(self, by: int, invitation_id: int, at: int) -> bool:
        """End an invitation; False if it has ended or the right is missing."""
        return self._execute(_REVOKE, {"id": invitation_id, "at": at, "by": by}).rowcount == 1

    def end(self, school: int, gives: str, at: int) -> None:
        """End all invitations of a kind: of the one who handed the school over, say."""
        self._execute(_END, {"school": school, "gives": gives, "at": at})

    def bound(self, by: int, invitation_id: int, expires_at: int, most: int) -> bool:
        """Set until when and for how many it is good; 0 for no bound."""
        params = {"id": invitation_id, "expires": expires_at, "most": most, "by": by}
        return self._execute(_BOUND, params).rowcount == 1

    def arrive(self, invitation_id: int, person_id: int, at: int) -> bool:
        """Count somebody who came by it, once each; return whether they are new."""
        params = {"id": invitation_id, "person": person_id, "at": at}
        if self._execute(_ARRIVE, params).rowcount != 1:
            return False
        self._execute(_USED, {"id": invitation_id})
        return True

    def came(self, invitation_id: int, person_id: int) -> bool:
        """Whether the person has come by it before: that needs no room in it."""
        params = {"id": invitation_id, "person": person_id}
        return self._execute(_CAME, params).fetchone() is not None

    def came_to(self, class_id: int, gives: str) -> int:
        """Return how many came to a class by all its invitations, ended ones too."""
        (count,) = self._execute(_CAME_TO_CLASS, {"klass": class_id, "gives": gives}).fetchone()
        return int(count)

    def drop_class(self, class_id: int) -> None:
        """Delete the invitations to a class that is being removed by who has the right to."""
        self._execute(_DROP_ARRIVALS, {"klass": class_id})
        self._execute(_DROP_CLASS, {"klass": class_id})


def _one(row: tuple[Any, ...] | None) -> Invitation | None:
    return Invitation(*row) if row else None
