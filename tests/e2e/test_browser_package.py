"""The package in a real browser: an order filled, sent back to be checked, a letter downloaded."""

import asyncio
import io
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from docx import Document
from playwright.async_api import Locator, Page, expect

from bot.emulator.demo import Demo, demo_settings
from flows.package import PHRASE
from scripts.chromium import chromium, path
from tests.support.papers import EMAIL, FORM, SAID, WRITTEN, letter_of

ARTEFACTS = Path(__file__).parents[2] / "artifacts"
OLGA = 700_000_001
ORDER, LETTER = "prikaz-o-naznachenii.docx", "pismo-v-podderzhku.eml"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        path() is None and not os.environ.get("CI"), reason="no Chromium on this machine"
    ),
]


@pytest.fixture
async def page(tmp_path: Path) -> AsyncIterator[Page]:
    demo = Demo(tmp_path, demo_settings(tmp_path))
    await demo.start(8780)
    async with chromium() as browser:
        one = await browser.new_page(viewport={"width": 1200, "height": 1000})
        faults: list[str] = []
        one.on("pageerror", lambda error: faults.append(str(error)))
        await one.goto(demo.emulator.url)
        yield one
        ARTEFACTS.mkdir(exist_ok=True)
        await one.screenshot(path=ARTEFACTS / "browser-package.png")
        assert faults == []
    await demo.stop_bot()
    await demo.emulator.stop()


def pane(page: Page) -> Locator:
    return page.locator(f'[data-person="{OLGA}"][data-pane]')


async def press(page: Page, *labels: str) -> None:
    for label in labels:
        await pane(page).get_by_role("button", name=label).last.click()


async def reads(page: Page, words: str) -> None:
    await expect(pane(page).locator("[data-message] .text").last).to_contain_text(words)


async def downloaded(page: Page, name: str) -> bytes:
    """Click the newest file of that name and return its bytes."""
    async with page.expect_download() as download:
        await pane(page).get_by_role("link", name=name).last.click()
    file = await download.value
    assert file.suggested_filename == name
    return await asyncio.to_thread(Path(await file.path()).read_bytes)


async def attach(page: Page, name: str, data: bytes) -> None:
    await pane(page).get_by_role("button", name="Прикрепить").click()
    async with page.expect_file_chooser() as chooser:
        await page.get_by_role("menuitem", name="Документ").click()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    await (await chooser.value).set_files({"name": name, "mimeType": kind, "buffer": data})
    await pane(page).get_by_role("button", name="Отправить").click()


async def test_an_order_goes_there_and_back_and_into_a_letter(page: Page) -> None:
    await press(page, "Запустить", "Согласен", "Администратор", "Школа ещё не зарегистрирована")
    await press(page, "Документы для заявки", "Документ о назначении", "Заполнить за меня")
    await reads(page, "Пришлите данные администратора")
    await pane(page).get_by_label("Сообщение", exact=True).fill(SAID)
    await press(page, "Отправить")
    await reads(page, "Проверьте, так ли я понял")
    await expect(pane(page).get_by_text(SAID)).to_have_count(0)
    await press(page, "Сделать документ")
    await reads(page, "Документ и письмо готовы")
    order = await downloaded(page, ORDER)
    said = [one.text for one in Document(io.BytesIO(order)).paragraphs]
    (clause,) = [line.replace("\N{NO-BREAK SPACE}", " ") for line in said if PHRASE in line]
    assert clause.endswith(
        f"{PHRASE} {FORM}, номер сотового телефона: {WRITTEN}, адрес электронной почты: {EMAIL}."
    )
    letter = letter_of(await downloaded(page, LETTER))
    assert [one.get_content() for one in letter.iter_attachments()] == [order]
    await attach(page, "Приказ № 17.docx", order)
    await reads(page, "Обязательное на месте")
    await reads(page, WRITTEN)
    await press(page, "Собрать письмо с этим файлом")
    await expect(pane(page).get_by_role("link", name=LETTER)).to_have_count(2)
    letter = letter_of(await downloaded(page, LETTER))
    assert (letter["To"], letter["X-Unsent"]) == ("info@sferum.ru", "1")
    (attached,) = letter.iter_attachments()
    assert (attached.get_filename(), attached.get_content()) == ("Приказ № 17.docx", order)
