"""A reminder is planned where its reason arises, and ripens when it may be sent: once a day."""

import datetime as dt
from dataclasses import replace
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest

from bot.actions import arrive, chats, desk, hurrying, reminding, sending
from bot.actions.walk import start
from flows import Journey, Role
from flows.calendar import QuietHours
from flows.days_off import Break
from flows.reminders import RULES, Reason, Reminder, Rules, Wish
from storage import Identity, Priority, Tx
from tests.bot.invited import (
    ANNA,
    AT,
    BORIS,
    CHAT,
    DAY,
    DEPUTY,
    FAMILY,
    HEAD,
    HOUR,
    MORNING,
    TEACHER,
    VERA,
    Village,
    visit,
    walks,
)
from tests.flows.test_calendar import shown
from tests.support.waiting import waiting

FRIDAY: Final = MORNING + 2 * DAY
BLOCKING, ANSWERED, STOPPED, NOT_STARTED, WAITING = Reason


async def walking(village: Village, person: int = ANNA, due: int = MORNING) -> Journey:
    """Let somebody walk alone, with a reminder that is due then."""

    def put(tx: Tx) -> Journey:
        one = walks(tx, person, TEACHER, "create_profile")
        tx.reminders.save(Reminder(one.id, person, STOPPED, one.revision, due=due))
        return one

    return await village.run(put)


async def wishes(village: Village, person: int = ANNA, **wish: Any) -> None:
    await village.run(lambda tx: tx.persons.set_wish(person, Wish(**wish)))


async def reminded_at(village: Village, at: int, person: int = ANNA) -> None:
    await village.run(lambda tx: tx.persons.reminded(person, at))


async def ripens(village: Village, now: int, most: int = 100, rules: Rules = RULES) -> int:
    by = replace(visit(0, now), rules=rules)
    return await village.run(lambda tx: reminding.ripen(tx, by, most))


async def ripe(village: Village, person: int = ANNA) -> list[int]:
    found = await village.run(lambda tx: tx.reminders.ripe(person))
    return [one.journey_id for one in found]


async def due_of(village: Village, journey: Journey, zone: str = "Europe/Moscow") -> str:
    """Return when a journey's reminder comes, "" for never."""
    one = await village.reminder(journey.id)
    return shown(one.due, zone)[:16] if one.due else ""


async def reason_of(village: Village, person: int) -> Reason:
    return (await village.reminder((await village.current(person)).id)).reason


# -- planned ---------------------------------------------------------------------------------------


async def test_a_journey_has_its_reminder_from_its_first_moment(village: Village) -> None:
    await village.do(ANNA, start("teacher", ""), MORNING)
    one = await village.reminder((await village.current(ANNA)).id)
    assert (one.reason, one.sent, one.due) == (NOT_STARTED, 0, MORNING + DAY)
    await village.taps(ANNA, "done", MORNING + HOUR)
    after = await village.reminder(one.journey_id)
    assert (after.reason, after.due) == (STOPPED, MORNING + HOUR + DAY + 5 * 60)
    assert after.revision == 1


async def test_whoever_is_done_is_reminded_of_nothing(village: Village) -> None:
    journey = await village.run(lambda tx: walks(tx, ANNA, TEACHER, "create_chat"))
    await village.taps(ANNA, "done", MORNING)
    assert await village.run(lambda tx: tx.reminders.get(journey.id)) is None
    await village.taps(ANNA, "back", MORNING)
    assert await reason_of(village, ANNA) is STOPPED


async def test_an_application_is_the_administrators_and_the_teacher_waits(
    village: Village,
) -> None:
    """Everybody who runs the school is told, until nobody waits any more."""
    await village.applies(ANNA, at=MORNING)
    assert await reason_of(village, ANNA) is WAITING
    for person in (HEAD, DEPUTY):
        assert await reason_of(village, person) is BLOCKING
    await village.do(HEAD, desk.accept(str((await village.row(ANNA)).id)), MORNING)
    for person in (HEAD, DEPUTY, ANNA):
        assert await reason_of(village, person) is STOPPED


async def test_a_familys_wait_is_its_teachers(village: Village) -> None:
    """From when the family waits until the link is there."""
    await village.teaches(VERA, "finished")

    def waits(tx: Tx) -> None:
        walks(tx, ANNA, FAMILY, "create_profile", village.school, village.klass, "parent")

    await village.run(waits)
    await village.taps(ANNA, "done", MORNING)
    assert (await village.current(ANNA)).state == "await_link"
    assert len(await village.blocking(VERA)) == 1
    await village.taps(ANNA, "back", MORNING)
    assert await village.blocking(VERA) == []


async def test_whoever_has_left_the_school_is_not_waited_on_there(village: Village) -> None:
    await village.applies(ANNA, at=MORNING)
    await village.taps(DEPUTY, "leave", MORNING)
    assert await village.blocking(DEPUTY) == []
    assert len(await village.blocking(HEAD)) == 1


async def test_whoever_is_forgotten_waits_no_more_and_has_nothing_planned(
    village: Village,
) -> None:
    one = await village.applies(ANNA, at=MORNING)
    await village.do(ANNA, arrive.forget("now"), MORNING)
    assert await village.blocking(HEAD) == await village.blocking(DEPUTY) == []
    assert await village.run(lambda tx: tx.reminders.get(one.id)) is None
    await village.run(lambda tx: reminding.plan(tx, visit(ANNA, MORNING), one))
    assert await village.run(lambda tx: tx.reminders.get(one.id)) is None


async def test_whoever_cannot_be_reached_has_nothing_pending(village: Village) -> None:
    journey = await walking(village)
    await village.run(lambda tx: sending.lost(tx, visit(ANNA, AT), ANNA))
    await village.run(lambda tx: reminding.plan(tx, visit(ANNA, AT), journey, acted=True))
    assert await due_of(village, journey) == ""
    await village.run(lambda tx: sending.back(tx, visit(ANNA, MORNING)))
    assert await due_of(village, journey) == "2023-11-16 10:18"


async def test_a_large_school_costs_an_application_what_a_small_one_does(
    village: Village,
) -> None:
    """Nobody reads every teacher to remind an administrator of them."""
    counts = []
    for number in range(61):
        await village.applies(5_100_000_000 + number, village.klass, at=MORNING)
        if number in {0, 60}:
            counts.append(await statements(village))
    small, large = counts
    assert small == large <= 31  # one of them asks whether an operator has stopped it


async def statements(village: Village) -> int:
    """Count what planning for a school's administrators, and ripening, asks of the database."""

    def count(tx: Tx) -> int:
        asked = 0

        def execute(sql: str, params: Any = {}) -> Any:  # noqa: B006 - as `Execute` has it
            nonlocal asked
            asked += 1
            return tx.execute(sql, params)

        counted = Tx(execute)
        reminding.administrators(counted, visit(0, MORNING), village.school)
        (one,) = tx.journeys.at_school(HEAD, village.school, Role.ADMIN)
        tx.reminders.save(replace(_of(one, MORNING), reason=BLOCKING))
        reminding.ripen(counted, visit(0, MORNING), 1)
        return asked

    return await village.run(count)


async def test_a_class_without_teachers_or_a_school_without_any_tells_nobody(
    village: Village,
) -> None:
    def ask(tx: Tx) -> None:
        hurrying.ask_teachers(tx, visit(0, MORNING), 999)
        hurrying.ask_teachers(tx, visit(0, MORNING), village.klass)
        hurrying.ask_administrators(tx, visit(0, MORNING), 999)
        hurrying.ask_administrators(tx, visit(0, MORNING), village.school)

    await village.run(ask)
    for person in (HEAD, DEPUTY):
        assert await village.blocking(person) == []


# -- where and when --------------------------------------------------------------------------------


async def test_the_clock_is_that_of_the_school(village: Village) -> None:
    """At ten in Kostroma it is five in the afternoon in Vladivostok, and evening in Kamchatka."""

    def put(tx: Tx) -> list[Journey]:
        made = []
        for person, code, place in ((ANNA, "25", "Находка"), (BORIS, "41", "Вилючинск")):
            school = tx.schools.add(Identity(code, place, "Школа", "", place, "школа"), AT)
            assert school is not None
            tx.staff.join(person, school.id, TEACHER, "joined", AT)
            one = walks(tx, person, TEACHER, "create_profile", school.id)
            reminding.plan(tx, visit(person, MORNING), one, acted=True)
            made.append(one)
        return made

    east, farthest = await village.run(put)
    assert await due_of(village, east, "Asia/Vladivostok") == "2023-11-16 17:18"
    assert await due_of(village, farthest, "Asia/Kamchatka") == "2023-11-16 19:18"


async def test_without_a_school_it_is_the_clock_of_the_house(village: Village) -> None:
    journey = await walking(village)
    rules = Rules(ZoneInfo("Asia/Omsk"), QuietHours(20, 9), (2,))
    by = replace(visit(ANNA, MORNING), rules=rules)
    await village.run(lambda tx: reminding.plan(tx, by, journey, acted=True))
    assert await due_of(village, journey, "Asia/Omsk") == "2023-11-17 13:18"


async def test_school_holidays_are_left_out(village: Village) -> None:
    """The school's own, its region's, everybody's; not another school's."""
    thursday = dt.date(2023, 11, 16)

    def put(tx: Tx) -> Journey:
        tx.breaks.add(Break(thursday, thursday), school_id=village.school)
        tx.breaks.add(Break(dt.date(2023, 11, 17), dt.date(2023, 11, 17)), "44")
        tx.breaks.add(Break(dt.date(2023, 11, 20), dt.date(2023, 11, 20)))
        tx.breaks.add(Break(dt.date(2023, 11, 21), dt.date(2023, 11, 30)), school_id=village.other)
        one = walks(tx, ANNA, TEACHER, "create_profile", village.school)
        reminding.plan(tx, visit(ANNA, MORNING), one, acted=True)
        return one

    assert await due_of(village, await village.run(put)) == "2023-11-21 10:18"


# -- ripening --------------------------------------------------------------------------------------


async def test_what_is_due_goes_into_the_outbox_once(village: Village) -> None:
    journey = await walking(village)
    assert await ripens(village, MORNING - 1) == 0
    assert await ripens(village, MORNING) == 1
    assert await ripe(village) == [journey.id]
    (row,) = await village.run(waiting)
    assert (row.person_id, row.kind, row.priority) == (ANNA, reminding.KIND, Priority.REMINDER)
    assert await ripens(village, MORNING) == 0


async def test_at_night_on_days_off_and_in_a_pause_nothing_ripens(village: Village) -> None:
    """It is set to the next moment that is right: its first open hour, or the wished one."""
    journey = await walking(village, due=AT)
    assert await ripens(village, AT) == 1
    assert (await ripe(village), await due_of(village, journey)) == ([], "2023-11-15 09:04")
    journey = await walking(village, BORIS, due=FRIDAY + DAY)
    await ripens(village, FRIDAY + DAY)
    assert await due_of(village, journey) == "2023-11-20 09:05"
    await wishes(village, BORIS, hour=15)
    await village.run(lambda tx: tx.reminders.save(_of(journey, FRIDAY + 2 * DAY)))
    await ripens(village, FRIDAY + 2 * DAY)
    assert await due_of(village, journey) == "2023-11-20 15:05"
    await wishes(village, BORIS, paused_until=FRIDAY + 5 * DAY)
    await village.run(lambda tx: tx.reminders.save(_of(journey, FRIDAY + 3 * DAY)))
    await ripens(village, FRIDAY + 3 * DAY)
    assert await due_of(village, journey) == "2023-11-22 10:13"
    assert await ripe(village, BORIS) == []


def _of(journey: Journey, due: int, **more: Any) -> Reminder:
    one = Reminder(journey.id, journey.person_id, STOPPED, journey.revision, due=due)
    return replace(one, **more)


async def test_whoever_wishes_for_an_hour_and_is_up_at_night_waits_until_the_morning(
    village: Village,
) -> None:
    """Not until an hour of the same day that is over."""
    siesta = replace(RULES, quiet=QuietHours(13, 17))
    journey = await walking(village, due=MORNING + 4 * HOUR)
    await wishes(village, hour=10)
    await ripens(village, MORNING + 4 * HOUR, rules=siesta)
    assert await due_of(village, journey) == "2023-11-15 17:04"


async def test_on_the_day_that_a_pause_ends_reminders_come(village: Village) -> None:
    """A typed day is kept as its noon, or so: whatever hour it is, that day counts."""
    journey = await walking(village)
    await wishes(village, paused_until=MORNING + 2 * HOUR)
    await ripens(village, MORNING)
    assert await ripe(village) == [journey.id]


async def test_nothing_is_reminded_of_twice_a_day(village: Village) -> None:
    """From local midnight to midnight, whatever has come in between."""
    journey = await walking(village)
    await reminded_at(village, AT)
    await ripens(village, MORNING)
    assert (await ripe(village), await due_of(village, journey)) == ([], "2023-11-16 10:13")
    await reminded_at(village, AT - 2 * HOUR)  # yesterday, at eleven in the evening
    await village.run(lambda tx: tx.reminders.save(_of(journey, MORNING)))
    await ripens(village, MORNING)
    assert await ripe(village) == [journey.id]


async def test_while_one_is_on_its_way_another_waits_for_tomorrow(village: Village) -> None:
    await walking(village)
    await ripens(village, MORNING)
    (row,) = await village.run(waiting)
    assert await village.run(lambda tx: tx.outbox.claim(row, MORNING))
    other = await walking(village, due=MORNING + 60)
    await ripens(village, MORNING + 60)
    assert await due_of(village, other) == "2023-11-16 10:14"
    assert len(await ripe(village)) == 1


async def test_what_would_come_later_that_day_comes_along(village: Village) -> None:
    """What is due tomorrow does not, nor what was put off for good."""
    first = await walking(village)
    second = await walking(village, due=MORNING + 9 * HOUR)
    third = await walking(village, due=MORNING + DAY)
    await ripens(village, MORNING)
    assert await ripe(village) == [first.id, second.id]
    assert await due_of(village, third) == "2023-11-16 10:13"
    assert len(await village.run(waiting)) == 1


async def test_what_everybody_missed_is_planned_anew(village: Village) -> None:
    """After a day and more of silence; a few hours late is only late."""
    journey = await walking(village, due=MORNING - DAY - 1)
    other = await walking(village, BORIS, due=MORNING - DAY)
    await ripens(village, MORNING)
    assert await ripe(village, ANNA) == []
    assert await ripe(village, BORIS) == [other.id]
    assert (await due_of(village, journey))[:10] == "2023-11-16"


async def test_no_more_people_are_seen_to_at_once_than_asked_for(village: Village) -> None:
    for person in (ANNA, BORIS, VERA):
        await walking(village, person)
    assert await ripens(village, MORNING, 2) == 2
    assert await ripens(village, MORNING, 2) == 1
    assert await ripens(village, MORNING, 2) == 0


@pytest.mark.parametrize("wish", [{}, {"hour": 10}, {"hour": 22}, {"off": True}])
async def test_whatever_ripens_is_due_no_more(village: Village, wish: dict[str, Any]) -> None:
    """At any hour of a week: what stayed due would be looked at for ever."""
    journey = await walking(village)
    await wishes(village, **wish)
    for hour in range(24 * 7):
        now = AT + hour * HOUR
        for late in (0, 2 * DAY):
            await village.run(lambda tx, at=now - late: tx.reminders.save(_of(journey, at)))  # type: ignore[misc]
            await ripens(village, now)
            due = (await village.reminder(journey.id)).due
            assert due == 0 or due > now, (hour, late)


async def test_whoever_switched_them_off_is_not_reminded(village: Village) -> None:
    journey = await walking(village)
    await wishes(village, off=True)
    await ripens(village, MORNING)
    assert (await ripe(village), await due_of(village, journey)) == ([], "")


# -- told, anew, retimed ---------------------------------------------------------------------------


async def test_whoever_was_shown_the_list_is_not_told_of_it_today(village: Village) -> None:
    await village.applies(ANNA, at=MORNING)
    (letter,) = await village.news(HEAD, MORNING)
    assert not letter.reminds
    (one,) = await village.blocking(HEAD)
    assert (one.sent, one.sent_at, one.due) == (0, MORNING, MORNING + DAY)
    person = await village.run(lambda tx: tx.persons.get(HEAD))
    assert person is not None
    assert person.reminded_at == 0, "a hand-off is no reminder: another may come"


async def test_being_shown_the_list_changes_no_other_reminder(village: Village) -> None:
    """Nobody waits any more, or they have never begun: there is nothing to count."""
    head = await village.run(lambda tx: tx.persons.get(HEAD))
    assert head is not None
    before = await village.run(lambda tx: tx.reminders.of(HEAD))
    await village.run(lambda tx: reminding.told(tx, visit(HEAD, MORNING), head, village.school))
    await village.run(lambda tx: reminding.told(tx, visit(HEAD, MORNING), head, 999))
    assert await village.run(lambda tx: tx.reminders.of(HEAD)) == before


async def test_a_chosen_hour_moves_what_is_pending_on_its_day(village: Village) -> None:
    """What is due today is moved to tomorrow: the hour may be over."""
    first = await walking(village, due=MORNING + 3 * DAY)
    second = await walking(village, due=MORNING + HOUR)
    ended = await walking(village, due=0)
    await wishes(village, hour=18)
    await retimes(village, Wish())
    assert await due_of(village, first) == "2023-11-20 18:04"  # Saturday, so Monday
    assert await due_of(village, second) == "2023-11-16 18:05"
    assert await due_of(village, ended) == ""


async def retimes(village: Village, before: Wish, now: int = MORNING) -> None:
    def run(tx: Tx) -> None:
        person = tx.persons.get(ANNA)
        assert person is not None
        reminding.retimed(tx, visit(ANNA, now), person, before)

    await village.run(run)


async def test_a_pause_moves_what_would_come_in_it(village: Village) -> None:
    first = await walking(village, due=MORNING + DAY)
    second = await walking(village, due=MORNING + 14 * DAY)
    await wishes(village, paused_until=MORNING + 7 * DAY)
    await retimes(village, Wish())
    assert await due_of(village, first) == "2023-11-22 10:13"
    assert await due_of(village, second) == "2023-11-29 10:13"


@pytest.mark.parametrize(("until", "then"), [(0, "16"), (MORNING + 2 * DAY, "17")])
async def test_a_pause_that_is_taken_back_frees_what_it_held(
    village: Village, until: int, then: str
) -> None:
    """What had been planned beyond it stays there."""
    first = await walking(village, due=MORNING + 7 * DAY)
    second = await walking(village, due=MORNING + 14 * DAY)
    await wishes(village, paused_until=until)
    await retimes(village, Wish(paused_until=MORNING + 7 * DAY))
    assert await due_of(village, first) == f"2023-11-{then} 10:13"
    assert await due_of(village, second) == "2023-11-29 10:13"


async def test_whoever_wants_them_again_has_everything_planned_anew(village: Village) -> None:
    journey = await walking(village)
    await village.run(lambda tx: tx.reminders.save(_of(journey, 0, sent=4, muted=True)))
    person = await village.run(lambda tx: tx.persons.get(ANNA))
    assert person is not None
    await village.run(lambda tx: reminding.anew(tx, visit(ANNA, MORNING), person))
    one = await village.reminder(journey.id)
    assert (one.sent, one.muted, one.due) == (0, False, MORNING + DAY + 5 * 60)


async def test_a_chat_that_is_given_ends_the_waiting_for_it(village: Village) -> None:
    def waits(tx: Tx) -> None:
        walks(tx, BORIS, FAMILY, "create_profile", village.school, village.klass, "parent")

    await village.teaches(VERA, "create_chat")
    await village.teaches(ANNA, "create_chat")
    await village.run(waits)
    await village.taps(BORIS, "done", MORNING)
    assert await village.blocking(VERA)
    assert await village.blocking(ANNA)

    def give(tx: Tx) -> None:
        person, journey = tx.persons.get(VERA), tx.journeys.current(VERA)
        assert person is not None
        assert journey is not None
        chats.pasted(tx, visit(VERA, MORNING), person, journey, CHAT)

    await village.run(give)
    assert await village.blocking(VERA) == await village.blocking(ANNA) == []
    assert await reason_of(village, BORIS) is STOPPED
