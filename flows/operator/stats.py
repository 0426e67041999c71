"""/stats: an area in figures, its parts, and a role's way in detail."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from flows.model import Kind, Role
from flows.operator.areas import Where, named
from flows.operator.figures import DAYS, Key, Rung, Slow
from flows.operator.home import BACK
from flows.roles import flow_of
from flows.scopes import Reach
from flows.screens import (
    Arg,
    Button,
    Page,
    Paragraph,
    Row,
    Screen,
    Text,
    page,
    say,
    title,
)
from flows.spans import DAY, HOUR

SHOWN: Final = 8
"""Parts of an area on one page."""
SLOWS: Final = 3
"""Lines of what goes slow: more would hide the worst."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How many schools an area has, are active, and have teachers who wait."""

    total: int
    active: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Crowd:
    """The people of one role: how many there are, and how many have finished."""

    role: Role
    people: int
    finished: int


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an area by the code of its button: its name, schools, and how many are active."""

    code: str
    name: str
    schools: int
    active: int


@dataclass(frozen=True, slots=True)
class Stats:
    """An area in figures. `begun` and `ended` are people a day for the last days, today last.

    `more`: there are parts after those on the page; `first` is the number of the first of them.
    `above`: the code of the area around this one, if it may be seen.
    """

    where: Where
    schools: Counted
    crowds: Sequence[Crowd]
    slow: Sequence[Slow]
    begun: Sequence[int]
    ended: Sequence[int]
    parts: Sequence[Part] = ()
    first: int = 0
    more: bool = False
    above: str = ""
    asked: tuple[int, int | None] | None = None


def stats(of: Stats) -> Screen:
    """Show an area; a tap opens a role, or a part of the area."""
    head: Paragraph = (title("stats.title"), named(of.where), _schools(of))
    alarms = tuple(_slow(one) for one in of.slow[:SLOWS])
    people = tuple(
        say(f"stats-crowd-{one.role}", people=one.people, finished=one.finished)
        for one in of.crowds
    )
    month: Paragraph = (
        say("stats.month", days=DAYS, begun=sum(of.begun), ended=sum(of.ended)),
        *((_asked(*of.asked),) if of.asked else ()),
    )
    parts = tuple(part for part in (head, alarms, people, month) if part)
    return Screen(parts, _rows(of))


def _asked(open_: int, answer: int | None) -> Text:
    """Say how many questions are open, and how soon they are answered."""
    return say("tickets.figures", open=open_, answer=duration(answer))


def caption(of: Stats) -> Screen:
    """Say the numbers of the pictures as text."""
    people = tuple(
        say(f"stats-crowd-{one.role}", people=one.people, finished=one.finished)
        for one in of.crowds
    )
    month = say("stats.month", days=DAYS, begun=sum(of.begun), ended=sum(of.ended))
    return Screen(((named(of.where), _schools(of)), (*people, month)))


def _schools(of: Stats) -> Text:
    if of.where.area.reach is Reach.SCHOOL:
        return Text("stats.school_active" if of.schools.active else "stats.school_not_active")
    counts = of.schools
    return say("stats.schools", total=counts.total, active=counts.active, waiting=counts.waiting)


def step_name(key: Key) -> Text:
    """Name a state by its role, number and title."""
    return say(f"stats-step-{key.role}", **_state(key))


def step_short(key: Key) -> Text:
    """Name a state by its number and title, where its role is plain."""
    return say("people-step", **_state(key))


def _state(key: Key) -> dict[str, Arg]:
    state = flow_of(key.edition, Role(key.role)).state(key.state)
    name = Text(f"{key.edition}-{key.role}-{state.key}.title", {"who": "none"})
    return {"number": state.number, "title": name}


def _slow(one: Slow) -> Text:
    return say(
        "stats.slow",
        step=step_name(one.key),
        entered=one.entered,
        left=one.left,
        usual=duration(one.usual),
    )


def duration(seconds: int | None) -> Text:
    """Say how long something takes: hours on the first day, days from then on."""
    if seconds is None:
        return Text("stats-time.unknown")
    if seconds < HOUR:
        return Text("stats-time.minutes")
    if seconds < DAY:
        return say("stats-time.hours", hours=round(seconds / HOUR))
    return say("stats-time.days", days=round(seconds / DAY))


def _rows(of: Stats) -> tuple[Row, ...]:
    code = of.where.code
    roles = tuple(page(f"stats-role-{one.role}", "stats_role", code, one.role) for one in of.crowds)
    rows: list[Row] = [roles] if roles else []
    rows.append((page("stats.pictures", "stats_pictures", code),))
    rows += [(_part(one),) for one in of.parts]
    turns = []
    if of.first:
        turns.append(_turn("op-earlier", code, of.first - SHOWN))
    if of.more:
        turns.append(_turn("op-later", code, of.first + SHOWN))
    rows += [tuple(turns)] if turns else []
    if of.where.area.reach is Reach.SCHOOL:
        rows.append((page("stats.school", "op_school", code[1:]),))
    back = (page("stats.above", "stats", of.above),) if of.above else ()
    return (*rows, (*back, BACK))


def _turn(key: str, code: str, first: int) -> Button:
    return Button(Text(key), Page("stats", code, str(max(0, first))))


def _part(one: Part) -> Button:
    args: dict[str, Arg] = {"name": one.name, "schools": one.schools, "active": one.active}
    key = "stats-part-school" if one.code.startswith("s") else "stats-part"
    return Button(Text(key, args), Page("stats", one.code))


def role_page(where: Where, role: Role, rungs: Sequence[Rung], edition: str) -> Screen:
    """Show one role's way: who stands where, how many came as far, how long each state takes."""
    head = (title(f"stats-role-{role}"), named(where))
    most = max((rung.reached for rung in rungs), default=0)
    lines = tuple(_rung(role, edition, rung, most) for rung in rungs)
    others = tuple(
        page(f"stats-role-{one}", "stats_role", where.code, one) for one in Role if one is not role
    )
    back = (page("button-back", "stats", where.code), BACK)
    return Screen((head, lines, (Text("stats.usual"),)), (others, back))


def _rung(role: Role, edition: str, rung: Rung, most: int) -> Text:
    name = Text(f"{edition}-{role}-{rung.state.key}.title", {"who": "none"})
    number = rung.state.number
    if rung.state.kind is Kind.END:
        return say("stats-rung-end", here=rung.here, bar=bar(rung.reached, most), title=name)
    return say(
        "stats-rung" if number else "stats-rung-question",
        number=number,
        title=name,
        here=rung.here,
        reached=rung.reached,
        bar=bar(rung.reached, most),
        usual=duration(rung.usual),
    )


def bar(part: int, whole: int, width: int = 8) -> str:
    """Draw a share as a bar; something is never drawn as nothing."""
    full = -(-width * part // whole) if whole else 0
    return "▰" * full + "▱" * (width - full)
