"""Reminders: when each journey's person is to be reminded next, and how often they were."""

from typing import Any, NamedTuple

from flows.reminders import Reason, Reminder, Wish
from storage.statements import Execute

_COLUMNS = "journey_id, person_id, reason, revision, sent, due_at, sent_at, muted, closed"
_SAVE = f"""
INSERT INTO reminders ({_COLUMNS}, ripe_at)
VALUES (:journey, :person, :reason, :revision, :sent, :due, :sent_at, :muted, :closed, 0)
ON CONFLICT (journey_id) DO UPDATE
SET reason = excluded.reason, revision = excluded.revision, sent = excluded.sent,
    due_at = excluded.due_at, sent_at = excluded.sent_at, muted = excluded.muted,
    closed = excluded.closed, ripe_at = 0
"""
_GET = f"SELECT {_COLUMNS} FROM reminders WHERE journey_id = :journey"
_DROP = "DELETE FROM reminders WHERE journey_id = :journey"
# By the person's journeys: an index by person would cost every step another page on the disk.
_OF = f"""
SELECT {", ".join(f"r.{name.strip()}" for name in _COLUMNS.split(","))}
FROM journeys j JOIN reminders r ON r.journey_id = j.id
WHERE j.person_id = :person ORDER BY r.journey_id
"""
_RIPE = _OF.replace("ORDER BY", "AND r.ripe_at > 0 ORDER BY")
_COUNT_DUE = "SELECT COUNT(*) FROM reminders WHERE due_at > 0 AND due_at <= :now"
_DUE = """
SELECT person_id FROM reminders WHERE due_at > 0 AND due_at <= :now ORDER BY due_at LIMIT :most
"""
_NEXT = "SELECT MIN(due_at) FROM reminders WHERE due_at > 0"
_RIPEN = "UPDATE reminders SET due_at = 0, ripe_at = :at WHERE journey_id = :journey"
_CANCEL = """
UPDATE reminders SET due_at = 0, ripe_at = 0
WHERE journey_id IN (SELECT id FROM journeys WHERE person_id = :person)
"""
_SETTING = f"""
SELECT p.remind_hour, p.paused_until, p.reminders_off, p.blocked_at, s.region,
    {", ".join(f"r.{name.strip()}" for name in _COLUMNS.split(","))}
FROM persons p LEFT JOIN schools s ON s.id = :school
LEFT JOIN reminders r ON r.journey_id = :journey
WHERE p.id = :person
"""


class Setting(NamedTuple):
    """What planning a journey's reminder looks at, in one statement.

    `region` is the school's ("" without one). Whoever cannot be reached wishes for nothing.
    """

    wish: Wish
    region: str
    reminder: Reminder | None


class Reminders:
    """The only place with SQL of `reminders`."""

    __slots__ = ("_execute",)

    def __init__(self, execute: Execute) -> None:
        self._execute = execute

    def setting(self, person_id: int, journey_id: int, school_id: int | None) -> Setting | None:
        """Return what a plan depends on; None for somebody who was forgotten."""
        params = {"person": person_id, "journey": journey_id, "school": school_id}
        row = self._execute(_SETTING, params).fetchone()
        if row is None:
            return None
        hour, paused_until, off, blocked_at, region, *rest = row
        wish = Wish(hour, paused_until, bool(off or blocked_at))
        return Setting(wish, region or "", _read(rest) if rest[0] is not None else None)

    def save(self, one: Reminder) -> None:
        """Write the one reminder of a journey; nothing of it is on its way any more."""
        params = {
            "journey": one.journey_id,
            "person": one.person_id,
            "reason": one.reason.value,
            "revision": one.revision,
            "sent": one.sent,
            "due": one.due,
            "sent_at": one.sent_at,
            "muted": int(one.muted),
            "closed": one.closed,
        }
        self._execute(_SAVE, params)

    def get(self, journey_id: int) -> Reminder | None:
        row = self._execute(_GET, {"journey": journey_id}).fetchone()
        return _read(row) if row else None

    def drop(self, journey_id: int) -> None:
        self._execute(_DROP, {"journey": journey_id})

    def of(self, person_id: int) -> list[Reminder]:
        return [_read(row) for row in self._execute(_OF, {"person": person_id})]

    def ripe(self, person_id: int) -> list[Reminder]:
        """Return those of a person that are on their way through the outbox."""
        return [_read(row) for row in self._execute(_RIPE, {"person": person_id})]

    def due(self, now: int, most: int) -> list[int]:
        """Return the persons whose time has come, each once, the longest overdue first."""
        rows = self._execute(_DUE, {"now": now, "most": most})
        return list(dict.fromkeys(person for (person,) in rows))

    def count_due(self, now: int) -> int:
        """Return how many are due by now."""
        (count,) = self._execute(_COUNT_DUE, {"now": now}).fetchone()
        return int(count)

    def next_due(self) -> int | None:
        (at,) = self._execute(_NEXT, {}).fetchone()
        return None if at is None else int(at)

    def ripen(self, journey_id: int, at: int) -> None:
        """Let a reminder go into the outbox: it is not due a second time."""
        self._execute(_RIPEN, {"journey": journey_id, "at": at})

    def cancel(self, person_id: int) -> None:
        """Have nothing pending for somebody who cannot be reached or wants none."""
        self._execute(_CANCEL, {"person": person_id})


def _read(row: Any) -> Reminder:
    journey, person, reason, revision, sent, due, sent_at, muted, closed = row
    return Reminder(
        journey,
        person,
        Reason(reason),
        revision,
        sent,
        due,
        sent_at,
        muted=bool(muted),
        closed=closed,
    )
