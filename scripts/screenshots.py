"""Take the pictures of docs/images: a school of the demo, walked by its people in Chromium.

Run by `make pictures`. What people type is sent by the demo's own hands, what they press is
pressed on its page, so the pictures show what the bot answers and nothing else.
"""

import asyncio
import re
import struct
import sys
import tempfile
import zlib
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import pypdfium2 as pdfium
from playwright.async_api import FloatRect, Locator, Page, ViewportSize

from bot.emulator import persons
from bot.emulator.demo import Demo, demo_settings
from scripts.chromium import chromium

IMAGES: Final = Path(__file__).parent.parent / "docs" / "images"
ZONE: Final = "Europe/Moscow"
DAY: Final = 24 * 60 * 60
FLASH: Final = 3000
"""Milliseconds until an edited message is no longer lit up."""
WIDE: Final[ViewportSize] = {"width": 1500, "height": 1000}
TALL: Final[ViewportSize] = {"width": 1084, "height": 1000}
"""High enough for the longest message, which is cut out of it."""
THREE: Final[ViewportSize] = {"width": 1084, "height": 868}
"""Three phones side by side."""
AROUND: Final = 5
"""Points of background around a message."""
SHEET: Final = 0.72
"""How large a sheet is drawn: pixels in a point."""
OLGA, ANNA, IGOR, MARINA = range(700_000_001, 700_000_005)
TOKEN: Final = re.compile(r"[?&]start=(i[A-Za-z0-9_-]{16})")
CHAT: Final = "https://sferum.ru/?p=messages&join=pokaz/5kAbCdEfGhIjKlMnOpQrStUvWx="
LINKS: Final = "\n".join(
    f"{name} https://sferum.ru/?p=messages&join=pokaz/{at}kLmNoPqRsTuVwXyZaBcDeFgHi="
    for at, name in enumerate(("5А", "5Б", "7Б"))
)


@dataclass(frozen=True, slots=True)
class Stage:
    """The demo, and two looks at it: the whole page, and three phones from near."""

    demo: Demo
    page: Page
    near: Page

    def pane(self, person: int, look: Page | None = None) -> Locator:
        return (look or self.page).locator(f'[data-person="{person}"][data-pane]').first

    async def press(self, person: int, *labels: str) -> None:
        """Press buttons of the person's newest message, each when the bot has answered."""
        for label in labels:
            button = self.pane(person).get_by_role("button", name=label).last
            await button.click()
            await self.page.wait_for_function(
                "() => !document.querySelector('[aria-busy=true]')", timeout=10_000
            )
            await self.page.wait_for_timeout(250)

    async def say(self, person: int, *texts: str) -> None:
        for text in texts:
            persons.say(self.demo.emulator.world, self.demo.emulator.world.people[person], text)
            await self.page.wait_for_timeout(500)

    async def seen(self, person: int, text: str) -> None:
        """Wait until the bot has said it."""
        await self.pane(person).get_by_text(text).last.wait_for()
        await self.page.wait_for_timeout(250)

    async def day_later(self) -> None:
        clock = self.demo.clock
        clock.advance(DAY)
        await self.demo.clock_moved(clock.now())
        self.demo.emulator.world.hub.publish({"type": "clock", "now": clock.now()})

    async def forwarded(self, person: int) -> str:
        """Have the message to forward sent, and return the token in it."""
        await self.press(person, "Сообщение для пересылки")
        await self.seen(person, "Открыть бота")
        said = str([*self.demo.emulator.world.chats[person].messages.values()][-1])
        return str(TOKEN.findall(said)[-1])

    async def come(self, person: int, token: str) -> None:
        """Open an invitation for the first time."""
        world = self.demo.emulator.world
        persons.start(world, world.people[person], token)
        await self.seen(person, "Согласен")
        await self.press(person, "Согласен")

    async def message(self, person: int, name: str) -> None:
        """Picture the person's newest message with its buttons."""
        pane = self.pane(person, self.near)
        await self.near.wait_for_timeout(FLASH)
        box = await pane.locator("[data-message] .message-body").last.bounding_box()
        if box is None:
            raise RuntimeError(f"{name}: the message is not in sight")
        clip: FloatRect = {
            "x": box["x"] - AROUND,
            "y": box["y"] - AROUND,
            "width": box["width"] + 2 * AROUND,
            "height": box["height"] + 2 * AROUND,
        }
        await self.near.screenshot(path=IMAGES / name, clip=clip)


async def administrate(stage: Stage) -> str:
    """Olga adds her school with its classes; return the invitation of her teachers."""
    await stage.press(OLGA, "Запустить", "Согласен", "Администратор", "Школа есть")
    await stage.press(OLGA, "✅ Я в Сферуме", "✅ Сведения", "Добавить школу")
    await stage.say(OLGA, "костр", "Кострома", "Школа № 5")
    await stage.press(OLGA, "Пропустить", "Сохранить школу")
    await stage.say(OLGA, "5А, 5Б, 6А, 7Б", LINKS)
    await stage.press(OLGA, "Показать классы")
    await stage.message(OLGA, "classes.png")
    await stage.say(OLGA, "/school")
    await stage.press(OLGA, "Пригласить учителей")
    await stage.message(OLGA, "invite.png")
    await stage.press(OLGA, "Лист для печати")
    await stage.seen(OLGA, "Приглашение для учителей")
    draw(next(file.data for file in stage.demo.emulator.world.files.all() if file.mime))
    token = await stage.forwarded(OLGA)
    await stage.say(OLGA, "/start")
    await stage.press(OLGA, "✅ Классы и ссылки")
    return token


async def apply(stage: Stage, person: int, token: str, class_name: str, label: str) -> None:
    """A teacher comes by the invitation and applies."""
    await stage.come(person, token)
    await stage.press(person, "✅ Приложение", "✅ Профиль", "Выбрать класс", class_name)
    await stage.press(person, "✅ Заявка подана")
    if label:
        await stage.say(person, label)
    else:
        await stage.press(person, "Показывать без имени")


async def walk(stage: Stage) -> None:
    """Bring the people of a school to where each waits on another, and let the wait end."""
    world = stage.demo.emulator.world
    teachers = await administrate(stage)
    await apply(stage, ANNA, teachers, "5А", "Анна Сергеевна, физика")
    await stage.day_later()
    await apply(stage, IGOR, teachers, "7Б", "Игорь Волков, история")
    vera = world.add_person("Вера", last_name="Лебедева", note="учитель, 6А").id
    await stage.page.wait_for_timeout(500)
    await apply(stage, vera, teachers, "6А", "")
    await stage.day_later()
    await stage.press(OLGA, "Открыть список")
    await stage.message(OLGA, "waiting.png")
    await stage.press(OLGA, "Анна Сергеевна")
    await stage.message(OLGA, "decide.png")
    await stage.press(OLGA, "✅ Принят")
    await stage.seen(ANNA, "Администратор вас принял")
    await stage.say(ANNA, "/school")
    await stage.press(ANNA, "Пригласить семьи")
    await stage.come(MARINA, await stage.forwarded(ANNA))
    await stage.press(MARINA, "Родитель", "✅ Приложение", "✅ Профиль")
    await stage.say(ANNA, CHAT)
    await stage.seen(MARINA, "Учитель прислал ссылку")


def draw(paper: bytes) -> None:
    """Draw the sheet that the bot has sent, in grey: an own writer of PNG, as there is no other."""
    document = pdfium.PdfDocument(paper)  # type: ignore[no-untyped-call]
    picture = document[0].render(scale=SHEET, grayscale=True)
    rows = bytes(picture.buffer)
    lines = b"".join(
        b"\0" + rows[at : at + picture.width]
        for at in range(0, picture.stride * picture.height, picture.stride)
    )
    size = struct.pack(">IIBBBBB", picture.width, picture.height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", size), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    (IMAGES / "sheet.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(map(_chunk, parts)))
    document.close()  # type: ignore[no-untyped-call]


def _chunk(part: tuple[bytes, bytes]) -> bytes:
    name, data = part
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def only(*people: int) -> str:
    """Return a style that shows nothing but these people's phones."""
    shown = ", ".join(f'[data-person="{one}"]' for one in people)
    return f"#topbar, #chips, [data-pane]:not({shown}) {{ display: none }}"


@asynccontextmanager
async def staged(folder: Path, *people: int) -> AsyncIterator[Stage]:
    """Start the demo on the morning of a working day, with these phones from near."""
    demo = Demo(folder, demo_settings(folder))
    await demo.start(8790)
    now = datetime.fromtimestamp(demo.clock.now(), ZoneInfo(ZONE))
    morning = (now + timedelta(days=1)).replace(hour=10, minute=5)
    demo.clock.advance(round((morning - now).total_seconds()))
    async with chromium() as browser:
        page = await browser.new_page(viewport=WIDE, timezone_id=ZONE)
        # The page's own rules let no style in; a picture needs one.
        near = await browser.new_page(
            viewport=TALL, device_scale_factor=1.25, bypass_csp=True, timezone_id=ZONE
        )
        for look in (page, near):
            await look.goto(demo.emulator.url)
        await near.add_style_tag(content=only(*people))
        yield Stage(demo, page, near)
    await demo.stop_bot()
    await demo.emulator.stop()


async def take(folder: Path) -> None:
    async with staged(folder, OLGA, ANNA, MARINA) as stage:
        page, near = stage.page, stage.near
        await walk(stage)
        await page.mouse.move(0, 0)
        await page.evaluate("document.querySelector('.deck').scrollLeft = 0")
        await page.wait_for_timeout(FLASH)
        await page.screenshot(path=IMAGES / "demo.png")
        await near.set_viewport_size(THREE)
        await near.wait_for_timeout(FLASH)
        await near.screenshot(path=IMAGES / "chain.png")


async def coordinated(folder: Path) -> None:
    from scripts.operator_pictures import ELENA, coordinate  # noqa: PLC0415 - it needs this module

    async with staged(folder, ELENA) as stage:
        await coordinate(stage)


def main(argv: Sequence[str] | None = None) -> None:
    """Take all pictures, or with `operators` those of coordinators alone."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    only_operators = "operators" in (sys.argv[1:] if argv is None else argv)
    for pictures in (coordinated,) if only_operators else (take, coordinated):
        with tempfile.TemporaryDirectory() as folder:
            asyncio.run(pictures(Path(folder)))
    sys.stdout.write(f"{', '.join(sorted(one.name for one in IMAGES.glob('*.png')))}\n")


if __name__ == "__main__":
    main()
