"""The one question that a person's next message answers, and what was answered so far."""

import json
from dataclasses import dataclass

from storage.statements import Execute


@dataclass(frozen=True, slots=True)
class Ask:
    """`name` says what is asked, `subject` about which school, class or journey (0: none)."""

    name: str
    subject: int
    answers: dict[str, str]
    at: int


_PUT = """
INSERT INTO asks (person_id, name, subject, answers, at)
VALUES (:person, :name, :subject, :answers, :at)
ON CONFLICT (person_id) DO UPDATE
SET name = excluded.name, subject = excluded.subject, answers = excluded.answers, at = excluded.at
"""
_GET = "SELECT name, subject, answers, at FROM asks WHERE person_id = :person"
_REST = "UPDATE asks SET at = 0 WHERE person_id = :person"
_DROP = "DELETE FROM asks WHERE person_id = :person"


class Asks:
    """The only place with SQL of `asks`."""

    __slots__ = ("_execute",)

    def __init__(self, execute: Execute) -> None:
        self._execute = execute

    def put(self, person_id: int, ask: Ask) -> None:
        """Ask this from now on, instead of anything asked before."""
        params = {
            "person": person_id,
            "name": ask.name,
            "subject": ask.subject,
            "answers": json.dumps(ask.answers, ensure_ascii=False),
            "at": ask.at,
        }
        self._execute(_PUT, params)

    def get(self, person_id: int) -> Ask | None:
        row = self._execute(_GET, {"person": person_id}).fetchone()
        return Ask(row[0], row[1], json.loads(row[2]), row[3]) if row else None

    def rest(self, person_id: int) -> None:
        """Let the question sleep: what was answered stays, the next message is no answer."""
        self._execute(_REST, {"person": person_id})

    def drop(self, person_id: int) -> bool:
        """Ask nothing any more; return whether something was asked."""
        return self._execute(_DROP, {"person": person_id}).rowcount == 1
