"""The end of the school's form: the school is stored or corrected, or one asks to be let in."""

from dataclasses import replace

from bot.actions import claims
from bot.actions.drafts import NEW, asked, going_on, identity, question, twin_of
from bot.actions.handoffs import runs
from bot.actions.joining import join
from bot.actions.school import number
from bot.actions.school import school as school_page
from bot.actions.view import Action, View, Visit, agreed, card_view, present
from bot.actions.walk import begun
from flows import Journey, Role
from flows.draft import REVIEW, Draft
from flows.screens import Text
from storage import Ask, Person, School, Tx


def save() -> Action:
    """Store the school, or what was corrected of it; one that is there already is said to be."""

    def act(tx: Tx, visit: Visit, person: Person) -> View:
        ask = asked(tx, person)
        if ask is None:
            return present(tx, visit)
        draft = Draft.read(ask.answers)
        if draft.missing != REVIEW:
            return _shown(tx, visit, person, ask, draft)
        if ask.subject != NEW:
            return _correct(tx, visit, person, ask, draft)
        return _add(tx, visit, person, ask, draft)

    return agreed(act)


def _shown(tx: Tx, visit: Visit, person: Person, ask: Ask, draft: Draft) -> View:
    """Show the review: what is missing, or the school that is there already, is said by it."""
    return going_on(tx, visit, person, question(REVIEW, ask.subject, draft, visit))


def _add(tx: Tx, visit: Visit, person: Person, ask: Ask, draft: Draft) -> View:
    added = tx.schools.add(identity(draft), visit.now)
    if added is not None:
        tx.staff.join(person.id, added.id, Role.ADMIN, "head", visit.now)
        return _there(tx, visit, person, added, "note-school-added")
    other = twin_of(tx, NEW, draft)
    if other is not None and runs(tx, person.id, other.id):
        return _there(tx, visit, person, other, "note-school-yours")
    return _shown(tx, visit, person, ask, draft)


def _correct(tx: Tx, visit: Visit, person: Person, ask: Ask, draft: Draft) -> View:
    if tx.schools.correct(person.id, ask.subject, identity(draft)):
        tx.asks.drop(person.id)
        shown = school_page(str(ask.subject))(tx, visit)
        return replace(shown, note=Text("note-school-corrected"))
    if runs(tx, person.id, ask.subject):
        return _shown(tx, visit, person, ask, draft)
    tx.asks.drop(person.id)
    return present(tx, visit, Text("note-no_button"))


def claim(school: str) -> Action:
    """Ask to administrate the school that the draft turned out to be."""

    def act(tx: Tx, visit: Visit, person: Person) -> View:
        ask = asked(tx, person)
        if ask is None or ask.subject != NEW:
            return present(tx, visit, Text("note-no_button"))
        draft = Draft.read(ask.answers)
        other = twin_of(tx, NEW, draft) if draft.missing == REVIEW else None
        if other is None or other.id != number(school):
            return _shown(tx, visit, person, ask, draft)
        if runs(tx, person.id, other.id):
            return _there(tx, visit, person, other, "note-school-yours")
        new = tx.staff.join(person.id, other.id, Role.ADMIN, "claim", visit.now)
        _placed(tx, visit, person, other)
        if new:
            claims.tell(tx, visit, other.id)
        return claims.waiting(tx, person, other)

    return agreed(act)


def _there(tx: Tx, visit: Visit, person: Person, school: School, note: str) -> View:
    journey = _placed(tx, visit, person, school)
    return card_view(tx, visit, person, journey, Text(note))


def _placed(tx: Tx, visit: Visit, person: Person, school: School) -> Journey:
    """Walk for the school from now on; the form is done."""
    mine = tx.journeys.at_school(person.id, school.id, Role.ADMIN)
    journey = mine[0] if mine else join(tx, visit, _walker(tx, visit), school.id, None)
    tx.persons.set_current(person.id, journey.id)
    tx.asks.drop(person.id)
    return journey


def _walker(tx: Tx, visit: Visit) -> Journey:
    """Return an administrator's journey without a school, the present one first.

    Whoever walks for a school already begins another journey: the first school stays theirs.
    """
    current = tx.journeys.current(visit.person)
    alone = [
        one
        for one in (current, *tx.journeys.of(visit.person))
        if one is not None and one.role is Role.ADMIN and one.school_id is None
    ]
    return alone[0] if alone else begun(tx, visit, Role.ADMIN, "")
