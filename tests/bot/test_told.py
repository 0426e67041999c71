"""How often an administrator is told of those who wait for them."""

import pytest

from bot.actions import desk as desks
from bot.actions import hurrying
from bot.actions.answers import answered
from bot.actions.letters import Answer, Later, Letter
from bot.actions.notices import compose
from bot.actions.view import Visit, once, present
from bot.actions.walk import tap
from flows.desk import PAUSE_SECONDS
from flows.screens import Days, Tap, say
from storage import Notice, Tx
from tests.bot.invited import (
    ADMIN,
    ANNA,
    AT,
    BORIS,
    DAY,
    DEPUTY,
    FAMILY,
    HEAD,
    HOUR,
    MORNING,
    VERA,
    Village,
    keys,
    visit,
    walks,
)


def sent(answer: Answer) -> Letter:
    assert isinstance(answer, Letter)
    return answer


async def told_at(village: Village, at: int) -> None:
    row = await village.row(HEAD, ADMIN)
    await village.run(lambda tx: tx.staff.told(row.id, at))


async def shows(village: Village, school: int | None, *, card: int = 7, bottom: int = 7) -> None:
    """Let the head's live card show a school's list, and this be the chat's last message."""

    def put(tx: Tx) -> None:
        tx.persons.set_card(HEAD, card)
        tx.persons.set_bottom(HEAD, bottom)
        tx.persons.set_desk(HEAD, school)

    await village.run(put)


async def lists(village: Village, now: int, kind: str = "desk") -> Answer:
    row = Notice(1, HEAD, kind, village.school, "", AT, AT, 0, 0)
    return await village.run(lambda tx: compose(tx, visit(HEAD, now), row))


async def test_the_first_who_waits_is_told_at_once(village: Village) -> None:
    await village.applies(ANNA)
    letter = sent(await lists(village, AT))
    row = await village.row(HEAD, ADMIN)
    assert (letter.silent, letter.told, letter.again) == (False, row.id, None)
    assert letter.view.desk == village.school
    assert "desk-waiting" in keys(letter.view)


async def test_within_the_hour_a_list_in_sight_changes_in_silence(village: Village) -> None:
    await told_at(village, AT)
    await village.applies(ANNA, at=AT + 60)
    await shows(village, village.school)
    letter = sent(await lists(village, AT + 60))
    assert (letter.silent, letter.told, letter.again) == (True, None, AT + PAUSE_SECONDS)


@pytest.mark.parametrize("below", [False, True])
async def test_a_list_out_of_sight_waits_for_the_end_of_the_hour(
    village: Village, *, below: bool
) -> None:
    """Also one that other messages lie below: it would come anew, with a sound."""
    await told_at(village, AT)
    await village.applies(ANNA, at=AT + 60)
    await shows(village, village.school if below else None, bottom=9 if below else 7)
    assert await lists(village, AT + 60) == Later(AT + PAUSE_SECONDS)
    assert not sent(await lists(village, AT + PAUSE_SECONDS)).silent


async def test_a_decision_of_the_other_changes_a_list_in_sight(village: Village) -> None:
    one = await village.applies(ANNA)
    await told_at(village, AT + 1)
    await shows(village, village.school)
    row = await village.row(ANNA)
    await village.do(DEPUTY, desks.accept(str(row.id)), AT + 5)
    letter = sent(await lists(village, AT + 5))
    assert (letter.silent, letter.again) == (True, None)
    assert "desk-nobody" in keys(letter.view)
    await shows(village, None)
    assert await lists(village, AT + 5) is None, "no news to whoever does not look"
    assert one.state == "await_acceptance"


async def test_a_list_in_sight_of_another_school_is_not_changed(village: Village) -> None:
    await told_at(village, AT)
    await village.applies(ANNA, at=AT + 60)
    await shows(village, village.other)
    assert await lists(village, AT + 60) == Later(AT + PAUSE_SECONDS)


async def test_who_runs_the_school_no_more_hears_nothing(village: Village) -> None:
    await village.applies(ANNA)
    await village.run(lambda tx: tx.staff.leave(HEAD, village.school, ADMIN))
    assert await lists(village, AT) is None
    assert await lists(village, AT, "reminder") is None
    await village.run(lambda tx: tx.staff.join(HEAD, village.school, ADMIN, "claim", AT))
    assert await lists(village, AT) is None


async def test_a_teacher_who_asks_again_is_heard_with_all_who_wait(village: Village) -> None:
    since = MORNING - DAY + 2 * HOUR
    await village.applies(ANNA, at=since)
    await village.applies(BORIS, at=MORNING - HOUR)
    await village.hush()
    assert await village.reminded(HEAD, MORNING) == [], "in two hours"
    await village.taps(ANNA, "asked_again", MORNING)
    (letter,) = await village.reminded(HEAD, MORNING)
    days = Days(since, MORNING)
    said = say("reminder-blocking-teachers", count=2, days=days, last="no")
    assert letter.view.screen.paragraphs[0] == (said,)
    assert "desk-waiting" in keys(letter.view)
    assert (letter.view.desk, letter.silent) == (village.school, False)
    assert await village.reminded(HEAD, MORNING + HOUR) == []


async def test_at_night_who_asks_is_heard_in_the_morning(village: Village) -> None:
    await village.applies(ANNA, at=AT - DAY)
    await village.hush()
    await village.taps(ANNA, "asked_again", AT)
    assert await village.reminded(HEAD, AT + 6 * HOUR) == []
    assert len(await village.reminded(HEAD, MORNING)) == 1


async def test_whoever_was_told_of_them_today_hears_of_them_tomorrow(village: Village) -> None:
    """By the list that came with a sound, or by a reminder: one of them a day."""
    await village.applies(ANNA, at=MORNING)
    (letter,) = await village.news(HEAD, MORNING)
    assert letter.told
    await village.taps(ANNA, "asked_again", MORNING + DAY - HOUR)
    await village.run(lambda tx: hurrying.ask_administrators(tx, visit(0, MORNING), 1))
    assert await village.reminded(HEAD, MORNING + 2 * HOUR) == []
    assert len(await village.reminded(HEAD, MORNING + DAY)) == 1
    await village.run(lambda tx: hurrying.ask_administrators(tx, visit(0, MORNING + DAY), 1))
    assert await village.reminded(HEAD, MORNING + DAY + HOUR) == []


async def test_whoever_asked_and_was_accepted_meanwhile_asks_no_more(village: Village) -> None:
    await village.applies(ANNA, at=AT - DAY)
    await village.hush()
    await village.taps(ANNA, "asked_again", AT)
    await village.do(HEAD, desks.accept(str((await village.row(ANNA)).id)), AT + 60)
    assert await village.blocking(HEAD) == await village.blocking(DEPUTY) == []
    assert await village.reminded(HEAD, MORNING) == []


async def test_a_name_given_after_the_notice_is_no_second_one(village: Village) -> None:
    """The application was told in the very second that it came."""
    await village.applies(ANNA, village.klass, label="")
    (letter,) = await village.news(HEAD, AT)
    assert not letter.silent
    await village.do(ANNA, answered("Анна, физика", "", present), AT + 20)
    (drawn,) = await village.news(HEAD, AT + 20)
    assert (drawn.silent, drawn.again) == (True, None)
    assert await village.news(HEAD, AT + 2 * PAUSE_SECONDS) == []


async def test_asking_again_reaches_everybody_who_can_help(village: Village) -> None:
    """Their reminders are brought forward, nothing else is put down for them."""

    def waits_for_the_chat(tx: Tx) -> None:
        walks(tx, BORIS, FAMILY, "await_link", village.school, village.klass, "parent")

    await village.applies(ANNA)
    await village.teaches(VERA, "create_chat")
    await village.run(waits_for_the_chat)
    await village.hush()
    await village.taps(ANNA, "asked_again", MORNING)
    await village.taps(BORIS, "asked_again", MORNING)
    for person in (HEAD, DEPUTY, VERA):
        assert [one.due for one in await village.blocking(person)] == [MORNING]
        assert await village.told(person) == []
    (letter,) = await village.reminded(VERA, MORNING)
    (said,) = letter.view.screen.paragraphs[0]
    assert (said.key, said.args["count"]) == ("reminder-blocking-families", 1)


async def test_an_act_that_hurries_somebody_wakes_the_delivery(village: Village) -> None:
    await village.applies(ANNA)
    here = await village.current(ANNA)
    pressed = Tap(here.id, here.state, "asked_again", here.revision)
    view = await village.run(once(tap(pressed), Visit(ANNA, 77, "ru", MORNING)))
    assert view.tells
