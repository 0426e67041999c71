"""The day's reminder to one person: worded from how things stand, counted when it is out."""

from dataclasses import replace
from typing import Any, Final

import pytest

from bot.actions import nudges, reminding, sending
from bot.actions.letters import Answer, Later, Letter
from bot.actions.notices import compose
from bot.actions.view import View
from flows import Journey, Role
from flows.gallery import texts_of
from flows.reminders import BLOCKING_DAYS, GAPS, Reason, Reminder, Wish
from flows.screens import Days, Tap, Text, say
from storage import Notice, Tx
from tests.bot.invited import (
    ANNA,
    AT,
    BORIS,
    CHAT,
    DAY,
    FAMILY,
    HEAD,
    HOUR,
    MORNING,
    TEACHER,
    VERA,
    Village,
    keys,
    pages,
    visit,
    walks,
)

BLOCKING, ANSWERED, STOPPED, NOT_STARTED, WAITING = Reason
FIRST: Final = (("snooze", "1"), ("snooze", "3"), ("snooze", "monday"), ("snooze", "never"))


def ripen(tx: Tx, journey: Journey, reason: Reason, **more: Any) -> Reminder:
    """Let a journey's reminder be on its way."""
    one = Reminder(journey.id, journey.person_id, reason, journey.revision)
    one = replace(one, **more)
    tx.reminders.save(one)
    tx.reminders.ripen(journey.id, MORNING)
    return one


async def has(
    village: Village,
    reason: Reason = STOPPED,
    state: str = "create_profile",
    role: Role = TEACHER,
    *,
    person: int = ANNA,
    school: bool = False,
    variant: str = "",
    **more: Any,
) -> Journey:
    """Let somebody stand somewhere, with a reminder of it that is on its way."""

    def put(tx: Tx) -> Journey:
        where, klass = (village.school, village.klass) if school else (None, None)
        one = walks(tx, person, role, state, where, klass, variant)
        ripen(tx, one, reason, **more)
        return one

    return await village.run(put)


async def says(village: Village, person: int = ANNA, now: int = MORNING) -> Answer:
    row = Notice(1, person, reminding.KIND, 0, "", MORNING, MORNING, 0, 0, 1)
    return await village.run(lambda tx: compose(tx, visit(person, now), row))


async def shown(village: Village, person: int = ANNA, now: int = MORNING) -> View:
    answer = await says(village, person, now)
    assert isinstance(answer, Letter)
    assert (answer.reminds, answer.silent, answer.told, answer.again) == (True, False, None, None)
    return answer.view


async def settles(village: Village, person: int = ANNA, now: int = MORNING) -> None:
    await village.run(lambda tx: nudges.settle(tx, visit(person, now), person))


def taps(view: View) -> list[str]:
    """Return the ways of the step that the buttons take."""
    shown_ = (one.does for row in view.screen.rows for one in row)
    return [does.trigger for does in shown_ if isinstance(does, Tap)]


def put_off(view: View) -> list[tuple[str, str]]:
    return [(name, arg2) for name, _, arg2 in pages(view) if name == "snooze"]


# -- one thing -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reason", "sent", "key"),
    [
        (NOT_STARTED, 0, "reminder-not_started"),
        (STOPPED, 0, "reminder-stopped"),
        (ANSWERED, 0, "reminder-answered"),
        (STOPPED, 1, "reminder-help"),
        (ANSWERED, 2, "reminder-help"),
        (STOPPED, len(GAPS) - 1, "reminder-last"),
    ],
)
async def test_words_differ_by_reason_and_attempt(
    village: Village, reason: Reason, sent: int, key: str
) -> None:
    """The next small thing, then help, then peace; the step's own button is always there."""
    journey = await has(village, reason, sent=sent)
    if reason is NOT_STARTED:
        await village.run(lambda tx: tx.journeys.save(replace(journey, revision=0)))
    view = await shown(village)
    assert any(one.startswith(key) for one in keys(view))
    assert "done" in taps(view)
    symptoms = [arg for name, arg, _ in pages(view) if name == "symptom"]
    assert bool(symptoms) == (key == "reminder-help")
    assert len(symptoms) <= 3
    again = [("snooze", "again")]
    assert put_off(view) == (again if key == "reminder-last" else list(FIRST))
    assert view.stored


async def test_a_step_that_never_makes_trouble_offers_no_help_with_it(village: Village) -> None:
    await has(village, STOPPED, "case", Role.ADMIN, sent=1)
    view = await shown(village)
    assert any(one.startswith("reminder-stopped") for one in keys(view))


async def test_a_hat_that_is_not_worn_is_a_tap_away(village: Village) -> None:
    """No button of a step that is not walked just now would do anything."""
    journey = await has(village)
    await village.run(lambda tx: walks(tx, ANNA, FAMILY, "install", variant="parent"))
    view = await shown(village)
    assert taps(view) == []
    assert pages(view)[0] == ("switch", str(journey.id), "")
    assert put_off(view) == list(FIRST)
    assert "digest.step" in keys(view)


async def test_an_administrator_is_shown_the_list_of_those_who_wait(village: Village) -> None:
    await village.applies(BORIS, village.klass, at=MORNING - 2 * DAY)
    await village.applies(VERA, at=MORNING - DAY)
    (one,) = await village.blocking(HEAD)
    await village.run(lambda tx: tx.reminders.ripen(one.journey_id, MORNING))
    view = await shown(village, HEAD)
    days = Days(MORNING - 2 * DAY, MORNING)
    said = say("reminder-blocking-teachers", count=2, days=days, last="no")
    assert view.screen.paragraphs[0] == (said,)
    assert ("waiting", str(village.school), "") in pages(view)
    assert (view.desk, put_off(view)) == (village.school, list(FIRST))


async def test_a_teacher_is_shown_the_card_with_what_is_awaited(village: Village) -> None:
    """Also one who is done with all the steps."""
    teacher = await village.teaches(VERA, "finished")

    def put(tx: Tx) -> None:
        for number, person in enumerate((ANNA, BORIS)):
            one = walks(tx, person, FAMILY, "await_link", village.school, village.klass, "parent")
            tx.journeys.save(replace(one, since=MORNING - DAY - number))
        ripen(tx, teacher, BLOCKING, sent=19)

    await village.run(put)
    view = await shown(village, VERA)
    days = Days(MORNING - DAY - 1, MORNING)
    said = say("reminder-blocking-families", count=2, days=days, last="yes")
    assert view.screen.paragraphs[0] == (said,)
    assert ("chat", "", "") in pages(view)
    assert put_off(view) == [("snooze", "again")]


@pytest.mark.parametrize(
    ("role", "state", "school", "asked"),
    [
        (Role.ADMIN, "await_support", False, "support"),
        (TEACHER, "await_acceptance", False, "admin"),
        (TEACHER, "await_acceptance", True, "bot"),
        (FAMILY, "await_link", False, "teacher"),
    ],
)
async def test_whoever_waits_hears_how_things_stand(
    village: Village, role: Role, state: str, *, school: bool, asked: str
) -> None:
    """Calmly, and whether there is anything to do but wait."""
    await has(
        village, WAITING, state, role, school=school, variant="" if role != FAMILY else "parent"
    )
    view = await shown(village)
    assert view.screen.paragraphs[0] == (say("reminder-waiting", last="no", asked=asked),)
    assert "done" in taps(view)


# -- several things --------------------------------------------------------------------------------


async def test_several_things_become_one_message(village: Village) -> None:
    """The most useful first, each with its way; later is later for all of them."""
    waiting = await has(village, WAITING, "await_support", Role.ADMIN)
    stopped = await has(village, STOPPED)
    begun = await has(village, NOT_STARTED, "install", FAMILY, variant="parent")
    await village.run(lambda tx: tx.journeys.save(replace(begun, revision=0)))
    view = await shown(village)
    (title, *_) = texts_of(view.screen)
    assert (title.key, title.args["count"], title.strong) == ("digest.title", 3, True)
    ways = [page for page in pages(view) if page[0] == "switch"]
    assert ways == [("switch", str(one.id), "") for one in (stopped, begun, waiting)]
    assert put_off(view) == list(FIRST)
    assert {arg for name, arg, _ in pages(view) if name == "snooze"} == {"all"}


async def test_who_waits_on_an_administrator_leads_to_their_list(village: Village) -> None:
    await village.applies(BORIS)

    def put(tx: Tx) -> None:
        ripen(tx, walks(tx, HEAD, TEACHER, "create_profile"), STOPPED)
        tx.reminders.ripen(tx.journeys.at_school(HEAD, village.school, Role.ADMIN)[0].id, MORNING)

    await village.run(put)
    view = await shown(village, HEAD)
    assert pages(view)[0] == ("desk", str(village.school), "")
    assert view.desk is None


@pytest.mark.parametrize("last", [False, True])
async def test_a_summary_says_who_waits_but_not_that_it_was_said_the_last_time(
    village: Village, *, last: bool
) -> None:
    await village.applies(BORIS)
    sent = BLOCKING_DAYS - 1 if last else 3

    def put(tx: Tx) -> None:
        (journey,) = tx.journeys.at_school(HEAD, village.school, Role.ADMIN)
        ripen(tx, journey, BLOCKING, sent=sent)
        tx.summaries.begin(journey.id, HEAD, MORNING, "")
        tx.summaries.ripen(journey.id, MORNING)

    await village.run(put)
    view = await shown(village, HEAD)
    assert "awaited-teachers" in keys(view)
    assert ("reminder-blocking-teachers" in keys(view)) == last
    assert ("digest.title" in keys(view)) == last


# -- what has changed meanwhile --------------------------------------------------------------------


async def test_what_was_done_meanwhile_is_not_reminded_of(village: Village) -> None:
    """It is planned anew for what is to be done now; none of it moves anybody."""
    journey = await has(village, STOPPED)
    moved = replace(journey, state="await_acceptance", revision=9)
    await village.run(lambda tx: tx.journeys.save(moved))
    assert await says(village) is None
    one = await village.reminder(journey.id)
    assert (one.reason, one.revision, one.sent, one.due) == (WAITING, 9, 0, MORNING + 7 * DAY)
    assert await village.run(lambda tx: tx.reminders.ripe(ANNA)) == []
    assert await village.current(ANNA) == moved


async def test_whoever_is_done_hears_nothing(village: Village) -> None:
    journey = await has(village, STOPPED)
    await village.run(lambda tx: tx.journeys.save(replace(journey, state="finished")))
    assert await says(village) is None
    assert await village.run(lambda tx: tx.reminders.get(journey.id)) is None


async def test_an_answer_to_a_step_that_is_done_is_not_asked_about(village: Village) -> None:
    journey = await has(village, ANSWERED)
    await village.run(lambda tx: tx.journeys.save(replace(journey, revision=9)))
    assert await says(village) is None


async def test_where_nobody_waits_any_more_the_blocker_is_left_alone(village: Village) -> None:
    await village.teaches(VERA, "create_chat")
    journey = await village.current(VERA)
    await village.run(lambda tx: ripen(tx, journey, BLOCKING))
    assert await says(village, VERA) is None
    assert (await village.reminder(journey.id)).reason is STOPPED


async def test_a_chat_that_came_meanwhile_is_not_asked_for(village: Village) -> None:
    """Also where somebody of the class says that they have no link."""
    await village.gives_chat()
    journey = await village.current(VERA)

    def put(tx: Tx) -> None:
        walks(tx, BORIS, FAMILY, "await_link", village.school, village.klass, "parent")
        ripen(tx, journey, BLOCKING)

    await village.run(put)
    assert await says(village, VERA) is None
    assert await village.blocking(VERA) == []


async def test_of_several_only_what_is_still_so_is_said(village: Village) -> None:
    first = await has(village, STOPPED)
    second = await has(village, STOPPED)
    await village.run(lambda tx: tx.journeys.save(replace(first, state="finished")))
    view = await shown(village)
    assert "digest.title" not in keys(view)
    assert f"{second.id}" in {arg for name, arg, _ in pages(view) if name == "snooze"}


async def test_nothing_ripe_or_a_person_who_is_gone_says_nothing(village: Village) -> None:
    assert await says(village) is None
    assert await says(village, 999) is None
    await settles(village, 999)


# -- when ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "wish", "reminded", "at"),
    [
        (AT, Wish(), 0, AT + 8 * HOUR),
        (MORNING + 11 * HOUR, Wish(), 0, MORNING + DAY),
        (MORNING + 3 * DAY, Wish(), 0, MORNING + 5 * DAY),
        (MORNING, Wish(), MORNING - 60, MORNING + DAY),
        (MORNING, Wish(paused_until=MORNING + 2 * DAY), 0, MORNING + 2 * DAY),
    ],
)
async def test_at_a_bad_moment_it_waits_for_a_better_one(
    village: Village, now: int, wish: Wish, reminded: int, at: int
) -> None:
    """The network was away till the evening, or they chose to be left alone meanwhile."""
    journey = await has(village)

    def choose(tx: Tx) -> None:
        tx.persons.set_wish(ANNA, wish)
        tx.persons.reminded(ANNA, reminded)

    await village.run(choose)
    answer = await says(village, now=now)
    assert isinstance(answer, Later)
    assert answer.at > now
    assert abs(answer.at - at) < 2 * HOUR
    assert await village.run(lambda tx: [one.journey_id for one in tx.reminders.ripe(ANNA)]) == [
        journey.id
    ]


async def test_whoever_switched_them_off_meanwhile_hears_nothing(village: Village) -> None:
    await has(village)
    await village.run(lambda tx: tx.persons.set_wish(ANNA, Wish(off=True)))
    assert await says(village) is None


async def test_what_waits_is_taken_when_its_time_has_come(village: Village) -> None:
    """Through the outbox, as it really is: put off by `take`, then said."""
    await has(village)

    def put(tx: Tx) -> Notice:
        tx.outbox.put(ANNA, reminding.KIND, 0, AT)
        (row,) = tx.outbox.due(AT, 9)
        return row

    row = await village.run(put)
    assert await village.run(lambda tx: sending.take(tx, visit(ANNA, AT), row)) is None
    (later,) = await village.run(lambda tx: tx.outbox.due(MORNING, 9))
    assert (later.due_at - AT) // HOUR == 7
    assert await village.run(lambda tx: sending.take(tx, visit(ANNA, MORNING), later))


# -- settled ---------------------------------------------------------------------------------------


async def test_what_is_out_is_counted_and_the_next_one_planned(village: Village) -> None:
    """All that was in the message, nothing else of theirs."""
    first = await has(village, STOPPED, sent=1)
    second = await has(village, WAITING, "await_support", Role.ADMIN)
    third = await has(village, STOPPED, due=MORNING + DAY)
    await village.run(lambda tx: tx.reminders.save(Reminder(third.id, ANNA, STOPPED, 3, due=5)))
    await settles(village)
    one, two = await village.reminder(first.id), await village.reminder(second.id)
    assert (one.sent, one.sent_at, one.due) == (2, MORNING, MORNING + 7 * DAY)
    assert (two.sent, two.sent_at, two.due) == (1, MORNING, MORNING + 14 * DAY)
    assert (await village.reminder(third.id)).sent == 0
    person = await village.run(lambda tx: tx.persons.get(ANNA))
    assert person is not None
    assert person.reminded_at == MORNING
    assert await village.run(lambda tx: tx.reminders.ripe(ANNA)) == []


async def test_after_the_last_one_it_is_over(village: Village) -> None:
    journey = await has(village, STOPPED, sent=len(GAPS) - 1)
    await settles(village)
    assert (await village.reminder(journey.id)).due == 0
    await village.run(lambda tx: reminding.ripen(tx, visit(0, MORNING + 300 * DAY), 9))
    assert await village.told(ANNA) == []


async def test_a_whole_chain_of_reminders_goes_out_and_ends(village: Village) -> None:
    """From the step to the last word, as the loop does it: 1, 3, 7, 14 days, and then peace."""
    await village.run(lambda tx: walks(tx, ANNA, TEACHER, "apply"))
    await village.taps(ANNA, "back", MORNING)
    said: list[tuple[int, set[str]]] = []
    for day in range(120):
        for hour in range(24):
            now = MORNING + day * DAY + hour * HOUR + 600
            said += [(day, keys(one.view)) for one in await village.reminded(ANNA, now)]
    days = [day for day, _ in said]
    # Wednesday 15 November; each gap ends on a working day.
    assert days == [1, 5, 12, 26]
    last = [any(key.startswith("reminder-last") for key in keys_) for _, keys_ in said]
    assert last == [False, False, False, True]


async def test_no_reminder_moves_anybody(village: Village) -> None:
    await village.applies(BORIS)
    await has(village)
    await has(village, WAITING, "await_support", Role.ADMIN)
    before = await village.run(lambda tx: tx.execute("SELECT * FROM journeys", {}).fetchall())
    records = await village.run(lambda tx: tx.execute("SELECT * FROM progress", {}).fetchall())
    for person in (ANNA, HEAD, BORIS):
        await village.reminded(person, MORNING + 3 * HOUR)
    after = await village.run(lambda tx: tx.execute("SELECT * FROM journeys", {}).fetchall())
    assert after == before
    assert (
        await village.run(lambda tx: tx.execute("SELECT * FROM progress", {}).fetchall()) == records
    )


async def test_a_link_stands_in_no_text_of_a_reminder(village: Village) -> None:
    """It is a button of the step, for whoever it is meant for."""
    await village.gives_chat()
    await has(village, STOPPED, "join_chat", FAMILY, school=True, variant="parent")
    view = await shown(village)
    words = [arg for text in texts_of(view.screen) for arg in text.args.values()]
    assert CHAT not in words
    assert Text("link-handed-family") in [one.text for row in view.screen.rows for one in row]
