"""Days on which everybody in the country is left in peace, and those that people add."""

import datetime as dt
from typing import Final

import pytest

from flows.days_off import Break, days_off, public

# Weekdays off by the Labour Code (art. 112), and by the government's yearly decree on transfers.
OFF: Final = {
    2025: (
        "01-01 01-02 01-03 01-06 01-07 01-08",
        "05-01 05-02 05-08 05-09 06-12 06-13 11-03 11-04 12-31",
    ),
    2026: (
        "01-01 01-02 01-05 01-06 01-07 01-08 01-09",
        "02-23 03-09 05-01 05-11 06-12 11-04 12-31",
    ),
}
# Of later years the law's own days are sure; transfers come with the package's releases.
SURE: Final = ("01-01", "01-04", "01-05", "01-06", "01-07", "01-08", "02-23", "03-08", "11-04")


def weekdays(year: int) -> list[dt.date]:
    first = dt.date(year, 1, 1)
    every = (first + dt.timedelta(days=ahead) for ahead in range(366))
    return [day for day in every if day.year == year and day.weekday() < 5]


@pytest.mark.parametrize("year", OFF)
def test_holidays_and_their_transfers_are_known(year: int) -> None:
    off = [day.isoformat()[5:] for day in weekdays(year) if public(day)]
    assert off == [day for part in OFF[year] for day in part.split()]


def test_holidays_of_a_year_without_a_decree_are_those_of_the_law() -> None:
    assert all(public(dt.date.fromisoformat(f"2027-{day}")) for day in SURE)
    assert 10 <= sum(public(day) for day in weekdays(2027)) <= 20


@pytest.mark.parametrize("year", [2025, 2026, 2027, 2040])
def test_every_weekend_is_off_and_most_other_days_are_not(year: int) -> None:
    """Also a Saturday to which work was transferred: better a day too late."""
    start = dt.date(year, 2, 1)
    days = [start + dt.timedelta(days=ahead) for ahead in range(21)]
    assert [public(day) for day in days] == [
        day.weekday() >= 5 or (day.month, day.day) == (2, 23) for day in days
    ]


def test_a_working_saturday_is_a_saturday() -> None:
    assert public(dt.date(2025, 11, 1))


def test_breaks_come_on_top() -> None:
    """Both ends are off; the days before and after are as they are."""
    autumn = Break(dt.date(2026, 10, 26), dt.date(2026, 10, 30))
    one = Break(dt.date(2026, 11, 11), dt.date(2026, 11, 11))
    is_off = days_off(iter([autumn, one]))
    october = [dt.date(2026, 10, number) for number in range(22, 32)]
    assert [is_off(day) for day in october] == [False, False, *[True] * 8]
    november = [dt.date(2026, 11, number) for number in (2, 4, 10, 11, 12)]
    assert [is_off(day) for day in november] == [False, True, False, True, False]
    assert [days_off()(day) for day in november] == [False, True, False, False, False]


def test_a_break_counts_both_its_ends() -> None:
    assert Break(dt.date(2026, 12, 28), dt.date(2027, 1, 10)).days == 14
    assert Break(dt.date(2026, 12, 28), dt.date(2026, 12, 28)).days == 1
