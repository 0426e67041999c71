"""Decisions of a school's administrator on those who wait: carried to the teachers at once."""

from collections.abc import Callable

from bot.actions import reminding
from bot.actions.handoffs import desk_changed, hand, settle
from bot.actions.scene import IN, measure
from bot.actions.view import Action, View, Visit, agreed, present, view_of
from flows import Party, Role, desk
from flows.desk import UNDO_SECONDS, Desk, Waiting
from flows.screens import Screen, Text, say
from flows.teacher import REFUSALS
from storage import Applicant, Person, StaffRow, Tx

ASKS = ("waiting", "said")


def gather(tx: Tx, visit: Visit, person: int, school_id: int) -> Desk | None:
    """Return what lies on the desk; None for whoever does not run the school."""
    school = tx.schools.seen_by(person, school_id)
    if school is None:
        return None
    people = tx.staff.teachers(person, school_id, "waiting", "said")
    return Desk(
        school_id,
        school.name,
        school.municipality,
        measure(tx, school_id, visit.teachers),
        tuple(_waiting(one) for one in people if one.staff.standing == "waiting"),
        tuple(_waiting(one) for one in people if one.staff.standing == "said"),
        _latest(tx, visit, person, school_id),
    )


def _latest(tx: Tx, visit: Visit, person: int, school_id: int) -> Waiting | None:
    """Return the last of the decisions that can still be taken back."""
    decided = tx.staff.teachers(person, school_id, "accepted", "refused")
    since = max(1, visit.now - UNDO_SECONDS)
    recent = [one for one in decided if one.staff.decided_at >= since]
    return _waiting(max(recent, key=lambda one: one.staff.decided_at)) if recent else None


def _waiting(one: Applicant) -> Waiting:
    return Waiting(one.staff.id, one.staff.label, one.class_name, one.staff.since)


def shown(school: str, draw: Callable[[Desk], Screen], *, is_live: bool = False) -> Action:
    """Draw a page of the desk of a school that the person runs."""

    def act(tx: Tx, visit: Visit, person: Person) -> View:
        found = gather(tx, visit, person.id, _number(school))
        if found is None:
            return present(tx, visit, Text("note-no_button"))
        return view_of(person, draw(found), desk=found.school_id if is_live else None)

    return agreed(act)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 19 else 0  # noqa: PLR2004 - fits 64 bits


def teacher(staff: str) -> Action:
    """Show what can be decided on one teacher."""

    def act(tx: Tx, visit: Visit, person: Person) -> View:
        found = _one(tx, visit, person.id, _number(staff))
        if found is None:
            return present(tx, visit, Text("note-decided"))
        here, one = found
        return view_of(person, desk.teacher(here, one, claimed=one in here.said))

    return agreed(act)


def _one(tx: Tx, visit: Visit, person: int, staff: int) -> tuple[Desk, Waiting] | None:
    """Find a teacher on the desk of any school that the person runs."""
    for own in tx.staff.of(person):
        here = gather(tx, visit, person, own.school_id) if own.role is Role.ADMIN else None
        for one in (*here.waiting, *here.said) if here else ():
            if one.staff_id == staff and here:
                return here, one
    return None


def accept(staff: str) -> Action:
    """Accept a teacher: their wait ends at once."""

    def decide(tx: Tx, visit: Visit, by: int) -> StaffRow | None:
        row = tx.staff.decide(by, _number(staff), "accepted", ASKS, visit.now)
        if row is not None:
            _handed(tx, visit, row, "accepted")
        return row

    return _decided(decide, "note-accepted")


def refuse(staff: str, why: str) -> Action:
    """Send a teacher back to the application, with the reason."""

    def decide(tx: Tx, visit: Visit, by: int) -> StaffRow | None:
        if why not in REFUSALS:
            return None
        row = tx.staff.decide(by, _number(staff), "refused", ASKS, visit.now)
        if row is not None:
            _handed(tx, visit, row, why)
        return row

    return _decided(decide, "note-refused")


def undo(staff: str) -> Action:
    """Take back a decision of the last minutes."""

    def decide(tx: Tx, visit: Visit, by: int) -> StaffRow | None:
        row = tx.staff.undo(by, _number(staff), visit.now - UNDO_SECONDS)
        if row is not None:
            _back(tx, visit, row)
        return row

    return _decided(decide, "note-undone")


def _back(tx: Tx, visit: Visit, row: StaffRow) -> None:
    """Put a teacher where they stood before the decision that is taken back."""
    belongs = row.standing in IN
    if row.before == "refused":
        _handed(tx, visit, row, "restored")
    if row.before != "accepted" and belongs:
        _handed(tx, visit, row, "accepted")
    if row.before == "accepted" and not belongs:
        _handed(tx, visit, row, "recalled", tell="undone")


def objected(staff: str) -> Action:
    """A teacher said that they were accepted; the administrator did not accept them."""

    def decide(tx: Tx, visit: Visit, by: int) -> StaffRow | None:
        row = tx.staff.decide(by, _number(staff), "waiting", ("said",), visit.now)
        if row is not None:
            _handed(tx, visit, row, "recalled", tell="objected")
        return row

    return _decided(decide, "note-objected")


def _handed(tx: Tx, visit: Visit, row: StaffRow, trigger: str, *, tell: str = "") -> None:
    """Move every journey of the teacher that has such a way; where none has, at least tell them.

    Whoever said that they were accepted hears no news in being so. A refusal that is taken back
    moves only whom it had sent back.
    """
    mine = tx.journeys.at_school(row.person_id, row.school_id, Role.TEACHER)
    ways = [one for one in mine if trigger != "restored" or one.reason in REFUSALS]
    moved = [hand(tx, visit, one, trigger, Party.ADMIN, tell=tell) for one in ways]
    no_news = (row.before, row.standing) == ("said", "accepted")
    if mine and not any(moved) and not no_news:
        tx.outbox.put(row.person_id, "moved", mine[0].id, visit.now, detail=tell or trigger)
    reminding.teacher(tx, visit, row.person_id, row.school_id)


def _decided(decide: Callable[[Tx, Visit, int], StaffRow | None], note: str) -> Action:
    """Carry a decision out and show the list as it is now, with the way to take it back."""

    def act(tx: Tx, visit: Visit, person: Person) -> View:
        row = decide(tx, visit, person.id)
        if row is None:
            return present(tx, visit, Text("note-decided"))
        settle(tx, visit, row.school_id)
        desk_changed(tx, visit, row.school_id, but=person.id)
        here = gather(tx, visit, person.id, row.school_id)
        if here is None:
            return present(tx, visit)
        return view_of(person, desk.after(here, _undoable(row) or here.undo), say(note))

    return agreed(act)


def _undoable(row: StaffRow) -> Waiting | None:
    return Waiting(row.id, row.label, "", row.since) if row.decided_at else None


def accept_all(school: str, count: str) -> Action:
    """Accept everybody who waits, asked once; whoever came meanwhile is asked about anew."""

    def act(tx: Tx, visit: Visit, person: Person) -> View:
        here = gather(tx, visit, person.id, _number(school))
        if here is None:
            return present(tx, visit, Text("note-no_button"))
        if not here.waiting:
            return view_of(person, desk.live(here), desk=here.school_id)
        if count != f"{len(here.waiting)}!":
            return view_of(person, desk.sure(here))
        for one in here.waiting:
            row = tx.staff.decide(person.id, one.staff_id, "accepted", ASKS, visit.now)
            if row is not None:
                _handed(tx, visit, row, "accepted")
        settle(tx, visit, here.school_id)
        desk_changed(tx, visit, here.school_id, but=person.id)
        after = gather(tx, visit, person.id, here.school_id)
        note = say("note-accepted-all", count=len(here.waiting))
        return view_of(person, desk.live(after or here), note, desk=here.school_id)

    return agreed(act)
