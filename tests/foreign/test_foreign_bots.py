"""Bots written with other libraries run against the emulator as they are."""

import asyncio
import os
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.support.people import Messenger

HERE = Path(__file__).parent


@pytest.fixture
async def messenger(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Messenger]:
    """Its people wait longer: a foreign bot has to start first."""
    monkeypatch.setattr("tests.support.people.PATIENCE", 90)
    async with Messenger() as running:
        yield running


@asynccontextmanager
async def foreign(messenger: Messenger, *command: str, cwd: Path) -> AsyncIterator[None]:
    """The bot as a process of its own."""
    where = {"BOT_API_URL": messenger.url, "BOT_TOKEN": messenger.token}
    process = await asyncio.create_subprocess_exec(*command, env=os.environ | where, cwd=cwd)
    try:
        yield
    finally:
        if process.returncode is None:
            process.terminate()
        assert await process.wait() in (0, -15, 143)


async def conversation(messenger: Messenger, library: str) -> None:
    """Start with a payload, press, and get an edit and a document."""
    anna = messenger.person("Anna", language_code="en")
    hello = await anna.start("school-5")
    assert hello.text == "Hello, school-5 & co"
    assert hello.entities("bold") == ["Hello"]
    assert hello.buttons == ["Next", "Site"]
    assert library in hello.links["Site"]
    answer = await anna.tap("Next")
    assert answer.text == "Well done"
    edited = await anna.wait_for(lambda message: message.edited)
    assert (edited.id, edited.text, edited.buttons) == (hello.id, "Step 2", [])
    assert edited.entities("italic") == ["Step 2"]
    file = await anna.wait_for(lambda message: "document" in message.json)
    assert file.text == "A file"
    assert anna.file(file).name == "list.txt"
    assert anna.file(file).data.decode() == "привет"
    assert messenger.refused() == []


async def test_python_telegram_bot(messenger: Messenger) -> None:
    root = HERE.parent.parent
    async with foreign(messenger, sys.executable, str(HERE / "ptb_bot.py"), cwd=root):
        await conversation(messenger, "python-telegram-bot")


@pytest.fixture(scope="session")
def grammy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The script beside its library, installed exactly as locked."""
    if shutil.which("npm") is None or shutil.which("node") is None:
        if os.environ.get("CI") == "true":
            pytest.fail("CI must run the grammY bot: install Node.js and npm")
        pytest.skip("Node.js and npm are not there")
    folder = tmp_path_factory.mktemp("grammy")
    for name in ("bot.mjs", "package.json", "package-lock.json"):
        shutil.copy(HERE / "grammy" / name, folder)
    run(["npm", "ci", "--no-audit", "--no-fund"], folder)
    return folder


def run(command: Sequence[str], cwd: Path) -> None:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.node
async def test_a_grammy_bot_works_unchanged(messenger: Messenger, grammy: Path) -> None:
    async with foreign(messenger, "node", "bot.mjs", cwd=grammy):
        await conversation(messenger, "grammy")
