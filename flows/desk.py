"""The administrator's desk: who waits to be accepted, and what was decided a moment ago."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from flows.activity import Meter
from flows.screens import (
    TO_STEP,
    Arg,
    Button,
    Day,
    Page,
    Paragraph,
    Row,
    Screen,
    Text,
    page,
    say,
    title,
)
from flows.teacher import REFUSALS

UNDO_SECONDS: Final = 10 * 60
"""A decision can be taken back for so long."""
PAUSE_SECONDS: Final = 60 * 60
"""The list is changed in silence, and notifies again no sooner than this."""
PER_PAGE: Final = 8


@dataclass(frozen=True, slots=True)
class Waiting:
    """A teacher on the list: by which name, for which class ("" for none), since when (UTC)."""

    staff_id: int
    label: str
    class_name: str
    since: int


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies on the desk of one school. `said` are those who say that they were accepted."""

    school_id: int
    school: str
    place: str
    meter: Meter
    waiting: tuple[Waiting, ...]
    said: tuple[Waiting, ...] = ()
    undo: Waiting | None = None


def live(desk: Desk) -> Screen:
    """Show in one card who waits; the list is a tap away."""
    head: Paragraph = (_school(desk), desk.meter.line)
    if not desk.waiting:
        return Screen((head, (say("desk-nobody"),)), (*_said_row(desk), _foot(desk)))
    classes = dict.fromkeys(one.class_name for one in desk.waiting if one.class_name)
    first = min(one.since for one in desk.waiting)
    lines: Paragraph = (
        title("desk-waiting", count=len(desk.waiting)),
        *((say("desk-classes", classes=", ".join(classes)),) if classes else ()),
        say("desk-longest", day=Day(first)),
    )
    rows: tuple[Row, ...] = (
        (page("desk.list", "waiting", str(desk.school_id)),),
        (page("desk.all", "accept_all", str(desk.school_id), str(len(desk.waiting))),),
    )
    return Screen((head, lines), (*rows, *_said_row(desk), _foot(desk)))


def _school(desk: Desk) -> Text:
    return title("desk-school", school=desk.school, place=desk.place)


def _said_row(desk: Desk) -> tuple[Row, ...]:
    if not desk.said:
        return ()
    button = Button(say("desk.said", count=len(desk.said)), Page("said", str(desk.school_id)))
    return ((button,),)


def _foot(desk: Desk) -> Row:
    return (page("go.school", "school", str(desk.school_id)), TO_STEP)


def waiting(desk: Desk, first: int = 0) -> Screen:
    """List who waits; a tap on a name opens what can be decided."""
    return _list(desk, desk.waiting, "waiting", first)


def after(desk: Desk, undo: Waiting | None) -> Screen:
    """Go on with the list after a decision, which can be taken back for a while."""
    return waiting(replace(desk, undo=undo))


def said(desk: Desk, first: int = 0) -> Screen:
    """List who says that they were accepted: the administrator may object."""
    return _list(desk, desk.said, "said", first)


def _list(desk: Desk, people: Sequence[Waiting], name: str, first: int) -> Screen:
    first = max(0, min(first, len(people) - 1)) // PER_PAGE * PER_PAGE if people else 0
    shown = people[first : first + PER_PAGE]
    rows = [(Button(named(one), Page("teacher", str(one.staff_id))),) for one in shown]
    school = str(desk.school_id)
    turn = []
    if first:
        turn.append(page("faq.earlier", name, school, str(first - PER_PAGE)))
    if first + PER_PAGE < len(people):
        turn.append(page("faq.later", name, school, str(first + PER_PAGE)))
    undo = ((_undo(desk.undo),),) if desk.undo else ()
    text = say(f"desk-{name}_list", count=len(people)) if people else say("desk-nobody")
    foot = (page("button-back", "desk", school), TO_STEP)
    return Screen(((_school(desk), text),), (*rows, tuple(turn), *undo, foot))


def named(one: Waiting) -> Text:
    """Name a teacher as they chose to be; who chose nothing is a teacher of a class."""
    args: dict[str, Arg] = {"class": one.class_name or "none", "day": Day(one.since)}
    if one.label:
        return Text("desk-teacher-named", {**args, "label": one.label})
    return Text("desk-teacher", args)


def teacher(desk: Desk, one: Waiting, *, claimed: bool) -> Screen:
    """Ask what to decide on one teacher. `claimed`: they say that they were accepted."""
    number = str(one.staff_id)
    yes = (page("desk.accept" if not claimed else "desk.confirm", "accept", number),)
    no: list[Row] = [(page("desk.object", "object", number),)] if claimed else []
    no += [(page(f"desk.{why}", "refuse", number, why),) for why in REFUSALS]
    body = (title("desk-decide"), named(one), say("desk-decide-how"))
    back = page("button-back", "said" if claimed else "waiting", str(desk.school_id))
    return Screen((body,), (yes, *no, (back, TO_STEP)))


def _undo(one: Waiting) -> Button:
    return page("desk.undo", "undo", str(one.staff_id))


def sure(desk: Desk) -> Screen:
    """Ask once before everybody is accepted."""
    count = len(desk.waiting)
    yes = page("desk.all_sure", "accept_all", str(desk.school_id), f"{count}!")
    back = page("button-back", "desk", str(desk.school_id))
    return Screen(((title("desk-all", count=count), say("desk-all-how")),), ((yes,), (back,)))
