"""Every screen that operators are shown, so that texts and buttons are checked on real screens."""

from collections.abc import Iterator
from itertools import product

from flows.operator import home
from flows.operator.gallery_casting import casting_screens
from flows.operator.gallery_importing import importing_screens
from flows.operator.gallery_links import links_screens
from flows.operator.gallery_people import people_screens
from flows.operator.gallery_rights import rights_screens
from flows.operator.gallery_schools import schools_screens
from flows.operator.gallery_stats import stats_screens
from flows.operator.gallery_tickets import ticket_screens
from flows.operator.shown import AREAS, ID, NOW
from flows.scopes import Level, Right
from flows.screens import Screen, Text


def operator_screens() -> Iterator[Screen]:
    for where, level, ends in product(AREAS, Level, (0, NOW)):
        yield home.home([(where, Right(where.area, level, ends, ID))])
    yield from stats_screens()
    yield from schools_screens()
    yield from rights_screens()
    yield from casting_screens()
    yield from ticket_screens()
    yield from people_screens()
    yield from importing_screens()
    yield from links_screens()
    notes = ("no_area",)
    yield from (Screen(((Text(f"note-{one}"),),)) for one in notes)
    yield Screen(tuple((Text(f"command-{one}"),) for one in home.COMMANDS))
