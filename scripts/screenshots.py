"""Take the pictures of docs/images: the demo, walked by three people. Run by `make pictures`."""

import asyncio
import sys
import tempfile
from pathlib import Path

from playwright.async_api import Page

from bot.emulator.demo import Demo, demo_settings
from scripts.chromium import chromium

IMAGES = Path(__file__).parent.parent / "docs" / "images"
FLASH = 3000
"""Milliseconds until an edited message is no longer lit up."""
OLGA, ANNA, IGOR, MARINA = range(700_000_001, 700_000_005)


async def press(page: Page, person: int, label: str) -> None:
    """Press a button of the person's newest message and wait until the bot has answered."""
    pane = page.locator(f'[data-person="{person}"][data-pane]').first
    button = pane.get_by_role("button", name=label).last
    await button.click()
    await page.wait_for_function(
        "() => !document.querySelector('[aria-busy=true]')", timeout=10_000
    )
    await page.wait_for_timeout(250)


async def walk(page: Page) -> None:
    """Bring three people to different steps."""
    for person, role in ((OLGA, "Администратор"), (ANNA, "Учитель"), (IGOR, "Учитель")):
        for label in ("Запустить", "Согласен", role):
            await press(page, person, label)
    for label in ("Школа ещё не", "⬜ Документ", "⬜ Анкета"):
        await press(page, OLGA, label)
    for label in ("✅ Приложение", "✅ Профиль", "✅ Заявка"):
        await press(page, ANNA, label)
    for label in ("✅ Приложение", "🆘"):
        await press(page, IGOR, label)
    for label in ("Запустить", "Согласен", "Родитель"):
        await press(page, MARINA, label)


async def take(folder: Path) -> None:
    demo = Demo(folder, demo_settings(folder))
    await demo.start(8790)
    async with chromium() as browser:
        page = await browser.new_page(viewport={"width": 1500, "height": 1000})
        await page.goto(demo.emulator.url)
        await walk(page)
        await page.mouse.move(0, 0)
        await page.wait_for_timeout(FLASH)
        await page.screenshot(path=IMAGES / "demo.png")
        dark = await browser.new_page(
            viewport={"width": 390, "height": 844}, color_scheme="dark", device_scale_factor=2
        )
        await dark.goto(demo.emulator.url)
        await dark.wait_for_timeout(800)
        await dark.screenshot(path=IMAGES / "phone-dark.png")
    await demo.stop_bot()
    await demo.emulator.stop()


def main() -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(take(Path(folder)))
    sys.stdout.write(f"{', '.join(sorted(one.name for one in IMAGES.glob('*.png')))}\n")


if __name__ == "__main__":
    main()
