"""The demo as a program: a taken port, a restart, going on later, beginning anew."""

import asyncio
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.emulator import demo as demo_module
from bot.emulator.demo import Demo, demo_settings, forget, main
from bot.emulator.model import Json
from storage.errors import AlreadyRunningError
from tests.support.people import Someone


class Watched(Demo):
    """A demo whose people can be spoken for."""

    def anna(self) -> Someone:
        return Someone(self.emulator, self.emulator.world.people[700_000_002])  # type: ignore[arg-type]


@pytest.fixture
async def demo(tmp_path: Path) -> AsyncIterator[Watched]:
    one = Watched(tmp_path / "demo", demo_settings(tmp_path / "demo"))
    await one.start(8840)
    yield one
    await one.stop_bot()
    await one.emulator.stop()


async def test_a_restart_is_a_real_one(demo: Watched) -> None:
    anna = demo.anna()
    await anna.start()
    await anna.press("Согласен")
    await anna.press("Учитель")
    before = demo._app
    await demo.restart()
    assert demo._app is not before
    card = await anna.press("✅ Приложение установлено")
    assert "Шаг 2 из 4" in card.text
    await asyncio.gather(demo.restart(), demo.restart())
    assert demo.emulator.world.bot.running


async def test_a_taken_port_is_passed_over(
    demo: Watched, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = Demo(tmp_path / "other", demo_settings(tmp_path / "other"))
    await other.start(demo.emulator.port)
    assert other.emulator.port != demo.emulator.port
    assert f"Порт {demo.emulator.port} занят" in capsys.readouterr().out
    await other.stop_bot()
    await other.emulator.stop()


@pytest.mark.usefixtures("demo")
async def test_a_running_demo_is_not_wiped(tmp_path: Path) -> None:
    with pytest.raises(AlreadyRunningError):
        forget(tmp_path / "demo")
    assert (tmp_path / "demo" / "guide.db").exists()


async def test_it_goes_on_where_it_was_left(tmp_path: Path) -> None:
    first = Watched(tmp_path, demo_settings(tmp_path))
    await first.start(8860)
    anna = first.anna()
    await anna.start()
    await anna.press("Согласен")
    await anna.press("Учитель")
    first.clock.advance(3600)
    ending = asyncio.create_task(first.until_stopped())
    await first.stop()
    await ending
    await first.emulator.stop()
    second = Watched(tmp_path, demo_settings(tmp_path))
    await second.start(8860)
    assert second.clock.ahead >= 3600
    card = await second.anna().press("✅ Приложение установлено")
    assert "Шаг 2 из 4" in card.text
    await second.stop_bot()
    await second.emulator.stop()


def test_beginning_anew_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "messenger.json").touch()
    forget(tmp_path / "demo")
    forget(tmp_path / "demo")
    assert not list(tmp_path.iterdir())


def test_no_port_at_all(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(demo_module, "PORTS_TRIED", 1)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert main(["--port", str(taken.getsockname()[1])]) == 2
    assert "нет свободного порта" in capsys.readouterr().err


async def test_the_page_is_told_what_the_bot_has_to_send(tmp_path: Path) -> None:
    """Somebody who has begun will be reminded: the page knows when, and that nothing waits yet."""
    demo = Watched(tmp_path, demo_settings(tmp_path))
    told: asyncio.Future[Json] = asyncio.get_running_loop().create_future()

    def hear(event: Json) -> None:
        if event["type"] == "delivery" and event["delivery"]["next"] and not told.done():
            told.set_result(event["delivery"])

    demo.emulator.world.hub.listeners.add(hear)
    await demo.start(8870)
    anna = demo.anna()
    await anna.start()
    await anna.press("Согласен")
    await anna.press("Учитель")
    seen = await asyncio.wait_for(told, 15)
    assert (seen["due"], seen["flood"], seen["blocked"], seen["down"]) == (0, 0, 0, False)
    assert seen["next"] > demo.clock.now()
    await demo.stop_bot()
    await demo.emulator.stop()
