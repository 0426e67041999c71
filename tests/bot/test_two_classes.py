"""One teacher of two classes, or with a link in hand: what a whole school at play has brought up.

Found by `test_whole_school.py`; here each is said by itself.
"""

import pytest

from bot.actions import desk
from bot.actions.answers import answered
from bot.actions.class_links import ask_link
from bot.actions.view import present
from flows.screens import Text
from storage import Ask
from tests.bot.invited import ANNA, AT, BORIS, CHAT, HEAD, TEACHER, Village, note, walks

NEW_CHAT = "https://sferum.ru/?p=messages&join=BBBB="


async def states(village: Village, person: int) -> list[str]:
    return [one.state for one in await village.journeys(person)]


async def test_whoever_says_that_they_are_in_waits_in_no_other_class(village: Village) -> None:
    await village.applies(ANNA, village.next_class)
    await village.applies(ANNA, village.klass)
    await village.hush()
    await village.taps(ANNA, "done")
    assert await village.standing(ANNA, TEACHER) == "said"
    assert await states(village, ANNA) == ["create_chat", "create_chat"]
    assert await village.told(ANNA) == [], "it was they who said so"


@pytest.mark.parametrize("alone", ["create_chat", "finished"])
async def test_what_was_done_alone_ends_the_wait_in_the_school(
    village: Village, alone: str
) -> None:
    await village.applies(ANNA, village.klass)
    await village.run(lambda tx: walks(tx, ANNA, TEACHER, alone))
    await village.open(ANNA, await village.invite("teacher", village.next_class))
    assert await village.standing(ANNA, TEACHER) == "said"
    assert await states(village, ANNA) == ["create_chat", alone]


async def test_an_accepted_teacher_does_not_wait_in_another_class(village: Village) -> None:
    await village.teaches(ANNA)
    await village.run(lambda tx: walks(tx, ANNA, TEACHER, "await_acceptance"))
    await village.open(ANNA, await village.invite("teacher", village.next_class))
    assert await states(village, ANNA) == ["finished", "create_chat"]
    assert (await village.current(ANNA)).state == "create_chat"
    assert await village.told(ANNA) == []


@pytest.mark.parametrize("alone", ["create_chat", "finished"])
async def test_whoever_was_refused_is_not_in_by_what_they_did_alone(
    village: Village, alone: str
) -> None:
    await village.applies(ANNA, village.klass)
    row = await village.row(ANNA)
    await village.do(HEAD, desk.refuse(str(row.id), "see_me"))
    await village.run(lambda tx: walks(tx, ANNA, TEACHER, alone))
    await village.hush()
    await village.open(ANNA, await village.invite("teacher", village.next_class))
    assert await village.standing(ANNA, TEACHER) == "waiting"
    assert (await village.current(ANNA)).state == "await_acceptance"
    assert await village.told(ANNA) == []
    assert ("desk", "") in await village.told(HEAD)


async def test_nobody_is_accepted_before_they_apply(village: Village) -> None:
    """Taken back, that would leave them in a wait that no list knows."""
    await village.open(ANNA, await village.invite("teacher", village.klass))
    row = await village.row(ANNA)
    assert note(await village.do(HEAD, desk.accept(str(row.id)))) == "note-decided"
    assert await village.standing(ANNA, TEACHER) == "joined"


async def types(village: Village, person: int, text: str) -> str:
    nothing = Text("note-nothing")
    view = await village.do(
        person, answered(text, "", lambda tx, visit: present(tx, visit, nothing))
    )
    return note(view)


async def test_a_link_is_nobodys_name(village: Village) -> None:
    """A teacher is accepted while the question for their name stands, and sends the chat."""
    await village.applies(ANNA, village.klass, label="")
    assert await types(village, ANNA, CHAT) == "note-link-alone"
    row = await village.row(ANNA)
    await village.do(HEAD, desk.accept(str(row.id)))
    assert await types(village, ANNA, CHAT) == "note-chat-taken"
    assert (await village.row(ANNA)).label == ""
    assert await types(village, ANNA, "Анна") == "note-label-kept"
    assert (await village.row(ANNA)).label == "Анна"


async def test_a_claimants_name_is_no_link_either(village: Village) -> None:
    asked = Ask("school.label", village.school, {}, AT)
    await village.run(lambda tx: walks(tx, BORIS, TEACHER, "apply"))
    await village.run(lambda tx: tx.asks.put(BORIS, asked))
    assert await types(village, BORIS, NEW_CHAT) == "note-link-alone"


async def test_a_link_that_was_asked_for_is_still_an_answer(village: Village) -> None:
    await village.do(HEAD, ask_link(str(village.klass)))
    await types(village, HEAD, "https://sferum.ru/?p=school&invite=SYNTHETIC")
    row = await village.run(lambda tx: tx.classes.get(village.klass))
    assert row is not None
    assert row.link
