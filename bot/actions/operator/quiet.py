"""/mute: operators stop reminders in an area, and let them go on."""

import datetime as dt
from typing import Final

from bot.actions.operating import NO_BUTTON, answering, commanding, look_at, operating, where_of
from bot.actions.operator.areas import found_area
from bot.actions.school import number
from bot.actions.view import Action, View, Visit, present, view_of
from flows import Role, dates
from flows.names import clean
from flows.operator import quiet as pages
from flows.operator.areas import Where
from flows.operator.figures import Key, states_of
from flows.operator.quiet import LONGEST, LONGEST_DAYS, SHOWN, Stopped
from flows.scopes import Level
from flows.screens import Text
from storage import Ask, By, Done, Person, Tx
from storage.mutes import Mute

UNTIL: Final = "mute"
"""The question until when and why; where and what is in its answers."""


def listed(code: str, note: Text | None = None) -> Action:
    """Show what is stopped in an area."""

    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        where = look_at(tx, by, code)
        if where is None:
            return present(tx, visit, NO_BUTTON)
        return _page(tx, person, by, where, note)

    return operating(act)


def asked(text: str) -> Action:
    """Answer the command; an area may be typed behind it."""

    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        where, note = found_area(tx, by, text)
        if where is None:
            return present(tx, visit, note)
        return _page(tx, person, by, where, note)

    return commanding(act)


def _page(tx: Tx, person: Person, by: By, where: Where, note: Text | None = None) -> View:
    rows = tx.mutes.listed(by, where.area, SHOWN)
    stopped = [one for row in rows if (one := _stopped(tx, row))]
    full = tx.grants.allows(by, where.area, Level.FULL)
    return view_of(person, pages.listed(where, stopped, full=full), note)


def _stopped(tx: Tx, row: Mute) -> Stopped | None:
    where = where_of(tx, row.area)
    return Stopped(row.id, where, row.key, row.ends_at, row.reason) if where else None


def what(code: str, role: str) -> Action:
    """Let an operator choose which reminders to stop."""

    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        where = look_at(tx, by, code, Level.FULL) if code else None
        if where is None:
            return present(tx, visit, NO_BUTTON)
        return view_of(person, pages.what(where, role, visit.edition))

    return operating(act)


def until(code: str, which: str) -> Action:
    """Ask until when and why."""

    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        where = look_at(tx, by, code, Level.FULL) if code else None
        if where is None:
            return present(tx, visit, NO_BUTTON)
        tx.asks.put(person.id, Ask(UNTIL, 0, {"code": code, "which": which}, visit.now))
        return view_of(person, pages.until(where, _key(which, visit.edition)))

    return operating(act)


def _key(which: str, edition: str) -> Key | None:
    """Read a step off a button: its role and its place in the flow."""
    role, _, at = which.partition(".")
    if role not in set(Role):
        return None
    states = states_of(Role(role), edition)
    return Key(role, edition, states[number(at) % len(states)].key)


@answering
def answered(tx: Tx, visit: Visit, person: Person, by: By, ask: Ask, text: str) -> View:
    """Read a day and a reason behind a comma; nobody is stopped without one."""
    where = look_at(tx, by, ask.answers.get("code", ""), Level.FULL)
    if where is None:
        tx.asks.drop(person.id)
        return present(tx, visit)
    key = _key(ask.answers.get("which", ""), visit.edition)
    when, _, why = text.partition(",")
    today = dt.datetime.fromtimestamp(visit.now, visit.rules.zone).date()
    day, reason = dates.day(when, today), clean(why, LONGEST)
    if day is None or not 0 <= (day - today).days <= LONGEST_DAYS:
        return view_of(person, pages.until(where, key), Text("note-mute_day"))
    if not reason:
        return view_of(person, pages.until(where, key), Text("note-mute_reason"))
    tx.asks.drop(person.id)
    midnight = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), visit.rules.zone)
    if not tx.mutes.add(by, where.area, key, reason, int(midnight.timestamp())):
        return present(tx, visit, NO_BUTTON)
    tx.audit.add(by, Done("muted", where.area, "area", 0, key.state if key else ""))
    return _page(tx, person, by, where, Text("note-muted"))


def end(mute: str) -> Action:
    """Let reminders go on before the day."""

    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        ended = tx.mutes.end(by, number(mute))
        if ended is None:
            return present(tx, visit, NO_BUTTON)
        tx.audit.add(by, Done("unmuted", ended.area, "area", 0, ended.state))
        where = where_of(tx, ended.area)
        if where is None:
            return present(tx, visit, NO_BUTTON)
        return _page(tx, person, by, where, Text("note-unmuted"))

    return operating(act)
