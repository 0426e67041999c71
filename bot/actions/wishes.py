"""What a person chooses about reminders: the hour, a pause, none; and on a reminder, later."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from bot.actions import breaks, reminding
from bot.actions.muting import mute_over
from bot.actions.school import number
from bot.actions.view import Action, View, Visit, agreed, present, view_of
from flows import dates, reminders, wish_pages
from flows.reminder_pages import ALL, put_off_until
from flows.reminders import Reminder, Wish
from flows.screens import Screen, Text
from flows.wish_pages import ANY, PAUSES, Wishes, moment
from storage import Ask, Person, Tx

PAUSE: Final = "pause"
"""The question until which day to be left in peace."""
LATER: Final = ("1", "3")


def shown(draw: Callable[[Wishes], Screen], note: Text | None = None) -> Action:
    """Draw a page of what the person chose."""

    def act(tx: Tx, visit: Visit, person: Person) -> View:
        return view_of(person, draw(_gather(tx, visit, person)), note)

    return agreed(act)


def _gather(tx: Tx, visit: Visit, person: Person) -> Wishes:
    due = [one.due for one in tx.reminders.of(person.id) if one.due]
    journey = tx.journeys.current(person.id)
    mute = mute_over(tx, journey, visit.now) if journey else None
    has = bool(tx.summaries.of(person.id))
    return Wishes(
        person.wish,
        visit.now,
        visit.rules.quiet.open_hours,
        min(due, default=0),
        summaries=not person.summaries_off if has else None,
        days_off=breaks.first_place(tx, visit.by),
        muted_until=mute.ends_at if mute else 0,
        muted_why=mute.reason if mute else "",
    )


def wish(what: str) -> Action:
    """Keep a choice made by a button: `on`, `off`, `resume`, `hour-10`, `hour-any`, `pause-7`."""

    def act(tx: Tx, visit: Visit, person: Person) -> View:
        name, _, arg = what.partition("-")
        wanted = _wanted(visit, person.wish, name, arg)
        if wanted is None:
            return present(tx, visit, Text("note-no_button"))
        return _kept(tx, visit, person, wanted)

    return agreed(act)


def _wanted(visit: Visit, old: Wish, name: str, arg: str) -> Wish | None:
    if name in {"on", "off"}:
        return replace(old, off=name == "off")
    if name == "resume":
        return replace(old, paused_until=0)
    if name == "pause" and arg in {days for _, days in PAUSES}:
        return replace(old, paused_until=visit.now + int(arg) * reminders.DAY)
    if name == "hour" and arg in {ANY, *map(str, visit.rules.quiet.open_hours)}:
        return replace(old, hour=None if arg == ANY else int(arg))
    return None


def _kept(tx: Tx, visit: Visit, person: Person, wanted: Wish) -> View:
    """Write it, and move what is pending accordingly."""
    tx.persons.set_wish(person.id, wanted)
    after = tx.persons.get(person.id) or person
    if wanted.off:
        tx.reminders.cancel(person.id)
    elif person.wish.off:
        reminding.anew(tx, visit, after)
    else:
        reminding.retimed(tx, visit, after, person.wish)
    page = wish_pages.reminders(_gather(tx, visit, after))
    return view_of(after, page, Text("note-wish"))


def pause(tx: Tx, visit: Visit) -> View:
    """Offer pauses; a day may be typed."""

    def act(tx: Tx, visit: Visit, person: Person) -> View:
        tx.asks.put(person.id, Ask(PAUSE, 0, {}, visit.now))
        return view_of(person, wish_pages.pause())

    return agreed(act)(tx, visit)


def answered(tx: Tx, visit: Visit, person: Person, _asked: Ask, text: str) -> View:
    """Pause until the day that was typed."""
    journey = tx.journeys.current(person.id)
    today = reminding.almanac_for(tx, visit, person, journey).calendar.day(visit.now)
    until = dates.day(text, today)
    if until is None or until <= today:
        return view_of(person, wish_pages.pause(), Text("note-no_day"))
    tx.asks.drop(person.id)
    return _kept(tx, visit, person, replace(person.wish, paused_until=moment(until)))


def summaries(what: str) -> Action:
    """Have the weekly summaries sent, or not."""

    def act(tx: Tx, visit: Visit, person: Person) -> View:
        tx.persons.set_summaries(person.id, off=what == "off")
        after = tx.persons.get(person.id) or person
        page = wish_pages.reminders(_gather(tx, visit, after))
        return view_of(after, page, Text("note-wish"))

    return agreed(act)


def snooze(journey: str, when: str) -> Action:
    """Answer a reminder: later, on Monday, never about this, or from the beginning."""

    def act(tx: Tx, visit: Visit, person: Person) -> View:
        meant = _meant(tx, person, journey)
        days = [_put_off(tx, visit, person, one, when) for one in meant]
        due = [day for day in days if day is not None]
        if not due:
            return present(tx, visit, Text("note-stale"))
        return view_of(person, put_off_until(min(filter(None, due), default=None)))

    return agreed(act)


def _meant(tx: Tx, person: Person, journey: str) -> list[Reminder]:
    """Return what a button is about: one journey, or all that the last message spoke of."""
    mine = tx.reminders.of(person.id)
    if journey == ALL:
        return [one for one in mine if 0 < one.sent_at == person.reminded_at]
    return [one for one in mine if str(one.journey_id) == journey]


def _put_off(tx: Tx, visit: Visit, person: Person, one: Reminder, when: str) -> int | None:
    """Set a reminder; return when it comes (0: never). None for what no button says."""
    almanac = reminding.almanac_for(tx, visit, person, tx.journeys.get(one.journey_id))
    if when == "never":
        new = reminders.silenced(one)
    elif when == "again":
        new = reminders.again(one, almanac, visit.now)
    elif when == "monday":
        days = reminders.until_monday(almanac, visit.now)
        new = reminders.snoozed(one, days, almanac, visit.now)
    elif when in LATER:
        new = reminders.snoozed(one, number(when), almanac, visit.now)
    else:
        return None
    tx.reminders.save(new)
    return new.due
