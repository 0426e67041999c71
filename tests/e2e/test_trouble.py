"""Bad days: redelivery, a broken network, flood waits, a fault inside, a wrong token."""

import asyncio
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot import logs
from bot.gateway import TRIES
from storage import CommitError, Tx
from tests.support.people import Messenger, Someone
from tests.support.town import Town

ROOT = Path(__file__).parents[2]


async def revision(town: Town, person: Someone) -> int:
    journey = await town.app.house.db.read(lambda tx: tx.journeys.current(person.id))
    assert journey is not None
    return journey.revision


async def test_a_redelivered_update_changes_nothing(town: Town) -> None:
    anna = await town.someone()
    taken = town.messenger.world.updates.take(100)
    await anna.touch("✅ Приложение установлено")
    newest = next(one for one in town.messenger.world.updates.take(100) if one not in taken)
    await anna.wait_for_text("Шаг 2 из 4")
    town.messenger.world.updates.redeliver(newest)
    await town.messenger.wait_for_call(lambda call: call["method"] == "editMessageText")
    assert await revision(town, anna) == 1
    assert "Шаг 2 из 4" in anna.last.text


async def test_a_lost_connection_is_got_over_alone(town: Town) -> None:
    anna = await town.someone()
    town.messenger.faults.next("drop_before", ["getUpdates"])
    await anna.press("✅ Приложение установлено")
    await anna.touch("✅ Профиль создан")
    await anna.wait_for_text("Шаг 3 из 4")


async def test_a_lost_answer_is_made_up_for_by_the_next_tap(town: Town) -> None:
    anna = await town.someone()
    town.messenger.faults.next("drop_after", ["editMessageText"], times=1)
    await anna.touch("✅ Приложение установлено")
    await anna.wait_for_text("Шаг 2 из 4")
    assert await revision(town, anna) == 1


async def test_a_long_break_is_made_up_for_alone(town: Town) -> None:
    """Each try of the edit is lost, so the answer is given up; then it comes of itself."""
    anna = await town.someone()
    town.messenger.faults.next("drop_before", ["editMessageText"], times=TRIES)
    await anna.touch("✅ Приложение установлено")
    await anna.wait_for_text("Шаг 2 из 4")


async def test_a_lost_warning_about_a_code_comes_all_the_same(town: Town) -> None:
    anna = await town.someone()
    town.messenger.faults.next("drop_before", ["sendMessage"])
    town.messenger.faults.next("server_error", ["sendMessage"])
    anna.unread.clear()
    mine = await anna.say("482193")
    await anna.gone(mine)
    assert "Я удалил сообщение" in (await anna.next()).text


async def test_a_strangers_lost_greeting_comes_all_the_same(town: Town) -> None:
    anna = town.messenger.person("Анна")
    town.messenger.faults.next("server_error", ["sendMessage"])
    assert "проводник" in (await anna.start()).text


async def test_a_full_disk_does_not_end_the_bot(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = asyncio.Event()

    async def refuse(_function: object) -> None:
        asked.set()
        raise CommitError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(town.app.house.db, "write", refuse)
        pruning = asyncio.create_task(town.app._prune())
        await asked.wait()
        await asyncio.sleep(0)
        assert not pruning.done()
        pruning.cancel()
    anna = await town.someone()
    assert "Шаг 1" in anna.last.text


async def test_a_flood_wait_is_waited_out(town: Town) -> None:
    anna = await town.someone()
    town.messenger.faults.next("flood", ["editMessageText"], seconds=1)
    card = await anna.press("✅ Приложение установлено")
    assert "Шаг 2 из 4" in card.text


@pytest.mark.usefixtures("quiet_afterwards")
async def test_a_fault_inside_gives_a_code_to_quote(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = io.StringIO()
    logs.setup("json", "INFO", stream=log)
    anna = await town.someone()

    def fail(_tx: Tx) -> None:
        raise ZeroDivisionError("for the test")

    whole = town.app.house.db.write
    monkeypatch.setattr(town.app.house.db, "write", lambda _function: whole(fail))
    anna.unread.clear()
    await anna.tap("✅ Приложение установлено")
    said = await anna.next()
    found = re.search(r"код ([A-Z]\d-\w{3})\.", said.text)
    assert found
    assert "Ваш шаг сохранён" in said.text
    monkeypatch.undo()
    lines = [json.loads(line) for line in log.getvalue().splitlines() if "{" in line]
    failures = [line for line in lines if line.get("code") == found[1]]
    assert len(failures) == 1, "logged once"
    assert "ZeroDivisionError" in json.dumps(failures[0])
    assert str(anna.id) not in json.dumps(lines)
    assert "Анна" not in json.dumps(lines, ensure_ascii=False)
    await anna.tap("✅ Приложение установлено")
    assert await revision(town, anna) == 1, "the step was saved, and goes on"


async def test_a_wrong_token_ends_with_one_line(tmp_path: Path) -> None:
    async with Messenger() as messenger:
        env = os.environ | {
            "BOT_TOKEN": "42:another-token-of-nobody-at-all",
            "BOT_API_URL": messenger.url,
            "PYTHONPATH": str(ROOT),
        }
        bot = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", env=env, cwd=tmp_path, stderr=subprocess.PIPE
        )
        _, said = await bot.communicate()
    assert bot.returncode == 2
    assert "BOT_TOKEN не подходит" in said.decode().splitlines()[-1]
    assert "another-token" not in said.decode()


async def test_pages_of_somebody_without_a_role(town: Town) -> None:
    anna = town.messenger.person("Анна")
    await anna.start()
    await anna.press("Согласен")
    menu = await anna.ask("/menu")
    assert not any("Весь путь" in one for one in menu.buttons)
    for data in ("p:plan::", "p:help::", "p:symptom:no_code:", "p:helped:no_code:1", "p:step::"):
        await anna.tap(data, force=True)
        await anna.wait_for_text("Выберите, кто вы")
        await anna.ask("/menu")
    await anna.tap("p:data::", force=True)
    await anna.wait_for_text("Мои данные")


async def test_pages_of_somebody_unknown(town: Town) -> None:
    anna = town.messenger.person("Анна")
    await anna.start()
    for data in (
        "p:menu::",
        "p:roles::",
        "p:plan::",
        "p:data::",
        "p:begin:teacher:",
        "p:switch:1:",
    ):
        answer = await anna.tap(data, force=True)
        assert "Согласен" in answer.text
        await anna.wait_for_text("/forget")
    for data, words in (("p:faq:0:", "Вопросы и ответы"), ("p:rules::", "общие правила")):
        await anna.tap(data, force=True)
        assert "Начать" in (await anna.wait_for_text(words)).buttons
    await anna.tap("p:forget:now:", force=True)
    await anna.tap("p:helped:no_code:1", force=True)
    await anna.tap("j:1:install:done:0:", force=True)
    for command in ("/mydata", "/forget"):
        assert "О вас ничего не хранится" in (await anna.ask(command)).text
    assert await town.app.house.db.read(lambda tx: tx.persons.get(anna.id)) is None
