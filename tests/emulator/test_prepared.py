"""The demo's prepared school: where everybody stands, how it goes on, and when it cannot be."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, NamedTuple

import aiohttp
import pytest

from bot.emulator import prepared
from bot.emulator.demo import PEOPLE, Demo, demo_settings
from bot.emulator.model import Json
from flows import Role
from storage import Tx
from tests.support.people import Someone

NAMES = [first for first, _, _ in PEOPLE]


class Stand(NamedTuple):
    """Where somebody's present journey is."""

    role: Role
    state: str
    school: str
    klass: str


class Stage(Demo):
    """A demo whose people can be spoken for, and whose page can be pressed."""

    def someone(self, name: str) -> Someone:
        person = self.emulator.world.people[700_000_001 + NAMES.index(name)]
        return Someone(self.emulator, person)  # type: ignore[arg-type]

    async def press(self, name: str = "school", status: int = 200) -> str:
        """Press the page's button; return what the page shows if it was refused."""
        answer = await self.post("prepare", {"name": name}, status)
        return str(answer.get("error", ""))

    async def post(self, path: str, body: Json, status: int = 200) -> Json:
        address, headers = f"{self.emulator.url}/control/{path}", {"X-Emulator": "1"}
        async with (
            aiohttp.ClientSession(headers=headers) as session,
            session.post(address, json=body) as response,
        ):
            assert response.status == status
            answer: Json = await response.json()
            return answer

    async def read(self, function: Any) -> Any:
        assert self._app is not None
        return await self._app.house.db.read(function)

    async def stands(self, name: str) -> Stand | None:
        """Where somebody stands; None for whoever the bot does not know."""
        person = self.someone(name).id

        def read(tx: Tx) -> Stand | None:
            journey = tx.journeys.current(person)
            if journey is None:
                return None
            school = tx.schools.get(journey.school_id or 0)
            klass = tx.classes.get(journey.class_id or 0)
            return Stand(
                journey.role,
                journey.state,
                school.name if school else "",
                klass.text if klass else "",
            )

        stand: Stand | None = await self.read(read)
        return stand


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    one = Stage(tmp_path, demo_settings(tmp_path))
    await one.start(8900)
    yield one
    await one.stop_bot()
    await one.emulator.stop()


def expected(school: str) -> dict[str, Stand | None]:
    return {
        "Ольга": Stand(Role.ADMIN, "accept_teachers", school, ""),
        "Анна": Stand(Role.TEACHER, "finished", school, "5А"),
        "Игорь": Stand(Role.TEACHER, "await_acceptance", school, "7Б"),
        "Марина": Stand(Role.FAMILY, "join_chat", school, "5А"),
        "Саша": Stand(Role.FAMILY, "await_link", school, "7Б"),
        "Елена": None,
    }


async def everybody(stage: Stage) -> dict[str, Stand | None]:
    return {name: await stage.stands(name) for name in NAMES}


async def test_everybody_stands_where_they_wait_for_another(stage: Stage) -> None:
    assert await stage.press() == ""
    assert await everybody(stage) == expected("Школа № 5")

    def rows(tx: Tx) -> list[tuple[str, bool, bool]]:
        journey = tx.journeys.current(stage.someone("Ольга").id)
        assert journey is not None
        found = tx.classes.of_school(journey.school_id or 0)
        return [(one.text, bool(one.link), bool(one.chat)) for one in found]

    assert await stage.read(rows) == [
        ("5А", True, True),
        ("5Б", False, False),
        ("7Б", False, False),
    ]


async def test_each_chat_ends_with_what_its_person_can_do(stage: Stage) -> None:
    await stage.press()
    olga = stage.someone("Ольга").last
    assert "Ждут принятия: 1" in olga.text
    assert "7Б" in olga.text
    assert olga.buttons == ["Открыть список", "✅ Принял(а) всех", "Моя школа", "К шагу"]
    assert "Приглашаю в чат класса" in stage.someone("Анна").last.text
    igor = stage.someone("Игорь").last
    assert "Дождитесь администратора" in igor.text
    assert "Напомнить администратору" in igor.buttons
    marina = stage.someone("Марина").last
    assert marina.text.startswith("Родитель · Школа № 5 · 5А")
    assert marina.links["Вступить в чат класса ↗"] == prepared.CHAT_LINK
    assert "Дождитесь ссылки" in stage.someone("Саша").last.text
    assert not stage.someone("Елена").messages


async def test_a_tap_of_the_administrator_sets_the_chain_going(stage: Stage) -> None:
    await stage.press()
    olga, igor, sasha = (stage.someone(name) for name in ("Ольга", "Игорь", "Саша"))
    await olga.press("Открыть список")
    await olga.press("Игорь Волков")
    await olga.press("✅ Принят(а)")
    card = await igor.wait_for_text("Шаг 4 из 4")
    assert "Администратор вас принял" in card.text
    igor.unread.clear()
    await igor.say("https://sferum.ru/?p=messages&join=SYNTHETICofTheTest=")
    assert "Её ждал 1 человек" in (await igor.next()).text
    moved = await sasha.wait_for_text("Вступите в чат класса")
    assert "Вступить в чат класса ↗" in moved.links


async def test_pressed_again_it_begins_anew_in_another_school(stage: Stage) -> None:
    await stage.press()
    await stage.press()
    assert await everybody(stage) == expected("Школа № 6")
    await stage.press()
    assert await everybody(stage) == expected("Школа № 7")


async def test_people_in_the_middle_of_something_begin_anew(stage: Stage) -> None:
    """One walks, one reads English, one has blocked the bot, one has not agreed, one types."""
    olga, anna, igor, marina, sasha = (stage.someone(name) for name in NAMES[:5])
    for one, role in ((olga, "Администратор"), (anna, "Учитель"), (marina, "Родитель")):
        await one.start()
        await one.press("Согласен")
        await one.press(role)
    await olga.press("Школа есть")
    await olga.press("Добавить школу")
    await anna.ask("/settings")
    await anna.press("English")
    marina.block()
    await igor.start()
    await igor.press("English")
    await sasha.ask("абракадабра")
    assert await stage.press() == ""
    assert await everybody(stage) == expected("Школа № 5")
    assert not marina.person.blocked


async def test_a_page_closed_in_between_changes_nothing(stage: Stage) -> None:
    pressing = asyncio.create_task(stage.press())
    olga = stage.someone("Ольга")
    await olga.wait_for_text("вопрос 1 из 4")
    pressing.cancel()
    restarted = asyncio.create_task(stage.restart())
    await stage.someone("Саша").wait_for_text("Дождитесь ссылки")
    await restarted
    assert await everybody(stage) == expected("Школа № 5")


async def test_what_cannot_be_is_said_on_the_page(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await stage.press("nosuch", 400) == "Такого положения нет"
    await stage.post("faults", {"slow": 1})
    assert await stage.press(status=400) == "Сначала выключите сбои"
    await stage.post("faults", {"slow": 0})
    async with stage._restarting:
        assert "Бот занят" in await stage.press(status=400)
    await stage.stop_bot()
    monkeypatch.setattr(prepared, "PATIENCE", 0.05)
    said = await stage.press(status=400)
    assert said.startswith("Школа не подготовлена. Ольга: нет кнопки «✅ Согласен»")
    monkeypatch.undo()
    await stage.start_bot()
    await stage.someone("Ольга").wait_for_text("проводник по Сферуму")
    assert await stage.press() == ""
    assert await everybody(stage) == expected("Школа № 5")


async def test_the_page_is_offered_the_situations_by_title(stage: Stage) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{stage.emulator.url}/control/state") as response,
    ):
        hooks = (await response.json())["hooks"]
    assert hooks["prepare"] == {"school": "Подготовить школу", "region": "Подготовить регион"}
