"""A school as those in it see it: administrator, teacher, family. And the ways in and out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from flows.activity import Meter
from flows.events import LEAVE
from flows.model import Journey, Role
from flows.roles import walked_by
from flows.scene import Scene
from flows.screens import (
    MENU,
    TO_STEP,
    Button,
    Day,
    Page,
    Paragraph,
    Row,
    Screen,
    Tap,
    Text,
    page,
    say,
    title,
)

IN: Final = frozenset({"accepted", "said"})
"""Standings of a teacher who belongs to the school."""
A_ROW: Final = 4
PER_PICK: Final = 24
"""Classes on a page to choose from: six rows of four."""


@dataclass(frozen=True, slots=True)
class Place:
    """A school by its id, name and municipality."""

    school_id: int
    name: str
    municipality: str


@dataclass(frozen=True, slots=True)
class Affairs:
    """What an administrator is told of their school.

    `waiting` teachers wait since `since` (seconds, UTC), `claims` people ask to administrate too.
    `head`: the person is the first administrator. `own`: they walk for this school just now.
    """

    place: Place
    meter: Meter
    waiting: int
    since: int
    classes: int
    claims: int = 0
    head: bool = False
    own: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A class to choose; `chosen` is the one that the person has now."""

    class_id: int
    name: str
    chosen: bool = False


def _named(place: Place) -> Text:
    return title("school-page", school=place.name, place=place.municipality)


def administrator(of: Affairs) -> Screen:
    """Show what the school has come to and every way to what it needs."""
    waits = Text("school-page.nobody")
    if of.waiting:
        waits = say("school-page.waiting", count=of.waiting, day=Day(of.since))
    lines: Paragraph = (
        of.meter.line,
        waits,
        say("school-page.classes", count=of.classes),
    )
    return Screen(((_named(of.place),), lines), (*_affairs(of), (TO_STEP, MENU)))


def _affairs(of: Affairs) -> Iterator[Row]:
    number = str(of.place.school_id)
    yield (page("school-page.grid", "grid", number),)
    yield (Button(say("school-page.desk", count=of.waiting), Page("desk", number)),)
    yield (page("school-page.teachers", "invite", "teacher", number),)
    if of.claims:
        yield (Button(say("school-page.claims", count=of.claims), Page("claims", number)),)
    yield (page("school-page.deputy", "invite", "deputy", number),)
    if of.head:
        yield (page("school-page.head", "invite", "head", number),)
    yield (page("school-page.form", "form", f"edit-{number}"),)
    yield (page("school-page.breaks", "breaks", number),)
    yield (page("school-page.papers", "papers", number),)
    if of.own:
        yield (page("school-page.leave", "leaving"),)


def outside(place: Place, standing: str) -> Screen:
    """Say to somebody who walks for a school as its administrator that they are not let in.

    `standing` is `claim` for whoever waits for an answer, and empty for whoever was refused.
    """
    said = say("school-outside", standing=standing or "none")
    leave = (page("school-page.leave", "leaving"),)
    return Screen(((_named(place),), (said,)), (leave, (TO_STEP, MENU)))


def teacher(place: Place, scene: Scene, class_id: int | None, *, names: bool = True) -> Screen:
    """Show a teacher where they belong, how far the class is, and what they can do for it.

    `names`: the bot keeps how they want to be shown.
    """
    lines = [say("school-teacher", name=scene.class_name or "none")]
    lines.append(say("school-teacher.standing", standing=scene.standing or "none"))
    if scene.families:
        of = scene.families
        lines.append(say("families", opened=of.opened, profiles=of.profiles, joined=of.joined))
    rows: list[Row] = [(page(f"school-teacher.{'change' if class_id else 'pick'}", "pick"),)]
    if class_id and scene.standing in IN:
        rows.append((page("school-teacher.families", "invite", "family", str(class_id)),))
        rows.append((page("school-teacher.chat", "chat"),))
    if names:
        rows.append((page("school-teacher.label", "label"),))
    rows.append((page("school-teacher.leave", "leaving"),))
    return Screen(((_named(place),), tuple(lines)), (*rows, (TO_STEP, MENU)))


def family(place: Place, class_name: str) -> Screen:
    """Show a family its school and class."""
    line = say("school-family", name=class_name or "none")
    leave = (page("school-family.leave", "leaving"),)
    return Screen(((_named(place),), (line,)), (leave, (TO_STEP, MENU)))


def nowhere(role: Role | None) -> Screen:
    """Say how to get a school; None for somebody who has not chosen a role."""
    rows: tuple[Row, ...] = ((TO_STEP, MENU),)
    if role is None:
        rows = ((page("button-roles", "roles"),), (MENU,))
    elif role is Role.ADMIN:
        rows = ((page("school-nowhere.add", "form"),), *rows)
    about = role.value if role else "none"
    body = (title("school-nowhere.title", role=about), say("school-nowhere.body", role=about))
    return Screen((body,), rows)


def pick(place: Place, choices: Sequence[Choice], first: int = 0) -> Screen:
    """Let a teacher choose their own class."""
    first = first_of(first, len(choices), PER_PICK)
    shown = choices[first : first + PER_PICK]
    rows = tuple(
        tuple(_choice(one) for one in shown[at : at + A_ROW]) for at in range(0, len(shown), A_ROW)
    )
    body = Text("pick.body" if choices else "pick.empty")
    foot = (page("button-back", "school"), TO_STEP)
    turn = turning("pick", first, len(choices), PER_PICK)
    return Screen(((_named(place),), (title("pick.title"), body)), (*rows, *turn, foot))


def _choice(one: Choice) -> Button:
    key = "pick.chosen" if one.chosen else "pick.class"
    return Button(say(key, name=one.name), Page("choose", str(one.class_id)))


def first_of(first: int, count: int, size: int) -> int:
    """Return where the page begins that holds number `first`, or the last of `count`."""
    return max(0, min(first, count - 1)) // size * size


def turning(name: str, first: int, count: int, size: int, of: str = "") -> tuple[Row, ...]:
    """Return the row that turns the pages of a list, if there is more than one."""
    ways = []
    if first:
        ways.append(Button(Text("faq.earlier"), _at(name, of, first - size)))
    if first + size < count:
        ways.append(Button(Text("faq.later"), _at(name, of, first + size)))
    return (tuple(ways),) if ways else ()


def _at(name: str, of: str, first: int) -> Page:
    return Page(name, of, str(first)) if of else Page(name, str(first))


def leaving(journey: Journey, place: Place) -> Screen:
    """Ask before a school is left, and say what is lost by it."""
    state = walked_by(journey).state(journey.state).key
    yes = Button(Text("leaving.yes"), Tap(journey.id, state, LEAVE, journey.revision))
    body = (title("leaving.title"), say("leaving.body", role=journey.role.value))
    no = page("leaving.no", "school")
    return Screen(((_named(place),), body), ((no,), (yes,)))


def which_family(token: str) -> Screen:
    """Ask who opens a family's invitation: a parent and a student walk differently."""
    parent = (page("role-parent", "enter", token, "parent"),)
    student = (page("role-student", "age", token),)
    body = (title("which-family.title"), Text("which-family.body"))
    return Screen((body,), (parent, student, (MENU,)))
