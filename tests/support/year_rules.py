"""What must hold of every message of a year, and of every day at its end."""

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any, Final

from flows.model import Journey, Kind, Role
from flows.roles import walked_by
from tests.support.wall_calendar import FIRST_HOUR, Place, WallCalendar
from tests.support.year import Year

GAPS: Final = (1, 3, 7, 14)
"""Days to the first reminder of one's own step, and between them, as `REMINDER_DAYS` has them."""
STATUS: Final = (7, 14, 28)
BLOCKING: Final = (1,) * 20
DAY: Final = 24 * 60 * 60
PROMPT: Final = 300
"""Seconds within which what is due goes out where many are due."""
ORDER: Final = ("blocking", "answered", "stopped", "not_started", "waiting")

_WATCH: Final = (
    "CREATE TEMP TABLE frozen (yes INTEGER)",
    "INSERT INTO frozen VALUES (0)",
    "CREATE TEMP TABLE planned (journey INTEGER, kind TEXT, before INTEGER)",
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
)
_REMINDER: Final = """
SELECT r.*, j.state, j.role, j.edition, j.revision AS stands, j.class_id,
    COALESCE(j.school_id, 0) AS school, COALESCE(s.region, '') AS region,
    p.remind_hour, p.paused_until, p.reminders_off, p.blocked_at
FROM reminders r JOIN journeys j ON j.id = r.journey_id JOIN persons p ON p.id = j.person_id
LEFT JOIN schools s ON s.id = j.school_id
"""
_SUMMARY: Final = _REMINDER.replace("reminders r", "summaries r")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of `reminders` or `summaries`, with what surrounds it."""

    values: dict[str, Any]

    def __getattr__(self, name: str) -> Any:
        return self.values[name]

    @property
    def place(self) -> Place:
        return Place(self.region, self.school)


def gaps_of(reason: str) -> tuple[int, ...]:
    return {"blocking": BLOCKING, "waiting": STATUS}.get(reason, GAPS)


class Rules:
    """Looks at all that is planned and sent, and keeps what it needs to judge by."""

    def __init__(self, year: Year, calendar: WallCalendar) -> None:
        self.year = year
        self.calendar = calendar
        self.seen: Counter[str] = Counter()
        self.minutes: Counter[int] = Counter()
        self.up_since = 0
        self.last: dict[int, int] = {}
        """When each person had their last reminder."""
        self.due: dict[tuple[str, int], int] = {}
        self.excused: dict[int, int] = {}
        """Until when (a moment) a person's own choices explain that nothing comes."""
        self.told: dict[int, int] = {}
        """When the person of a journey last heard that others wait."""
        self.status: dict[int, dt.date] = {}
        self.ended: set[tuple[int, str, int]] = set()
        self.counts: dict[int, Any] = {}
        self.summed: dict[int, int] = {}
        self.empty: defaultdict[tuple[str, int], int] = defaultdict(int)
        """When the queue of a school, or of a class, was seen empty."""
        self.refusals: Counter[int] = Counter()
        for statement in _WATCH:
            year.sql(statement)
        year.db.after = self.written
        year.hear = self.heard
        year.refused = self.refused

    def rows(self, query: str, **params: object) -> list[Row]:
        cursor = self.year.db.tx.execute(query, params)
        names = [column[0] for column in cursor.description]
        return [Row(dict(zip(names, row, strict=True))) for row in cursor]

    def frozen(self, yes: bool) -> None:
        self.year.sql("UPDATE frozen SET yes = :yes", yes=int(yes))

    # -- what is planned -------------------------------------------------------------------------

    def written(self) -> None:
        """Look at every time that the last transaction set."""
        found = self.year.sql("SELECT DISTINCT journey, kind, before FROM planned")
        if found:
            self.year.sql("DELETE FROM planned")
        for journey, kind, before in found:
            query = _REMINDER if kind == "reminders" else _SUMMARY
            for row in self.rows(f"{query} WHERE r.journey_id = :journey", journey=journey):
                if row.due_at:
                    self.due[kind, journey] = row.due_at
                    self._planned(kind, row, before)

    def _planned(self, kind: str, row: Row, before: int) -> None:
        now, place, calendar = self.year.now, row.place, self.calendar
        self.seen[f"planned {kind}"] += 1
        assert row.due_at > now or (self._hurried and row.due_at == now), "planned for the past"
        assert calendar.open(row.due_at, place), "planned for a closed moment"
        assert not row.reminders_off or kind == "summaries", "planned for somebody who wants none"
        assert not row.blocked_at, "planned for somebody who cannot be reached"
        day = calendar.day(row.due_at, place)
        if row.paused_until > now and kind == "reminders":
            assert day >= calendar.day(row.paused_until, place), "planned within a pause"
        if kind == "summaries":
            self._summary_planned(row, day, before)
            return
        if not self.year.delivering:
            self.ended.discard((row.journey_id, row.reason, row.revision))
        if self.year.doing.startswith("page snooze"):
            self.status.pop(row.journey_id, None)
        wanted = self._wanted(row)
        if wanted is not None:
            if row.paused_until > now:
                wanted = max(wanted, calendar.day(row.paused_until, place))
            assert day == calendar.first_open(wanted, place), (row, self.year.doing)
            self.seen["planned to the day"] += 1
            if row.remind_hour is not None:
                assert calendar.local(row.due_at, place).hour == row.remind_hour

    @property
    def _hurried(self) -> bool:
        return self.year.doing == "tap asked_again"

    def _wanted(self, row: Row) -> dt.date | None:
        """Return the day that a new plan is for by what was declared; None where others chose."""
        now, doing = self.year.now, self.year.doing
        if self.year.delivering:
            told = row.sent_at == now and row.sent and row.sent < len(gaps_of(row.reason))
            days = gaps_of(row.reason)[row.sent] if told else None
            return None if days is None else self._later(row, now, days)
        act = doing.split()
        if act[:2] == ["page", "snooze"] and row.person_id == self.year.actor:
            monday = 7 - self.calendar.day(now, row.place).weekday()
            first = gaps_of(row.reason)[0]
            days = {"1": 1, "3": 3, "monday": monday, "again": first}[act[3]]
            return self._later(row, now, days)
        chose = act[:2] == ["page", "wish"] or act == ["says"]
        if chose and row.person_id == self.year.actor:
            return None
        if row.sent or row.reason in {"blocking", "answered"}:
            return None
        return self._fresh(row)

    def _fresh(self, row: Row) -> dt.date:
        """The step is given the time that it takes, the wait the time that answers take."""
        journey = Journey(
            row.journey_id, row.person_id, Role(row.role), row.edition, row.state, 0, 0
        )
        state = walked_by(journey).state(row.state)
        if row.reason == "waiting":
            return self._later(row, self.year.now, max(7, round(state.minutes / 24 / 60)))
        takes = state.minutes if row.reason == "stopped" and state.kind is Kind.STEP else 0
        return self._later(row, self.year.now + takes * 60, 1)

    def _later(self, row: Row, base: int, days: int) -> dt.date:
        return self.calendar.day(base, row.place) + dt.timedelta(days=days)

    def _summary_planned(self, row: Row, day: dt.date, before: int) -> None:
        if before == -1:
            self.counts[row.journey_id] = self._counts(row)
        if self.year.delivering and before > 0 and self._another_time():
            return
        local = self.calendar.local(row.due_at, row.place)
        assert day == self.calendar.week_begins(day, row.place), "not the week's first open day"
        assert local.hour == (FIRST_HOUR if row.remind_hour is None else row.remind_hour)

    def _another_time(self) -> bool:
        """A pause, a new day off, or another reminder of the day moves a summary on."""
        self.seen["summary moved"] += 1
        return True

    # -- what is sent ----------------------------------------------------------------------------

    def heard(self, person: int, text: str, silent: bool) -> None:
        ((kind, subject, due),) = self.year.sql(
            "SELECT kind, subject, due_at FROM outbox WHERE person_id = :p AND claimed_at > 0",
            p=person,
        )
        self.minutes[self.year.now // 60] += 1
        self.seen[f"sent {kind}"] += 1
        if kind == "reminder":
            self._reminded(person, text, silent)
            return
        ((region, school),) = self.year.sql(
            """SELECT COALESCE(s.region, ''), COALESCE(s.id, 0) FROM persons p
            LEFT JOIN journeys j ON j.id = p.current_journey AND j.person_id = p.id
            LEFT JOIN schools s ON s.id = j.school_id WHERE p.id = :p""",
            p=person,
        )
        assert silent != self.calendar.awake(self.year.now, Place(region, school))
        assert self.year.now - max(due, self.up_since) <= PROMPT, "a hand-off came late"
        if kind == "desk":
            for (journey,) in self.year.sql(
                """SELECT id FROM journeys WHERE person_id = :p AND role = 'admin'
                AND school_id = :s""",
                p=person,
                s=subject,
            ):
                self.told[journey] = self.year.now

    def _reminded(self, person: int, text: str, silent: bool) -> None:
        where = "WHERE p.id = :p AND r.ripe_at > 0"
        items = self.rows(f"{_REMINDER} {where}", p=person)
        items.sort(key=lambda row: ORDER.index(row.reason))
        weeks = self.rows(f"{_SUMMARY} {where}", p=person)
        first = (items or weeks)[0]
        self._may_be_said(first, silent=silent)
        self._in_time(items, weeks)
        for row in items:
            self._item(row, text)
        for row in weeks:
            self._week(row)
        self.seen[f"of {len(items) + len(weeks)} things"] += 1
        self.last[person] = self.year.now

    def _may_be_said(self, first: Row, *, silent: bool) -> None:
        now, place, calendar = self.year.now, first.place, self.calendar
        assert calendar.open(now, place), "said at a closed moment"
        assert not silent
        assert not first.reminders_off
        assert not first.blocked_at
        resumes = calendar.day(first.paused_until, place)
        assert resumes <= calendar.day(now, place), "said within a pause"
        last = self.last.get(first.person_id)
        if last is not None:
            assert calendar.day(last, place) < calendar.day(now, place), "twice a day"
        self.seen[f"in {calendar.zone(place)}"] += 1
        self.seen[f"offset {calendar.local(now, place).utcoffset()}"] += 1

    def _in_time(self, items: list[Row], weeks: list[Row]) -> None:
        """The first of what is told came when it was due, or when the bot was there again."""
        dues = [self.due["reminders", row.journey_id] for row in items]
        dues += [self.due["summaries", row.journey_id] for row in weeks]
        late = self.year.now - max(min(dues), self.up_since)
        assert late <= PROMPT, f"{late} s late"

    def _item(self, row: Row, text: str) -> None:
        now, day = self.year.now, self.calendar.day(self.year.now, row.place)
        number, reason = row.journey_id, row.reason
        self.seen[f"reason {reason}"] += 1
        assert not row.muted
        assert (number, reason, row.revision) not in self.ended, "it was said to end"
        kind = "finished" if row.state == "finished" else "wait" * row.state.startswith("await")
        if reason == "blocking":
            assert self._queue(row)[0], "nobody waits"
            assert self.told.get(number, 0) // DAY < now // DAY or self._told_day(row) < day
            self.told[number] = now
        else:
            assert kind == {"waiting": "wait"}.get(reason, ""), (reason, row.state)
            assert not self._queue(row)[0], "others wait, and it is not said"
        if reason in {"stopped", "not_started"}:
            assert row.revision == row.stands, "about a step that was left"
        if reason == "waiting":
            before = self.status.get(number)
            assert before is None or (day - before).days >= 7, "twice in a week"
            self.status[number] = day
        if row.sent + 1 >= len(gaps_of(reason)):
            self.seen[f"last of {reason}"] += 1
            ends = "не буду" in text or "not remind" in text or "not write" in text
            assert ends, f"the last of {reason} does not say so: {text}"
            self.ended.add((number, reason, row.revision))

    def _told_day(self, row: Row) -> dt.date:
        at = self.told.get(row.journey_id)
        return self.calendar.day(at, row.place) if at else dt.date.min

    def _week(self, row: Row) -> None:
        counts = self._counts(row)
        waiting = self._queue(row)[0]
        assert waiting or counts != self.counts[row.journey_id], "nothing is new"
        self.counts[row.journey_id] = counts
        self.summed[row.journey_id] = self.year.now
        if waiting:
            self.told[row.journey_id] = self.year.now
        self.seen["summary"] += 1

    def refused(self, person: int) -> None:
        """Whoever blocked the bot is tried once: then it knows."""
        self.refusals[person] += 1
        assert self.refusals[person] == 1, "tried again"

    # -- what there is ---------------------------------------------------------------------------

    def _queue(self, row: Row) -> tuple[int, tuple[str, int]]:
        """Return how many wait on the journey's person, and in which queue."""
        standing = self.year.sql(
            """SELECT standing FROM staff WHERE person_id = :p AND school_id = :s AND role = :r""",
            p=row.person_id,
            s=row.school,
            r=row.role,
        )
        stands = standing[0][0] if standing else ""
        if row.role == "admin" and stands in {"head", "deputy"}:
            return self.queue("school", row.school), ("school", row.school)
        if row.role == "teacher" and stands in {"said", "accepted"} and row.class_id:
            return self.queue("class", row.class_id), ("class", row.class_id)
        return 0, ("", 0)

    def queue(self, kind: str, number: int) -> int:
        """Count who waits in a school to be accepted, or in a class for its chat."""
        query = "SELECT COUNT(*) FROM staff WHERE school_id = :n AND standing = 'waiting'"
        if kind == "class":
            query = """SELECT COUNT(*) FROM journeys j JOIN classes c ON c.id = j.class_id
                WHERE c.id = :n AND c.chat = '' AND j.role = 'family' AND j.state = 'await_link'"""
        ((count,),) = self.year.sql(query, n=number)
        return int(count)

    def _counts(self, row: Row) -> list[tuple[Any, ...]]:
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
