"""Areas as operators name them: a region, a municipality or a school, typed."""

from typing import Final

from bot.actions.operating import look_at, where_of
from flows.names import check_inn, key
from flows.operator.areas import Where
from flows.regions import find
from flows.scopes import Area, Level, municipality_area, region_area
from flows.screens import Text
from storage import By, Tx

NOT_FOUND: Final = Text("note-no_area")


def found_area(tx: Tx, by: By, text: str) -> tuple[Where | None, Text | None]:
    """Return the area that is meant, and what to say; one's own where nothing is typed or found."""
    own = look_at(tx, by, "")
    if not text:
        return own, None
    where = named(tx, by, text)
    return (where, None) if where else (own, NOT_FOUND)


def named(tx: Tx, by: By, text: str, level: Level = Level.READ) -> Where | None:
    """Find an area by what was typed, as far as it may be seen, or acted in."""
    for area in _candidates(tx, by, text):
        if tx.grants.allows(by, area, level):
            return where_of(tx, area)
    return None


def _candidates(tx: Tx, by: By, text: str) -> list[Area]:
    inn = check_inn(text).value
    schools = [one.area for one in tx.schools.search(by, text, inn, 1)]
    if inn:
        return schools
    regions = [region_area(one.code) for one in find(text, 1)]
    places = [municipality_area(*one) for one in tx.schools.places(key(text))]
    return [*places, *regions, *schools]
