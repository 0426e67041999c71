"""Hand-offs: what one person's act does to others, in the transaction that caused it.

Somebody else's journey changes only here, by the ways its flow declares for it (`Move.by`). What
they are told goes into the outbox; `bot/actions/notices.py` makes words of it when it is sent.
"""

from collections.abc import Callable

from bot.actions.scene import RUNS, facts_of, measure
from flows import Event, Facts, HandOff, Journey, Kind, Outcome, Party, Progress, Role, advance
from flows.roles import walked_by
from storage import StaffRow, Tx


def apply(tx: Tx, outcome: Outcome, now: int, needed: int) -> None:
    """Write what follows from a decision; `needed` teachers make a school active."""
    if not outcome.changed:
        return
    tx.journeys.save(outcome.journey)
    for effect in outcome.effects:
        if isinstance(effect, HandOff):
            _GIVES[effect.name](tx, effect.journey, now, needed)
        else:
            tx.progress.add(effect.before, effect.after, effect.text, effect.at)
            _moved(tx, effect, now, needed)


def _moved(tx: Tx, step: Progress, now: int, needed: int) -> None:
    """See what a step means for the school it was walked for."""
    before, after = step.before, step.after
    if before.school_id is not None and before.school_id != after.school_id:
        left(tx, before, now, needed)
    if after.school_id is not None and after.role is Role.ADMIN and before.state != after.state:
        settle(tx, after.school_id, now, needed)


def left(tx: Tx, before: Journey, now: int, needed: int) -> None:
    """Let go of a school, unless the person walks for it in another class still."""
    school = before.school_id or 0
    others = tx.journeys.at_school(before.person_id, school, before.role)
    if before.role is Role.FAMILY or any(one.id != before.id for one in others):
        return
    row = tx.staff.get(before.person_id, school, before.role)
    if row is not None:
        _let_go(tx, row, now, needed)


def gone(tx: Tx, person: int, now: int, needed: int) -> None:
    """Let somebody who is about to be forgotten go from every school."""
    for row in tx.staff.of(person):
        _let_go(tx, row, now, needed)


def _let_go(tx: Tx, row: StaffRow, now: int, needed: int) -> None:
    """A head's offers to hand the school over end with them."""
    tx.staff.leave(row.person_id, row.school_id, row.role)
    if row.standing == "head":
        tx.invitations.end(row.school_id, "head", now)
    tell_admins(tx, row.school_id, "desk", now)
    settle(tx, row.school_id, now, needed)


def settle(tx: Tx, school: int, now: int, needed: int) -> None:
    """Say truthfully whether the school is active; congratulate once."""
    known = tx.schools.get(school)
    if known is None:
        return
    active = measure(tx, school, needed).active
    if active and not known.active_since:
        tx.schools.set_active(school, now)
        if tx.schools.celebrate(school, now):
            tell_admins(tx, school, "celebrate", now)
    elif known.active_since and not active:
        tx.schools.set_active(school, 0)


def tell_admins(tx: Tx, school: int, kind: str, now: int, *, but: int = 0) -> None:
    """Tell everybody who runs the school, except whoever did it."""
    for one in tx.staff.admins(school):
        if one.person_id != but:
            tx.outbox.put(one.person_id, kind, school, now)


def hand(
    tx: Tx, journey: Journey, trigger: str, by: Party, now: int, needed: int, *, tell: str = ""
) -> bool:
    """Let another's act move a journey, and tell its person; False where it has no such way.

    `tell` names what is said instead of the trigger.
    """
    flow = walked_by(journey)
    event = Event(trigger, journey.state, journey.revision, by=by)
    known = facts_of(tx, journey)
    facts = Facts(known.chat_link, waited(tx, journey), known.accepted)
    outcome = advance(flow, journey, event, facts, now)
    apply(tx, outcome, now, needed)
    if outcome.changed:
        tx.outbox.put(journey.person_id, "moved", journey.id, now, detail=tell or trigger)
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


def _application(tx: Tx, journey: Journey, now: int, _needed: int) -> None:
    """A teacher has applied: put them on the administrator's list."""
    school = journey.school_id or 0
    if tx.staff.apply(journey.person_id, school, now):
        tell_admins(tx, school, "desk", now)


def _said_accepted(tx: Tx, journey: Journey, now: int, needed: int) -> None:
    """A teacher says that they were accepted: they count, and the administrator may object."""
    school = journey.school_id or 0
    if tx.staff.say_accepted(journey.person_id, school, now):
        belongs(tx, journey.person_id, school, now, needed)
        tell_admins(tx, school, "desk", now)
        settle(tx, school, now, needed)


def belongs(tx: Tx, person: int, school: int, now: int, needed: int) -> None:
    """Let no journey of somebody who belongs wait, in another class either; they know why."""
    for one in tx.journeys.at_school(person, school, Role.TEACHER):
        if hand(tx, one, "accepted", Party.ADMIN, now, needed):
            tx.outbox.drop(person, "moved", one.id)


def _nudge_admin(tx: Tx, journey: Journey, now: int, _needed: int) -> None:
    tell_admins(tx, journey.school_id or 0, "nudge_admin", now)


def _nudge_teacher(tx: Tx, journey: Journey, now: int, _needed: int) -> None:
    for person in tx.staff.teachers_of(journey.class_id or 0):
        for one in tx.journeys.at_school(person, journey.school_id or 0, Role.TEACHER):
            if one.class_id == journey.class_id:
                tx.outbox.put(person, "nudge_teacher", one.id, now)


_GIVES: dict[str, Callable[[Tx, Journey, int, int], None]] = {
    "application": _application,
    "said_accepted": _said_accepted,
    "nudge_admin": _nudge_admin,
    "nudge_teacher": _nudge_teacher,
}


def runs(tx: Tx, person: int, school: int) -> bool:
    """Whether the person is an administrator of the school, let in."""
    row = tx.staff.get(person, school, Role.ADMIN)
    return row is not None and row.standing in RUNS
