"""What must hold in a school after every single act, whoever did it."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from bot.actions.letters import Letter
from bot.actions.reminding import awaited
from bot.actions.scene import IN, RUNS, measure
from bot.actions.view import View, Visit
from flows import Event, Journey, Role, begin, replay, walked_by
from flows.activity import FILL_IN, SIGN_IN
from flows.days_off import public
from flows.gallery import buttons_of, texts_of
from flows.reminders import Reason, reason_for
from flows.screens import Arg, Page, Tap, Url
from storage import ProgressRow, Tx
from storage.journeys import _LIST, read_journey
from storage.personal import TABLES
from tests.storage.two_schools import Everything

STILL: Final = ("tick", "untick", "start")
"""Events that enter no state."""

ZONE: Final = ZoneInfo("Europe/Moscow")
"""Of the region where the school is."""
REFUSED_IN_ERROR: Final = ["restored", "accepted"]
"""A refusal is taken back of somebody who belonged: through the wait to where they were."""


@dataclass(slots=True)
class Books:
    """What the world knows besides the database.

    `links`: every address ever made, with its kind (`class`, `chat`). `tokens`: the links handed
    out, by what they give and the class. `gone`: arrivals of people who were forgotten since.
    `reminded`: who was reminded on which local day.
    """

    links: dict[str, str] = field(default_factory=dict)
    tokens: defaultdict[tuple[str, str], list[str]] = field(
        default_factory=lambda: defaultdict(list)
    )
    gone: Counter[int] = field(default_factory=Counter)
    screens: int = 0
    links_seen: Counter[str] = field(default_factory=Counter)
    reminded: set[tuple[int, dt.date]] = field(default_factory=set)


def everything(tx: Tx) -> Everything:
    of_nobody = ("schools", "classes", "invitations", "breaks", "updates")
    tables = [*(name for name, _ in TABLES), *of_nobody]
    return {one: tx.execute(f"SELECT * FROM {one} ORDER BY 1", {}).fetchall() for one in tables}


# -- what people see -------------------------------------------------------------------------------


def see(tx: Tx, books: Books, person: int, view: View) -> None:
    """Nobody is shown a link that is not theirs, that is out of date, or that stands in a text."""
    books.screens += 1
    for button in buttons_of(view.screen):
        if isinstance(button.does, Url) and button.does.address in books.links:
            _may_see(tx, books, person, button.does.address)
        if isinstance(button.does, Page):
            assert not {button.does.arg, button.does.arg2} & books.links.keys()
    texts = [*texts_of(view.screen), *([view.note] if view.note else ())]
    for text in texts:
        for arg in text.args.values():
            _is_no_link(books, arg)


def _is_no_link(books: Books, arg: Arg) -> None:
    if isinstance(arg, str) and "://" in arg:
        assert not any(link in arg for link in books.links), "a link stands in a text"


def _may_see(tx: Tx, books: Books, person: int, address: str) -> None:
    kind = books.links[address]
    column = "link" if kind == "class" else "chat"
    sql = f"SELECT id, school_id FROM classes WHERE {column} = :url"
    found = tx.execute(sql, {"url": address}).fetchall()
    assert len(found) == 1, f"a {kind} link that no class has any more"
    klass, school = found[0]
    runs = tx.staff.get(person, school, Role.ADMIN)
    if kind == "class" and runs is not None and runs.standing in RUNS:
        books.links_seen["class link to administrators"] += 1
        return
    journey = tx.journeys.current(person)
    assert journey is not None, "a link to somebody who walks nowhere"
    assert (journey.school_id, journey.class_id) == (school, klass), f"another's {kind} link"
    if journey.role is Role.FAMILY:
        assert kind == "chat", "the teachers' link to a family"
    else:
        row = tx.staff.get(person, school, journey.role)
        assert row is not None
        assert row.standing in (IN if kind == "chat" else {*IN, "joined", "waiting"}), row.standing
    books.links_seen[f"{kind} link to {journey.role.value}"] += 1


def may_be_told(books: Books, visit: Visit, letter: Letter) -> None:
    """A reminder comes once a day, on a working day.

    In quiet hours whatever else is said comes without a sound.
    """
    local = dt.datetime.fromtimestamp(visit.now, ZONE)
    assert letter.hushed == (local.hour not in OPEN)
    if not letter.reminds:
        return
    assert local.hour in OPEN
    assert not public(local.date())
    assert (visit.person, local.date()) not in books.reminded, "reminded twice a day"
    books.reminded.add((visit.person, local.date()))


OPEN: Final = range(9, 20)


# -- what an act may do ----------------------------------------------------------------------------


class Before(NamedTuple):
    """How things stood before an act: every journey's row, and the last record."""

    journeys: dict[int, tuple[Any, ...]]
    progress: int

    @classmethod
    def of(cls, tx: Tx) -> "Before":
        (last,) = tx.execute("SELECT COALESCE(MAX(id), 0) FROM progress", {}).fetchone()
        return cls({row[0]: row for row in _rows(tx)}, last)


def _rows(tx: Tx) -> list[tuple[Any, ...]]:
    return list(tx.execute(f"SELECT {_LIST} FROM journeys ORDER BY id", {}).fetchall())


def journeys(tx: Tx) -> list[Journey]:
    return [read_journey(row) for row in _rows(tx)]


def look_back(tx: Tx, before: Before, visit: Visit) -> None:
    """Hold every rule after an act of `visit.person`."""
    _recorded_once(tx, before, visit)
    standings_agree(tx)
    activity_agrees(tx, visit.teachers)
    one_head(tx)
    reminders_agree(tx)


def nobody_moved(tx: Tx, before: Before) -> None:
    """What is said unasked changes no step."""
    assert {row[0]: row for row in _rows(tx)} == before.journeys


def old_buttons_rest(tx: Tx, before: Before, pressed: Tap) -> None:
    """A button of another revision than the present one moves nobody."""
    was = before.journeys.get(pressed.journey)
    if was is None or read_journey(was).revision != pressed.revision:
        assert {row[0]: row for row in _rows(tx)} == before.journeys


def _recorded_once(tx: Tx, before: Before, visit: Visit) -> None:
    """Each journey that moved has its records, and another's moved by one hand-off at most."""
    sql = "SELECT journey_id, event FROM progress WHERE id > :last ORDER BY id"
    records: dict[int, list[str]] = defaultdict(list)
    for number, event in tx.execute(sql, {"last": before.progress}):
        records[number].append(event.partition(" ")[0].partition(":")[0])
    for row in _rows(tx):
        was = before.journeys.get(row[0])
        acts = records.pop(row[0], [])
        if row == was and not acts:
            continue
        one = read_journey(row)
        then = read_journey(was) if was else replace(one, revision=0)
        entered = [act for act in acts if act not in STILL]
        assert one.revision - then.revision == len(entered), (was, one, acts)
        assert acts, ("moved without a record", was, one)
        if one.person_id != visit.person:
            assert len(acts) == 1 or acts == REFUSED_IN_ERROR, (one, acts)
            moves = walked_by(one).state(then.state).moves
            assert acts[0] in {move.trigger for move in moves if move.by} | {"join", "leave"}
    assert not records, "records of a journey that is not there"


_WALKS: Final = """SELECT person_id, school_id, role FROM journeys
    WHERE school_id IS NOT NULL AND role <> 'family'"""
_BELONGS: Final = "SELECT person_id, school_id, role FROM staff"
_ASTRAY: Final = """SELECT s.person_id, s.standing, j.state FROM staff s JOIN journeys j
    ON j.person_id = s.person_id AND j.school_id = s.school_id AND j.role = s.role
    WHERE s.role = 'teacher' AND (
        j.state = 'await_acceptance' AND s.standing <> 'waiting'
        OR j.state IN ('create_chat', 'finished') AND s.standing NOT IN ('said', 'accepted'))"""


def standings_agree(tx: Tx) -> None:
    """Whoever belongs walks, whoever walks belongs, and the step is one of the standing."""
    for one, other in ((_WALKS, _BELONGS), (_BELONGS, _WALKS)):
        missing = tx.execute(f"{one} EXCEPT {other}", {}).fetchall()
        assert not missing, missing
    astray = tx.execute(_ASTRAY, {}).fetchall()
    assert not astray, astray


def activity_agrees(tx: Tx, needed: int) -> None:
    """A school is active exactly if it has what it needs (seed)."""
    for school, since in tx.execute("SELECT id, active_since FROM schools", {}).fetchall():
        teachers = tx.execute(
            "SELECT person_id FROM staff WHERE school_id = :s AND role = 'teacher'"
            " AND standing IN ('said', 'accepted')",
            {"s": school},
        ).fetchall()
        beyond = [_steps_done(one) for one in _of_admins(tx, school)]
        active = (
            any(SIGN_IN in done for done in beyond)
            and any(FILL_IN in done for done in beyond)
            and len(teachers) >= needed
        )
        assert bool(since) == active == measure(tx, school, needed).active


def _of_admins(tx: Tx, school: int) -> Iterator[Journey]:
    for row in tx.staff.admins(school):
        yield from tx.journeys.at_school(row.person_id, school, Role.ADMIN)


def _steps_done(journey: Journey) -> set[str]:
    order = ["case", "apply", "await_support", "why_refused", "sign_in", "fill_in"]
    order += ["build_classes", "accept_teachers", "finished"]
    return set(order[: order.index(journey.state)])


def one_head(tx: Tx) -> None:
    """A school that anybody administrates has one head, no other has any."""
    sql = """SELECT SUM(standing = 'head'), COUNT(*) FROM staff
        WHERE role = 'admin' AND standing IN ('head', 'deputy') GROUP BY school_id"""
    assert all(heads == 1 for heads, _ in tx.execute(sql, {}).fetchall())


def reminders_agree(tx: Tx) -> None:
    """Each journey has the reminder that it should have, and nobody waits for whom none is told."""
    for one in journeys(tx):
        found, reason = tx.reminders.get(one.id), reason_for(one, awaited(tx, one))
        assert (found.reason if found else None) is reason, (one, found)
        assert found is None or found.person_id == one.person_id
        if reason is Reason.WAITING and found is not None:
            assert found.revision == one.revision, (one, found)


# -- in the end ------------------------------------------------------------------------------------


def replays(tx: Tx) -> Counter[str]:
    """Every journey is what its records say; return how often which event was taken."""
    taken: Counter[str] = Counter()
    for one in journeys(tx):
        start, *rows = tx.progress.of(one.id)
        assert start.event.partition(":")[0] == "start"
        variant = start.event.partition(":")[2]
        first = begin(walked_by(one), one.id, one.person_id, variant, start.at)
        record = [(row.event, row.origin, row.revision, row.at) for row in rows]
        assert replay(first, record) == one
        entering = [row.revision for row in rows if _event(row).trigger not in STILL]
        assert entering == list(range(one.revision)), "a revision was left twice, or never"
        taken.update(_event(row).trigger for row in rows)
    return taken


def _event(row: ProgressRow) -> Event:
    act = row.event.partition(" ")[0]
    name, _, arg = act.partition(":")
    return Event(name, row.origin, row.revision, arg)


def uses_agree(tx: Tx, books: Books) -> int:
    """Each invitation counts those who came by it, once each; return how many came in all."""
    sql = """SELECT i.id, i.uses, COUNT(a.id) FROM invitations i
        LEFT JOIN arrivals a ON a.invitation_id = i.id GROUP BY i.id, i.uses"""
    total = 0
    for number, uses, there in tx.execute(sql, {}).fetchall():
        assert uses == there + books.gone[number]
        total += uses
    return total


def arrived(tx: Tx, person: int) -> list[int]:
    sql = "SELECT invitation_id FROM arrivals WHERE person_id = :p"
    rows: list[Any] = tx.execute(sql, {"p": person}).fetchall()
    return [int(number) for (number,) in rows]
