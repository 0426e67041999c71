"""A broadcast on its way: people are taken in portions, as many as are about to be written to."""

from dataclasses import dataclass
from typing import Final

from bot.actions.operator.casting import KIND, seen_of
from bot.actions.view import Visit
from flows.operator.casting import Casting
from flows.scopes import Level
from storage import By, Done, Priority, Tx
from storage.casts import ITS_CARD, Cast

PORTION: Final = 100
"""Messages of one broadcast that wait in the outbox at most, before more people are taken."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What a portion came to: the broadcast as it is now, its author and their bar (0: none)."""

    casting: Casting
    author: int
    language: str
    bar: int
    put: int


def turns(tx: Tx, visit: Visit) -> list[Turn]:
    """Take the next portion of every broadcast that is on its way."""
    return [one for row in tx.casts.running(visit.now) if (one := _turn(tx, visit, row))]


def _turn(tx: Tx, visit: Visit, row: Cast) -> Turn | None:
    author = tx.persons.get(row.person_id)
    by = By(row.person_id, row.person_id in visit.operators, visit.now)
    if author is None or not tx.grants.allows(by, row.segment.area, Level.FULL):
        tx.casts.turn(row.id, "stopped", visit.now, "running")
        return None
    put = 0
    waiting = tx.casts.waiting(row.id)
    if waiting < PORTION:
        people, school, journey = tx.casts.people(row)
        ended = (school, journey) == (row.at_school, row.at_journey)
        for person in people:
            tx.outbox.put(person, KIND, row.id, visit.now, priority=Priority.BROADCAST)
        put = len(people)
        tx.casts.went_on(row.id, school, journey, put)
        if ended and not waiting and not put:
            tx.casts.turn(row.id, "ended", visit.now, "running")
            tx.audit.add(by, Done("cast_ended", row.segment.area, "cast", row.id, str(row.sent)))
    seen = seen_of(tx, by, tx.casts.get(row.id) or row)
    bar = row.bar
    if bar == ITS_CARD:
        bar = author.card if author.card and author.card == author.bottom else 0
        tx.casts.show(row.id, bar)
    return Turn(seen, author.id, author.language, bar, put) if seen else None


def shown(tx: Tx, author: int, cast_id: int, message: int) -> None:
    """Remember the message that shows the progress, which is the author's last now."""
    tx.casts.show(cast_id, message)
    tx.persons.set_bottom(author, message)
