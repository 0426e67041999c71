"""What the gateway of tickets returns and takes."""

from dataclasses import dataclass, field
from typing import Final, NamedTuple

OPEN: Final = ("open", "answered")
"""A ticket that is not closed: it waits for an operator, or for the person."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """A row of `tickets`. Times are unix seconds, 0 for never.

    Where the person stood is `role`, `edition` and `state` ("" for nowhere), at `school_id` (0: at
    none). `asked_at` is since when it waits for an answer, `answered_at` when the first came.
    """

    id: int
    person_id: int
    journey_id: int
    school_id: int
    role: str
    edition: str
    state: str
    symptom: str
    status: str
    opened_at: int
    asked_at: int
    answered_at: int
    closed_at: int
    told: int
    told_at: int
    taken_by: int | None


@dataclass(frozen=True, slots=True)
class TicketMessage:
    """A row of `ticket_messages`: `who` is `person`, `operator` or `note`.

    `words` are empty where nothing is kept; then, and for a picture, message `message` of chat
    `chat_id` is copied.
    """

    id: int
    ticket_id: int
    person_id: int
    who: str
    chat_id: int
    message: int
    at: int
    posted: int
    words: str = field(repr=False)


class Said(NamedTuple):
    """What somebody wrote: their account and message, and the words."""

    who: str
    chat_id: int
    message: int
    words: str


class Figures(NamedTuple):
    """How many tickets are not closed, and the median of seconds to the first answer."""

    open: int
    answer: int | None
