"""The pages of the library: its sections, what each lists, an entry, and what a search found.

A button of an entry carries where it was pressed, so that the way back leads there: `14` is a page
of questions (as buttons of earlier releases say it), `acts.0` one of a section, `~` and codes are
what was found.
"""

from collections.abc import Sequence
from typing import Final

from flows.card import link_button, message_of
from flows.codes import spell
from flows.entries import Act, Entry, Section
from flows.leads import leads
from flows.library import entry, library, section
from flows.library_file import QUESTIONS
from flows.places import NOBODYS, Place, Walks, name_of, own_place, place
from flows.screens import (
    MENU,
    Button,
    Date,
    Page,
    Paragraph,
    Row,
    Screen,
    Text,
    Url,
    foot,
    page,
    say,
    title,
)

PER_PAGE: Final = 7
FOUND: Final = "~"
_AT: Final = "."


def docs(*, known: bool) -> Screen:
    """List the sections; one that has a single entry leads straight to it."""
    rows = tuple((_shelf(one),) for one in library().sections.values())
    return Screen(((title("docs.title"), Text("docs.body")),), (*rows, foot(known=known)))


def _shelf(one: Section) -> Button:
    return Button(Text(f"{one.message}.title"), _list(one, 0))


def _list(one: Section, first: int) -> Page:
    """Lead to the page of a section that begins with number `first`."""
    if one.key == QUESTIONS:
        return Page("faq", str(first))
    if len(one.entries) == 1:
        return Page("answer", one.entries[0].key, f"{one.key}{_AT}0")
    return Page("docs", one.key, str(first))


def listed(key: str, first: int, *, known: bool) -> Screen | None:
    """Show a section from entry number `first` on, a page at a time; None for one that is none."""
    one = section(key)
    if one is None:
        return None
    first = max(0, min(first, len(one.entries) - 1)) // PER_PAGE * PER_PAGE
    shown = one.entries[first : first + PER_PAGE]
    rows = tuple((_opening(one, entry, first),) for entry in shown)
    said = (Text(f"{one.message}.text"),) if one.text else ()
    where = (_sources(shown),) if one.opens_links else ()
    return Screen(
        ((title(f"{one.message}.title"), *said), *where),
        (*rows, *_turning(one, first), *leads(one.leads), _back_to_docs(known=known)),
    )


def _opening(one: Section, entry: Entry, first: int) -> Button:
    name = Text(f"{entry.message}.title")
    if one.opens_links:
        return Button(name, Url(entry.links[0].url))
    return Button(name, Page("answer", entry.key, _from(one, first)))


def _from(one: Section, first: int) -> str:
    return str(first) if one.key == QUESTIONS else f"{one.key}{_AT}{first}"


def _turning(one: Section, first: int) -> tuple[Row, ...]:
    turn: list[Button] = []
    if first:
        turn.append(Button(Text("faq.earlier"), _list(one, first - PER_PAGE)))
    if first + PER_PAGE < len(one.entries):
        turn.append(Button(Text("faq.later"), _list(one, first + PER_PAGE)))
    return (tuple(turn),) if turn else ()


def _back_to_docs(*, known: bool) -> Row:
    """Two buttons: three would not stand side by side on a narrow phone."""
    return (page("button-back", "docs"), foot(known=known)[0])


def answer(key: str, back: str, *, known: bool, walks: Walks = NOBODYS) -> Screen | None:
    """Tell one entry with its source; None for one that is no more.

    Whoever walks a step that it belongs to is led there.
    """
    one = entry(key)
    if one is None:
        return None
    own = own_place(one.steps, walks)
    step = ((_to_place(own, one.key),),) if own else ()
    on = MENU if own and own.here else foot(known=known)[0]
    last = (Button(Text("button-back"), _way_back(one, back)), on)
    return Screen(told(one), (*ways_out(one), *step, *leads(one.leads), last))


def _way_back(one: Entry, back: str) -> Page:
    """Lead back to where an entry was opened; from an old or forged button, to where it is."""
    key, _, first = back.partition(_AT)
    shelf = section(key)
    if back.startswith(FOUND):
        return Page("found", back.removeprefix(FOUND))
    if shelf and len(shelf.entries) == 1:
        return Page("docs")
    if shelf:
        return Page("docs", key, first)
    return Page("faq", back) if one.section == QUESTIONS else Page("docs", one.section)


def told(one: Entry) -> tuple[Paragraph, ...]:
    """Say an entry, and from where and when it is known."""
    body = Text(f"{one.message}.text")
    if one.act is None:
        return ((title(f"{one.message}.title"), body), _sources((one,)))
    return (_act(one, one.act), (body,), _sources((one,)))


def _act(one: Entry, act: Act) -> Paragraph:
    """Name an act as it is cited."""
    kind = Text(f"{one.message}.kind")
    if act.date:
        head = title("act", kind=kind, number=act.number, day=Date(act.date))
    else:
        head = title("act-undated", kind=kind, number=act.number)
    return (head, say("act-name", name=act.name))


def _sources(entries: Sequence[Entry]) -> Paragraph:
    """Name every source once, and the earliest day on which one was looked up."""
    first, *more = dict.fromkeys(letter for one in entries for letter in one.sources)
    named = Text(f"source-{first}")
    for letter in more:
        named = say("source-both", first=named, second=Text(f"source-{letter}"))
    return (say("answer-source", source=named, day=Date(min(one.date for one in entries))),)


def ways_out(one: Entry) -> tuple[Row, ...]:
    return tuple((link_button(link),) for link in one.links)


def found(names: Sequence[str], *, known: bool, walks: Walks = NOBODYS) -> Screen:
    """Show what a person's words were found in: entries and steps, the best first."""
    back = f"{FOUND}{spell(names)}"
    buttons = (_found(name, back, walks) for name in names)
    rows = tuple((one,) for one in buttons if one)
    said = (title("found.title"), Text("found.body"))
    return Screen((said,), (*rows, *leads(("ask",)), foot(known=known)))


def _found(name: str, back: str, walks: Walks) -> Button | None:
    if one := entry(name):
        return Button(Text(f"{one.message}.title"), Page("answer", one.key, back))
    there = place(name, walks)
    return _to_place(there, back) if there else None


def _to_place(there: Place, back: str) -> Button:
    """Lead to a step: where one stands to the card, else to a look at it."""
    name = name_of(there.journey.role, there.state)
    does = Page("step") if there.here else Page("peek", name, back)
    key = "step-own" if there.own else f"step-of-{there.journey.role}"
    return Button(say(key, step=there.state.number, title=title_of(there)), does)


def title_of(there: Place) -> Text:
    texts = message_of(there.journey, there.state)
    return say(f"{texts}.title", who=there.journey.variant or "none")
