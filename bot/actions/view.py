"""Who came, and what they are to be shown: the two ends of every action."""

from collections.abc import Callable
from dataclasses import dataclass

from flows import Journey, pages
from flows.card import card
from flows.screens import Screen, Text
from storage import Person, Tx


@dataclass(frozen=True, slots=True)
class Visit:
    """One update of a person in their private chat.

    `message` is the id of a message they sent; a tap has none. `locale` is used until the person
    has chosen a language. `now` is in seconds (UTC).
    """

    person: int
    update: int
    locale: str
    now: int
    message: int | None = None


@dataclass(frozen=True, slots=True)
class View:
    """What to show, in which language, and where the live card is.

    `card` and `bottom` are as in `storage.Person`; a person who is not `stored` has neither.
    """

    screen: Screen
    language: str
    card: int | None = None
    bottom: int = 0
    note: Text | None = None
    stored: bool = False


Action = Callable[[Tx, Visit], View]


def view_of(person: Person, screen: Screen, note: Text | None = None) -> View:
    return View(screen, person.language, person.card, person.bottom, note, stored=True)


def stranger(visit: Visit, note: Text | None = None) -> View:
    """Whoever has not agreed yet sees the greeting; nothing of theirs is stored."""
    return View(pages.greeting(visit.locale), visit.locale, note=note)


def card_view(person: Person, journey: Journey | None, now: int, note: Text | None = None) -> View:
    screen = card(journey, now) if journey else pages.roles(known=False)
    return view_of(person, screen, note)


def agreed(act: Callable[[Tx, Visit, Person], View]) -> Action:
    """Act for somebody who has agreed; a stranger is told to agree first."""

    def checked(tx: Tx, visit: Visit) -> View:
        person = tx.persons.get(visit.person)
        if person is None:
            return stranger(visit, Text("note-not_started"))
        return act(tx, visit, person)

    return checked


def present(tx: Tx, visit: Visit, note: Text | None = None) -> View:
    """Show where the person stands."""
    found = tx.journeys.open(visit.person)
    if found is None:
        return stranger(visit, note)
    return card_view(*found, visit.now, note)


def once(action: Action, visit: Visit) -> Callable[[Tx], View]:
    """Let an update act once: delivered again, it only shows where the person stands."""

    def act(tx: Tx) -> View:
        if not tx.updates.first_seen(visit.update, visit.now):
            return present(tx, visit)
        return action(tx, visit)

    return act


def noticed(action: Action, visit: Visit) -> Callable[[Tx], View]:
    """Carry out a message: what it does the second time is what it did the first."""

    def act(tx: Tx) -> View:
        if visit.message is not None:
            tx.persons.set_bottom(visit.person, visit.message)
        return action(tx, visit)

    return act


def look(action: Action, visit: Visit) -> Callable[[Tx], View]:
    """Only look: for taps that change nothing."""
    return lambda tx: action(tx, visit)
