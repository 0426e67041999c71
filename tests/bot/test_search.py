"""Search: word forms, slips of the finger, and nothing for nonsense."""

from zoneinfo import ZoneInfo

import pytest

from bot.search import Search
from bot.texts import Texts


@pytest.fixture(scope="module")
def search() -> Search:
    return Search(Texts(ZoneInfo("UTC"), {"teachers": 3}))


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("код", "no_code"),
        ("коды не приходят", "no_code"),
        ("как звонить", "calls"),
        ("звонки", "calls"),
        ("чат не переносится в MAX", "chat_not_moved"),
        ("приказ", "which_document"),
        ("приказы", "which_document"),
        ("админестратор", "no_rights"),
        ("потерян доступ", "which_package"),
        ("учебные профили", "which_profile"),
        ("смс", "no_code"),
        ("макс", "max_moved"),
        ("не могу войти", "no_code"),
        ("нет прав администратора", "no_rights"),
        ("видеозвонок", "calls"),
        ("письмо", "no_answer"),
    ],
)
def test_a_word_in_any_form_finds_its_answer(search: Search, words: str, key: str) -> None:
    assert key in [one.key for one in search.find(words, "ru")]


def test_english_is_searched_in_english(search: Search) -> None:
    assert "no_code" in [one.key for one in search.find("the codes", "en")]


@pytest.mark.parametrize(
    "words",
    ["", "   ", "!!!", "ы", "йцукенг", "zzzzqqq", "🙂", "привет", "да", "как", "нет", "спасибо"],
)
def test_nonsense_finds_nothing(search: Search, words: str) -> None:
    assert search.find(words, "ru") == []


def test_a_short_word_is_not_taken_for_another(search: Search) -> None:
    assert "is_active" not in [one.key for one in search.find("код", "ru")]
    assert search.find("код", "ru")[0].key in {"no_code", "tell_code"}


def test_no_more_than_five(search: Search) -> None:
    assert len(search.find("школа администратор учитель ссылка код номер", "ru")) == 5
