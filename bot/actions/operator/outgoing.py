"""/export: the page; and whether somebody may take an area out, which is written down."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.actions.operating import NO_BUTTON, commanding, look_at, operating
from bot.actions.operator.areas import found_area
from bot.actions.view import Action, View, Visit, present, view_of
from flows.operator import outgoing as pages
from flows.operator.areas import Where
from storage import By, Done, Person, Tx


@dataclass(frozen=True, slots=True)
class Order:
    """A file that somebody may have: of which area, and in which language."""

    where: Where
    language: str


def shown(code: str) -> Action:
    """Choose the form of the file of an area."""

    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        where = look_at(tx, by, code)
        if where is None:
            return present(tx, visit, NO_BUTTON)
        return view_of(person, pages.choose(where))

    return operating(act)


def asked(text: str) -> Action:
    """Answer the command; an area may be typed behind it."""

    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        where, note = found_area(tx, by, text)
        if where is None:
            return present(tx, visit, note)
        return view_of(person, pages.choose(where), note)

    return commanding(act)


def ordered(visit: Visit, code: str, form: str) -> Callable[[Tx], Order | None]:
    """Write down that an area is taken out; None for whoever may not look there."""

    def act(tx: Tx) -> Order | None:
        person = tx.persons.get(visit.person)
        where = look_at(tx, visit.by, code) if code and person else None
        if person is None or where is None or form not in pages.FORMS:
            return None
        tx.audit.add(visit.by, Done("exported", where.area, "area", 0, form))
        return Order(where, person.language)

    return act
