"""Rights of operators: those one gave, a new one step by step, and the letter with its link."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from flows.operator.areas import Where, named
from flows.operator.home import BACK
from flows.operator.stats import Part
from flows.scopes import Level, Reach
from flows.screens import Button, Day, Page, Paragraph, Row, Screen, Text, Url, page, say, title

SHOWN: Final = 8
PARTS: Final = 6
LINK_DAYS: Final = 7
"""Days that a link is good: it is meant for one person who knows of it."""
TERMS: Final = (30, 90, 365, 0)
"""Days for which a right is given; 0: without an end."""


@dataclass(frozen=True, slots=True)
class Given:
    """A right that somebody gave, or holds. Times in seconds (UTC), 0 for never.

    `taken`: somebody holds it; else its link waits until `link_ends_at`.
    """

    grant_id: int
    where: Where
    level: Level
    ends_at: int
    link_ends_at: int
    taken: int


def listed(given: Sequence[Given], first: int, *, more: bool) -> Screen:
    """Show the rights that one gave, and what was given on."""
    body: Paragraph = (title("giving.title"), Text("giving.body" if given else "giving.none"))
    rows: list[Row] = [(Button(_line(one), Page("grant", str(one.grant_id))),) for one in given]
    turns = []
    if first:
        turns.append(Button(Text("op-earlier"), Page("grants", str(max(0, first - SHOWN)))))
    if more:
        turns.append(Button(Text("op-later"), Page("grants", str(first + SHOWN))))
    if turns:
        rows.append(tuple(turns))
    return Screen((body,), (*rows, (page("giving.new", "grant_new"),), (BACK,)))


def _line(one: Given) -> Text:
    key = "giving-line" if one.taken else "giving-line-waits"
    return say(key, where=named(one.where), level=Text(f"op-level-{one.level}"))


def one(given: Given, *, note_sure: bool = False) -> Screen:
    """Show one right, and end it: asked twice."""
    lines = [
        named(given.where),
        Text(f"op-level-{given.level}"),
        say("grant-ends", day=Day(given.ends_at)) if given.ends_at else Text("grant-endless"),
    ]
    if given.taken:
        lines.append(say("grant-taken", day=Day(given.taken)))
    else:
        lines.append(say("grant-waits", day=Day(given.link_ends_at)))
    number = str(given.grant_id)
    rows: list[Row] = []
    if not given.taken:
        rows.append((page("grant.letter", "grant_letter", number),))
    if note_sure:
        lines.append(Text("grant.sure"))
        rows.append((page("grant.end_sure", "grant_end", number, "sure"),))
    else:
        rows.append((page("grant.end", "grant_end", number),))
    rows.append((page("button-back", "grants"), BACK))
    return Screen(((title("grant.title"), *lines),), tuple(rows))


def place(where: Where, parts: Sequence[Part], first: int, *, more: bool, above: str) -> Screen:
    """Choose where the right is to hold: here, or in a part of it."""
    body: Paragraph = (title("grant-new.title"), named(where), Text("grant-new.body"))
    levels = tuple(
        page(f"grant-new.{level}", "grant_term", where.code, level.value) for level in Level
    )
    rows: list[Row] = [levels]
    rows += [
        (Button(say("grant-new.part", name=one.name), Page("grant_new", one.code)),)
        for one in parts
    ]
    turns = []
    if first:
        turns.append(_turn("op-earlier", where, first - PARTS))
    if more:
        turns.append(_turn("op-later", where, first + PARTS))
    if turns:
        rows.append(tuple(turns))
    if where.area.reach is not Reach.SCHOOL:
        rows.append((page("grant-new.find", "grant_find", where.code),))
    back = page("op-wider", "grant_new", above) if above else page("button-back", "grants")
    return Screen((body,), (*rows, (back, BACK)))


def _part(one: Part) -> Button:
    return Button(say("grant-new.part", name=one.name), Page("grant_new", one.code))


def _turn(key: str, where: Where, first: int) -> Button:
    return Button(Text(key), Page("grant_new", where.code, str(max(0, first))))


def find(code: str) -> Screen:
    """Ask for the place by its name."""
    body: Paragraph = (title("grant-new.title"), Text("grant-new.find_body"))
    return Screen((body,), ((page("button-back", "grant_new", code), BACK),))


def term(where: Where, level: Level, terms: Sequence[int]) -> Screen:
    """Choose for how long; a day may be typed."""
    body: Paragraph = (
        title("grant-new.title"),
        named(where),
        Text(f"op-level-{level}"),
        Text("grant-new.term_body"),
    )
    rows: list[Row] = [
        (Button(_term(days), Page("grant_make", where.code, f"{level}.{days}")),) for days in terms
    ]
    rows.append((page("button-back", "grant_new", where.code), BACK))
    return Screen((body,), tuple(rows))


def _term(days: int) -> Text:
    return say("grant-term-days", days=days) if days else Text("grant-term-endless")


def letter(given: Given, address: str) -> Screen:
    """The message that is sent on to whoever is to have the right."""
    lines = (
        title("grant-letter.title"),
        say("grant-letter.what", where=named(given.where), level=Text(f"op-level-{given.level}")),
        say("grant-letter.until", day=Day(given.link_ends_at)),
    )
    return Screen((lines,), ((Button(Text("grant-letter.open"), Url(address)),),))


def welcome(given: Given) -> Screen:
    """Tell whoever opened the link what they may see and do from now on."""
    until = say("grant-ends", day=Day(given.ends_at)) if given.ends_at else Text("grant-endless")
    lines = (
        title("grant-welcome.title"),
        named(given.where),
        Text(f"op-level-{given.level}"),
        until,
    )
    return Screen((lines, (Text("grant-welcome.body"),)), ((BACK,),))


def quitting(given: Given) -> Screen:
    """Ask before one gives up a right of one's own."""
    body = (title("grant-quit.title"), named(given.where), Text("grant-quit.body"))
    yes = page("grant-quit.yes", "grant_quit", str(given.grant_id), "sure")
    return Screen((body,), ((yes,), (BACK,)))
