"""School holidays: an administrator sets their school's, an operator a region's or everybody's."""

import datetime as dt
from typing import Final

from bot.actions.school import number
from bot.actions.view import Action, View, Visit, agreed, present, view_of
from flows import dates, wish_pages
from flows.calendar import today
from flows.days_off import Break
from flows.regions import find, region
from flows.scopes import EVERYWHERE, Level, region_area, widest
from flows.screens import Text
from flows.wish_pages import DaysOff, moment
from storage import Ask, By, Person, Tx

BREAK: Final = "break"
"""The question which days; whose, is in its answers."""
REGION: Final = "break.region"
"""The question of which region."""
EVERYBODY: Final = "all"
MOST: Final = 20
"""Days off that one place may have before it: each is a button, and those have a bound."""


def shown(to: str, note: Text | None = None) -> Action:
    """List the days off of a school (its id), a region (`r16`) or everybody (`all`)."""

    def act(tx: Tx, visit: Visit, person: Person) -> View:
        return _page(tx, visit, person, to, note)

    return agreed(act)


def _page(tx: Tx, visit: Visit, person: Person, to: str, note: Text | None = None) -> View:
    where = _where(tx, visit, person, to)
    if where is None:
        return present(tx, visit, Text("note-no_button"))
    code, school = _scope(to)
    listed = [
        (row.id, moment(row.days.begins), moment(row.days.ends))
        for row in tx.breaks.of(_today(visit), code, school)
    ]
    every = tx.grants.allows(visit.by, EVERYWHERE, Level.FULL)
    return view_of(person, wish_pages.days_off(DaysOff(to, where, listed, every)), note)


def _scope(to: str) -> tuple[str, int]:
    """Return the region's code and the school's id that a button means."""
    if to.startswith("r"):
        return to[1:], 0
    return "", number(to)


def _where(tx: Tx, visit: Visit, person: Person, to: str) -> str | None:
    """Return whose days off these are; None for whoever may not set them."""
    by = visit.by
    if to == EVERYBODY:
        return "" if tx.grants.allows(by, EVERYWHERE, Level.FULL) else None
    code, school_id = _scope(to)
    if code:
        known = region(code)
        return known.name if known and _sets(tx, by, code) else None
    own = tx.schools.seen_by(person.id, school_id)
    school = own or tx.schools.operated(by, school_id, Level.FULL)
    return school.name if school else None


def _sets(tx: Tx, by: By, code: str) -> bool:
    return tx.grants.allows(by, region_area(code), Level.FULL)


def first_place(tx: Tx, by: By) -> str:
    """Return the widest place whose days off an operator may set; "" for nobody's operator."""
    found = widest(
        one for one in tx.grants.rights(by) if one.level is Level.FULL and one.area.region_wide
    )
    if found is None:
        return ""
    return f"r{found.area.region}" if found.area.region else EVERYBODY


def _today(visit: Visit) -> dt.date:
    return today(visit.rules.zone, visit.now)


def ask(to: str) -> Action:
    """Ask for the days."""

    def act(tx: Tx, visit: Visit, person: Person) -> View:
        if _where(tx, visit, person, to) is None:
            return present(tx, visit, Text("note-no_button"))
        tx.asks.put(person.id, Ask(BREAK, 0, {"to": to}, visit.now))
        return view_of(person, wish_pages.ask_days())

    return agreed(act)


def ask_region(tx: Tx, visit: Visit) -> View:
    """Ask an operator for the region."""

    def act(tx: Tx, visit: Visit, person: Person) -> View:
        if not first_place(tx, visit.by):
            return present(tx, visit, Text("note-no_button"))
        tx.asks.put(person.id, Ask(REGION, 0, {}, visit.now))
        return view_of(person, wish_pages.ask_region())

    return agreed(act)(tx, visit)


def answered(tx: Tx, visit: Visit, person: Person, asked: Ask, text: str) -> View:
    """Keep the days, or find the region; what cannot be read is asked for again."""
    if asked.name == REGION:
        return _region(tx, visit, person, text)
    to = asked.answers.get("to", "")
    if _where(tx, visit, person, to) is None:
        tx.asks.drop(person.id)
        return present(tx, visit, Text("note-no_button"))
    days = dates.span(text, _today(visit))
    if days is None:
        return view_of(person, wish_pages.ask_days(), Text("note-no_days"))
    tx.asks.drop(person.id)
    return _page(tx, visit, person, to, _added(tx, visit, to, days))


def _added(tx: Tx, visit: Visit, to: str, days: Break) -> Text:
    """Keep days that are not there yet, as many as a page can show."""
    code, school = _scope(to)
    known = [row.days for row in tx.breaks.of(_today(visit), code, school)]
    if days in known:
        return Text("note-break")
    if len(known) >= MOST:
        return Text("note-many_days")
    tx.breaks.add(days, code, school)
    return Text("note-break")


def _region(tx: Tx, visit: Visit, person: Person, text: str) -> View:
    found = find(text, 1)
    if not found:
        return view_of(person, wish_pages.ask_region(), Text("note-no_region"))
    if not first_place(tx, visit.by):
        tx.asks.drop(person.id)
        return present(tx, visit, Text("note-no_button"))
    if not _sets(tx, visit.by, found[0].code):
        return view_of(person, wish_pages.ask_region(), Text("note-not_your_region"))
    tx.asks.drop(person.id)
    return _page(tx, visit, person, f"r{found[0].code}")


def drop(to: str, one: str) -> Action:
    """Take days off back."""

    def act(tx: Tx, visit: Visit, person: Person) -> View:
        if _where(tx, visit, person, to) is None:
            return present(tx, visit, Text("note-no_button"))
        code, school = _scope(to)
        tx.breaks.remove(number(one), code, school)
        return _page(tx, visit, person, to)

    return agreed(act)
