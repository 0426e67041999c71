"""Names as people type them, and the ИНН of a school. Every number here is made up."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.names import Inn, check_inn, clean, is_hidden, key, visible

NAMES = st.lists(
    st.sampled_from(["МБОУ", "СОШ", "Школа", "№ 5", "15", "г. Костромы", "Гимназия", "им.", "А."])
).map(" ".join)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Школа \t № 5\n", "Школа № 5"),
        ("Шко\u200bла\u202e № 5\ufeff", "Школа № 5"),
        ("Школа\u00a0№\u20285", "Школа № 5"),
        ("Школа\x00 5\x07", "Школа 5"),
        ("Лице\u0438\u0306", "Лицей"),
        ("Школа\ud800 5", "Школа 5"),
        ("\u200b\u3164\u2800 ", ""),
        ("«—»", ""),
        ("", ""),
    ],
)
def test_what_is_not_seen_is_not_kept(typed: str, kept: str) -> None:
    assert clean(typed, 80) == kept


def test_a_long_name_is_cut_without_a_space_at_its_end() -> None:
    assert clean("Школа № 5", 7) == "Школа №"
    assert clean("Школа № 5", 6) == "Школа"
    assert clean("Школа", 0) == ""


@given(st.text(), st.integers(0, 40))
def test_a_cleaned_text_is_clean(typed: str, limit: int) -> None:
    kept = clean(typed, limit)
    assert len(kept) <= limit
    assert kept == " ".join(kept.split())
    assert not any(map(is_hidden, kept))
    assert clean(kept, limit) == kept
    kept.encode()


def test_a_space_is_seen_and_a_control_character_is_not() -> None:
    assert not is_hidden("\n")
    assert not is_hidden(" ")
    assert is_hidden("\x1b")
    assert visible("a\u2066б\nв") == "aб\nв"


SAME = (
    "Школа № 5",
    'МБОУ "СОШ № 5"',
    "мбоу сош №5",
    "школа 5",
    "Школа №05",
    "СШ N 5",
    "школа номер 5",
    "5 школа",
    "5-я школа",
    "COШ № 5",
    "СОШ 5 г. Костромы",
    "СОШ № 5 города Костромы",
    "МБОУ города Костромы «Средняя общеобразовательная школа № 5»",
    "СОШ № 5 г. Нижнего Новгорода",
    "школа 5 г. Ростова-на-Дону",
    "Муниципальное бюджетное общеобразовательное учреждение средняя школа № 5",
    "МКОУ Средняя Общеобразовательная Школа 5",
    "Школа\u200b № 5",
)
OTHERS = (
    "Школа № 15",
    "Школа № 51",
    "Школа",
    "Гимназия № 5",
    "Лицей № 5",
    "ООШ № 5",
    "НОШ № 5",
    "Школа-интернат № 5",
    "Вечерняя школа № 5",
    "ЧОУ Школа № 5",
    "Школа № 5 имени Пушкина",
    "Школа № 5 корпус 2",
    "Школа № 2 корпус 5",
    "СОШ с. Ивановское",
    "СОШ с. Петровское",
    "Школа г. Галича",
)


@pytest.mark.parametrize("name", SAME)
def test_spellings_of_one_school_agree(name: str) -> None:
    assert key(name) == "школа 5"


def test_different_schools_differ() -> None:
    keys = [key(name) for name in (SAME[0], *OTHERS)]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ООШ № 5", "Основная общеобразовательная школа №5"),
        ("Школа им. А. С. Пушкина", "школа имени Пушкина"),
        ("Гимназия № 5 г. Костромы", "5-я гимназия"),
        ("5-я школа имени Пушкина", "Школа № 5 им. Пушкина"),
        ("Школа № 5 г. Ростова-на-Дону имени Пушкина", "Школа № 5 им. Пушкина"),
        ("Школа № 5 г. Великие Луки имени Пушкина", "Школа № 5 им. Пушкина"),
        ("Городской округ Кострома", "Кострома"),
        ("Орлёнок", "ОРЛЕНОК"),
        ("Костромской р-н", "Костромской муниципальный район"),
        ("г. Кострома", "Городской округ город Кострома"),
        ("город Кострома", "кострома"),
        ("Костромская обл.", "Костромская область"),
    ],
)
def test_other_names_agree_too(one: str, other: str) -> None:
    assert key(one) == key(other)


def test_a_town_and_its_district_differ() -> None:
    assert key("г. Кострома") != key("Костромской район")


@pytest.mark.parametrize("name", ["МБОУ", "г.", "Городской округ", "№ 5", "N", "5 я"])
def test_a_name_of_trimmings_only_keeps_something(name: str) -> None:
    assert key(name)


@given(st.text() | NAMES)
def test_only_a_text_without_letters_and_digits_has_no_key(name: str) -> None:
    found = key(name)
    assert found == found.strip()
    if any(one in "абвгд12345" for one in name):
        assert found


@given(NAMES)
def test_case_quotes_and_spaces_make_no_other_school(name: str) -> None:
    expected = key(name)
    assert key(name.upper()) == expected
    assert key(f'  «{name.lower()}" ') == expected
    assert key(unicodedata.normalize("NFD", name)) == expected


@pytest.mark.parametrize(
    "typed", ["1234567894", "ИНН 1234567894", "инн: 1234 567\u00a0894\n", "ИНН № 12345\u200b67894"]
)
def test_ten_digits_that_fit_are_an_inn(typed: str) -> None:
    assert check_inn(typed) == Inn(value="1234567894")


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", "inn_digits"),
        ("ИНН", "inn_digits"),
        ("123456789", "inn_digits"),
        ("12345678940", "inn_digits"),
        ("1234567894/440101001", "inn_digits"),
        ("123456789X", "inn_digits"),
        ("١٢٣٤٥٦٧٨٩٤", "inn_digits"),
        ("123456789047", "inn_person"),
        ("123456789000", "inn_person"),
        ("1234567895", "inn_control"),
        ("1234567849", "inn_control"),
        ("0000000000", "inn_control"),
    ],
)
def test_what_is_wrong_is_named_and_the_number_not_passed_on(typed: str, problem: str) -> None:
    assert check_inn(typed) == Inn(problem=problem)


@given(st.integers(min_value=10**8, max_value=10**9 - 1))
def test_one_control_digit_of_ten_fits(number: int) -> None:
    fitting = [digit for digit in range(10) if check_inn(f"{number}{digit}").value]
    assert len(fitting) == 1


@given(st.text())
def test_any_text_has_an_answer(typed: str) -> None:
    found = check_inn(typed)
    assert bool(found.value) is not bool(found.problem)


def test_the_library_of_numbers_is_loaded_when_first_used() -> None:
    held = vars(sys.modules["flows.names"]).values()
    assert [one for one in held if getattr(one, "__name__", "").startswith("stdnum")] == []
