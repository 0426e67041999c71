"""/tickets: operators read questions, answer, take, close, note, and keep answers for others."""

from dataclasses import replace
from typing import Final

from bot.actions import asking
from bot.actions.operating import NO_BUTTON, answering, commanding, operating, where_of
from bot.actions.operator.people import steps_of
from bot.actions.school import number
from bot.actions.view import Action, View, Visit, present, view_of
from flows.names import clean
from flows.operator import tickets as pages
from flows.operator.figures import Key
from flows.operator.tickets import FILTERS, SHOWN, Line, Message, Ready, Sheet
from flows.scopes import EVERYWHERE, Level
from flows.screens import Text
from flows.ticket_pages import LONGEST
from storage import Ask, By, Done, Person, Tx
from storage.ticket_rows import Said, Ticket, TicketMessage

ANSWER: Final = "ticket_answer"
NOTE: Final = "ticket_note"
KEEP: Final = "ticket_keep"
REPLIES: Final = 6


def listed(filter_: str = "", first: str = "", note: Text | None = None) -> Action:
    """Show tickets where one may look."""

    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        return _list(tx, visit, person, by, filter_, number(first), note)

    return operating(act)


def asked(_text: str) -> Action:
    """Answer the command."""
    return commanding(lambda tx, visit, person, by: _list(tx, visit, person, by, "", 0))


def _list(
    tx: Tx, visit: Visit, person: Person, by: By, filter_: str, first: int, note: Text | None = None
) -> View:
    name = filter_ if filter_ in FILTERS else FILTERS[0]
    rows = tx.tickets.listed(by, name, first, SHOWN + 1)
    lines = [line_of(tx, one) for one in rows[:SHOWN]]
    more = len(rows) > SHOWN
    return view_of(person, pages.listed(lines, name, first, visit.now, more=more), note)


def line_of(tx: Tx, ticket: Ticket) -> Line:
    """Gather what a list says of a ticket."""
    school = tx.schools.get(ticket.school_id) if ticket.school_id else None
    where = where_of(tx, school.area) if school else None
    return Line(ticket.id, ticket.status, _key(ticket), where, ticket.asked_at)


def _key(ticket: Ticket) -> Key | None:
    return Key(ticket.role, ticket.edition, ticket.state) if ticket.state else None


def opened(ticket: str, note: Text | None = None) -> Action:
    """Show one ticket; that one has looked at it is written down."""

    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        row = tx.tickets.seen_by(by, number(ticket))
        if row is None:
            return present(tx, visit, NO_BUTTON)
        _audited(tx, by, row, "ticket_seen")
        return _sheet(tx, visit, person, by, row, note)

    return operating(act)


def _sheet(
    tx: Tx, visit: Visit, person: Person, by: By, row: Ticket, note: Text | None = None
) -> View:
    key = _key(row)
    said = [
        Message(one.id, one.who, one.at, one.words, kept=bool(one.words or one.message))
        for one in tx.tickets.messages(row.id)
    ]
    sheet = replace(
        sheet_of(tx, row),
        messages=said,
        mine=row.taken_by == by.by,
        full=tx.tickets.seen_by(by, row.id, Level.FULL) is not None,
        reply=bool(key and tx.replies.fitting(key, row.symptom)),
    )
    return view_of(person, pages.sheet(sheet, visit.now), note)


def sheet_of(tx: Tx, row: Ticket) -> Sheet:
    """Gather what a ticket is about: the step, and how its person came there."""
    steps = steps_of(tx, row.journey_id)
    about = (line_of(tx, row), row.symptom, row.opened_at)
    return Sheet(*about, (), mine=False, full=False, steps=steps)


def _audited(tx: Tx, by: By, row: Ticket, act: str) -> None:
    school = tx.schools.get(row.school_id) if row.school_id else None
    area = school.area if school else EVERYWHERE
    tx.audit.add(by, Done(act, area, "ticket", row.id))


def ask(ticket: str, what: str) -> Action:
    """Ask for an answer, a note, or a reply for others."""

    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        row = tx.tickets.seen_by(by, number(ticket), Level.FULL)
        if row is None:
            return present(tx, visit, NO_BUTTON)
        tx.asks.put(person.id, Ask(what, row.id, {}, visit.now))
        return view_of(person, pages.write(what.removeprefix("ticket_"), row.id))

    return operating(act)


@answering
def answered(tx: Tx, visit: Visit, person: Person, by: By, ask: Ask, text: str) -> View:
    """Send an answer of any kind, or keep a note, as it was asked for."""
    row = tx.tickets.seen_by(by, ask.subject, Level.FULL)
    tx.asks.drop(person.id)
    if row is None or visit.message is None:
        return present(tx, visit, NO_BUTTON)
    if not tx.updates.first_seen(visit.update, visit.now):
        return _sheet(tx, visit, person, by, row)
    words = asking.words_of(visit, text)
    if ask.name == NOTE:
        tx.tickets.say(row, Said("note", person.id, visit.message, words), visit.now)
        _audited(tx, by, row, "ticket_noted")
        return _again(tx, visit, person, by, row, "note-ticket_noted")
    answer(tx, visit, row, Said("operator", person.id, visit.message, words), by.by)
    _audited(tx, by, row, "ticket_answered")
    return _again(tx, visit, person, by, row, "note-ticket_answered")


def answer(
    tx: Tx, visit: Visit, row: Ticket, said: Said, operator: int | None, *, posted: bool = False
) -> None:
    """Pass an answer on to whoever asked, and ask them later whether it helped."""
    message = tx.tickets.say(row, said, visit.now, posted=posted)
    tx.tickets.answered(row.id, operator, visit.now)
    tx.outbox.put(row.person_id, "ticket_answer", message, visit.now)
    if not said.words:
        tx.outbox.put(row.person_id, "ticket_copy", message, visit.now)
    asking.remind_of_answer(tx, visit, row)


def _again(tx: Tx, visit: Visit, person: Person, by: By, row: Ticket, note: str) -> View:
    return _sheet(tx, visit, person, by, tx.tickets.get(row.id) or row, Text(note))


@answering
def answered_keep(tx: Tx, visit: Visit, person: Person, by: By, ask: Ask, text: str) -> View:
    """Propose an answer for others who are stuck on the same."""
    row = tx.tickets.seen_by(by, ask.subject, Level.FULL)
    key, words = _key(row) if row else None, clean(text, LONGEST)
    tx.asks.drop(person.id)
    if row is None or key is None or not words:
        return present(tx, visit, NO_BUTTON)
    if tx.updates.first_seen(visit.update, visit.now):
        tx.replies.propose(key, row.symptom, words, visit.now)
        _audited(tx, by, row, "reply_proposed")
    return _again(tx, visit, person, by, row, "note-reply_proposed")


def turned(ticket: str, what: str) -> Action:
    """Take, close or open a ticket, or answer with the ready reply."""

    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        row = tx.tickets.seen_by(by, number(ticket), Level.FULL)
        if row is None:
            return present(tx, visit, NO_BUTTON)
        if what == "take":
            tx.tickets.take(row.id, by.by)
        elif what == "close":
            tx.tickets.close(row.id, visit.now)
        elif what == "open":
            tx.tickets.asked(row.id, visit.now)
        elif not _replied(tx, visit, row, by):
            return present(tx, visit, NO_BUTTON)
        _audited(tx, by, row, f"ticket_{what}")
        return _again(tx, visit, person, by, row, f"note-ticket_{what}")

    return operating(act)


def _replied(tx: Tx, visit: Visit, row: Ticket, by: By) -> bool:
    key = _key(row)
    ready = tx.replies.fitting(key, row.symptom) if key else None
    if ready is None:
        return False
    answer(tx, visit, row, Said("operator", by.by, 0, ready.words), by.by)
    return True


def copied(message: str) -> Action:
    """Have a message without words copied below the card."""

    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        one = tx.tickets.message(number(message))
        row = tx.tickets.seen_by(by, one.ticket_id) if one else None
        if one is None or row is None:
            return present(tx, visit, NO_BUTTON)
        tx.outbox.put(person.id, "ticket_copy", one.id, visit.now)
        return _sheet(tx, visit, person, by, row)

    return operating(act)


def replies(tx: Tx, visit: Visit) -> View:
    """Show ready replies to whoever may act everywhere."""
    return operating(_replies)(tx, visit)


def _replies(tx: Tx, _visit: Visit, person: Person, by: By) -> View:
    rows = tx.replies.listed(by, REPLIES)
    ready = [Ready(one.id, one.key, one.words, one.status == "approved") for one in rows]
    return view_of(person, pages.replies(ready))


def turn_reply(reply: str, status: str) -> Action:
    """Approve a ready reply, or withdraw it."""

    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        if status not in {"approved", "withdrawn"} or not tx.replies.turn(
            by, number(reply), status
        ):
            return present(tx, visit, NO_BUTTON)
        tx.audit.add(by, Done(f"reply_{status}", EVERYWHERE, "reply", number(reply)))
        return _replies(tx, visit, person, by)

    return operating(act)


def may_copy(tx: Tx, by: By, one: TicketMessage, person: int) -> bool:
    """Whether a message is to be copied to somebody: who asked, or an operator of the school."""
    return one.person_id == person or tx.tickets.seen_by(by, one.ticket_id) is not None
