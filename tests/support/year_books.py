"""The tables of a year as they are, and what was written to them, by SQL of its own."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Final

from tests.support.wall_calendar import Place
from tests.support.year import Year

_WATCH: Final = (
    "CREATE TEMP TABLE frozen (yes INTEGER)",
    "INSERT INTO frozen VALUES (0)",
    "CREATE TEMP TABLE planned (journey INTEGER, kind TEXT, before INTEGER)",
    "CREATE TEMP TABLE touched (kind TEXT, number INTEGER)",
    *(
        f"""CREATE TEMP TRIGGER keep_{verb} BEFORE {verb} ON journeys
        WHEN (SELECT yes FROM frozen) = 1
        BEGIN SELECT RAISE(ABORT, 'what the bot says of its own accord moved a journey'); END"""
        for verb in ("INSERT", "UPDATE", "DELETE")
    ),
    *(
        f"""CREATE TEMP TRIGGER plan_{verb}_{table} AFTER {verb} ON {table}
        WHEN new.due_at > 0 {"AND new.due_at <> old.due_at" if verb == "UPDATE" else ""}
        BEGIN INSERT INTO planned VALUES (new.journey_id, '{table}',
            {"old.due_at" if verb == "UPDATE" else "-1"}); END"""
        for table in ("reminders", "summaries")
        for verb in ("INSERT", "UPDATE")
    ),
    *(
        f"""CREATE TEMP TRIGGER touch_staff_{when[0]} AFTER {when} ON staff
        BEGIN INSERT INTO touched VALUES ('school', {row}.school_id), ('person', {row}.person_id);
        END"""
        for when, row in (("INSERT", "new"), ("UPDATE OF standing", "new"), ("DELETE", "old"))
    ),
    *(
        f"""CREATE TEMP TRIGGER touch_class_{row}_{when[0]} AFTER {when} ON journeys
        WHEN {row}.class_id IS NOT NULL
        BEGIN INSERT INTO touched VALUES ('class', {row}.class_id); END"""
        for when, row in (
            ("UPDATE OF state, class_id", "new"),
            ("UPDATE OF state, class_id", "old"),
            ("DELETE", "old"),
        )
    ),
    """CREATE TEMP TRIGGER touch_place AFTER UPDATE OF school_id, class_id ON journeys
    WHEN (new.school_id, new.class_id) IS NOT (old.school_id, old.class_id)
    BEGIN INSERT INTO touched VALUES ('person', new.person_id); END""",
)
REMINDERS: Final = """
SELECT r.*, j.state, j.role, j.edition, j.revision AS stands, j.class_id,
    COALESCE(j.school_id, 0) AS school, COALESCE(s.region, '') AS region,
    p.remind_hour, p.paused_until, p.reminders_off, p.summaries_off, p.blocked_at
FROM reminders r JOIN journeys j ON j.id = r.journey_id JOIN persons p ON p.id = j.person_id
LEFT JOIN schools s ON s.id = j.school_id
"""
SUMMARIES: Final = REMINDERS.replace("reminders r", "summaries r")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of `reminders` or `summaries`, with what surrounds it."""

    values: dict[str, Any]

    def __getattr__(self, name: str) -> Any:
        return self.values[name]

    @property
    def place(self) -> Place:
        return Place(self.region, self.school)


class Books:
    """Looks things up beside the code under test, and watches what is written."""

    def __init__(self, year: Year) -> None:
        self.year = year
        self.empty: defaultdict[tuple[str, int], int] = defaultdict(int)
        """When the queue of a school, or of a class, was seen empty."""
        self.changed: dict[int, int] = {}
        """When somebody last came into a school or class, or to another standing in it."""
        for statement in _WATCH:
            year.sql(statement)

    def rows(self, query: str, **params: object) -> list[Row]:
        cursor = self.year.db.tx.execute(query, params)
        names = [column[0] for column in cursor.description]
        return [Row(dict(zip(names, row, strict=True))) for row in cursor]

    def frozen(self, yes: bool) -> None:
        self.year.sql("UPDATE frozen SET yes = :yes", yes=int(yes))

    def planned(self) -> list[Any]:
        """Return whose plans the last transactions set: journey, table, the time before."""
        for kind, number in self._drained("touched", "kind, number"):
            if kind == "person":
                self.changed[number] = self.year.now
            elif not self.queue(kind, number):
                self.empty[kind, number] = self.year.now
        return self._drained("planned", "journey, kind, before")

    def _drained(self, table: str, columns: str) -> list[Any]:
        found = self.year.sql(f"SELECT DISTINCT {columns} FROM {table}")
        if found:
            self.year.sql(f"DELETE FROM {table}")
        return found

    def queue_of(self, row: Row) -> tuple[int, tuple[str, int]]:
        """Return how many wait on the journey's person, and in which queue."""
        stands = self.standing(row)
        if row.role == "admin" and stands in {"head", "deputy"}:
            return self.queue("school", row.school), ("school", row.school)
        if row.role == "teacher" and stands in {"said", "accepted"} and row.class_id:
            return self.queue("class", row.class_id), ("class", row.class_id)
        return 0, ("", 0)

    def place_of(self, person: int) -> Place:
        """Return where the journey is walked that a person looks at just now."""
        ((region, school),) = self.year.sql(
            """SELECT COALESCE(s.region, ''), COALESCE(s.id, 0) FROM persons p
            LEFT JOIN journeys j ON j.id = p.current_journey AND j.person_id = p.id
            LEFT JOIN schools s ON s.id = j.school_id WHERE p.id = :p""",
            p=person,
        )
        return Place(region, school)

    def zones(self, person: int) -> int:
        """Count the places where somebody walks: the most useful thing decides on the hour."""
        found = self.year.sql(
            """SELECT DISTINCT COALESCE(s.region, '') FROM journeys j
            LEFT JOIN schools s ON s.id = j.school_id WHERE j.person_id = :p""",
            p=person,
        )
        return len(found)

    def standing(self, row: Row) -> str:
        found = self.year.sql(
            "SELECT standing FROM staff WHERE person_id = :p AND school_id = :s AND role = :r",
            p=row.person_id,
            s=row.school,
            r=row.role,
        )
        return str(found[0][0]) if found else ""

    def queue(self, kind: str, number: int) -> int:
        """Count who waits in a school to be accepted, or in a class for its chat."""
        query = "SELECT COUNT(*) FROM staff WHERE school_id = :n AND standing = 'waiting'"
        if kind == "class":
            query = """SELECT COUNT(*) FROM journeys j JOIN classes c ON c.id = j.class_id
                WHERE c.id = :n AND c.chat = '' AND j.role = 'family' AND j.state = 'await_link'"""
        ((count,),) = self.year.sql(query, n=number)
        return int(count)

    def counts(self, row: Row) -> list[tuple[Any, ...]]:
        """Everything that a summary may count."""
        if row.role == "teacher":
            return self.year.sql(
                """SELECT COUNT(*), COALESCE(SUM(state = 'finished'), 0) FROM journeys
                WHERE class_id = :c AND role = 'family'""",
                c=row.class_id,
            )
        return self.year.sql(
            """SELECT COUNT(*), COALESCE(SUM(state = 'finished'), 0) FROM journeys
                WHERE school_id = :s AND role = 'family'
            UNION ALL SELECT COUNT(*), 0 FROM staff WHERE school_id = :s AND role = 'teacher'
                AND standing IN ('said', 'accepted')
            UNION ALL SELECT COUNT(*), COALESCE(SUM(chat <> ''), 0) FROM classes
                WHERE school_id = :s""",
            s=row.school,
        )
