"""The classes of a school, for its administrator: all in one table, and each by itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from flows import addresses
from flows.card import link_button
from flows.classes import ClassName, grid
from flows.scene import Families
from flows.school_pages import Place, first_of, turning
from flows.screens import (
    TO_STEP,
    Button,
    Day,
    Page,
    Paragraph,
    Row,
    Screen,
    Text,
    Url,
    page,
    say,
    title,
)

PER_PAGE: Final = 8
SHOWN: Final = 5
"""How many names are said of a longer list."""


@dataclass(frozen=True, slots=True)
class Line:
    """A class in the table: how many teachers are accepted, which links it has."""

    class_id: int
    name: ClassName
    teachers: int
    link: bool
    chat: bool


@dataclass(frozen=True, slots=True)
class Klass:
    """A class by itself. Times are seconds (UTC); addresses are empty where there are none.

    `who` are the accepted teachers by the names they chose, "" for none. `place` is its number in
    the table.
    """

    class_id: int
    school_id: int
    name: str
    link: str = field(repr=False)
    link_at: int
    chat: str = field(repr=False)
    chat_at: int
    who: tuple[str, ...]
    waiting: int
    families: Families
    place: int = 0

    @property
    def back(self) -> Button:
        """The way to the page of the table that the class is on."""
        return page("button-back", "grid", str(self.school_id), str(self.place))


@dataclass(frozen=True, slots=True)
class Hangs:
    """What would be lost with a class: whoever is counted walks for it."""

    link: bool
    chat: bool
    teachers: int
    families: int

    @property
    def mark(self) -> str:
        """What the button was shown for, so that whoever came meanwhile is asked about anew."""
        return f"{self.teachers}.{self.families}.{int(self.link)}{int(self.chat)}"


def table(place: Place, lines: Sequence[Line], first: int = 0) -> Screen:
    """Show the classes, a row each; every cell leads to what is missing."""
    number = str(place.school_id)
    here = (say("grid-school", school=place.name, place=place.municipality),)
    foot: tuple[Row, ...] = ((page("button-back", "school", number), TO_STEP),)
    add = page("grid.add", "add_classes", number)
    if not lines:
        body: Paragraph = (title("grid.title", count=0), say("grid.empty"))
        return Screen((here, body), ((add,), *foot))
    ordered = sorted(lines, key=lambda one: one.name)
    first = first_of(first, len(ordered), PER_PAGE)
    rows = tuple(_cells(number, one) for one in ordered[first : first + PER_PAGE])
    turn = turning("grid", first, len(ordered), PER_PAGE, number)
    more = ((add,), (page("grid.links", "links", number),))
    body = (title("grid.title", count=len(lines)), _summary(lines), Text("grid.cells"))
    years = _years(one.name for one in ordered)
    return Screen((here, body, years), (*rows, *turn, *more, *foot))


def _cells(school: str, one: Line) -> Row:
    klass = str(one.class_id)
    name = Button(say("grid.class", name=one.name.text), Page("class", klass))
    invite = Page("invite", "teacher", f"{school}.{klass}")
    return (
        name,
        Button(say("grid.teachers", count=one.teachers), invite),
        page("grid.link_yes" if one.link else "grid.link_no", "link", klass),
        page("grid.chat_yes" if one.chat else "grid.chat_no", "class_chat", klass),
    )


def _summary(lines: Sequence[Line]) -> Text:
    return say(
        "grid.summary",
        teachers=sum(one.teachers > 0 for one in lines),
        links=sum(one.link for one in lines),
        chats=sum(one.chat for one in lines),
    )


def _years(names: Iterable[ClassName]) -> Paragraph:
    """Say the classes by year: "5: А Б В"; years without letters share a line."""
    lines: list[Text] = []
    bare: list[str] = []
    for row in grid(names):
        if any(one.letter for one in row):
            letters = " ".join(one.letter or one.text for one in row)
            lines.append(say("grid-year", year=str(row[0].grade), letters=letters))
        else:
            bare.append(row[0].text)
    return (*((say("grid-bare", names=", ".join(bare)),) if bare else ()), *lines)


def klass(one: Klass) -> Screen:
    """Show what a class has, and what can be done with it."""
    number = str(one.class_id)
    lines: Paragraph = (
        title("class-page", name=one.name),
        _since("class-page.link", one.link, one.link_at),
        say("class-page.teachers", accepted=len(one.who), waiting=one.waiting),
        _since("class-page.chat", one.chat, one.chat_at),
        say("class-page.families", opened=one.families.opened, joined=one.families.joined),
    )
    opens = ((Button(Text("class-page.open"), Url(one.link)),),) if one.link else ()
    link = page("class-page.replace" if one.link else "class-page.set", "link", number)
    rows: tuple[Row, ...] = (
        (page("class-page.invite", "invite", "teacher", f"{one.school_id}.{number}"),),
        (page("go.families", "invite", "family", number),),
        *opens,
        (link,),
        (page("class-page.about_chat", "class_chat", number),),
        (page("class-page.rename", "rename", number),),
        (page("class-page.remove", "remove_class", number),),
    )
    return Screen((lines,), (*rows, (one.back, TO_STEP)))


def _since(key: str, url: str, at: int) -> Text:
    return say(f"{key}_yes", day=Day(at)) if url else Text(f"{key}_no")


def chat(one: Klass) -> Screen:
    """Say who can make the chat of a class: its accepted teachers, who can be reminded."""
    number = str(one.class_id)
    body: list[Text] = [title("class-chat", name=one.name)]
    rows: list[Row] = []
    if one.chat:
        body.append(say("class-chat.there", day=Day(one.chat_at)))
    elif one.who:
        body += [Text("class-chat.how"), say("class-chat.who", names=_who(one.who))]
        rows.append((page("class-chat.remind", "remind_chat", number),))
    else:
        body += [Text("class-chat.how"), say("class-chat.nobody", waiting=one.waiting)]
        if one.waiting:
            rows.append((page("class-chat.accept", "waiting", str(one.school_id)),))
        invite = page("class-page.invite", "invite", "teacher", f"{one.school_id}.{number}")
        rows.append((invite,))
    return Screen((tuple(body),), (*rows, (page("button-back", "class", number), TO_STEP)))


def _who(people: Sequence[str]) -> Text:
    """Name whoever chose a name, count the others."""
    named = [one for one in people if one][:SHOWN]
    more = len(people) - len(named)
    if not named:
        return say("class-teachers", count=more)
    names = ", ".join(named)
    return say("class-named", names=names, more=more)


def remove(one: Klass, hangs: Hangs) -> Screen:
    """Ask before a class is removed, and say what hangs on it."""
    number = str(one.class_id)
    held = say(
        "class-remove.holds",
        link="yes" if hangs.link else "no",
        chat="yes" if hangs.chat else "no",
        teachers=say("class-teachers", count=hangs.teachers),
        families=say("class-families", count=hangs.families),
    )
    body = (title("class-remove", name=one.name), held, Text("class-remove.body"))
    yes = page("class-remove.yes", "remove_class", number, hangs.mark)
    return Screen((body,), ((page("class-remove.no", "class", number),), (yes,)))


def ask_classes(place: Place) -> Screen:
    """Ask for a list of classes."""
    body = (title("class-add.title"), Text("class-add.body"))
    foot = (page("button-back", "grid", str(place.school_id)), TO_STEP)
    return Screen((body,), ((link_button(addresses.GUIDE_CLASSES),), foot))


def ask_name(one: Klass) -> Screen:
    """Ask for a new name of a class."""
    body = (title("class-rename", name=one.name), Text("class-rename.body"))
    return Screen((body,), ((page("button-back", "class", str(one.class_id)), TO_STEP),))


def ask_link(one: Klass) -> Screen:
    """Ask for the administrator's link of one class."""
    has = say("class-link.has", day=Day(one.link_at)) if one.link else Text("class-link.none")
    body = (title("class-link", name=one.name), Text("class-link.body"), has)
    foot = (page("button-back", "class", str(one.class_id)), TO_STEP)
    return Screen((body,), ((link_button(addresses.GUIDE_CLASSES),), foot))


def ask_links(place: Place) -> Screen:
    """Ask for the links of many classes in one message."""
    body = (title("class-links.title"), Text("class-links.body"))
    foot = (page("button-back", "grid", str(place.school_id)), TO_STEP)
    return Screen((body,), ((link_button(addresses.GUIDE_CLASSES),), foot))
