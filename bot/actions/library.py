"""The library: gather whose steps its answers may lead to; nothing changes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.actions.scene import gather
from bot.actions.view import Action, View, Visit, present, view_of
from flows import codes, library_pages
from flows.leads import leads
from flows.peek import peek
from flows.places import NOBODYS, Walks, own_place, place
from flows.scene import NOWHERE
from flows.screens import Screen, Text
from storage import Person, Tx


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks: somebody unknown walks nothing."""

    person: Person | None = None
    walks: Walks = NOBODYS

    @property
    def known(self) -> bool:
        return self.person is not None


def reader(tx: Tx, visit: Visit) -> Reader:
    found = tx.journeys.open(visit.person)
    if found is None:
        return Reader()
    person, current = found
    mine = tx.journeys.of(person.id)
    others = tuple(one for one in mine if current is None or one.id != current.id)
    return Reader(person, Walks(current, others))


def reading(draw: Callable[[Tx, Visit, Reader], Screen | None]) -> Action:
    """Draw a page of the library; what is no more, or was forged, shows where the person stands."""

    def act(tx: Tx, visit: Visit) -> View:
        who = reader(tx, visit)
        screen = draw(tx, visit, who)
        if screen is None:
            return present(tx, visit, Text("note-no_button"))
        return view_of(who.person, screen) if who.person else View(screen, visit.locale)

    return act


def docs() -> Action:
    return reading(lambda _tx, _visit, who: library_pages.docs(known=who.known))


def listed(section: str, first: int) -> Action:
    return reading(lambda _tx, _visit, who: library_pages.listed(section, first, known=who.known))


def answer(key: str, back: str) -> Action:
    return reading(
        lambda _tx, _visit, who: library_pages.answer(key, back, known=who.known, walks=who.walks)
    )


def found(carried: str) -> Action:
    """Show again what was found, as a button carries it."""
    names = codes.read(carried)
    return reading(lambda _tx, _visit, who: _found(names, who) if names else None)


def searched(names: Sequence[str]) -> Action:
    """Show what was found; nothing found keeps the step in sight, and offers to ask."""

    def act(tx: Tx, visit: Visit) -> View:
        if names:
            return reading(lambda _tx, _visit, who: _found(names, who))(tx, visit)
        view = present(tx, visit, Text("note-nothing"))
        if not view.stored:
            return view
        *rows, last = view.screen.rows
        asking = (*rows, *leads(("ask",)), last)
        return replace(view, screen=replace(view.screen, rows=asking))

    return act


def _found(names: Sequence[str], who: Reader) -> Screen:
    return library_pages.found(names, known=who.known, walks=who.walks)


def peeked(name: str, back: str) -> Action:
    """Look at a step: the very one if one walks it, with the words for one's own school."""

    def draw(tx: Tx, visit: Visit, who: Reader) -> Screen | None:
        there = own_place((name,), who.walks) or place(name, who.walks)
        if there is None:
            return None
        scene = gather(tx, there.journey, visit.teachers) if there.own else NOWHERE
        return peek(there, back, scene, known=who.known)

    return reading(draw)
