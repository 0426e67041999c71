"""/broadcast: a draft, its preview, starting it, and taking people in portions."""

import datetime as dt
import re
from typing import Final

from bot.actions.operating import NO_BUTTON, answering, commanding, look_at, operating, where_of
from bot.actions.operator.areas import found_area
from bot.actions.school import number
from bot.actions.view import Action, View, Visit, present, view_of
from flows import Role, dates
from flows.operator import casting as pages
from flows.operator.casting import SHOWN, Casting
from flows.operator.figures import Key, states_of
from flows.scopes import Level
from flows.screens import LANGUAGES, Text
from flows.spans import DAY
from storage import Ask, By, Done, Person, Tx
from storage.casts import Cast, Segment

WRITE: Final = "cast"
"""The question for the message; its subject is the broadcast."""
COUNT: Final = "cast_count"
"""The question for the count, which starts it."""
KIND: Final = "cast"
PREVIEW: Final = "cast_preview"
AGAIN: Final = DAY
_TIME: Final = re.compile(r"(?<!\d)([01]?\d|2[0-3])[:.]([0-5]\d)(?!\d)")


def asked(text: str) -> Action:
    """Answer the command; an area may be typed behind it."""

    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        where, note = found_area(tx, by, text)
        if where is None:
            return present(tx, visit, note)
        return _list(tx, person, by, where.code, note)

    return commanding(act)


def listed(code: str) -> Action:
    """Show one's latest broadcasts."""

    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        where = look_at(tx, by, code)
        if where is None:
            return present(tx, visit, NO_BUTTON)
        return _list(tx, person, by, where.code)

    return operating(act)


def _list(tx: Tx, person: Person, by: By, code: str, note: Text | None = None) -> View:
    rows = tx.casts.listed(by, SHOWN)
    shown = [one for row in rows if (one := seen_of(tx, by, row))]
    return view_of(person, pages.listed(shown, code), note)


def seen_of(tx: Tx, by: By, cast: Cast) -> Casting | None:
    where = where_of(tx, cast.segment.area)
    if where is None:
        return None
    key = Key(cast.role, cast.edition, cast.state) if cast.state else None
    people = cast.people or _count(tx, by, cast)
    due = cast.due_at if cast.due_at > by.now else 0
    return Casting(
        cast.id, where, cast.role, key, cast.active, cast.language, people,
        cast.status, bool(cast.message), due, cast.sent, cast.blocked, cast.failed,
    )  # fmt: skip


def _count(tx: Tx, by: By, cast: Cast) -> int:
    """Return how many people are meant at most: by the counters, so at once."""
    standing = tx.figures.standing(by, cast.segment.area, active=cast.active)
    return sum(
        sum(days.values())
        for key, days in standing.items()
        if cast.role in {"", key.role} and cast.state in {"", key.state}
    )


def new(code: str) -> Action:
    """Begin a broadcast to an area in which one may act."""

    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        where = look_at(tx, by, code, Level.FULL)
        if where is None:
            return present(tx, visit, NO_BUTTON)
        return _draft(tx, person, by, tx.casts.draft(by, where.area))

    return operating(act)


def _draft(tx: Tx, person: Person, by: By, cast: Cast) -> View:
    seen = seen_of(tx, by, cast)
    if seen is None:
        return view_of(person, pages.listed((), "a"))
    return view_of(person, pages.segment(seen))


def opened(cast: str) -> Action:
    """Show a draft's segment, or how far a broadcast is."""

    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        row = tx.casts.own(by, number(cast))
        seen = seen_of(tx, by, row) if row else None
        if row is None or seen is None:
            return present(tx, visit, NO_BUTTON)
        page = pages.segment if row.status == "draft" else pages.progress
        return view_of(person, page(seen))

    return operating(act)


def choose(cast: str, what: str) -> Action:
    """Change to whom a draft goes: `r` a role, `s` a step, `a` active schools, `l` a language."""

    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        row = _mine(tx, by, cast)
        segment = _changed(row.segment, what, visit.edition) if row else None
        if row is None or segment is None or not tx.casts.choose(by, row.id, segment):
            return present(tx, visit, NO_BUTTON)
        return _draft(tx, person, by, tx.casts.own(by, row.id) or row)

    return operating(act)


def _mine(tx: Tx, by: By, cast: str) -> Cast | None:
    """Return a draft of one's own in an area in which one still may act."""
    row = tx.casts.own(by, number(cast))
    if row is None or row.status != "draft":
        return None
    return row if tx.grants.allows(by, row.segment.area, Level.FULL) else None


def _changed(segment: Segment, what: str, edition: str) -> Segment | None:
    kind, value = what[:1], what[1:]
    if kind == "r" and value in {"", *Role}:
        return segment._replace(role=value, edition="", state="")
    if kind == "a" and value in {"", "0", "1"}:
        return segment._replace(active=value)
    if kind == "l" and value in {"", *LANGUAGES}:
        return segment._replace(language=value)
    if kind != "s" or not segment.role:
        return None
    states = states_of(Role(segment.role), edition)
    if not value:
        return segment._replace(edition="", state="")
    return segment._replace(edition=edition, state=states[number(value) % len(states)].key)


def steps(cast: str) -> Action:
    """Choose one step of the role."""

    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        row = _mine(tx, by, cast)
        seen = seen_of(tx, by, row) if row and row.role else None
        if seen is None:
            return present(tx, visit, NO_BUTTON)
        return view_of(person, pages.steps(seen, visit.edition))

    return operating(act)


def ask(cast: str) -> Action:
    """Ask for the message."""

    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        row = _mine(tx, by, cast)
        seen = seen_of(tx, by, row) if row else None
        if row is None or seen is None:
            return present(tx, visit, NO_BUTTON)
        tx.asks.put(person.id, Ask(WRITE, row.id, {}, visit.now))
        return view_of(person, pages.write(seen))

    return operating(act)


@answering
def answered(tx: Tx, visit: Visit, person: Person, by: By, ask: Ask, _text: str) -> View:
    """Take a message of any kind as what is copied; show it as everybody will see it."""
    row = _mine(tx, by, str(ask.subject))
    if row is None or visit.message is None:
        tx.asks.drop(person.id)
        return present(tx, visit)
    tx.casts.fill(by, row.id, visit.message, visit.content)
    tx.outbox.put(person.id, PREVIEW, row.id, visit.now)
    tx.asks.put(person.id, Ask(COUNT, row.id, {}, visit.now))
    return _confirm(tx, visit, person, by, row.id)


def _confirm(
    tx: Tx, visit: Visit, person: Person, by: By, cast_id: int, note: Text | None = None
) -> View:
    row = tx.casts.own(by, cast_id)
    seen = seen_of(tx, by, row) if row else None
    if row is None or seen is None:
        return present(tx, visit, NO_BUTTON)
    again = tx.casts.same(by, row, visit.now - AGAIN)
    return view_of(person, pages.confirm(seen, again=again), note)


@answering
def answered_count(tx: Tx, visit: Visit, person: Person, by: By, ask: Ask, text: str) -> View:
    """Start it when the count is typed; a day and an hour behind it say when."""
    row = _mine(tx, by, str(ask.subject))
    seen = seen_of(tx, by, row) if row else None
    if row is None or seen is None or not row.message:
        tx.asks.drop(person.id)
        return present(tx, visit)
    again, typed = tx.casts.same(by, row, visit.now - AGAIN), text.strip()
    if again:
        if not typed.casefold().startswith(("ещё раз", "еще раз", "again")):
            return _confirm(tx, visit, person, by, row.id, Text("note-cast_again"))
        typed = re.sub(r"^\D+", "", typed)
    count, _, when = typed.replace("\N{NO-BREAK SPACE}", "").partition(" ")
    if count != str(seen.people):
        return _confirm(tx, visit, person, by, row.id, Text("note-cast_count"))
    due = _moment(visit, when) if when.strip() else visit.now
    if due is None:
        return _confirm(tx, visit, person, by, row.id, Text("note-cast_when"))
    tx.asks.drop(person.id)
    tx.casts.start(by, row.id, seen.people, due)
    done = Done("cast_started", row.segment.area, "cast", row.id, str(seen.people))
    tx.audit.add(by, done)
    begun = seen_of(tx, by, tx.casts.own(by, row.id) or row) or seen
    return view_of(person, pages.progress(begun), Text("note-cast_started"))


def _moment(visit: Visit, text: str) -> int | None:
    """Read a day and an hour, or an hour of today, as a moment to come."""
    zone = visit.rules.zone
    now = dt.datetime.fromtimestamp(visit.now, zone)
    hour = _TIME.search(text)
    rest = _TIME.sub(" ", text)
    day = dates.day(rest, now.date()) if rest.strip(" ,в") else now.date()
    if hour is None or day is None:
        return None
    at = dt.datetime.combine(day, dt.time(int(hour[1]), int(hour[2])), zone)
    moment = int(at.timestamp())
    return moment if visit.now < moment < visit.now + 60 * DAY else None


def turned(cast: str, status: str, act_name: str, *origins: str) -> Action:
    """Pause, resume or stop a broadcast of one's own."""

    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        row = tx.casts.own(by, number(cast))
        if row is None:
            return present(tx, visit, NO_BUTTON)
        if row.status == "draft":
            tx.asks.drop(person.id)
        elif tx.casts.turn(row.id, status, visit.now, *origins):
            tx.audit.add(by, Done(act_name, row.segment.area, "cast", row.id))
        seen = seen_of(tx, by, tx.casts.own(by, row.id) or row)
        if seen is None or row.status == "draft":
            return _list(tx, person, by, seen.where.code if seen else "a")
        return view_of(person, pages.progress(seen))

    return operating(act)
