"""Names under the key of an installation: at the start, by the command, and where there is none."""

import asyncio
import os
import sqlite3
from pathlib import Path
from typing import Any

import pytest
import structlog
from structlog.testing import capture_logs

from bot import sealing
from bot.__main__ import main
from bot.actions import claims, labels, school
from bot.actions.answers import answered
from bot.actions.view import present
from bot.serve import _secrets
from bot.settings import Settings
from flows import Role
from storage import Ask, Database, Seal, Tx
from storage.sealed import read_key
from tests.bot.invited import ADMIN, ANNA, AT, TEACHER, Village, keys, note, pages, walks
from tests.support.keys import KEY, OTHER_KEY, SEAL, written

NAME = "Мария Ивановна, физика"


def settings(**given: Any) -> Settings:
    options: dict[str, Any] = {"_env_file": None, **given}
    return Settings(**options)


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing of this machine's settings; loggers as they are when nothing was set up."""
    for name in list(os.environ):
        if name.startswith("DATA_KEY") or name in {"BOT_TOKEN", "DATABASE_URL"}:
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sealing, "log", structlog.get_logger())


# -- without a key ---------------------------------------------------------------------------------


@pytest.fixture
async def keyless(tmp_path: Path) -> Any:
    db = await Database.open(f"sqlite:///{tmp_path}/keyless.db", clock_now=lambda: AT)
    one = Village(db)
    await one.build()
    yield one
    await db.close()


async def test_without_a_key_whoever_applies_is_asked_nothing(keyless: Village) -> None:
    def joins(tx: Tx) -> None:
        tx.staff.join(ANNA, keyless.school, TEACHER, "joined", AT)
        walks(tx, ANNA, TEACHER, "apply", keyless.school, keyless.klass)

    await keyless.run(joins)
    view = await keyless.taps(ANNA, "done")
    assert "vk-teacher-await_acceptance.title" in keys(view)
    assert await keyless.run(lambda tx: tx.asks.get(ANNA)) is None


async def test_without_a_key_no_page_offers_to_write_a_name(keyless: Village) -> None:
    await keyless.applies(ANNA, keyless.klass)
    shown = pages(await keyless.do(ANNA, school.school("")))
    assert "label" not in {name for name, _, _ in shown}
    assert note(await keyless.do(ANNA, labels.ask)) == "note-label-off"


async def test_without_a_key_an_old_question_keeps_nothing(keyless: Village) -> None:
    """It was asked while there was a key."""
    await keyless.applies(ANNA, keyless.klass)
    await keyless.run(lambda tx: tx.asks.put(ANNA, Ask("label", keyless.school, {}, AT)))
    assert note(await keyless.do(ANNA, answered(NAME, "", present))) == "note-label-off"
    assert (await keyless.row(ANNA)).label == ""
    assert await keyless.run(lambda tx: tx.asks.get(ANNA)) is None


async def test_without_a_key_a_claim_has_no_name(keyless: Village) -> None:
    def claim(tx: Tx) -> None:
        tx.staff.join(ANNA, keyless.school, Role.ADMIN, "claim", AT)
        walks(tx, ANNA, ADMIN, "sign_in", keyless.school)

    await keyless.run(claim)
    assert note(await keyless.do(ANNA, claims.introduce())) == "note-label-off"
    here = await keyless.run(lambda tx: tx.schools.get(keyless.school))
    person = await keyless.run(lambda tx: tx.persons.get(ANNA))
    assert here is not None
    assert person is not None
    view = await keyless.run(lambda tx: claims.waiting(tx, person, here))
    assert "introduce" not in {name for name, _, _ in pages(view)}
    asked = Ask(claims.INTRODUCE, keyless.school, {}, AT)
    await keyless.run(lambda tx: tx.asks.put(ANNA, asked))
    assert note(await keyless.do(ANNA, answered(NAME, "", present))) == "note-label-off"
    assert (await keyless.row(ANNA, ADMIN)).label == ""


# -- at the start ----------------------------------------------------------------------------------


async def plain(village: Village) -> None:
    """Store a name as an earlier release did."""
    await village.applies(ANNA, village.klass)
    await village.run(lambda tx: tx.execute("UPDATE staff SET label = :x", {"x": NAME}))


async def test_a_start_seals_what_is_in_plain(village: Village) -> None:
    await plain(village)
    with capture_logs() as lines:
        await sealing.settle(village.db, settings(data_key=written(KEY)))
    assert (await village.row(ANNA)).label == NAME
    assert [(one["log_level"], one["count"]) for one in lines] == [("info", 4)]
    assert NAME not in str(lines)


async def test_a_start_without_a_key_says_what_is_off(keyless: Village) -> None:
    await plain(keyless)
    with capture_logs() as lines:
        await sealing.settle(keyless.db, settings())
        await sealing.settle(keyless.db, settings())
    assert [one["log_level"] for one in lines] == ["warning"] * 3
    assert "deleted" in lines[0]["event"]
    assert lines[1] == lines[2]
    assert "neither asked for nor kept" in lines[1]["event"]
    assert NAME not in str(lines)


async def test_a_text_that_does_not_open_is_reported_without_it(village: Village) -> None:
    await plain(village)
    seal = sealing.seal_of(settings(data_key=written(KEY)))
    village.db = await _reopened(village, seal)
    with capture_logs() as lines:
        assert (await village.row(ANNA)).label == ""
        await village.row(ANNA)
    (line,) = lines
    assert (line["log_level"], line["where"]) == ("error", "staff.label")
    assert NAME not in str(line)


async def _reopened(village: Village, seal: Seal) -> Database:
    url = village.db._url
    await village.db.close()
    return await Database.open(url, seal=seal)


def test_keys_are_secrets_of_the_log() -> None:
    known = settings(data_key=written(KEY), data_key_old=f"{written(OTHER_KEY)}, {written(KEY)}")
    assert _secrets(known) == [written(KEY), written(OTHER_KEY), written(KEY)]
    assert known.data_keys == (KEY, OTHER_KEY, KEY)


# -- by the command --------------------------------------------------------------------------------


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    """A database with one name, sealed with the first key."""
    path = tmp_path / "data" / "guide.db"

    async def make() -> None:
        db = await Database.open(f"sqlite:///{path}", clock_now=lambda: AT, seal=SEAL)
        village = Village(db)
        await village.build()
        await village.applies(ANNA, village.klass, label=NAME)
        await db.close()

    asyncio.run(make())
    return path


def label(path: Path) -> str:
    with sqlite3.connect(path) as connection:
        (found,) = connection.execute("SELECT label FROM staff WHERE label <> ''").fetchone()
    connection.close()
    return str(found)


def test_a_new_key_is_one_that_fits(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["migrate", "--new-key"]) == 0
    name, _, key = capsys.readouterr().out.strip().partition("=")
    assert name == "DATA_KEY"
    assert len(read_key(key)) == 32
    main(["migrate", "--new-key"])
    assert key not in capsys.readouterr().out
    assert list(Path().iterdir()) == [], "nothing was opened"


def test_a_key_is_rotated(
    stored: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATA_KEY", written(OTHER_KEY))
    monkeypatch.setenv("DATA_KEY_OLD", written(KEY))
    assert label(stored).startswith(SEAL.mark)
    assert main(["migrate", "--rotate-key"]) == 0
    assert "Зашифровано новым ключом: 1" in capsys.readouterr().out
    assert label(stored).startswith(Seal([OTHER_KEY]).mark)
    assert main(["migrate", "--rotate-key"]) == 0
    assert "новым ключом: 0" in capsys.readouterr().out


def test_without_the_old_key_nothing_is_lost(
    stored: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATA_KEY", written(OTHER_KEY))
    before = label(stored)
    assert main(["migrate", "--rotate-key"]) == 1
    assert "Не открылись и оставлены как есть: 1" in capsys.readouterr().err
    assert label(stored) == before


def test_rotating_to_no_key_is_refused(stored: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = label(stored)
    assert main(["migrate", "--rotate-key"]) == 2
    said = capsys.readouterr().err
    assert "DATA_KEY" in said
    assert said.count("\n") == 1
    assert label(stored) == before


def test_an_old_key_alone_is_refused(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATA_KEY_OLD", written(KEY))
    assert main(["migrate"]) == 2
    said = capsys.readouterr().err
    assert "DATA_KEY_OLD" in said
    assert written(KEY) not in said


def test_one_way_at_a_time(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["migrate", "--show", "--new-key"])
    assert "not allowed with" in capsys.readouterr().err
