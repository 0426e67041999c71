"""Who came, and what they are to be shown: the two ends of every action.

Between them stands consent: nothing that is somebody's own is written by their act unless they have
agreed to the privacy notice as it is now. Looking is free.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from bot.actions.scene import gather
from flows import Journey, notice, pages
from flows.card import card
from flows.reminders import RULES, Rules
from flows.screens import Screen, Text
from storage import By, Person, Tx, WriteRefused
from storage.keeping import day

FILE: Final = "file:"
"""How `Visit.content` begins for what is more than its words."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One update of a person in their private chat.

    `message` is the id of a message they sent; a tap has none. `locale` is used until the person
    has chosen a language. `now` is in seconds (UTC). `teachers` is how many an active school has,
    `operators` are those with the widest scope, `edition` is what new journeys walk, `rules` are
    what reminders keep to. `keep_months` is how long is kept what nobody touches, `policy` the
    address of the organisation's own page on it, `held` what waits for the person's consent.
    `content` tells what a message holds from anything else, without being it.
    """

    person: int
    update: int
    locale: str
    now: int
    message: int | None = None
    teachers: int = 3
    operators: tuple[int, ...] = ()
    edition: str = "vk"
    rules: Rules = RULES
    keep_months: int = 12
    policy: str = ""
    held: "Held | None" = None
    content: str = ""

    @property
    def by(self) -> By:
        """Return as whom they ask for what an operator may see or do."""
        return By(self.person, self.person in self.operators, self.now)


@dataclass(frozen=True, slots=True)
class View:
    """What to show, in which language, and where the live card is.

    `card` and `bottom` are as in `storage.Person`; a person who is not `stored` has neither.
    `desk` is the school whose waiting list the screen is, `desk_before` the one the live card
    showed so far. `tells`: something for others went into the outbox. `held`: what waits for the
    person's consent.
    """

    screen: Screen
    language: str
    card: int | None = None
    bottom: int = 0
    note: Text | None = None
    stored: bool = False
    desk: int | None = None
    desk_before: int | None = None
    tells: bool = False
    held: "Held | None" = None


Action = Callable[[Tx, Visit], View]


@dataclass(frozen=True, slots=True)
class Held:
    """An act that was not done for want of consent, and the update that asked for it."""

    action: Action
    visit: Visit


@dataclass(frozen=True, slots=True)
class Free:
    """An act that waits for no consent: giving it, and having everything deleted."""

    act: Action

    def __call__(self, tx: Tx, visit: Visit) -> View:
        return self.act(tx, visit)


def view_of(
    person: Person, screen: Screen, note: Text | None = None, *, desk: int | None = None
) -> View:
    return View(
        screen,
        person.language,
        person.card,
        person.bottom,
        note,
        stored=True,
        desk=desk,
        desk_before=person.desk,
    )


def stranger(visit: Visit, note: Text | None = None) -> View:
    """Whoever has not agreed yet sees the greeting; nothing of theirs is stored."""
    return View(greeting(visit, visit.locale), visit.locale, note=note)


def greeting(visit: Visit, language: str, payload: str = "") -> Screen:
    return pages.greeting(language, payload, months=visit.keep_months, policy=visit.policy)


def card_view(
    tx: Tx, visit: Visit, person: Person, journey: Journey | None, note: Text | None = None
) -> View:
    """Show the card of a journey with what surrounds it; without one, the choice of a role."""
    if journey is None:
        return view_of(person, pages.roles(known=False), note)
    scene = gather(tx, journey, visit.teachers)
    return view_of(person, card(journey, visit.now, scene), note)


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
    return card_view(tx, visit, *found, note)


def once(action: Action, visit: Visit) -> Callable[[Tx], View]:
    """Let an update act once: delivered again, it only shows where the person stands."""

    def act(tx: Tx) -> View:
        if not tx.updates.first_seen(visit.update, visit.now):
            return present(tx, visit)
        return _telling(tx, visit, action)

    return act


def noticed(action: Action, visit: Visit) -> Callable[[Tx], View]:
    """Carry out a message: what it does the second time is what it did the first."""

    def act(tx: Tx) -> View:
        if visit.message is not None:
            tx.persons.set_bottom(visit.person, visit.message)
        return _telling(tx, visit, action)

    return act


def look(action: Action, visit: Visit) -> Callable[[Tx], View]:
    """Only look: for taps that change nothing."""
    return lambda tx: action(tx, visit)


def _telling(tx: Tx, visit: Visit, action: Action) -> View:
    """Act, and notice whether others are to be told."""
    before = tx.outbox.puts
    view = _with_consent(tx, visit, action)
    return replace(view, tells=True) if tx.outbox.puts != before else view


def _with_consent(tx: Tx, visit: Visit, action: Action) -> View:
    """Let somebody write who has agreed to the present notice, and note that they came.

    Anybody else may look; the first attempt to write ends the act, and consent is asked for.
    """
    if isinstance(action, Free):
        return action(tx, visit)
    known = tx.keeping.known(visit.person)
    if known is not None and known.notice >= notice.NOTICE:
        if known.seen_at < day(visit.now):
            tx.keeping.come(visit.person, visit.now)
        return action(tx, visit)
    try:
        return action(tx.looking(), visit)
    except WriteRefused:
        return asking(tx, visit, Held(action, replace(visit, held=None)))


def asking(tx: Tx, visit: Visit, held: Held | None = None) -> View:
    """Ask for consent, the first or a new one; `held` is done when it is given."""
    person = tx.persons.get(visit.person)
    if person is None:
        return stranger(visit, Text("note-not_started"))
    screen = notice.changed(person.notice, months=visit.keep_months, policy=visit.policy)
    return replace(view_of(person, screen), held=held)
