"""The link of a class's chat: given once by its teacher, and every family of the class has it."""

import pytest

from bot.actions import chats
from bot.actions.view import View, Visit
from flows import Journey
from flows.links import Verdict
from flows.screens import say
from storage import Tx
from tests.bot.invited import (
    ANNA,
    AT,
    BORIS,
    CHAT,
    DEPUTY,
    FAMILY,
    HEAD,
    TEACHER,
    VERA,
    Village,
    keys,
    note,
    pages,
    visit,
    walks,
)

NEW_CHAT = "https://sferum.ru/?p=messages&join=BBBB="
VK_CHAT = "https://vk.me/join/" + "A" * 24


async def sends(village: Village, text: str, person: int = VERA) -> View:
    """Let a teacher paste something about the chat."""

    def act(tx: Tx, came: Visit) -> View:
        who, here = tx.persons.get(came.person), tx.journeys.current(came.person)
        assert who is not None
        assert here is not None
        return chats.pasted(tx, came, who, here, text)

    return await village.run(lambda tx: act(tx, visit(person)))


async def stands(village: Village, person: int, state: str, klass: int = 0) -> Journey:
    """Put somebody's child on a step of the class."""
    number = klass or village.klass

    def put(tx: Tx) -> Journey:
        return walks(tx, person, FAMILY, state, village.school, number, "parent")

    return await village.run(put)


async def chat_of(village: Village, klass: int = 0) -> str:
    row = await village.run(lambda tx: tx.classes.get(klass or village.klass))
    assert row is not None
    return row.chat


async def test_a_link_is_taken_and_whoever_waited_for_it_goes_on(village: Village) -> None:
    await village.teaches(VERA, "create_chat")
    for person in (ANNA, BORIS):
        await stands(village, person, "await_link")
    view = await sends(village, f"Вот наш чат: {CHAT}")
    assert await chat_of(village) == CHAT
    assert view.note == say("note-chat-taken", families=2)
    assert ("invite", "family", str(village.klass)) in pages(view)
    for person in (ANNA, BORIS):
        assert (await village.current(person)).state == "join_chat"
        assert await village.told(person) == [("moved", "link_came")]
        (letter,) = await village.news(person)
        assert {"handed-link_came", "link-handed-family"} <= keys(letter.view) | {note(letter.view)}
    assert await village.told(VERA) == []


async def test_who_is_not_there_yet_does_not_hear_of_it(village: Village) -> None:
    await village.teaches(VERA)
    await stands(village, ANNA, "create_profile")
    await stands(village, BORIS, "finished")
    assert (await sends(village, CHAT)).note == say("note-chat-taken", families=0)
    assert (await village.current(ANNA)).state == "create_profile"
    assert [*await village.told(ANNA), *await village.told(BORIS)] == []


async def test_the_same_link_again_changes_nothing(village: Village) -> None:
    await village.teaches(VERA)
    await sends(village, CHAT)
    await stands(village, ANNA, "join_chat")
    assert note(await sends(village, CHAT)) == "note-link-same"
    assert await village.told(ANNA) == []


async def test_a_new_link_is_told_to_whoever_has_the_old_one(village: Village) -> None:
    await village.gives_chat()
    await stands(village, ANNA, "join_chat")
    await stands(village, BORIS, "await_link")
    view = await sends(village, NEW_CHAT)
    assert view.note == say("note-chat-taken", families=1)
    assert await chat_of(village) == NEW_CHAT
    assert await village.told(ANNA) == [("moved", "link_new")]
    assert (await village.current(ANNA)).state == "join_chat"
    assert await village.told(BORIS) == [("moved", "link_came")]


async def test_the_first_link_is_no_new_one(village: Village) -> None:
    """Whoever got as far without it hears nothing of an old link."""
    await village.teaches(VERA)
    await stands(village, ANNA, "join_chat")
    await sends(village, CHAT)
    assert await village.told(ANNA) == []


async def test_a_link_that_any_chat_may_have_is_taken_with_a_warning(village: Village) -> None:
    await village.teaches(VERA)
    await stands(village, ANNA, "await_link")
    view = await sends(village, VK_CHAT)
    assert view.note == say("note-chat-warned", families=1)
    assert await chat_of(village) == VK_CHAT
    (letter,) = await village.news(ANNA)
    assert "link-warning" in keys(letter.view)


async def test_another_class_keeps_waiting(village: Village) -> None:
    await village.teaches(VERA)
    await stands(village, ANNA, "await_link", village.next_class)
    assert (await sends(village, CHAT)).note == say("note-chat-taken", families=0)
    assert await chat_of(village, village.next_class) == ""
    assert (await village.current(ANNA)).state == "await_link"
    assert await village.told(ANNA) == []


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("http://sferum.ru/?p=messages&join=AAAA=", Verdict.NOT_HTTPS),
        ("https://sferum.ru.evil.example/?join=AAAA", Verdict.LOOK_ALIKE),
        ("https://t.me/+AAAA", Verdict.MESSENGER),
        (f"{CHAT} или {NEW_CHAT}", Verdict.SEVERAL),
        ("где взять ссылку?", Verdict.NO_LINK),
    ],
)
async def test_what_is_not_taken_says_why(village: Village, text: str, verdict: Verdict) -> None:
    await village.teaches(VERA)
    assert note(await sends(village, text)) == f"link-{verdict}"
    assert await chat_of(village) == ""


async def test_before_a_teacher_is_accepted_it_is_too_early(village: Village) -> None:
    await village.applies(VERA, village.klass)
    assert note(await sends(village, CHAT)) == "note-link-early"
    assert await chat_of(village) == ""


async def test_without_a_class_the_class_is_chosen_first(village: Village) -> None:
    await village.teaches(VERA, klass=None)
    view = await sends(village, CHAT)
    assert note(view) == "note-class-first"
    assert "pick" in {name for name, *_ in pages(view)}


async def test_the_page_asks_for_the_link_and_then_shows_it(village: Village) -> None:
    await village.teaches(VERA)
    assert "chat.ask" in keys(await village.do(VERA, chats.chat))
    await sends(village, CHAT)
    there = await village.do(VERA, chats.chat)
    assert {"chat.there", "chat.open"} <= keys(there)
    assert ("invite", "family", str(village.klass)) in pages(there)


async def test_the_page_of_a_teacher_without_a_class_leads_to_choosing_it(
    village: Village,
) -> None:
    await village.teaches(VERA, klass=None)
    view = await village.do(VERA, chats.chat)
    assert "chat.no_class" in keys(view)
    assert "pick" in {name for name, *_ in pages(view)}


async def test_nobody_else_has_the_page(village: Village) -> None:
    await stands(village, ANNA, "await_link")
    await village.run(lambda tx: walks(tx, BORIS, TEACHER, "create_chat"))
    for person in (HEAD, ANNA, BORIS, VERA):
        assert note(await village.do(person, chats.chat)) == "note-no_button"


async def test_a_link_is_meant_for_a_class_where_the_teacher_belongs(village: Village) -> None:
    alone = await village.run(lambda tx: walks(tx, BORIS, TEACHER, "create_chat"))
    family = await stands(village, ANNA, "await_link")
    waiter = await village.applies(DEPUTY, village.klass)
    taught = await village.teaches(VERA)
    stranger = await village.run(lambda tx: walks(tx, ANNA, TEACHER, "apply", village.school))
    people = (alone, family, waiter, taught, stranger)
    taken = await village.run(lambda tx: [chats.takes(tx, one) for one in people])
    assert taken == [False, False, False, True, False]
    assert (await village.row(DEPUTY)).since == AT
