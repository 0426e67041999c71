"""Claims to a school that is there already: its administrator or an operator decides."""

from collections.abc import Callable
from typing import Final

from bot.actions import labels, reminding
from bot.actions.handoffs import apply, settle
from bot.actions.school import number
from bot.actions.view import Action, View, Visit, agreed, present, view_of
from flows import LEAVE, Event, Facts, Role, advance, claims, walked_by
from flows.claims import Claim, Claims
from flows.names import clean
from flows.scopes import Level
from flows.screens import Text
from storage import Ask, By, Done, Person, School, StaffRow, Tx

INTRODUCE: Final = "school.label"
"""The question how a claimant wants to be shown; its subject is the school."""
LONGEST: Final = 60


def tell(tx: Tx, visit: Visit, school: int) -> None:
    """Notify everybody who may decide."""
    admins = [one.person_id for one in tx.staff.admins(school)]
    operators = tx.grants.people(school, visit.now)
    for one in dict.fromkeys((*admins, *operators, *visit.operators)):
        if one != visit.person:
            tx.outbox.put(one, "claim", school, visit.now)


def waiting(tx: Tx, person: Person, school: School, note: Text | None = None) -> View:
    """Show a claimant on whom they wait."""
    row = tx.staff.get(person.id, school.id, Role.ADMIN)
    by = "admin" if tx.staff.admins(school.id) else "operator"
    screen = claims.claimed(
        school.name,
        school.municipality,
        label=row.label if row else "",
        decided_by=by,
        names=tx.seal.keeps,
    )
    return view_of(person, screen, note)


def introduce() -> Action:
    """Ask a claimant how to show them to whoever decides."""

    def act(tx: Tx, visit: Visit, person: Person) -> View:
        journey = tx.journeys.current(person.id)
        school = journey.school_id if journey and journey.role is Role.ADMIN else None
        row = _claim(tx, person, school or 0)
        if row is None:
            return present(tx, visit, Text("note-no_button"))
        if not tx.seal.keeps:
            return labels.off(tx, visit)
        tx.asks.put(person.id, Ask(INTRODUCE, row.school_id, {}, visit.now))
        return view_of(person, claims.introduce(row.label))

    return agreed(act)


def _claim(tx: Tx, person: Person, school: int) -> StaffRow | None:
    row = tx.staff.get(person.id, school, Role.ADMIN)
    return row if row is not None and row.standing == "claim" else None


def introduced(tx: Tx, visit: Visit, person: Person, ask: Ask, text: str) -> View:
    """Keep what a claimant says of themselves; it is said once to whoever decides."""
    row = _claim(tx, person, ask.subject)
    school = tx.schools.get(ask.subject)
    if row is None or school is None:
        tx.asks.drop(person.id)
        return present(tx, visit)
    if not tx.seal.keeps:
        tx.asks.drop(person.id)
        return labels.off(tx, visit)
    label = clean(text, LONGEST)
    if not label:
        return view_of(person, claims.introduce(row.label), Text("note-label-empty"))
    tx.staff.set_label(person.id, school.id, Role.ADMIN, label)
    tx.asks.drop(person.id)
    if not row.label:
        tell(tx, visit, school.id)
    return waiting(tx, person, school, Text("note-claim-introduced"))


def listed(school: str, staff: str = "") -> Action:
    """Show who asks to administrate a school, or one of them with what can be decided."""

    def act(tx: Tx, visit: Visit, person: Person) -> View:
        here = _gather(tx, visit, person, number(school))
        if here is None:
            return present(tx, visit, Text("note-no_button"))
        one = next((one for one in here.asking if one.staff_id == number(staff)), None)
        if one is not None:
            return view_of(person, claims.claim(here, one))
        return view_of(person, claims.claims(here), Text("note-decided") if staff else None)

    return agreed(act)


def _gather(tx: Tx, visit: Visit, person: Person, school_id: int) -> Claims | None:
    """Return who asks; None for whoever may not decide."""
    by = visit.by
    seen = tx.schools.seen_by(person.id, school_id)
    school = seen or tx.schools.operated(by, school_id, Level.FULL)
    if school is None:
        return None
    asking = tx.staff.claims(by, school_id)
    people = tuple(Claim(one.id, one.label, one.since) for one in asking)
    return Claims(school_id, school.name, school.municipality, people, runs=seen is not None)


def admit(staff: str) -> Action:
    """Let a claimant in: a deputy, or the head of a school that has none."""

    def decide(tx: Tx, visit: Visit, by: By) -> StaffRow | None:
        row = tx.staff.admit(by, number(staff), "deputy")
        if row is not None:
            tx.outbox.put(row.person_id, "admitted", row.school_id, visit.now)
            settle(tx, visit, row.school_id)
            reminding.administrators(tx, visit, row.school_id)
        return row

    return _decided(decide, "note-claim-admitted", "claim_admitted")


def dismiss(staff: str) -> Action:
    """Refuse a claim: whoever made it walks alone again."""

    def decide(tx: Tx, visit: Visit, by: By) -> StaffRow | None:
        row = tx.staff.dismiss(by, number(staff))
        if row is not None:
            _sent_away(tx, visit, row)
        return row

    return _decided(decide, "note-claim-dismissed", "claim_dismissed")


def _written_down(tx: Tx, by: By, row: StaffRow, done: str) -> None:
    """What an operator decided goes into the audit; what the school did itself does not."""
    school = tx.schools.operated(by, row.school_id, Level.FULL)
    if school is not None and tx.schools.seen_by(by.by, row.school_id) is None:
        tx.audit.add(by, Done(done, school.area, "person", row.person_id))


def _sent_away(tx: Tx, visit: Visit, row: StaffRow) -> None:
    for journey in tx.journeys.at_school(row.person_id, row.school_id, Role.ADMIN):
        event = Event(LEAVE, journey.state, journey.revision)
        outcome = advance(walked_by(journey), journey, event, Facts(), visit.now)
        apply(tx, visit, outcome)
        tx.outbox.put(row.person_id, "dismissed", journey.id, visit.now)


def _decided(decide: Callable[[Tx, Visit, By], StaffRow | None], note: str, done: str) -> Action:
    """Carry a decision out and show who else asks."""

    def act(tx: Tx, visit: Visit, person: Person) -> View:
        by = visit.by
        row = decide(tx, visit, by)
        if row is not None:
            _written_down(tx, by, row, done)
        here = _gather(tx, visit, person, row.school_id) if row else None
        if here is None:
            return present(tx, visit, Text("note-decided"))
        return view_of(person, claims.claims(here), Text(note))

    return agreed(act)
