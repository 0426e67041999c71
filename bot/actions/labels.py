"""How a teacher is shown to their administrator: asked for, never taken from the messenger.

Without a key to seal it with, nobody is asked and nothing is kept: the class alone is shown.
"""

from typing import Final

from bot.actions.handoffs import desk_changed
from bot.actions.view import View, Visit, agreed, card_view, present, view_of
from flows import HandOff, Journey, Outcome, Role
from flows.label_pages import label_page
from flows.names import clean
from flows.screens import say
from storage import Ask, Person, Tx

LONGEST: Final = 60


def ask(tx: Tx, visit: Visit) -> View:
    """Ask for it, or show what was chosen."""

    def act(tx: Tx, visit: Visit, person: Person) -> View:
        journey = tx.journeys.current(person.id)
        if journey is None or journey.role is not Role.TEACHER or journey.school_id is None:
            return present(tx, visit, say("note-no_button"))
        if not tx.seal.keeps:
            return off(tx, visit)
        return asked(tx, visit, person, journey)

    return agreed(act)(tx, visit)


def off(tx: Tx, visit: Visit) -> View:
    """Say that names are not kept here."""
    return present(tx, visit, say("note-label-off"))


def wanted(tx: Tx, outcome: Outcome) -> bool:
    """Whether a teacher who has just applied has not said yet how to be shown."""
    after = outcome.journey
    applied = any(one.name == "application" for one in outcome.effects if isinstance(one, HandOff))
    row = tx.staff.get(after.person_id, after.school_id or 0, Role.TEACHER) if applied else None
    return row is not None and not row.label and tx.seal.keeps


def asked(tx: Tx, visit: Visit, person: Person, journey: Journey) -> View:
    """Ask how the teacher of this journey is to be shown."""
    school = journey.school_id or 0
    row = tx.staff.get(person.id, school, Role.TEACHER)
    tx.asks.put(person.id, Ask("label", school, {}, visit.now))
    return view_of(person, label_page(row.label if row else ""))


def answered(tx: Tx, visit: Visit, person: Person, asked: Ask, text: str) -> View:
    """Keep the name as it was typed."""
    if not tx.seal.keeps:
        tx.asks.drop(person.id)
        return off(tx, visit)
    label = clean(text, LONGEST)
    if not label:
        return view_of(person, label_page(""), say("note-label-empty"))
    return _chosen(tx, visit, person, asked.subject, label)


def without(tx: Tx, visit: Visit) -> View:
    """Be shown by class alone."""

    def act(tx: Tx, visit: Visit, person: Person) -> View:
        asked = tx.asks.get(person.id)
        if asked is None or asked.name != "label":
            return present(tx, visit)
        return _chosen(tx, visit, person, asked.subject, "")

    return agreed(act)(tx, visit)


def _chosen(tx: Tx, visit: Visit, person: Person, school: int, label: str) -> View:
    """Keep it; whoever has left the school meanwhile is shown to nobody there."""
    tx.asks.drop(person.id)
    if tx.staff.get(person.id, school, Role.TEACHER) is None:
        return present(tx, visit)
    tx.staff.set_label(person.id, school, Role.TEACHER, label)
    desk_changed(tx, visit, school)
    note = say("note-label-kept" if label else "note-label-none")
    return card_view(tx, visit, person, tx.journeys.current(person.id), note)
