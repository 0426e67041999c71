"""How often an administrator is told of those who wait for them."""

import pytest

from bot.actions import desk as desks
from bot.actions.answers import answered
from bot.actions.letters import Answer, Later, Letter
from bot.actions.notices import compose
from bot.actions.view import present
from flows.desk import PAUSE_SECONDS
from flows.screens import Days, say
from storage import Notice, Tx
from tests.bot.invited import (
    ADMIN,
    ANNA,
    AT,
    BORIS,
    DEPUTY,
    FAMILY,
    HEAD,
    TEACHER,
    VERA,
    Village,
    keys,
    note,
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
    assert await lists(village, AT, "nudge_admin") is None
    await village.run(lambda tx: tx.staff.join(HEAD, village.school, ADMIN, "claim", AT))
    assert await lists(village, AT) is None


async def test_a_teacher_who_asks_again_is_heard_with_all_who_wait(village: Village) -> None:
    await village.applies(ANNA, at=AT - 3 * 86_400)
    await village.applies(BORIS)
    letter = sent(await lists(village, AT, "nudge_admin"))
    days = Days(AT - 3 * 86_400, AT)
    assert letter.view.note == say("notice-teachers", count=2, days=days)
    assert (letter.view.desk, letter.silent) == (village.school, False)
    assert letter.told == (await village.row(HEAD, ADMIN)).id


async def test_asking_keeps_the_pause_too(village: Village) -> None:
    await village.applies(ANNA)
    await told_at(village, AT)
    await shows(village, village.school)
    assert await lists(village, AT + 60, "nudge_admin") == Later(AT + PAUSE_SECONDS)


async def test_whoever_asked_and_was_accepted_meanwhile_asks_no_more(village: Village) -> None:
    await village.applies(ANNA)
    await village.run(lambda tx: walks(tx, ANNA, TEACHER, "create_chat", village.school))
    await village.do(HEAD, desks.accept(str((await village.row(ANNA)).id)), AT)
    assert await lists(village, AT, "nudge_admin") is None


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
    """The tap of whoever waits ends in the rows that are composed above."""

    def waits_for_the_chat(tx: Tx) -> None:
        walks(tx, BORIS, FAMILY, "await_link", village.school, village.klass, "parent")

    await village.applies(ANNA)
    await village.teaches(VERA, "create_chat")
    await village.run(waits_for_the_chat)
    await village.hush()
    await village.taps(ANNA, "asked_again", AT + 60)
    await village.taps(BORIS, "asked_again", AT + 60)
    assert await village.told(HEAD) == await village.told(DEPUTY) == [("nudge_admin", "")]
    assert await village.told(VERA) == [("nudge_teacher", "")]
    (letter,) = await village.news(VERA, AT + 60)
    assert note(letter.view) == "notice-families"
