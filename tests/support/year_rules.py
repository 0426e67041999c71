"""What must hold of everything that is planned and sent in a year."""

import datetime as dt
from collections import Counter
from typing import Any, Final

from flows.model import Journey, Kind, Role
from flows.roles import walked_by
from tests.support.wall_calendar import FIRST_HOUR, WallCalendar
from tests.support.year import Year
from tests.support.year_books import REMINDERS, SUMMARIES, Books, Row

GAPS: Final = (1, 3, 7, 14)
"""Days to the first reminder of one's own step, and between them, as `REMINDER_DAYS` has them."""
STATUS: Final = (7, 14, 28)
BLOCKING: Final = (1,) * 20
DAY: Final = 24 * 60 * 60
PROMPT: Final = 300
"""Seconds within which what is due goes out where many are due."""
ORDER: Final = ("blocking", "answered", "stopped", "not_started", "waiting")


def gaps_of(reason: str) -> tuple[int, ...]:
    return {"blocking": BLOCKING, "waiting": STATUS}.get(reason, GAPS)


def era(row: Row) -> tuple[int, str, int]:
    """Return what a reminder is about: one's own step, or those who wait."""
    return row.journey_id, row.reason, row.revision if row.reason != "blocking" else 0


class Rules:
    """Looks at all that is planned and sent, and keeps what it needs to judge by."""

    def __init__(self, year: Year, calendar: WallCalendar) -> None:
        self.year = year
        self.books = Books(year)
        self.calendar = calendar
        self.seen: Counter[str] = Counter()
        self.minutes: Counter[int] = Counter()
        self.hours: Counter[int] = Counter()
        """Local hours for which was planned anew what was missed while the bot was away."""
        self.up_since = 0
        self.last: dict[int, int] = {}
        """When each person had their last reminder."""
        self.due: dict[tuple[str, int], int] = {}
        self.excused: dict[int, int] = {}
        """Until when (a moment) a person's own choices explain that nothing comes."""
        self.told: dict[int, int] = {}
        """When the person of a journey last heard that others wait."""
        self.begun: dict[int, int] = {}
        """When it was begun to tell the person of a journey that others wait."""
        self.status: dict[int, dt.date] = {}
        self.ended: set[tuple[int, str, int]] = set()
        self.counts: dict[int, Any] = {}
        """What each summary's journey counted when it was last told, or begun."""
        self.refusals: Counter[int] = Counter()
        year.db.after = self.written
        year.hear = self.heard
        year.refused = self.refused

    # -- what is planned -------------------------------------------------------------------------

    def written(self) -> None:
        """Look at every time that the last transaction set."""
        for journey, kind, before in self.books.planned():
            query = REMINDERS if kind == "reminders" else SUMMARIES
            for row in self.books.rows(f"{query} WHERE r.journey_id = :journey", journey=journey):
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
        if not self.year.delivering or not row.sent:
            self.ended.discard(era(row))
        if row.reason == "blocking" and (not row.sent or (before <= 0 and self.year.doing)):
            self.begun[row.journey_id] = self.year.now
        if self.year.doing.startswith("page snooze"):
            self.status.pop(row.journey_id, None)
        wanted = self._wanted(row, before)
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

    def _wanted(self, row: Row, before: int) -> dt.date | None:
        """Return the day that a new plan is for by what was declared; None where others chose."""
        now, doing = self.year.now, self.year.doing
        if self.year.delivering and 0 < before < now - DAY:
            if row.remind_hour is None:
                self.hours[self.calendar.local(row.due_at, row.place).hour] += 1
            return self._later(row, now, 1)
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
        local = self.calendar.local(row.due_at, row.place)
        if before == -1:
            self.counts[row.journey_id] = self.books.counts(row)
        if self.year.delivering and before > 0 and self._moved(row, day, before):
            return
        today = self.calendar.day(max(self.year.now, row.paused_until), row.place)
        monday = today + dt.timedelta(days=7 - today.weekday())
        assert day == self.calendar.first_open(monday, row.place), "not the week's first open day"
        assert local.hour == (FIRST_HOUR if row.remind_hour is None else row.remind_hour)

    def _moved(self, row: Row, day: dt.date, before: int) -> bool:
        """Judge what was due and is not told; return whether it is only told later that week.

        A pause, a new day off, or another reminder of the day moves it on.
        """
        if day - self.calendar.day(self.year.now, row.place) < dt.timedelta(days=6):
            self.seen["summary moved"] += 1
            return True
        late = self.year.now - before > DAY
        stands = self.books.standing(row) in {"head", "deputy", "said", "accepted"}
        if not late and stands and not row.summaries_off:
            assert not self.books.queue_of(row)[0], "others wait, and no summary says so"
            assert self.books.counts(row) == self.counts[row.journey_id], "news, and no summary"
        self.seen["summary without news"] += 1
        return False

    # -- what is sent ----------------------------------------------------------------------------

    def heard(self, person: int, text: str, silent: bool) -> None:
        ((kind, subject, due),) = self.year.sql(
            "SELECT kind, subject, due_at FROM outbox WHERE person_id = :p AND claimed_at > 0",
            p=person,
        )
        self.minutes[self.year.now // 60] += 1
        self.seen[f"sent {kind}"] += 1
        awake = self.calendar.awake(self.year.now, self.books.place_of(person))
        assert silent != awake, "at night without a sound, else with one"
        if kind == "reminder":
            self._reminded(person, text)
            return
        assert self.year.now - max(due, self.up_since) <= PROMPT, "a hand-off came late"
        if kind == "desk":
            self._shown(person, subject)

    def _shown(self, person: int, school: int) -> None:
        """The list of those who wait says so as a reminder does."""
        where = "j.person_id = :p AND j.school_id = :s AND j.role = 'admin'"
        for row in self.books.rows(f"{REMINDERS} WHERE {where}", p=person, s=school):
            self.told[row.journey_id] = self.year.now
            if row.reason == "blocking" and row.sent >= len(BLOCKING):
                self.ended.add(era(row))  # it was said before; somebody had asked once more

    def _reminded(self, person: int, text: str) -> None:
        where = "WHERE p.id = :p AND r.ripe_at > 0"
        items = self.books.rows(f"{REMINDERS} {where}", p=person)
        items.sort(key=lambda row: ORDER.index(row.reason))
        weeks = self.books.rows(f"{SUMMARIES} {where}", p=person)
        first = (items or weeks)[0]
        self._may_be_said(first)
        self._in_time(items, weeks)
        for row in items:
            self._item(row, text)
        for row in weeks:
            self._week(row)
        self.seen[f"of {len(items) + len(weeks)} things"] += 1
        self.last[person] = self.year.now

    def _may_be_said(self, first: Row) -> None:
        now, place, calendar = self.year.now, first.place, self.calendar
        assert calendar.open(now, place), "said at a closed moment"
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
        at = max(min(dues), self.up_since)
        if self.books.zones((items or weeks)[0].person_id) > 1:
            self.seen["could wait for another zone"] += 1
            at = self.year.now
        assert self.year.now - at <= PROMPT, f"{self.year.now - at} s late"

    def _item(self, row: Row, text: str) -> None:
        now, day = self.year.now, self.calendar.day(self.year.now, row.place)
        number, reason = row.journey_id, row.reason
        self.seen[f"reason {reason}"] += 1
        assert not row.muted
        assert era(row) not in self.ended, "it was said to end"
        kind = "finished" if row.state == "finished" else "wait" * row.state.startswith("await")
        if reason == "blocking":
            assert self.books.queue_of(row)[0], "nobody waits"
            assert self.told.get(number, 0) // DAY < now // DAY or self._told_day(row) < day
            self.told[number] = now
        else:
            assert kind == {"waiting": "wait"}.get(reason, ""), (reason, row.state)
            assert not self.books.queue_of(row)[0], "others wait, and it is not said"
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
            self.ended.add(era(row))

    def _told_day(self, row: Row) -> dt.date:
        at = self.told.get(row.journey_id)
        return self.calendar.day(at, row.place) if at else dt.date.min

    def _week(self, row: Row) -> None:
        counts = self.books.counts(row)
        waiting = self.books.queue_of(row)[0]
        assert waiting or counts != self.counts[row.journey_id], "nothing is new"
        self.counts[row.journey_id] = counts
        if waiting:
            self.told[row.journey_id] = self.year.now
        self.seen["summary"] += 1

    def refused(self, person: int) -> None:
        """Whoever blocked the bot is tried once: then it knows."""
        self.refusals[person] += 1
        assert self.refusals[person] == 1, "tried again"
