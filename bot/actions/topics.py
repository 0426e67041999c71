"""The support group: what is written in a person's topic is an answer to their question."""

from dataclasses import dataclass, field

from bot.actions.operator.tickets import answer
from bot.actions.view import Visit
from flows.names import visible
from flows.ticket_pages import LONGEST
from storage import Tx
from storage.ticket_rows import OPEN, Said, Ticket

NOTE = "//"
"""How a note begins, which the person does not get."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A message in a topic. `plain`: it is nothing but its words."""

    topic: int
    chat: int
    message: int
    words: str = field(repr=False)
    command: str
    plain: bool
    sender: int = 0


def heard(tx: Tx, visit: Visit, said: Heard) -> str:
    """Carry it out; return the key of what is said back in the topic, "" for nothing."""
    if not tx.updates.first_seen(visit.update, visit.now):
        return ""
    person = tx.tickets.of_topic(said.topic)
    ticket = _latest(tx, person) if person else None
    if ticket is None:
        return "note-topic_unknown"
    turned = _turned(tx, visit, ticket, said)
    if turned:
        return turned
    words = visible(said.words).strip()[:LONGEST]
    if said.command == "note" or said.words.startswith(NOTE):
        own = Said("note", said.chat, said.message, words.removeprefix(NOTE).strip())
        tx.tickets.say(ticket, own, visit.now, posted=True)
        return ""
    kept = words if said.plain and tx.seal.keeps else ""
    own = Said("operator", said.chat, said.message, kept)
    answer(tx, visit, ticket, own, None, posted=True)
    return ""


def _turned(tx: Tx, visit: Visit, ticket: Ticket, said: Heard) -> str:
    """Carry out a command; "" for what is none."""
    if said.command == "close":
        tx.tickets.close(ticket.id, visit.now)
        return "note-topic_closed"
    if said.command == "reopen":
        tx.tickets.asked(ticket.id, visit.now)
        return "note-ticket_open"
    if said.command == "take" and tx.persons.get(said.sender) is None:
        return "note-topic_stranger"
    if said.command == "take":
        tx.tickets.take(ticket.id, said.sender)
        return "note-ticket_take"
    return ""


def _latest(tx: Tx, person: int) -> Ticket | None:
    """Return the question that is meant: the latest open one, or else the latest."""
    mine = tx.tickets.of(person)
    return next((one for one in mine if one.status in OPEN), next(iter(mine), None))
