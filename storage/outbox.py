"""The outbox: what the bot says unasked, put down by the transaction that caused it.

A row says what it is about, not the words: those are made from what is stored when it is sent, so
that a late message tells how things stand. One row of a kind about a subject waits for a person:
what comes twice is said once.

A row is claimed before it is sent. Whatever ends the program in between, the claim tells what may
have been sent: the next start decides what that means (`claimed`).
"""

from dataclasses import dataclass
from enum import IntEnum

from storage.statements import Execute


class Priority(IntEnum):
    """What goes first: what others wait for, then reminders, then broadcasts."""

    HAND_OFF = 0
    REMINDER = 1
    BROADCAST = 2


@dataclass(frozen=True, slots=True)
class Notice:
    """A row of `outbox`. `subject` is a journey's or school's id; times are unix seconds.

    `version` counts how often the row was put down anew, `tries` how often saying it failed,
    `claimed_at` is when it was taken to be sent (0: it waits).
    """

    id: int
    person_id: int
    kind: str
    subject: int
    detail: str
    made_at: int
    due_at: int
    tries: int
    version: int
    priority: int = Priority.HAND_OFF
    claimed_at: int = 0


_COLUMNS = ", ".join(Notice.__slots__)
_PUT = """
INSERT INTO outbox (person_id, kind, subject, detail, made_at, due_at, tries, version, priority)
SELECT :person, :kind, :subject, :detail, :at, :due, 0, 0, :priority
WHERE EXISTS (SELECT 1 FROM persons WHERE id = :person AND blocked_at = 0)
ON CONFLICT (person_id, kind, subject) DO UPDATE
SET detail = excluded.detail, made_at = excluded.made_at, version = outbox.version + 1,
    priority = excluded.priority, claimed_at = 0,
    due_at = CASE WHEN outbox.due_at < excluded.due_at THEN outbox.due_at ELSE excluded.due_at END
"""
# A person's messages go in the order in which they were put down, the urgent ones first: while one
# is due, on its way or has failed, those behind it wait. A total order: nobody waits in a circle.
_DUE = f"""
SELECT {_COLUMNS} FROM outbox
WHERE priority = :priority AND claimed_at = 0 AND due_at <= :now
    AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.person_id = outbox.person_id
        AND (e.claimed_at > 0
            OR ((e.due_at <= :now OR e.tries > 0)
                AND (e.priority, e.id) < (outbox.priority, outbox.id))))
ORDER BY due_at, id LIMIT :most
"""
_NEXT = "SELECT MIN(due_at) FROM outbox WHERE priority = :priority AND claimed_at = 0"
_CLAIM = """
UPDATE outbox SET claimed_at = :at WHERE id = :id AND version = :version AND claimed_at = 0
"""
_CLAIMED = f"SELECT {_COLUMNS} FROM outbox WHERE claimed_at > 0 ORDER BY claimed_at, id"
_ON_ITS_WAY = """
SELECT 1 FROM outbox WHERE person_id = :person AND kind = :kind AND claimed_at > 0
"""
_DONE = "DELETE FROM outbox WHERE id = :id AND version = :version"
_POSTPONE = """
UPDATE outbox SET due_at = :due, tries = tries + :failed, claimed_at = 0
WHERE id = :id AND version = :version
"""
_DROP = "DELETE FROM outbox WHERE person_id = :person AND kind = :kind AND subject = :subject"
_DROP_ALL = "DELETE FROM outbox WHERE person_id = :person"
_COUNT = """
SELECT COUNT(*) FROM outbox WHERE priority = :priority AND due_at <= :now AND claimed_at = 0
"""


class Outbox:
    """The only place with SQL of `outbox`."""

    __slots__ = ("_execute", "puts")

    def __init__(self, execute: Execute) -> None:
        self._execute = execute
        self.puts = 0
        """Counts what was put down on this connection, so that one sees whether a function did."""

    def put(
        self,
        person_id: int,
        kind: str,
        subject: int,
        at: int,
        *,
        detail: str = "",
        due: int = 0,
        priority: Priority = Priority.HAND_OFF,
    ) -> None:
        """Have this said at `due`, or now; not to somebody forgotten or beyond reach."""
        params = {
            "person": person_id,
            "kind": kind,
            "subject": subject,
            "detail": detail,
            "at": at,
            "due": due or at,
            "priority": int(priority),
        }
        self.puts += 1
        self._execute(_PUT, params)

    def due(self, now: int, most: int) -> list[Notice]:
        """Return what is to be said by now, one a person: by priority, then the oldest first."""
        found: list[Notice] = []
        for priority in Priority:
            params = {"priority": int(priority), "now": now, "most": most - len(found)}
            found += [Notice(*row) for row in self._execute(_DUE, params)]
            if len(found) >= most:
                break
        return found

    def next_due(self) -> int | None:
        rows = [self._execute(_NEXT, {"priority": int(one)}).fetchone() for one in Priority]
        return min((int(at) for (at,) in rows if at is not None), default=None)

    def waiting(self, now: int) -> dict[Priority, int]:
        """Return how many are due and not on their way, by priority."""
        counts = {}
        for one in Priority:
            (counts[one],) = self._execute(_COUNT, {"priority": int(one), "now": now}).fetchone()
        return counts

    def claim(self, notice: Notice, at: int) -> bool:
        """Take a row to be sent; False for one that is gone, changed, or on its way."""
        params = {"id": notice.id, "version": notice.version, "at": at}
        return self._execute(_CLAIM, params).rowcount == 1

    def claimed(self) -> list[Notice]:
        """Return what is on its way; at a start, what may have been sent before the last end."""
        return [Notice(*row) for row in self._execute(_CLAIMED, {})]

    def on_its_way(self, person_id: int, kind: str) -> bool:
        params = {"person": person_id, "kind": kind}
        return self._execute(_ON_ITS_WAY, params).fetchone() is not None

    def done(self, notice: Notice) -> None:
        """Delete what was said; what was put down anew meanwhile stays."""
        self._execute(_DONE, {"id": notice.id, "version": notice.version})

    def postpone(self, notice: Notice, due: int, *, failed: bool = False) -> None:
        """Say it later, unless it was put down anew meanwhile; it is not on its way any more."""
        params = {
            "id": notice.id,
            "version": notice.version,
            "due": due,
            "failed": int(failed),
        }
        self._execute(_POSTPONE, params)

    def drop(self, person_id: int, kind: str, subject: int) -> None:
        """Take back what has not been said yet."""
        self._execute(_DROP, {"person": person_id, "kind": kind, "subject": subject})

    def drop_all(self, person_id: int) -> int:
        """Take back everything for somebody who cannot be reached."""
        return self._execute(_DROP_ALL, {"person": person_id}).rowcount
