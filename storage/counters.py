"""Counters: how many people stand where since when, and how often each state was entered and left.

The transaction of a step keeps them, so that no question about a region counts its people. What is
counted for a school is counted for its region too. People who walk alone count for school 0 and
region "".

Steps are noted, and written down together when their transaction ends: the steps of many people
that share a commit change a count once.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

from flows.events import RESTART
from flows.model import Journey
from flows.spans import bucket_of
from storage.keeping import DAY, day
from storage.statements import Execute, Rows

KEEP: Final = 60 * DAY
"""How long entries are kept, in seconds: for the last 30 days and what was usual before."""
_MONDAY: Final = 4 * DAY
_WEEK: Final = 7 * DAY
_START: Final = "start"
_NOTHING: Final[Mapping[str, object]] = MappingProxyType({})

_STATE = "role = :role AND edition = :edition AND state = :state AND day = :day"
_REGION = "COALESCE((SELECT s.region FROM schools s WHERE s.id = :school), '')"
_ADD = """
INSERT INTO {table} ({area}, role, edition, state, day, count)
VALUES ({of}, :role, :edition, :state, :day, :count)
ON CONFLICT ({key}) DO UPDATE SET count = {table}.count + excluded.count
"""
_STAND_KEY, _ENTRY_KEY = "{0}, role, edition, state, day", "{0}, day, role, edition, state"
_STANDS: Final = ("stands", "stand_totals")
"""Of each school, and of each region."""
_ENTERED: Final = ("entered", "entered_totals")
_MORE: Mapping[str, str] = {
    table: _ADD.format(table=table, area=area, of=of, key=key.format(area))
    for tables, key in ((_STANDS, _STAND_KEY), (_ENTERED, _ENTRY_KEY))
    for table, area, of in zip(tables, ("school_id", "region"), (":school", _REGION), strict=True)
}
_LESS = "UPDATE {table} SET count = count - :count WHERE {own} AND {state} RETURNING count"
_GONE = "DELETE FROM {table} WHERE {own} AND {state} AND count <= 0"
_OWN = {
    table: own
    for tables in (_STANDS, _ENTERED)
    for table, own in zip(tables, ("school_id = :school", f"region = {_REGION}"), strict=True)
}
_TAKE: Mapping[str, tuple[str, str]] = {
    table: (
        _LESS.format(table=table, own=own, state=_STATE),
        _GONE.format(table=table, own=own, state=_STATE),
    )
    for table, own in _OWN.items()
}
_SPAN = """
INSERT INTO spans (role, edition, state, week, bucket, count)
VALUES (:role, :edition, :state, :week, :bucket, :count)
ON CONFLICT (role, edition, state, week, bucket)
DO UPDATE SET count = spans.count + excluded.count
"""
_STEPPED = "UPDATE schools SET stepped_at = :day WHERE id = :school AND stepped_at < :day"
_OF_PERSON = """
SELECT school_id, role, edition, state, since FROM journeys WHERE person_id = :person
"""
_PRUNE = tuple(f"DELETE FROM {table} WHERE day < :before" for table in _ENTERED)
_MOVE_OUT = """
UPDATE {table} SET count = count - (SELECT SUM(o.count) FROM {own} o
    WHERE o.school_id = :school AND o.role = {table}.role AND o.edition = {table}.edition
        AND o.state = {table}.state AND o.day = {table}.day)
WHERE region = :was AND EXISTS (SELECT 1 FROM {own} o
    WHERE o.school_id = :school AND o.role = {table}.role AND o.edition = {table}.edition
        AND o.state = {table}.state AND o.day = {table}.day)
"""
_MOVE_IN = """
INSERT INTO {table} (region, role, edition, state, day, count)
SELECT :becomes, o.role, o.edition, o.state, o.day, o.count FROM {own} o WHERE o.school_id = :school
ON CONFLICT ({key}) DO UPDATE SET count = {table}.count + excluded.count
"""
_EMPTY = "DELETE FROM {table} WHERE region = :was AND count <= 0"
_MOVES = tuple(
    sql.format(table=table, own=own, key=key.format("region"))
    for table, own, key in (
        ("stand_totals", "stands", _STAND_KEY),
        ("entered_totals", "entered", _ENTRY_KEY),
    )
    for sql in (_MOVE_OUT, _MOVE_IN, _EMPTY)
)


class Entry(NamedTuple):
    """A state on a day, for a school (0: for none): entered then, or stood in since then."""

    school: int
    role: str
    edition: str
    state: str
    day: int


class Span(NamedTuple):
    """A state that was left: in which week, and after how long (a bucket of `flows/spans.py`)."""

    role: str
    edition: str
    state: str
    week: int
    bucket: int


class Sums:
    """What some steps change."""

    __slots__ = ("entered", "spans", "stands", "stepped")

    def __init__(self) -> None:
        self.stands: Counter[Entry] = Counter()
        self.entered: Counter[Entry] = Counter()
        self.spans: Counter[Span] = Counter()
        self.stepped: dict[int, int] = {}
        """Schools, and the day of the last step there."""

    def add(self, before: Journey, after: Journey, event: str, at: int) -> None:
        left, stands = _where(before), _where(after)
        if trigger_of(event) == _START:
            self.stands[stands] += 1
        elif left != stands:
            self.stands[left] -= 1
            self.stands[stands] += 1
        if after.since == at and begins(before.state, after.state, event):
            self.entered[stands] += 1
            if stands.school:
                self.stepped[stands.school] = max(stands.day, self.stepped.get(stands.school, 0))
        if before.state != after.state:
            week = at - (at - _MONDAY) % _WEEK
            span = bucket_of(at - before.since)
            self.spans[Span(left.role, left.edition, left.state, week, span)] += 1


class Counters:
    """The only place that changes the counters; `storage/figures.py` reads them.

    An engine says where its transaction begins (`begin`) and ends (`settle`), and takes back what
    a function noted that failed (`noted`, `forgo`).
    """

    __slots__ = ("_execute", "_notes", "_written")

    def __init__(self, execute: Execute) -> None:
        self._execute = execute
        self._notes: list[tuple[Journey, Journey, str, int]] = []
        self._written = 0

    def count(self, before: Journey, after: Journey, event: str, at: int) -> None:
        """Note an event as it is recorded, to be counted: see `Progress.add`."""
        self._notes.append((before, after, event, at))

    def begin(self) -> None:
        """A transaction begins: nothing is noted."""
        self._notes, self._written = [], 0

    @property
    def noted(self) -> tuple[int, int]:
        """How much is noted, and how much of it is written down."""
        return len(self._notes), self._written

    def forgo(self, noted: tuple[int, int]) -> None:
        """All statements since then are undone, and so is what was noted."""
        notes, self._written = noted
        del self._notes[notes:]

    def settle(self) -> None:
        """Write down what is noted."""
        if self._written == len(self._notes):
            return
        notes, self._written = self._notes[self._written :], len(self._notes)
        sums = Sums()
        for before, after, event, at in notes:
            sums.add(before, after, event, at)
            if carried(before, after):
                self._write(sums)
                self._carry(before, after)
                sums = Sums()
        self._write(sums)

    def settled(self, sql: str, params: Mapping[str, object] = _NOTHING, /) -> Rows:
        """Run a statement that reads counters, with all that is noted in them."""
        self.settle()
        return self._execute(sql, params)

    def removed(self, journey: Journey) -> None:
        """A journey is deleted: nobody stands there any more."""
        self.settle()
        self._take(_STANDS, _where(journey))

    def forgotten(self, person_id: int) -> None:
        """A person's journeys are about to be deleted."""
        self.settle()
        rows = self._execute(_OF_PERSON, {"person": person_id}).fetchall()
        for school, role, edition, state, since in rows:
            standing = Entry(school or 0, role, edition, state, day(since))
            self._take(_STANDS, standing)

    def unentered(self, entry: Entry) -> None:
        """Take back that a state was entered by somebody who was forgotten since."""
        self.settle()
        self._take(_ENTERED, entry)

    def moved(self, school_id: int, was: str, becomes: str) -> None:
        """A school's region was corrected: what is counted for it goes along.

        What is noted only is counted for the region that the school has when that is written.
        """
        params = {"school": school_id, "was": was, "becomes": becomes}
        for sql in _MOVES:
            self._execute(sql, params)

    def prune(self, now: int) -> int:
        """Delete entries that nobody asks for any more; return how many rows."""
        params = {"before": day(now - KEEP)}
        return sum(self._execute(sql, params).rowcount for sql in _PRUNE)

    def _write(self, sums: Sums) -> None:
        for entry, count in sums.stands.items():
            if count < 0:
                self._take(_STANDS, entry, -count)
            elif count:
                self._add(_STANDS, entry, count)
        for entry, count in sums.entered.items():
            self._add(_ENTERED, entry, count)
        for span, count in sums.spans.items():
            self._execute(_SPAN, {**span._asdict(), "count": count})
        for school, on in sums.stepped.items():
            self._execute(_STEPPED, {"school": school, "day": on})

    def _add(self, tables: Sequence[str], entry: Entry, count: int = 1) -> None:
        params = {**entry._asdict(), "count": count}
        for table in tables:
            self._execute(_MORE[table], params)

    def _carry(self, before: Journey, after: Journey) -> None:
        """Count what was entered before a school was joined, or left, where it goes on."""
        if self._take(_ENTERED, _where(before)):
            self._add(_ENTERED, _where(after))

    def _take(self, tables: Sequence[str], entry: Entry, count: int = 1) -> bool:
        """Count less; False for what is not counted (any more)."""
        found, params = False, {**entry._asdict(), "count": count}
        for table in tables:
            less, gone = _TAKE[table]
            row = self._execute(less, params).fetchone()
            found |= row is not None
            if row and row[0] <= 0:
                self._execute(gone, params)
        return found


def trigger_of(event: str) -> str:
    """Return what an event of the progress was, without its argument and facts."""
    return event.partition(" ")[0].partition(":")[0]


def begins(origin: str, state: str, event: str) -> bool:
    """Whether an event entered a state, perhaps the same one anew."""
    return origin != state or trigger_of(event) in {_START, RESTART}


def carried(before: Journey, after: Journey) -> bool:
    """Whether somebody goes on with the very same step for another school, or for none."""
    same = (before.state, before.since) == (after.state, after.since)
    return same and before.school_id != after.school_id


def _where(journey: Journey) -> Entry:
    """Return where and since which day somebody stands."""
    school, role = journey.school_id or 0, journey.role.value
    return Entry(school, role, journey.edition, journey.state, day(journey.since))
