"""Hand-offs: what one person's act does to others, in the transaction that caused it.

Somebody else's journey changes only here, by the ways its flow declares for it (`Move.by`). What
they are told goes into the outbox; `bot/actions/notices.py` makes words of it when it is sent.
"""

from collections.abc import Callable
from typing import Final

from bot.actions import hurrying, reminding
from bot.actions.scene import RUNS, facts_of, measure
from bot.actions.view import Visit
from flows import Event, Facts, HandOff, Journey, Kind, Outcome, Party, Progress, Role, advance
from flows.roles import walked_by
from storage import StaffRow, Tx

AWAITS: Final = "await_link"
"""Where a family waits on its class's teachers."""


def apply(tx: Tx, visit: Visit, outcome: Outcome) -> None:
    """Write what follows from a decision."""
    if not outcome.changed:
        return
    tx.journeys.save(outcome.journey)
    for effect in outcome.effects:
        if isinstance(effect, HandOff):
            _GIVES[effect.name](tx, visit, effect.journey)
        else:
            tx.progress.add(effect.before, effect.after, effect.text, effect.at)
            _moved(tx, visit, effect)
    reminding.plan(tx, visit, outcome.journey, acted=True)


def _moved(tx: Tx, visit: Visit, step: Progress) -> None:
    """See what a step means for the school it was walked for."""
    before, after = step.before, step.after
    if before.school_id is not None and before.school_id != after.school_id:
        left(tx, visit, before)
    if after.school_id is not None and after.role is Role.ADMIN and before.state != after.state:
        settle(tx, visit, after.school_id)
    if after.role is Role.FAMILY and AWAITS in {before.state, after.state}:
        for klass in {before.class_id, after.class_id} - {None}:
            reminding.teachers(tx, visit, klass or 0)


def left(tx: Tx, visit: Visit, before: Journey) -> None:
    """Let go of a school, unless the person walks for it in another class still."""
    school = before.school_id or 0
    others = tx.journeys.at_school(before.person_id, school, before.role)
    if before.role is Role.FAMILY or any(one.id != before.id for one in others):
        return
    row = tx.staff.get(before.person_id, school, before.role)
    if row is not None:
        _let_go(tx, visit, row)


def gone(tx: Tx, visit: Visit, person: int) -> None:
    """Let somebody who is about to be forgotten go from every school."""
    for row in tx.staff.of(person):
        _let_go(tx, visit, row)


def _let_go(tx: Tx, visit: Visit, row: StaffRow) -> None:
    """A head's offers to hand the school over end with them."""
    tx.staff.leave(row.person_id, row.school_id, row.role)
    if row.standing == "head":
        tx.invitations.end(row.school_id, "head", visit.now)
    desk_changed(tx, visit, row.school_id)
    settle(tx, visit, row.school_id)


def settle(tx: Tx, visit: Visit, school: int) -> None:
    """Say truthfully whether the school is active; congratulate once."""
    known = tx.schools.get(school)
    if known is None:
        return
    active = measure(tx, school, visit.teachers).active
    if active and not known.active_since:
        tx.schools.set_active(school, visit.now)
        if tx.schools.celebrate(school, visit.now):
            tell_admins(tx, visit, school, "celebrate")
    elif known.active_since and not active:
        tx.schools.set_active(school, 0)


def desk_changed(tx: Tx, visit: Visit, school: int, *, but: int = 0) -> None:
    """The list of those who wait changed: show it, and see who is to be reminded of it."""
    tell_admins(tx, visit, school, "desk", but=but)
    reminding.administrators(tx, visit, school)


def tell_admins(tx: Tx, visit: Visit, school: int, kind: str, *, but: int = 0) -> None:
    """Tell everybody who runs the school, except whoever did it."""
    for one in tx.staff.admins(school):
        if one.person_id != but:
            tx.outbox.put(one.person_id, kind, school, visit.now)


def hand(
    tx: Tx, visit: Visit, journey: Journey, trigger: str, by: Party, *, tell: str = ""
) -> bool:
    """Let another's act move a journey, and tell its person; False where it has no such way.

    `tell` names what is said instead of the trigger.
    """
    flow = walked_by(journey)
    event = Event(trigger, journey.state, journey.revision, by=by)
    known = facts_of(tx, journey)
    facts = Facts(known.chat_link, waited(tx, journey), known.accepted)
    outcome = advance(flow, journey, event, facts, visit.now)
    apply(tx, visit, outcome)
    if outcome.changed:
        tx.outbox.put(journey.person_id, "moved", journey.id, visit.now, detail=tell or trigger)
    return outcome.changed


def waited(tx: Tx, journey: Journey) -> tuple[int, int] | None:
    """Since when the journey was in its wait the last time, and when it was asked again."""
    flow = walked_by(journey)
    for row in tx.progress.latest(journey.id):
        act, _, known = row.event.partition(" ")
        if act == "restart":
            return None
        stood = flow.by_key.get(flow.present(row.state))
        if stood is not None and stood.kind is Kind.WAIT:
            again = row.at if row.origin == row.state and act == "asked_again" else 0
            return Facts.read(known).waited or (row.since, again)
    return None


def _application(tx: Tx, visit: Visit, journey: Journey) -> None:
    """A teacher has applied: put them on the administrator's list."""
    school = journey.school_id or 0
    if tx.staff.apply(journey.person_id, school, visit.now):
        desk_changed(tx, visit, school)


def _said_accepted(tx: Tx, visit: Visit, journey: Journey) -> None:
    """A teacher says that they were accepted: they count, and the administrator may object."""
    school = journey.school_id or 0
    if tx.staff.say_accepted(journey.person_id, school, visit.now):
        belongs(tx, visit, journey.person_id, school)
        desk_changed(tx, visit, school)
        settle(tx, visit, school)


def belongs(tx: Tx, visit: Visit, person: int, school: int) -> None:
    """Let no journey of somebody who belongs wait, in another class either; they know why."""
    for one in tx.journeys.at_school(person, school, Role.TEACHER):
        if hand(tx, visit, one, "accepted", Party.ADMIN):
            tx.outbox.drop(person, "moved", one.id)
    reminding.teacher(tx, visit, person, school)


def _nudge_admin(tx: Tx, visit: Visit, journey: Journey) -> None:
    hurrying.ask_administrators(tx, visit, journey.school_id or 0)


def _nudge_teacher(tx: Tx, visit: Visit, journey: Journey) -> None:
    hurrying.ask_teachers(tx, visit, journey.class_id or 0)


_GIVES: dict[str, Callable[[Tx, Visit, Journey], None]] = {
    "application": _application,
    "said_accepted": _said_accepted,
    "nudge_admin": _nudge_admin,
    "nudge_teacher": _nudge_teacher,
}


def runs(tx: Tx, person: int, school: int) -> bool:
    """Whether the person is an administrator of the school, let in."""
    row = tx.staff.get(person, school, Role.ADMIN)
    return row is not None and row.standing in RUNS
