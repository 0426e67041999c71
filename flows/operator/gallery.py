"""Every screen that operators are shown, so that texts and buttons are checked on real screens."""

from collections.abc import Iterator
from itertools import product
from typing import Final

from flows.operator import home
from flows.operator.areas import Where
from flows.scopes import EVERYWHERE, Level, Right, municipality_area, region_area, school_area
from flows.screens import Screen

NOW: Final = 1_700_000_000
ID: Final = 9_999_999_999
"""The longest number that a button is promised to hold."""

AREAS: Final = (
    Where("a", EVERYWHERE),
    Where("r16", region_area("16"), "Республика Татарстан"),
    Where(f"m{ID}", municipality_area("16", "казань"), "Республика Татарстан", "Казань"),
    Where(f"s{ID}", school_area("16", "казань", ID), "Республика Татарстан", "Казань", "Школа № 5"),
)


def operator_screens() -> Iterator[Screen]:
    for where, level, ends in product(AREAS, Level, (0, NOW)):
        yield home.home([(where, Right(where.area, level, ends, ID))])
