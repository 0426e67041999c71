"""/schools: a list to filter and sort, and a school's page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from flows.operator.areas import Where, named
from flows.operator.figures import Key
from flows.operator.home import BACK
from flows.operator.stats import step_name
from flows.screens import (
    Arg,
    Button,
    Day,
    Days,
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
FILTERS: Final = ("all", "active", "inactive", "stuck", "silent")
SORTS: Final = ("name", "waiting", "newest")
STUCK_DAYS: Final = 7
"""A school is stuck whose administrator or whose waiting teachers stand still for so long."""
SILENT_DAYS: Final = 14
"""A school is silent where nobody has done a step for so long."""
NOTES: Final = 5
LONGEST: Final = 500
"""Letters of a note."""


@dataclass(frozen=True, slots=True)
class Line:
    """A school in the list: `waiting` teachers wait, the first since `since` (seconds, UTC)."""

    school_id: int
    name: str
    municipality: str
    active: bool
    waiting: int
    since: int


@dataclass(frozen=True, slots=True)
class Look:
    """How the list is looked at: `filter` and `sort` by their names, `first` its first line.

    `view` is how buttons carry the first two.
    """

    where: Where
    filter: str = "all"
    sort: str = "name"
    first: int = 0

    @property
    def view(self) -> str:
        return f"{FILTERS.index(self.filter)}{SORTS.index(self.sort)}.{self.first}"


def looked(where: Where, view: str) -> Look:
    """Read a view off a button; what it does not tell is as at the beginning."""
    ways, _, first = view.partition(".")
    chosen = [int(one) for one in ways if one.isascii() and one.isdecimal()]
    at, by = (*chosen, 0, 0)[:2]
    number = int(first) if first.isascii() and first.isdecimal() and len(first) < 7 else 0  # noqa: PLR2004 - digits
    return Look(where, FILTERS[at % len(FILTERS)], SORTS[by % len(SORTS)], number)


def listed(look: Look, lines: Sequence[Line], now: int, *, more: bool) -> Screen:
    """Show schools; a tap opens one."""
    body: Paragraph = (
        title("schools.title"),
        named(look.where),
        say("schools.look", filter=_word("filter", look.filter), sort=_word("sort", look.sort)),
    )
    parts = [body] if lines else [body, (Text("schools.none"),)]
    rows = tuple((_line(one, now),) for one in lines)
    ways = (
        page("schools.filter", "schools_by", look.where.code, f"f{look.view}"),
        page("schools.sort", "schools_by", look.where.code, f"s{look.view}"),
    )
    find = (page("schools.search", "schools_find", look.where.code),)
    return Screen(tuple(parts), (*rows, *_turns(look, more=more), ways, find, (BACK,)))


def _line(one: Line, now: int) -> Button:
    args: dict[str, Arg] = {"name": one.name, "place": one.municipality}
    key = "schools-active" if one.active else "schools-plain"
    if one.waiting:
        key = "schools-waiting"
        args |= {"count": one.waiting, "days": Days(one.since, now)}
    return Button(Text(key, args), Page("op_school", str(one.school_id)))


def _turns(look: Look, *, more: bool) -> tuple[Row, ...]:
    turns = []
    if look.first:
        turns.append(_turn("op-earlier", look, look.first - SHOWN))
    if more:
        turns.append(_turn("op-later", look, look.first + SHOWN))
    return (tuple(turns),) if turns else ()


def _turn(key: str, look: Look, first: int) -> Button:
    there = Look(look.where, look.filter, look.sort, max(0, first))
    return Button(Text(key), Page("schools", look.where.code, there.view))


def ways(look: Look, which: str) -> Screen:
    """Choose a filter (`f`) or an order (`s`)."""
    names, kind = (FILTERS, "filter") if which == "f" else (SORTS, "sort")
    rows = []
    for name in names:
        there = (
            Look(look.where, name, look.sort)
            if which == "f"
            else Look(look.where, look.filter, name)
        )
        rows.append((Button(_word(kind, name), Page("schools", look.where.code, there.view)),))
    back = page("button-back", "schools", look.where.code, look.view)
    body = (title(f"schools.by_{kind}"), named(look.where))
    return Screen((body,), (*rows, (back, BACK)))


def _word(kind: str, name: str) -> Text:
    if name == "stuck":
        return say(f"schools-{kind}-{name}", days=STUCK_DAYS)
    if name == "silent":
        return say(f"schools-{kind}-{name}", days=SILENT_DAYS)
    return Text(f"schools-{kind}-{name}")


def search(code: str) -> Screen:
    """Ask for a name or an ИНН."""
    body: Paragraph = (title("schools.search_title"), Text("schools.search_body"))
    return Screen((body,), ((page("button-back", "schools", code), BACK),))


def found(lines: Sequence[Line], code: str, now: int) -> Screen:
    """Show what was found."""
    text = Text("schools.found" if lines else "schools.not_found")
    rows = tuple((_line(one, now),) for one in lines)
    again = (page("schools.again", "schools_find", code),)
    return Screen(
        ((title("schools.search_title"), text),),
        (*rows, again, (page("button-back", "schools", code), BACK)),
    )


@dataclass(frozen=True, slots=True)
class Admin:
    """An administrator of a school: where they stand since when, and how they are called."""

    key: Key
    since: int
    label: str
    head: bool


@dataclass(frozen=True, slots=True)
class Note:
    """What an operator wrote; `own`: the reader did."""

    note_id: int
    at: int
    words: str
    own: bool


@dataclass(frozen=True, slots=True)
class SchoolSheet:
    """All that an operator is shown of a school. Times in seconds (UTC), 0 for never."""

    where: Where
    inn: str
    meter: Text
    admins: Sequence[Admin]
    line: Line
    stepped_at: int
    active_since: int
    classes: int
    chats: int
    teachers: int
    families: int
    claims: int
    notes: Sequence[Note]
    quiet_until: int
    full: bool
    keeps: bool
    now: int


def sheet(of: SchoolSheet) -> Screen:
    """Show a school: its stage, on whom it waits, its people in numbers, and what may be done."""
    head: list[Text] = [title("sheet", school=of.line.name), named(of.where)]
    if of.inn:
        head.append(say("sheet.inn", inn=of.inn))
    parts: list[Paragraph] = [tuple(head), (of.meter, *_stage(of)), _counts(of)]
    if of.quiet_until:
        parts.append((say("sheet.quiet", day=Day(of.quiet_until)),))
    if of.notes:
        latest = of.notes[0]
        parts.append((say("sheet.note", day=Day(latest.at), words=Private(latest.words)),))
    return Screen(tuple(parts), _sheet_rows(of))


def _stage(of: SchoolSheet) -> Paragraph:
    """Say on whom the school waits, and how long."""
    lines: list[Text] = []
    if not of.admins:
        lines.append(Text("sheet.no_admin"))
    for one in of.admins:
        ago = Days(one.since, of.now)
        who = "head" if one.head else "deputy"
        key = f"sheet-{who}" if one.label else f"sheet-{who}-unnamed"
        args: dict[str, Arg] = {"step": step_name(one.key), "days": ago}
        if one.label:
            args["label"] = Private(one.label)
        lines.append(Text(key, args))
    if of.line.waiting:
        days = Days(of.line.since, of.now)
        lines.append(say("sheet.waiting", count=of.line.waiting, days=days))
    if of.stepped_at:
        lines.append(say("sheet.stepped", day=Day(of.stepped_at)))
    return tuple(lines)


def _counts(of: SchoolSheet) -> Paragraph:
    return (
        say("sheet.classes", classes=of.classes, chats=of.chats),
        say("sheet.people", teachers=of.teachers, families=of.families),
    )


def _sheet_rows(of: SchoolSheet) -> tuple[Row, ...]:
    number = str(of.line.school_id)
    rows: list[Row] = [
        (
            page("sheet.stats", "stats", f"s{number}"),
            page("sheet.stuck", "stuck", f"s{number}"),
        ),
        (
            Button(say("sheet.notes", count=len(of.notes)), Page("op_notes", number)),
            page("sheet.audit", "audit", f"s{number}"),
        ),
    ]
    if of.full:
        rows.append(
            (
                page("sheet.write", "cast_to", f"s{number}"),
                page("sheet.breaks", "breaks", number),
            )
        )
    if of.claims:
        rows.append((Button(say("sheet.claims", count=of.claims), Page("claims", number)),))
    rows.append((page("sheet.list", "schools", f"m{number}"), BACK))
    return tuple(rows)


def notes(of: SchoolSheet) -> Screen:
    """Show the notes about a school; one's own can be taken back."""
    head: Paragraph = (title("op-notes.title"), named(of.where))
    lines = tuple(
        say("op-notes.line", day=Day(one.at), words=Private(one.words)) for one in of.notes
    )
    body: list[Paragraph] = [head]
    body.append(lines or (Text("op-notes.none" if of.keeps else "op-notes.off"),))
    number = str(of.line.school_id)
    rows: list[Row] = [
        (Button(say("op-notes.drop", day=Day(one.at)), Page("op_drop_note", str(one.note_id))),)
        for one in of.notes
        if one.own and of.full
    ]
    if of.full and of.keeps:
        rows.append((page("op-notes.add", "op_note", number),))
    rows.append((page("button-back", "op_school", number), BACK))
    return Screen(tuple(body), tuple(rows))


def ask_note(school_id: int) -> Screen:
    """Ask for a note."""
    body: Paragraph = (title("op-notes.title"), say("op-notes.ask", most=LONGEST))
    return Screen((body,), ((page("button-back", "op_notes", str(school_id)), BACK),))
