"""Classes as people write them: what is read, what is named as not understood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.classes import (
    ALPHABET,
    GRADES,
    MAX_NAMES,
    MAX_WRONG,
    WRONG_LENGTH,
    ClassName,
    grid,
    looks_like,
    parse,
)

names = st.builds(ClassName, st.sampled_from(GRADES), st.sampled_from(["", *ALPHABET]))
typing = st.text(st.sampled_from("0159 12,;-–\nаАбвгиИйёяABcx«».классhtps:/@!?\u200b")) | st.text()


def read(text: str) -> str:
    return " ".join(name.text for name in parse(text).names)


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        ("5А, 5Б, 6а-в, 10 А Б", "5А 5Б 6А 6Б 6В 10А 10Б"),
        ("5 «А»", "5А"),
        ("5-А", "5А"),
        ("5 – а", "5А"),
        ("5.А", "5А"),
        ("5А класс", "5А"),
        ("5 класс А, Б", "5А 5Б"),
        ("классы: 5а 5б 5в.", "5А 5Б 5В"),
        ("1-4 А", "1А 2А 3А 4А"),
        ("1А-4А", "1А 2А 3А 4А"),
        ("5А–5Г", "5А 5Б 5В 5Г"),
        ("1-2 а-в", "1А 1Б 1В 2А 2Б 2В"),
        ("7АБВ", "7А 7Б 7В"),
        ("7 абв", "7А 7Б 7В"),
        ("7 АГ", "7А 7Г"),
        ("5 а,б,в", "5А 5Б 5В"),
        ("5 а, б и в", "5А 5Б 5В"),
        ("9Ё", "9Ё"),
        ("5а\n5б;6в\r\n7г", "5А 5Б 6В 7Г"),
        ("5А/5Б", "5А 5Б"),
        ("5А -\n5Г", "5А 5Г"),
        ("5\u200bА", "5А"),
        ("12А", "12А"),
        ("6Б 5А 6Б", "5А 6Б"),
        ("5й А", "5А"),
        ("5-й «Б» класс", "5Б"),
    ],
)
def test_lists_are_read_as_they_are_meant(text: str, classes: str) -> None:
    assert read(text) == classes
    assert parse(text).wrong == ()
    assert looks_like(text)


@pytest.mark.parametrize(("text", "classes"), [("5", "5"), ("1-4", "1 2 3 4"), ("5 и 6 кл", "5 6")])
def test_years_alone_are_classes_but_may_be_a_search(text: str, classes: str) -> None:
    assert read(text) == classes
    assert parse(text).wrong == ()
    assert not looks_like(text)


def test_latin_letters_that_look_cyrillic_are_taken_for_them() -> None:
    assert read("1A 1B 1C 1E 1H 1K 1M 1O 1P 1T 1X 1Y") == "1А 1В 1Е 1К 1М 1Н 1О 1Р 1С 1Т 1У 1Х"
    assert read("1a 1c 1e 1k 1o 1p 1x 1y") == "1А 1Е 1К 1О 1Р 1С 1У 1Х"
    assert parse("5Q").wrong == ("Q",)


def test_a_range_leaves_out_the_letters_schools_leave_out() -> None:
    assert read("5 д-л") == "5Д 5Е 5Ж 5З 5И 5К 5Л"
    assert read("5 ш-э") == "5Ш 5Щ 5Э"
    assert read("5 а-ё") == "5А 5Б 5В 5Г 5Д 5Е 5Ё"
    assert read("5 ё-з") == "5Ё 5Ж 5З"


def test_the_letter_and_the_word_are_told_apart() -> None:
    assert read("5а и 6б") == "5А 6Б"
    assert read("5 з, и") == "5З 5И"
    assert read("5 и класс") == "5И"
    assert read("5и 5к") == "5И 5К"
    assert read("5 И К") == "5И 5К"
    assert read("5 з-и 6а") == "5З 5И 6А"
    assert read("5Й") == "5Й"
    assert read("5-й 7А") == "5 7А"


@pytest.mark.parametrize(
    ("text", "classes", "wrong"),
    [
        ("школа", "", ["школа"]),
        ("в 5А классе", "5А", ["в"]),
        ("5А Иванова Мария, 5Б", "5А 5Б", ["Иванова Мария"]),
        ("10А – Иванова", "10А", ["Иванова"]),
        ("25А", "", ["25А"]),
        ("0А", "", ["0А"]),
        ("5А-6Б, 7В", "5А 7В", ["5А-6Б"]),
        ("5А-6, 7В", "5А 7В", ["5А-6"]),
        ("5-3", "", ["5-3"]),
        ("5/1, 5Б", "5Б", ["5/1"]),
        ("01.09.2025", "", ["01.09.2025"]),
        ("5 в-а", "5В", ["а"]),
        ("5 но не 6", "5Н 5О 6", ["не"]),
        ("7БА", "7", ["БА"]),
        ("7АА", "7", ["АА"]),
        ("5а-бг", "5А", ["бг"]),
        ("5 - Иванова", "", ["5 - Иванова"]),
        ("10А - 25", "10А", ["10А - 25"]),
        ("https://sferum.ru/5а", "", ["https://sferum.ru/5а"]),
        ("5А 7a@school.ru", "5А", ["7a@school.ru"]),
        ("5А?", "5А", ["?"]),
        ("А Б", "", ["А Б"]),
        ("5" * 5000, "", ["5" * (WRONG_LENGTH - 1) + "…"]),
    ],
)
def test_what_is_not_understood_is_named(text: str, classes: str, wrong: list[str]) -> None:
    assert read(text) == classes
    assert parse(text).wrong == tuple(wrong)
    assert not looks_like(text)


@pytest.mark.parametrize("text", ["", "Гимназия № 5", "осталось 5 дней", "пять", "8 800 555", "и"])
def test_a_search_is_no_list_of_classes(text: str) -> None:
    assert not looks_like(text)


def test_classes_stand_as_a_school_lists_them() -> None:
    listed = [ClassName(5), ClassName(5, "Е"), ClassName(5, "Ё"), ClassName(5, "Ж"), ClassName(10)]
    backwards = listed[::-1]
    assert sorted(backwards) == listed
    assert ClassName(9, "Я") < ClassName(10, "А")
    assert ClassName(5, "А") >= ClassName(5, "А")


@pytest.mark.parametrize(("grade", "letter"), [(0, "А"), (13, "А"), (5, "а"), (5, "A"), (5, "АБ")])
def test_a_class_that_no_school_has_cannot_be_made(grade: int, letter: str) -> None:
    with pytest.raises(ValueError, match="no class"):
        ClassName(grade, letter)


def test_a_message_has_its_bounds() -> None:
    parsed = parse("1-12 а-я")
    assert len(parsed.names) == MAX_NAMES
    assert parsed.over == 12 * 28 - MAX_NAMES
    assert len(parse(", ".join(f"слово{'щ' * n}" for n in range(50))).wrong) == MAX_WRONG
    assert parse("5А").over == 0
    assert parse("щ" * WRONG_LENGTH).wrong == ("щ" * WRONG_LENGTH,)
    assert parse("щука, щука").wrong == ("щука",)


@given(st.sets(names, max_size=MAX_NAMES), st.sampled_from([", ", " ", "\n", "; ", " / "]))
def test_what_is_written_is_read_back(classes: set[ClassName], between: str) -> None:
    parsed = parse(between.join(name.text for name in classes))
    assert parsed.names == tuple(sorted(classes))
    assert parsed.wrong == ()


@given(st.sets(names))
def test_the_grid_has_a_row_a_year(classes: set[ClassName]) -> None:
    rows = grid([*classes, *classes])
    assert [name for row in rows for name in row] == sorted(classes)
    assert [row[0].grade for row in rows] == sorted({name.grade for name in classes})
    assert all(len({name.grade for name in row}) == 1 for row in rows)


@given(typing)
def test_any_text_can_be_read(text: str) -> None:
    parsed = parse(text)
    assert list(parsed.names) == sorted(set(parsed.names))
    assert all(0 < len(piece) <= WRONG_LENGTH for piece in parsed.wrong)
    looks_like(text)


@pytest.mark.parametrize(
    "piece", ["5", "а", "5а-", "1-12 а-я ", "- ", "и ", "5А@", "я ", "\u200b", "5-3 ", "://", "ъ-"]
)
def test_a_long_message_is_read_to_its_end(piece: str) -> None:
    """Work that grew by the square would run into the limit of every test here."""
    parsed = parse(piece * (200_000 // len(piece)))
    assert len(parsed.wrong) <= MAX_WRONG
    assert len(parsed.names) <= MAX_NAMES
