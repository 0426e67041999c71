"""Asking a coordinator: a question becomes a ticket, and its answer comes back."""

from typing import Final

from bot.actions import reminding
from bot.actions.routing import told
from bot.actions.school import number
from bot.actions.view import FILE, Action, View, Visit, agreed, card_view, present, view_of
from flows import reminders, ticket_pages
from flows.names import visible
from flows.operator.figures import Key
from flows.screens import Text
from flows.ticket_pages import LONGEST, MOST
from storage import Ask, Person, Tx
from storage.ticket_rows import OPEN, Said, Ticket

QUESTION: Final = "ticket"
"""The question for the question; its subject is an open ticket (0: a new one)."""


def look(symptom: str = "") -> Action:
    """Show what is known of it, and offer to ask."""

    def act(tx: Tx, visit: Visit, person: Person) -> View:
        journey = tx.journeys.current(person.id)
        ready = None
        if journey is not None and symptom:
            key = Key(journey.role.value, journey.edition, journey.state)
            ready = tx.replies.fitting(key, symptom)
        if ready is None and symptom and tx.seal.keeps:
            # Its answer did not help, and there is no other: let them ask at once.
            return write(symptom)(tx, visit)
        words = ready.words if ready else ""
        screen = ticket_pages.first_look(reply=words, symptom=symptom, names=tx.seal.keeps)
        return view_of(person, screen)

    return agreed(act)


def write(symptom: str, ticket: int = 0) -> Action:
    """Ask for the question."""

    def act(tx: Tx, visit: Visit, person: Person) -> View:
        if not tx.seal.keeps:
            return present(tx, visit, Text("asking.off"))
        if not ticket and len(_open(tx, person.id)) >= MOST:
            return present(tx, visit, Text("note-asked_enough"))
        answers = {"symptom": symptom} if symptom else {}
        tx.asks.put(person.id, Ask(QUESTION, ticket, answers, visit.now))
        return view_of(person, ticket_pages.write())

    return agreed(act)


def _open(tx: Tx, person: int) -> list[Ticket]:
    return [one for one in tx.tickets.of(person) if one.status in OPEN]


def answered(tx: Tx, visit: Visit, person: Person, ask: Ask, text: str) -> View:
    """Open a ticket with a message of any kind, or add it to the one that is open."""
    tx.asks.drop(person.id)
    journey = tx.journeys.current(person.id)
    if not tx.updates.first_seen(visit.update, visit.now) or visit.message is None:
        return card_view(tx, visit, person, journey)
    mine = {one.id: one for one in tx.tickets.of(person.id)}
    ticket = mine.get(ask.subject)
    if ticket is None and len(_open(tx, person.id)) >= MOST:
        return card_view(tx, visit, person, journey, Text("note-asked_enough"))
    if ticket is None:
        ticket = tx.tickets.open(person.id, journey, ask.answers.get("symptom", ""), visit.now)
    else:
        tx.tickets.asked(ticket.id, visit.now)
        ticket = tx.tickets.get(ticket.id) or ticket
    words = words_of(visit, text)
    tx.tickets.say(ticket, Said("person", person.id, visit.message, words), visit.now)
    told(tx, visit, ticket)
    return card_view(tx, visit, person, journey, Text("note-asked"))


def words_of(visit: Visit, text: str) -> str:
    """Return what is kept of a message: a picture or a file is passed on whole, its caption too."""
    return "" if visit.content.startswith(FILE) else visible(text).strip()[:LONGEST]


def helped(ticket: str) -> Action:
    """The answer has helped: the ticket is closed."""

    def act(tx: Tx, visit: Visit, person: Person) -> View:
        mine = {one.id for one in tx.tickets.of(person.id)}
        if number(ticket) not in mine:
            return present(tx, visit, Text("note-no_button"))
        tx.tickets.close(number(ticket), visit.now)
        return present(tx, visit, Text("note-helped"))

    return agreed(act)


def more(ticket: str) -> Action:
    """Ask again about the same."""

    def act(tx: Tx, visit: Visit, person: Person) -> View:
        mine = {one.id for one in tx.tickets.of(person.id)}
        if number(ticket) not in mine:
            return present(tx, visit, Text("note-no_button"))
        return write("", number(ticket))(tx, visit)

    return agreed(act)


def remind_of_answer(tx: Tx, visit: Visit, ticket: Ticket) -> None:
    """Ask later whether the answer helped, where the person stands still on that step."""
    journey = tx.journeys.get(ticket.journey_id) if ticket.journey_id else None
    if journey is None or journey.state != ticket.state:
        return
    setting = tx.reminders.setting(journey.person_id, journey.id, journey.school_id)
    if setting is None:
        return
    school = journey.school_id
    almanac = reminding.almanac_of(tx, visit, setting.wish, setting.region, school)
    tx.reminders.save(reminders.answered(setting.reminder, journey, almanac, visit.now))
