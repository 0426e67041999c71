"""What a person chooses about reminders: by buttons, by a typed day, and on a reminder itself."""

from dataclasses import replace
from typing import Any, Final

import pytest

from bot.actions import reminding, wishes
from bot.actions.answers import answered
from bot.actions.view import View, present
from flows import Journey, wish_pages
from flows.gallery import texts_of
from flows.reminders import Reason, Reminder, Wish
from flows.screens import Day, Text, say
from storage import Person, Tx
from tests.bot.invited import (
    ADMIN,
    ANNA,
    AT,
    BORIS,
    DAY,
    HEAD,
    HOUR,
    MORNING,
    TEACHER,
    Village,
    keys,
    note,
    pages,
    visit,
    walks,
)
from tests.flows.test_calendar import shown

NEW: Final = 5_000_000_099
STOPPED: Final = Reason.STOPPED


async def walking(village: Village, person: int = ANNA, **more: Any) -> Journey:
    """Let somebody walk alone, with a reminder that is due in three days."""

    def put(tx: Tx) -> Journey:
        one = walks(tx, person, TEACHER, "create_profile")
        reminder = Reminder(one.id, person, STOPPED, one.revision, due=MORNING + 5 * DAY)
        tx.reminders.save(replace(reminder, **more))
        return one

    return await village.run(put)


async def person(village: Village, number: int = ANNA) -> Person:
    found = await village.run(lambda tx: tx.persons.get(number))
    assert found is not None
    return found


async def wish(village: Village, what: str, number: int = ANNA) -> View:
    return await village.do(number, wishes.wish(what), MORNING)


async def due(village: Village, journey: Journey) -> str:
    one = await village.reminder(journey.id)
    return shown(one.due)[:16] if one.due else ""


async def snoozes(village: Village, journey: object, when: str, number: int = ANNA) -> View:
    return await village.do(number, wishes.snooze(str(journey), when), MORNING)


# -- chosen by a button ----------------------------------------------------------------------------


async def test_an_hour_is_kept_and_what_is_pending_moves_to_it(village: Village) -> None:
    journey = await walking(village)
    view = await wish(village, "hour-17")
    assert view.note == Text("note-wish")
    assert say("wishes.hour", hour=17) in list(texts_of(view.screen))
    assert (await person(village)).wish == Wish(17)
    assert await due(village, journey) == "2023-11-20 17:04"
    await wish(village, "hour-any")
    assert (await person(village)).wish == Wish()


async def test_a_pause_is_kept_and_taken_back(village: Village) -> None:
    journey = await walking(village)
    view = await wish(village, "pause-7")
    until = MORNING + 7 * DAY
    assert say("wishes.paused", day=Day(until)) in list(texts_of(view.screen))
    assert (await person(village)).wish == Wish(paused_until=until)
    assert await due(village, journey) == "2023-11-22 10:13"
    view = await wish(village, "resume")
    assert "wishes.paused" not in keys(view)
    assert await due(village, journey) == "2023-11-16 10:13"


async def test_off_is_off_until_it_is_on_again(village: Village) -> None:
    """And then it all begins anew, an hour that was wished for with it."""
    journey = await walking(village, sent=3, sent_at=AT)
    await wish(village, "hour-12")
    view = await wish(village, "off")
    assert "wishes.off" in keys(view)
    assert await due(village, journey) == ""
    await village.run(lambda tx: reminding.plan(tx, visit(ANNA, MORNING), journey, acted=True))
    assert await due(village, journey) == "", "whatever they do meanwhile"
    await wish(village, "on")
    one = await village.reminder(journey.id)
    assert (one.sent, shown(one.due)[:16]) == (0, "2023-11-16 12:04")


@pytest.mark.parametrize(
    "what",
    [
        *("", "pause", "pause-", "pause-8", "pause--7", "pause-7-7", "hour-", "hour-24", "hour-8"),
        *("hour-08", "hour-21", "hour-x", "on-1x", "forget", "off ", "hour-\u0661\u0660"),
    ],
)
async def test_a_forged_choice_changes_nothing(village: Village, what: str) -> None:
    journey = await walking(village)
    before = await person(village)
    view = await wish(village, what)
    if not what.startswith("on"):
        assert note(view) == "note-no_button"
    assert await person(village) == before
    assert (await village.reminder(journey.id)).due == MORNING + 5 * DAY


async def test_the_page_shows_what_is_next_and_who_may_do_more(village: Village) -> None:
    await walking(village)
    view = await village.do(ANNA, wishes.shown(wish_pages.reminders), MORNING)
    assert say("wishes.next", day=Day(MORNING + 5 * DAY)) in list(texts_of(view.screen))
    assert not any(name in {"summaries", "breaks"} for name, *_ in pages(view))
    operator = replace(visit(BORIS, MORNING), operators=(BORIS,))
    seen = await village.run(lambda tx: wishes.shown(wish_pages.reminders)(tx, operator))
    assert ("breaks", "all", "") in pages(seen)


async def test_whoever_gets_summaries_can_do_without(village: Village) -> None:
    (mine,) = await village.journeys(HEAD)
    await village.run(lambda tx: reminding.plan(tx, visit(HEAD, MORNING), mine))
    view = await village.do(HEAD, wishes.summaries("off"), MORNING)
    assert (note(view), ("summaries", "on", "") in pages(view)) == ("note-wish", True)
    view = await village.do(HEAD, wishes.summaries("on"), MORNING)
    assert ("summaries", "off", "") in pages(view)


async def test_a_stranger_chooses_nothing(village: Village) -> None:
    actions = [
        wishes.shown(wish_pages.reminders),
        wishes.shown(wish_pages.hours),
        wishes.wish("off"),
        wishes.pause,
        wishes.summaries("off"),
        wishes.snooze("1", "1"),
    ]
    for action in actions:
        view = await village.do(NEW, action)
        assert (note(view), view.stored) == ("note-not_started", False)
    assert await village.run(lambda tx: tx.persons.get(NEW)) is None


# -- typed -----------------------------------------------------------------------------------------


async def types(village: Village, text: str, now: int = MORNING) -> View:
    await village.do(ANNA, wishes.pause, MORNING)
    return await village.do(ANNA, answered(text, "", present), now)


async def test_a_day_that_is_typed_ends_the_pause(village: Village) -> None:
    """On that day reminders come again, and the question is answered."""
    journey = await walking(village)
    view = await types(village, "до 1 декабря")
    until = (await person(village)).paused_until
    assert say("wishes.paused", day=Day(until)) in list(texts_of(view.screen))
    assert shown(until)[:10] == "2023-12-01"
    assert await due(village, journey) == "2023-12-01 10:13"
    assert await village.run(lambda tx: tx.asks.get(ANNA)) is None

    def ripen(tx: Tx) -> list[int]:
        tx.reminders.save(replace(_of(journey), due=MORNING + 16 * DAY))
        reminding.ripen(tx, visit(0, MORNING + 16 * DAY), 9)
        return [one.journey_id for one in tx.reminders.ripe(ANNA)]

    assert await village.run(ripen) == [journey.id]


def _of(journey: Journey) -> Reminder:
    return Reminder(journey.id, journey.person_id, STOPPED, journey.revision)


@pytest.mark.parametrize(
    "text", ["15 ноября", "сегодня", "через неделю", "15 января 2020", "1 мая – 9 мая", "31.02"]
)
async def test_what_is_no_coming_day_is_asked_for_again(village: Village, text: str) -> None:
    """Today is none either: a pause until today would be no pause."""
    view = await types(village, text)
    assert (note(view), "pause.title" in keys(view)) == ("note-no_day", True)
    assert (await person(village)).paused_until == 0
    assert await village.run(lambda tx: tx.asks.get(ANNA)) is not None
    assert "wishes.paused" in keys(await village.do(ANNA, answered("1.12", "", present), MORNING))


async def test_tomorrow_is_that_of_the_school(village: Village) -> None:
    """At 22:13 UTC it is the next day in Kostroma: that one is today."""
    await village.run(lambda tx: walks(tx, ANNA, TEACHER, "install", village.school))
    await village.do(ANNA, wishes.pause, AT)
    view = await village.do(ANNA, answered("15 ноября", "", present), AT)
    assert note(view) == "note-no_day"
    view = await village.do(ANNA, answered("16 ноября", "", present), AT)
    assert note(view) == "note-wish"


# -- on a reminder ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("when", "then"),
    [
        ("1", "2023-11-16 10:13"),
        ("3", "2023-11-20 10:13"),  # Saturday, so Monday
        ("monday", "2023-11-20 10:13"),
        ("again", "2023-11-16 10:13"),
        ("never", ""),
    ],
)
async def test_a_reminder_is_put_off(village: Village, when: str, then: str) -> None:
    journey = await walking(village, sent=2, sent_at=MORNING - HOUR)
    view = await snoozes(village, journey.id, when)
    one = await village.reminder(journey.id)
    assert await due(village, journey) == then
    assert (one.muted, one.sent) == (when == "never", 0 if when == "again" else 2)
    said = texts_of(view.screen)
    key = "snoozed.until" if then else "snoozed.never"
    assert {text.key: text.args for text in said}[key] == ({"day": Day(one.due)} if then else {})


async def test_never_is_about_this_step_only(village: Village) -> None:
    journey = await walking(village)
    await snoozes(village, journey.id, "never")
    await village.taps(ANNA, "back", MORNING)
    assert await due(village, journey) == "2023-11-16 10:18"


@pytest.mark.parametrize("when", ["", "2", "7", "-1", "tuesday", "0", "once"])
async def test_a_forged_delay_changes_nothing(village: Village, when: str) -> None:
    journey = await walking(village)
    assert note(await snoozes(village, journey.id, when)) == "note-stale"
    assert (await village.reminder(journey.id)).due == MORNING + 5 * DAY


@pytest.mark.parametrize("which", ["", "x", "999999", "all", "-1", "99999999999999999999"])
async def test_a_forged_journey_is_nobodys(village: Village, which: str) -> None:
    """Also `all`, where nothing was told yet."""
    journey = await walking(village)
    assert note(await snoozes(village, which, "never")) == "note-stale"
    assert not (await village.reminder(journey.id)).muted


async def test_another_persons_reminder_is_not_touched(village: Village) -> None:
    journey = await walking(village, BORIS)
    await walking(village)
    for which in (journey.id, "all"):
        assert note(await snoozes(village, which, "never")) == "note-stale"
    assert (await village.reminder(journey.id)).due == MORNING + 5 * DAY


async def test_later_for_all_is_for_all_that_the_message_spoke_of(village: Village) -> None:
    """Not for what was put off for good, ended long ago, or is due in weeks."""
    told = {"sent": 1, "sent_at": MORNING - HOUR}
    first = await walking(village, **told)
    second = await walking(village, **told, due=0)
    muted = await walking(village, sent=1, sent_at=AT, due=0, muted=True)
    later = await walking(village, due=MORNING + 12 * DAY)
    await village.run(lambda tx: tx.persons.reminded(ANNA, MORNING - HOUR))
    view = await snoozes(village, "all", "1")
    assert [text.args["day"] for text in texts_of(view.screen) if text.args] == [Day(MORNING + DAY)]
    for journey in (first, second):
        assert await due(village, journey) == "2023-11-16 10:13"
    one = await village.reminder(muted.id)
    assert (one.muted, one.due) == (True, 0)
    assert await due(village, later) == "2023-11-27 10:13"
    await snoozes(village, "all", "never")
    assert [(await village.reminder(one.id)).muted for one in (first, second, later)] == [
        True,
        True,
        False,
    ]


async def test_who_has_them_off_and_taps_an_old_one_is_told_that_none_comes(
    village: Village,
) -> None:
    journey = await walking(village)
    await wish(village, "off")
    assert "snoozed.never" in keys(await snoozes(village, journey.id, "1"))
    assert await due(village, journey) == ""


async def test_a_reminder_that_is_gone_is_old(village: Village) -> None:
    journey = await walking(village)
    await village.run(lambda tx: tx.reminders.drop(journey.id))
    assert note(await snoozes(village, journey.id, "1")) == "note-stale"


async def test_the_blockers_list_is_put_off_and_stays_so(village: Village) -> None:
    """Another application comes with the list and a sound, as news do, and reminds of nothing."""
    await village.applies(ANNA, at=MORNING - DAY)
    await village.news(HEAD, MORNING - DAY)
    (one,) = await village.blocking(HEAD)
    await snoozes(village, one.journey_id, "monday", HEAD)
    await village.applies(BORIS, at=MORNING + HOUR)
    (letter,) = await village.news(HEAD, MORNING + HOUR)
    assert not letter.reminds
    (after,) = await village.blocking(HEAD)
    assert shown(after.due)[:10] == "2023-11-20"
    assert await village.standing(HEAD, ADMIN) == "head"
