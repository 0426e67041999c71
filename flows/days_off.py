"""Days on which nobody is reminded: weekends, public holidays, and what people enter themselves.

Public holidays and their yearly transfers are the package `holidays`'. It knows no regional ones
for Russia: an operator enters those as days off of a region, and school holidays likewise.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from flows.calendar import DayOff

SATURDAY: Final = 5
LONGEST: Final = 120
"""Days of the longest school holidays that are taken: the summer's."""


@dataclass(frozen=True, slots=True)
class Break:
    """From one day to another, both included."""

    begins: dt.date
    ends: dt.date

    def covers(self, day: dt.date) -> bool:
        return self.begins <= day <= self.ends

    @property
    def days(self) -> int:
        return (self.ends - self.begins).days + 1


def days_off(breaks: Iterable[Break] = ()) -> DayOff:
    """Return what tells whether a day is off, with these breaks besides everybody's days."""
    known = tuple(breaks)

    def is_off(day: dt.date) -> bool:
        return public(day) or any(one.covers(day) for one in known)

    return is_off if known else public


def public(day: dt.date) -> bool:
    """Whether everybody in Russia has the day off. A working Saturday is a Saturday here."""
    return day.weekday() >= SATURDAY or day in _holidays(day.year)


@cache
def _holidays(year: int) -> frozenset[dt.date]:
    from holidays import country_holidays  # noqa: PLC0415 - takes a tenth of a second

    return frozenset(country_holidays("RU", years=year))
