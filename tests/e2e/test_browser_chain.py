"""The prepared school in a real browser: one tap moves the next person's card before one's eyes."""

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from bot.emulator.demo import Demo, demo_settings
from bot.emulator.model import Json
from scripts.chromium import chromium, path

ARTEFACTS = Path(__file__).parents[2] / "artifacts"
OLGA, ANNA, IGOR, MARINA, SASHA, ELENA = range(700_000_001, 700_000_007)
LINK = "https://sferum.ru/?p=messages&join=SYNTHETICofTheBrowser="

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        path() is None and not os.environ.get("CI"), reason="no Chromium on this machine"
    ),
]


@pytest.fixture
async def demo(tmp_path: Path) -> AsyncIterator[Demo]:
    one = Demo(tmp_path, demo_settings(tmp_path))
    await one.start(8770)
    yield one
    await one.stop_bot()
    await one.emulator.stop()


@pytest.fixture
async def page(demo: Demo) -> AsyncIterator[Page]:
    async with chromium() as browser:
        one = await browser.new_page(viewport={"width": 1600, "height": 1000})
        faults: list[str] = []
        outside: list[str] = []
        one.on("pageerror", lambda error: faults.append(str(error)))
        one.on("request", lambda request: outside.append(request.url))
        await one.goto(demo.emulator.url)
        yield one
        await keep(one, "browser-chain")
        assert faults == []
        assert [url for url in outside if not url.startswith(demo.emulator.url)] == []


async def keep(page: Page, name: str) -> None:
    """Keep a picture of what is there."""
    ARTEFACTS.mkdir(exist_ok=True)
    await page.screenshot(path=ARTEFACTS / f"{name}.png")


def pane(page: Page, person: int) -> Locator:
    return page.locator(f'[data-person="{person}"][data-pane]')


async def reads(page: Page, person: int, words: str) -> None:
    """Wait until the newest message of a person's chat says so."""
    last = pane(page, person).locator("[data-message] .text").last
    await expect(last).to_contain_text(words)


async def press(page: Page, person: int, label: str, *, then: str) -> None:
    await pane(page, person).get_by_role("button", name=label).last.click()
    await reads(page, person, then)


async def prepared(page: Page) -> None:
    """Press the page's button, and wait until the last of them stands in their place."""
    await page.get_by_role("button", name="Подготовить школу").click()
    await reads(page, SASHA, "Дождитесь ссылки от учителя")


async def test_one_tap_moves_the_next_persons_card(page: Page) -> None:
    await prepared(page)
    await reads(page, OLGA, "Ждут принятия: 1")
    await reads(page, MARINA, "Вступите в чат класса")
    await keep(page, "browser-chain-prepared")
    await press(page, OLGA, "Открыть список", then="Ждут: 1")
    await press(page, OLGA, "Игорь Волков", then="Решите по заявке")
    await reads(page, IGOR, "Дождитесь администратора")
    await press(page, OLGA, "✅ Принят(а)", then="Сейчас принятия никто не ждёт")
    await reads(page, IGOR, "Шаг 4 из 4")
    await reads(page, IGOR, "Администратор вас принял")
    await pane(page, IGOR).get_by_label("Сообщение", exact=True).fill(LINK)
    await pane(page, IGOR).get_by_role("button", name="Отправить").click()
    await reads(page, IGOR, "Её ждал 1 человек")
    await reads(page, SASHA, "Вступите в чат класса")
    link = pane(page, SASHA).get_by_role("link", name="Вступить в чат класса")
    await expect(link).to_have_attribute("href", LINK)


async def test_after_a_restart_all_is_as_before(demo: Demo, page: Page) -> None:
    await prepared(page)
    first, back = demo._app, asyncio.Event()

    def hear(event: Json) -> None:
        if "снова работает" in event.get("text", ""):
            back.set()

    demo.emulator.world.hub.listeners.add(hear)
    people = (OLGA, ANNA, IGOR, MARINA, SASHA)
    texts = [pane(page, one).locator("[data-message] .text").last for one in people]
    before = [await text.inner_text() for text in texts]
    await page.get_by_role("button", name="Перезапустить бота").click()
    await asyncio.wait_for(back.wait(), 15)
    assert demo._app is not first
    assert [await text.inner_text() for text in texts] == before
    await press(page, OLGA, "Принял(а) всех", then="Отметьте, что принят 1 учитель")
    await press(page, OLGA, "Да, все приняты", then="Сейчас принятия никто не ждёт")
    await reads(page, IGOR, "Создайте чат и пригласите класс")
    await expect(pane(page, ELENA).locator("[data-message]")).to_have_count(0)


async def test_the_button_pressed_twice_begins_anew(page: Page) -> None:
    await prepared(page)
    await page.get_by_role("button", name="Подготовить школу").click()
    await expect(pane(page, SASHA).get_by_text("Ваши данные удалены")).to_have_count(1)
    await reads(page, SASHA, "Дождитесь ссылки от учителя")
    await reads(page, OLGA, "Школа № 6")
    await reads(page, OLGA, "Ждут принятия: 1")
