"""Planning: each journey's next reminder, set by the transaction that makes it what it is.

And ripening: what is due goes into the outbox, one message a person, at an hour that suits them.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final
from zoneinfo import ZoneInfo

from bot.actions import summing
from bot.actions.muting import mute_over
from bot.actions.scene import IN, RUNS
from bot.actions.view import Visit
from flows import Journey, Role, reminders
from flows.calendar import Calendar, today
from flows.days_off import days_off
from flows.regions import region
from flows.reminders import DAY, LATE, NOBODY, Almanac, Awaited, Reason, Reminder, Wish
from storage import Person, Priority, SummaryRow, Tx

KIND: Final = "reminder"
"""The outbox's row of all that a person is reminded of; what that is, its composer looks up."""


def plan(tx: Tx, visit: Visit, journey: Journey, *, acted: bool = False) -> None:
    """Set the journey's reminder as it follows from where it stands and who waits on it."""
    setting = tx.reminders.setting(journey.person_id, journey.id, journey.school_id)
    if setting is None:
        return
    almanac = almanac_of(tx, visit, setting.wish, setting.region, journey.school_id)
    waiting, old = awaited(tx, journey), setting.reminder
    new = reminders.replan(old, journey, waiting, almanac, visit.now, acted=acted)
    if new is None and old is not None:
        tx.reminders.drop(journey.id)
    if new is not None and new != old:
        tx.reminders.save(new)
    summing.begin(tx, visit, journey, almanac)


def almanac_of(tx: Tx, visit: Visit, wish: Wish, region_code: str, school: int | None) -> Almanac:
    """Return the calendar of the school that a journey is walked for, and its person's wishes."""
    rules = visit.rules
    known = region(region_code) if region_code else None
    zone = ZoneInfo(known.zone) if known else rules.zone
    breaks = tx.breaks.covering(today(zone, visit.now), region_code, school)
    return Almanac(Calendar(zone, rules.quiet, days_off(breaks)), wish, rules.gaps)


def almanac_for(tx: Tx, visit: Visit, person: Person, journey: Journey | None) -> Almanac:
    """Return a person's almanac by one of their journeys; without a school, the house's own."""
    school = tx.schools.get(journey.school_id) if journey and journey.school_id else None
    wish = replace(person.wish, off=person.wish.off or bool(person.blocked_at))
    if school is None:
        return almanac_of(tx, visit, wish, "", None)
    return almanac_of(tx, visit, wish, school.region, school.id)


def awaited(tx: Tx, journey: Journey) -> Awaited:
    """Return who waits on the next act of a journey's person."""
    if journey.school_id is None or journey.role is Role.FAMILY:
        return NOBODY
    row = tx.staff.get(journey.person_id, journey.school_id, journey.role)
    if journey.role is Role.ADMIN:
        runs = row is not None and row.standing in RUNS
        return Awaited(*tx.staff.queue(journey.school_id)) if runs else NOBODY
    klass = tx.classes.get(journey.class_id) if journey.class_id else None
    if klass is None or klass.chat or row is None or row.standing not in IN:
        return NOBODY
    return Awaited(*tx.journeys.stages(klass.id, Role.FAMILY).get("await_link", (0, 0)))


def administrators(tx: Tx, visit: Visit, school: int) -> None:
    """See anew what the administrators of a school are to be reminded of."""
    for journey in of_admins(tx, school):
        plan(tx, visit, journey)


def teachers(tx: Tx, visit: Visit, class_id: int) -> None:
    """See anew what the teachers of a class are to be reminded of."""
    for journey in of_teachers(tx, class_id):
        plan(tx, visit, journey)


def teacher(tx: Tx, visit: Visit, person: int, school: int) -> None:
    """See anew what a teacher is to be reminded of: how they stand at the school changed."""
    for journey in tx.journeys.at_school(person, school, Role.TEACHER):
        plan(tx, visit, journey)


def of_admins(tx: Tx, school: int) -> Iterable[Journey]:
    """Yield the journeys of whoever runs a school, one a person."""
    for one in tx.staff.admins(school):
        yield from tx.journeys.at_school(one.person_id, school, Role.ADMIN)[:1]


def of_teachers(tx: Tx, class_id: int) -> Iterable[Journey]:
    """Yield the journeys of the accepted teachers of a class."""
    klass = tx.classes.get(class_id)
    if klass is None:
        return
    for person in tx.staff.teachers_of(class_id):
        mine = tx.journeys.at_school(person, klass.school_id, Role.TEACHER)
        yield from (one for one in mine if one.class_id == class_id)


def told(tx: Tx, visit: Visit, person: Person, school: int) -> None:
    """An administrator has just been shown who waits: today that is enough."""
    for journey in tx.journeys.at_school(person.id, school, Role.ADMIN)[:1]:
        one = tx.reminders.get(journey.id)
        if one is not None and one.reason is Reason.BLOCKING:
            almanac = almanac_for(tx, visit, person, journey)
            tx.reminders.save(reminders.shown(one, almanac, visit.now))


def anew(tx: Tx, visit: Visit, person: Person) -> None:
    """Plan everything of a person anew: they are back, or want to be reminded again."""
    for journey in tx.journeys.of(person.id):
        tx.reminders.drop(journey.id)
        tx.summaries.drop(journey.id)
        plan(tx, visit, journey)


def retimed(tx: Tx, visit: Visit, person: Person, before: Wish) -> None:
    """Move what is pending to the hour that the person chose now, and beyond the pause.

    What only a former pause, by the wish `before`, had put off comes as soon as may be.
    """
    for one in tx.reminders.of(person.id):
        if one.due:
            almanac = almanac_for(tx, visit, person, tx.journeys.get(one.journey_id))
            days = _days_left(almanac, visit.now, one, before)
            tx.reminders.save(replace(one, due=almanac.after(visit.now, days, one.journey_id)))
    for row in tx.summaries.of(person.id):
        almanac = almanac_for(tx, visit, person, tx.journeys.get(row.journey_id))
        calendar, paused = almanac.calendar, person.paused_until > visit.now
        if row.due_at and (paused or calendar.day(row.due_at) > calendar.day(visit.now)):
            monday = summing.next_monday(almanac, visit.now, row.journey_id)
            tx.summaries.set(row.journey_id, monday, row.seen)


def _days_left(almanac: Almanac, now: int, one: Reminder, before: Wish) -> int:
    """Return in how many days a reminder is to come, tomorrow at the earliest."""
    day = almanac.calendar.day
    if before.paused_until > almanac.wish.paused_until:
        first = replace(almanac, wish=before).after(now, 1, one.journey_id)
        if day(one.due) <= day(first):
            return 1
    return max(1, (day(one.due) - day(now)).days)


def ripen(tx: Tx, visit: Visit, most: int) -> int:
    """Let what is due go into the outbox, or be planned anew; return for how many people."""
    due = _due(tx, visit, most)
    for number in due:
        person = tx.persons.get(number)
        if person is None:
            continue
        if tx.outbox.on_its_way(number, KIND):
            person = replace(person, reminded_at=visit.now)
        _ripe(tx, visit, person)
    return len(due)


def next_due(tx: Tx) -> int | None:
    """Return when the next reminder or summary is due (unix seconds)."""
    return earliest(tx.reminders.next_due(), tx.summaries.next_due())


def earliest(*moments: int | None) -> int | None:
    """Return the first of moments of which some may never come."""
    return min((at for at in moments if at is not None), default=None)


def _due(tx: Tx, visit: Visit, most: int) -> list[int]:
    found = tx.reminders.due(visit.now, most) + tx.summaries.due(visit.now, most)
    return list(dict.fromkeys(found))[:most]


def put_aside(tx: Tx, visit: Visit) -> None:
    """Look at the first of those who are due again in a day: seeing to them fails."""
    later = visit.now + DAY
    for number in _due(tx, visit, 1):
        for one in tx.reminders.of(number):
            if 0 < one.due <= visit.now:
                tx.reminders.save(replace(one, due=later))
        for row in tx.summaries.of(number):
            if 0 < row.due_at <= visit.now:
                tx.summaries.set(row.journey_id, later, row.seen)


def _ripe(tx: Tx, visit: Visit, person: Person) -> None:
    """Choose the day's message for one person: what is due, and what would be later that day."""
    walked = {journey.id: journey for journey in tx.journeys.of(person.id)}
    ready = False
    for one in tx.reminders.of(person.id):
        journey = walked[one.journey_id]
        if 0 < one.due <= visit.now:
            ready |= _reminder(tx, visit, person, journey, one)
    for row in tx.summaries.of(person.id):
        if 0 < row.due_at <= visit.now:
            ready |= _summary(tx, visit, person, walked[row.journey_id], row)
    if ready:
        _gather(tx, visit, person, walked)
        tx.outbox.put(person.id, KIND, 0, visit.now, priority=Priority.REMINDER)


def _reminder(tx: Tx, visit: Visit, person: Person, journey: Journey, one: Reminder) -> bool:
    """Take a due reminder into the day's message, or set a better time for it."""
    almanac = almanac_for(tx, visit, person, journey)
    due = better_time(visit, person, almanac, journey.id)
    mute = mute_over(tx, journey, visit.now)
    if visit.now - one.due > LATE:
        tx.reminders.save(reminders.missed(one, almanac, visit.now))
    elif mute is not None:
        tx.reminders.save(reminders.missed(one, almanac, mute.ends_at))
    elif due is not None:
        tx.reminders.save(replace(one, due=due))
    else:
        tx.reminders.ripen(journey.id, visit.now)
        return True
    return False


def _summary(tx: Tx, visit: Visit, person: Person, journey: Journey, row: SummaryRow) -> bool:
    """Take a week that is due into the day's message; one that was missed waits for the next."""
    almanac = almanac_for(tx, visit, person, journey)
    due = better_time(visit, person, almanac, journey.id)
    late = visit.now - row.due_at > LATE
    if due is not None and not late:
        tx.summaries.set(journey.id, due, row.seen)
    elif not late and summing.worth(tx, visit, person, journey, row.seen):
        tx.summaries.ripen(journey.id, visit.now)
        return True
    else:
        summing.next_week(tx, visit, journey, almanac, row.seen)
    return False


def better_time(visit: Visit, person: Person, almanac: Almanac, seed: int) -> int | None:
    """Return when it would be right to write, if now it is not; 0 for never."""
    calendar, wish = almanac.calendar, almanac.wish
    if wish.off:
        return 0
    today = calendar.day(visit.now)
    said = bool(person.reminded_at) and calendar.day(person.reminded_at) == today
    if said or calendar.day(wish.paused_until) > today:
        return almanac.after(visit.now, 1, seed)
    soon = calendar.next_open(visit.now, seed)
    if soon is None or soon == visit.now:
        return 0 if soon is None else None
    days = (calendar.day(soon) - today).days
    return almanac.after(visit.now, days, seed) if days and wish.hour is not None else soon


def _gather(tx: Tx, visit: Visit, person: Person, walked: dict[int, Journey]) -> None:
    """Bring what would come later on the same day into the same message."""
    for one in tx.reminders.of(person.id):
        if one.due and _later_today(tx, visit, person, walked[one.journey_id], one.due):
            tx.reminders.ripen(one.journey_id, visit.now)
    for row in tx.summaries.of(person.id):
        journey = walked[row.journey_id]
        later = row.due_at and _later_today(tx, visit, person, journey, row.due_at)
        if later and summing.worth(tx, visit, person, journey, row.seen):
            tx.summaries.ripen(row.journey_id, visit.now)


def _later_today(tx: Tx, visit: Visit, person: Person, journey: Journey, due: int) -> bool:
    calendar = almanac_for(tx, visit, person, journey).calendar
    return calendar.day(due) == calendar.day(visit.now)
