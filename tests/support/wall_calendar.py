"""When the people of a place may be written to, told without a line of the program's own calendar.

A place is a region's code, "" for people without a school, and the school's id (0 without one).
"""

import datetime as dt
import tomllib
from pathlib import Path
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

import holidays

FIRST_HOUR, LAST_HOUR = 9, 20
"""From the one on until before the other: `QUIET_HOURS` as they are by default."""
_REGIONS: Final = Path(__file__).parents[2] / "flows" / "regions.toml"
_ALL: Final = ""


def zones() -> dict[str, str]:
    """Return the zone of each region's centre, as the list of regions has it written."""
    listed = tomllib.loads(_REGIONS.read_text(encoding="utf-8"))["region"]
    return {one["code"]: one["zone"] for one in listed}


class Place(NamedTuple):
    """Where somebody's journey is walked."""

    region: str = ""
    school: int = 0


class Span(NamedTuple):
    """Days off, both ends included; of a school, of a region, or of everybody."""

    region: str
    school: int
    first: dt.date
    last: dt.date

    def covers(self, day: dt.date, place: Place) -> bool:
        theirs = self.school == place.school if self.school else self.region in (_ALL, place.region)
        return theirs and self.first <= day <= self.last


class WallCalendar:
    """What hangs on the wall of every staff room: days off in red."""

    def __init__(self) -> None:
        self.spans: list[Span] = []
        self._public = holidays.country_holidays("RU")
        self._zones = {code: ZoneInfo(name) for code, name in zones().items()}

    def zone(self, place: Place) -> ZoneInfo:
        return self._zones[place.region] if place.region else ZoneInfo("Europe/Moscow")

    def local(self, at: int, place: Place) -> dt.datetime:
        return dt.datetime.fromtimestamp(at, dt.UTC).astimezone(self.zone(place))

    def day(self, at: int, place: Place) -> dt.date:
        return self.local(at, place).date()

    def closed(self, day: dt.date, place: Place) -> bool:
        if day.isoweekday() > 5 or day in self._public:
            return True
        return any(span.covers(day, place) for span in self.spans)

    def awake(self, at: int, place: Place) -> bool:
        return FIRST_HOUR <= self.local(at, place).hour < LAST_HOUR

    def open(self, at: int, place: Place) -> bool:
        return self.awake(at, place) and not self.closed(self.day(at, place), place)

    def first_open(self, day: dt.date, place: Place) -> dt.date:
        """Return that day, or the first after it that is no day off."""
        while self.closed(day, place):
            day += dt.timedelta(days=1)
        return day

    def week_begins(self, day: dt.date, place: Place) -> dt.date:
        """Return the first open day from the Monday of that day's week on."""
        return self.first_open(day - dt.timedelta(days=day.weekday()), place)
