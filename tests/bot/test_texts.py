"""Texts: keys, plurals, dates, escaping, and the typographer's spaces."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.texts import LOCALES, NBSP, MissingText, Texts
from flows.screens import Date, Day, Text, say

MOSCOW = ZoneInfo("Europe/Moscow")


@pytest.fixture(scope="module")
def texts() -> Texts:
    return Texts(MOSCOW, {"teachers": 3})


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "сегодня"),
        (1, "1 день назад"),
        (2, "2 дня назад"),
        (5, "5 дней назад"),
        (11, "11 дней назад"),
        (21, "21 день назад"),
    ],
)
def test_a_number_takes_its_plural(texts: Texts, days: int, words: str) -> None:
    said = texts.format(say("days-ago", days=days), "ru")
    assert said.replace(NBSP, " ") == words


def test_a_day_is_local(texts: Texts) -> None:
    """22:30 UTC is the next day in Moscow."""
    late = Day(1_762_122_600)
    assert "3 ноября" in texts.format(say("wait-admin-asked", day=late), "ru").replace(NBSP, " ")
    assert "November 3" in texts.format(say("wait-admin-asked", day=late), "en").replace(NBSP, " ")


def test_arguments_are_escaped_where_html_is_read(texts: Texts) -> None:
    failed = say("note-failure", code="<b>&")
    assert "&lt;b&gt;&amp;" in texts.format(failed, "ru")
    assert "<b>&" in texts.format(failed, "ru", escape=False)


def test_buttons_know_no_html(texts: Texts) -> None:
    source = say("answer-source", source=Text("source-S"), day=Date("2026-11-23"))
    assert texts.format(source, "ru").startswith("<i>")
    assert "<" not in texts.format(source, "ru", escape=False)


def test_units_and_dashes_do_not_begin_a_line(texts: Texts) -> None:
    minutes = texts.format(say("card-minutes", minutes=5), "ru")
    assert f"5{NBSP}минут" in minutes
    longest = texts.format(say("desk-longest", day=Day(0)), "ru")
    assert f"всех{NBSP}— с" in longest


def test_no_isolation_marks_leak(texts: Texts) -> None:
    said = texts.format(say("card-step", step=2, of=4, bar="▰▰▱▱"), "ru")
    assert "\u2068" not in said


def test_a_missing_text_is_named(texts: Texts) -> None:
    for key in ("no-such", "vk-teacher-install.no_such"):
        with pytest.raises(MissingText, match=key):
            texts.format(Text(key), "ru")


def test_a_missing_argument_is_named(texts: Texts) -> None:
    with pytest.raises(MissingText, match="days-ago"):
        texts.format(Text("days-ago"), "ru")


def test_broken_fluent_is_refused(tmp_path: Path) -> None:
    for locale in LOCALES:
        (tmp_path / locale).mkdir()
        (tmp_path / locale / "broken.ftl").write_text("key = { $", encoding="utf-8")
    texts = Texts(MOSCOW, {}, tmp_path)
    with pytest.raises(MissingText, match="no Fluent"):
        texts.declared("ru")
