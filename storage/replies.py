"""Ready replies: an operator's answer that serves others who are stuck on the same."""

from dataclasses import dataclass
from typing import Final

from flows.operator.figures import Key
from flows.scopes import Level
from storage.rights import By, operates
from storage.statements import Execute


@dataclass(frozen=True, slots=True)
class Reply:
    """A row of `replies`: `status` is `proposed`, `approved` or `withdrawn`. `at` in seconds."""

    id: int
    symptom: str
    role: str
    edition: str
    state: str
    status: str
    made_at: int
    words: str

    @property
    def key(self) -> Key:
        return Key(self.role, self.edition, self.state)


_COLUMNS = ", ".join(Reply.__slots__)
_ADD = f"""
INSERT INTO replies (symptom, role, edition, state, status, made_at, words)
VALUES (:symptom, :role, :edition, :state, 'proposed', :at, :words)
RETURNING {_COLUMNS}
"""
# They are shown to everybody, so whoever looks after everything decides.
_EVERYWHERE: Final = operates("''", "''", "0", Level.FULL)
_TURN = f"UPDATE replies SET status = :status WHERE id = :id AND {_EVERYWHERE}"
_LISTED = f"""
SELECT {_COLUMNS} FROM replies WHERE status <> 'withdrawn' AND {_EVERYWHERE}
ORDER BY status = 'proposed' DESC, id DESC LIMIT :most
"""
_FOR = f"""
SELECT {_COLUMNS} FROM replies
WHERE role = :role AND edition = :edition AND state = :state AND symptom = :symptom
    AND status = 'approved'
ORDER BY id DESC LIMIT 1
"""
_GET = f"SELECT {_COLUMNS} FROM replies WHERE id = :id"


class Replies:
    """The only place with SQL of `replies`."""

    __slots__ = ("_execute",)

    def __init__(self, execute: Execute) -> None:
        self._execute = execute

    def propose(self, key: Key, symptom: str, words: str, at: int) -> Reply:
        """Keep an answer, to be looked at before anybody else sees it."""
        params = {**key._asdict(), "symptom": symptom, "words": words, "at": at}
        return Reply(*self._execute(_ADD, params).fetchone())

    def turn(self, by: By, reply_id: int, status: str) -> bool:
        """Approve or withdraw one; only whoever may act everywhere."""
        params = {**by.params, "id": reply_id, "status": status}
        return self._execute(_TURN, params).rowcount == 1

    def listed(self, by: By, most: int) -> list[Reply]:
        """Return those to be looked at, and those in use, to whoever may act everywhere."""
        rows = self._execute(_LISTED, {**by.params, "most": most})
        return [Reply(*row) for row in rows]

    def fitting(self, key: Key, symptom: str) -> Reply | None:
        """Return the approved reply to what somebody is stuck on."""
        params = {**key._asdict(), "symptom": symptom}
        row = self._execute(_FOR, params).fetchone()
        return Reply(*row) if row else None

    def get(self, reply_id: int) -> Reply | None:
        row = self._execute(_GET, {"id": reply_id}).fetchone()
        return Reply(*row) if row else None
