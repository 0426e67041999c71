"""What is deleted unread, and what must never be taken for it. Every number here is made up."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from flows.classes import ALPHABET, looks_like
from flows.documents import has_check_digits
from flows.given_names import GIVEN
from flows.names import check_inn
from flows.unwanted import LONGEST, Expected, Unwanted, unwanted

CODES = (
    "1234",
    "12345678",
    "482 193",
    "48-21-93",
    "482193.",
    "Мой код: 482193",
    "вот код 4821",
    "the code: 482193",
    "Код: 482193",
    "Код:\n482193",
    "Ваш код подтверждения: 482193. Никому его не сообщайте",
    "VK ID: 482193 — код для входа",
    "482193 — ваш код",
    "G-482193 is your verification code",
    "Сферум. Код 482 193",
    "пароль 12345678",
    "Одноразовый пароль: 4821",
    "код 2024 не подходит",
    "мне пришёл код 482193, а что дальше",
    "Пин 4821",
    "４８２１９３",
    "482\N{NO-BREAK SPACE}193",
)
PASSPORTS = (
    "45 09 123456",
    "4509 123456",
    "4509 № 123456",
    "4509-123456",
    "4509, 123456",
    "45 09 № 123456",
    "45 09123456",
    "паспорт 4509123456",
    "Паспорт: серия 4509 номер 123456",
    "паспортные данные 45 09 123456, выдан в 2009 году",
    "серия 4509 номер 123456",
    "Passport 4509 123456",
    "мой паспорт РФ 4509 123456",
    "загранпаспорт 71 1234567",
    "заграничный паспорт 71 № 1234567",
    "I-АБ № 123456",
    "свидетельство о рождении II-ИК 654321",
    "V-АГ 123456",
    "Иванова Мария 4509 123456",
    "45\N{NO-BREAK SPACE}09 123456",
    "45\N{ZERO WIDTH SPACE}09 123456",
)
SNILS = (
    "112-233-445 95",
    "112-233-445-95",
    "112\N{EN DASH}233\N{EN DASH}445 95",
    "112 233 445 95",
    "СНИЛС 112-233-445 95",
    "снилс: 11223344595",
    "СНИЛС ребёнка 112 233 445 00",
    "11223344595",
    "вот он: 11223344595.",
    "112-233-445 00",
    "999-999-999 99",
    "１１２-２３３-４４５ ９５",
    "мой СНИЛС 87654321012",
)
CHILDREN = (
    "Иванов Иван\nПетров Пётр",
    "Иванов Иван\nПетрова Анна\nСидоров Илья",
    "1. Иванова Маша\n2. Петров Коля",
    "1) Иванова Маша 2) Петров Коля 3) Сидоров Илья",
    "1. Иванова Маша 2. Петров Коля 3. Сидоров Илья",
    "• Иванова Мария Петровна\n• Козлов Артём Олегович",
    "Иванов Иван, Петров Пётр, Сидорова Анна",
    "Иванов Иван; Петров Пётр; Сидорова Анна",
    "Иванов Иван 5А\nПетрова Анна 5А",
    "5А Иванов Иван\n5А Петрова Анна",
    "Список 5А:\nИванов Иван\nПетрова Анна\nСидоров Илья",
    "Маша 12.05.2014",
    "Иванов Иван, 12.05.2014",
    "Иванов Иван Иванович 2014 г.р.",
    "Петрова Анна 2013 года рождения",
    "Анна Петрова, д.р. 1-02-2015",
    "Саша, 2014-05-12",
    "иванов иван\nпетров пётр\nсидорова анна",
    "ИВАНОВ ИВАН\nПЕТРОВ ПЁТР",
    "Маша, Петя, Коля, Света",
    "Иван Иванов\nПётр Петров",
    "Иванов Иван +7 912 345-67-89\nПетров Пётр +7 912 345-67-80",
    "Алиев Тимур оглы\nМамедова Лейла",
    "Ковальчук Артем\nШевченко Милана",
)
FINE = (
    # Classes and their links.
    "5А",
    "5а",
    "5А, 5Б, 6А",
    "5А 5Б\n6А 6Б",
    "10 А Б",
    "1-4 А",
    "5А-Г, 6А-В, 7А",
    "9 класс",
    "5А https://sferum.ru/?p=school&invite=AAAA1234567890",
    "5А — https://sferum.ru/?p=messages&join=4509/123456=\n5Б — https://vk.me/join/112-233-445-95",
    "https://sferum.ru/?p=messages&join=11223344595=",
    "sferum.ru/?join=4509 ",
    "https://max.ru/join/abc_123-4567890",
    "https://t.me/guide_bot?start=iAbCdEfGh12345678",
    # Schools and places.
    "Школа № 5",
    "МБОУ СОШ № 1535",
    "школа 1535",
    "Гимназия № 12 имени Ивана Петрова",
    "Школа имени Ивана Петрова\nЛицей имени Анны Ивановой",
    "Лицей имени Анны Ивановой, Кострома",
    "Кострома",
    "Ростов-на-Дону",
    "Нижний Новгород",
    "Нижний Новгород\nВеликий Новгород",
    "Республика Марий Эл",
    "Сергиев Посад, Московская область",
    "костр",
    "ул. Ленина, 12",
    # Numbers of a school and of a telephone.
    "4401000005",
    "ИНН 4401000005",
    "ИНН: 44 01 000005",
    "инн 4401 000005",
    "440100000512",
    "440101001",
    "1024400512345",
    "+7 912 345-67-89",
    "+79123456789",
    "89123456789",
    "79123456789",
    "8 912 345 67 89",
    "8-912-345-67-89",
    "8 (4942) 31-42-53",
    "8 4942 314253",
    "+7 4942 314253",
    "тел. 4942 314253",
    "8 800 100-20-30",
    "anna.ivanova1234@mail.ru",
    "ivanova@school5.ru, +7 912 345-67-89",
    # How somebody is to be shown, and who they are.
    "Анна",
    "Мария Ивановна",
    "Мария Ивановна, физика",
    "Иванова Мария Ивановна",
    "Иванова Мария Ивановна, классный руководитель 5А",
    "Иванова М. И., 5А",
    "Игорь Волков, физика",
    "Анна Сергеевна, русский язык",
    "Завуч, кабинет 12",
    "Учитель математики Анна Петрова",
    "Классный руководитель, Анна Петрова",
    # What people ask.
    "код",
    "не приходит код",
    "код не приходит уже 3 дня",
    "код не приходит с 2023 года",
    "код пришёл 5 минут назад",
    "код не пришёл на номер +7 912 345-67-89",
    "код не пришёл на 89123456789",
    "код из 6 цифр",
    "код региона 4401",
    "школа 1535, код не приходит",
    "ошибка 4096 при вводе кода",
    "как добавить анну петрову",
    "где вера",
    "дождитесь Веры, Надежды и Любови",
    "куда вводить пароль",
    "чат 2024",
    "1 сентября 2025",
    "приказ от 12.05.2023 № 45",
    "Постановление № 1241 от 13.07.2022",
    "Письмо № 04-127 от 22.02.2022",
    "Лев Толстой",
    "математика\nфизика\nхимия",
    "привет",
    "👍",
    "",
    " ",
    "/start iAbCdEfGh12345678",
    "/help",
)


@pytest.mark.parametrize("text", CODES)
def test_a_one_time_code_is_unwanted(text: str) -> None:
    assert unwanted(text) is Unwanted.CODE


@pytest.mark.parametrize("text", PASSPORTS)
def test_a_number_of_a_document_is_unwanted(text: str) -> None:
    assert unwanted(text) is Unwanted.PASSPORT


@pytest.mark.parametrize("text", SNILS)
def test_a_snils_is_unwanted_with_or_without_its_check_digits(text: str) -> None:
    assert unwanted(text) is Unwanted.SNILS


@pytest.mark.parametrize("text", CHILDREN)
def test_a_list_of_people_or_a_birthday_is_unwanted(text: str) -> None:
    assert unwanted(text) is Unwanted.CHILDREN


@pytest.mark.parametrize("text", FINE)
def test_what_people_do_send_stays(text: str) -> None:
    assert unwanted(text) is None


def test_there_are_enough_cases_to_mean_something() -> None:
    cases = [*CODES, *PASSPORTS, *SNILS, *CHILDREN, *FINE]
    assert len(cases) > 150
    assert len(set(cases)) == len(cases)


# -- while something of the kind is asked for ------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 6 7 8", Expected.CLASSES),
        ("9, 10, 11", Expected.CLASSES),
        ("4401 000005", Expected.INN),
        ("ИНН 4401-000005", Expected.INN),
        ("Иванова Мария Ивановна\n+7 912 345-67-89\nivanova@school5.ru", Expected.CONTACTS),
        ("Иванова Мария Ивановна, 4942 314253, ivanova@school5.ru", Expected.CONTACTS),
        ("Директор Петров Пётр\nадминистратор Иванова Мария", Expected.CONTACTS),
        ("Петров Пётр Ильич\nИванова Мария Ивановна", Expected.CONTACTS),
        ("9123 456789", Expected.CONTACTS),
    ],
)
def test_what_is_asked_for_may_be_sent(text: str, expected: Expected) -> None:
    assert unwanted(text, {expected}) is None


@pytest.mark.parametrize("expected", list(Expected))
@pytest.mark.parametrize(
    "text",
    [
        *("482193", "112-233-445 95", "паспорт 4509 123456", "I-АБ № 123456", "Маша 12.05.2014"),
        "Иванов Иван\nПетров Пётр\nСидорова Анна\nКозлова Вера",
    ],
)
def test_what_is_asked_for_hides_nothing_else(text: str, expected: Expected) -> None:
    assert unwanted(text, {expected}) is not None


# -- whatever is sent ------------------------------------------------------------------------------

PLAIN = "-\N{NON-BREAKING HYPHEN}\N{EN DASH} \N{NO-BREAK SPACE}\N{THIN SPACE}"


def snils_of(number: int) -> str:
    """Complete a number with its check digits, by the published rule."""
    nine = f"{number:09}"
    total = sum(int(digit) * (9 - at) for at, digit in enumerate(nine))
    return f"{nine}{total % 101 % 100:02}"


@given(st.integers(1_001_999, 999_999_999))
def test_check_digits_are_those_of_the_rule(number: int) -> None:
    right = snils_of(number)
    assert has_check_digits(right)
    wrong = f"{right[:9]}{(int(right[9:]) + 1) % 100:02}"
    assert not has_check_digits(wrong)


def test_the_first_numbers_have_no_check_digits() -> None:
    assert not has_check_digits(snils_of(1_001_998))
    assert has_check_digits("11223344595")


@given(st.integers(1_001_999, 699_999_999), st.sampled_from(PLAIN), st.sampled_from(["", " ", "-"]))
def test_a_snils_is_found_however_it_is_written(number: int, gap: str, last: str) -> None:
    digits = snils_of(number)
    parts = (digits[:3], digits[3:6], digits[6:9])
    written = gap.join(parts) + (last if gap in "-\N{EN DASH}\N{NON-BREAKING HYPHEN}" else gap)
    assert unwanted(f"{written}{digits[9:]}") is Unwanted.SNILS
    assert unwanted(digits) is Unwanted.SNILS


@given(st.integers(0, 99), st.integers(0, 99), st.integers(0, 999_999), st.sampled_from("№ "))
def test_a_passport_is_found_in_groups(region: int, year: int, number: int, gap: str) -> None:
    assert unwanted(f"{region:02} {year:02}{gap}{number:06}") is Unwanted.PASSPORT
    assert unwanted(f"паспорт {region:02}{year:02}{number:06}") is Unwanted.PASSPORT


@given(st.integers(9_000_000_000, 9_999_999_999), st.sampled_from(["+7", "8", "7"]))
def test_a_phone_is_never_taken_for_anything(number: int, code: str) -> None:
    n = str(number)
    for phone in (
        f"{code}{n}",
        f"{code} {n[:3]} {n[3:6]} {n[6:8]} {n[8:]}",
        f"{code} ({n[:3]}) {n[3:6]}-{n[6:8]}-{n[8:]}",
        f"{code}-{n[:3]}-{n[3:6]}-{n[6:]}",
    ):
        assert unwanted(phone) is None, phone
        assert unwanted(f"Мария Ивановна, {phone}") is None


@given(st.integers(100_000_000, 9_999_999_999))
def test_an_inn_is_never_taken_for_anything(number: int) -> None:
    text = f"{number:010}"
    assert unwanted(text) is None
    assert unwanted(f"ИНН {text}") is None
    assert check_inn(text).problem != "inn_digits"


@given(
    st.lists(
        st.builds(
            "{}{}".format,
            st.integers(1, 11),
            st.sampled_from([letter for letter in ALPHABET if letter not in "ЬЪЫ"]),
        ),
        min_size=1,
        max_size=40,
    ),
    st.sampled_from([", ", "\n", " ", "; "]),
)
def test_classes_are_never_taken_for_anything(names: list[str], gap: str) -> None:
    text = gap.join(names)
    assert looks_like(text)
    assert unwanted(text) is None


@example([("агата", "Иванов"), ("родион", "Иванов")], "{1} {0}")
@given(
    st.lists(
        st.tuples(st.sampled_from(sorted(GIVEN)), st.sampled_from(["Иванов", "Ким", "Шевченко"])),
        min_size=2,
        max_size=35,
    ),
    st.sampled_from(["{1} {0}", "{0} {1}", "{1} {0}, 5А", "5А {1} {0}"]),
)
def test_a_register_is_found_whoever_is_in_it(people: list[tuple[str, str]], form: str) -> None:
    lines = [form.format(name.capitalize(), surname) for name, surname in people]
    assert unwanted("\n".join(lines)) is Unwanted.CHILDREN


@given(st.text())
def test_any_text_is_looked_at_without_harm(text: str) -> None:
    assert unwanted(text) in {None, *Unwanted}


@pytest.mark.parametrize(
    "text",
    [
        *("а" * LONGEST, "1 " * LONGEST, "!" * LONGEST, "1.2" * LONGEST, "а-" * LONGEST),
        *("Анна " * LONGEST, "Иван\n" * LONGEST, "код " + "1" * LONGEST, "паспорт " * LONGEST),
        *("снилс" + " " * LONGEST, "(" * LONGEST, "1 2 " * LONGEST + "код"),
        "\N{ZERO WIDTH SPACE}" * LONGEST,
    ],
)  # fmt: skip
def test_a_hostile_text_is_looked_at_as_far_as_a_message_goes(text: str) -> None:
    """It ends, soon: the test's own bound on time is the judge."""
    for _ in range(20):
        unwanted(text)


def test_what_lies_beyond_a_message_is_not_looked_at() -> None:
    assert unwanted("слово " * LONGEST + "112-233-445 95") is None
