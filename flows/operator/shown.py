"""Areas with the longest numbers that a button is promised to hold, for the galleries."""

from typing import Final

from flows.operator.areas import Where
from flows.scopes import EVERYWHERE, municipality_area, region_area, school_area

NOW: Final = 1_700_000_000
ID: Final = 9_999_999_999

AREAS: Final = (
    Where("a", EVERYWHERE),
    Where("r16", region_area("16"), "Республика Татарстан"),
    Where(f"m{ID}", municipality_area("16", "казань"), "Республика Татарстан", "Казань"),
    Where(f"s{ID}", school_area("16", "казань", ID), "Республика Татарстан", "Казань", "Школа № 5"),
)
