"""One message with a name, a phone and an e-mail: what is understood of it, and what is wrong."""

import logging

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.papers.cases import accusative, gender_of
from bot.papers.details import LONGEST, Details, read, understood
from flows import fullname
from flows.appointee import FIELDS, FORM, GENDERS, Appointee
from flows.fullname import FullName
from flows.gallery_package import TROUBLES

NAME, PHONE, EMAIL = "Образцова Мария Петровна", "8 900 000-00-00", "obraztsova@example.ru"
WRITTEN = "+7 900 000 00 00".replace(" ", "\N{NO-BREAK SPACE}")
EMPTY = Appointee("order", "new")


def parts(said: Details) -> tuple[str, str, str, str]:
    return str(said.name or ""), said.phone, said.email, said.trouble


@pytest.mark.parametrize(
    "text",
    [
        f"{NAME}, {PHONE}, {EMAIL}",
        f"{EMAIL}\n{PHONE}\n{NAME}",
        f"почта:{EMAIL}.тел:+7(900)0000000,фио:{NAME}",
        f"Назначаем администратором {NAME.lower()} (завуч), моб. 8-900-000-00-00, e-mail {EMAIL}",
        f"МАРИЯ ПЕТРОВНА ОБРАЗЦОВА +79000000000 <{EMAIL}>",
        f"Фамилия: Образцова\nИмя: Мария\nОтчество: Петровна\nТелефон: {PHONE}\nПочта: {EMAIL}",
        f"{NAME} 9000000000 obraztsova @ example.ru",
        f"{NAME} ８９０００００００００ {EMAIL}",
        f"раб. 8 (4942) 31-00-00, сот. {PHONE}, {NAME}, {EMAIL}",
    ],
)
def test_all_three_are_found_in_any_order_and_form(text: str) -> None:
    assert parts(read(text)) == (NAME, WRITTEN, EMAIL, "")


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("привет", "nothing"),
        ("12", "nothing"),
        ("Образцова М. П.", "initials"),
        ("Образцову Марию Петровну", "oblique"),
        ("8 (4942) 31-00-00", "city"),
        ("8 900 000", "phone"),
        ("obraztsova@example", "email"),
        ("obraztsova@mail,ru", "email"),
        ("@obraztsova", "email"),
        ("образцова@example.ru", "letters"),
        ("obrаztsova@example.ru", "letters"),
    ],
)
def test_what_is_nearly_right_is_named(text: str, trouble: str) -> None:
    said = read(text)
    assert said.trouble == trouble
    assert not said.found


def test_what_is_right_is_kept_beside_what_is_wrong() -> None:
    assert parts(read(f"{NAME}, 8 (4942) 31-00-00")) == (NAME, "", "", "city")
    assert parts(read(f"Образцова М. П., {PHONE}")) == ("", WRITTEN, "", "initials")


@pytest.mark.parametrize(
    ("field", "text", "trouble"),
    [
        *(("name", one, "name") for one in ("мария", "Maria")),
        *(("phone", one, "phone") for one in ("потом", "нет")),
        ("email", "нет", "email"),
        *(("form", one, "form") for one in ("Марию", "Maria Obraztsova", "", "8 900 000-00-00")),
    ],
)
def test_an_answer_to_one_question_is_judged_by_it(field: str, text: str, trouble: str) -> None:
    assert read(text, field).trouble == trouble


def test_the_form_is_taken_as_it_is_typed() -> None:
    assert read("образцову марию петровну", FORM).form == "Образцову Марию Петровну"
    one = understood(understood(EMPTY, read(NAME)), read("Образцову Маню", FORM))
    assert one.accusative == "Образцову Маню"
    assert str(one.name) == NAME


def test_a_new_message_replaces_what_it_says_and_nothing_else() -> None:
    one = understood(EMPTY, read(f"{NAME} {PHONE}"))
    assert one.missing == ("email",)
    one = understood(one, read(f"8 900 000-00-01 {EMAIL}"))
    assert one.complete
    assert (str(one.name), one.phone[-2:], one.email) == (NAME, "01", EMAIL)
    other = understood(one, read("Образцов Пётр Ильич"))
    assert other.accusative == "Образцова Петра Ильича"
    assert (other.phone, other.email) == (one.phone, EMAIL)


@pytest.mark.parametrize(
    ("nominative", "accused"),
    [
        ("Образцова Мария Петровна", "Образцову Марию Петровну"),
        ("Образцов Иван Ильич", "Образцова Ивана Ильича"),
        ("Алиев Вагиф Гасан оглы", "Алиева Вагифа Гасан оглы"),
        ("Алиева Лейла Гасан кызы", "Алиеву Лейлу Гасан кызы"),
        ("Шевчук Юлия Сергеевна", "Шевчук Юлию Сергеевну"),
        ("Шевчук Юрий Сергеевич", "Шевчука Юрия Сергеевича"),
        ("Салтыков-Щедрин Михаил Евграфович", "Салтыкова-Щедрина Михаила Евграфовича"),
        ("Черных Пётр Петрович", "Черных Петра Петровича"),
        ("Орлова Любовь Ивановна", "Орлову Любовь Ивановну"),
        ("Королёв Лев Львович", "Королёва Льва Львовича"),
        ("Цой Илья Фомич", "Цоя Илью Фомича"),
        ("Ли Анна", "Ли Анну"),
        ("Белый Андрей", "Белого Андрея"),
    ],
)
def test_a_name_is_inflected(nominative: str, accused: str) -> None:
    name = fullname.find(nominative)
    assert name is not None
    assert accusative(name)[1] == accused


def test_who_can_be_both_is_asked_about() -> None:
    one = understood(EMPTY, read(f"Мельник Саша, {PHONE}, {EMAIL}"))
    assert one.undecided
    assert not one.complete
    assert one.forms == ("Мельника Сашу", "Мельник Сашу")
    assert [one.decided(gender).accusative for gender in GENDERS] == list(one.forms)
    assert one.decided("other") == one
    assert one.decided("female").complete


def test_where_both_forms_are_one_there_is_nothing_to_ask() -> None:
    one = understood(EMPTY, read("Сидоренко Женя"))
    assert (one.accusative, one.undecided) == ("Сидоренко Женю", False)


def test_a_doubtful_name_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    """The library tells its log the names that it works on, as a warning where they differ."""
    caplog.set_level(logging.DEBUG)
    assert gender_of(FullName("Иванова", "Иван")) == ""
    accusative(FullName("Иванова", "Иван"))
    assert caplog.text == ""


def test_nothing_shows_itself_by_mistake() -> None:
    said = read(f"{NAME} {PHONE} {EMAIL}")
    for one in (said, understood(EMPTY, said)):
        assert "Образцова" not in repr(one)
        assert "example" not in repr(one)


def test_every_trouble_has_its_words() -> None:
    assert {"nothing", *FIELDS, FORM} <= set(TROUBLES)


WORDS = st.sampled_from(
    [
        *NAME.split(),
        PHONE,
        EMAIL,
        "@",
        "+7",
        "900",
        "ФИО:",
        "тел",
        ",",
        "\n",
        "ич",
        "М.",
        "а-б",
        "«",
    ]
)


@settings(deadline=None)
@given(st.lists(WORDS | st.text(max_size=8), max_size=30), st.sampled_from(["", *FIELDS, FORM]))
def test_whatever_is_said_something_is_understood_or_named(said: list[str], field: str) -> None:
    found = read(" ".join(said), field)
    assert found.found or found.trouble
    assert found.trouble in {"", *TROUBLES}
    one = understood(EMPTY, found)
    assert one.complete or one.missing or one.undecided


@settings(deadline=None)
@given(st.text(min_size=LONGEST, max_size=4096))
def test_the_longest_message_is_read(text: str) -> None:
    read(text)
