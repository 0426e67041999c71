"""Mutes: where operators stopped reminders, for one step or for all, until a moment."""

from dataclasses import dataclass
from typing import Final

from flows.operator.figures import Key
from flows.scopes import Area, Level, Reach
from storage.rights import By, operates, place
from storage.statements import Execute


@dataclass(frozen=True, slots=True)
class Mute:
    """A row of `mutes`. Times are unix seconds.

    `role`, `edition` and `state` are empty where all reminders are stopped.
    """

    id: int
    reach: Reach
    region: str
    place_key: str
    school_id: int
    role: str
    edition: str
    state: str
    reason: str
    made_at: int
    ends_at: int

    @property
    def area(self) -> Area:
        return Area(self.reach, self.region, self.place_key, self.school_id)

    @property
    def key(self) -> Key | None:
        return Key(self.role, self.edition, self.state) if self.state else None


_COLUMNS = ", ".join(Mute.__slots__)
_AREA = (":region", ":place", ":school")
_ADD = f"""
INSERT INTO mutes (reach, region, place_key, school_id, role, edition, state, reason, made_at,
    ends_at)
SELECT :reach, :region, :place, :school, :role, :edition, :state, :reason, :now, :ends
WHERE {operates(*_AREA, Level.FULL)}
RETURNING id
"""
_OWN = "m.region", "m.place_key", "m.school_id"
_WITHIN: Final = {
    Reach.ALL: "",
    Reach.REGION: "AND m.region = :region",
    Reach.MUNICIPALITY: "AND m.region = :region AND m.place_key = :place",
    Reach.SCHOOL: "AND m.school_id = :school",
}
_LISTED = {
    reach: f"""
SELECT {_COLUMNS} FROM mutes m WHERE m.ends_at > :now AND {operates(*_OWN)} {within}
ORDER BY m.ends_at, m.id LIMIT :most
"""
    for reach, within in _WITHIN.items()
}
_END = f"""
DELETE FROM mutes WHERE id = :id AND ends_at > :now
    AND {operates("mutes.region", "mutes.place_key", "mutes.school_id", Level.FULL)}
RETURNING {_COLUMNS}
"""
# A mute holds for the area and for all that lies in it; who walks alone lies in everything only.
_OVER = f"""
SELECT {", ".join(f"m.{name}" for name in Mute.__slots__)}
FROM mutes m LEFT JOIN schools s ON s.id = :school
WHERE m.ends_at > :now AND (m.reach = 'all' OR (m.region = s.region AND (m.reach = 'region'
        OR (m.place_key = s.place_key AND (m.reach = 'municipality' OR m.school_id = s.id)))))
    AND (m.state = '' OR (m.role = :role AND m.edition = :edition AND m.state = :state))
ORDER BY m.ends_at DESC, m.id LIMIT 1
"""
_PRUNE = "DELETE FROM mutes WHERE ends_at <= :before"


class Mutes:
    """The only place with SQL of `mutes`."""

    __slots__ = ("_execute",)

    def __init__(self, execute: Execute) -> None:
        self._execute = execute

    def add(self, by: By, area: Area, key: Key | None, reason: str, ends_at: int) -> int:
        """Stop reminders in an area; return the mute's id, 0 without the right."""
        state = key or Key("", "", "")
        params = {
            **by.params,
            **place(area),
            **state._asdict(),
            "reach": area.reach.value,
            "reason": reason,
            "ends": ends_at,
        }
        row = self._execute(_ADD, params).fetchone()
        return int(row[0]) if row else 0

    def listed(self, by: By, area: Area, most: int) -> list[Mute]:
        """Return what is stopped in an area, the first to end first."""
        params = {**by.params, **place(area), "most": most}
        return [_mute(row) for row in self._execute(_LISTED[area.reach], params)]

    def end(self, by: By, mute_id: int) -> Mute | None:
        """Let reminders go on; return what was stopped, None without the right."""
        row = self._execute(_END, {**by.params, "id": mute_id}).fetchone()
        return _mute(row) if row else None

    def over(self, school_id: int, key: Key, now: int) -> Mute | None:
        """Return the mute that holds for a step walked for a school, the one that ends last.

        School 0 is of whoever walks alone.
        """
        params = {**key._asdict(), "school": school_id, "now": now}
        row = self._execute(_OVER, params).fetchone()
        return _mute(row) if row else None

    def prune(self, before: int) -> int:
        """Delete what has ended."""
        return self._execute(_PRUNE, {"before": before}).rowcount


def _mute(row: tuple[object, ...]) -> Mute:
    number, reach, *rest = row
    return Mute(number, Reach(str(reach)), *rest)  # type: ignore[arg-type]
