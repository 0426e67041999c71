"""Coordinators over HTTP: questions and broadcasts, through a restart, with people who blocked."""

import asyncio
import re
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.emulator import persons
from bot.emulator.model import Chat
from bot.handlers.operator import SENDS
from flows import addresses
from flows.operator.links import code_of
from flows.scopes import EVERYWHERE, Level
from storage import By, Offer, Tx
from tests.support.coordinators import BOSS, Office, office
from tests.support.papers import stored
from tests.support.people import Message, Messenger, Someone
from tests.support.town import Town

QUESTION = "Не вижу свою школу"


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Office]:
    async with office(tmp_path, send_rate=1000) as one:
        yield one


async def asks(who: Someone, text: str = QUESTION) -> None:
    await who.ask("/ask")
    await who.press("Спросить координатора")
    await who.say(text)
    await who.wait_for_text("Принято, ответим")


async def test_a_question_is_told_answered_and_closed_by_who_asked(here: Office) -> None:
    boss, anna = here.boss, await here.town.someone()
    await asks(anna)
    await boss.wait_for_text("Новый вопрос")
    await boss.press("Открыть вопрос")
    assert QUESTION in boss.last.text
    assert "учитель, шаг 1" in boss.last.text
    await here.town.restart()
    await boss.press("Ответить")
    await boss.say("Обновите <b>приложение</b> & войдите снова")
    answer = await anna.wait_for_text("Ответ координатора")
    assert "Обновите <b>приложение</b> & войдите снова" in answer.text
    await anna.press("Помогло")
    await boss.ask("/tickets")
    await boss.wait_for_text("Здесь пусто")
    assert here.town.messenger.refused() == []


async def test_an_unhelpful_answer_leads_to_a_question_of_its_step(here: Office) -> None:
    anna = await here.town.someone()
    await anna.press("Не получается")
    symptom = next(one for one in anna.last.buttons if "⬅" not in one and "☰" not in one)
    await anna.press(symptom)
    await anna.press("Не помогло")
    await anna.press("Спросить координатора")
    assert "Напишите одним сообщением" in anna.last.text
    await anna.say(QUESTION)
    await anna.wait_for_text("Принято, ответим")
    await here.boss.wait_for_text("Новый вопрос")
    await here.boss.press("Открыть вопрос")
    assert "Не помог ответ" in here.boss.last.text


async def test_a_picture_is_passed_on_and_never_stored(here: Office) -> None:
    anna, boss = await here.town.someone(), here.boss
    await anna.ask("/ask")
    await anna.press("Спросить координатора")
    await anna.send_photo("снимок экрана")
    await anna.wait_for_text("Принято, ответим")
    await boss.wait_for_text("Новый вопрос")
    await boss.press("Открыть вопрос")
    assert "снимок экрана" not in stored(here.town.database)
    await boss.touch("Показать как есть")
    await boss.wait_for(lambda one: "photo" in one.json and "снимок экрана" in one.text)


class Forum:
    """A support group that is a forum, with somebody in it who answers."""

    def __init__(self, messenger: Messenger, group: Chat, helper: Someone) -> None:
        self.messenger = messenger
        self.group = group
        self.helper = helper

    def said(self) -> list[Message]:
        return [Message(one) for one in self.group.messages.values()]

    async def say(self, text: str) -> None:
        (topic,) = self.group.topics
        persons.say(
            self.messenger.world, self.helper.person, text, chat_id=self.group.id, thread=topic
        )

    async def has(self, part: str) -> Message:
        async with asyncio.timeout(10):
            while True:
                for one in self.said():
                    if part in one.text:
                        return one
                await asyncio.sleep(0.05)

    async def empties(self, town: Town) -> None:
        """Wait until there is no topic any more, and that is written down, which comes after it."""
        left = lambda tx: tx.tickets.left_topics(9)  # noqa: E731
        async with asyncio.timeout(10):
            while True:
                if not self.group.topics and not await town.app.house.db.read(left):
                    return
                await asyncio.sleep(0.05)


@pytest.fixture
async def forum(tmp_path: Path) -> AsyncIterator[tuple[Town, Forum]]:
    async with Messenger() as messenger:
        helper = messenger.person("Пётр")
        group = messenger.group([helper], is_forum=True)
        town = Town(messenger, tmp_path, operators=(BOSS,), support_chat_id=group.id)
        await town.start()
        yield town, Forum(messenger, group, helper)
        await town.stop()


async def test_in_a_group_each_person_has_a_topic_and_answers_go_both_ways(
    forum: tuple[Town, Forum],
) -> None:
    town, group = forum
    anna = await town.someone()
    await asks(anna)
    await group.has(QUESTION)
    (topic,) = group.group.topics.values()
    assert "учитель" in topic.name
    assert "Анна" not in topic.name
    await group.has("Ответ в этой теме уйдёт человеку")
    await group.say("// проверить у администратора")
    await group.say("Обновите приложение")
    answer = await anna.wait_for_text("Ответ координатора")
    assert "Обновите приложение" in answer.text
    assert all("проверить у администратора" not in one.text for one in anna.messages)
    await town.restart()
    await anna.press("Ещё вопрос")
    await anna.say("А теперь не приходит код")
    await group.has("А теперь не приходит код")
    assert len(group.group.topics) == 1


async def test_forgetting_takes_the_topic_along_with_what_was_copied_there(
    forum: tuple[Town, Forum],
) -> None:
    """Also where the bot was stopped in between."""
    town, group = forum
    anna, boris = await town.someone(), await town.someone()
    await asks(anna)
    await group.has(QUESTION)
    await asks(boris, "Где взять ссылку")
    await group.has("Где взять ссылку")
    for one in (anna, boris):
        await one.ask("/forget")
        await one.press("Удалить мои данные")
        await one.press("Да, удалить всё")
        await town.restart()
    await group.empties(town)
    assert not any(QUESTION in one.text or "ссылку" in one.text for one in group.said())


async def test_a_topic_is_taken_closed_and_opened_by_commands(forum: tuple[Town, Forum]) -> None:
    town, group = forum
    anna = await town.someone()
    await asks(anna)
    await group.has(QUESTION)
    await group.say("/take")
    await group.has("Напишите боту в личный чат")
    await group.helper.start()
    await group.helper.press("Согласен")
    await group.say("/take")
    await group.has("Вопрос ваш")
    await group.say("/close")
    await group.has("Вопрос закрыт")
    await group.say("/reopen")
    await group.has("снова открыт")


async def test_without_the_group_operators_are_asked(tmp_path: Path) -> None:
    """The bot was removed from the group: questions are not lost."""
    async with Messenger() as messenger:
        group = messenger.group([], is_forum=True)
        group.bot_status = "kicked"
        town = Town(messenger, tmp_path, operators=(BOSS,), support_chat_id=group.id)
        await town.start()
        boss = messenger.person("Вера", person_id=BOSS)
        await boss.start()
        await boss.press("Согласен")
        anna = await town.someone()
        await asks(anna)
        await boss.ask("/tickets")
        listed = await boss.wait_for_text("Ждут ответа")
        assert any("учитель" in one for one in listed.buttons)
        await town.stop()


async def drafted(boss: Someone, *choices: str) -> Message:
    await boss.ask("/broadcast")
    await boss.press("Новая рассылка")
    for one in choices:
        await boss.press(one)
    await boss.press("Написать сообщение")
    await boss.say("Собрание в четверг")
    return await boss.wait_for_text("напишите число людей")


def number_of(message: Message) -> str:
    return str(re.findall(r"число людей: (\d+)", message.text)[0])


async def test_a_broadcast_reaches_its_segment_once_through_a_restart(here: Office) -> None:
    town, boss = here.town, here.boss
    teachers = [await town.someone(name=f"Учитель {number}") for number in range(6)]
    family = await town.someone("Родитель", "Марина")
    teachers[0].block()
    count = number_of(await drafted(boss, "учителя"))
    await boss.say("999")
    await boss.wait_for_text("Напишите ровно то число")
    await boss.say(count)
    await boss.wait_for_text("Рассылка")
    await town.restart()
    for one in teachers[1:]:
        await one.wait_for_text("Собрание в четверг")
    await boss.ask("/broadcast")
    for one in teachers[1:]:
        assert sum("Собрание в четверг" in said.text for said in one.messages) == 1
    assert all("Собрание в четверг" not in said.text for said in family.messages)


async def test_the_same_to_the_same_within_a_day_is_asked_about(here: Office) -> None:
    town, boss = here.town, here.boss
    anna = await town.someone()
    await boss.say(number_of(await drafted(boss, "учителя")))
    await anna.wait_for_text("Собрание в четверг")
    shown = await drafted(boss, "учителя")
    assert "уже уходило" in shown.text
    await boss.say(number_of(shown))
    await boss.wait_for_text("Сегодня это уже уходило")


@pytest.mark.parametrize("name", sorted(SENDS))
async def test_what_answers_with_more_than_a_card_is_nobody_elses(here: Office, name: str) -> None:
    """Forged buttons, of a teacher and of somebody whose right has been taken back."""
    town = here.town
    anna, former = await town.someone(), await town.someone(name="Пётр")
    await town.app.house.db.write(partial(_given_and_revoked, person=former.id))
    arg = code_of(addresses.SFERUM.url) if name.startswith("link") else "a"
    before = await town.app.house.db.read(_held)
    for who in (anna, former):
        answer = await who.tap(f"p:{name}:{arg}:xlsx", force=True)
        assert "Эта кнопка" in answer.text
        assert "document" not in str([one.json for one in who.messages])
    assert await town.app.house.db.read(_held) == before


def _held(tx: Tx) -> list[Any]:
    tables = ("audit", "overrides", "schools", "grants", "invitations")
    return [tx.execute(f"SELECT * FROM {one} ORDER BY 1", {}).fetchall() for one in tables]


def _given_and_revoked(tx: Tx, person: int) -> None:
    root = By(BOSS, True, 2**33)
    made = tx.grants.make(root, "o-former", Offer(EVERYWHERE, Level.FULL, 0, 2**34))
    assert made is not None
    assert tx.grants.take(person, "o-former", 2**33) is not None
    assert tx.grants.revoke(root, made.id)


async def test_others_have_none_of_it(here: Office) -> None:
    anna: Any = await here.town.someone()
    for command in ("/tickets", "/broadcast", "/stats", "/find", "/import", "/export", "/audit"):
        await anna.ask(command)
        assert "Такой команды нет" in anna.last.text, command
