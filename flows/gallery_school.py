"""The screens of a school and its classes, for the gallery (`flows/gallery.py`)."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from flows import class_notes, class_pages, school_pages
from flows.activity import Meter
from flows.class_notes import REFUSED, Taken, Trouble
from flows.class_pages import Hangs, Klass, Line
from flows.classes import ALPHABET, ClassName, Parsed
from flows.engine import begin
from flows.model import Role
from flows.roles import FLOWS
from flows.scene import Families, Scene
from flows.school_pages import Affairs, Choice, Place
from flows.screens import Screen, Text

# As in flows/gallery.py, which shows these screens and so cannot be imported here.
NOW: Final = 1_700_000_000
LONGEST: Final = 9_999_999_999
REVISION: Final = 99_999
TOKEN: Final = f"i{'A' * 16}"

PLACE: Final = Place(LONGEST, "Школа № 5", "Кострома")
FAMILIES: Final = Families(14, 9, 3)
_LINK: Final = "https://vk.me/join/AAAA"
_NAMES: Final = tuple(ClassName(grade, letter) for grade in (5, 11) for letter in ALPHABET)
COUNTS: Final = (0, 1, 2, 5, 21)


def school_screens() -> Iterator[Screen]:
    """Every screen of a school and its classes, with every text that may be said first."""
    yield from _schools()
    yield from _people()
    yield from _tables()
    yield from _classes()
    yield from _asked()
    yield from _results()


def _schools() -> Iterator[Screen]:
    meters = (
        Meter(signed_in=False, filled_in=False, accepted=0, needed=3),
        Meter(signed_in=True, filled_in=False, accepted=0, needed=3),
        Meter(signed_in=True, filled_in=True, accepted=1, needed=3),
        Meter(signed_in=True, filled_in=True, accepted=3, needed=3),
    )
    for meter in meters:
        for count in COUNTS:
            yield school_pages.administrator(Affairs(PLACE, meter, count, NOW, count))
            affairs = Affairs(PLACE, meter, count, NOW, count, count, head=True, own=True)
            yield school_pages.administrator(affairs)
    for standing in ("claim", ""):
        yield school_pages.outside(PLACE, standing)
    for role in (None, *Role):
        yield school_pages.nowhere(role)


def _people() -> Iterator[Screen]:
    for standing in ("", "joined", "waiting", "refused", "said", "accepted"):
        yield school_pages.teacher(PLACE, Scene(PLACE.name, standing=standing), None)
        scene = Scene(PLACE.name, "5А", standing=standing, families=FAMILIES)
        yield school_pages.teacher(PLACE, scene, LONGEST)
    for name in ("", "5А"):
        yield school_pages.family(PLACE, name)
    choices = [Choice(LONGEST, one.text, chosen=one.letter == "Б") for one in _NAMES]
    for first in range(0, len(choices), school_pages.PER_PICK):
        yield school_pages.pick(PLACE, choices, first)
    yield school_pages.pick(PLACE, [])
    for flow in FLOWS:
        for state in flow.states:
            journey = begin(flow, LONGEST, 1, flow.variants[0], NOW)
            there = replace(journey, state=state.key, revision=REVISION, school_id=LONGEST)
            yield school_pages.leaving(there, PLACE)
    yield school_pages.which_family(TOKEN)


def _tables() -> Iterator[Screen]:
    lines = [
        Line(LONGEST, one, teachers=at % 3, link=at % 2 > 0, chat=at % 5 > 0)
        for at, one in enumerate((ClassName(1), *_NAMES))
    ]
    for first in range(0, len(lines), class_pages.PER_PAGE):
        yield class_pages.table(PLACE, lines, first)
    for count in COUNTS:
        yield class_pages.table(PLACE, lines[:count]).noting(class_notes.removed("5А"))


def _classes() -> Iterator[Screen]:
    for one in _described():
        yield class_pages.klass(one)
        yield class_pages.chat(one)
    one = next(_described())
    for count in COUNTS:
        yield class_pages.chat(one).noting(class_notes.reminded(count))
        families = replace(one, families=Families(count, count, count), waiting=count)
        yield class_pages.klass(families)
        yield class_pages.chat(families)
        for there in (True, False):
            yield class_pages.remove(one, Hangs(there, not there, count, count))
    yield class_pages.klass(one).noting(class_notes.renamed("6А"))
    yield class_pages.klass(one).noting(class_notes.unchanged("5А"))
    for told in COUNTS:
        yield class_pages.klass(one).noting(class_notes.saved("5А", told, None))
        for why in ("vk_chat", "class_link"):
            note = class_notes.saved("5А", told, Trouble("5А", why))
            yield class_pages.klass(one).noting(note)


def _described() -> Iterator[Klass]:
    for link in ("", _LINK):
        for chat in ("", _LINK):
            for who in ((), ("",), ("Анна Петровна",), ("Анна Петровна", "", *map(str, range(9)))):
                yield Klass(LONGEST, LONGEST, "5А", link, NOW, chat, NOW, who, 1, FAMILIES, 392)


def _asked() -> Iterator[Screen]:
    wrong = ("99", "<кот>", "и т. д.", "13А", "5Q", "7W")
    read = (
        Parsed(),
        Parsed((), wrong),
        Parsed(_NAMES[:3], wrong),
        Parsed(_NAMES, (), 7),
    )
    for parsed in read:
        for new in (0, 1, 3):
            yield class_pages.ask_classes(PLACE).noting(class_notes.added(new, parsed))
    described = tuple(_described())
    for one in (described[0], described[-1]):
        for note in (class_notes.unclear_name(), class_notes.taken_name("6А")):
            yield class_pages.ask_name(one).noting(note)
        for why in REFUSED:
            yield class_pages.ask_link(one).noting(Text(f"link-{why}"))
    yield class_pages.ask_links(PLACE)


def _results() -> Iterator[Screen]:
    names = tuple(one.text for one in _NAMES)
    for why in REFUSED:
        for what in ("", "5А"):
            yield class_notes.result(PLACE, Taken(troubles=(Trouble(what, why),)))
    for count in COUNTS:
        some = names[:count]
        yield class_notes.result(PLACE, Taken(some, some, some, (), count))
    many = tuple(Trouble(name, why) for why in REFUSED for name in names[:9])
    for more in COUNTS:
        first = many[: (class_notes.REASONS + more) * 9]
        yield class_notes.result(PLACE, Taken(names, (), names, first, 3))
