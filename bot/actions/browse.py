"""Pages: gather what they show; nothing changes."""

from collections.abc import Callable

from bot.actions.scene import place
from bot.actions.view import Action, View, Visit, agreed, card_view, present, stranger, view_of
from bot.menu import NAMES
from flows import RESTART, Journey, pages, walked_by
from flows.library import entry
from flows.operator.home import COMMANDS
from flows.screens import Screen, Text
from storage import Person, Tx

OTHER = "other"


def step(tx: Tx, visit: Visit) -> View:
    """Go back to the step: a question that was open is left alone."""
    asked = tx.asks.get(visit.person)
    if asked is not None and asked.at:
        tx.asks.rest(visit.person)
    return present(tx, visit)


def roles(tx: Tx, visit: Visit) -> View:
    found = tx.journeys.open(visit.person)
    if found is None:
        return stranger(visit, Text("note-not_started"))
    return view_of(found[0], pages.roles(known=found[1] is not None))


def menu(tx: Tx, visit: Visit) -> View:
    found = tx.journeys.open(visit.person)
    if found is None:
        return stranger(visit, Text("note-not_started"))
    return view_of(found[0], pages.menu(found[1], operates=tx.grants.operates(visit.by)))


def walking(draw: Callable[[Tx, Journey], Screen]) -> Action:
    """Draw a page about the present journey; without one, show what there is."""

    def act(tx: Tx, visit: Visit) -> View:
        found = tx.journeys.open(visit.person)
        if found is None:
            return stranger(visit, Text("note-not_started"))
        person, journey = found
        if journey is None:
            return card_view(tx, visit, person, None)
        return view_of(person, draw(tx, journey))

    return act


def personal(draw: Callable[[Tx, Person], Screen]) -> Action:
    """Draw a page about somebody who has agreed."""
    return agreed(lambda tx, _visit, person: view_of(person, draw(tx, person)))


def anybody(draw: Callable[[bool], Screen]) -> Action:
    """Draw a page that needs no journey and no consent, told whether they are known."""

    def act(tx: Tx, visit: Visit) -> View:
        found = tx.journeys.open(visit.person)
        screen = draw(found is not None)
        return view_of(found[0], screen) if found else View(screen, visit.locale)

    return act


def help_(tx: Tx, visit: Visit) -> View:
    """List the commands: an operator's first, for whoever is one."""
    names = (*COMMANDS, *NAMES) if tx.grants.operates(visit.by) else NAMES
    return anybody(lambda known: pages.commands(names, known=known))(tx, visit)


def plan(tx: Tx, journey: Journey) -> Screen:
    """The whole way; days count from the last time it was begun anew."""
    flow = walked_by(journey)
    reached: dict[str, int] = {}
    for row in tx.progress.of(journey.id):
        if row.event.partition(" ")[0] == RESTART:
            reached.clear()
        reached.setdefault(flow.present(row.state), row.at)
    return pages.plan(journey, reached)


def journeys(tx: Tx, person: Person) -> Screen:
    mine = [(one, place(tx, one)) for one in tx.journeys.of(person.id)]
    return pages.journeys(mine, person.current_journey)


def data(tx: Tx, person: Person) -> Screen:
    return pages.data(len(tx.journeys.of(person.id)), person.created_at)


def helped(symptom: str, yes: str) -> Action:
    """Record whether an answer helped at this step: once a visit of the step."""

    def act(tx: Tx, visit: Visit) -> View:
        found = tx.journeys.open(visit.person)
        person, journey = found or (None, None)
        if person is None or journey is None:
            return present(tx, visit)
        if symptom != OTHER and entry(symptom) is None:
            return present(tx, visit, Text("note-no_button"))
        did = yes == "1"
        same = any(
            (row.symptom, row.helped, row.journey_id) == (symptom, did, journey.id)
            and row.at >= journey.since
            for row in tx.symptoms.of(visit.person)
        )
        if not same:
            tx.symptoms.add(journey, symptom, helped=did, at=visit.now)
        if did:
            return card_view(tx, visit, person, journey, Text("note-helped"))
        return view_of(person, pages.recorded(symptom))

    return act
