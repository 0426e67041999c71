"""The week in numbers: on Monday morning, to whoever answers for a school or a class."""

from dataclasses import replace
from typing import Any, Final

import pytest

from bot.actions import desk, nudges, reminding, summing
from bot.actions.letters import Letter
from bot.actions.view import View
from bot.actions.wishes import summaries, wish
from flows.gallery import texts_of
from flows.notice import NOTICE
from flows.reminders import Reason, Reminder, Wish
from flows.screens import Day
from flows.summary import Week
from storage import Identity, SummaryRow, Tx
from tests.bot.invited import (
    ADMIN,
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
    OTHER_HEAD,
    TEACHER,
    VERA,
    Village,
    keys,
    pages,
    visit,
    walks,
)
from tests.flows.test_calendar import shown

MONDAY: Final = MORNING + 5 * DAY - HOUR  # 20 November, 9:13
EARLY: Final = MONDAY - 9 * HOUR


async def begins(village: Village, person: int = HEAD, now: int = MORNING) -> SummaryRow:
    """Let somebody's plans be looked at, which begins their summaries."""

    def plan(tx: Tx) -> SummaryRow:
        for journey in tx.journeys.of(person):
            reminding.plan(tx, visit(person, now), journey)
        (row,) = tx.summaries.of(person)
        return row

    return await village.run(plan)


async def row_of(village: Village, person: int = HEAD) -> SummaryRow:
    (row,) = await village.run(lambda tx: tx.summaries.of(person))
    return row


async def quiet(village: Village) -> None:
    """Let nobody have reminders of anything else."""
    await village.run(lambda tx: tx.execute("UPDATE reminders SET due_at = 0", {}))


async def comes(village: Village, person: int = HEAD, now: int = MONDAY) -> list[View]:
    await quiet(village)
    return [one.view for one in await village.reminded(person, now)]


def counts(view: View) -> dict[str, tuple[object, object]]:
    """Return each number that is told, with what it grew by."""
    found = (text for text in texts_of(view.screen) if text.key.startswith("summary-"))
    return {
        text.key.removeprefix("summary-"): (text.args["count"], text.args["more"]) for text in found
    }


async def family(village: Village, person: int, state: str, klass: int | None = None) -> None:
    where = (village.school, klass or village.klass)
    await village.run(lambda tx: walks(tx, person, FAMILY, state, *where, "parent"))


# -- who and when ----------------------------------------------------------------------------------


async def test_whoever_runs_a_school_is_told_from_the_next_monday_on(village: Village) -> None:
    """What there is already is no news: it is what the first week is held against."""
    await village.teaches(ANNA)
    for person in (HEAD, DEPUTY):
        row = await begins(village, person)
        assert shown(row.due_at)[:14] == "2023-11-20 09:"
        assert Week.read(row.seen) == Week(accepted=1, classes=2)


async def test_a_teacher_is_told_of_their_class_once_they_belong(village: Village) -> None:
    await village.applies(ANNA, village.klass, at=MORNING)
    assert await village.run(lambda tx: tx.summaries.of(ANNA)) == []
    await village.do(HEAD, desk.accept(str((await village.row(ANNA)).id)), MORNING)
    row = await row_of(village, ANNA)
    assert shown(row.due_at)[:10] == "2023-11-20"
    assert Week.read(row.seen) == Week()


async def test_nobody_else_is_told_anything(village: Village) -> None:
    """Families, those who wait, who have no class, ask to administrate, or walk alone."""

    def put(tx: Tx) -> None:
        tx.staff.join(ANNA, village.school, TEACHER, "accepted", AT)
        tx.staff.join(BORIS, village.school, ADMIN, "claim", AT)
        mine = [
            walks(tx, ANNA, TEACHER, "create_chat", village.school),
            walks(tx, ANNA, FAMILY, "finished", village.school, village.klass, "parent"),
            walks(tx, BORIS, ADMIN, "sign_in", village.school),
            walks(tx, BORIS, TEACHER, "apply", village.school, village.klass),
            walks(tx, VERA, ADMIN, "sign_in"),
        ]
        for one in mine:
            reminding.plan(tx, visit(one.person_id, MORNING), one)

    await village.run(put)
    for person in (ANNA, BORIS, VERA):
        assert await village.run(lambda tx, one=person: tx.summaries.of(one)) == []  # type: ignore[misc]


async def test_monday_morning_is_that_of_the_school(village: Village) -> None:
    def put(tx: Tx) -> SummaryRow:
        far = tx.schools.add(Identity("41", "Вилючинск", "Школа", "", "в", "ш"), AT)
        assert far is not None
        tx.staff.join(VERA, far.id, ADMIN, "head", AT)
        reminding.plan(tx, visit(VERA, MORNING), walks(tx, VERA, ADMIN, "sign_in", far.id))
        return tx.summaries.of(VERA)[0]

    row = await village.run(put)
    assert shown(row.due_at, "Asia/Kamchatka")[:14] == "2023-11-20 09:"


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (MORNING, "2023-11-20"),
        (MORNING + 4 * DAY, "2023-11-20"),
        (MONDAY, "2023-11-27"),
        (EARLY, "2023-11-27"),
        (MORNING + 41 * DAY, "2024-01-09"),  # 1 and 8 January are holidays
    ],
)
async def test_a_monday_off_gives_way_to_the_next_working_day(
    village: Village, now: int, day: str
) -> None:
    row = await begins(village, now=now)
    assert shown(row.due_at)[:10] == day


async def test_a_wished_hour_holds_for_summaries_too(village: Village) -> None:
    await village.run(lambda tx: tx.persons.set_wish(HEAD, Wish(16)))
    assert shown((await begins(village)).due_at)[:14] == "2023-11-20 16:"


# -- what it says ----------------------------------------------------------------------------------


async def test_an_administrator_hears_what_came_of_the_week(village: Village) -> None:
    """Numbers with what they grew by; of families only numbers; and the way to it all."""
    await village.teaches(ANNA)
    await family(village, BORIS, "install")
    await begins(village)
    await village.teaches(VERA, klass=village.next_class)
    assert await village.run(lambda tx: tx.classes.set_chat(VERA, village.next_class, CHAT, AT))
    for number, state in enumerate(("finished", "finished", "join_chat")):
        person = 5_200_000_000 + number
        await village.run(
            lambda tx, one=person: tx.persons.agree(one, language="ru", at=AT, notice=NOTICE)  # type: ignore[misc]
        )
        await family(village, person, state)
    (view,) = await comes(village)
    assert counts(view) == {
        "accepted": (2, 1),
        "classes": (2, 0),
        "chats": (1, 1),
        "opened": (4, 3),
        "joined": (2, 2),
    }
    assert ("school", str(village.school), "") in pages(view)
    assert ("summaries", "off", "") in pages(view)
    assert ("desk", str(village.school), "") not in pages(view)
    assert "meter-teachers" in keys(view)


async def test_a_teacher_hears_of_their_class_alone(village: Village) -> None:
    await village.teaches(ANNA)
    await begins(village, ANNA)
    await family(village, BORIS, "finished")
    await family(village, VERA, "finished", village.next_class)
    (view,) = await comes(village, ANNA)
    assert counts(view) == {"opened": (1, 1), "joined": (1, 1)}
    assert "meter-teachers" not in keys(view)


async def test_whoever_waits_is_named_again(village: Village) -> None:
    """Also in a week in which nothing else has changed."""
    await village.applies(ANNA, at=MORNING)
    await begins(village)
    (view,) = await comes(village)
    (waits,) = [text for text in texts_of(view.screen) if text.key == "awaited-teachers"]
    assert (waits.args["count"], waits.args["day"]) == (1, Day(MORNING))
    assert pages(view)[0] == ("desk", str(village.school), "")
    (again,) = await comes(village, now=MONDAY + 7 * DAY)
    assert pages(again)[0] == ("desk", str(village.school), "")


async def test_a_teacher_hears_who_waits_for_the_chat(village: Village) -> None:
    await village.teaches(ANNA, "create_chat")
    await begins(village, ANNA)
    await family(village, BORIS, "await_link")
    (view,) = await comes(village, ANNA)
    assert "awaited-families" in keys(view)
    assert pages(view)[0] == ("chat", "", "")


async def test_who_has_no_link_where_there_is_one_waits_for_nobody(village: Village) -> None:
    """They said that theirs was dead: the teacher has given one all the same."""
    await village.gives_chat()
    await begins(village, VERA)
    await family(village, BORIS, "await_link")
    (view,) = await comes(village, VERA)
    assert "awaited-families" not in keys(view)
    assert await comes(village, VERA, MONDAY + 7 * DAY) == []


async def test_a_week_without_news_is_silent(village: Village) -> None:
    """The next one is looked at on the next Monday."""
    await begins(village)
    assert await comes(village) == []
    assert shown((await row_of(village)).due_at)[:10] == "2023-11-27"
    await village.teaches(ANNA)
    (view,) = await comes(village, now=MONDAY + 7 * DAY)
    assert counts(view)["accepted"] == (1, 1)


async def test_what_was_told_is_told_once(village: Village) -> None:
    await begins(village)
    await village.teaches(ANNA)
    assert len(await comes(village)) == 1
    row = await row_of(village)
    assert Week.read(row.seen) == Week(accepted=1, classes=2)
    assert shown(row.due_at)[:10] == "2023-11-27"
    assert await comes(village, now=MONDAY + HOUR) == []
    assert await comes(village, now=MONDAY + 7 * DAY) == []


async def test_what_shrank_is_told_without_a_plus(village: Village) -> None:
    await village.teaches(ANNA)
    await village.teaches(BORIS)
    await begins(village)
    await village.run(lambda tx: tx.staff.leave(ANNA, village.school, TEACHER))
    (view,) = await comes(village)
    assert counts(view)["accepted"] == (1, 0)


# -- who is not told -------------------------------------------------------------------------------


async def test_whoever_wants_none_hears_none(village: Village) -> None:
    await begins(village)
    await village.do(HEAD, summaries("off"), MORNING)
    await village.teaches(ANNA)
    assert await comes(village) == []
    await village.do(HEAD, summaries("on"), MORNING + 6 * DAY)
    (view,) = await comes(village, now=MONDAY + 7 * DAY)
    assert counts(view)["accepted"] == (1, 1), "what was not told is news still"


async def test_whoever_runs_the_school_no_more_hears_nothing_of_it(village: Village) -> None:
    await begins(village)
    await village.teaches(ANNA)
    await village.run(lambda tx: tx.staff.leave(HEAD, village.school, ADMIN))
    assert await comes(village) == []
    assert await village.run(lambda tx: tx.summaries.of(HEAD)) == []


async def test_whoever_stops_to_run_it_while_it_is_on_its_way_hears_nothing(
    village: Village,
) -> None:
    row = await begins(village)
    await village.teaches(ANNA)
    await village.run(lambda tx: tx.summaries.ripen(row.journey_id, MONDAY))
    await village.run(lambda tx: tx.staff.leave(HEAD, village.school, ADMIN))
    person = await village.run(lambda tx: tx.persons.get(HEAD))
    assert person is not None
    notice: Any = None
    found = await village.run(lambda tx: nudges.compose(tx, visit(HEAD, MONDAY), person, notice))
    assert found is None
    assert await village.run(lambda tx: tx.summaries.of(HEAD)) == []


async def test_who_switched_reminders_off_gets_no_summary_either(village: Village) -> None:
    await begins(village)
    await village.teaches(ANNA)
    await village.run(lambda tx: tx.persons.set_wish(HEAD, Wish(off=True)))
    assert await comes(village) == []
    assert (await row_of(village)).due_at == 0


async def test_another_school_is_not_told_of(village: Village) -> None:
    await begins(village, OTHER_HEAD)
    await village.teaches(ANNA)
    assert await comes(village, OTHER_HEAD) == []


# -- with other things -----------------------------------------------------------------------------


async def test_a_summary_that_was_missed_waits_for_the_next_monday(village: Village) -> None:
    await begins(village)
    await village.teaches(ANNA)
    assert await comes(village, now=MONDAY + DAY + HOUR) == []
    assert shown((await row_of(village)).due_at)[:10] == "2023-11-27"
    (view,) = await comes(village, now=MONDAY + 7 * DAY)
    assert counts(view)["accepted"] == (1, 1)


async def test_on_a_monday_on_which_they_were_reminded_it_comes_on_tuesday(
    village: Village,
) -> None:
    await begins(village)
    await village.teaches(ANNA)
    await village.run(lambda tx: tx.persons.reminded(HEAD, EARLY + HOUR))
    assert await comes(village) == []
    assert shown((await row_of(village)).due_at)[:10] == "2023-11-21"


async def test_a_reminder_of_the_same_day_comes_with_the_summary(village: Village) -> None:
    """The list of those who wait is in it already: it is not said twice."""
    await village.applies(ANNA, at=MORNING)
    await village.hush()
    await begins(village)
    (blocking,) = await village.blocking(HEAD)

    def due(tx: Tx) -> None:
        tx.execute("UPDATE reminders SET due_at = 0", {})
        tx.reminders.save(replace(blocking, due=MONDAY - 300))

    await village.run(due)
    (letter,) = await village.reminded(HEAD, MONDAY - 300)
    assert letter.reminds
    assert "summary.title" in keys(letter.view)
    assert "reminder-blocking-teachers" not in keys(letter.view)
    assert shown((await row_of(village)).due_at)[:10] == "2023-11-27"
    (told,) = await village.blocking(HEAD)
    assert told.sent == blocking.sent + 1
    assert shown(told.due)[:10] == "2023-11-21"


async def test_a_reminder_of_another_day_does_not_bring_the_summary_along(
    village: Village,
) -> None:
    await begins(village)
    await village.teaches(ANNA)
    await quiet(village)

    def put(tx: Tx) -> None:
        one = walks(tx, HEAD, TEACHER, "create_profile")
        tx.reminders.save(Reminder(one.id, HEAD, Reason.STOPPED, one.revision, due=MORNING))

    await village.run(put)
    (letter,) = await village.reminded(HEAD, MORNING)
    assert counts(letter.view) == {}
    assert shown((await row_of(village)).due_at)[:10] == "2023-11-20"


async def test_another_hats_reminder_and_the_summary_are_one_message(village: Village) -> None:
    await begins(village)
    await village.teaches(ANNA)
    await quiet(village)

    def put(tx: Tx) -> None:
        one = walks(tx, HEAD, TEACHER, "create_profile")
        due = MONDAY + 5 * HOUR
        tx.reminders.save(Reminder(one.id, HEAD, Reason.STOPPED, one.revision, due=due))

    await village.run(put)
    (letter,) = await village.reminded(HEAD, MONDAY)
    assert isinstance(letter, Letter)
    (title, *_) = texts_of(letter.view.screen)
    assert (title.key, title.args["count"]) == ("digest.title", 2)
    assert counts(letter.view)["accepted"] == (1, 1)
    ways = [page[:2] for page in pages(letter.view)[:2]]
    assert ("school", str(village.school)) in ways
    assert await village.reminded(HEAD, MONDAY + 5 * HOUR) == []


async def test_a_school_of_nobody_counts_nothing(village: Village) -> None:
    """A journey without a school or class is entitled to nothing, whatever is stored."""

    def look(tx: Tx) -> list[bool]:
        alone = walks(tx, ANNA, ADMIN, "sign_in")
        gone = walks(tx, ANNA, TEACHER, "create_chat", village.school, None)
        return [summing.entitled(tx, one) for one in (alone, gone)]

    assert await village.run(look) == [False, False]


async def test_the_numbers_of_a_school_take_few_statements(village: Village) -> None:
    """However many classes and families it has."""
    (journey,) = await village.journeys(HEAD)

    def count(tx: Tx) -> int:
        made = [(grade, letter) for grade in range(1, 12) for letter in "АБВГД"]
        tx.classes.add(HEAD, village.school, made)
        statements = 0
        whole = tx.execute

        def execute(sql: str, params: Any = {}) -> Any:  # noqa: B006 - as `Execute` has it
            nonlocal statements
            statements += 1
            return whole(sql, params)

        summing.gather(Tx(execute), visit(HEAD, MORNING), journey, Week())
        return statements

    assert await village.run(count) <= 12


# -- moved -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("what", "now", "then"),
    [
        ("hour-16", MORNING, "2023-11-20 16:"),
        ("hour-16", EARLY, "2023-11-20 09:"),  # what comes today stays
        ("pause-7", MORNING, "2023-11-27 09:"),
        ("pause-7", EARLY, "2023-12-04 09:"),  # Monday week is the day of its end
        ("pause-30", MORNING, "2023-12-18 09:"),
    ],
)
async def test_a_choice_moves_the_summary_that_is_planned(
    village: Village, what: str, now: int, then: str
) -> None:
    await begins(village)
    await village.do(HEAD, wish(what), now)
    assert shown((await row_of(village)).due_at).startswith(then)


async def test_a_pause_that_is_taken_back_lets_the_next_monday_be(village: Village) -> None:
    await begins(village)
    for what in ("pause-30", "resume"):
        await village.do(HEAD, wish(what), MORNING)
    assert shown((await row_of(village)).due_at)[:10] == "2023-11-20"


async def test_whoever_is_put_aside_is_looked_at_the_next_day(village: Village) -> None:
    """Seeing to them fails; what is not due yet stays where it is."""
    await begins(village)
    await begins(village, DEPUTY)
    await quiet(village)
    mine = await row_of(village)

    def aside(tx: Tx) -> None:
        one = walks(tx, HEAD, TEACHER, "create_profile")
        for due in (mine.due_at, MONDAY + 9 * DAY):
            other = walks(tx, HEAD, TEACHER, "create_profile")
            tx.reminders.save(Reminder(other.id, HEAD, Reason.STOPPED, 3, due=due))
        tx.reminders.save(Reminder(one.id, HEAD, Reason.STOPPED, 3, due=0))
        reminding.put_aside(tx, visit(0, MONDAY + HOUR))

    await village.run(aside)
    due = [one.due for one in await village.run(lambda tx: tx.reminders.of(HEAD))]
    assert sorted(due)[-3:] == [0, MONDAY + HOUR + DAY, MONDAY + 9 * DAY]
    assert (await row_of(village)).due_at == MONDAY + HOUR + DAY
    assert (await row_of(village, DEPUTY)).due_at < MONDAY + HOUR
