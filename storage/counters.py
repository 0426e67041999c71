"""Counters: how many people stand where since when, and how often each state was entered and left.

The transaction of a step keeps them, so that no question about a region counts its people. What is
counted for a school is counted for its region too. People who walk alone count for school 0 and
region "".
"""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from flows.events import RESTART
from flows.model import Journey
from flows.spans import bucket_of
from storage.keeping import DAY, day
from storage.statements import Execute

KEEP: Final = 60 * DAY
"""How long entries are kept, in seconds: for the last 30 days and what was usual before."""
_MONDAY: Final = 4 * DAY
_WEEK: Final = 7 * DAY
_START: Final = "start"

_STATE = "role = :role AND edition = :edition AND state = :state AND day = :day"
_REGION = "COALESCE((SELECT s.region FROM schools s WHERE s.id = :school), '')"
_ADD = """
INSERT INTO {table} ({area}, role, edition, state, day, count)
VALUES ({of}, :role, :edition, :state, :day, 1)
ON CONFLICT ({key}) DO UPDATE SET count = {table}.count + 1
"""
_STAND_KEY, _ENTRY_KEY = "{0}, role, edition, state, day", "{0}, day, role, edition, state"
_STAND_AT = _ADD.format(
    table="stands", area="school_id", of=":school", key=_STAND_KEY.format("school_id")
)
_STAND_IN = _ADD.format(
    table="stand_totals", area="region", of=_REGION, key=_STAND_KEY.format("region")
)
_ENTER_AT = _ADD.format(
    table="entered", area="school_id", of=":school", key=_ENTRY_KEY.format("school_id")
)
_ENTER_IN = _ADD.format(
    table="entered_totals", area="region", of=_REGION, key=_ENTRY_KEY.format("region")
)
_LESS = "UPDATE {table} SET count = count - 1 WHERE {own} AND {state} RETURNING count"
_GONE = "DELETE FROM {table} WHERE {own} AND {state} AND count <= 0"
_OWN = {
    "stands": "school_id = :school",
    "stand_totals": f"region = {_REGION}",
    "entered": "school_id = :school",
    "entered_totals": f"region = {_REGION}",
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
VALUES (:role, :edition, :state, :week, :bucket, 1)
ON CONFLICT (role, edition, state, week, bucket) DO UPDATE SET count = spans.count + 1
"""
_STEPPED = "UPDATE schools SET stepped_at = :day WHERE id = :school AND stepped_at < :day"
_OF_PERSON = """
SELECT school_id, role, edition, state, since FROM journeys WHERE person_id = :person
"""
_PRUNE = tuple(
    f"DELETE FROM {table} WHERE day < :before" for table in ("entered", "entered_totals")
)
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
    """A state entered on a day, for a school (0: for none)."""

    school: int
    role: str
    edition: str
    state: str
    day: int


class Counters:
    """The only place that changes the counters; `storage/figures.py` reads them."""

    __slots__ = ("_execute",)

    def __init__(self, execute: Execute) -> None:
        self._execute = execute

    def count(self, before: Journey, after: Journey, event: str, at: int) -> None:
        """Count an event as it is recorded: see `Progress.add`."""
        if trigger_of(event) == _START:
            self._stand(after)
        elif _where(before) != _where(after):
            self._take("stands", "stand_totals", _where(before))
            self._stand(after)
        if after.since == at and begins(before.state, after.state, event):
            self._enter(after, at)
        if carried(before, after):
            self._carry(before, after)
        if before.state != after.state:
            self._span(before, at)

    def removed(self, journey: Journey) -> None:
        """A journey is deleted: nobody stands there any more."""
        self._take("stands", "stand_totals", _where(journey))

    def forgotten(self, person_id: int) -> None:
        """A person's journeys are about to be deleted."""
        for school, *rest, since in self._execute(_OF_PERSON, {"person": person_id}).fetchall():
            params = dict(zip(("role", "edition", "state"), rest, strict=True))
            where = {"school": school or 0, **params, "day": day(since)}
            self._take("stands", "stand_totals", where)

    def unentered(self, entry: Entry) -> None:
        """Take back that a state was entered by somebody who was forgotten since."""
        self._take("entered", "entered_totals", entry._asdict())

    def moved(self, school_id: int, was: str, becomes: str) -> None:
        """A school's region was corrected: what is counted for it goes along."""
        params = {"school": school_id, "was": was, "becomes": becomes}
        for sql in _MOVES:
            self._execute(sql, params)

    def prune(self, now: int) -> int:
        """Delete entries that nobody asks for any more; return how many rows."""
        params = {"before": day(now - KEEP)}
        return sum(self._execute(sql, params).rowcount for sql in _PRUNE)

    def _stand(self, journey: Journey) -> None:
        where = _where(journey)
        self._execute(_STAND_AT, where)
        self._execute(_STAND_IN, where)

    def _enter(self, journey: Journey, at: int) -> None:
        entry = {**_where(journey), "day": day(at)}
        self._execute(_ENTER_AT, entry)
        self._execute(_ENTER_IN, entry)
        if journey.school_id:
            self._execute(_STEPPED, {"school": journey.school_id, "day": day(at)})

    def _carry(self, before: Journey, after: Journey) -> None:
        """Count what was entered before a school was joined, or left, where it goes on."""
        if self._take("entered", "entered_totals", _where(before)):
            self._execute(_ENTER_AT, _where(after))
            self._execute(_ENTER_IN, _where(after))

    def _span(self, left: Journey, at: int) -> None:
        params = {
            "role": left.role.value,
            "edition": left.edition,
            "state": left.state,
            "week": at - (at - _MONDAY) % _WEEK,
            "bucket": bucket_of(at - left.since),
        }
        self._execute(_SPAN, params)

    def _take(self, at: str, within: str, where: Mapping[str, object]) -> bool:
        """Count one less; False for what is not counted (any more)."""
        found = False
        for table in (at, within):
            less, gone = _TAKE[table]
            row = self._execute(less, where).fetchone()
            found |= row is not None
            if row and row[0] <= 0:
                self._execute(gone, where)
        return found


def trigger_of(event: str) -> str:
    """Return what an event of the progress was, without its argument and facts."""
    return re.split("[: ]", event, maxsplit=1)[0]


def begins(origin: str, state: str, event: str) -> bool:
    """Whether an event entered a state, perhaps the same one anew."""
    return origin != state or trigger_of(event) in {_START, RESTART}


def carried(before: Journey, after: Journey) -> bool:
    """Whether somebody goes on with the very same step for another school, or for none."""
    same = (before.state, before.since) == (after.state, after.since)
    return same and before.school_id != after.school_id


def _where(journey: Journey) -> dict[str, object]:
    """Return where and since which day somebody stands, as parameters."""
    return {
        "school": journey.school_id or 0,
        "role": journey.role.value,
        "edition": journey.edition,
        "state": journey.state,
        "day": day(journey.since),
    }
