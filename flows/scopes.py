"""What an operator's right covers: an area, and whether they may only look.

Areas lie within each other: everything, a region, a municipality, a school. Menus and words go by
this; whether somebody may see or do a thing is asked in the query (`storage/rights.py`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Reach(StrEnum):
    """How far an area reaches, the widest first."""

    ALL = "all"
    REGION = "region"
    MUNICIPALITY = "municipality"
    SCHOOL = "school"


class Level(StrEnum):
    """What may be done there: look, or act as well."""

    READ = "read"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Area:
    """Everything, or one region, municipality or school.

    A smaller area names the larger ones that it lies in: `region` is a code of `flows/regions.py`,
    `place_key` a municipality as it is compared.
    """

    reach: Reach = Reach.ALL
    region: str = ""
    place_key: str = ""
    school_id: int = 0

    def holds(self, other: "Area") -> bool:
        """Whether the other lies in this one, or is the same."""
        mine, theirs = self.path, other.path
        return theirs[: len(mine)] == mine

    @property
    def region_wide(self) -> bool:
        """Whether it holds whole regions."""
        return self.reach in {Reach.ALL, Reach.REGION}

    @property
    def path(self) -> tuple[str | int, ...]:
        """The way down to it from everything."""
        path = (self.region, self.place_key, self.school_id)
        return path[: _DEPTH[self.reach]]


_DEPTH: Final = {reach: depth for depth, reach in enumerate(Reach)}
EVERYWHERE: Final = Area()


def region_area(region: str) -> Area:
    return Area(Reach.REGION, region)


def municipality_area(region: str, place_key: str) -> Area:
    return Area(Reach.MUNICIPALITY, region, place_key)


def school_area(region: str, place_key: str, school_id: int) -> Area:
    return Area(Reach.SCHOOL, region, place_key, school_id)


@dataclass(frozen=True, slots=True)
class Right:
    """What somebody may do where, until when (seconds, UTC; 0: without an end).

    `grant` is the row that says so; 0 for whoever is named in the settings.
    """

    area: Area
    level: Level
    ends_at: int = 0
    grant: int = 0

    def allows(self, area: Area, level: Level = Level.READ) -> bool:
        return self.area.holds(area) and (level is Level.READ or self.level is Level.FULL)


def widest(rights: Iterable[Right]) -> Right | None:
    """Return the right that reaches farthest; of equals the one that allows more."""
    return min(rights, key=_narrowness, default=None)


def _narrowness(right: Right) -> tuple[int, bool]:
    return _DEPTH[right.area.reach], right.level is Level.READ
