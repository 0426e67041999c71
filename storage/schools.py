"""Schools: who they are, and since when they are active."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from flows.names import key
from flows.scopes import EVERYWHERE, Area, Level, school_area
from storage.counters import Counters
from storage.rights import WITHIN, By, admin_of, headless, operates_school, place
from storage.statements import Execute


@dataclass(frozen=True, slots=True)
class School:
    """A row of `schools`. Times are unix seconds, 0 for never.

    `region` is a code of `flows/regions.py`; `place_key` and `name_key` are municipality and name
    as they are compared, so that no school is there twice.
    """

    id: int
    region: str
    municipality: str
    name: str
    inn: str
    place_key: str
    name_key: str
    created_at: int
    active_since: int
    celebrated_at: int

    @property
    def area(self) -> Area:
        return school_area(self.region, self.place_key, self.id)


class Activity(NamedTuple):
    """What decides whether a school is active: how far its administrators are, who is accepted."""

    states: tuple[tuple[str, str], ...]
    """Edition and state of each administrator's journey, in the order they were begun."""
    accepted: int


_COLUMNS = ", ".join(School.__slots__)
_ADD = f"""
INSERT INTO schools ({", ".join(School.__slots__[1:])})
VALUES (:region, :municipality, :name, :inn, :place_key, :name_key, :at, 0, 0)
ON CONFLICT DO NOTHING
RETURNING {_COLUMNS}
"""
_GET = f"SELECT {_COLUMNS} FROM schools WHERE id = :id"
_AS_ADMIN = f"{_GET} AND {admin_of('schools.id')}"
_OPERATED = {level: f"{_GET} AND {operates_school('schools', level)}" for level in Level}
_BY_INN = f"SELECT {_COLUMNS} FROM schools WHERE inn = :inn AND inn <> ''"
_BY_NAME = f"""
SELECT {_COLUMNS} FROM schools
WHERE region = :region AND place_key = :place_key AND name_key = :name_key
"""
_MUNICIPALITIES = """
SELECT MIN(id), MIN(municipality) FROM schools WHERE region = :region
GROUP BY place_key ORDER BY place_key LIMIT :most
"""
_ANY_OF = f"""
SELECT {_COLUMNS} FROM schools WHERE region = :region AND place_key = :place ORDER BY id LIMIT 1
"""
# A name is found by its beginning, in any spelling that has the same key.
_SEARCH = {
    reach: f"""
SELECT {_COLUMNS} FROM schools s
WHERE s.name_key >= :text AND s.name_key < :beyond AND {operates_school("s")} {within}
ORDER BY s.name_key, s.id LIMIT :most
"""
    for reach, within in WITHIN.items()
}
_PLACES = """
SELECT region, place_key FROM schools WHERE place_key = :place GROUP BY region, place_key
ORDER BY COUNT(*) DESC LIMIT 8
"""
_CORRECT = f"""
UPDATE schools SET region = :region, municipality = :municipality, name = :name, inn = :inn,
    place_key = :place_key, name_key = :name_key
WHERE id = :id AND {admin_of("schools.id")}
    AND NOT EXISTS (SELECT 1 FROM schools o WHERE o.inn = :inn AND o.inn <> '' AND o.id <> :id)
    AND NOT EXISTS (SELECT 1 FROM schools o WHERE o.region = :region
        AND o.place_key = :place_key AND o.name_key = :name_key AND o.id <> :id)
"""
_AMEND = _CORRECT.replace(
    admin_of("schools.id"),
    f"{operates_school('schools', Level.FULL)} AND {headless('schools.id')}",
)
_SET_ACTIVE = "UPDATE schools SET active_since = :since WHERE id = :id"
_CELEBRATE = "UPDATE schools SET celebrated_at = :at WHERE id = :id AND celebrated_at = 0"
_STATES = """
SELECT j.edition, j.state FROM staff s JOIN journeys j
    ON j.school_id = s.school_id AND j.role = s.role AND j.person_id = s.person_id
WHERE s.school_id = :id AND s.role = 'admin' AND s.standing IN ('head', 'deputy')
ORDER BY j.id
"""
_ACCEPTED = """
SELECT COUNT(*) FROM staff
WHERE school_id = :id AND role = 'teacher' AND standing IN ('accepted', 'said')
"""


class Identity(NamedTuple):
    """What a school is told apart by, as its administrator gives it."""

    region: str
    municipality: str
    name: str
    inn: str
    place_key: str
    name_key: str


class Schools:
    """The only place with SQL of `schools`."""

    __slots__ = ("_counters", "_execute")

    def __init__(self, execute: Execute, counters: Counters) -> None:
        self._execute = execute
        self._counters = counters

    def add(self, identity: Identity, at: int) -> School | None:
        """Store a school; None if it is there already (see `same`)."""
        return _one(self._execute(_ADD, {**identity._asdict(), "at": at}).fetchone())

    def get(self, school_id: int) -> School | None:
        """Return any school, for those whose journey leads there; `seen_by` asks for the right."""
        return _one(self._execute(_GET, {"id": school_id}).fetchone())

    def seen_by(self, person_id: int, school_id: int) -> School | None:
        """Return the school if the person administrates it."""
        params = {"id": school_id, "by": person_id}
        return _one(self._execute(_AS_ADMIN, params).fetchone())

    def operated(self, by: By, school_id: int, level: Level = Level.READ) -> School | None:
        """Return the school if it lies where the operator may look, or act."""
        return _one(self._execute(_OPERATED[level], {**by.params, "id": school_id}).fetchone())

    def same(self, identity: Identity) -> School | None:
        """Return the school with this ИНН, or with this name in this municipality."""
        found = self._execute(_BY_INN, {"inn": identity.inn}).fetchone()
        if found is None:
            params = {name: getattr(identity, name) for name in ("region", "place_key", "name_key")}
            found = self._execute(_BY_NAME, params).fetchone()
        return _one(found)

    def municipalities(self, region: str, most: int) -> list[tuple[int, str]]:
        """Return municipalities of a region that have schools, each with one school's id."""
        return self._execute(_MUNICIPALITIES, {"region": region, "most": most}).fetchall()

    def search(
        self, by: By, text: str, inn: str, most: int, area: Area = EVERYWHERE
    ) -> list[School]:
        """Return schools by their ИНН, or by how their name begins, where `by` may look."""
        if inn:
            row = _one(self._execute(_BY_INN, {"inn": inn}).fetchone())
            found = self.operated(by, row.id) if row else None
            return [found] if found and area.holds(found.area) else []
        begins = key(text)
        if not begins:
            return []
        params = {**by.params, **place(area), "text": begins, "beyond": f"{begins}\U0010ffff"}
        rows = self._execute(_SEARCH[area.reach], {**params, "most": most})
        return [School(*row) for row in rows]

    def places(self, place_key: str) -> list[tuple[str, str]]:
        """Return the municipalities of this key, each with its region, the largest first."""
        return self._execute(_PLACES, {"place": place_key}).fetchall()

    def any_of(self, region: str, place_key: str) -> School | None:
        """Return the first school of a municipality, which stands for it on buttons."""
        return _one(self._execute(_ANY_OF, {"region": region, "place": place_key}).fetchone())

    def correct(self, person_id: int, school_id: int, identity: Identity) -> bool:
        """Write the school's data anew; False if another has them or the right is missing."""
        return self._rewrite(_CORRECT, {"by": person_id}, school_id, identity)

    def amend(self, by: By, school_id: int, identity: Identity) -> bool:
        """Write the data anew of a school that nobody administrates; False as in `correct`."""
        return self._rewrite(_AMEND, by.params, school_id, identity)

    def _rewrite(
        self, sql: str, whose: Mapping[str, object], school_id: int, identity: Identity
    ) -> bool:
        was = self.get(school_id)
        params = {**identity._asdict(), **whose, "id": school_id}
        done = was is not None and self._execute(sql, params).rowcount == 1
        if done and was is not None and was.region != identity.region:
            self._counters.moved(school_id, was.region, identity.region)
        return done

    def activity(self, school_id: int) -> Activity:
        states = self._execute(_STATES, {"id": school_id}).fetchall()
        (accepted,) = self._execute(_ACCEPTED, {"id": school_id}).fetchone()
        return Activity(tuple((edition, state) for edition, state in states), accepted)

    def set_active(self, school_id: int, since: int) -> None:
        """Remember since when the school is active; 0: it is not."""
        self._execute(_SET_ACTIVE, {"id": school_id, "since": since})

    def celebrate(self, school_id: int, at: int) -> bool:
        """Return True the first time only: a school is congratulated once."""
        return self._execute(_CELEBRATE, {"id": school_id, "at": at}).rowcount == 1


def _one(row: tuple[Any, ...] | None) -> School | None:
    return School(*row) if row else None
