"""What must hold at the end of each day: what was due is done, and nobody was forgotten."""

from typing import Final

from tests.support.year_books import REMINDERS, SUMMARIES, Row
from tests.support.year_rules import Rules, era, gaps_of

ENDS: Final = 20
"""The hour, UTC, at which everywhere a day of open hours is over and none has begun."""
HOURS: Final = 9
"""Hours before which it was that day everywhere, from Kaliningrad to Kamchatka."""

_OVERDUE: Final = (
    "SELECT 'outbox', id FROM outbox WHERE due_at <= :now OR claimed_at > 0",
    "SELECT 'reminder', journey_id FROM reminders WHERE due_at > 0 AND due_at <= :now",
    "SELECT 'summary', journey_id FROM summaries WHERE due_at > 0 AND due_at <= :now",
    """SELECT 'ripe', journey_id FROM (SELECT journey_id FROM reminders WHERE ripe_at > 0
        UNION SELECT journey_id FROM summaries WHERE ripe_at > 0) r
    JOIN journeys j ON j.id = r.journey_id
    WHERE NOT EXISTS (SELECT 1 FROM outbox o WHERE o.person_id = j.person_id
        AND o.kind = 'reminder')""",
)
_UNPLANNED: Final = """
SELECT j.id FROM journeys j LEFT JOIN reminders r ON r.journey_id = j.id
WHERE j.state <> 'finished' AND r.journey_id IS NULL
"""
_WANTED: Final = "p.reminders_off = 0 AND p.blocked_at = 0"


class Days:
    """Looks back on each day. `blocked` of the year are those who the bot may not know to be."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.year = rules.year
        self.books = rules.books
        self.calendar = rules.calendar

    def end(self) -> None:
        self._all_is_taken()
        self._none_falls_asleep()
        for row in self.books.rows(f"{REMINDERS} WHERE r.reason = 'blocking' AND {_WANTED}"):
            self._told(row)
        self.rules.seen["days"] += 1

    def _all_is_taken(self) -> None:
        for query in _OVERDUE:
            params = {"now": self.year.now} if ":now" in query else {}
            assert not self.year.sql(query, **params), "overdue"

    def _none_falls_asleep(self) -> None:
        """Whoever walks is reminded again, unless they want it not, or it was said to end."""
        assert not self.year.sql(_UNPLANNED), "walks, and nothing is planned"
        asleep = f"{REMINDERS} WHERE r.due_at = 0 AND r.ripe_at = 0 AND r.muted = 0 AND {_WANTED}"
        for row in self.books.rows(asleep):
            assert row.sent >= len(gaps_of(row.reason)), f"planned no more: {row}"
            assert era(row) in self.rules.ended, f"it ended, and nobody said so: {row}"
        asleep = f"{SUMMARIES} WHERE r.due_at = 0 AND r.ripe_at = 0 AND {_WANTED}"
        assert not self.books.rows(asleep), "a summary is planned no more"

    def _begins(self, row: Row) -> int:
        """Return when the day that ends began where somebody is."""
        local = self.calendar.local(self.year.now - HOURS * 3600, row.place)
        midnight = local.replace(hour=0, minute=0, second=0)
        return int(midnight.timestamp())

    def _owed(self, row: Row, since: int) -> bool:
        """Whether since that moment nothing happened that would explain a silence."""
        number = row.person_id
        was_there = max(self.rules.up_since, self.books.changed.get(number, 0)) < since
        chose = self.rules.excused.get(number, 0) >= since or row.paused_until >= since
        return was_there and not chose and number not in self.year.blocked

    def _told(self, row: Row) -> None:
        """Whoever others waited for since yesterday was told so today."""
        count, queue = self.books.queue_of(row)
        begins = self._begins(row)
        today = self.calendar.day(begins, row.place)
        ended = row.muted or row.sent >= len(gaps_of("blocking"))
        waited = max(self.books.empty[queue], self.rules.begun.get(row.journey_id, 0)) < begins
        if not count or not waited or ended:
            return
        if self.calendar.closed(today, row.place) or not self._owed(row, begins):
            return
        told = self.rules.told.get(row.journey_id, 0)
        assert told >= begins, f"{count} wait, and nobody says so: {row}"
        self.rules.seen["told of a queue"] += 1
