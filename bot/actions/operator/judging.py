"""A table of schools and coordinators, judged row by row as things are now; nothing changes."""

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from flows.names import key
from flows.operator.importing import STATES, Counted
from flows.operator.roster import CoordinatorLine, Refusal, Roster, SchoolLine
from flows.scopes import Area, Level, municipality_area, region_area
from flows.spans import DAY
from storage import By, Identity, School, Tx

Line: TypeAlias = SchoolLine | CoordinatorLine


@dataclass(slots=True)
class Judged:
    """A row and what becomes of it. `state` is one of `STATES`, `why` says why it is refused.

    `school` is the one that is there already; `token` comes with loading.
    """

    row: int
    line: Line | None
    state: str
    why: str = ""
    school: int = 0
    area: Area | None = None
    token: str = field(default="", repr=False)


@dataclass(slots=True)
class Plan:
    """All rows of a table, judged."""

    schools: list[Judged]
    coordinators: list[Judged]

    @property
    def counted(self) -> Counted:
        refused = [
            (one.row, one.why)
            for one in (*self.schools, *self.coordinators)
            if one.state == "refused"
        ]
        return Counted(_count(self.schools), _count(self.coordinators), refused, self.digest)

    @property
    def digest(self) -> str:
        """Return what tells this judgement from another one."""
        rows = [(one.row, one.state, one.why, one.line) for one in self.schools]
        more = [(one.row, one.state, one.why, one.line) for one in self.coordinators]
        return hashlib.blake2s(repr((rows, more)).encode(), digest_size=8).hexdigest()


def _count(rows: list[Judged]) -> dict[str, int]:
    found = Counter(one.state for one in rows)
    return {state: found[state] for state in STATES}


def plan(tx: Tx, by: By, roster: Roster, today: dt.date) -> Plan:
    """Judge all rows as things are now; nothing changes."""
    judge = _Judge(tx, by, today)
    return Plan(
        [judge.school(one) for one in roster.schools],
        [judge.coordinator(one) for one in roster.coordinators],
    )


class _Judge:
    """Looks at rows one by one, each in the light of those before it."""

    def __init__(self, tx: Tx, by: By, today: dt.date) -> None:
        self._tx = tx
        self._by = by
        self._today = today
        self._rights: dict[Area, bool] = {}
        self._seen: set[str] = set()
        self._added: dict[str, Identity] = {}
        """Schools of the table that are not there yet, by ИНН and by name."""

    def school(self, line: SchoolLine | Refusal) -> Judged:
        if isinstance(line, Refusal):
            return Judged(line.row, None, "refused", line.why)
        identity = identity_of(line)
        refusal, there = self._trouble(identity)
        if refusal:
            return Judged(line.row, line, "refused", refusal)
        self._seen.update(_keys(identity))
        if there is None:
            self._added.update(dict.fromkeys(_keys(identity), identity))
            return Judged(line.row, line, "new")
        same = kept(there, identity) == _told(there)
        return Judged(line.row, line, "same" if same else "changed", school=there.id)

    def _trouble(self, identity: Identity) -> tuple[str, School | None]:
        """Return why a school is refused, and the one that is there."""
        if self._seen & set(_keys(identity)):
            return "twice", None
        there = self._tx.schools.same(identity)
        own = municipality_area(identity.region, identity.place_key)
        if not self._may(own) or (there and not self._may(there.area)):
            return "right", None
        return (self._conflict(there, identity) if there else ""), there

    def _conflict(self, there: School, identity: Identity) -> str:
        """Return why what a table says does not go with the school that is there."""
        twin = self._tx.schools.same(identity._replace(inn=""))
        other_inn = bool(identity.inn and there.inn and there.inn != identity.inn)
        if other_inn or (twin is not None and twin.id != there.id):
            return "inn_other"
        changes = kept(there, identity) != _told(there)
        return "headed" if changes and self._headed(there.id) else ""

    def _headed(self, school: int) -> bool:
        return any(one.standing == "head" for one in self._tx.staff.admins(school))

    def _may(self, area: Area) -> bool:
        if area not in self._rights:
            self._rights[area] = self._tx.grants.allows(self._by, area, Level.FULL)
        return self._rights[area]

    def coordinator(self, line: CoordinatorLine | Refusal) -> Judged:
        if isinstance(line, Refusal):
            return Judged(line.row, None, "refused", line.why)
        area = self._area(line)
        # Of a place that is not theirs nobody learns what there is.
        if not self._may(area or municipality_area(line.named.region, key(line.named.place))):
            return Judged(line.row, line, "refused", "right")
        if area is None:
            return Judged(line.row, line, "refused", "unknown")
        if not self._tx.grants.may_give(self._by, area, ends_at(line, self._by.now, self._today)):
            return Judged(line.row, line, "refused", "term")
        return Judged(line.row, line, "new", area=area)

    def _area(self, line: CoordinatorLine) -> Area | None:
        """Return where a right is to hold; of a school to come, its municipality for now."""
        place = municipality_area(line.named.region, key(line.named.place))
        if line.named.school or line.named.inn:
            identity = identity_of(line)
            there = self._tx.schools.same(identity)
            if there is not None:
                return there.area
            to_come = next((self._added[k] for k in _keys(identity) if k in self._added), None)
            return municipality_area(to_come.region, to_come.place_key) if to_come else None
        if not line.named.place:
            return region_area(line.named.region)
        places = {(one.region, one.place_key) for one in self._added.values()}
        known = self._tx.schools.any_of(place.region, place.place_key) is not None
        return place if known or (place.region, place.place_key) in places else None


def _told(school: School) -> Identity:
    return Identity(
        *(school.region, school.municipality, school.name, school.inn),
        *(school.place_key, school.name_key),
    )


def kept(there: School, identity: Identity) -> Identity:
    """Return a school's data as the table would have them: what means the same stays as it is."""
    place, name = there.municipality, there.name
    if (identity.region, identity.place_key) != (there.region, there.place_key):
        place = identity.municipality
    if identity.name_key != there.name_key:
        name = identity.name
    return identity._replace(municipality=place, name=name, inn=identity.inn or there.inn)


def identity_of(line: Line) -> Identity:
    one = line.named
    return Identity(one.region, one.place, one.school, one.inn, key(one.place), key(one.school))


def _keys(identity: Identity) -> Iterator[str]:
    """Yield what a school is known by: its name in its place, and its ИНН."""
    if identity.name_key:
        yield f"{identity.region} {identity.place_key} {identity.name_key}"
    if identity.inn:
        yield identity.inn


def ends_at(line: CoordinatorLine, now: int, today: dt.date) -> int:
    """Return when a right ends: with its last day; 0 for never."""
    return now + ((line.until - today).days + 1) * DAY if line.until else 0
