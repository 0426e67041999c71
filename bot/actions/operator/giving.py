"""Rights of operators: given by a link, taken once, ended with all that hangs on them."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Final

from bot.actions.operating import NO_BUTTON, answering, look_at, operating, where_of
from bot.actions.operator.areas import NOT_FOUND, named
from bot.actions.operator.stats import part_of, wider
from bot.actions.school import number
from bot.actions.view import Action, View, Visit, agreed, present, view_of
from flows import dates
from flows.operator import giving as pages
from flows.operator.areas import Where
from flows.operator.giving import LINK_DAYS, PARTS, SHOWN, TERMS, Given
from flows.scopes import Area, Level, Right
from flows.screens import Screen, Text
from flows.spans import DAY
from storage import Ask, By, Done, Grant, Offer, Person, Tx

TOKEN: Final = re.compile(r"o[A-Za-z0-9_-]{22}")
"""A right in a deep link: 128 random bits behind a letter that says what it is."""
FIND: Final = "grant_find"
"""The question where a right is to hold."""
UNTIL: Final = "grant_until"
"""The question until which day; where and what is in its answers."""
GONE: Final = Text("note-grant_gone")


def is_grant(payload: str) -> bool:
    return TOKEN.fullmatch(payload) is not None


def listed(first: str = "", note: Text | None = None) -> Action:
    """Show what one gave."""

    def act(tx: Tx, _visit: Visit, person: Person, by: By) -> View:
        start = number(first)
        rows = tx.grants.listed(by, start, SHOWN + 1)
        given = [one for row in rows[:SHOWN] if (one := _given(tx, row))]
        return view_of(person, pages.listed(given, start, more=len(rows) > SHOWN), note)

    return operating(act)


def _given(tx: Tx, row: Grant) -> Given | None:
    where = where_of(tx, row.area)
    if where is None:
        return None
    return Given(row.id, where, row.level, row.ends_at, row.link_ends_at, row.taken_at)


def opened(grant: str, *, sure: bool = False) -> Action:
    """Show one right that one may end."""

    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        row = tx.grants.seen_by(by, number(grant))
        given = _given(tx, row) if row else None
        if given is None:
            return present(tx, visit, NO_BUTTON)
        return view_of(person, pages.one(given, note_sure=sure))

    return operating(act)


def new(code: str, first: str = "") -> Action:
    """Choose where a new right is to hold, within what one may act in oneself."""

    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        where = look_at(tx, by, code, Level.FULL)
        if where is None:
            return present(tx, visit, NO_BUTTON)
        return view_of(person, _place(tx, by, where, number(first)))

    return operating(act)


def _place(tx: Tx, by: By, where: Where, first: int) -> Screen:
    rows = tx.figures.parts(by, where.area, first, PARTS + 1)
    parts = [part_of(where.area, one) for one in rows[:PARTS]]
    above = wider(tx, by, where.area, Level.FULL)
    return pages.place(where, parts, first, more=len(rows) > PARTS, above=above)


def ask_place(code: str) -> Action:
    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        if look_at(tx, by, code, Level.FULL) is None or not code:
            return present(tx, visit, NO_BUTTON)
        tx.asks.put(person.id, Ask(FIND, 0, {"code": code}, visit.now))
        return view_of(person, pages.find(code))

    return operating(act)


@answering
def answered_place(tx: Tx, visit: Visit, person: Person, by: By, ask: Ask, text: str) -> View:
    where = named(tx, by, text, Level.FULL)
    if where is None:
        code = ask.answers.get("code", "")
        if look_at(tx, by, code, Level.FULL) is None:
            tx.asks.drop(person.id)
            return present(tx, visit)
        return view_of(person, pages.find(code), NOT_FOUND)
    tx.asks.drop(person.id)
    return view_of(person, _place(tx, by, where, 0))


def term(code: str, level: str) -> Action:
    """Choose for how long; the day may be typed."""

    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        where = look_at(tx, by, code, Level.FULL) if code else None
        if where is None or level not in set(Level):
            return present(tx, visit, NO_BUTTON)
        answers = {"code": code, "level": level}
        tx.asks.put(person.id, Ask(UNTIL, 0, answers, visit.now))
        return view_of(person, pages.term(where, Level(level), _terms(tx, visit, by, where.area)))

    return operating(act)


def _terms(tx: Tx, visit: Visit, by: By, area: Area) -> list[int]:
    """Return the terms that one has to give: none longer than one's own right."""
    last = _longest(tx, by, area)
    if last == 0:
        return list(TERMS)
    return [days for days in TERMS if days and visit.now + days * DAY <= last]


def _longest(tx: Tx, by: By, area: Area) -> int:
    """Return until when one's own right over an area holds; 0 for one without an end."""
    ends = [one.ends_at for one in tx.grants.rights(by) if one.allows(area, Level.FULL)]
    return 0 if 0 in ends else max(ends, default=1)


@answering
def answered_until(tx: Tx, visit: Visit, person: Person, by: By, ask: Ask, text: str) -> View:
    """Read until which day a right holds; the token comes with the button that makes it."""
    where = look_at(tx, by, ask.answers.get("code", ""), Level.FULL)
    level = ask.answers.get("level", "")
    if where is None or level not in set(Level):
        tx.asks.drop(person.id)
        return present(tx, visit)
    today = dt.datetime.fromtimestamp(visit.now, visit.rules.zone).date()
    until = dates.day(text, today)
    terms = _terms(tx, visit, by, where.area)
    if until is None or until < today:
        return view_of(person, pages.term(where, Level(level), terms), Text("note-no_day"))
    days = (until - today).days + 1
    last = _longest(tx, by, where.area)
    if last and visit.now + days * DAY > last:
        return view_of(person, pages.term(where, Level(level), terms), Text("note-too_long"))
    return view_of(person, pages.term(where, Level(level), (days,)))


def make(code: str, how: str, token: str) -> Action:
    """Make a right whose link waits to be opened."""

    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        where = look_at(tx, by, code, Level.FULL) if code else None
        level, _, days = how.partition(".")
        if where is None or level not in set(Level):
            return present(tx, visit, NO_BUTTON)
        ends = visit.now + number(days) * DAY if number(days) else 0
        offer = Offer(where.area, Level(level), ends, visit.now + LINK_DAYS * DAY)
        made = tx.grants.make(by, token, offer)
        given = _given(tx, made) if made else None
        if made is None or given is None:
            return present(tx, visit, NO_BUTTON)
        tx.asks.drop(person.id)
        tx.audit.add(by, Done("grant_made", made.area, "grant", made.id, level))
        return view_of(person, pages.one(given), Text("note-grant_made"))

    return operating(act)


def end(grant: str, sure: str) -> Action:
    """End a right and all that were given by it: asked twice; whoever held one is told."""
    if sure != "sure":
        return opened(grant, sure=True)

    def act(tx: Tx, visit: Visit, _person: Person, by: By) -> View:
        ended = tx.grants.revoke(by, number(grant))
        if not ended:
            return present(tx, visit, NO_BUTTON)
        for one in ended:
            tx.audit.add(by, Done("grant_ended", one.area, "grant", one.id, one.level.value))
            if one.person_id is not None and one.person_id != by.by:
                tx.outbox.put(one.person_id, "grant_ended", one.id, visit.now)
        return listed(note=Text("note-grant_ended"))(tx, visit)

    return operating(act)


def quit_(grant: str, sure: str) -> Action:
    """Give up a right of one's own."""

    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        own = {one.grant: one for one in tx.grants.rights(by) if one.grant}
        right = own.get(number(grant))
        given = _held(tx, right) if right else None
        if right is None or given is None:
            return present(tx, visit, NO_BUTTON)
        if sure != "sure":
            return view_of(person, pages.quitting(given))
        tx.grants.quit(by, right.grant)
        tx.audit.add(by, Done("grant_quit", right.area, "grant", right.grant))
        return present(tx, visit, Text("note-grant_quit"))

    return operating(act)


def _held(tx: Tx, right: Right) -> Given | None:
    where = where_of(tx, right.area)
    return Given(right.grant, where, right.level, right.ends_at, 0, 1) if where else None


def take(payload: str) -> Action:
    """Open the link of a right: it is whoever's who does so first."""

    def act(tx: Tx, visit: Visit, person: Person) -> View:
        found = tx.grants.find(payload)
        if found is not None and found.given_by == person.id:
            return present(tx, visit, Text("note-grant_own"))
        row = tx.grants.take(person.id, payload, visit.now)
        given = _given(tx, row) if row else None
        if row is None or given is None:
            return present(tx, visit, GONE)
        tx.audit.add(visit.by, Done("grant_taken", row.area, "grant", row.id, row.level.value))
        if row.given_by is not None:
            tx.outbox.put(row.given_by, "grant_taken", row.id, visit.now)
        return view_of(person, pages.welcome(given))

    return agreed(act)


def for_letter(by: By, grant: str) -> Callable[[Tx], tuple[Given, str, str] | None]:
    """Return what goes into the letter, with its token; None for whoever may not send it."""

    def read(tx: Tx) -> tuple[Given, str, str] | None:
        person = tx.persons.get(by.by)
        row = tx.grants.seen_by(by, number(grant)) if person else None
        given = _given(tx, row) if row else None
        if person is None or row is None or given is None or not row.token:
            return None
        return given, row.token, person.language

    return read
