"""What a typed message is taken for: an answer, an invitation, a link, classes, or a search."""

from typing import Final, cast

import pytest
from aiogram.types import Message, Update

from bot.actions import class_links, form
from bot.actions.answers import FRESH, QUESTIONS, answered
from bot.actions.view import Action, View, Visit, present, stranger
from bot.handlers import operator, words
from bot.house import House
from flows import Role
from flows.screens import Text, say
from storage import Ask, Tx
from tests.bot.fakes import said
from tests.bot.invited import (
    ADMIN,
    ANNA,
    AT,
    CHAT,
    FAMILY,
    HEAD,
    OTHER_HEAD,
    TEACHER,
    VERA,
    Village,
    keys,
    note,
    walks,
)

NEW = 5_000_000_099
LINK: Final = "https://sferum.ru/?join=CLASS7A"
SEARCHED: Final = Text("note-searched")


def searched(tx: Tx, visit: Visit) -> View:
    """Stand for what is done with a message that is meant for nobody."""
    known = tx.persons.get(visit.person) is not None
    return present(tx, visit, SEARCHED) if known else stranger(visit, SEARCHED)


async def writes(
    village: Village, person: int, text: str, *, now: int = AT, invitation: str = ""
) -> View:
    return await village.do(person, answered(text, invitation, searched), now)


async def asks(village: Village, person: int, name: str, subject: int, **answers: str) -> None:
    await village.run(lambda tx: tx.asks.put(person, Ask(name, subject, answers, AT)))


async def asked(village: Village, person: int) -> Ask | None:
    return await village.run(lambda tx: tx.asks.get(person))


def test_every_question_has_somebody_who_reads_its_answer() -> None:
    assert set(QUESTIONS) == {
        *("school", "classes", "rename", class_links.ASK, "label"),
        *("pause", "break"),
        *operator.ASKS,
        "ticket",
    }


@pytest.mark.parametrize("after", [0, FRESH])
async def test_the_answer_to_a_question_is_read_as_such(village: Village, after: int) -> None:
    await village.teaches(VERA)
    await asks(village, VERA, "label", village.school)
    assert note(await writes(village, VERA, "Вера", now=AT + after)) == "note-label-kept"
    assert (await village.row(VERA)).label == "Вера"


async def test_half_an_hour_later_a_message_is_no_answer(village: Village) -> None:
    await village.teaches(VERA)
    await asks(village, VERA, "label", village.school)
    assert (await writes(village, VERA, "чат", now=AT + FRESH + 1)).note == SEARCHED
    assert (await village.row(VERA)).label == ""


async def test_a_question_of_another_release_is_no_question(village: Village) -> None:
    await village.teaches(VERA)
    await asks(village, VERA, "weather.today", village.school)
    assert (await writes(village, VERA, "чат")).note == SEARCHED


async def test_each_question_goes_to_its_reader(village: Village) -> None:
    school, klass = village.school, village.klass
    await asks(village, HEAD, "classes", school)
    await writes(village, HEAD, "8А 8Б")
    names = await village.run(lambda tx: [one.text for one in tx.classes.of_school(school)])
    assert names == ["7А", "7Б", "8А", "8Б"]
    await asks(village, HEAD, "rename", klass)
    await writes(village, HEAD, "7В")
    await asks(village, HEAD, "link", klass, of="class")
    await writes(village, HEAD, LINK)
    row = await village.run(lambda tx: tx.classes.get(klass))
    assert row is not None
    assert (row.text, row.link) == ("7В", LINK)
    await village.run(lambda tx: walks(tx, ANNA, ADMIN, "sign_in"))
    await village.do(ANNA, form.open_form(""))
    first = await asked(village, ANNA)
    await writes(village, ANNA, "кострома")
    then = await asked(village, ANNA)
    assert first is not None
    assert then is not None
    assert (first.name, then.name) == ("school.region", "school.place")


async def test_an_own_invitation_that_is_pasted_is_opened(village: Village) -> None:
    """Also while something is asked: nobody is called like a link."""
    one = await village.invite("teacher", village.klass)
    await asks(village, ANNA, "label", village.school)
    view = await writes(village, ANNA, "ссылка", invitation=one.token)
    assert note(view) == "invitation-welcome-teacher"
    assert (await village.current(ANNA)).class_id == village.klass


async def test_somebody_who_has_not_agreed_is_only_searched_for(village: Village) -> None:
    one = await village.invite("teacher")
    assert (await writes(village, NEW, "ссылка", invitation=one.token)).note == SEARCHED
    assert await village.uses(one) == 0


async def test_somebody_who_walks_nowhere_is_searched_for(village: Village) -> None:
    assert (await writes(village, ANNA, CHAT)).note == SEARCHED


async def test_an_administrator_sends_classes_unasked(village: Village) -> None:
    await writes(village, HEAD, "9А, 9Б")
    rows = await village.run(lambda tx: tx.classes.of_school(village.school))
    assert [one.text for one in rows] == ["7А", "7Б", "9А", "9Б"]


async def test_an_administrator_sends_links_of_classes_unasked(village: Village) -> None:
    await writes(village, HEAD, f"7А {LINK}")
    row = await village.run(lambda tx: tx.classes.get(village.klass))
    assert row is not None
    assert row.link == LINK


async def test_an_administrators_words_are_searched_for(village: Village) -> None:
    assert (await writes(village, HEAD, "как добавить учителя")).note == SEARCHED


async def test_the_list_goes_to_the_school_that_is_walked_for(village: Village) -> None:
    await writes(village, OTHER_HEAD, "9А")
    rows = await village.run(lambda tx: tx.classes.of_school(village.school))
    assert [one.text for one in rows] == ["7А", "7Б"]


async def test_who_asks_to_administrate_adds_nothing(village: Village) -> None:
    def claims(tx: Tx) -> None:
        tx.staff.join(ANNA, village.school, ADMIN, "claim", AT)
        walks(tx, ANNA, ADMIN, "fill_in", village.school)

    await village.run(claims)
    assert (await writes(village, ANNA, "9А 9Б")).note == SEARCHED
    rows = await village.run(lambda tx: tx.classes.of_school(village.school))
    assert len(rows) == 2


async def test_a_teachers_link_is_for_the_families(village: Village) -> None:
    await village.teaches(VERA, "create_chat")
    assert (await writes(village, VERA, CHAT)).note == say("note-chat-taken", families=0)


async def test_a_teachers_words_are_searched_for(village: Village) -> None:
    await village.teaches(VERA)
    assert (await writes(village, VERA, "не приходит код")).note == SEARCHED


@pytest.mark.parametrize("role", [FAMILY, TEACHER])
async def test_a_link_of_somebody_it_is_not_for_says_who_sends_it(
    village: Village, role: Role
) -> None:
    """Families and teachers who are not accepted: it is saved nowhere."""

    def put(tx: Tx) -> None:
        variant = "parent" if role is FAMILY else ""
        walks(tx, ANNA, role, "install", village.school, village.klass, variant)

    await village.run(put)
    view = await writes(village, ANNA, CHAT)
    assert note(view) == "note-link-alone"
    assert f"vk-{role}-install.title" in keys(view)
    row = await village.run(lambda tx: tx.classes.get(village.klass))
    assert row is not None
    assert row.chat == ""


async def test_a_bad_link_of_a_family_says_what_is_wrong_with_it(village: Village) -> None:
    await village.run(lambda tx: walks(tx, ANNA, FAMILY, "join_chat", variant="parent"))
    assert note(await writes(village, ANNA, "https://t.me/+AAAA")) == "link-messenger"


class Listener:
    """Instead of a house: carries out what a handler makes of a message."""

    def __init__(self, village: Village) -> None:
        self.village = village
        self.view: View | None = None

    def waiting(self, _person: int) -> int:
        return 0

    async def reply(self, message: Message, _update: Update, action: Action) -> None:
        self.view = await self.village.do(message.chat.id, action)


async def forwards(village: Village, person: int, text: str) -> str:
    """Let somebody forward a message; return the key of what is said to it."""
    raw = said(1, text, person)
    origin = {"type": "hidden_user", "sender_user_name": "Ян", "date": 1}
    raw["message"]["forward_origin"] = origin
    update = Update.model_validate(raw)
    house = Listener(village)
    assert update.message is not None
    await words.said(update.message, cast("House", house), update)
    assert house.view is not None
    return note(house.view)


async def test_a_forwarded_link_is_taken_as_if_it_was_typed(village: Village) -> None:
    await village.teaches(VERA)
    assert await forwards(village, VERA, CHAT) == "note-chat-taken"


async def test_a_forwarded_invitation_is_opened(village: Village) -> None:
    one = await village.invite("teacher", village.klass)
    text = f"https://t.me/guide_bot?start={one.token}"
    assert await forwards(village, ANNA, text) == "invitation-welcome-teacher"


async def test_other_forwarded_words_are_not_searched_for(village: Village) -> None:
    await village.teaches(VERA)
    assert await forwards(village, VERA, "не приходит код") == "note-forwarded"


async def test_the_same_message_twice_does_the_same(village: Village) -> None:
    await village.teaches(VERA)
    await writes(village, VERA, CHAT)
    assert note(await writes(village, VERA, CHAT)) == "note-link-same"
