"""The library's words are said as they are written, whatever signs there are in them."""

from zoneinfo import ZoneInfo

import pytest
from fluent.runtime import FluentBundle
from fluent.syntax import ast

from bot import content
from bot.texts import LOCALES, Texts
from flows.library import messages
from flows.screens import Date, Text, say

TEXTS = Texts(ZoneInfo("UTC"), {"teachers": 4})


def said(words: str) -> str:
    bundle = FluentBundle(["ru"], use_isolating=False)
    message = ast.Message(ast.Identifier("key"), content._pattern(words))
    bundle.add_resource(ast.Resource([message]))
    value = bundle.get_message("key").value
    assert value is not None
    text, faults = bundle.format_pattern(value, {"teachers": 3})
    assert not faults
    return str(text)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("не меньше {teachers}.", "не меньше 3."),
        ("{teachers}", "3"),
        ("назовите `код <5>` так", "назовите <code>код &lt;5&gt;</code> так"),
        ("a < b & c", "a &lt; b &amp; c"),
        ("[one] *[other] .attr = # -term", "[one] *[other] .attr = # -term"),
        ("первая\nвторая", "первая\nвторая"),
        ('"в кавычках"', '"в кавычках"'),
    ],
)
def test_nothing_is_read_as_markup_but_the_two_signs(words: str, shown: str) -> None:
    assert said(words) == shown


@pytest.mark.parametrize("locale", LOCALES)
def test_every_text_of_the_library_can_be_said(locale: str) -> None:
    for key in messages(locale):
        assert TEXTS.format(Text(key), locale)


def test_a_setting_comes_into_the_text() -> None:
    assert "не меньше 4" in TEXTS.format(Text("entry-is_active.text"), "ru")


def test_a_day_is_shown_with_its_year() -> None:
    looked = say("answer-source", source=Text("source-S"), day=Date("2026-11-23"))
    assert "23\N{NO-BREAK SPACE}ноября 2026\N{NO-BREAK SPACE}года" in TEXTS.format(looked, "ru")
    assert "November 23, 2026" in TEXTS.format(looked, "en")


def test_the_checker_knows_what_the_library_says() -> None:
    declared = TEXTS.declared("ru")
    assert declared["entry-is_active.text"] == frozenset({"teachers"})
    assert declared["source-S"] == frozenset()
