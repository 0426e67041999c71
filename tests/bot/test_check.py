"""`python -m bot check`: what it finds, and that its own list of texts is the sources'."""

import datetime as dt
import re
import shutil
from pathlib import Path

import pytest

from bot import check
from bot.menu import NAMES
from bot.texts import FOLDER
from flows.check import text_keys
from flows.library import library
from tests.support.content import ENTRY, HEAD, read, spoiled

BOT = Path(check.__file__).parent


@pytest.fixture
def languages(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "locales"))


def change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_all_is_well_as_it_is() -> None:
    assert check.all_faults() == []


def test_a_missing_text_is_named(languages: Path) -> None:
    change(languages, "en/teacher.ftl", "    .done = The app is installed\n", "")
    assert "en: нет текста vk-teacher-install.done" in check.all_faults(languages)


def test_a_text_that_nobody_asks_for_is_named(languages: Path) -> None:
    change(languages, "ru/common.ftl", "button-menu = ☰", "button-menu = ☰\nleft-over = лишнее")
    assert check.all_faults(languages) == ["ru: лишний текст left-over"]


def test_an_argument_that_is_not_given_is_named(languages: Path) -> None:
    change(languages, "ru/common.ftl", "note-long = Это", "note-long = { $nobody } Это")
    assert check.all_faults(languages) == ["ru: note-long просит nobody, а этого ему не дают"]


def test_a_button_too_long_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_long(_does: object) -> str:
        raise ValueError("a button of 99 bytes")

    monkeypatch.setattr(check, "pack", too_long)
    assert check.main([]) == 1
    assert "99 bytes" in capsys.readouterr().err


def test_buttons_that_begin_otherwise_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "PAGE", "q")
    assert any("'q'" in fault for fault in check.all_faults())


def test_the_handlers_own_texts_are_those_in_the_sources() -> None:
    """Each literal key of them is listed or drawn by a screen, and each listed one is used."""
    literal = re.compile(r'"((?:note|mydata|profile)[-.][a-z_-]+(?:\.[a-z_]+)?)"')
    sources = [path for path in BOT.rglob("*.py") if path.name != "check.py"]
    used = {key for path in sources for key in literal.findall(path.read_text(encoding="utf-8"))}
    listed = {key for key in check.OWN if key.startswith(("note-", "mydata.", "profile."))}
    assert used <= check.OWN.keys() | text_keys(NAMES)
    assert listed <= used


def test_a_faulty_library_is_all_that_is_said(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Nothing can be drawn without it, so nothing else is checked."""
    with spoiled(monkeypatch, tmp_path, "rules.toml", 'source = "S, M"', 'source = "S, Z"'):
        assert check.main([]) == 1
    said = capsys.readouterr().err
    assert re.fullmatch(
        r"flows/content/rules\.toml:\d+: rules: source: буквы Z нет в sources\.toml\n", said
    )


RULES = HEAD + ENTRY.format(key="rules_1")


@pytest.mark.parametrize(
    ("more", "today", "said"),
    [
        ("", "2026-11-23", ""),
        ("", "2027-11-22", ""),
        ("", "2027-11-23", "смотрели 23.11.2026, пора проверить снова"),
        ("review = 2027-02-01\n", "2027-01-31", ""),
        ("review = 2027-02-01\n", "2027-02-01", "смотрели 23.11.2026, пора проверить снова"),
        ("review = 2029-02-01\n", "2028-01-01", ""),
        ("", "2026-11-22", "дата 23.11.2026 ещё не наступила"),
    ],
)
def test_an_entry_is_to_be_looked_up_again_in_time(
    monkeypatch: pytest.MonkeyPatch, more: str, today: str, said: str
) -> None:
    monkeypatch.setattr(check, "library", lambda: read(rules=RULES + more))
    remarks = [one for one in check.remarks(dt.date.fromisoformat(today)) if "rules_1" in one]
    assert remarks == ([f"flows/content/rules.toml:5: rules_1: {said}"] if said else [])


def test_what_is_stale_is_a_remark_and_no_fault(capsys: pytest.CaptureFixture[str]) -> None:
    assert check.main(["--today", "2099-01-01"]) == 0
    said = capsys.readouterr().out
    assert said.count("На заметку: flows/content/") == len(library().entries)
    assert "Всё сходится" in said


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(SystemExit, match="2"):
        check.main(["--today", "вчера"])
