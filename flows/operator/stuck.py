"""/stuck: where people stand for too long, and on whom that waits."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flows.model import Kind, Party, Role
from flows.operator.areas import Where, named
from flows.operator.figures import Key, Spans, usual
from flows.operator.home import BACK
from flows.operator.stats import duration, step_name
from flows.roles import FLOWS, flow_of
from flows.scopes import Reach
from flows.screens import Arg, Button, Days, Page, Paragraph, Row, Screen, Text, page, say, title
from flows.spans import DAY

SHOWN: Final = 8
AGES: Final = (3, 7, 14, 30)
"""Days from which on one may look; the first is what is asked without a number."""
TIMES: Final = 2
"""Longer than so many times what the step usually takes is too long."""
AT_ONCE: Final = 200
"""People whose reminder is brought forward by one tap."""


@dataclass(frozen=True, slots=True)
class Stuck:
    """People who stand in one state for too long: the first since the day `since`.

    `usual` is how long it takes otherwise, in seconds.
    """

    key: Key
    people: int
    since: int
    usual: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where people are stuck: a school, or a whole region; `code` is of its buttons."""

    code: str
    name: str
    groups: tuple[Stuck, ...]

    @property
    def people(self) -> int:
        return sum(one.people for one in self.groups)

    @property
    def since(self) -> int:
        return min(one.since for one in self.groups)

    @property
    def blocker(self) -> str:
        """On whom most of them wait."""
        counts: dict[str, int] = {}
        for one in self.groups:
            who = blocker_of(one.key)
            counts[who] = counts.get(who, 0) + one.people
        return max(counts, key=lambda who: (counts[who], who))


def blocker_of(key: Key) -> str:
    """Return on whom a state waits: a party, or `own` for whoever stands there."""
    waits = flow_of(key.edition, Role(key.role)).state(key.state).waits_on
    return waits.value if waits else "own"


def stations() -> Iterator[Key]:
    """Yield every state in which one can be stuck."""
    for flow in FLOWS:
        for state in flow.states:
            if state.kind is not Kind.END:
                yield Key(flow.role.value, flow.edition, state.key)


def too_long(key: Key, spans: Spans, days: int, today: int) -> int:
    """Return the day before which one must have entered a state to be stuck in it.

    At least `days` ago, and at least twice as long ago as the state usually takes.
    """
    takes = usual(spans, key) or 0
    return today - max(days * DAY, TIMES * takes)


def places(found: Mapping[tuple[str, str], Iterable[Stuck]]) -> list[Place]:
    """Put together what was found by code and name: where most people are stuck comes first."""
    all_ = [Place(code, name, tuple(groups)) for (code, name), groups in found.items()]
    return sorted(all_, key=lambda one: (-one.people, one.since, one.name))


def listed(
    where: Where, days: int, found: Sequence[Place], first: int, now: int, *, full: bool
) -> Screen:
    """Show where people are stuck; a tap opens the school or the region."""
    shown = found[first : first + SHOWN]
    count = sum(one.people for one in found)
    head: Paragraph = (title("stuck-list.title"), named(where))
    about = say("stuck-list.about", days=days)
    total = say("stuck-list.total", people=count, places=len(found))
    body = (head, (about, total if found else Text("stuck-list.nobody")))
    rows: list[Row] = [(_place(one, days, now),) for one in shown]
    rows += list(_turns(where, days, first, len(found)))
    rows.append(tuple(_age(where, one, chosen=one == days) for one in AGES))
    if full and found and where.area.reach is not Reach.ALL:
        rows.append((page("stuck-list.remind_all", "stuck_all", where.code, str(days)),))
    rows.append((BACK,))
    return Screen(body, tuple(rows))


def _place(one: Place, days: int, now: int) -> Button:
    args: dict[str, Arg] = {
        "name": one.name,
        "people": one.people,
        "days": Days(one.since, now),
        "who": one.blocker,
    }
    there = "stuck_at" if one.code.startswith("s") else "stuck"
    return Button(Text("stuck-place", args), Page(there, one.code, str(days)))


def _turns(where: Where, days: int, first: int, count: int) -> Iterator[Row]:
    turns = []
    if first:
        turns.append(_turn("op-earlier", where, days, first - SHOWN))
    if first + SHOWN < count:
        turns.append(_turn("op-later", where, days, first + SHOWN))
    if turns:
        yield tuple(turns)


def _turn(key: str, where: Where, days: int, first: int) -> Button:
    return Button(Text(key), Page("stuck", where.code, f"{days}.{max(0, first)}"))


def _age(where: Where, days: int, *, chosen: bool) -> Button:
    key = "stuck-age-chosen" if chosen else "stuck-age"
    return Button(say(key, days=days), Page("stuck", where.code, str(days)))


def school(where: Where, days: int, here: Place | None, now: int, *, full: bool) -> Screen:
    """Show what a school is stuck on, and remind whoever can do something about it."""
    head: Paragraph = (title("stuck-list.title"), named(where))
    lines: Paragraph = (Text("stuck-list.nobody"),)
    rows: list[Row] = []
    if here is not None:
        lines = tuple(_group(one, now) for one in here.groups)
        if full:
            rows.append((page("stuck-list.remind", "stuck_remind", where.code, str(days)),))
            rows.append((page("sheet.write", "cast_to", where.code),))
    number = where.code[1:]
    rows.append(
        (page("stuck-list.school", "op_school", number), page("button-back", "stuck", f"m{number}"))
    )
    rows.append((BACK,))
    return Screen((head, lines), tuple(rows))


def _group(one: Stuck, now: int) -> Text:
    return say(
        "stuck-group",
        people=one.people,
        step=step_name(one.key),
        days=Days(one.since, now),
        who=blocker_of(one.key),
        usual=duration(one.usual),
    )


def days_of(text: str) -> int:
    """Read the age off a button or behind the command: one of those there are."""
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else AGES[0]  # noqa: PLR2004 - digits
    return min(365, max(1, number))


PARTIES: Final = (*(one.value for one in Party), "own")
