"""The day's reminder to one person, worded from what is stored at the moment of sending.

All that is ripe goes into one message; what was done meanwhile is left out, and none of it moves
anybody's step. Once the message is out, or may be out, `settle` counts it and plans the next.
"""

from bot.actions import desk as desks
from bot.actions import reminding, summing
from bot.actions.letters import Answer, Later, Letter
from bot.actions.scene import gather
from bot.actions.view import View, Visit, view_of
from flows import Journey, Role, desk, reminders
from flows.card import card
from flows.reminder_pages import Nudge, adding, digest, elsewhere, noted, reminder
from flows.reminders import ORDER, Reason, Reminder
from flows.summary import Week, summary
from storage import Notice, Person, SummaryRow, Tx


def compose(tx: Tx, visit: Visit, person: Person, _notice: Notice) -> Answer:
    """Return the message, a better time for it, or None when nothing of it matters any more."""
    found = [*_reminders(tx, visit, person), *_summaries(tx, visit, person)]
    if not found:
        return None
    first = found[0].journey
    almanac = reminding.almanac_for(tx, visit, person, first)
    due = reminding.better_time(visit, person, almanac, first.id)
    if due is not None:
        return Later(due) if due else None
    several = _one_each(found)
    if len(several) > 1:
        return Letter(view_of(person, digest(several, visit.now)), reminds=True)
    return Letter(_alone(tx, visit, person, several[0]), reminds=True)


def _reminders(tx: Tx, visit: Visit, person: Person) -> list[Nudge]:
    """Return what is still so; plan anew what is not."""
    found = []
    for one in tx.reminders.ripe(person.id):
        journey = tx.journeys.get(one.journey_id)
        if journey is None:
            continue
        waiting = reminding.awaited(tx, journey)
        if _holds(one, journey, reminders.reason_for(journey, waiting)):
            last = reminders.is_last(one, reminding.almanac_for(tx, visit, person, journey))
            scene = gather(tx, journey, visit.teachers)
            nudge = Nudge(journey, one.reason, scene, waiting, first=not one.sent, last=last)
            found.append(nudge)
        else:
            reminding.plan(tx, visit, journey)
    return sorted(found, key=lambda one: ORDER.index(one.reason))


def _holds(one: Reminder, journey: Journey, reason: Reason | None) -> bool:
    """Whether the reason that was planned for is there still."""
    if one.reason is Reason.ANSWERED:
        return reason is not None and one.revision == journey.revision
    return one.reason is reason


def _summaries(tx: Tx, visit: Visit, person: Person) -> list[Nudge]:
    found = []
    for row in tx.summaries.ripe(person.id):
        journey = tx.journeys.get(row.journey_id)
        if journey is None:
            continue
        if not summing.worth(tx, visit, person, journey, row.seen):
            almanac = reminding.almanac_for(tx, visit, person, journey)
            summing.next_week(tx, visit, journey, almanac, row.seen)
            continue
        week = summing.gather(tx, visit, journey, Week.read(row.seen))
        scene = gather(tx, journey, visit.teachers)
        waiting = reminding.awaited(tx, journey)
        found.append(Nudge(journey, Reason.WAITING, scene, waiting, summary=week))
    return found


def _one_each(found: list[Nudge]) -> list[Nudge]:
    """Say once what a summary says as well: who waits on the person. Not that it was the last."""
    told = {one.journey.id for one in found if one.summary}
    return [
        one
        for one in found
        if one.summary
        or one.last
        or one.journey.id not in told
        or one.reason is not Reason.BLOCKING
    ]


def _alone(tx: Tx, visit: Visit, person: Person, one: Nudge) -> View:
    """Draw the only thing there is to say, with the buttons of a step that is walked just now."""
    if one.summary:
        return view_of(person, summary(one.summary))
    if one.reason is Reason.BLOCKING and one.journey.role is Role.ADMIN:
        here = desks.gather(tx, visit, person.id, one.journey.school_id or 0)
        if here is not None:
            screen = adding(desk.live(here), noted(one, visit.now), one)
            return view_of(person, screen, desk=here.school_id)
    if person.current_journey != one.journey.id:
        return view_of(person, elsewhere(one, visit.now))
    if one.reason in {Reason.BLOCKING, Reason.WAITING}:
        screen = card(one.journey, visit.now, one.scene)
        return view_of(person, adding(screen, noted(one, visit.now), one))
    return view_of(person, reminder(one, visit.now))


def settle(tx: Tx, visit: Visit, number: int) -> None:
    """Count what went out to a person, or may have, and plan what comes next."""
    person = tx.persons.get(number)
    if person is None:
        return
    for one in tx.reminders.ripe(number):
        journey = tx.journeys.get(one.journey_id)
        almanac = reminding.almanac_for(tx, visit, person, journey)
        tx.reminders.save(reminders.told(one, almanac, visit.now))
    for row in tx.summaries.ripe(number):
        _summed(tx, visit, person, row)
    tx.persons.reminded(number, visit.now)


def _summed(tx: Tx, visit: Visit, person: Person, row: SummaryRow) -> None:
    journey = tx.journeys.get(row.journey_id)
    if journey is None:
        return
    seen = summing.gather(tx, visit, journey, Week()).now.text
    almanac = reminding.almanac_for(tx, visit, person, journey)
    summing.next_week(tx, visit, journey, almanac, seen)
