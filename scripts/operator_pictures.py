"""The pictures of docs/for-operators.md: what each command of a coordinator shows in the demo."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import Final

from playwright.async_api import ViewportSize

from bot.emulator import persons
from scripts.screenshots import ANNA, FLASH, Stage

ELENA: Final = 700_000_006
LONG: Final[ViewportSize] = {"width": 1084, "height": 1500}
"""High enough for the longest page of a coordinator."""
QUESTION: Final = "Не вижу свою школу в списке, хотя администратор её добавил."
TABLE: Final = """Регион;Муниципалитет;Школа;ИНН
Пермский край;Лысьва;Школа № 77;
Пермский край;Лысьва;Школа № 78;
Атлантида;Лысьва;Школа № 79;
"""
Shows = Callable[[Stage], Awaitable[None]]


async def coordinate(stage: Stage) -> None:
    """Prepare a region, let somebody ask, and picture each command."""
    await stage.near.set_viewport_size(LONG)
    await stage.page.get_by_role("button", name="Подготовить регион").click()
    await stage.pane(ELENA).get_by_role("button", name="Запустить").click()
    await stage.seen(ELENA, "Согласен")
    await stage.press(ELENA, "Согласен")
    await asyncio.sleep(4)
    await question(stage)
    for name, shows in PICTURES.items():
        await shows(stage)
        await stage.message(ELENA, f"op-{name}.png")


async def question(stage: Stage) -> None:
    """A teacher asks; the coordinators are told."""
    await stage.press(ANNA, "Запустить", "Согласен", "Учитель")
    await stage.say(ANNA, "/ask")
    await stage.press(ANNA, "Спросить координатора")
    await stage.say(ANNA, QUESTION)
    await stage.seen(ELENA, "Новый вопрос")


def says(text: str, *labels: str) -> Shows:
    """Type, and press what comes."""

    async def shows(stage: Stage) -> None:
        await stage.say(ELENA, text)
        await stage.page.wait_for_timeout(700)
        await stage.press(ELENA, *labels)

    return shows


async def pictures(stage: Stage) -> None:
    """The album of /stats, drawn by the bot."""
    await stage.say(ELENA, "/stats Пермский край")
    await stage.press(ELENA, "Картинки")
    await stage.pane(ELENA).locator("[data-message] img").last.wait_for()
    await stage.page.wait_for_timeout(FLASH)


async def first(stage: Stage, sign: str) -> None:
    """Press the first button that begins so."""
    button = stage.pane(ELENA).locator("button").filter(has_text=re.compile(sign)).last
    await button.click()
    await stage.page.wait_for_timeout(700)


async def school(stage: Stage) -> None:
    await stage.say(ELENA, "/schools")
    await stage.page.wait_for_timeout(700)
    await first(stage, "⏳")


async def person(stage: Stage) -> None:
    await stage.say(ELENA, "/find Школа № 3")
    await stage.page.wait_for_timeout(700)
    await stage.press(ELENA, "4")
    await first(stage, "👣")


async def ticket(stage: Stage) -> None:
    await stage.say(ELENA, "/tickets")
    await stage.page.wait_for_timeout(700)
    await first(stage, "🔴")


async def table(stage: Stage) -> None:
    await stage.say(ELENA, "/import")
    await stage.page.wait_for_timeout(700)
    world = stage.demo.emulator.world
    persons.upload(world, world.people[ELENA], "document", "shkoly.csv", TABLE.encode())
    await stage.seen(ELENA, "Таблица прочитана")


async def home(stage: Stage) -> None:
    await stage.say(ELENA, "/stats")
    await stage.press(ELENA, "В начало")


PICTURES: Final[dict[str, Shows]] = {
    "home": home,
    "stats": says("/stats Пермский край"),
    "charts": pictures,
    "schools": says("/schools"),
    "school": school,
    "stuck": says("/stuck 7 Лысьва"),
    "find": person,
    "tickets": says("/tickets"),
    "ticket": ticket,
    "broadcast": says("/broadcast", "Новая рассылка"),
    "export": says("/export"),
    "import": table,
    "mute": says("/mute Лысьва", "Приостановить здесь", "Все напоминания"),
    "grants": says("/stats Лысьва", "В начало", "Права", "Дать право"),
    "audit": says("/audit"),
    "links": says("/links"),
    "health": says("/health"),
}
"""A picture a command, by the end of its name: `op-stats.png`."""
