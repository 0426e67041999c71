"""What a person can choose about reminders, and the school holidays that nobody is reminded in."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from flows.operator.quiet import note
from flows.reminders import Wish
from flows.screens import (
    MENU,
    TO_STEP,
    Button,
    Day,
    Page,
    Paragraph,
    Row,
    Screen,
    Text,
    page,
    say,
    title,
)

A_ROW: Final = 4
ANY: Final = "any"
PAUSES: Final = (("week", "7"), ("two_weeks", "14"), ("month", "30"))
"""Texts and days of the pauses that are one tap away."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody chose, as a page shows it.

    `open_hours` is when anybody is written to, `next_due` when this person is (seconds, UTC; 0:
    nothing is pending). `summaries`: None for whoever gets none, else whether they are wanted.
    `muted_until`: an operator has stopped the reminders of the present step, and why.
    `days_off`: the widest place whose days off an operator may set (`all`, or a region, `r16`).
    """

    wish: Wish
    now: int
    open_hours: tuple[int, ...]
    next_due: int = 0
    summaries: bool | None = None
    days_off: str = ""
    muted_until: int = 0
    muted_why: str = ""

    @property
    def paused(self) -> bool:
        return self.wish.paused_until > self.now


def reminders(of: Wishes) -> Screen:
    """Show what is chosen, and every choice."""
    quiet = (note(of.muted_until, of.muted_why),) if of.muted_until else ()
    head: Paragraph = (title("wishes.title"), *_lines(of), *quiet)
    return Screen((head,), (*_choices(of), (page("button-back", "settings"), TO_STEP)))


def _lines(of: Wishes) -> Paragraph:
    if of.wish.off:
        return (say("wishes.off"),)
    first, last = of.open_hours[0], of.open_hours[-1] + 1
    hour = say("wishes.any", first=first, last=last)
    if of.wish.hour is not None:
        hour = say("wishes.hour", hour=of.wish.hour)
    when = say("wishes.paused", day=Day(of.wish.paused_until)) if of.paused else None
    next_ = say("wishes.next", day=Day(of.next_due)) if of.next_due and not of.paused else None
    return tuple(one for one in (say("wishes.on"), hour, when, next_) if one)


def _choices(of: Wishes) -> tuple[Row, ...]:
    rows: list[Row] = []
    if of.wish.off:
        rows.append((page("wishes.turn_on", "wish", "on"),))
    else:
        rows.append((page("wishes.hours", "hours"),))
        rows.append((page("wishes.resume", "wish", "resume") if of.paused else _pause(),))
        rows.append((page("wishes.turn_off", "wish", "off"),))
    if of.summaries is not None:
        key, arg = ("no_summary", "off") if of.summaries else ("summary", "on")
        rows.append((page(f"wishes.{key}", "summaries", arg),))
    if of.days_off:
        rows.append((page("wishes.breaks", "breaks", of.days_off),))
    return tuple(rows)


def _pause() -> Button:
    return page("wishes.pause", "pause")


def hours(of: Wishes) -> Screen:
    """Let somebody choose the hour of the day."""
    buttons = [_hour(of, hour) for hour in of.open_hours]
    grid = tuple(tuple(buttons[at : at + A_ROW]) for at in range(0, len(buttons), A_ROW))
    any_ = (page("wishes.any_hour", "wish", f"hour-{ANY}"),)
    body: Paragraph = (title("hours.title"), Text("hours.body"))
    return Screen((body,), (*grid, any_, (page("button-back", "reminders"), TO_STEP)))


def _hour(of: Wishes, hour: int) -> Button:
    key = "hours.chosen" if of.wish.hour == hour else "hours.hour"
    return Button(say(key, hour=hour), Page("wish", f"hour-{hour}"))


def pause() -> Screen:
    """Let somebody choose how long to be left in peace; a day may be typed."""
    rows = tuple((page(f"pause.{key}", "wish", f"pause-{days}"),) for key, days in PAUSES)
    body: Paragraph = (title("pause.title"), Text("pause.body"))
    return Screen((body,), (*rows, (page("button-back", "reminders"), TO_STEP)))


@dataclass(frozen=True, slots=True)
class DaysOff:
    """Days off of a school, a region or everybody, each with its id; `to` names it in buttons.

    `where` is the name of the school or region ("" for everybody); `all`: the reader may set
    everybody's too.
    """

    to: str
    where: str
    listed: Sequence[tuple[int, int, int]]
    """Id, and the moments (seconds, UTC) at which the first and the last day begin."""
    all: bool = True


def days_off(of: DaysOff) -> Screen:
    """Show the holidays in which nobody is reminded; a tap takes one back."""
    where = say("breaks.where", where=of.where) if of.where else say("breaks.everybody")
    body: Paragraph = (title("breaks.title"), where, say("breaks.body", count=len(of.listed)))
    rows = tuple((_remove(of, *one),) for one in of.listed)
    add = (page("breaks.add", "add_break", of.to),)
    region: tuple[Row, ...] = ()
    if of.to == "all":
        region = ((page("breaks.region", "break_region"),),)
    return Screen((body,), (*rows, add, *region, _back(of)))


def _remove(of: DaysOff, number: int, begins: int, ends: int) -> Button:
    span = say("breaks.span", begins=Day(begins), ends=Day(ends))
    if begins == ends:
        span = say("breaks.day", day=Day(begins))
    return Button(say("breaks.remove", span=span), Page("drop_break", of.to, str(number)))


def _back(of: DaysOff) -> Row:
    if of.to.isdecimal():
        return (page("button-back", "school", of.to), TO_STEP)
    if of.to != "all" and of.all:
        return (page("button-back", "breaks", "all"), TO_STEP)
    return (page("button-back", "reminders"), TO_STEP)


def ask_days() -> Screen:
    """Ask for the days, to be typed."""
    body: Paragraph = (title("breaks-ask.title"), Text("breaks-ask.body"))
    return Screen((body,), ((TO_STEP, MENU),))


def ask_region() -> Screen:
    """An operator types the region whose day off it is."""
    body: Paragraph = (title("breaks-region.title"), Text("breaks-region.body"))
    return Screen((body,), ((TO_STEP, MENU),))


def moment(day: dt.date) -> int:
    """Return a moment that is this day in every zone of the country: from UTC+2 to UTC+12."""
    return int(dt.datetime.combine(day, dt.time(9), tzinfo=dt.UTC).timestamp())
