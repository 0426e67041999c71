"""Broadcasts: to whom, how far, and what became of them. The words stay in their author's chat."""

from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from flows.scopes import Area, Reach
from storage.rights import WITHIN, By, place
from storage.statements import Execute

SCHOOLS: Final = 20
"""Schools whose people are taken at once."""
ALONE: Final = 200
"""People without a school who are taken at once."""


ITS_CARD: Final = -1
"""Instead of a bar's message: the author's live card, as long as nothing came after it."""


class Segment(NamedTuple):
    """Who is meant: people of an area, each condition empty for any.

    `active` is "1" for active schools, "0" for others; who has no school is meant only where
    everything is, and any school.
    """

    area: Area
    role: str = ""
    edition: str = ""
    state: str = ""
    active: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Cast:
    """A row of `broadcasts`. Times are unix seconds, 0 for never.

    `people` is how many were meant when it was begun, `taken` how many were put into the outbox,
    `bar` the message that shows its progress.
    """

    id: int
    person_id: int
    reach: Reach
    region: str
    place_key: str
    school_id: int
    role: str
    edition: str
    state: str
    active: str
    language: str
    message: int
    digest: str
    status: str
    people: int
    made_at: int
    due_at: int
    ended_at: int
    at_school: int
    at_journey: int
    taken: int
    sent: int
    blocked: int
    failed: int
    bar: int

    @property
    def segment(self) -> Segment:
        area = Area(self.reach, self.region, self.place_key, self.school_id)
        return Segment(area, self.role, self.edition, self.state, self.active, self.language)


_COLUMNS = ", ".join(Cast.__slots__)
_ADD = f"""
INSERT INTO broadcasts ({", ".join(Cast.__slots__[1:])})
VALUES (:by, :reach, :region, :place, :school, :role, :edition, :state, :active, :language, 0, '',
    'draft', 0, :now, 0, 0, 0, 0, 0, 0, 0, 0, 0)
RETURNING {_COLUMNS}
"""
_OWN = f"SELECT {_COLUMNS} FROM broadcasts WHERE id = :id AND person_id = :by"
_GET = f"SELECT {_COLUMNS} FROM broadcasts WHERE id = :id"
_LISTED = f"SELECT {_COLUMNS} FROM broadcasts WHERE person_id = :by ORDER BY id DESC LIMIT :most"
_RUNNING = f"""
SELECT {_COLUMNS} FROM broadcasts WHERE status = 'running' AND due_at <= :now ORDER BY due_at, id
"""
_NEXT = "SELECT MIN(due_at) FROM broadcasts WHERE status = 'running' AND due_at > :now"
_SEGMENT = """
UPDATE broadcasts SET role = :role, edition = :edition, state = :state, active = :active,
    language = :language
WHERE id = :id AND person_id = :by AND status = 'draft'
"""
_FILL = """
UPDATE broadcasts SET message = :message, digest = :digest
WHERE id = :id AND person_id = :by AND status = 'draft'
"""
_START = """
UPDATE broadcasts SET status = 'running', people = :people, due_at = :due, bar = :bar
WHERE id = :id AND person_id = :by AND status = 'draft' AND message > 0
"""
_TURN = """
UPDATE broadcasts SET status = :status,
    ended_at = CASE WHEN :status IN ('ended', 'stopped') THEN :now ELSE 0 END
WHERE id = :id AND status IN (:from1, :from2)
"""
_SAME = """
SELECT 1 FROM broadcasts
WHERE person_id = :by AND id <> :id AND digest = :digest AND status <> 'draft' AND due_at > :since
    AND (reach, region, place_key, school_id, role, state, active, language)
        = (:reach, :region, :place, :school, :role, :state, :active, :language)
LIMIT 1
"""
_ON = """
UPDATE broadcasts SET at_school = :school, at_journey = :journey, taken = taken + :taken
WHERE id = :id
"""
_COUNT = """
UPDATE broadcasts SET sent = sent + :sent, blocked = blocked + :blocked, failed = failed + :failed
WHERE id = :id
"""
_BAR = "UPDATE broadcasts SET bar = :bar WHERE id = :id"
_WAITING = "SELECT COUNT(*) FROM outbox WHERE kind = 'cast' AND subject = :id"
_OF_PERSON = "SELECT subject FROM outbox WHERE kind = 'cast' AND person_id = :person"
_PRUNE = """
DELETE FROM broadcasts WHERE made_at < :before AND status IN ('draft', 'ended', 'stopped')
"""
_MEANT = """(:role = '' OR {j}.role = :role)
    AND (:state = '' OR ({j}.edition = :edition AND {j}.state = :state))"""
_ACTIVE = "(:active = '' OR (:active = '1') = ({s}.active_since > 0))"
_SPEAKS = """EXISTS (SELECT 1 FROM persons p WHERE p.id = j.person_id AND p.blocked_at = 0
        AND (:language = '' OR p.language = :language))"""
_NEXT_SCHOOLS = {
    reach: f"""
SELECT s.id FROM schools s WHERE s.id > :after {within} AND {_ACTIVE.format(s="s")}
ORDER BY s.id LIMIT :most
"""
    for reach, within in WITHIN.items()
}
# Whoever is meant at several schools is taken at the first.
_PEOPLE = {
    reach: f"""
SELECT j.person_id FROM schools s JOIN journeys j ON j.school_id = s.id
WHERE s.id > :after AND s.id <= :until {within} AND {_ACTIVE.format(s="s")}
    AND {_MEANT.format(j="j")} AND {_SPEAKS}
    AND NOT EXISTS (SELECT 1 FROM journeys o JOIN schools s2 ON s2.id = o.school_id
        WHERE o.person_id = j.person_id AND o.school_id < j.school_id
            AND {_MEANT.format(j="o")} AND {_ACTIVE.format(s="s2")} {within.replace("s.", "s2.")})
GROUP BY j.person_id
"""
    for reach, within in WITHIN.items()
}
_PEOPLE_ALONE = f"""
SELECT j.id, j.person_id FROM journeys j
WHERE j.id > :after AND j.school_id IS NULL AND {_MEANT.format(j="j")} AND {_SPEAKS}
    AND NOT EXISTS (SELECT 1 FROM journeys o WHERE o.person_id = j.person_id AND o.id <> j.id
        AND {_MEANT.format(j="o")} AND (o.school_id IS NOT NULL OR o.id < j.id))
ORDER BY j.id LIMIT :most
"""


class Casts:
    """The only place with SQL of `broadcasts`. Whose right an area is, the caller has asked."""

    __slots__ = ("_execute",)

    def __init__(self, execute: Execute) -> None:
        self._execute = execute

    def draft(self, by: By, area: Area) -> Cast:
        """Begin one: to everybody of an area, without words yet."""
        params = {**by.params, **_segment(Segment(area)), "reach": area.reach.value}
        return _cast(self._execute(_ADD, params).fetchone())

    def own(self, by: By, cast_id: int) -> Cast | None:
        """Return one to its author."""
        row = self._execute(_OWN, {**by.params, "id": cast_id}).fetchone()
        return _cast(row) if row else None

    def get(self, cast_id: int) -> Cast | None:
        row = self._execute(_GET, {"id": cast_id}).fetchone()
        return _cast(row) if row else None

    def listed(self, by: By, most: int) -> list[Cast]:
        """Return an author's own, the latest first."""
        return [_cast(row) for row in self._execute(_LISTED, {**by.params, "most": most})]

    def running(self, now: int) -> list[Cast]:
        """Return what is to go out by now."""
        return [_cast(row) for row in self._execute(_RUNNING, {"now": now})]

    def next_due(self, now: int) -> int | None:
        (at,) = self._execute(_NEXT, {"now": now}).fetchone()
        return None if at is None else int(at)

    def choose(self, by: By, cast_id: int, segment: Segment) -> bool:
        """Change to whom a draft goes, within its area."""
        params = {**by.params, **_segment(segment), "id": cast_id}
        return self._execute(_SEGMENT, params).rowcount == 1

    def fill(self, by: By, cast_id: int, message: int, digest: str) -> bool:
        """Say which message is copied."""
        params = {**by.params, "id": cast_id, "message": message, "digest": digest}
        return self._execute(_FILL, params).rowcount == 1

    def start(self, by: By, cast_id: int, people: int, due: int) -> bool:
        """Let a draft go out at `due`; at once, its bar is the card that says so."""
        bar = ITS_CARD if due <= by.now else 0
        params = {**by.params, "id": cast_id, "people": people, "due": due, "bar": bar}
        return self._execute(_START, params).rowcount == 1

    def turn(self, cast_id: int, status: str, now: int, *origins: str) -> bool:
        """Pause, resume, stop or end one; False where it is in none of `origins` (two at most)."""
        first, second = (*origins, "")[:2]
        params = {"id": cast_id, "status": status, "now": now, "from1": first, "from2": second}
        return self._execute(_TURN, params).rowcount == 1

    def same(self, by: By, cast: Cast, since: int) -> bool:
        """Whether the author has sent the same to the same people since."""
        params = {**by.params, **_segment(cast.segment), "reach": cast.reach.value}
        own = {"id": cast.id, "digest": cast.digest, "since": since}
        return self._execute(_SAME, {**params, **own}).fetchone() is not None

    def people(self, cast: Cast) -> tuple[list[int], int, int]:
        """Return whom to take next, and how far that goes: a school, then a journey.

        People of some schools, or some without one; both bounds stay where nobody is left.
        """
        params = {**_segment(cast.segment), "after": cast.at_school, "most": SCHOOLS}
        rows = self._execute(_NEXT_SCHOOLS[cast.reach], params).fetchall()
        if rows:
            until = rows[-1][0]
            found = self._execute(_PEOPLE[cast.reach], {**params, "until": until}).fetchall()
            return [person for (person,) in found], until, cast.at_journey
        if cast.reach is not Reach.ALL or cast.active:
            return [], cast.at_school, cast.at_journey
        alone = {**params, "after": cast.at_journey, "most": ALONE}
        rows = self._execute(_PEOPLE_ALONE, alone).fetchall()
        last = rows[-1][0] if rows else cast.at_journey
        return [person for _, person in rows], cast.at_school, last

    def went_on(self, cast_id: int, school: int, journey: int, taken: int) -> None:
        params = {"id": cast_id, "school": school, "journey": journey, "taken": taken}
        self._execute(_ON, params)

    def count(self, cast_id: int, *, sent: int = 0, blocked: int = 0, failed: int = 0) -> None:
        """Count what became of messages."""
        params = {"id": cast_id, "sent": sent, "blocked": blocked, "failed": failed}
        self._execute(_COUNT, params)

    def waiting(self, cast_id: int) -> int:
        """Return how many of it are in the outbox."""
        (count,) = self._execute(_WAITING, {"id": cast_id}).fetchone()
        return int(count)

    def waiting_for(self, person_id: int) -> list[int]:
        """Return which of them wait in the outbox for a person."""
        rows = self._execute(_OF_PERSON, {"person": person_id}).fetchall()
        return [subject for (subject,) in rows]

    def show(self, cast_id: int, bar: int) -> None:
        """Remember the message that shows the progress."""
        self._execute(_BAR, {"id": cast_id, "bar": bar})

    def prune(self, before: int) -> int:
        """Delete what is long over, and drafts that nobody went on with."""
        return self._execute(_PRUNE, {"before": before}).rowcount


def _segment(one: Segment) -> dict[str, object]:
    own = {name: getattr(one, name) for name in ("role", "edition", "state", "active", "language")}
    return {**place(one.area), **own, "reach": one.area.reach.value}


def _cast(row: tuple[Any, ...]) -> Cast:
    number, person, reach, *rest = row
    return Cast(number, person, Reach(reach), *rest)
