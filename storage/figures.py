"""Figures of an area, read from the counters: for operators, whose right each query asks for."""

from collections import defaultdict
from typing import Final, NamedTuple

from flows.operator.figures import Key
from flows.scopes import Area, Reach
from storage.rights import WITHIN, By, operates, place
from storage.statements import Execute, Rows


class Schools(NamedTuple):
    """How many schools there are, are active, and have teachers who wait."""

    total: int
    active: int
    waiting: int


class Part(NamedTuple):
    """A part of an area: a region by its code, a municipality or a school by a school's id."""

    region: str
    school_id: int
    name: str
    schools: int
    active: int


RIGHT: Final = operates(":region", ":place", ":school")
_NARROW: Final = (Reach.MUNICIPALITY, Reach.SCHOOL)


def _by_area(table: str, totals: str, columns: str, more: str) -> dict[Reach, str]:
    """Return the query of a counter for each reach: of totals, or of the schools within."""
    wide = {
        Reach.ALL: f"SELECT {columns}, SUM(c.count) FROM {totals} c WHERE {RIGHT}{more}",
        Reach.REGION: f"""
SELECT {columns}, SUM(c.count) FROM {totals} c WHERE c.region = :region AND {RIGHT}{more}""",
    }
    narrow = {
        reach: f"""
SELECT {columns}, SUM(c.count) FROM schools s JOIN {table} c ON c.school_id = s.id
WHERE {RIGHT} {WITHIN[reach]}{more}"""
        for reach in _NARROW
    }
    return {reach: f"{sql} GROUP BY {columns}" for reach, sql in (wide | narrow).items()}


_STANDING = _by_area("stands", "stand_totals", "c.role, c.edition, c.state, c.day", "")
_STANDING_ACTIVE = {
    reach: f"""
SELECT c.role, c.edition, c.state, c.day, SUM(c.count)
FROM schools s JOIN stands c ON c.school_id = s.id
WHERE {RIGHT} {within} AND (s.active_since > 0) = (:active = 1)
GROUP BY c.role, c.edition, c.state, c.day
"""
    for reach, within in WITHIN.items()
}
_ENTERED = _by_area(
    "entered", "entered_totals", "c.role, c.edition, c.state, c.day", " AND c.day >= :since"
)
_SPANS = """
SELECT role, edition, state, week, bucket, count FROM spans WHERE week >= :since
"""
_SCHOOLS = {
    reach: f"""
SELECT COUNT(*), COALESCE(SUM(CASE WHEN s.active_since > 0 THEN 1 ELSE 0 END), 0) FROM schools s
WHERE {RIGHT} {within}
"""
    for reach, within in WITHIN.items()
}
_WAITING = {
    reach: f"""
SELECT COUNT(DISTINCT w.school_id) FROM staff w JOIN schools s ON s.id = w.school_id
WHERE w.standing = 'waiting' AND {RIGHT} {within}
"""
    for reach, within in WITHIN.items()
}
_COUNT = "COUNT(*), SUM(CASE WHEN s.active_since > 0 THEN 1 ELSE 0 END)"
_PAGE = "LIMIT :most OFFSET :first"
_PARTS = {
    Reach.ALL: f"""
SELECT s.region, 0, '', {_COUNT} FROM schools s WHERE {RIGHT}
GROUP BY s.region ORDER BY COUNT(*) DESC, s.region {_PAGE}
""",
    Reach.REGION: f"""
SELECT s.region, MIN(s.id), MIN(s.municipality), {_COUNT} FROM schools s
WHERE {RIGHT} {WITHIN[Reach.REGION]}
GROUP BY s.region, s.place_key ORDER BY s.place_key {_PAGE}
""",
    Reach.MUNICIPALITY: f"""
SELECT s.region, s.id, s.name, 1, CASE WHEN s.active_since > 0 THEN 1 ELSE 0 END FROM schools s
WHERE {RIGHT} {WITHIN[Reach.MUNICIPALITY]}
ORDER BY s.name_key, s.id {_PAGE}
""",
}


class Figures:
    """Counts of areas. Whoever has no right to an area finds nothing counted."""

    __slots__ = ("_execute",)

    def __init__(self, execute: Execute) -> None:
        self._execute = execute

    def standing(self, by: By, area: Area, *, active: str = "") -> dict[Key, dict[int, int]]:
        """Return how many stand in each state, by the day since which they do (seconds, UTC).

        `active`: of active schools only ("1"), or of the others ("0").
        """
        params = {**by.params, **place(area)}
        if active:
            asked = {**params, "active": int(active)}
            return _by_key(self._execute(_STANDING_ACTIVE[area.reach], asked))
        rows = self._execute(_STANDING[area.reach], params)
        return _by_key(rows)

    def entered(self, by: By, area: Area, since: int) -> dict[Key, dict[int, int]]:
        """Return how often each state was entered on each day from `since` on."""
        params = {**by.params, **place(area), "since": since}
        return _by_key(self._execute(_ENTERED[area.reach], params))

    def spans(self, since: int) -> dict[Key, dict[int, dict[int, int]]]:
        """Return how long states took everybody, from the week of `since` on: week, bucket, count.

        It leads to no area, so it is anybody's.
        """
        found: dict[Key, dict[int, dict[int, int]]] = defaultdict(lambda: defaultdict(dict))
        for role, edition, state, week, bucket, count in self._execute(_SPANS, {"since": since}):
            found[Key(role, edition, state)][week][bucket] = count
        return found

    def schools(self, by: By, area: Area) -> Schools:
        params = {**by.params, **place(area)}
        total, active = self._execute(_SCHOOLS[area.reach], params).fetchone()
        (waiting,) = self._execute(_WAITING[area.reach], params).fetchone()
        return Schools(total, active, waiting)

    def parts(self, by: By, area: Area, first: int, most: int) -> list[Part]:
        """Return what an area is made of: regions, municipalities or schools. A school: nothing."""
        if area.reach is Reach.SCHOOL:
            return []
        params = {**by.params, **place(area), "first": first, "most": most}
        return [Part(*row) for row in self._execute(_PARTS[area.reach], params)]


def _by_key(rows: Rows) -> dict[Key, dict[int, int]]:
    found: dict[Key, dict[int, int]] = defaultdict(dict)
    for role, edition, state, day, count in rows:
        found[Key(role, edition, state)][day] = int(count)
    return found
