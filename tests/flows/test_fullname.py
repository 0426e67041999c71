"""A person's name in what somebody typed."""

import pytest

from flows import fullname
from flows.fullname import FullName, find, has_initials, proper, read

MARIA = FullName("Образцова", "Мария", "Петровна")


@pytest.mark.parametrize(
    "text",
    [
        "Образцова Мария Петровна",
        "Мария Петровна Образцова",
        "образцова мария петровна",
        "ОБРАЗЦОВА МАРИЯ ПЕТРОВНА",
        "мария петровна образцова, завуч",
        "Ф.И.О.: Образцова Мария Петровна",
        "фио - Образцова, Мария, Петровна; тел",
        "Фамилия: Образцова\nИмя: Мария\nОтчество: Петровна",
        "имя Мария, отчество Петровна, фамилия Образцова",
        "Образцова\nМария\nПетровна",
        "прошу назначить администратором Образцова Мария Петровна, телефон ниже",
        "директор школы Мария Петровна Образцова",
        "Обрaзцова Мaрия Петровна",
        "Образцова Мария Петровна\u200b",
    ],
)
def test_a_name_is_found_in_any_order_and_form(text: str) -> None:
    assert find(text) == MARIA


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Абрамович Роман Аркадьевич", ("Абрамович", "Роман", "Аркадьевич")),
        ("Роман Аркадьевич Абрамович", ("Абрамович", "Роман", "Аркадьевич")),
        ("Кузьмич Илья Ильич", ("Кузьмич", "Илья", "Ильич")),
        ("Алиев Вагиф Гасан оглы", ("Алиев", "Вагиф", "Гасан оглы")),
        ("лейла гасан КЫЗЫ алиева", ("Алиева", "Лейла", "Гасан кызы")),
        ("Салтыков-Щедрин Михаил Евграфович", ("Салтыков-Щедрин", "Михаил", "Евграфович")),
        ("САЛТЫКОВ-ЩЕДРИН МИХАИЛ ЕВГРАФОВИЧ", ("Салтыков-Щедрин", "Михаил", "Евграфович")),
        ("О'Коннор Шон Патрикович", ("О'Коннор", "Шон", "Патрикович")),
        ("это Мария Петровна Образцова", ("Образцова", "Мария", "Петровна")),
        ("Назначаем Мария Петровна Образцова", ("Образцова", "Мария", "Петровна")),
    ],
)
def test_a_patronymic_tells_which_word_is_which(text: str, name: tuple[str, str, str]) -> None:
    assert find(text) == FullName(*name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ли Анна", ("Ли", "Анна")),
        ("Анна Ли", ("Ли", "Анна")),
        ("анна ли", ("Ли", "Анна")),
        ("Смит Джон", ("Смит", "Джон")),
        ("Нгуен Ван Ань", ("Нгуен", "Ван", "Ань")),
    ],
)
def test_without_one_first_names_and_the_usual_order_tell(text: str, name: tuple[str, ...]) -> None:
    assert find(text) == FullName(*name)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "привет",
        "смит джон",
        "Образцова",
        "Образцова М. П.",
        "Ivanova Maria",
        "8 900 000-00-00",
        "Петровна",
        "Мария Петровна",
        "Имя: Мария",
        "а б в г д",
        f"{'Я' * 60} {'Ю' * 60} Петровна",
    ],
)
def test_what_is_no_full_name_is_none(text: str) -> None:
    assert find(text) is None


@pytest.mark.parametrize(
    ("text", "has"),
    [
        ("Образцова М.П.", True),
        ("Образцова М. П.", True),
        ("М. П. Образцова", True),
        ("М.П.Образцова", True),
        ("Образцова Мария Петровна", False),
        ("г. Кострома", False),
    ],
)
def test_initials_are_told_from_names(text: str, has: bool) -> None:
    assert has_initials(text) is has


def test_an_answer_to_the_name_alone_is_taken_as_it_stands() -> None:
    assert read("образцова мария петровна") == MARIA
    assert read("санчес хуан карлос мария") == FullName("Санчес", "Хуан", "Карлос Мария")
    for text in ("мария", "a b", "Я" * 120 + " Ю", ""):
        assert read(text) is None


@pytest.mark.parametrize(
    ("middle", "oblique"),
    [
        *((one, False) for one in ("Петровна", "Ильинична", "Петрович", "Ильич", "", "Гасан оглы")),
        *((one, True) for one in ("Петровну", "Петровны", "Ильиничной", "Петровича", "Ильича")),
    ],
)
def test_a_patronymic_tells_the_case(middle: str, oblique: bool) -> None:
    assert FullName("Образцов", "Илья", middle).oblique is oblique


@pytest.mark.parametrize("word", ["Петровну", "Ильича", "Кузьминичне", "СЕРГЕЕВИЧЕМ"])
def test_a_patronymic_is_known_in_every_case(word: str) -> None:
    assert fullname.is_middle(word)
    assert not fullname.is_middle("Иванов")


def test_a_name_is_written_out_and_signed() -> None:
    assert str(MARIA) == "Образцова Мария Петровна"
    assert MARIA.initials == "М.\N{NO-BREAK SPACE}П.\N{NO-BREAK SPACE}Образцова"
    assert FullName("Ли", "Анна").initials == "А.\N{NO-BREAK SPACE}Ли"
    assert "Образцова" not in repr(MARIA)


@pytest.mark.parametrize(
    ("word", "written"),
    [("иванова-петрова", "Иванова-Петрова"), ("МакДональд", "МакДональд"), ("ФОН", "фон")],
)
def test_a_word_of_a_name_is_written_as_names_are(word: str, written: str) -> None:
    assert proper(word) == written
