"""Whose question it is: the narrowest operators of a school first, then one level up at a time."""

from bot.actions.view import Visit
from storage import Tx
from storage.ticket_rows import Ticket

KIND = "ticket_new"


def levels(tx: Tx, visit: Visit, school: int) -> list[list[int]]:
    """Return the operators who may answer, level by level; those of the settings last."""
    found = tx.grants.levels(school, visit.now)
    roots = [one for one in visit.operators if tx.persons.get(one)]
    return [*found, roots] if roots else found


def told(tx: Tx, visit: Visit, ticket: Ticket) -> None:
    """Tell whoever has taken it, or the next level of operators that there is."""
    if ticket.taken_by and ticket.told == 0 and ticket.answered_at:
        tx.outbox.put(ticket.taken_by, KIND, ticket.id, visit.now)
        tx.tickets.told(ticket.id, 0, visit.now)
        return
    above = levels(tx, visit, ticket.school_id)
    if not above:
        tx.tickets.told(ticket.id, 0, visit.now)
        return
    level = min(ticket.told, len(above) - 1)
    for one in above[level]:
        if one != ticket.person_id:
            tx.outbox.put(one, KIND, ticket.id, visit.now)
    tx.tickets.told(ticket.id, ticket.told + 1, visit.now)


def escalate(tx: Tx, visit: Visit, hours: int, most: int) -> int:
    """Tell one level up of what waits for too long; return how many tickets that were."""
    waiting = tx.tickets.untold(visit.now - hours * 3600, most)
    for ticket in waiting:
        above = len(levels(tx, visit, ticket.school_id))
        if ticket.told < above:
            told(tx, visit, ticket)
        else:
            tx.tickets.told(ticket.id, ticket.told, visit.now)
    return len(waiting)
