"""The subjects of the Federation: the list against the law, and what typed letters find."""

import tomllib
from collections import Counter
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from string import ascii_letters, punctuation
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from flows import regions as module
from flows.regions import COUNT, FITS, FaultyRegions, Region, find, parse, region, regions

# Federal law 107-ФЗ, article 5, zone by zone: hours from Moscow's time, and the subjects' codes.
LAW = {
    -1: "39",
    0: "01 05 06 07 08 09 10 11 12 13 15 16 20 21 23 26 29 31 32 33 34 35 36 37 40 43 44 46 47 48 "
    "50 51 52 53 57 58 60 61 62 67 68 69 71 76 77 78 83 90 91 92 93 94 95",
    1: "18 30 63 64 73",
    2: "02 45 56 59 66 72 74 86 89",
    3: "55",
    4: "04 17 19 22 24 42 54 70",
    5: "03 38",
    6: "14 28 75",
    7: "25 27 79",
    8: "49 65",
    9: "41 87",
}
MOSCOW = timedelta(hours=3)
MOMENTS = [datetime(2026, month, 1, 12, tzinfo=UTC) for month in (2, 7, 11)]

# The order of the ФНС of 2022, annex 2: codes that are easily taken for another's.
CODES = {
    "01": "Республика Адыгея",
    "14": "Республика Саха (Якутия)",
    "20": "Чеченская Республика",
    "42": "Кемеровская область — Кузбасс",
    "44": "Костромская область",
    "47": "Ленинградская область",
    "50": "Московская область",
    "59": "Пермский край",
    "75": "Забайкальский край",
    "77": "Москва",
    "78": "Санкт-Петербург",
    "79": "Еврейская автономная область",
    "83": "Ненецкий автономный округ",
    "86": "Ханты-Мансийский автономный округ — Югра",
    "87": "Чукотский автономный округ",
    "89": "Ямало-Ненецкий автономный округ",
    "90": "Запорожская область",
    "91": "Республика Крым",
    "92": "Севастополь",
    "93": "Донецкая Народная Республика",
    "94": "Луганская Народная Республика",
    "95": "Херсонская область",
}


def codes(text: str, limit: int = 8) -> str:
    return " ".join(one.code for one in find(text, limit))


def hours(zone: str, moment: datetime) -> float:
    offset = moment.astimezone(ZoneInfo(zone)).utcoffset()
    assert offset is not None
    return (offset - MOSCOW) / timedelta(hours=1)


def listed() -> str:
    return files("flows").joinpath("regions.toml").read_text(encoding="utf-8")


def test_the_constitution_lists_so_many_of_each_kind() -> None:
    cities = {"Москва", "Санкт-Петербург", "Севастополь"}
    kinds = ("автономная область", "автономный округ", "область", "край", "еспублика")
    counted = Counter(
        "город" if one.name in cities else next(kind for kind in kinds if kind in one.name)
        for one in regions()
    )
    assert counted == {
        "еспублика": 24,
        "край": 9,
        "область": 48,
        "город": 3,
        "автономная область": 1,
        "автономный округ": 4,
    }


def test_codes_are_the_tax_services() -> None:
    assert {code: one.name for code in CODES if (one := region(code))} == CODES
    assert [one.code for one in regions()] == sorted(one.code for one in regions())
    merged = {"80", "81", "82", "84", "85", "88", "96", "97", "98", "99", "00"}
    assert merged.isdisjoint(one.code for one in regions())


@pytest.mark.parametrize("code", ["00", "88", "99", "4", "044", "", "４４", "Москва"])
def test_no_region_has_an_unknown_code(code: str) -> None:
    assert region(code) is None


@pytest.mark.parametrize("moment", MOMENTS, ids=str)
def test_the_clocks_go_by_the_law_all_year(moment: datetime) -> None:
    lawful = {code: shift for shift, subjects in LAW.items() for code in subjects.split()}
    assert {one.code: hours(one.zone, moment) for one in regions()} == lawful


def test_two_subjects_have_further_zones() -> None:
    """107-ФЗ divides Якутия in three hours; Сахалинская область lost its second one in 2016."""
    further = {one.code: [hours(zone, MOMENTS[-1]) for zone in one.zones] for one in regions()}
    assert {code: shown for code, shown in further.items() if shown} == {
        "14": [6, 7, 7, 8],
        "65": [8],
    }


def test_a_button_shows_a_label_whole() -> None:
    assert max(len(one.label) for one in regions()) <= FITS
    assert {one.code for one in regions() if one.short} == {"07", "09", "15", "86", "89"}
    assert all(len(one.name) > FITS for one in regions() if one.short)


def test_every_region_is_found_by_each_of_its_own_words() -> None:
    for one in regions():
        said = (one.code, one.name, one.label, *one.aliases[:1])
        assert [find(text)[0] for text in said] == [one] * len(said)
        assert all(one in find(text)[:2] for text in one.aliases)


def test_every_region_but_a_city_is_found_by_its_centre() -> None:
    nameless = {one.name for one in regions() if not one.aliases}
    assert nameless == {"Севастополь"}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("мос", "77 50"),
        ("костр", "44"),
        ("спб", "78"),
        ("саха", "14 65"),
        ("алтай", "04 22"),
        ("алтайский край", "22"),
        ("44", "44"),
        ("1", "01"),
        ("осетия", "15"),
        ("ом", "55"),
        ("новг", "53 52"),
        ("нижний новгород", "52"),
        ("крас", "24 23 50"),
        ("Ростов на Дону", "61"),
    ],
)
def test_a_beginning_finds_the_likeliest_first(typed: str, found: str) -> None:
    assert codes(typed) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("сибир", "54"),
        ("ГРАД", "34 39 47 77"),
        ("омск", "55"),
        ("калмы", "08"),
    ],
)
def test_the_inside_of_a_word_counts_where_no_word_begins_so(typed: str, found: str) -> None:
    assert " ".join(sorted(codes(typed).split())) == found


def test_the_seam_of_two_words_is_no_inside() -> None:
    """«как» stands in «республиКА Калмыкия» written together; nobody means that."""
    assert codes("как") == ""
    assert codes("санктпет") == "78"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("кастрома", "44"),
        ("кострмоа", "44"),
        ("костроская", "44"),
        ("Дагистан", "05"),
        ("чилябинская", "74"),
        ("башкорстан", "02"),
        ("якутя", "14"),
        ("санкпетербург", "78"),
        ("татарстане", "16"),
    ],
)
def test_a_slip_of_the_finger_is_forgiven(typed: str, found: str) -> None:
    assert codes(typed) == found


@pytest.mark.parametrize("typed", ["", " ", "—", "нет", "привет как дела", "777", "хз", "ъъъ"])
def test_nothing_is_found_where_nothing_is_meant(typed: str) -> None:
    assert find(typed) == ()


@pytest.mark.parametrize(
    "typed",
    [
        *("КОСТРОМСКАЯ ОБЛ.", "г. Кострома", "в Костромской области", "44, Кострома"),
        *("Солигалич, Костромская область", "rjcnhjvcrfz", "Rjcnhjvf", "  кострома!!! "),
    ],
)
def test_what_is_said_around_a_name_does_not_matter(typed: str) -> None:
    assert codes(typed) == "44"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        *(("орёл", "57"), ("орел", "57"), ("Королев", "50")),
        *(("марий-эл", "12"), ("йошкар", "12"), ("И\u0306ошкар", "12")),
        *(("[f,fhjdcr", "27"), ("{F<FHJDCR", "27"), ("'kbcnf", "08"), ("jh`k", "57")),
    ],
)
def test_letters_and_keyboards_that_mean_the_same_find_the_same(typed: str, found: str) -> None:
    assert codes(typed) == found


def test_no_more_than_asked_for() -> None:
    assert len(find("область")) == 8
    assert codes("мос", 1) == "77"
    assert len(find("область", 100)) == 49
    assert find("мос", 0) == find("мос", -1) == ()


ODD = st.characters() | st.sampled_from("абвгдеёжзийклмн" + ascii_letters + punctuation)


@given(st.text(ODD))
def test_any_text_is_answered(text: str) -> None:
    found = find(text)
    assert len(found) == len(set(found)) <= 8
    assert find(text) == found


@pytest.mark.parametrize("piece", ["я", "кострома ", "абвгд ежз ", ",", "\ud800", "﷽", "0", "\n"])
def test_a_very_long_text_is_answered(piece: str) -> None:
    assert len(find(piece * 5000)) <= 8


words = st.text("абвг", max_size=9)


@given(words, words, st.integers(1, 2))
def test_slips_are_counted_as_rapidfuzz_counts_them(typed: str, word: str, allowed: int) -> None:
    true = min(OSA.distance(typed, word[:end]) for end in range(len(word) + 1))
    assert min(module._slips(typed, word, allowed), allowed + 1) == min(true, allowed + 1)


def test_the_list_is_read_once() -> None:
    assert regions() is regions()
    assert len(regions()) == COUNT
    assert regions() == parse(listed())


def test_every_key_of_the_list_is_a_field() -> None:
    first = tomllib.loads(listed())["region"][0]
    assert Region(**{**first, "aliases": tuple(first["aliases"])}) == regions()[0]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('code = "44"', 'code = "4"', "entry 44 (4 Костромская область): code must be two digits"),
        ('code = "44"', "code = 44", "entry 44 (44 Костромская область): code must be a text"),
        ('code = "44"', 'code = "43"', "entry 44 (43 Костромская область): code is taken already"),
        ('name = "Костромская область"', "", "entry 44 (44 None): name must be a text"),
        ('"Костромская область"', '" "', "entry 44 (44  ): name must be a text"),
        ('"Костромская область"', '"КИРОВСКАЯ область"', "name is taken already"),
        ('short = "ХМАО — Югра"', 'short = "Москва"', "— Югра): label is taken already"),
        ('short = "ХМАО — Югра"\n', "", f"short must be given, at most {FITS} letters"),
        ('"Europe/Kirov"', '"Kirov"', "entry 43 (43 Кировская область): Kirov is no time zone"),
        ('zones = ["Asia/Sred', 'zones = ["Asia/Sakhalin", "Asia/Sred', "zone is given twice"),
        ('["Орёл"]', '["Орёл", "орел"]', "entry 57 (57 Орловская область): an alias is given"),
        ('["Орёл"]', '"Орёл"', "aliases must be a list of texts"),
        ('["Орёл"]', "[57]", "aliases must be a text"),
        ('aliases = ["Орёл"]', 'alias = ["Орёл"]', "entry 57 (57 Орловская область): unknown al"),
        ('[[region]]\ncode = "01"', '[[city]]\ncode = "01"', "89 entries expected, 88 found"),
        ('code = "01"', "code = 01", "flows/regions.toml: "),
    ],
)
def test_a_fault_names_the_file_and_the_entry(old: str, new: str, said: str) -> None:
    text = listed()
    assert text.count(old) == 1
    with pytest.raises(FaultyRegions) as fault:
        parse(text.replace(old, new))
    assert str(fault.value).startswith("flows/regions.toml")
    assert said in str(fault.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "89 entries expected, 0 found"),
        ('[region]\ncode = "44"', "must be a list of tables"),
        ("region = [44]", "entry 1: must be a table"),
    ],
)
def test_a_list_of_another_shape_is_refused(text: str, said: str) -> None:
    with pytest.raises(FaultyRegions, match=said):
        parse(text)
