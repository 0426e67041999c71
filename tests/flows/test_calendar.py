"""When somebody may be written to, in every zone of the country and in stranger ones."""

import datetime as dt
from collections.abc import Callable
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.calendar import HOUR, Calendar, QuietHours
from flows.days_off import Break, days_off
from flows.regions import regions

RUSSIAN: Final = sorted({one.zone for one in regions()})
# Clocks that are put forward, by an hour and by half of one, and a zone that is no whole hours.
OTHERS: Final = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu")
FROM, UNTIL = (int(dt.datetime(year, 1, 1, tzinfo=dt.UTC).timestamp()) for year in (2016, 2031))
DAY: Final = 24 * 60 * 60
MOSCOW: Final = ZoneInfo("Europe/Moscow")
EVENING: Final = QuietHours(20, 9)

zones = st.sampled_from([*RUSSIAN, *OTHERS]).map(ZoneInfo)
moments = st.integers(FROM, UNTIL)
minutes = st.integers(0, 24 * HOUR - 1)
seeds = st.integers(0, 2**40)
quiet_hours = (
    st.tuples(st.integers(0, 23), st.integers(0, 23))
    .filter(lambda pair: pair[0] != pair[1])
    .map(lambda pair: QuietHours(*pair))
)


@st.composite
def some_off(draw: st.DrawFn) -> Callable[[dt.date], bool]:
    """Some weekdays, never all, and holidays of some length around any day."""
    weekly = draw(st.frozensets(st.integers(0, 6), max_size=6))
    first = draw(st.dates(dt.date(2016, 1, 1), dt.date(2031, 1, 1)))
    last = first + dt.timedelta(days=draw(st.integers(0, 100)))
    return lambda day: day.weekday() in weekly or first <= day <= last


calendars = st.builds(Calendar, zones, quiet_hours, some_off())


def at(text: str, zone: str = "Europe/Moscow") -> int:
    """Read a local time: `2026-01-15 10:30`."""
    return int(dt.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp())


def shown(moment: int | None, zone: str = "Europe/Moscow") -> str:
    assert moment is not None
    return dt.datetime.fromtimestamp(moment, ZoneInfo(zone)).isoformat(" ")


def never(_day: dt.date) -> bool:
    return False


def always(_day: dt.date) -> bool:
    return True


def test_the_eleven_zones_of_the_country_are_there() -> None:
    january = dt.datetime(2026, 1, 15, tzinfo=dt.UTC)
    offsets = {january.astimezone(ZoneInfo(zone)).utcoffset() for zone in RUSSIAN}
    assert offsets == {dt.timedelta(hours=hours) for hours in range(2, 13)}


# -- whatever comes --------------------------------------------------------------------------------


@settings(deadline=None)
@given(quiet=quiet_hours)
def test_every_hour_is_quiet_or_open(quiet: QuietHours) -> None:
    """It is quiet from the first on, and open from the second: one stretch of each."""
    covered = [quiet.covers(hour) for hour in range(24)]
    assert quiet.open_hours == tuple(hour for hour in range(24) if not covered[hour])
    assert covered[quiet.begin]
    assert covered[quiet.end - 1]
    assert not covered[quiet.end]
    assert sum(one != next_ for one, next_ in pairwise([*covered, covered[0]])) == 2


@settings(deadline=None)
@given(calendar=calendars, moment=moments)
def test_a_moment_has_the_day_and_minute_of_its_place(calendar: Calendar, moment: int) -> None:
    local = dt.datetime.fromtimestamp(moment, calendar.zone)
    assert calendar.day(moment) == local.date()
    assert calendar.minute(moment) == local.hour * 60 + local.minute
    assert calendar.is_quiet(moment) == calendar.quiet.covers(local.hour)
    assert calendar.is_open(moment) == (
        not calendar.is_quiet(moment) and not calendar.day_off(local.date())
    )


@settings(deadline=None)
@given(calendar=calendars, moment=moments, seed=seeds)
def test_the_next_open_moment_is_in_the_first_open_hour(
    calendar: Calendar, moment: int, seed: int
) -> None:
    found = calendar.next_open(moment, seed)
    assert found is not None
    assert calendar.is_open(found)
    assert found >= moment
    if calendar.is_open(moment):
        assert found == moment
        return
    assert calendar.minute(found) % 60 in {seed % 60, (seed + 30) % 60, 0}
    begins = found - calendar.minute(found) % 60 * 60
    earlier = range(moment, begins, max(15 * 60, (begins - moment) // 500))
    assert not any(calendar.is_open(one) for one in earlier)


def exists(zone: ZoneInfo, day: dt.date, minute: int) -> bool:
    """Whether a clock shows that minute: where it is put forward it does not."""
    time = dt.datetime.combine(day, dt.time(*divmod(minute, 60)), tzinfo=zone)
    back = dt.datetime.fromtimestamp(time.timestamp(), zone)
    return (back.date(), back.hour, back.minute) == (day, *divmod(minute, 60))


@settings(deadline=None)
@given(
    calendar=calendars,
    day=st.dates(dt.date(2016, 1, 1), dt.date(2031, 1, 1)),
    minute=minutes,
    seed=seeds,
)
def test_a_day_and_minute_are_kept_to_where_they_are_open(
    calendar: Calendar, day: dt.date, minute: int, seed: int
) -> None:
    """Else it is the first day after that is no day off, and the nearest open hour of it."""
    found = calendar.on(day, minute, seed)
    assert found is not None
    assert calendar.is_open(found)
    first = next(
        one
        for one in (day + dt.timedelta(days=ahead) for ahead in range(400))
        if not calendar.day_off(one)
    )
    assert calendar.day(found) >= first
    hour, open_hours = minute // 60, calendar.quiet.open_hours
    wanted = minute
    if hour not in open_hours:
        nearest = min(abs(one - hour) for one in open_hours)
        hours = [one for one in open_hours if abs(one - hour) == nearest]
        assert calendar.minute(found) // 60 in hours or not exists(calendar.zone, first, minute)
        wanted = hours[0] * 60 + seed % 60
    if exists(calendar.zone, first, wanted):
        assert (calendar.day(found), calendar.minute(found)) == (first, wanted)


@settings(deadline=None)
@given(calendar=calendars, day=st.dates(dt.date(2016, 1, 1), dt.date(2031, 1, 1)), seed=seeds)
def test_who_is_spread_comes_in_any_open_hour(calendar: Calendar, day: dt.date, seed: int) -> None:
    found = calendar.spread(day, seed)
    assert found is not None
    assert calendar.is_open(found)
    assert calendar.day(found) >= day


@settings(deadline=None)
@given(zone=zones, quiet=quiet_hours, moment=moments, seed=seeds)
def test_who_never_has_a_working_day_is_never_written_to(
    zone: ZoneInfo, quiet: QuietHours, moment: int, seed: int
) -> None:
    calendar = Calendar(zone, quiet, always)
    day = calendar.day(moment)
    assert calendar.next_open(moment, seed) is None
    assert calendar.on(day, 600, seed) is None
    assert calendar.spread(day, seed) is None


# -- by example ------------------------------------------------------------------------------------


@pytest.mark.parametrize("zone", RUSSIAN)
def test_mornings_are_those_of_the_school(zone: str) -> None:
    """Eight in the morning is too early everywhere, whatever it is in Moscow."""
    calendar = Calendar(ZoneInfo(zone), EVENING, never)
    early = at("2026-01-15 08:00", zone)
    assert shown(calendar.next_open(early, 7), zone)[:16] == "2026-01-15 09:07"
    assert shown(calendar.next_open(at("2026-01-15 20:00", zone), 7), zone)[:16] == (
        "2026-01-16 09:07"
    )
    last = at("2026-01-15 19:59", zone)
    assert calendar.next_open(last, 7) == last


def test_weekends_holidays_and_school_holidays_are_left_out() -> None:
    autumn = Break(dt.date(2026, 10, 26), dt.date(2026, 11, 3))
    calendar = Calendar(MOSCOW, EVENING, days_off([autumn]))
    friday = at("2026-10-23 21:00")
    # Saturday, Sunday, the holidays, and 4 November, the Day of National Unity.
    assert shown(calendar.next_open(friday, 12))[:16] == "2026-11-05 09:12"
    assert shown(calendar.on(dt.date(2026, 10, 26), 16 * 60))[:16] == "2026-11-05 16:00"


def test_a_quiet_minute_gives_way_to_the_nearest_open_hour() -> None:
    calendar = Calendar(MOSCOW, EVENING, never)
    for minute, wanted in ((22 * 60, "19:05"), (60, "09:05"), (8 * 60, "09:05"), (630, "10:30")):
        assert shown(calendar.on(dt.date(2026, 1, 15), minute, 5))[11:16] == wanted
    siesta = Calendar(MOSCOW, QuietHours(13, 17), never)
    for minute, wanted in ((13 * 60, "12:05"), (14 * 60, "12:05"), (16 * 60, "17:05")):
        assert shown(siesta.on(dt.date(2026, 1, 15), minute, 5))[11:16] == wanted


def test_people_are_spread_over_all_open_minutes() -> None:
    calendar = Calendar(MOSCOW, EVENING, never)
    day = dt.date(2026, 1, 15)
    found = {calendar.spread(day, seed) for seed in range(11 * 60)}
    assert len(found) == 11 * 60
    assert {shown(one)[:10] for one in found} == {"2026-01-15"}


def test_a_zone_that_changed_keeps_its_mornings() -> None:
    """Volgograd went over to Samara's time on 28 October 2018, and back on 27 December 2020."""
    calendar = Calendar(ZoneInfo("Europe/Volgograd"), EVENING, never)

    def utc(year: int, month: int, day: int) -> str:
        return shown(calendar.on(dt.date(year, month, day), 9 * 60 + 30), "UTC")[11:16]

    assert [utc(2018, 10, 27), utc(2018, 10, 28)] == ["06:30", "05:30"]
    assert [utc(2020, 12, 26), utc(2020, 12, 27)] == ["05:30", "06:30"]
    night = Calendar(ZoneInfo("Europe/Volgograd"), QuietHours(3, 1), never)
    # From two the clock went to three: there was no half past two, nor an open hour for it.
    assert shown(night.on(dt.date(2018, 10, 28), 150), "Europe/Volgograd")[:10] == "2018-10-29"
    # From two the clock went back to one: the first half past one is taken.
    twice = shown(night.on(dt.date(2020, 12, 27), 90), "Europe/Volgograd")
    assert twice == "2020-12-27 01:30:00+04:00"
    again = at("2020-12-27 01:30", "Europe/Volgograd") + 3600
    assert night.next_open(again) == again


def test_where_clocks_are_put_forward_a_minute_that_is_not_there_comes_later() -> None:
    berlin = "Europe/Berlin"
    calendar = Calendar(ZoneInfo(berlin), QuietHours(20, 2), never)
    found = calendar.on(dt.date(2026, 3, 29), 2 * 60 + 30)
    assert shown(found, berlin) == "2026-03-29 03:30:00+02:00"
    only = Calendar(ZoneInfo(berlin), QuietHours(3, 2), never)
    assert shown(only.on(dt.date(2026, 3, 29), 150), berlin) == "2026-03-30 02:30:00+02:00"
    midnight = at("2026-03-29 00:10", berlin)
    assert shown(only.next_open(midnight, 30), berlin) == "2026-03-30 02:30:00+02:00"


def test_a_day_that_a_country_left_out_is_nobodys_working_day() -> None:
    """Samoa had no 30 December 2011: it changed sides of the date line."""
    apia = "Pacific/Apia"
    calendar = Calendar(ZoneInfo(apia), EVENING, lambda day: day == dt.date(2011, 12, 31))
    assert shown(calendar.on(dt.date(2011, 12, 30), 600), apia)[:10] == "2012-01-01"


def test_whoever_is_a_day_off_today_is_written_to_on_the_next_day() -> None:
    calendar = Calendar(MOSCOW, EVENING, lambda day: day == dt.date(2026, 1, 15))
    noon = at("2026-01-15 12:00")
    assert not calendar.is_open(noon)
    assert not calendar.is_quiet(noon)
    assert shown(calendar.next_open(noon, 61))[:16] == "2026-01-16 09:01"
