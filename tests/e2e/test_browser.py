"""The chat page in a real browser: a teacher walks to the end, nothing leaves the machine."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from bot.emulator.demo import PEOPLE, Demo, demo_settings
from scripts.chromium import chromium, path

ARTEFACTS = Path(__file__).parents[2] / "artifacts"
TEACHER = 700_000_002

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        path() is None and not os.environ.get("CI"), reason="no Chromium on this machine"
    ),
]


@pytest.fixture
async def demo(tmp_path: Path) -> AsyncIterator[Demo]:
    one = Demo(tmp_path, demo_settings(tmp_path))
    await one.start(8750)
    yield one
    await one.stop_bot()
    await one.emulator.stop()


@pytest.fixture
async def page(demo: Demo) -> AsyncIterator[Page]:
    async with chromium() as browser:
        one = await browser.new_page(viewport={"width": 1400, "height": 900})
        faults: list[str] = []
        outside: list[str] = []
        one.on("pageerror", lambda error: faults.append(str(error)))
        one.on("request", lambda request: outside.append(request.url))
        await one.goto(demo.emulator.url)
        yield one
        ARTEFACTS.mkdir(exist_ok=True)
        await one.screenshot(path=ARTEFACTS / "browser.png")
        assert faults == []
        assert [url for url in outside if not url.startswith(demo.emulator.url)] == []


async def press(page: Page, label: str, *, then: str) -> None:
    """Press the teacher's newest button of that label; wait until the card says `then`."""
    pane = page.locator(f'[data-person="{TEACHER}"][data-pane]')
    await pane.get_by_role("button", name=label).last.click()
    await expect(pane.locator("[data-message] .text").last).to_contain_text(then)


async def test_a_teacher_walks_to_the_end(page: Page) -> None:
    await expect(page.locator("[data-person][data-pane]")).to_have_count(len(PEOPLE))
    await press(page, "Запустить", then="проводник по Сферуму")
    await press(page, "Согласен", then="Выберите, кто вы")
    await press(page, "Учитель", then="Установите VK Мессенджер")
    await press(page, "✅ Приложение", then="Создайте учебный профиль")
    await page.get_by_role("button", name="Перезапустить бота").click()
    await expect(page.get_by_test_id("bot-state")).to_contain_text("работает")
    await press(page, "✅ Профиль создан", then="Подайте заявку")
    await press(page, "✅ Заявка подана", then="сегодня")
    await page.get_by_role("button", name="+1 день").click()
    await press(page, "Напомнил", then="1 день назад")
    await press(page, "✅ Меня уже приняли", then="Создайте чат")
    await press(page, "✅ Чат создан", then="Готово!")


async def test_a_pasted_code_vanishes_before_ones_eyes(page: Page) -> None:
    for label, then in (
        ("Запустить", "проводник"),
        ("Согласен", "кто вы"),
        ("Учитель", "Установите"),
    ):
        await press(page, label, then=then)
    pane = page.locator(f'[data-person="{TEACHER}"][data-pane]')
    await pane.get_by_label("Сообщение", exact=True).fill("482193")
    await pane.get_by_role("button", name="Отправить").click()
    last = pane.locator("[data-message] .text").last
    await expect(last).to_contain_text("код не говорят никому")
    await expect(pane.get_by_text("482193")).to_have_count(0)


async def test_a_phone_shows_one_person_at_a_time(page: Page) -> None:
    await page.set_viewport_size({"width": 360, "height": 740})
    await expect(page.locator(".pane:visible")).to_have_count(1)
    wide = await page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 360
