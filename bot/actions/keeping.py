"""What nobody has touched for long: its person is told, and it is forgotten unless they come."""

from dataclasses import dataclass

from bot.actions import handoffs
from bot.actions.scene import place
from bot.actions.view import Action, View, Visit, agreed, present, view_of
from flows.keeping_pages import GRACE, fading, untouched_since
from flows.screens import say
from storage import By, Person, Tx
from storage.keeping import Idle, day


@dataclass(frozen=True, slots=True)
class Turn:
    """How many were told, and how many journeys and persons were forgotten.

    `full`: there was more than one turn takes.
    """

    told: int
    journeys: int
    persons: int
    full: bool


def turn(tx: Tx, visit: Visit, most: int) -> Turn:
    """Look at what is the longest untouched, at most so many of each kind."""
    before = day(untouched_since(visit.now, visit.keep_months))
    idle = tx.keeping.idle(before, most)
    over = tx.keeping.over(visit.now - GRACE, most)
    nowhere = tx.keeping.nowhere(before - GRACE, most, visit.now)
    told = sum(_told(tx, visit, one, before) for one in idle)
    whole = [_forgotten(tx, visit, one) for one in over]
    strayed = [_let_go(tx, visit, one) for one in nowhere if one not in visit.operators]
    full = most in {len(idle), len(over), len(strayed)}
    return Turn(told, whole.count(False), whole.count(True) + len(strayed), full)


def _told(tx: Tx, visit: Visit, one: Idle, before: int) -> bool:
    """Have the person told; a journey on which others did something meanwhile is in use."""
    if one.moved >= before:
        tx.keeping.use(one.journey, one.moved)
        return False
    tx.keeping.warn(one, visit.now)
    tx.outbox.put(one.person, "idle", 0, visit.now)
    return True


def _forgotten(tx: Tx, visit: Visit, one: Idle) -> bool | None:
    """Forget a journey, or with the last one its person: True. None: it is in use again."""
    journey = tx.journeys.get(one.journey)
    if one.moved >= one.warned_at or journey is None:
        tx.keeping.use(one.journey, one.moved)
        return None
    alone = len(tx.journeys.of(one.person)) == 1
    if alone and not _operates(tx, visit, one.person):
        return _let_go(tx, visit, one.person)
    handoffs.left(tx, visit, journey)
    tx.tallies.take(one.person, one.journey)
    tx.journeys.remove(one.journey)
    return False


def _operates(tx: Tx, visit: Visit, person: int) -> bool:
    """Whoever operates is kept for as long: they are written to, though they may walk nowhere."""
    return tx.grants.operates(By(person, person in visit.operators, visit.now))


def _let_go(tx: Tx, visit: Visit, person: int) -> bool:
    handoffs.gone(tx, visit, person)
    tx.persons.forget(person)
    return True


def notice(tx: Tx, visit: Visit, person: Person) -> View | None:
    """Say what will be forgotten; None if they have come back meanwhile."""
    warned = {one.journey: one.warned_at for one in tx.keeping.warned(person.id)}
    mine = tx.journeys.of(person.id)
    fade = [(one, place(tx, one)) for one in mine if one.id in warned]
    if not fade:
        return None
    until = min(warned.values()) + GRACE
    whole = len(fade) == len(mine) and not _operates(tx, visit, person.id)
    return view_of(person, fading(fade, until, whole=whole))


def keep() -> Action:
    """Keep everything on: they have come back."""

    def act(tx: Tx, visit: Visit, person: Person) -> View:
        tx.keeping.come(person.id, visit.now)
        return present(tx, visit, say("note-kept", months=visit.keep_months))

    return agreed(act)
