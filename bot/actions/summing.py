"""Weekly summaries: who gets one, when, and what is in it."""

import datetime as dt
from dataclasses import replace
from typing import Final

from bot.actions.scene import IN, RUNS, measure, place
from bot.actions.view import Visit
from flows import Journey, Role
from flows.card import hat
from flows.reminders import MINUTE, Almanac
from flows.scene import header
from flows.summary import Summary, Week
from storage import Person, Tx

WEEK: Final = 7


def begin(tx: Tx, visit: Visit, journey: Journey, almanac: Almanac) -> None:
    """Have whoever answers for a school or a class told of it from next week on."""
    if entitled(tx, journey) and not tx.summaries.has(journey.id):
        due = next_monday(almanac, visit.now, journey.id)
        week = gather(tx, visit, journey, Week()).now
        tx.summaries.begin(journey.id, journey.person_id, due, week.text)


def entitled(tx: Tx, journey: Journey) -> bool:
    """Whether this journey's person runs the school, or is an accepted teacher of the class."""
    if journey.school_id is None or journey.role is Role.FAMILY:
        return False
    row = tx.staff.get(journey.person_id, journey.school_id, journey.role)
    if journey.role is Role.TEACHER and journey.class_id is None:
        return False
    return row is not None and row.standing in (RUNS if journey.role is Role.ADMIN else IN)


def next_monday(almanac: Almanac, now: int, seed: int) -> int:
    """Return the next Monday's morning, or that of the first day after it which is no day off."""
    calendar, wish = almanac.calendar, almanac.wish
    today = max(calendar.day(now), calendar.day(wish.paused_until))
    monday = today + dt.timedelta(days=WEEK - today.weekday())
    hour = calendar.quiet.open_hours[0] if wish.hour is None else wish.hour
    return calendar.on(monday, hour * MINUTE + seed % MINUTE, seed) or 0


def next_week(tx: Tx, visit: Visit, journey: Journey, almanac: Almanac, seen: str) -> None:
    """Look again on the next Monday; whoever answers for nothing any more is told nothing."""
    if entitled(tx, journey):
        tx.summaries.set(journey.id, next_monday(almanac, visit.now, journey.id), seen)
    else:
        tx.summaries.drop(journey.id)


def worth(tx: Tx, visit: Visit, person: Person, journey: Journey, seen: str) -> bool:
    """Whether there is anything to tell, to somebody who wants to hear it."""
    if person.summaries_off or not entitled(tx, journey):
        return False
    return gather(tx, visit, journey, Week.read(seen)).worth


def gather(tx: Tx, visit: Visit, journey: Journey, before: Week) -> Summary:
    """Count what there is by now."""
    where = header(hat(journey), place(tx, journey))
    school = journey.school_id or 0
    if journey.role is Role.TEACHER:
        stages = tx.journeys.stages(journey.class_id or 0, Role.FAMILY)
        klass = tx.classes.get(journey.class_id or 0)
        waiting, since = stages.get("await_link", (0, 0))
        waiting = 0 if klass and klass.chat else waiting
        return Summary(journey, where, _families(stages, Week(waiting=waiting)), before, since)
    waiting, since = tx.staff.queue(school)
    classes = tx.classes.of_school(school)
    meter = measure(tx, school, visit.teachers)
    week = Week(meter.accepted, waiting, len(classes), sum(bool(one.chat) for one in classes))
    stages = tx.journeys.stages_at(school, Role.FAMILY)
    return Summary(journey, where, _families(stages, week), before, since, meter)


def _families(stages: dict[str, tuple[int, int]], week: Week) -> Week:
    """Count families by how far they are."""
    opened = sum(count for count, _ in stages.values())
    joined = stages.get("finished", (0, 0))[0]
    return replace(week, opened=opened, joined=joined)
