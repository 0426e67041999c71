"""The program as it is started: exit codes, one-line refusals, a clean stop."""

import asyncio
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

import pytest

from bot.__main__ import COMMANDS, main
from bot.emulator.model import Chat
from flows import Role
from flows.notice import NOTICE
from storage import Database, Tx
from storage.reading import reader
from tests.support.content import spoiled
from tests.support.people import Messenger

ROOT = Path(__file__).parents[2]
TOKEN = "42:emulated-token-of-no-use-elsewhere"
OWED: Final = 5_000_000_777
WAITING: Final = "SELECT COUNT(*) FROM outbox"


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing of this machine's settings."""
    for name in list(os.environ):
        if name in {"BOT_TOKEN", "DATABASE_URL", "LOCALE", "BOT_API_URL"}:
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def test_run_without_a_token_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run"]) == 2
    said = capsys.readouterr().err
    assert "BOT_TOKEN" in said
    assert said.count("\n") == 1


def test_every_bad_setting_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOT_TOKEN", "secret-but-malformed")
    monkeypatch.setenv("LOCALE", "xx")
    for command in (["run"], ["demo"], ["migrate"], ["export", "--backup", "x"]):
        assert main(command) == 2
        said = capsys.readouterr().err
        assert "BOT_TOKEN" in said
        assert "LOCALE" in said
        assert "secret-but-malformed" not in said
    assert list(Path().iterdir()) == [], "nothing was started"


@pytest.mark.parametrize("command", [["run"], ["demo"], ["simulate", "--cards"]])
def test_a_faulty_library_is_named_before_anything_is_started(
    command: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    with spoiled(monkeypatch, tmp_path, "acts.toml", "title.en", "title.de"):
        assert main(command) == 2
    said = capsys.readouterr().err.splitlines()
    assert all(one.startswith("flows/content/acts.toml:") for one in said)
    assert any("title.en должно быть текстом" in one for one in said)
    assert not Path("data").exists(), "nothing was started"


def test_an_unknown_command_lists_the_known(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["nosuch"])
    said = capsys.readouterr().err
    assert all(name in said for name in COMMANDS)


def test_migrate_shows_and_applies(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["migrate", "--show"]) == 0
    assert "ждёт" in capsys.readouterr().out
    assert main(["migrate"]) == 0
    assert "применено сейчас" in capsys.readouterr().out
    assert main(["migrate"]) == 0
    assert "обновлять нечего" in capsys.readouterr().out


def test_a_backup_is_a_database(capsys: pytest.CaptureFixture[str]) -> None:
    main(["migrate"])
    assert main(["export", "--backup", "copy.db"]) == 0
    assert sqlite3.connect("copy.db").execute("SELECT count(*) FROM persons").fetchone() == (0,)
    assert main(["export", "--backup", "copy.db"]) == 1
    assert "exists already" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["run"], ["demo"], ["migrate"]])
def test_a_foreign_file_is_refused_and_left_alone(
    command: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    folder = Path("data/demo" if command == ["demo"] else "data")
    folder.mkdir(parents=True)
    (folder / "guide.db").write_bytes(b"not a database" * 100)
    assert main(command) == 2
    assert "DATABASE_URL" in (said := capsys.readouterr().err) or "Демо" in said
    assert (folder / "guide.db").read_bytes() == b"not a database" * 100


def test_steps_of_another_release_are_refused(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    main(["migrate"])
    with sqlite3.connect("data/guide.db") as db:
        db.execute(
            "INSERT INTO persons (id, language, agreed_at, notice, bottom, payload, created_at)"
            " VALUES (1, 'ru', 1, 1, 0, '', 1)"
        )
        db.execute(
            "INSERT INTO journeys (person_id, role, edition, state, since, started, revision,"
            " variant, ticks, reason, asked) VALUES (1,'teacher','vk','fly',1,1,0,'','','',0)"
        )
    db.close()
    capsys.readouterr()
    assert main(["run"]) == 2
    assert "vk/teacher/fly" in capsys.readouterr().err


def test_check_passes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    assert "Всё сходится" in capsys.readouterr().out


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
async def test_a_signal_stops_cleanly(stop: signal.Signals, tmp_path: Path) -> None:
    """Started as a process against the emulator; what was tapped before the signal is done."""
    async with Messenger() as messenger:
        anna = messenger.person("Анна")
        env = os.environ | {
            "BOT_TOKEN": messenger.token,
            "BOT_API_URL": messenger.url,
            "DATABASE_URL": f"sqlite:///{tmp_path}/guide.db",
            "LOG_FORMAT": "json",
            "PYTHONPATH": str(ROOT),
        }
        bot = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", env=env, cwd=tmp_path, stderr=subprocess.PIPE
        )
        await anna.start()
        await anna.press("Согласен")
        bot.send_signal(stop)
        _, said = await bot.communicate()
        log = said.decode()
    assert bot.returncode == 0
    assert '"left": 0' in log
    assert "Анна" not in log
    assert str(anna.id) not in log
    assert messenger.token not in log


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _owes(tx: Tx) -> None:
    """Let Anna be owed a hand-off."""
    now = int(time.time())
    tx.persons.agree(OWED, language="ru", at=now, notice=NOTICE)
    journey = tx.journeys.start(OWED, Role.TEACHER, "vk", "create_chat", "", now)
    tx.outbox.put(OWED, "moved", journey.id, now, detail="accepted")


async def test_without_a_network_everything_is_kept_and_comes_later(tmp_path: Path) -> None:
    """The program starts where nobody answers, lives on, and says what it owes once it can."""
    url, port = f"sqlite:///{tmp_path}/guide.db", _free_port()
    db = await Database.open(url)
    await db.write(_owes)
    await db.close()
    messenger = Messenger()
    env = os.environ | {
        "BOT_TOKEN": messenger.token,
        "BOT_API_URL": f"http://127.0.0.1:{port}",
        "DATABASE_URL": url,
        "LOG_FORMAT": "json",
        "PYTHONPATH": str(ROOT),
    }
    bot = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", env=env, cwd=tmp_path, stderr=subprocess.PIPE
    )
    assert bot.stderr is not None
    while b"a message was not taken" not in (line := await bot.stderr.readline()):
        assert line, "it ended"
    with reader(url) as tx:
        assert tx.execute(WAITING, {}).fetchone() == (1,)
    await messenger.start(port)
    anna = messenger.person("Анна", person_id=OWED)
    anna.person.started = True
    messenger.world.chats.setdefault(OWED, Chat(OWED, "private", members=[OWED]))
    await anna.wait_for_text("Администратор вас принял")
    bot.send_signal(signal.SIGTERM)
    _, said = await bot.communicate()
    await messenger.stop()
    assert bot.returncode == 0
    assert "messages go out again" in said.decode()
    with reader(url) as tx:
        assert tx.execute(WAITING, {}).fetchone() == (0,)
