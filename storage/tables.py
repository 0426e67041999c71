"""What operators take out as tables: a school a row, read in parts. Of families counts only."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from flows.scopes import Area, Reach
from storage.figures import RIGHT
from storage.rights import WITHIN, By, operates, place
from storage.statements import Execute

PART: Final = 500
"""Schools of one statement."""


class SchoolRow(NamedTuple):
    """A school as a table shows it. Times are unix seconds, 0 for never.

    `state` is where its first administrator stands since `since` ("" without one); `waiting`
    teachers wait since `waiting_since`.
    """

    id: int
    region: str
    municipality: str
    name: str
    inn: str
    created_at: int
    active_since: int
    stepped_at: int
    edition: str
    state: str
    since: int
    waiting: int
    waiting_since: int
    teachers: int
    classes: int
    chats: int
    families: int
    families_through: int


class WaitRow(NamedTuple):
    """People of a school who stand in one state: how many, the first since the day `since`."""

    school_id: int
    region: str
    municipality: str
    name: str
    role: str
    edition: str
    state: str
    people: int
    since: int


class TicketRow(NamedTuple):
    """A question as a table shows it: nobody's name, none of its words. Times as in `SchoolRow`."""

    id: int
    region: str
    municipality: str
    name: str
    role: str
    edition: str
    state: str
    symptom: str
    status: str
    opened_at: int
    answered_at: int
    closed_at: int


_HEAD = """FROM staff h JOIN journeys j ON j.person_id = h.person_id AND j.school_id = h.school_id
        AND j.role = 'admin' WHERE h.school_id = s.id AND h.standing = 'head'"""
_STAFF = "FROM staff t WHERE t.school_id = s.id AND t.role = 'teacher' AND t.standing"
_STANDS = "FROM stands c WHERE c.school_id = s.id AND c.role = 'family'"
_SCHOOLS = {
    reach: f"""
SELECT s.id, s.region, s.municipality, s.name, s.inn, s.created_at, s.active_since, s.stepped_at,
    COALESCE((SELECT j.edition {_HEAD} ORDER BY j.id LIMIT 1), ''),
    COALESCE((SELECT j.state {_HEAD} ORDER BY j.id LIMIT 1), ''),
    COALESCE((SELECT j.since {_HEAD} ORDER BY j.id LIMIT 1), 0),
    (SELECT COUNT(*) {_STAFF} = 'waiting'),
    COALESCE((SELECT MIN(t.since) {_STAFF} = 'waiting'), 0),
    (SELECT COUNT(*) {_STAFF} IN ('accepted', 'said')),
    (SELECT COUNT(*) FROM classes k WHERE k.school_id = s.id),
    (SELECT COUNT(*) FROM classes k WHERE k.school_id = s.id AND k.chat <> ''),
    COALESCE((SELECT SUM(c.count) {_STANDS}), 0),
    COALESCE((SELECT SUM(c.count) {_STANDS} AND c.state = 'finished'), 0)
FROM schools s WHERE s.id > :after AND {RIGHT} {within} ORDER BY s.id LIMIT :most
"""
    for reach, within in WITHIN.items()
}
_WAITS = {
    reach: f"""
SELECT s.id, s.region, s.municipality, s.name, c.role, c.edition, c.state, SUM(c.count), MIN(c.day)
FROM schools s JOIN stands c ON c.school_id = s.id
WHERE s.id > :after AND s.id <= :until AND c.state <> 'finished' AND {RIGHT} {within}
GROUP BY s.id, s.region, s.municipality, s.name, c.role, c.edition, c.state
ORDER BY s.id, c.role, c.edition, c.state
"""
    for reach, within in WITHIN.items()
}
_ASKED = """t.role, t.edition, t.state, t.symptom, t.status, t.opened_at, t.answered_at,
    t.closed_at FROM tickets t"""
_NEXT = "ORDER BY t.id LIMIT :most"
_TICKETS = {
    reach: f"""
SELECT t.id, s.region, s.municipality, s.name, {_ASKED} JOIN schools s ON s.id = t.school_id
WHERE t.id > :after AND {RIGHT} {within} {_NEXT}
"""
    for reach, within in WITHIN.items()
} | {
    # Whoever walks for no school yet asks as well: that is for those who look after everything.
    Reach.ALL: f"""
SELECT t.id, COALESCE(s.region, ''), COALESCE(s.municipality, ''), COALESCE(s.name, ''), {_ASKED}
LEFT JOIN schools s ON s.id = t.school_id
WHERE t.id > :after
    AND {operates("COALESCE(s.region, '')", "COALESCE(s.place_key, '')", "t.school_id")} {_NEXT}
"""
}


class Tables:
    """Rows of an area, a part at a time, so that nothing long is held open."""

    __slots__ = ("_execute",)

    def __init__(self, execute: Execute) -> None:
        self._execute = execute

    def schools(self, by: By, area: Area, after: int = 0) -> list[SchoolRow]:
        """Return the next schools after an id; none: there are no more."""
        params = {**by.params, **place(area), "after": after, "most": PART}
        return [SchoolRow(*row) for row in self._execute(_SCHOOLS[area.reach], params)]

    def waits(self, by: By, area: Area, after: int, until: int) -> list[WaitRow]:
        """Return who stands where at the schools whose ids lie beyond `after`, up to `until`."""
        params = {**by.params, **place(area), "after": after, "until": until}
        return [WaitRow(*row) for row in self._execute(_WAITS[area.reach], params)]

    def tickets(self, by: By, area: Area, after: int = 0) -> list[TicketRow]:
        """Return the next questions after an id; none: there are no more."""
        params = {**by.params, **place(area), "after": after, "most": PART}
        return [TicketRow(*row) for row in self._execute(_TICKETS[area.reach], params)]

    def all_tickets(self, by: By, area: Area) -> Iterator[list[TicketRow]]:
        """Yield all questions of an area in parts."""
        after = 0
        while part := self.tickets(by, area, after):
            yield part
            after = part[-1].id

    def all_schools(self, by: By, area: Area) -> Iterator[list[SchoolRow]]:
        """Yield all schools of an area in parts."""
        after = 0
        while part := self.schools(by, area, after):
            yield part
            after = part[-1].id

    def all_waits(self, by: By, area: Area) -> Iterator[list[WaitRow]]:
        """Yield everybody who stands somewhere in an area, in parts of some schools."""
        bounds = [0, *(part[-1].id for part in self.all_schools(by, area))]
        for after, until in pairwise(bounds):
            yield self.waits(by, area, after, until)
