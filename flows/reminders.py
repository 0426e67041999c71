"""When a person is reminded of a journey, of what, and when that ends. It never moves a journey.

Whoever is stuck is reminded, more and more seldom, until it is said that it ends. Whoever others
wait on is told so on every working day. Whoever waits hears how things stand, at most once a week.
"""

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from flows.calendar import Calendar, QuietHours
from flows.model import Journey, Kind, State
from flows.roles import walked_by

DAY: Final = 24 * 60 * 60
MINUTE: Final = 60
GAPS: Final = (1, 3, 7, 14)
"""Days to the first reminder of a step, and from each to the next."""
STATUS_GAPS: Final = (7, 14, 28)
"""Days between words to somebody who waits on others."""
BLOCKING_DAYS: Final = 20
"""Working days in a row on which somebody is told that others wait; a month."""
MOSCOW: Final = ZoneInfo("Europe/Moscow")
EVENING: Final = QuietHours(20, 9)
LATE: Final = DAY
"""Seconds overdue after which a reminder was missed by everybody, not only by this person."""

NEVER: Final = -1
"""A revision that no journey has."""


class Reason(StrEnum):
    """Why somebody is written to, in the order of use to them."""

    BLOCKING = "blocking"
    ANSWERED = "answered"
    STOPPED = "stopped"
    NOT_STARTED = "not_started"
    WAITING = "waiting"


ORDER: Final = tuple(Reason)


@dataclass(frozen=True, slots=True)
class Rules:
    """What the house keeps to: its zone for those without a school, quiet hours, days of gaps."""

    zone: ZoneInfo = MOSCOW
    quiet: QuietHours = EVENING
    gaps: tuple[int, ...] = GAPS


RULES: Final = Rules()


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person chose: an hour of the day, a pause until a moment (UTC), or no reminders."""

    hour: int | None = None
    paused_until: int = 0
    off: bool = False


@dataclass(frozen=True, slots=True)
class Awaited:
    """How many wait on this person's next act, and since when the first of them (seconds, UTC)."""

    count: int = 0
    since: int = 0


NOBODY: Final = Awaited()


@dataclass(frozen=True, slots=True)
class Reminder:
    """What a journey's person is to be reminded of, and how often they were.

    `revision` is the journey's when it was set. `sent` counts the reminders of this reason, the
    last at `sent_at`. `due` is when the next one is (0: none is). `muted`: they want no more of it.
    `closed` is the revision of which all was said, or no more is to be said (`NEVER`: none), for
    the case that others wait in between.
    """

    journey_id: int
    person_id: int
    reason: Reason
    revision: int
    sent: int = 0
    due: int = 0
    sent_at: int = 0
    muted: bool = False
    closed: int = NEVER


@dataclass(frozen=True, slots=True)
class Almanac:
    """Everything that the time of a person's reminder depends on."""

    calendar: Calendar
    wish: Wish = Wish()
    gaps: tuple[int, ...] = GAPS

    def of(self, reason: Reason) -> tuple[int, ...]:
        """Return the days of all gaps of a reason; with the last of them it ends."""
        if reason is Reason.BLOCKING:
            return (1,) * BLOCKING_DAYS
        return STATUS_GAPS if reason is Reason.WAITING else self.gaps

    def after(self, base: int, days: int, seed: int) -> int:
        """Return the moment so many local days after `base` that suits this person; 0 for none."""
        if self.wish.off:
            return 0
        day = self.calendar.day(base) + dt.timedelta(days=days)
        minute = self.calendar.minute(base)
        if self.wish.paused_until:
            day = max(day, self.calendar.day(self.wish.paused_until))
        if self.wish.hour is not None:
            minute = self.wish.hour * MINUTE + seed % MINUTE
        return self.calendar.on(day, minute, seed) or 0


def reason_for(journey: Journey, awaited: Awaited) -> Reason | None:
    """Say why this journey's person may be written to; None where there is nothing to do."""
    if awaited.count:
        return Reason.BLOCKING
    state = walked_by(journey).state(journey.state)
    if state.kind is Kind.END:
        return None
    if state.kind is Kind.WAIT:
        return Reason.WAITING
    return Reason.STOPPED if journey.revision or journey.ticks else Reason.NOT_STARTED


def replan(
    old: Reminder | None,
    journey: Journey,
    awaited: Awaited,
    almanac: Almanac,
    now: int,
    *,
    acted: bool = False,
) -> Reminder | None:
    """Return the reminder of a journey as it stands now; None where nothing is left to remind of.

    What was set for the same reason and step stands, whatever others do. `acted`: the person did
    something themselves, so that a reminder of what they are busy with begins to count anew.
    """
    reason = reason_for(journey, awaited)
    if reason is None:
        return None
    if old is None:
        return _begun(old, journey, reason, almanac, now)
    if old.closed == journey.revision and Reason.BLOCKING is old.reason is not reason and not acted:
        return _closed(old, journey, reason)
    if reason is old.reason is Reason.BLOCKING and old.due:
        return replace(old, revision=journey.revision)
    if old.reason is Reason.ANSWERED and reason is not Reason.BLOCKING and not acted:
        reason = old.reason
    same = (old.reason, old.revision) == (reason, journey.revision)
    if same and (old.muted or not acted or reason not in _BUSY):
        return old
    return _begun(old, journey, reason, almanac, now)


_BUSY: Final = frozenset({Reason.STOPPED, Reason.NOT_STARTED, Reason.ANSWERED})
"""Reasons that somebody ends by what they do on the step itself."""


def answered(old: Reminder | None, journey: Journey, almanac: Almanac, now: int) -> Reminder:
    """Ask later whether the answer to their question helped."""
    return _begun(old, journey, Reason.ANSWERED, almanac, now)


def _closed(old: Reminder, journey: Journey, reason: Reason) -> Reminder:
    """Others wait no more: of the step itself it was said before that no more is said."""
    return replace(old, reason=reason, revision=journey.revision, due=0, muted=True)


def _begun(
    old: Reminder | None, journey: Journey, reason: Reason, almanac: Almanac, now: int
) -> Reminder:
    """Count anew: of this reason nothing was said yet."""
    sent_at = old.sent_at if old else 0
    closed = old.closed if old and reason is Reason.BLOCKING else NEVER
    state = walked_by(journey).state(journey.state)
    due = _first(journey, state, reason, almanac, now)
    return Reminder(
        journey.id, journey.person_id, reason, journey.revision, 0, due, sent_at, closed=closed
    )


def _first(journey: Journey, state: State, reason: Reason, almanac: Almanac, now: int) -> int:
    """Give the step the time that it takes, or the wait the time that answers take, and a gap."""
    (gap, *_) = almanac.of(reason)
    if reason is Reason.WAITING:
        usual = -(-state.minutes * MINUTE // DAY)
        return almanac.after(now, max(gap, usual), journey.id)
    takes = state.minutes * MINUTE if state.kind is Kind.STEP and reason is Reason.STOPPED else 0
    return almanac.after(now + takes, gap, journey.id)


def told(one: Reminder, almanac: Almanac, now: int) -> Reminder:
    """Count a reminder that went out at `now`, and set the next one, or none after the last.

    What was put off until later than that stays put off.
    """
    gaps = almanac.of(one.reason)
    sent = one.sent + 1
    due = 0
    if sent < len(gaps) and not one.muted:
        due = max(one.due, almanac.after(now, gaps[sent], one.journey_id))
    ended = sent >= len(gaps) and one.reason is not Reason.BLOCKING
    closed = one.revision if ended else one.closed
    return replace(one, sent=sent, due=due, sent_at=now, closed=closed)


def shown(one: Reminder, almanac: Almanac, now: int) -> Reminder:
    """Another message has just said the same: today that is enough, and it counts for none.

    Where all had been said, somebody asked once more: that is answered by it.
    """
    ended = one.sent >= len(almanac.of(one.reason))
    if one.muted or (ended and not one.due):
        return one
    due = 0 if ended else max(one.due, almanac.after(now, 1, one.journey_id))
    return replace(one, due=due, sent_at=now)


def is_last(one: Reminder, almanac: Almanac) -> bool:
    """Whether the next reminder of this reason is the last: it says so."""
    return one.sent + 1 >= len(almanac.of(one.reason))


def hurried(one: Reminder, almanac: Almanac, now: int) -> Reminder:
    """Somebody who waits asks: bring it forward, but not to a day on which it was said already."""
    calendar, wish = almanac.calendar, almanac.wish
    if wish.off:
        return one
    soon = calendar.next_open(max(now, wish.paused_until), one.journey_id) or 0
    if one.sent_at and calendar.day(soon) == calendar.day(one.sent_at):
        soon = almanac.after(now, 1, one.journey_id)
    return replace(one, due=min(soon, one.due or soon), muted=False)


def snoozed(one: Reminder, days: int, almanac: Almanac, now: int) -> Reminder:
    """Remind again after so many days; what was said so far counts."""
    return replace(
        one, due=almanac.after(now, days, one.journey_id), muted=False, closed=_open(one)
    )


def until_monday(almanac: Almanac, now: int) -> int:
    """Return the days until the next Monday."""
    return 7 - almanac.calendar.day(now).weekday()


def missed(one: Reminder, almanac: Almanac, now: int) -> Reminder:
    """Plan anew what nobody could be told for days, anywhere in the open hours of the next day."""
    calendar, wish = almanac.calendar, almanac.wish
    due = almanac.after(now, 1, one.journey_id)
    if due and wish.hour is None:
        due = calendar.spread(calendar.day(due), one.journey_id) or 0
    return replace(one, due=due)


def silenced(one: Reminder) -> Reminder:
    """Say no more of this step."""
    closed = one.closed if one.reason is Reason.BLOCKING else one.revision
    return replace(one, due=0, muted=True, closed=closed)


def _open(one: Reminder) -> int:
    """They want to hear of it again: of what is closed, if it is their own step."""
    return one.closed if one.reason is Reason.BLOCKING else NEVER


def again(one: Reminder, almanac: Almanac, now: int) -> Reminder:
    """Begin anew after it had ended or was put off for good."""
    gap = almanac.of(one.reason)[0]
    due = almanac.after(now, gap, one.journey_id)
    return replace(one, sent=0, due=due, muted=False, closed=_open(one))
