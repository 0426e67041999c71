"""When somebody may be written to: local time, quiet hours, days off. No clock: `at` is given.

Moments are whole seconds since 1970 (UTC), days are local dates, a minute is one of the local day.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Final, TypeAlias
from zoneinfo import ZoneInfo

DayOff: TypeAlias = Callable[[dt.date], bool]

HOUR: Final = 60
HOURS: Final = 24
FARTHEST: Final = 400
"""Days ahead that are looked at: who has more days off than that in a row is not written to."""


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From one full hour until another, local time, over midnight where it ends earlier."""

    begin: int
    end: int

    def covers(self, hour: int) -> bool:
        if self.begin < self.end:
            return self.begin <= hour < self.end
        return hour >= self.begin or hour < self.end

    @property
    def open_hours(self) -> tuple[int, ...]:
        return tuple(hour for hour in range(HOURS) if not self.covers(hour))

    def nearest(self, hour: int) -> int:
        """Return the hour itself if it is open, else the nearest open one of the same day."""
        return _nearest(self)[hour]


@cache
def _nearest(quiet: QuietHours) -> tuple[int, ...]:
    """Work it out once for each hour: every step that somebody takes asks."""
    return tuple(min(quiet.open_hours, key=lambda one: abs(one - hour)) for hour in range(HOURS))


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days and hours of one place. A moment is open if it is neither quiet nor on a day off."""

    zone: ZoneInfo
    quiet: QuietHours
    day_off: DayOff

    def day(self, at: int) -> dt.date:
        """Return the local date of a moment."""
        return self._local(at).date()

    def is_open(self, at: int) -> bool:
        local = self._local(at)
        return not self.quiet.covers(local.hour) and not self.day_off(local.date())

    def is_quiet(self, at: int) -> bool:
        return self.quiet.covers(self._local(at).hour)

    def minute(self, at: int) -> int:
        """Return the minute of the local day, 0 to 1439."""
        local = self._local(at)
        return local.hour * HOUR + local.minute

    def next_open(self, at: int, seed: int = 0) -> int | None:
        """Return `at` if it is open, else a moment in the first open hour after it.

        `seed` tells those apart who would otherwise all come at the stroke of that hour.
        """
        if self.is_open(at):
            return at
        for hour in self.quiet.open_hours:
            found = self._moment(self.day(at), hour * HOUR + seed % HOUR)
            if found > at and self.is_open(found):
                return found
        return self.on(self.day(at) + dt.timedelta(days=1), 0, seed)

    def on(self, day: dt.date, minute: int, seed: int = 0) -> int | None:
        """Return the moment at `minute` of that day, or of the next that is not off; None: never.

        A minute in a quiet hour gives way to the nearest open hour of the same day.
        """
        for ahead in range(FARTHEST):
            one = day + dt.timedelta(days=ahead)
            if not self.day_off(one):
                found = self._moment(one, self._awake(minute, seed))
                if self.is_open(found):  # where the clocks are put forward it may not be
                    return found
        return None

    def spread(self, day: dt.date, seed: int) -> int | None:
        """Return a moment in any of the open hours of that day, or of the first after it."""
        hours = self.quiet.open_hours
        minute = hours[seed // HOUR % len(hours)] * HOUR + seed % HOUR
        return self.on(day, minute)

    def _awake(self, minute: int, seed: int) -> int:
        hour = minute // HOUR
        nearest = self.quiet.nearest(hour)
        return minute if nearest == hour else nearest * HOUR + seed % HOUR

    def _moment(self, day: dt.date, minute: int) -> int:
        time = dt.time(*divmod(minute, HOUR), tzinfo=self.zone)
        return int(dt.datetime.combine(day, time).timestamp())

    def _local(self, at: int) -> dt.datetime:
        return dt.datetime.fromtimestamp(at, self.zone)


def today(zone: ZoneInfo, now: int) -> dt.date:
    """Return the date that it is in a zone."""
    return dt.datetime.fromtimestamp(now, zone).date()
