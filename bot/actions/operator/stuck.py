"""/stuck: gather where people stand for too long; bring forward the reminders of who can help."""

from collections import defaultdict

from bot.actions import hurrying
from bot.actions.operating import NO_BUTTON, commanding, look_at, operating
from bot.actions.operator.areas import found_area
from bot.actions.school import number
from bot.actions.view import Action, View, Visit, present, view_of
from flows.model import Party
from flows.operator import stuck as pages
from flows.operator.areas import Where
from flows.operator.figures import WEEKS, usual
from flows.operator.stuck import AGES, AT_ONCE, Place, Stuck, blocker_of, days_of, too_long
from flows.regions import region
from flows.scopes import Level, Reach
from flows.screens import Screen, Text, say
from flows.spans import DAY
from storage import By, Done, Person, Tx
from storage.keeping import day


def listed(code: str, how: str = "") -> Action:
    """Show who is stuck in an area for longer than the button tells."""

    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        where = look_at(tx, by, code)
        if where is None:
            return present(tx, visit, NO_BUTTON)
        days, _, first = how.partition(".")
        return _page(tx, visit, person, by, where, days_of(days), number(first))

    return operating(act)


def asked(text: str) -> Action:
    """Answer the command; days and an area may be typed behind it."""
    words = text.split()
    ages = [one for one in words if one.isdecimal()]
    area = " ".join(one for one in words if not one.isdecimal() or len(words) > len(ages) > 1)

    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        where, note = found_area(tx, by, area)
        if where is None:
            return present(tx, visit, note)
        days = days_of(ages[0]) if ages else AGES[0]
        return _page(tx, visit, person, by, where, days, note=note)

    return commanding(act)


def _page(
    tx: Tx,
    visit: Visit,
    person: Person,
    by: By,
    where: Where,
    days: int,
    first: int = 0,
    note: Text | None = None,
) -> View:
    full = tx.grants.allows(by, where.area, Level.FULL)
    if where.area.reach is Reach.SCHOOL:
        return view_of(person, _school(tx, visit, by, where, days, full=full), note)
    found = gather(tx, visit, by, where, days)
    return view_of(person, pages.listed(where, days, found, first, visit.now, full=full), note)


def _school(tx: Tx, visit: Visit, by: By, where: Where, days: int, *, full: bool) -> Screen:
    found = gather(tx, visit, by, where, days)
    return pages.school(where, days, found[0] if found else None, visit.now, full=full)


def gather(tx: Tx, visit: Visit, by: By, where: Where, days: int) -> list[Place]:
    """Return where people are stuck in an area."""
    today = day(visit.now)
    spans = tx.figures.spans(today - WEEKS * 7 * DAY)
    found: dict[tuple[str, str], list[Stuck]] = defaultdict(list)
    for key in pages.stations():
        before = too_long(key, spans, days, today)
        for one in tx.listing.lagging(by, where.area, key, before):
            known = region(one.region)
            name = one.name or (known.name if known else one.region)
            code = f"s{one.school_id}" if one.school_id else f"r{one.region}"
            found[code, name].append(Stuck(key, one.people, one.since, usual(spans, key)))
    return pages.places(found)


def opened(code: str, days: str) -> Action:
    """Show what a school is stuck on."""
    return listed(code if code.startswith("s") else "-", days)


def remind(code: str, days: str) -> Action:
    """Remind whoever can end it, at the school or in the whole area of the button."""

    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        where = look_at(tx, by, code, Level.FULL) if code not in {"", "a"} else None
        if where is None:
            return present(tx, visit, NO_BUTTON)
        age = days_of(days)
        count = 0
        for one in gather(tx, visit, by, where, age):
            if count >= AT_ONCE:
                break
            count += _remind(tx, visit, by, one, age, AT_ONCE - count)
        tx.audit.add(by, Done("reminded", where.area, "area", 0, str(count)))
        note = say("note-reminded_all", count=count)
        return _page(tx, visit, person, by, where, age, note=note)

    return operating(act)


def _remind(tx: Tx, visit: Visit, by: By, here: Place, days: int, most: int) -> int:
    """Bring reminders of one school forward; return of how many people."""
    school = number(here.code[1:])
    today = day(visit.now)
    spans = tx.figures.spans(today - WEEKS * 7 * DAY)
    reminded: set[int] = set()
    for one in here.groups:
        who = blocker_of(one.key)
        if who == Party.ADMIN:
            reminded |= hurrying.hurry_administrators(tx, visit, school)
        elif who != Party.SUPPORT:
            before = too_long(one.key, spans, days, today)
            stuck = tx.listing.people(by, school, one.key, before, most)
            for journey in filter(None, map(tx.journeys.get, stuck)):
                if who == Party.TEACHER:
                    reminded |= hurrying.hurry_teachers(tx, visit, journey.class_id or 0)
                else:
                    reminded |= hurrying.hurry(tx, visit, [journey])
    return len(reminded)
