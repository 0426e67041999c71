"""A document of appointment: which parts are in it, and which are not."""

import pytest

from flows.appointment_check import LONGEST, MANDATORY, USUAL, Verdict, check

CLAUSE = (
    "1. Назначить администратором ИКОП «Сферум» Образцову Марию Петровну, номер сотового телефона "
    "+7 (900) 000-00-00, адрес электронной почты obraztsova@example.ru."
)
ORDER = [
    "МБОУ «Средняя школа № 5»",
    "П Р И К А З",
    "03.11.2025 № 17-о",
    "О назначении администратора",
    "В соответствии с постановлением Правительства Российской Федерации от 13.07.2022 № 1241",
    "ПРИКАЗЫВАЮ:",
    CLAUSE,
    "2. Контроль за исполнением приказа оставляю за собой.",
    "Директор                     И. И. Начальников",
    "С приказом ознакомлена:",
]


def found(verdict: Verdict) -> dict[str, str]:
    return {part.key: part.found for part in verdict.mandatory}


def hints(verdict: Verdict) -> dict[str, str]:
    return {part.key: part.hint for part in verdict.mandatory if part.hint}


def missing(verdict: Verdict) -> set[str]:
    return {part.key for part in verdict.usual if not part.found}


def test_a_whole_document_has_everything_with_the_words_that_say_so() -> None:
    verdict = check(ORDER)
    assert verdict.fits
    assert missing(verdict) == set()
    assert found(verdict) == {
        "phrase": CLAUSE,
        "name": "Образцову Марию Петровну",
        "phone": "+7 (900) 000-00-00",
        "email": "obraztsova@example.ru",
    }
    assert [part.key for part in verdict.mandatory] == list(MANDATORY)
    assert [part.key for part in verdict.usual] == list(USUAL)


@pytest.mark.parametrize(
    "clause",
    [
        CLAUSE.replace("«", '"').replace("»", '"'),
        CLAUSE.replace("«", "“").replace("»", "”"),
        CLAUSE.replace(" ", "\N{NO-BREAK SPACE}"),
        CLAUSE.upper().replace("OBRAZTSOVA@EXAMPLE.RU", "obraztsova@example.ru"),
        CLAUSE.replace("Назначить", "Со дня подписания назначить"),
        CLAUSE.replace("«Сферум»", "Сферум"),
        CLAUSE.replace("С", "C"),
        CLAUSE.replace("администратором", "админи\u00adстратором"),
        CLAUSE.replace("+7 (900) 000-00-00", "89000000000"),
        CLAUSE.replace("+7 (900) 000-00-00", "8-900-000-00-00"),
        CLAUSE.replace(" ИКОП", "\nИКОП").replace("Марию ", "Марию\n").replace(" адрес", "\nадрес"),
        CLAUSE.replace("Сферум» ", "Сферум»:\n").replace(", номер", "\nномер"),
    ],
)
def test_how_it_is_typeset_makes_no_difference(clause: str) -> None:
    assert check([*ORDER[:6], *clause.split("\n"), *ORDER[7:]]).fits


@pytest.mark.parametrize(
    "words",
    [
        "Назначить ответственным за платформу «Сферум» Образцову Марию Петровну",
        "Назначить администратором платформы «Сферум» Образцову Марию Петровну",
        "Назначить Образцову Марию Петровну администратором ИКОП «Сферум»",
        "Для работы в ИКОП «Сферум» назначить Образцову Марию Петровну",
    ],
)
def test_other_words_are_shown_as_near_and_do_not_do(words: str) -> None:
    verdict = check([f"{words}, 8 900 000-00-00, obraztsova@example.ru."])
    assert not verdict.fits
    assert hints(verdict)["phrase"] == "near"
    assert words.rpartition(" ")[2] in verdict.near


@pytest.mark.parametrize(
    ("without", "key"),
    [
        (" Образцову Марию Петровну,", "name"),
        (" номер сотового телефона +7 (900) 000-00-00,", "phone"),
        (", адрес электронной почты obraztsova@example.ru", "email"),
    ],
)
def test_each_of_the_three_is_missed_on_its_own(without: str, key: str) -> None:
    verdict = check([CLAUSE.replace(without, "")])
    assert {part.key for part in verdict.mandatory if not part.found} == {key}
    assert hints(verdict) == {}


def test_what_stands_elsewhere_does_not_count() -> None:
    """Real orders come back for it: name alone in the clause, phone and e-mail at the bottom."""
    verdict = check(
        [
            "1. Назначить администратором ИКОП «Сферум» Образцову Марию Петровну.",
            "2. Контроль оставляю за собой.",
            "Исполнитель: 8 900 000-00-00, school@example.ru",
        ]
    )
    assert hints(verdict) == {"phone": "elsewhere", "email": "elsewhere"}


def test_the_supports_own_address_is_nobodys() -> None:
    lines = ["Назначить администратором ИКОП «Сферум» Образцову Марию.", "Почта info@sferum.ru"]
    assert hints(check(lines)) == {}


@pytest.mark.parametrize(
    ("said", "key", "hint"),
    [
        ("Образцову М. П., 8 900 000-00-00, a@example.ru", "name", "initials"),
        ("Образцову Марию Петровну, тел. 31-00-00, a@example.ru", "phone", "city"),
        ("Образцову Марию Петровну, 8 (4942) 31-00-00, a@example.ru", "phone", "city"),
    ],
)
def test_what_is_nearly_right_is_named(said: str, key: str, hint: str) -> None:
    verdict = check([f"1. Назначить администратором ИКОП «Сферум» {said}."])
    assert hints(verdict) == {key: hint}
    assert not verdict.fits


def test_a_blank_is_not_filled_in() -> None:
    gaps = "назначить администратором ИКОП «Сферум» ______ (Ф.И.О.), номер: _____, почта: ____."
    verdict = check(["«___» ________ 20__ г.  № ____", gaps])
    assert [part.key for part in verdict.mandatory if part.found] == ["phrase"]
    assert {"date", "number"} <= missing(verdict)


def test_dates_and_numbers_of_the_basis_are_not_the_documents_own() -> None:
    lines = [ORDER[0], ORDER[1], *ORDER[4:]]
    assert missing(check(lines)) == {"date", "number"}
    wrapped = ["В соответствии с постановлением", "от 13 июля 2022 г. № 1241"]
    assert missing(check([ORDER[0], *wrapped])) >= {"date", "number"}


def test_an_empty_document_has_nothing() -> None:
    verdict = check([])
    assert not any(part.found for part in (*verdict.mandatory, *verdict.usual))
    assert verdict.near == ""


def test_a_sentence_without_end_is_shown_in_part() -> None:
    verdict = check([CLAUSE.replace("1. ", "слово " * 99)])
    assert verdict.fits
    assert len(found(verdict)["phrase"]) == 260
    assert found(verdict)["phrase"].endswith("…")


def test_only_so_much_is_read() -> None:
    assert not check(["я" * LONGEST, CLAUSE]).fits
    assert "Образцов" not in repr(check([CLAUSE]))
