"""The screens of reminders, summaries and the choices about them, to check their texts."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Final

from flows import wish_pages
from flows.activity import Meter
from flows.card import card, hat
from flows.gallery_chain import AT, NOW, SCENES
from flows.model import Journey, Kind, Role
from flows.reminder_pages import Nudge, adding, digest, elsewhere, noted, put_off_until, reminder
from flows.reminders import Awaited, Reason, Wish
from flows.roles import walked_by
from flows.scene import NOWHERE, Scene, header
from flows.screens import Screen
from flows.summary import Summary, Week, summary
from flows.wish_pages import DaysOff, Wishes

SOME: Final = Awaited(7, AT)
TIMES: Final = ((True, False), (False, False), (False, True))
"""First, in between, last."""
REASONS: Final = {
    Kind.QUESTION: (Reason.NOT_STARTED, Reason.STOPPED, Reason.ANSWERED),
    Kind.STEP: (Reason.NOT_STARTED, Reason.STOPPED, Reason.ANSWERED),
    Kind.WAIT: (Reason.WAITING,),
    Kind.END: (),
}


def reminder_screens(walkers: tuple[Journey, ...]) -> Iterator[Screen]:
    """Draw every reminder of these journeys, alone and together."""
    for journey in walkers:
        for one in _nudges(journey):
            yield elsewhere(one, NOW)
            yield digest((one, replace(one, first=True)), NOW)
            if one.reason in {Reason.WAITING, Reason.BLOCKING}:
                yield adding(card(journey, NOW, one.scene), noted(one, NOW), one)
            else:
                yield reminder(one, NOW)
    yield from _weeks(walkers)
    yield put_off_until(NOW)
    yield put_off_until(None)
    yield from _choices()


def _nudges(journey: Journey) -> Iterator[Nudge]:
    state = walked_by(journey).state(journey.state)
    reasons = list(REASONS[state.kind])
    if journey.role is not Role.FAMILY:
        reasons.append(Reason.BLOCKING)
    for reason, (first, last) in product(reasons, TIMES):
        for scene in (NOWHERE, *SCENES[journey.role][:1]):
            awaited = SOME if reason is Reason.BLOCKING else Awaited()
            yield Nudge(journey, reason, scene, awaited, first=first, last=last)


def _weeks(walkers: tuple[Journey, ...]) -> Iterator[Screen]:
    full = Week(accepted=5, waiting=2, classes=4, chats=3, opened=30, joined=20)
    meter = Meter(signed_in=True, filled_in=True, accepted=1, needed=3)
    scene = Scene("Школа № 5", "7Б")
    for role in (Role.ADMIN, Role.TEACHER):
        journey = next(one for one in walkers if one.role is role)
        where = header(hat(journey), scene)
        for now in (full, replace(full, waiting=0), Week()):
            week = Summary(
                journey, where, now, Week(accepted=3), AT, meter if role is Role.ADMIN else None
            )
            yield summary(week)
            yield digest([Nudge(journey, Reason.WAITING, scene, Awaited(), summary=week)] * 2, NOW)


def _choices() -> Iterator[Screen]:
    hours = tuple(range(9, 20))
    for wish in (Wish(), Wish(10), Wish(paused_until=NOW + 99), Wish(off=True)):
        for summaries, days_off in ((None, ""), (True, "all"), (False, "r16")):
            of = Wishes(wish, NOW, hours, NOW, summaries=summaries, days_off=days_off)
            yield wish_pages.reminders(replace(of, muted_until=NOW, muted_why="Перенос сроков"))
            yield wish_pages.reminders(of)
            yield wish_pages.hours(of)
    yield wish_pages.pause()
    yield wish_pages.ask_days()
    yield wish_pages.ask_region()
    some = ((1, NOW, NOW), (9_999_999_999, NOW, NOW + 9 * 86_400))
    for to, where in (("all", ""), ("r16", "Республика Татарстан"), ("9999999999", "Школа № 5")):
        yield wish_pages.days_off(DaysOff(to, where, some))
        yield wish_pages.days_off(DaysOff(to, where, ()))
