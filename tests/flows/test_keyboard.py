"""A keyboard left in its other layout."""

import pytest

from flows.keyboard import latin, russian


@pytest.mark.parametrize(
    ("typed", "meant"), [("rjl yt ghb[jlbn", "код не приходит"), ("vfrc", "макс")]
)
def test_latin_letters_are_read_as_russian_keys(typed: str, meant: str) -> None:
    assert russian(typed) == meant


def test_russian_letters_are_read_as_latin_keys() -> None:
    assert latin("сщву") == "code"
    assert latin("хъ") == "[]"


@pytest.mark.parametrize("text", ["", "код max", "2026", "🙂"])
def test_a_text_of_both_or_of_neither_is_left_alone(text: str) -> None:
    assert russian(text) == latin(text) == ""
