"""School holidays and other days off: of everybody, of a region, or of one school."""

import datetime as dt
from typing import NamedTuple

from flows.days_off import Break
from storage.statements import Execute


class BreakRow(NamedTuple):
    """A row of `breaks`: of a school, of a region (its code), or of everybody with neither."""

    id: int
    region: str
    school_id: int | None
    days: Break


_COVERING = """
SELECT begins, ends FROM breaks WHERE school_id = :school AND region = '' AND ends >= :today
UNION ALL
SELECT begins, ends FROM breaks
WHERE school_id IS NULL AND region IN ('', :region) AND ends >= :today
"""
_OF = """
SELECT id, region, school_id, begins, ends FROM breaks
WHERE {whose} AND region = :region AND ends >= :today ORDER BY begins, id
"""
_OF_SCHOOL = _OF.format(whose="school_id = :school")
_OF_PLACE = _OF.format(whose="school_id IS NULL")
_ADD = """
INSERT INTO breaks (region, school_id, begins, ends) VALUES (:region, :school, :begins, :ends)
"""
_REMOVE = """
DELETE FROM breaks WHERE id = :id AND region = :region AND COALESCE(school_id, 0) = :school
"""


class Breaks:
    """The only place with SQL of `breaks`. Whose right it is to set them, the caller has asked."""

    __slots__ = ("_execute",)

    def __init__(self, execute: Execute) -> None:
        self._execute = execute

    def covering(self, today: dt.date, region: str, school_id: int | None) -> list[Break]:
        """Return what is not over yet and holds for a school of a region, or for those without."""
        params = {"today": today.isoformat(), "region": region, "school": school_id}
        return [_days(*row) for row in self._execute(_COVERING, params)]

    def of(self, today: dt.date, region: str = "", school_id: int = 0) -> list[BreakRow]:
        """Return what was set for exactly this school, region, or everybody."""
        params = {"today": today.isoformat(), "region": region, "school": school_id}
        rows = self._execute(_OF_SCHOOL if school_id else _OF_PLACE, params)
        return [BreakRow(number, of, school, _days(a, z)) for number, of, school, a, z in rows]

    def add(self, days: Break, region: str = "", school_id: int = 0) -> None:
        params = {
            "region": region,
            "school": school_id or None,
            "begins": days.begins.isoformat(),
            "ends": days.ends.isoformat(),
        }
        self._execute(_ADD, params)

    def remove(self, break_id: int, region: str = "", school_id: int = 0) -> bool:
        params = {"id": break_id, "region": region, "school": school_id}
        return self._execute(_REMOVE, params).rowcount == 1


def _days(begins: str, ends: str) -> Break:
    return Break(dt.date.fromisoformat(begins), dt.date.fromisoformat(ends))
