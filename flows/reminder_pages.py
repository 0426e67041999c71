"""What a reminder looks like: the next small thing, then help, then peace."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from flows.card import hat, message_of, step_rows
from flows.model import Journey, Kind, Role, State
from flows.reminders import Awaited, Reason
from flows.roles import walked_by
from flows.scene import Scene, header
from flows.screens import (
    MENU,
    TO_STEP,
    Arg,
    Button,
    Day,
    Days,
    Page,
    Paragraph,
    Row,
    Screen,
    Text,
    page,
    say,
    title,
)
from flows.summary import Summary, lines

ALL: Final = "all"
"""Stands for every journey of the person in a button that puts reminders off."""
HOUR: Final = 60
LONG: Final = 90
"""Minutes above which hours are said."""
HELPS: Final = 3
"""How many of a step's troubles a reminder offers to help with."""


@dataclass(frozen=True, slots=True)
class Nudge:
    """One thing to remind of. `first`, `last`: whether its reason is told the first, the last time.

    `awaited` wait on the person; `summary` is set instead of all that where the week is told.
    """

    journey: Journey
    reason: Reason
    scene: Scene
    awaited: Awaited
    first: bool = True
    last: bool = False
    summary: Summary | None = None


def reminder(one: Nudge, now: int) -> Screen:
    """Remind somebody of a step of their own."""
    journey, state = one.journey, _state(one)
    key = f"reminder-{one.reason}"
    minutes = _minutes(one)
    hours = round(minutes / HOUR) if minutes > LONG else 0
    args: dict[str, Arg] = {
        "step": _name(one),
        "minutes": minutes,
        "hours": hours,
        "left": _left(one),
    }
    if one.last:
        key = "reminder-last"
    elif not one.first and state.symptoms:
        key = "reminder-help"
    said = (Text(f"{key}.title", args, strong=True), Text(f"{key}.body", args))
    helps: tuple[Row, ...] = ()
    if not one.first and not one.last:
        helps = tuple(
            (page(f"entry-{one}.title", "symptom", one),) for one in state.symptoms[:HELPS]
        )
    rows = (*step_rows(journey, now, one.scene), *helps, *_foot(one))
    return Screen((_where(one), said), rows)


def _foot(one: Nudge) -> tuple[Row, ...]:
    help_ = (page("button-help", "help"),) if _state(one).symptoms else ()
    return ((page("reminder.go", "step"), *help_), *put_off(str(one.journey.id), last=one.last))


def put_off(number: str, *, last: bool) -> tuple[Row, ...]:
    """Offer to be reminded later, or no more; after the last one, to begin again."""
    if last:
        return ((page("reminder.again", "snooze", number, "again"),),)
    return (
        (
            page("reminder.tomorrow", "snooze", number, "1"),
            page("reminder.three", "snooze", number, "3"),
        ),
        (
            page("reminder.monday", "snooze", number, "monday"),
            page("reminder.never", "snooze", number, "never"),
        ),
    )


def noted(one: Nudge, now: int) -> Text:
    """Say over the card of a step, or the list of a school, why it comes just now."""
    if one.reason is Reason.WAITING:
        return say("reminder-waiting", last="yes" if one.last else "no", asked=_asks(one))
    about = "teachers" if one.journey.role is Role.ADMIN else "families"
    days = Days(one.awaited.since, now)
    key = f"reminder-blocking-{about}"
    return say(key, count=one.awaited.count, days=days, last="yes" if one.last else "no")


def _asks(one: Nudge) -> str:
    """Who reminds whoever is waited on: the bot where it can, else the person."""
    party = _state(one).waits_on
    return "bot" if one.scene.reachable else str(party)


def adding(screen: Screen, note: Text, one: Nudge) -> Screen:
    """Return a screen with the reason said first, and the ways to put it off last."""
    rows = (*screen.rows, *put_off(str(one.journey.id), last=one.last))
    return Screen(((note,), *screen.paragraphs), rows)


def digest(several: Sequence[Nudge], now: int) -> Screen:
    """Say several things in one message, the most useful first, each with its way."""
    head: Paragraph = (title("digest.title", count=len(several)),)
    said = [paragraph for one in several for paragraph in _briefly(one, now)]
    rows = tuple((_go(one),) for one in several)
    return Screen((head, *said), (*rows, *put_off(ALL, last=False), (TO_STEP, MENU)))


def elsewhere(one: Nudge, now: int) -> Screen:
    """Remind of a journey that the person does not walk just now: its step is a tap away."""
    go = (page("handed.go", "switch", str(one.journey.id)),)
    (where, *lines_), *more = _briefly(one, now)
    head: Paragraph = (replace(where, strong=True), *lines_)
    return Screen((head, *more), (go, *put_off(str(one.journey.id), last=one.last)))


def _briefly(one: Nudge, now: int) -> tuple[Paragraph, ...]:
    if one.summary:
        return lines(one.summary)
    if one.reason in {Reason.BLOCKING, Reason.WAITING}:
        return ((*_where(one), noted(one, now)),)
    key = _BRIEF.get(one.reason, "digest.step")
    last = (say("digest.last"),) if one.last else ()
    return ((*_where(one), say(key, step=_name(one)), *last),)


_BRIEF: Final = {Reason.NOT_STARTED: "digest.begin", Reason.ANSWERED: "digest.answered"}


def _go(one: Nudge) -> Button:
    """Lead to what the line is about."""
    waits = one.awaited.count and one.journey.role is Role.ADMIN
    does = Page("switch", str(one.journey.id))
    if waits:
        does = Page("desk", str(one.journey.school_id))
    elif one.summary and one.journey.role is Role.ADMIN:
        does = Page("school", str(one.journey.school_id))
    return Button(say("digest.go", where=header(hat(one.journey), one.scene)), does)


def _where(one: Nudge) -> Paragraph:
    return (header(hat(one.journey), one.scene),)


def _state(one: Nudge) -> State:
    return walked_by(one.journey).state(one.journey.state)


def _name(one: Nudge) -> Text:
    journey, state = one.journey, _state(one)
    return say(f"{message_of(journey, state)}.title", who=journey.variant or "none")


def _ahead(one: Nudge) -> list[State]:
    """Return the steps that are left, the present one first."""
    number = max(_state(one).number, 1)
    steps = (state for state in walked_by(one.journey).states if state.kind is Kind.STEP)
    return [state for state in steps if state.number >= number]


def _left(one: Nudge) -> int:
    return len(_ahead(one))


def _minutes(one: Nudge) -> int:
    return sum(state.minutes for state in _ahead(one))


def put_off_until(day: int | None) -> Screen:
    """Say when the next reminder comes (seconds, UTC); None: no more of this."""
    said = title("snoozed.until", day=Day(day)) if day else title("snoozed.never")
    return Screen(((said,),), ((TO_STEP, MENU),))
