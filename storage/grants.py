"""Grants: an operator's right over an area, given by a one-time link.

Whoever gives one needs the full right over the same area themselves, and for as long. A grant ends
with the one by which it was given.
"""

from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from flows.scopes import EVERYWHERE, Area, Level, Reach, Right
from storage.rights import By, covers, operates, place, valid
from storage.statements import Execute


@dataclass(frozen=True, slots=True)
class Grant:
    """A row of `grants`. Times are unix seconds, 0 for never.

    `person_id` is None until somebody opens the link; `token` is empty from then on.
    """

    id: int
    person_id: int | None
    reach: Reach
    region: str
    place_key: str
    school_id: int | None
    level: Level
    ends_at: int
    token: str = field(repr=False)
    link_ends_at: int
    parent_id: int | None
    given_by: int | None
    made_at: int
    taken_at: int
    revoked_at: int

    @property
    def area(self) -> Area:
        return Area(self.reach, self.region, self.place_key, self.school_id or 0)

    @property
    def right(self) -> Right:
        return Right(self.area, self.level, self.ends_at, self.id)


class Offer(NamedTuple):
    """What a new grant is to be; times in unix seconds, `ends_at` 0: without an end."""

    area: Area
    level: Level
    ends_at: int
    link_ends_at: int


_NAMES = tuple(Grant.__slots__)
_COLUMNS = ", ".join(_NAMES)
_AREA = (":region", ":place", ":school")
_OWN = f"SELECT {_COLUMNS} FROM grants g WHERE g.person_id = :by AND {valid('g')} ORDER BY g.id"
_ANY = f"SELECT 1 FROM grants g WHERE g.person_id = :by AND {valid('g')} LIMIT 1"
_ALLOWS = {level: f"SELECT 1 WHERE {operates(*_AREA, level)}" for level in Level}
_PARENT = f"""
SELECT g.id FROM grants g
WHERE g.person_id = :by AND {valid("g", Level.FULL)} AND {covers("g", *_AREA)}
    AND (g.ends_at = 0 OR (:ends > 0 AND :ends <= g.ends_at))
ORDER BY g.id LIMIT 1
"""
_MAKE = f"""
INSERT INTO grants (person_id, reach, region, place_key, school_id, level, ends_at, token,
    link_ends_at, parent_id, given_by, made_at, taken_at, revoked_at)
VALUES (NULL, :reach, :region, :place, :school_id, :level, :ends, :token, :link_ends, :parent, :by,
    :now,
    0, 0)
RETURNING {_COLUMNS}
"""
_TAKE = f"""
UPDATE grants SET person_id = :person, taken_at = :now, token = ''
WHERE token = :token AND token <> '' AND person_id IS NULL AND revoked_at = 0
    AND link_ends_at > :now AND (ends_at = 0 OR ends_at > :now)
RETURNING {_COLUMNS}
"""
# What an operator gave, and what was given on from that; those of the settings see all.
_BELOW = f"""(:root = 1 OR id IN (WITH RECURSIVE below (id) AS (
        SELECT c.id FROM grants c JOIN grants g ON c.parent_id = g.id
            WHERE g.person_id = :by AND {valid("g", Level.FULL)}
        UNION SELECT c.id FROM grants c JOIN below ON c.parent_id = below.id)
    SELECT below.id FROM below))"""
_ALIVE = """revoked_at = 0 AND (ends_at = 0 OR ends_at > :now)
    AND (person_id IS NOT NULL OR link_ends_at > :now)"""
_GET = f"SELECT {_COLUMNS} FROM grants WHERE id = :id"
_FIND = f"SELECT {_COLUMNS} FROM grants WHERE token = :token AND token <> ''"
_QUIT = """
UPDATE grants SET revoked_at = :now WHERE id = :id AND person_id = :by AND revoked_at = 0
"""
_LISTED = f"""
SELECT {_COLUMNS} FROM grants WHERE {_ALIVE} AND {_BELOW} ORDER BY id LIMIT :most OFFSET :first
"""
_SEEN = f"SELECT {_COLUMNS} FROM grants WHERE id = :id AND {_ALIVE} AND {_BELOW}"
_REVOKE = f"""
UPDATE grants SET revoked_at = :now, token = ''
WHERE revoked_at = 0 AND id IN (WITH RECURSIVE tree (id) AS (
        SELECT t.id FROM grants t WHERE t.id = :id
        UNION SELECT c.id FROM grants c JOIN tree ON c.parent_id = tree.id)
    SELECT tree.id FROM tree)
RETURNING {_COLUMNS}
"""
_PEOPLE = f"""
SELECT g.person_id, g.reach FROM schools s JOIN grants g
    ON {covers("g", "s.region", "s.place_key", "s.id")}
WHERE s.id = :school AND {{valid}}
"""
_PEOPLE_BY_LEVEL = {level: _PEOPLE.format(valid=valid("g", level)) for level in Level}
_OF_ALL = f"""
SELECT g.person_id, g.reach FROM grants g
WHERE g.reach = 'all' AND :school = 0 AND {valid("g", Level.FULL)}
"""
_EVERYBODY = f"SELECT g.person_id FROM grants g WHERE {valid('g')} GROUP BY g.person_id"
_LIFT = """
UPDATE grants SET parent_id = (SELECT p.parent_id FROM grants p WHERE p.id = grants.parent_id)
WHERE parent_id IN (SELECT o.id FROM grants o WHERE o.person_id = :person)
"""
_UNGIVE = "UPDATE grants SET given_by = NULL WHERE given_by = :person"
_NARROW: Final = {reach.value: depth for depth, reach in enumerate(Reach)}


class Grants:
    """The only place with SQL of `grants`."""

    __slots__ = ("_execute",)

    def __init__(self, execute: Execute) -> None:
        self._execute = execute

    def rights(self, by: By) -> list[Right]:
        """Return what somebody may see and do now."""
        own = [_grant(row).right for row in self._execute(_OWN, by.params)]
        return [Right(EVERYWHERE, Level.FULL), *own] if by.root else own

    def operates(self, by: By) -> bool:
        """Whether somebody is an operator at all."""
        return by.root or self._execute(_ANY, by.params).fetchone() is not None

    def allows(self, by: By, area: Area, level: Level = Level.READ) -> bool:
        """Whether somebody may look, or act, in the whole of an area."""
        return self._execute(_ALLOWS[level], {**by.params, **place(area)}).fetchone() is not None

    def make(self, by: By, token: str, offer: Offer) -> Grant | None:
        """Make a grant that waits to be taken; None if `by` has not got that much to give."""
        where = place(offer.area)
        params = {**by.params, **where, "ends": offer.ends_at}
        parent = None if by.root else self._execute(_PARENT, params).fetchone()
        if parent is None and not by.root:
            return None
        row = {
            **where,
            "reach": offer.area.reach.value,
            "school_id": offer.area.school_id or None,
            "level": offer.level.value,
            "ends": offer.ends_at,
            "token": token,
            "link_ends": offer.link_ends_at,
            "parent": parent[0] if parent else None,
            "by": by.by,
            "now": by.now,
        }
        return _grant(self._execute(_MAKE, row).fetchone())

    def may_give(self, by: By, area: Area, ends_at: int) -> bool:
        """Whether `by` has that much to give."""
        params = {**by.params, **place(area), "ends": ends_at}
        return by.root or self._execute(_PARENT, params).fetchone() is not None

    def take(self, person_id: int, token: str, now: int) -> Grant | None:
        """Give a grant to whoever opens its link first; None if it is good no more."""
        params = {"person": person_id, "token": token, "now": now}
        row = self._execute(_TAKE, params).fetchone()
        return _grant(row) if row else None

    def get(self, grant_id: int) -> Grant | None:
        """Return any grant, for what is told to whoever gave or held it."""
        row = self._execute(_GET, {"id": grant_id}).fetchone()
        return _grant(row) if row else None

    def find(self, token: str) -> Grant | None:
        """Return what a link is good for, to whoever holds it; None once it was opened."""
        row = self._execute(_FIND, {"token": token}).fetchone()
        return _grant(row) if row else None

    def quit(self, by: By, grant_id: int) -> bool:
        """Give up a right of one's own; what was given by it stays until it is ended."""
        return self._execute(_QUIT, {**by.params, "id": grant_id}).rowcount == 1

    def listed(self, by: By, first: int, most: int) -> list[Grant]:
        """Return grants in force, or waiting to be taken, that `by` may end."""
        params = {**by.params, "first": first, "most": most}
        return [_grant(row) for row in self._execute(_LISTED, params)]

    def seen_by(self, by: By, grant_id: int) -> Grant | None:
        row = self._execute(_SEEN, {**by.params, "id": grant_id}).fetchone()
        return _grant(row) if row else None

    def revoke(self, by: By, grant_id: int) -> list[Grant]:
        """End a grant and all that were given by it; return them, none without the right."""
        if self.seen_by(by, grant_id) is None:
            return []
        rows = self._execute(_REVOKE, {"id": grant_id, "now": by.now}).fetchall()
        return [_grant(row) for row in rows]

    def people(self, school_id: int, now: int, level: Level = Level.FULL) -> list[int]:
        """Return the operators of a school, the narrowest area first; not those of the settings."""
        rows = self._execute(_PEOPLE_BY_LEVEL[level], {"school": school_id, "now": now}).fetchall()
        rows.sort(key=lambda row: (-_NARROW[row[1]], row[0]))
        return list(dict.fromkeys(person for person, _ in rows))

    def levels(self, school_id: int, now: int) -> list[list[int]]:
        """Return who may act at a school (0: at none), by how far their right reaches.

        The narrowest first.
        """
        params = {"school": school_id, "now": now}
        sql = _PEOPLE_BY_LEVEL[Level.FULL] if school_id else _OF_ALL
        found: dict[str, list[int]] = {}
        for person, reach in self._execute(sql, params).fetchall():
            found.setdefault(reach, []).append(person)
        return [sorted(set(found[one])) for one in sorted(found, key=lambda one: -_NARROW[one])]

    def everybody(self, now: int) -> list[int]:
        """Return everybody who holds a grant now."""
        return [person for (person,) in self._execute(_EVERYBODY, {"now": now})]

    def release(self, person_id: int) -> None:
        """Let what somebody gave hang on what they held it by, before they are forgotten."""
        self._execute(_LIFT, {"person": person_id})
        self._execute(_UNGIVE, {"person": person_id})


def _grant(row: tuple[Any, ...]) -> Grant:
    number, person, reach, region, key, school, level, *rest = row
    return Grant(number, person, Reach(reach), region, key, school, Level(level), *rest)
