"""Search: word forms, slips of finger and keyboard, questions; and nothing for nonsense."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.search import BEST, Search
from bot.texts import LOCALES, Texts

SEARCH = Search(Texts(ZoneInfo("UTC"), {"teachers": 3}))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("код", "no_code"),
        ("коды не приходят", "no_code"),
        ("не приходит смска с кодом", "no_code"),
        ("смс", "no_code"),
        ("не могу войти", "no_code"),
        ("кому говорить код", "tell_code"),
        ("rjl", "no_code"),
        ("ltqcndbz rjl", "no_code"),
        ("как звонить", "calls"),
        ("звонки", "calls"),
        ("видеозвонок", "calls"),
        ("чат не переносится в MAX", "chat_not_moved"),
        ("макс", "max_moved"),
        ("перешли в макс", "max_moved"),
        ("приказ", "which_document"),
        ("приказы", "which_document"),
        ("прикз о назначении", "what_phrase"),
        ("распоряжение", "which_document"),
        ("фраза в приказе", "what_phrase"),
        ("админестратор", "no_rights"),
        ("админитсратор", "no_rights"),
        ("нет прав администратора", "no_rights"),
        ("какой номер указать", "no_rights"),
        ("потерян доступ", "which_package"),
        ("сменить администратора", "which_package"),
        ("восстановить доступ", "which_package"),
        ("учебные профили", "which_profile"),
        ("какой профиль выбрать", "which_profile"),
        ("страница вконтакте нужна?", "vk_page"),
        ("нужен ли вк", "vk_page"),
        ("школа не в списке", "no_school"),
        ("нет школы", "no_school"),
        ("заявка висит", "application_hangs"),
        ("не принимают заявку", "application_hangs"),
        ("ссылка не работает", "dead_link"),
        ("сылка не открывается", "dead_link"),
        ("родительский номер", "parent_number"),
        ("номер мамы", "parent_number"),
        ("школа активна", "is_active"),
        ("сколько учителей нужно", "is_active"),
        ("обязательно ли родителям", "must_parents"),
        ("анкета", "questionnaire"),
        ("скачать анкету", "questionnaire"),
        ("постановление 1241", "act_1241"),
        ("1241", "act_1241"),
        ("210-р", "act_210"),
        ("моя школа фгис", "act_1241"),
        ("федеральный закон 149", "act_149"),
        ("закон об информации", "act_149"),
        ("методические рекомендации", "act_127"),
        ("письмо", "no_answer"),
        ("шаблон положения", "regulation_use"),
        ("этика общения", "regulation_ethics"),
        ("видео", "video_profile"),
        ("ролики", "video_course"),
        ("что такое сферум", "about"),
        ("создать чат", "teacher/create_chat"),
        ("когда создавать чат", "chat_too_early"),
        ("неправильная роль", "wrong_role"),
        ("стал учеником а не учителем", "wrong_role"),
        ("куда отправить заявку", "teacher/apply"),
        ("почта поддержки", "no_answer"),
        ("войти в сферум", "admin/sign_in"),
        ("заполнить сведения", "admin/fill_in"),
        ("создать классы", "admin/build_classes"),
        ("установить мессенджер", "install"),
        ("the code", "no_code"),
        ("no code comes", "no_code"),
        ("how to call", "calls"),
        ("which profile", "which_profile"),
    ],
)
def test_what_people_type_finds_what_they_mean(words: str, name: str) -> None:
    """Among the five: a word in any form, mistyped, in the other layout, a whole question."""
    assert name in SEARCH.find(words, "ru")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("чат не переносится в MAX", "chat_not_moved"),
        ("номер мамы", "parent_number"),
        ("1241", "act_1241"),
        ("звонки", "calls"),
        ("сменить администратора", "which_package"),
        ("заявка висит", "application_hangs"),
        ("этика общения", "regulation_ethics"),
    ],
)
def test_the_best_comes_first(words: str, name: str) -> None:
    assert SEARCH.find(words, "ru")[0] == name


def test_english_is_searched_in_english() -> None:
    assert "no_code" in SEARCH.find("the codes", "en")


@pytest.mark.parametrize(
    "words",
    ["", "   ", "!!!", "ы", "йцукенг", "zzzzqqq", "🙂", "привет", "да", "как", "нет", "спасибо"],
)
def test_nonsense_finds_nothing(words: str) -> None:
    assert SEARCH.find(words, "ru") == []


def test_a_short_word_is_not_taken_for_another() -> None:
    assert "is_active" not in SEARCH.find("код", "ru")
    assert SEARCH.find("код", "ru")[0] in {"no_code", "tell_code"}


def test_no_more_than_five() -> None:
    assert len(SEARCH.find("школа администратор учитель ссылка код номер", "ru")) == BEST


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=300), st.sampled_from(LOCALES))
def test_any_text_is_answered_the_same_each_time(text: str, locale: str) -> None:
    found = SEARCH.find(text, locale)
    assert len(found) <= BEST
    assert len(set(found)) == len(found)
    assert SEARCH.find(text, locale) == found
