"""The outbox: what the bot says unasked, put down by the transaction that caused it.

A row says what it is about, not the words: those are made from what is stored when it is sent, so
that a late message tells how things stand. One row of a kind about a subject waits for a person:
what comes twice is said once.
"""

from dataclasses import dataclass

from storage.statements import Execute


@dataclass(frozen=True, slots=True)
class Notice:
    """A row of `outbox`. `subject` is a journey's or school's id; times are unix seconds.

    `version` counts how often the row was put down anew, `tries` how often saying it failed.
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


_COLUMNS = ", ".join(Notice.__slots__)
_PUT = """
INSERT INTO outbox (person_id, kind, subject, detail, made_at, due_at, tries, version)
SELECT :person, :kind, :subject, :detail, :at, :due, 0, 0
WHERE EXISTS (SELECT 1 FROM persons WHERE id = :person)
ON CONFLICT (person_id, kind, subject) DO UPDATE
SET detail = excluded.detail, made_at = excluded.made_at, version = outbox.version + 1,
    due_at = CASE WHEN outbox.due_at < excluded.due_at THEN outbox.due_at ELSE excluded.due_at END
"""
_DUE = f"SELECT {_COLUMNS} FROM outbox WHERE due_at <= :now ORDER BY due_at, id LIMIT :most"
_NEXT = "SELECT MIN(due_at) FROM outbox"
_DONE = "DELETE FROM outbox WHERE id = :id AND version = :version"
_POSTPONE = """
UPDATE outbox SET due_at = :due, tries = tries + :failed WHERE id = :id AND version = :version
"""
_DROP = "DELETE FROM outbox WHERE person_id = :person AND kind = :kind AND subject = :subject"
_DROP_ALL = "DELETE FROM outbox WHERE person_id = :person"


class Outbox:
    """The only place with SQL of `outbox`."""

    __slots__ = ("_execute", "puts")

    def __init__(self, execute: Execute) -> None:
        self._execute = execute
        self.puts = 0
        """Counts what was put down on this connection, so that one sees whether a function did."""

    def put(
        self, person_id: int, kind: str, subject: int, at: int, *, detail: str = "", due: int = 0
    ) -> None:
        """Have this said at `due`, or now. Somebody who was forgotten is told nothing."""
        params = {
            "person": person_id,
            "kind": kind,
            "subject": subject,
            "detail": detail,
            "at": at,
            "due": due or at,
        }
        self.puts += 1
        self._execute(_PUT, params)

    def due(self, now: int, most: int) -> list[Notice]:
        """Return what is to be said by now, the oldest first."""
        return [Notice(*row) for row in self._execute(_DUE, {"now": now, "most": most})]

    def next_due(self) -> int | None:
        (at,) = self._execute(_NEXT, {}).fetchone()
        return None if at is None else int(at)

    def done(self, notice: Notice) -> None:
        """Delete what was said; what was put down anew meanwhile stays."""
        self._execute(_DONE, {"id": notice.id, "version": notice.version})

    def postpone(self, notice: Notice, due: int, *, failed: bool = False) -> None:
        """Say it later, unless it was put down anew meanwhile."""
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
