"""Two schools of a town, one of the next, and operators of all kinds, for tests of their rights."""

from typing import Final, NamedTuple

from flows.notice import NOTICE
from flows.scopes import (
    EVERYWHERE,
    Area,
    Level,
    municipality_area,
    region_area,
    school_area,
)
from storage import By, Identity, Offer, Tx
from tests.storage.two_schools import AT, Place, build

FIRST: Final = 6_000_000_001
ROOT: Final = FIRST + 99
SOON: Final = 300
"""Seconds."""
_NAMES: Final = (
    "all", "region", "reader", "town", "school",
    "neighbour", "other school", "other region", "revoked", "expired", "ends soon",
)  # fmt: skip
OPERATORS: Final = {name: FIRST + number for number, name in enumerate(_NAMES)}
"""By what they may: of everything, the region, the town and the school, and who may not there."""
LOOKING: Final = frozenset({"all", "region", "reader", "town", "school", "ends soon"})
"""Who may look at the first school."""
ACTING: Final = LOOKING - {"reader"}
NEIGHBOURS: Final = frozenset({"neighbour", "other school", "other region"})
"""Operators, but elsewhere."""
NO_MORE: Final = frozenset({"revoked", "expired"})
NOW: Final = AT + 10 * SOON


class Places(NamedTuple):
    """The two schools, the one in the next town, and the grants by whom they are of."""

    town: Place
    next_school: int
    grants: dict[str, int]
    note: int = 0
    mute: int = 0
    cast: int = 0
    ticket: int = 0
    reply: int = 0

    @property
    def area(self) -> Area:
        """The first school."""
        return school_area("59", "пермь", self.town.school)


def by(name: str, now: int = NOW) -> By:
    return By(OPERATORS.get(name, ROOT), name == "root", now)


def settle(tx: Tx, town: Place | None = None) -> Places:
    """Build the schools; let the operators of the settings give everybody their right."""
    town = town or build(tx)
    next_town = Identity("59", "Кунгур", "Школа № 9", "", "кунгур", "школа № 9")
    other = tx.schools.add(next_town, AT)
    assert other is not None
    areas = {
        "all": EVERYWHERE,
        "region": region_area("59"),
        "reader": region_area("59"),
        "town": municipality_area("59", "пермь"),
        "school": school_area("59", "пермь", town.school),
        "neighbour": municipality_area("59", "кунгур"),
        "other school": school_area("59", "пермь", town.other),
        "other region": region_area("16"),
        "revoked": EVERYWHERE,
        "expired": EVERYWHERE,
        "ends soon": region_area("59"),
    }
    tx.persons.agree(ROOT, language="ru", at=AT, notice=NOTICE)
    made = {name: give(tx, name, area) for name, area in areas.items()}
    assert tx.grants.revoke(By(ROOT, True, AT + 2), made["revoked"])
    return Places(town, other.id, made)


def give(tx: Tx, name: str, area: Area) -> int:
    """Let somebody have a right as an operator of the settings gives it."""
    person = OPERATORS[name]
    tx.persons.agree(person, language="ru", at=AT, notice=NOTICE)
    level = Level.READ if name == "reader" else Level.FULL
    ends = {"expired": AT + SOON, "ends soon": NOW + SOON}.get(name, 0)
    root = By(ROOT, True, AT)
    made = tx.grants.make(root, f"o-{name}", Offer(area, level, ends, AT + SOON))
    assert made is not None
    assert tx.grants.take(person, f"o-{name}", AT + 1) is not None
    return made.id
