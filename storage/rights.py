"""Who may see and do what, as SQL: a query carries the right of the one who asks (`:by`).

A right that does not hold finds no rows, so whoever asks about another school's affairs learns
nothing, not even that they exist. An operator is asked for as `By`, whose fields such a query
takes: `:by`, `:root` and `:now`.
"""

from typing import Final, NamedTuple

from flows.scopes import Area, Level, Reach

WITHIN: Final = {
    Reach.ALL: "",
    Reach.REGION: "AND s.region = :region",
    Reach.MUNICIPALITY: "AND s.region = :region AND s.place_key = :place",
    Reach.SCHOOL: "AND s.id = :school",
}
"""Which rows `s` of `schools` lie in an area, given by `place`."""


def place(area: Area) -> dict[str, object]:
    """Return an area as the parameters `:region`, `:place` and `:school`."""
    return {"region": area.region, "place": area.place_key, "school": area.school_id}


class By(NamedTuple):
    """Who asks, and when (seconds, UTC). `root`: the settings give them the widest right."""

    by: int
    root: bool
    now: int

    @property
    def params(self) -> dict[str, object]:
        return {"by": self.by, "root": int(self.root), "now": self.now}


def valid(alias: str, level: Level = Level.READ) -> str:
    """Return the condition that a row of `grants` is in force and allows that much."""
    enough = f" AND {alias}.level = 'full'" if level is Level.FULL else ""
    return f"""{alias}.revoked_at = 0 AND {alias}.person_id IS NOT NULL
        AND ({alias}.ends_at = 0 OR {alias}.ends_at > :now){enough}"""


def covers(alias: str, region: str, place: str, school: str) -> str:
    """Return the condition that a row of `grants` holds for a place, given as SQL expressions.

    A place that is a whole region or municipality has '' and 0 for what is narrower.
    """
    return f"""({alias}.reach = 'all' OR ({alias}.region = {region} AND ({alias}.reach = 'region'
        OR ({alias}.place_key = {place} AND ({alias}.reach = 'municipality'
            OR {alias}.school_id = {school})))))"""


def operates(region: str, place: str, school: str, level: Level = Level.READ) -> str:
    """Return the condition that the operator `:by` may look, or act, in a place."""
    return f"""(:root = 1 OR EXISTS (SELECT 1 FROM grants g WHERE g.person_id = :by
        AND {valid("g", level)} AND {covers("g", region, place, school)}))"""


def operates_school(alias: str, level: Level = Level.READ) -> str:
    """Return the condition that the operator `:by` may look, or act, at a row of `schools`."""
    return operates(f"{alias}.region", f"{alias}.place_key", f"{alias}.id", level)


def operates_at(school: str, level: Level = Level.READ) -> str:
    """Return the condition that the operator `:by` may look, or act, at the school of a column."""
    return f"""EXISTS (SELECT 1 FROM schools o WHERE o.id = {school}
        AND {operates_school("o", level)})"""


def admin_of(school: str) -> str:
    """Return the condition that `:by` administrates the school in column `school`."""
    return f"""EXISTS (SELECT 1 FROM staff r WHERE r.person_id = :by AND r.school_id = {school}
        AND r.role = 'admin' AND r.standing IN ('head', 'deputy'))"""


def head_of(school: str) -> str:
    """Return the condition that `:by` is the school's first administrator."""
    return f"""EXISTS (SELECT 1 FROM staff r WHERE r.person_id = :by AND r.school_id = {school}
        AND r.role = 'admin' AND r.standing = 'head')"""


def headless(school: str) -> str:
    """Return the condition that the school has no first administrator."""
    return (
        f"NOT EXISTS (SELECT 1 FROM staff h WHERE h.school_id = {school} AND h.standing = 'head')"
    )


def teaches(school: str, klass: str) -> str:
    """Return the condition that `:by` is an accepted teacher of the class in column `klass`."""
    return f"""EXISTS (SELECT 1 FROM staff r JOIN journeys w ON w.person_id = r.person_id
            AND w.school_id = r.school_id AND w.role = r.role AND w.class_id = {klass}
        WHERE r.person_id = :by AND r.school_id = {school}
            AND r.role = 'teacher' AND r.standing IN ('accepted', 'said'))"""


def runs(school: str, klass: str) -> str:
    """Return the condition that `:by` answers for the class: its teacher or an administrator."""
    return f"({admin_of(school)} OR {teaches(school, klass)})"
