"""Schools as operators look through them: filtered, sorted, and what in them goes slow."""

from itertools import product
from typing import Final, NamedTuple

from flows.operator.figures import Key
from flows.scopes import Area, Reach
from storage.figures import RIGHT
from storage.rights import WITHIN, By, operates_school, place
from storage.statements import Execute


class Line(NamedTuple):
    """A school in a list. Times are unix seconds, 0 for never; `waiting` teachers since `since`."""

    id: int
    name: str
    municipality: str
    region: str
    active_since: int
    stepped_at: int
    waiting: int
    since: int


class Lagging(NamedTuple):
    """People who have stood in a state for too long: at a school, or in a region (`school_id` 0).

    `since` is the day since which the first of them does.
    """

    region: str
    school_id: int
    name: str
    people: int
    since: int


_QUEUE = """FROM staff w WHERE w.school_id = s.id AND w.role = 'teacher'
        AND w.standing = 'waiting'"""
_LINE = f"""s.id, s.name, s.municipality, s.region, s.active_since, s.stepped_at,
    (SELECT COUNT(*) {_QUEUE}), COALESCE((SELECT MIN(w.since) {_QUEUE}), 0)"""
FILTERS: Final = {
    "all": "",
    "active": "AND s.active_since > 0",
    "inactive": "AND s.active_since = 0",
    "stuck": f"""AND s.active_since = 0 AND (EXISTS (SELECT 1 FROM stands c
            WHERE c.school_id = s.id AND c.role = 'admin' AND c.state <> 'finished'
            AND c.day < :before)
        OR EXISTS (SELECT 1 {_QUEUE} AND w.since < :before))""",
    "silent": "AND s.stepped_at < :before",
}
"""Which schools: all, active or not, where it stands still, and where nobody has done a step."""
SORTS: Final = {
    "name": "s.name_key, s.id",
    "waiting": f"COALESCE((SELECT MIN(w.since) {_QUEUE}), 9999999999), s.name_key, s.id",
    "newest": "s.id DESC",
}
_LISTED = {
    (reach, filter_, sort): f"""
SELECT {_LINE} FROM schools s WHERE {RIGHT} {WITHIN[reach]} {FILTERS[filter_]}
ORDER BY {SORTS[sort]} LIMIT :most OFFSET :first
"""
    for reach, filter_, sort in product(Reach, FILTERS, SORTS)
}
_ONE = f"SELECT {_LINE} FROM schools s WHERE s.id = :school AND {operates_school('s')}"
_IN_STATE = "c.role = :role AND c.edition = :edition AND c.state = :state AND c.day < :before"
_LAGGING = {
    reach: f"""
SELECT s.region, s.id, s.name, SUM(c.count), MIN(c.day) FROM schools s
JOIN stands c ON c.school_id = s.id AND {_IN_STATE}
WHERE {RIGHT} {WITHIN[reach]} GROUP BY s.region, s.id, s.name
"""
    for reach in (Reach.REGION, Reach.MUNICIPALITY, Reach.SCHOOL)
} | {
    Reach.ALL: f"""
SELECT c.region, 0, '', SUM(c.count), MIN(c.day)
FROM (SELECT region FROM schools GROUP BY region) r JOIN stand_totals c
    ON c.region = r.region AND {_IN_STATE}
WHERE {RIGHT} GROUP BY c.region
"""
}
_PEOPLE = f"""
SELECT j.id FROM journeys j JOIN schools s ON s.id = j.school_id
WHERE j.school_id = :school AND j.role = :role AND j.edition = :edition AND j.state = :state
    AND j.since < :before AND {operates_school("s")}
ORDER BY j.since, j.id LIMIT :most
"""


class Listing:
    """Lists of schools. Whoever has no right to an area finds none there."""

    __slots__ = ("_execute",)

    def __init__(self, execute: Execute) -> None:
        self._execute = execute

    def schools(
        self, by: By, area: Area, filter_: str, sort: str, before: int, first: int, most: int
    ) -> list[Line]:
        """Return schools of an area; `before` is the day of the filters that go by one."""
        params = {**by.params, **place(area), "before": before, "first": first, "most": most}
        return [Line(*row) for row in self._execute(_LISTED[area.reach, filter_, sort], params)]

    def school(self, by: By, school_id: int) -> Line | None:
        row = self._execute(_ONE, {**by.params, "school": school_id}).fetchone()
        return Line(*row) if row else None

    def lagging(self, by: By, area: Area, key: Key, before: int) -> list[Lagging]:
        """Return where people have stood in a state since a day before `before`."""
        params = {**by.params, **place(area), **key._asdict(), "before": before}
        return [Lagging(*row) for row in self._execute(_LAGGING[area.reach], params)]

    def people(self, by: By, school_id: int, key: Key, before: int, most: int) -> list[int]:
        """Return the journeys that have stood in a state of a school since before `before`."""
        params = {**by.params, **key._asdict(), "school": school_id, "before": before}
        rows = self._execute(_PEOPLE, {**params, "most": most})
        return [number for (number,) in rows]
