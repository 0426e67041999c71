"""Operators: who is one, what an area's button means, and acts that are for nobody else.

To anybody else these pages and commands do not exist: they get what an unknown one gets. What may
be seen and done where is asked for in the query, with `By`.
"""

from collections.abc import Callable
from typing import Final, TypeAlias

from bot.actions.school import number
from bot.actions.view import Action, View, Visit, agreed, present
from flows.operator.areas import Where
from flows.regions import region
from flows.scopes import (
    EVERYWHERE,
    Area,
    Level,
    Reach,
    municipality_area,
    region_area,
    widest,
)
from flows.screens import Text
from storage import Ask, By, Person, Tx

Operates: TypeAlias = Callable[[Tx, Visit, Person, By], View]
Reads: TypeAlias = Callable[[Tx, Visit, Person, By, Ask, str], View]

NO_BUTTON: Final = Text("note-no_button")
NO_COMMAND: Final = Text("note-unknown-command")


def operating(act: Operates) -> Action:
    """Let an operator tap a button; to anybody else it is nobody's."""
    return _for_operators(act, NO_BUTTON)


def commanding(act: Operates) -> Action:
    """Let an operator give a command; to anybody else there is none of that name."""
    return _for_operators(act, NO_COMMAND)


def _for_operators(act: Operates, otherwise: Text) -> Action:
    def checked(tx: Tx, visit: Visit) -> View:
        by = visit.by
        if not tx.grants.operates(by):
            return present(tx, visit, otherwise)
        return agreed(lambda tx, visit, person: act(tx, visit, person, by))(tx, visit)

    return checked


def answering(read: Reads) -> Callable[[Tx, Visit, Person, Ask, str], View]:
    """Read an operator's answer; of somebody who is none any more the question is dropped."""

    def answered(tx: Tx, visit: Visit, person: Person, ask: Ask, text: str) -> View:
        by = visit.by
        if not tx.grants.operates(by):
            tx.asks.drop(person.id)
            return present(tx, visit)
        return read(tx, visit, person, by, ask, text)

    return answered


def area_of(tx: Tx, code: str) -> Area | None:
    """Read an area off a button: `a` all, `r44` a region, `m7` the municipality of school 7, `s7`.

    None for what there is not. It says nothing of rights.
    """
    kind, rest = code[:1], code[1:]
    if kind == "a":
        return None if rest else EVERYWHERE
    if kind == "r":
        return region_area(rest) if region(rest) else None
    school = tx.schools.get(number(rest)) if kind in {"m", "s"} else None
    if school is None:
        return None
    return school.area if kind == "s" else municipality_area(school.region, school.place_key)


def where_of(tx: Tx, area: Area) -> Where | None:
    """Return what an area is called and the code of its buttons; None for one that is gone."""
    known = region(area.region)
    name = known.name if known else area.region
    match area.reach:
        case Reach.ALL:
            return Where("a", area)
        case Reach.REGION:
            return Where(f"r{area.region}", area, name)
        case Reach.MUNICIPALITY:
            school = tx.schools.any_of(area.region, area.place_key)
            code = f"m{school.id}" if school else ""
        case Reach.SCHOOL:
            school = tx.schools.get(area.school_id)
            code = f"s{area.school_id}"
    if school is None:
        return None
    own = school.name if area.reach is Reach.SCHOOL else ""
    return Where(code, area, name, school.municipality, own)


def look_at(tx: Tx, by: By, code: str, level: Level = Level.READ) -> Where | None:
    """Return the area of a button to whoever may look, or act, in the whole of it.

    No code means the operator's own area; several rights: the widest one.
    """
    if not code:
        own = widest(one for one in tx.grants.rights(by) if one.allows(one.area, level))
        return where_of(tx, own.area) if own else None
    area = area_of(tx, code)
    if area is None or not tx.grants.allows(by, area, level):
        return None
    return where_of(tx, area)
