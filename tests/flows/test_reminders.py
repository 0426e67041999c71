"""When a person is reminded of what, how often, and when that ends."""

import datetime as dt
from dataclasses import replace
from itertools import pairwise
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.calendar import Calendar, QuietHours
from flows.days_off import Break, days_off
from flows.model import Flow, Journey
from flows.reminders import (
    BLOCKING_DAYS,
    DAY,
    EVENING,
    GAPS,
    MOSCOW,
    NOBODY,
    STATUS_GAPS,
    Almanac,
    Awaited,
    Reason,
    Reminder,
    Wish,
    again,
    answered,
    hurried,
    is_last,
    missed,
    reason_for,
    replan,
    shown,
    silenced,
    snoozed,
    told,
    until_monday,
)
from tests.flows.test_calendar import at, zones
from tests.flows.test_calendar import shown as local
from tests.flows.walking import ADMIN, FAMILY, TEACHER, standing_in

NOW: Final = at("2026-01-20 14:00")  # a Tuesday
SOME: Final = Awaited(3, NOW - DAY)
ALMANAC: Final = Almanac(Calendar(MOSCOW, EVENING, days_off()))
OFF: Final = replace(ALMANAC, wish=Wish(off=True))
BLOCKING, ANSWERED, STOPPED, NOT_STARTED, WAITING = Reason


def almanac(*breaks: Break, **wish: Any) -> Almanac:
    return Almanac(Calendar(MOSCOW, EVENING, days_off(breaks)), Wish(**wish))


def journey(flow: Flow = TEACHER, state: str = "create_profile", **more: Any) -> Journey:
    return standing_in(flow, state, **more)


def a_reminder(reason: Reason = STOPPED, **more: Any) -> Reminder:
    one = Reminder(7, 70, reason, 5, due=NOW + DAY)
    return replace(one, **more)


def due(one: Reminder | None) -> str:
    """Return when it comes, in Moscow; "" for never."""
    assert one is not None
    return local(one.due)[:16] if one.due else ""


# -- why -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("walked", "awaited", "reason"),
    [
        (journey(revision=0), NOBODY, NOT_STARTED),
        (journey(revision=0, ticks=frozenset({"mail"})), NOBODY, STOPPED),
        (journey(), NOBODY, STOPPED),
        (journey(ADMIN, "case", revision=0), NOBODY, NOT_STARTED),
        (journey(ADMIN, "why_refused"), NOBODY, STOPPED),
        (journey(TEACHER, "await_acceptance"), NOBODY, WAITING),
        (journey(ADMIN, "await_support"), NOBODY, WAITING),
        (journey(FAMILY, "await_link"), NOBODY, WAITING),
        (journey(TEACHER, "finished"), NOBODY, None),
        (journey(ADMIN, "accept_teachers"), SOME, BLOCKING),
        (journey(TEACHER, "finished"), SOME, BLOCKING),
        (journey(TEACHER, "await_acceptance"), SOME, BLOCKING),
    ],
)
def test_everybody_is_reminded_for_one_reason(
    walked: Journey, awaited: Awaited, reason: Reason | None
) -> None:
    """Whoever others wait on, of that; whoever is done, of nothing."""
    assert reason_for(walked, awaited) is reason
    planned = replan(None, walked, awaited, ALMANAC, NOW)
    assert (planned and planned.reason) == reason


# -- the first one ---------------------------------------------------------------------------------


def test_the_first_comes_a_day_after_the_step_should_be_done() -> None:
    """A step has the time that it takes; who has not begun has taken none."""
    assert due(replan(None, journey(revision=0), NOBODY, ALMANAC, NOW)) == "2026-01-21 14:00"
    assert due(replan(None, journey(), NOBODY, ALMANAC, NOW)) == "2026-01-21 14:05"
    late = at("2026-01-20 19:58")
    # Three minutes past eight in the evening is quiet: an hour earlier then.
    assert due(replan(None, journey(), NOBODY, ALMANAC, late)) == "2026-01-21 19:07"
    night = at("2026-01-20 23:58")
    assert due(replan(None, journey(), NOBODY, ALMANAC, night)) == "2026-01-22 09:07"


def test_whoever_waits_hears_when_an_answer_should_have_come() -> None:
    """Of an acceptance in a week, since those take three days; of support's answer, too."""
    waits = journey(TEACHER, "await_acceptance")
    assert due(replan(None, waits, NOBODY, ALMANAC, NOW)) == "2026-01-27 14:00"
    assert due(replan(None, journey(ADMIN, "await_support"), NOBODY, ALMANAC, NOW)) == (
        "2026-01-27 14:00"
    )


def test_whoever_others_wait_on_hears_of_it_the_next_working_day() -> None:
    runs = journey(ADMIN, "accept_teachers")
    assert due(replan(None, runs, SOME, ALMANAC, NOW)) == "2026-01-21 14:00"
    friday = at("2026-01-23 10:10")
    assert due(replan(None, runs, SOME, ALMANAC, friday)) == "2026-01-26 10:10"


def test_nobody_is_planned_for_who_wants_none() -> None:
    planned = replan(None, journey(), NOBODY, OFF, NOW)
    assert planned is not None
    assert planned.due == 0
    for one in (told(a_reminder(), OFF, NOW), snoozed(a_reminder(), 1, OFF, NOW)):
        assert one.due in {0, a_reminder().due}
    assert again(a_reminder(), OFF, NOW).due == missed(a_reminder(), OFF, NOW).due == 0
    assert answered(None, journey(), OFF, NOW).due == 0
    assert hurried(a_reminder(BLOCKING), OFF, NOW) == a_reminder(BLOCKING)


def test_a_wished_hour_and_a_pause_are_kept_to() -> None:
    plan = almanac(hour=17)
    assert due(replan(None, journey(), NOBODY, plan, NOW)) == "2026-01-21 17:07"
    paused = almanac(hour=17, paused_until=at("2026-02-01 12:00"))  # a Sunday
    assert due(replan(None, journey(), NOBODY, paused, NOW)) == "2026-02-02 17:07"
    past = almanac(paused_until=NOW - DAY)
    assert due(replan(None, journey(revision=0), NOBODY, past, NOW)) == "2026-01-21 14:00"


def test_the_day_that_a_pause_ends_is_a_day_for_reminders() -> None:
    until = almanac(paused_until=at("2026-01-29 12:00"))
    assert due(replan(None, journey(revision=0), NOBODY, until, NOW)) == "2026-01-29 14:00"


def test_an_hour_that_became_quiet_gives_way_to_the_nearest() -> None:
    assert due(replan(None, journey(), NOBODY, almanac(hour=22), NOW)) == "2026-01-21 19:07"


# -- what others do, what the person does ----------------------------------------------------------


@pytest.mark.parametrize("reason", [STOPPED, WAITING, BLOCKING])
def test_what_was_set_stands_whatever_others_do(reason: Reason) -> None:
    old = a_reminder(reason, sent=2, sent_at=NOW - DAY)
    state = "await_acceptance" if reason is WAITING else "create_profile"
    awaited = SOME if reason is BLOCKING else NOBODY
    assert replan(old, journey(state=state), awaited, ALMANAC, NOW) == old


def test_whoever_does_something_on_their_step_is_left_a_day_more() -> None:
    """Ticking a check, say: nothing has been said of the step yet."""
    old = a_reminder(STOPPED, sent=2, sent_at=NOW - DAY)
    new = replan(old, journey(), NOBODY, ALMANAC, NOW, acted=True)
    assert new == replace(old, sent=0, due=at("2026-01-21 14:05"))
    begun = replan(a_reminder(NOT_STARTED), journey(), NOBODY, ALMANAC, NOW, acted=True)
    assert begun == replace(old, sent=0, due=at("2026-01-21 14:05"), sent_at=0)


def test_a_new_step_counts_anew() -> None:
    old = a_reminder(STOPPED, sent=3, sent_at=NOW - DAY, muted=True)
    new = replan(old, journey(revision=6), NOBODY, ALMANAC, NOW, acted=True)
    assert new == Reminder(7, 70, STOPPED, 6, due=at("2026-01-21 14:05"), sent_at=NOW - DAY)


def test_what_was_put_off_for_good_stays_so_on_the_same_step() -> None:
    old = silenced(a_reminder(STOPPED, sent=1))
    assert (old.due, old.muted) == (0, True)
    for acted in (False, True):
        assert replan(old, journey(), NOBODY, ALMANAC, NOW, acted=acted) == old


def test_whoever_waits_and_does_something_is_not_told_later_for_it() -> None:
    old = a_reminder(WAITING, sent=1, sent_at=NOW - DAY)
    waits = journey(TEACHER, "await_acceptance")
    assert replan(old, waits, NOBODY, ALMANAC, NOW, acted=True) == old


def test_the_blockers_turn_goes_on_over_their_own_steps() -> None:
    """An administrator who builds classes is told tomorrow all the same that teachers wait."""
    old = a_reminder(BLOCKING, sent=4, sent_at=NOW - DAY)
    runs = journey(ADMIN, "accept_teachers", revision=9)
    assert replan(old, runs, SOME, ALMANAC, NOW, acted=True) == replace(old, revision=9)


def test_a_reason_that_is_gone_gives_way_to_the_next() -> None:
    old = a_reminder(BLOCKING, sent=4, sent_at=NOW - DAY)
    new = replan(old, journey(), NOBODY, ALMANAC, NOW)
    assert new == Reminder(7, 70, STOPPED, 5, due=at("2026-01-21 14:05"), sent_at=NOW - DAY)
    assert replan(old, journey(TEACHER, "finished"), NOBODY, ALMANAC, NOW) is None
    stopped = a_reminder(STOPPED)
    blocking = replan(stopped, journey(), SOME, ALMANAC, NOW)
    assert blocking is not None
    assert (blocking.reason, due(blocking)) == (BLOCKING, "2026-01-21 14:00")


def test_an_answer_is_asked_about_until_the_person_does_something() -> None:
    one = answered(a_reminder(STOPPED, sent_at=NOW - DAY), journey(), ALMANAC, NOW)
    assert one == Reminder(7, 70, ANSWERED, 5, due=at("2026-01-21 14:00"), sent_at=NOW - DAY)
    assert replan(one, journey(), NOBODY, ALMANAC, NOW) == one
    acted = replan(one, journey(), NOBODY, ALMANAC, NOW, acted=True)
    assert acted is not None
    assert acted.reason is STOPPED
    blocked = replan(one, journey(), SOME, ALMANAC, NOW)
    assert blocked is not None
    assert blocked.reason is BLOCKING


# -- how it goes on, and ends ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reason", "gaps"),
    [
        (STOPPED, GAPS),
        (NOT_STARTED, GAPS),
        (ANSWERED, GAPS),
        (WAITING, STATUS_GAPS),
        (BLOCKING, (1,) * BLOCKING_DAYS),
    ],
)
def test_the_gaps_grow_until_it_is_said_that_it_ends(reason: Reason, gaps: tuple[int, ...]) -> None:
    """Without days off the gaps are what they are called; the last one knows that it is."""
    plan = Almanac(Calendar(MOSCOW, EVENING, lambda _day: False))
    one = a_reminder(reason, due=NOW)
    days: list[dt.date] = []
    while one.due:
        now = one.due
        assert is_last(one, plan) == (len(days) == len(gaps) - 1)
        days.append(plan.calendar.day(now))
        one = told(one, plan, now)
        assert (one.sent, one.sent_at) == (len(days), now)
    assert [(later - day).days for day, later in pairwise(days)] == list(gaps[1:])
    assert len(days) == len(gaps)


def test_gaps_are_the_houses_own() -> None:
    plan = Almanac(Calendar(MOSCOW, EVENING, lambda _day: False), gaps=(2, 5))
    assert due(replan(None, journey(revision=0), NOBODY, plan, NOW)) == "2026-01-22 14:00"
    first = told(a_reminder(due=0), plan, NOW)
    assert due(first) == "2026-01-25 14:00"
    assert told(first, plan, first.due).due == 0


def test_the_blocker_is_told_on_working_days_only() -> None:
    friday = at("2026-02-20 10:10")  # Monday is a holiday
    assert due(told(a_reminder(BLOCKING, due=0), ALMANAC, friday)) == "2026-02-24 10:10"
    winter = almanac(Break(dt.date(2026, 2, 24), dt.date(2026, 3, 1)))
    assert due(told(a_reminder(BLOCKING, due=0), winter, friday)) == "2026-03-02 10:10"


def test_what_was_put_off_is_not_brought_forward_by_being_told() -> None:
    """Whoever tapped «через 3 дня» and is shown the list tomorrow is reminded in three days."""
    off = snoozed(a_reminder(BLOCKING), 3, ALMANAC, NOW)
    assert due(off) == "2026-01-23 14:00"
    assert told(off, ALMANAC, NOW + DAY) == replace(off, sent=1, sent_at=NOW + DAY)


def test_what_another_message_said_is_enough_for_the_day_and_counts_for_none() -> None:
    """An administrator who is shown the list each hour is told all the same when it ends."""
    one = a_reminder(BLOCKING, due=0)
    for hour in range(30):
        one = shown(one, ALMANAC, NOW + hour)
    assert one == a_reminder(BLOCKING, due=at("2026-01-21 14:00"), sent_at=NOW + 29)
    later = replace(one, due=NOW + 9 * DAY)
    assert shown(later, ALMANAC, NOW).due == later.due
    for ended in (a_reminder(BLOCKING, sent=BLOCKING_DAYS, due=0), silenced(one)):
        assert shown(ended, ALMANAC, NOW) == ended


def test_who_asks_once_more_after_all_was_said_is_answered_by_the_list_too() -> None:
    """Else the same would be said twice on a day, the second time as the last of all."""
    asked = hurried(a_reminder(BLOCKING, sent=BLOCKING_DAYS, due=0), ALMANAC, NOW)
    assert asked.due
    assert shown(asked, ALMANAC, NOW) == replace(asked, due=0, sent_at=NOW)


@pytest.mark.parametrize("acted", [False, True])
def test_what_was_said_to_end_does_not_begin_again_because_others_waited(*, acted: bool) -> None:
    """Nor what was put off for good; somebody who does something begins anew."""
    last = told(a_reminder(sent=len(GAPS) - 1, due=0), ALMANAC, NOW)
    for over in (last, silenced(a_reminder(sent=1))):
        waited = replan(over, journey(), SOME, ALMANAC, NOW)
        assert waited is not None
        assert (waited.reason, waited.muted, due(waited)) == (BLOCKING, False, "2026-01-21 14:00")
        for one in (waited, snoozed(waited, 3, ALMANAC, NOW), silenced(waited)):
            after = replan(one, journey(), NOBODY, ALMANAC, NOW, acted=acted)
            assert after is not None
            assert after.reason is STOPPED
            assert bool(after.due) == acted
        left = replan(waited, journey(revision=6), NOBODY, ALMANAC, NOW)
        assert due(left) == "2026-01-21 14:05", "another step"
        wanted = replan(again(over, ALMANAC, NOW), journey(), SOME, ALMANAC, NOW)
        assert due(replan(wanted, journey(), NOBODY, ALMANAC, NOW)) == "2026-01-21 14:05"


def test_what_was_silenced_while_it_was_on_its_way_stays_so() -> None:
    assert told(silenced(a_reminder()), ALMANAC, NOW).due == 0


def test_whoever_begins_anew_has_all_of_them_before_them() -> None:
    ended = a_reminder(sent=4, due=0, sent_at=NOW - 9 * DAY)
    for one in (ended, silenced(ended)):
        new = again(one, ALMANAC, NOW)
        assert (new.sent, new.muted, due(new)) == (0, False, "2026-01-21 14:00")


# -- later -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "days", "then"),
    [
        ("2026-01-20 14:00", 1, "2026-01-21 14:00"),
        ("2026-01-20 14:00", 3, "2026-01-23 14:00"),
        ("2026-01-22 14:00", 3, "2026-01-26 14:00"),  # Sunday, so Monday
        ("2026-01-20 23:10", 1, "2026-01-21 19:07"),
        ("2026-01-21 00:10", 1, "2026-01-22 09:07"),
    ],
)
def test_later_is_counted_in_local_days(now: str, days: int, then: str) -> None:
    one = snoozed(a_reminder(sent=2, muted=True), days, ALMANAC, at(now))
    assert (due(one), one.sent, one.muted) == (then, 2, False)


def test_monday_is_the_next_one() -> None:
    start = dt.date(2026, 1, 19)  # a Monday
    for ahead in range(7):
        day = start + dt.timedelta(days=ahead)
        now = at(f"{day} 00:30")
        assert until_monday(ALMANAC, now) == 7 - ahead
        assert due(snoozed(a_reminder(), until_monday(ALMANAC, now), ALMANAC, now))[:10] == (
            "2026-01-26"
        )
    # It is Monday in Vladivostok already.
    east = Almanac(Calendar(ZoneInfo("Asia/Vladivostok"), EVENING, days_off()))
    assert until_monday(east, at("2026-01-25 20:00")) == 7


def test_who_asks_brings_it_forward_to_now() -> None:
    later = a_reminder(BLOCKING, due=NOW + 9 * DAY, sent=2, sent_at=NOW - DAY)
    assert hurried(later, ALMANAC, NOW) == replace(later, due=NOW)
    ended = replace(later, due=0)
    assert hurried(ended, ALMANAC, NOW) == replace(later, due=NOW)
    assert hurried(silenced(later), ALMANAC, NOW).muted is False
    soon = replace(later, due=NOW - 60)
    assert hurried(soon, ALMANAC, NOW) == soon, "it is due already"


def test_who_asks_disturbs_nobody_at_night_on_a_day_off_or_in_a_pause() -> None:
    later = a_reminder(BLOCKING, due=NOW + 9 * DAY)
    assert due(hurried(later, ALMANAC, at("2026-01-20 23:00"))) == "2026-01-21 09:07"
    assert due(hurried(later, ALMANAC, at("2026-01-24 12:00"))) == "2026-01-26 09:07"
    paused = almanac(paused_until=at("2026-01-23 12:00"))
    assert due(hurried(later, paused, NOW)) == "2026-01-23 12:00"


def test_who_asks_tells_nobody_twice_a_day() -> None:
    """Also where it was told in the early morning, or will be in the night."""
    said = a_reminder(BLOCKING, due=NOW + 9 * DAY, sent=1, sent_at=at("2026-01-20 09:01"))
    assert due(hurried(said, ALMANAC, NOW)) == "2026-01-21 14:00"
    sooner = replace(said, due=at("2026-01-21 09:30"))
    assert hurried(sooner, ALMANAC, NOW) == sooner
    assert due(hurried(said, ALMANAC, at("2026-01-20 22:00"))) == "2026-01-21 09:07"


def test_what_was_missed_is_spread_over_the_next_working_day() -> None:
    """Not all in the first minute after days of silence; who wished for an hour has it."""
    friday = at("2026-01-23 10:10")
    spread = {due(missed(a_reminder(journey_id=n), ALMANAC, friday)) for n in range(660)}
    assert len(spread) == 660
    assert {one[:10] for one in spread} == {"2026-01-26"}
    assert {one[11:13] for one in spread} == {f"{hour:02}" for hour in range(9, 20)}
    one = missed(a_reminder(sent=2), almanac(hour=15), friday)
    assert (due(one), one.sent) == ("2026-01-26 15:07", 2)
    paused = almanac(paused_until=at("2026-02-02 12:00"))
    assert due(missed(a_reminder(), paused, friday))[:10] == "2026-02-02"


# -- whatever comes --------------------------------------------------------------------------------


@settings(deadline=None)
@given(
    zone=zones,
    base=st.integers(at("2024-01-01 00:00"), at("2028-01-01 00:00")),
    days=st.integers(0, 60),
    seed=st.integers(0, 2**40),
    hour=st.none() | st.integers(0, 23),
    pause=st.integers(0, 60 * DAY),
)
def test_whatever_is_planned_is_planned_for_an_open_moment(
    zone: ZoneInfo, base: int, days: int, seed: int, hour: int | None, pause: int
) -> None:
    """So many local days later at least, not before the pause ends, and at the wished hour."""
    wish = Wish(hour, base + pause)
    plan = Almanac(Calendar(zone, EVENING, days_off()), wish)
    found = plan.after(base, days, seed)
    calendar = plan.calendar
    assert calendar.is_open(found)
    earliest = max(calendar.day(base) + dt.timedelta(days=days), calendar.day(base + pause))
    assert earliest <= calendar.day(found) <= earliest + dt.timedelta(days=13)
    if hour in EVENING.open_hours:
        assert calendar.minute(found) // 60 == hour
    elif hour is None and not calendar.is_quiet(base):
        assert calendar.minute(found) == calendar.minute(base)


@settings(deadline=None)
@given(
    zone=zones,
    quiet=st.sampled_from([EVENING, QuietHours(22, 6), QuietHours(0, 12)]),
    start=st.integers(at("2024-01-01 00:00"), at("2027-01-01 00:00")),
    reason=st.sampled_from(list(Reason)),
    seed=st.integers(1, 2**40),
)
def test_every_chain_of_reminders_ends_and_keeps_its_gaps(
    zone: ZoneInfo, quiet: QuietHours, start: int, reason: Reason, seed: int
) -> None:
    """On days off it waits longer, never shorter."""
    plan = Almanac(Calendar(zone, quiet, days_off()))
    one = replace(
        a_reminder(reason), journey_id=seed, due=plan.calendar.next_open(start, seed) or 0
    )
    gaps, last = plan.of(reason), None
    for sent in range(len(gaps)):
        assert one.due
        assert plan.calendar.is_open(one.due)
        day = plan.calendar.day(one.due)
        assert last is None or (day - last).days >= gaps[sent]
        last = day
        one = told(one, plan, one.due)
    assert one.due == 0
