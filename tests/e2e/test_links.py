"""/links over HTTP: a link and a text are replaced for all, and given back."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.actions.answers import FRESH
from tests.support.coordinators import Office, office
from tests.support.people import Someone

NEW = "https://sferum.ru/drugoy"


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Office]:
    async with office(tmp_path, check_links=False) as one:
        yield one


async def opens(who: Someone, part: str) -> list[str]:
    await who.ask("/start")
    message = await who.wait_for(lambda one: bool(one.links))
    return [url for text, url in message.links.items() if part in text]


async def test_a_link_is_replaced_for_all_and_given_back(here: Office) -> None:
    anna, boss = await here.town.someone(), here.boss
    (own,) = list(anna.last.links.values())[:1]
    (name,) = [text for text, url in anna.last.links.items() if url == own]
    await boss.ask("/links")
    page = await boss.wait_for_text("Ссылки и тексты")
    wanted = name.replace("↗", "").strip("\N{NO-BREAK SPACE}\N{VARIATION SELECTOR-15} ")
    while not any(wanted in one for one in page.buttons):
        page = await boss.press("▶️")
    await boss.press(wanted)
    await boss.press("Заменить адрес")
    await boss.say("не адрес")
    await boss.wait_for_text("Это не адрес страницы")
    await boss.say(NEW)
    await boss.wait_for_text("Будет вести сюда")
    await boss.press("Заменить для всех")
    assert await opens(anna, wanted) == [NEW]
    await here.town.restart()
    assert await opens(anna, wanted) == [NEW]
    await boss.press("Вернуть прежний")
    assert await opens(anna, wanted) == [own]
    for address in (NEW, f"{NEW}2"):
        await boss.press("Заменить адрес")
        await boss.say(address)
        preview = await boss.wait_for_text("Будет вести сюда")
        assert address in preview.links.values()
        await boss.press("Заменить для всех")
    shown = await boss.wait_for_text("Версия 3")
    assert "Версия 1" in shown.text
    await boss.press("Как в выпуске")
    assert await opens(anna, wanted) == [own]


async def test_a_text_is_replaced_for_all_and_given_back(here: Office) -> None:
    anna, boss = await here.town.someone(), here.boss
    own = "Установите VK Мессенджер"
    assert own in anna.last.text
    await boss.ask("/links")
    await boss.press("Тексты")
    await boss.say(own)
    listed = await boss.wait_for_text("Где есть эти слова")
    (number,) = re.findall(rf"^(\d)\. {own} — учитель, шаг 1", listed.text, re.MULTILINE)
    await boss.press(number)
    await boss.wait_for_text("Сейчас написано")
    await boss.say("{ nowhere }")
    await boss.wait_for_text("Вставки в фигурных скобках")
    await boss.say("Поставьте <b>мессенджер</b> & готово")
    preview = await boss.wait_for_text("Будет написано")
    assert "Поставьте мессенджер & готово" in preview.text
    await boss.press("Заменить для всех")
    await anna.ask("/start")
    await anna.wait_for_text("Поставьте мессенджер & готово")
    await boss.say("мессенджер готово")
    await boss.wait_for_text("Где есть эти слова")
    await boss.press("1")
    await boss.press("Вернуть прежний")
    await anna.ask("/start")
    await anna.wait_for_text(own)
    assert here.town.messenger.refused() == []


async def test_a_question_for_words_ends_by_itself(here: Office) -> None:
    """Whoever was asked for words of a text yesterday searches the library today."""
    boss = here.boss
    await boss.ask("/links")
    await boss.press("Тексты")
    here.town.messenger.clock.advance(FRESH + 1)
    await boss.say("код из SMS")
    await boss.wait_for_text("Вот что нашлось")


async def test_others_know_nothing_of_it(here: Office) -> None:
    anna = await here.town.someone()
    await anna.ask("/links")
    assert "Такой команды нет" in anna.last.text
