"""/find: people by account, name, school or class; a person's journeys, and moving one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from flows.operator.areas import Where, named
from flows.operator.figures import Key
from flows.operator.home import BACK
from flows.operator.stats import step_name, step_short
from flows.screens import (
    Arg,
    Button,
    Day,
    Page,
    Paragraph,
    Private,
    Row,
    Screen,
    Text,
    page,
    say,
    title,
)

SHOWN: Final = 8
A_ROW: Final = 4
"""Numbers of people in a row of buttons."""
EVENTS: Final = 8
LONGEST: Final = 300
"""Letters of a reason."""


@dataclass(frozen=True, slots=True)
class Match:
    """Somebody who was found: where, how they call themselves ("" unknown), on which step."""

    person: int
    where: Where | None
    label: str
    key: Key | None


@dataclass(frozen=True, slots=True)
class Walk:
    """A journey as an operator sees it; `full`: they may move it."""

    journey_id: int
    key: Key
    since: int
    where: Where | None
    label: str = ""
    full: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """What happened on a journey: the event led to this state on that day."""

    at: int
    key: Key


def ask() -> Screen:
    """Ask whom to look for."""
    return Screen(((title("people.title"), Text("people.ask")),), ((BACK,),))


def found(matches: Sequence[Match], schools: Sequence[Where], *, whole: bool) -> Screen:
    """Show who and which schools were found; `whole`: every name was looked at."""
    lines = [title("people.title"), Text("people.found" if matches or schools else "people.nobody")]
    if not whole:
        lines.append(Text("people.too_many"))
    names = tuple(_match(at, one) for at, one in enumerate(matches, 1))
    numbers = [_number(at, one) for at, one in enumerate(matches, 1)]
    rows = [tuple(numbers[at : at + A_ROW]) for at in range(0, len(numbers), A_ROW)]
    rows += [(_school(one),) for one in schools]
    paragraphs = (tuple(lines), names) if names else (tuple(lines),)
    return Screen(paragraphs, (*rows, (page("people.again", "find"), BACK)))


def _school(one: Where) -> Button:
    where = say("people.school", where=named(one))
    return Button(where, Page("op_school", str(one.area.school_id)))


def _number(at: int, one: Match) -> Button:
    return Button(say("people-number", number=at), Page("person", str(one.person)))


def _match(at: int, one: Match) -> Text:
    args: dict[str, Arg] = {
        "number": at,
        "who": Private(one.label) if one.label else str(one.person),
        "step": step_name(one.key) if one.key else Text("tickets-nobody"),
        "where": named(one.where) if one.where else Text("tickets-nowhere"),
    }
    return Text("people-match", args)


def person(number: int, walks: Sequence[Walk]) -> Screen:
    """Show a person's journeys."""
    head: Paragraph = (say("people.person", number=str(number)), Text("people.noted"))
    lines = tuple(_walk(one) for one in walks)
    rows: list[Row] = [
        (Button(say("people.open", step=step_short(one.key)), Page("walk", str(one.journey_id))),)
        for one in walks
    ]
    top: Paragraph = (title("people.title"), *head)
    return Screen((top, lines), (*rows, (page("people.again", "find"), BACK)))


def _walk(one: Walk) -> Text:
    args: dict[str, Arg] = {
        "step": step_name(one.key),
        "day": Day(one.since),
        "where": named(one.where) if one.where else Text("tickets-nowhere"),
    }
    if one.label:
        return Text("people-walk-named", {**args, "label": Private(one.label)})
    return Text("people-walk", args)


def walk(of: Walk, steps: Sequence[Step], ways: Sequence[Key], person: int) -> Screen:
    """Show a journey's history, and where it can be moved."""
    lines = tuple(say("people.event", day=Day(one.at), step=step_short(one.key)) for one in steps)
    rows: list[Row] = []
    body: tuple[Paragraph, ...] = (
        (title("people.title"), _walk(of)),
        lines or (Text("people.no_events"),),
    )
    if of.full and ways:
        body += ((Text("people.can_move"),),)
        to = str(of.journey_id)
        rows += [
            (Button(say("people.move", step=step_short(key)), Page("walk_move", to, key.state)),)
            for key in ways
        ]
    rows.append((page("button-back", "person", str(person)), BACK))
    return Screen(body, tuple(rows))


def reason(of: Walk, key: Key) -> Screen:
    """Ask why a journey is moved."""
    to = say("people.to", step=step_short(key))
    body: Paragraph = (title("people.title"), _walk(of), to, Text("people.why"))
    return Screen((body,), ((page("button-back", "walk", str(of.journey_id)), BACK),))


def told(why: str) -> Text:
    """Tell a person that a coordinator moved their step, and why."""
    return say("handed-op_moved", reason=Private(why))
