"""Tickets: what people asked operators, what was answered, and who was told of it."""

from typing import Any, Final

from flows.model import Journey
from flows.scopes import Area, Level, Reach
from storage.rights import By, operates, place
from storage.sealed import NO_SEAL, Place, Seal
from storage.statements import Execute
from storage.ticket_rows import Figures, Said, Ticket, TicketMessage

_COLUMNS = ", ".join(Ticket.__slots__)
_MESSAGE = ", ".join(TicketMessage.__slots__)
_ADD = f"""
INSERT INTO tickets ({", ".join(Ticket.__slots__[1:])})
VALUES (:person, :journey, :school, :role, :edition, :state, :symptom, 'open', :at, :at, 0, 0, 0, 0,
    NULL)
RETURNING {_COLUMNS}
"""
_SAY = """
INSERT INTO ticket_messages (ticket_id, person_id, who, chat_id, message, at, posted, words)
VALUES (:ticket, :person, :who, :chat, :message, :at, :posted, '')
RETURNING id
"""
_SEAL_WORDS = "UPDATE ticket_messages SET words = :words WHERE id = :id"
_GET = f"SELECT {_COLUMNS} FROM tickets WHERE id = :id"
_OWN = f"SELECT {_COLUMNS} FROM tickets WHERE person_id = :person ORDER BY id DESC"
_REGION = "COALESCE((SELECT s.region FROM schools s WHERE s.id = {0}.school_id), '')"
_KEY = "COALESCE((SELECT s.place_key FROM schools s WHERE s.id = {0}.school_id), '')"


def _right(alias: str, level: Level = Level.READ) -> str:
    """Return the condition that `:by` may look at a ticket, or answer it."""
    region, key = _REGION.format(alias), _KEY.format(alias)
    return operates(region, key, f"{alias}.school_id", level)


_SEEN = {level: f"{_GET} AND {_right('tickets', level)}" for level in Level}
_WITHIN: Final = {
    Reach.ALL: "",
    Reach.REGION: "AND t.school_id IN (SELECT s.id FROM schools s WHERE s.region = :region)",
    Reach.MUNICIPALITY: """AND t.school_id IN (SELECT s.id FROM schools s
        WHERE s.region = :region AND s.place_key = :place)""",
    Reach.SCHOOL: "AND t.school_id = :school",
}
_FILTERS: Final = {
    "open": "t.status = 'open'",
    "mine": "t.taken_by = :by AND t.status IN ('open', 'answered')",
    "all": "1 = 1",
}
_LISTED = {
    name: f"""
SELECT {", ".join(f"t.{one}" for one in Ticket.__slots__)} FROM tickets t
WHERE {wanted} AND {_right("t")}
ORDER BY t.status = 'open' DESC, t.id DESC LIMIT :most OFFSET :first
"""
    for name, wanted in _FILTERS.items()
}
_MESSAGES = f"SELECT {_MESSAGE} FROM ticket_messages WHERE ticket_id = :ticket ORDER BY id"
_ONE_MESSAGE = f"SELECT {_MESSAGE} FROM ticket_messages WHERE id = :id"
_UNPOSTED = f"SELECT {_MESSAGE} FROM ticket_messages WHERE posted = 0 ORDER BY id LIMIT :most"
_POSTED = "UPDATE ticket_messages SET posted = :at WHERE id = :id"
_ANSWERED = """
UPDATE tickets SET status = 'answered', taken_by = COALESCE(taken_by, :operator),
    answered_at = CASE WHEN answered_at = 0 THEN :at ELSE answered_at END
WHERE id = :id
"""
_ASKED = """
UPDATE tickets SET status = 'open', asked_at = :at, told = 0, told_at = 0, closed_at = 0
WHERE id = :id
"""
_CLOSE = (
    "UPDATE tickets SET status = 'closed', closed_at = :at WHERE id = :id AND status <> 'closed'"
)
_TAKE = "UPDATE tickets SET taken_by = :operator WHERE id = :id"
_TOLD = "UPDATE tickets SET told = :told, told_at = :at WHERE id = :id"
_UNTOLD = f"""
SELECT {_COLUMNS} FROM tickets WHERE status = 'open' AND told_at <= :before
ORDER BY told_at, id LIMIT :most
"""
_OPEN_COUNT = {
    reach: f"""
SELECT COUNT(*) FROM tickets t WHERE t.status IN ('open', 'answered') AND {_right("t")} {within}
"""
    for reach, within in _WITHIN.items()
}
_TIMES = {
    reach: f"""
SELECT t.answered_at - t.opened_at FROM tickets t
WHERE t.answered_at > 0 AND t.opened_at > :since AND {_right("t")} {within} ORDER BY 1
"""
    for reach, within in _WITHIN.items()
}
_FORGET_CHAT = "UPDATE ticket_messages SET chat_id = 0, message = 0 WHERE chat_id = :person"
_FORGET_TAKER = "UPDATE tickets SET taken_by = NULL WHERE taken_by = :person"
# A question that was answered may never be closed: then its last message counts.
_FADE = """
UPDATE ticket_messages SET words = '', message = 0
WHERE (words <> '' OR message <> 0) AND ticket_id IN (SELECT t.id FROM tickets t
    WHERE t.status IN ('answered', 'closed') AND t.closed_at < :before AND NOT EXISTS
        (SELECT 1 FROM ticket_messages m
            WHERE m.ticket_id = t.id AND m.who <> 'note' AND m.at >= :before))
"""
_COUNT = "SELECT COUNT(*) FROM tickets WHERE status = 'open'"
_TOPIC = "SELECT topic FROM support_topics WHERE person_id = :person"
_OF_TOPIC = "SELECT person_id FROM support_topics WHERE topic = :topic AND person_id > 0"
# Whoever is forgotten leaves the number of their topic, under no name, until it is deleted too.
_FORGET_TOPIC = "UPDATE support_topics SET person_id = -topic WHERE person_id = :person"
_LEFT_TOPICS = "SELECT topic FROM support_topics WHERE person_id < 0 ORDER BY person_id LIMIT :most"
_DROP_TOPIC = "DELETE FROM support_topics WHERE topic = :topic AND person_id < 0"
_SET_TOPIC = """
INSERT INTO support_topics (person_id, topic) VALUES (:person, :topic)
ON CONFLICT (person_id) DO UPDATE SET topic = excluded.topic
"""


class Tickets:
    """The only place with SQL of tickets, their messages, and topics."""

    __slots__ = ("_execute", "_seal")

    def __init__(self, execute: Execute, seal: Seal = NO_SEAL) -> None:
        self._execute = execute
        self._seal = seal

    def open(self, person: int, journey: Journey | None, symptom: str, at: int) -> Ticket:
        """Open a ticket for somebody where they stand."""
        params = {
            "person": person,
            "journey": journey.id if journey else 0,
            "school": (journey.school_id if journey else 0) or 0,
            "role": journey.role.value if journey else "",
            "edition": journey.edition if journey else "",
            "state": journey.state if journey else "",
            "symptom": symptom,
            "at": at,
        }
        return Ticket(*self._execute(_ADD, params).fetchone())

    def say(self, ticket: Ticket, said: Said, at: int, *, posted: bool = False) -> int:
        """Add what somebody wrote; return the message's id. Words are kept only under a key."""
        params = {
            "ticket": ticket.id,
            "person": ticket.person_id,
            "who": said.who,
            "chat": said.chat_id,
            "message": said.message,
            "at": at,
            "posted": at if posted else 0,
        }
        (number,) = self._execute(_SAY, params).fetchone()
        sealed = self._seal.close(_place(number), said.words)
        if sealed:
            self._execute(_SEAL_WORDS, {"id": number, "words": sealed})
        return int(number)

    def get(self, ticket_id: int) -> Ticket | None:
        return _one(self._execute(_GET, {"id": ticket_id}).fetchone())

    def of(self, person_id: int) -> list[Ticket]:
        """Return what a person asked, the latest first."""
        return [Ticket(*row) for row in self._execute(_OWN, {"person": person_id})]

    def seen_by(self, by: By, ticket_id: int, level: Level = Level.READ) -> Ticket | None:
        """Return a ticket to an operator of its school, who may look, or answer."""
        return _one(self._execute(_SEEN[level], {**by.params, "id": ticket_id}).fetchone())

    def listed(self, by: By, filter_: str, first: int, most: int) -> list[Ticket]:
        """Return tickets where `by` may look: `open`, `mine` or `all`."""
        params = {**by.params, "first": first, "most": most}
        return [Ticket(*row) for row in self._execute(_LISTED[filter_], params)]

    def messages(self, ticket_id: int) -> list[TicketMessage]:
        """Return what was written about a ticket whose right was asked for."""
        rows = self._execute(_MESSAGES, {"ticket": ticket_id}).fetchall()
        return [self._message(row) for row in rows]

    def message(self, message_id: int) -> TicketMessage | None:
        row = self._execute(_ONE_MESSAGE, {"id": message_id}).fetchone()
        return self._message(row) if row else None

    def unposted(self, most: int) -> list[TicketMessage]:
        """Return what the support group has not got yet."""
        rows = self._execute(_UNPOSTED, {"most": most}).fetchall()
        return [self._message(row) for row in rows]

    def posted(self, message_id: int, at: int) -> None:
        self._execute(_POSTED, {"id": message_id, "at": at})

    def answered(self, ticket_id: int, operator: int | None, at: int) -> None:
        """Note that an operator has answered; the first to do so has taken it."""
        self._execute(_ANSWERED, {"id": ticket_id, "operator": operator, "at": at})

    def asked(self, ticket_id: int, at: int) -> None:
        """Note that the person asks again, or that it is open again."""
        self._execute(_ASKED, {"id": ticket_id, "at": at})

    def close(self, ticket_id: int, at: int) -> bool:
        return self._execute(_CLOSE, {"id": ticket_id, "at": at}).rowcount == 1

    def take(self, ticket_id: int, operator: int) -> None:
        self._execute(_TAKE, {"id": ticket_id, "operator": operator})

    def told(self, ticket_id: int, level: int, at: int) -> None:
        """Remember how far up operators were told of it."""
        self._execute(_TOLD, {"id": ticket_id, "told": level, "at": at})

    def untold(self, before: int, most: int) -> list[Ticket]:
        """Return open tickets of which nobody was told since `before`."""
        params = {"before": before, "most": most}
        return [Ticket(*row) for row in self._execute(_UNTOLD, params)]

    def figures(self, by: By, area: Area, since: int) -> Figures:
        """Count what is open in an area, and take the median time of answers since `since`."""
        params = {**by.params, **place(area)}
        (count,) = self._execute(_OPEN_COUNT[area.reach], params).fetchone()
        times = self._execute(_TIMES[area.reach], {**params, "since": since}).fetchall()
        return Figures(int(count), times[len(times) // 2][0] if times else None)

    def forget(self, person_id: int) -> int:
        """Take an account out of other people's tickets and its topic; return how many topics."""
        params = {"person": person_id}
        self._execute(_FORGET_CHAT, params)
        self._execute(_FORGET_TAKER, params)
        return self._execute(_FORGET_TOPIC, params).rowcount

    def count_open(self) -> int:
        """Return how many wait for an answer."""
        (count,) = self._execute(_COUNT, {}).fetchone()
        return int(count)

    def fade(self, before: int) -> int:
        """Delete the words of what was closed, or answered for the last time, before.

        Pictures are copied no more. Returns how many messages.
        """
        return self._execute(_FADE, {"before": before}).rowcount

    def topic(self, person_id: int) -> int | None:
        """Return a person's topic in the support group."""
        row = self._execute(_TOPIC, {"person": person_id}).fetchone()
        return int(row[0]) if row else None

    def of_topic(self, topic: int) -> int | None:
        """Return whose topic it is."""
        row = self._execute(_OF_TOPIC, {"topic": topic}).fetchone()
        return int(row[0]) if row else None

    def left_topics(self, most: int) -> list[int]:
        """Return topics of those who were forgotten."""
        return [topic for (topic,) in self._execute(_LEFT_TOPICS, {"most": most})]

    def drop_topic(self, topic: int) -> None:
        """Know no more of a topic that somebody forgotten has left."""
        self._execute(_DROP_TOPIC, {"topic": topic})

    def set_topic(self, person_id: int, topic: int) -> None:
        self._execute(_SET_TOPIC, {"person": person_id, "topic": topic})

    def _message(self, row: tuple[Any, ...]) -> TicketMessage:
        number, ticket, person, who, chat, message, at, posted, words = row
        opened = self._seal.open(_place(number), words)
        return TicketMessage(number, ticket, person, who, chat, message, at, posted, opened)


def _place(message_id: int) -> Place:
    return Place("ticket_messages", "words", message_id)


def _one(row: tuple[Any, ...] | None) -> Ticket | None:
    return Ticket(*row) if row else None
