"""Tables of operators: known by their columns, refused row by row, never guessed."""

import datetime as dt
from typing import Final

import pytest

from flows.operator import roster
from flows.operator.importing import WHYS
from flows.operator.roster import CoordinatorLine, Named, Refusal, SchoolLine, read
from flows.scopes import Level

TODAY: Final = dt.date(2026, 11, 25)
HEAD: Final = ["Регион", "Муниципалитет", "Школа", "ИНН"]
MORE: Final = ["Регион", "Муниципалитет", "Школа", "Уровень", "До", "Кому"]
INN: Final = "7707083893"


def school(*cells: str) -> SchoolLine | Refusal:
    (one,) = read([[HEAD, list(cells)]], TODAY).schools
    return one


def coordinator(*cells: str) -> CoordinatorLine | Refusal:
    (one,) = read([[MORE, list(cells)]], TODAY).coordinators
    return one


def test_a_school_is_read_from_its_row() -> None:
    expected = SchoolLine(2, Named("59", "Лысьва", "Школа № 5", INN))
    assert school("Пермский край", " Лысьва ", "Школа  № 5", INN) == expected
    assert school("59", "Лысьва", "Школа № 5", f"ИНН {INN}") == expected


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        (("Атлантида", "Лысьва", "Школа № 5", ""), "region"),
        (("999", "Лысьва", "Школа № 5", ""), "region"),
        (("", "Лысьва", "Школа № 5", ""), "region"),
        (("59", "", "Школа № 5", ""), "place"),
        (("59", "Лысьва", "", ""), "school"),
        (("59", "Лысьва", "!!!", ""), "school"),
        (("59", "Лысьва", "Ш" * 81, ""), "long"),
        (("59", "Лысьва", "Школа № 5", "12"), "inn_digits"),
        (("59", "Лысьва", "Школа № 5", "770708389300"), "inn_person"),
        (("59", "Лысьва", "Школа № 5", "7707083894"), "inn_control"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_row(cells: tuple[str, ...], why: str) -> None:
    assert school(*cells) == Refusal(2, why)
    assert why in WHYS


def test_a_row_without_a_region_means_ones_own() -> None:
    (one,) = read([[HEAD[1:], ["Лысьва", "Школа № 5", ""]]], TODAY, "59").schools
    assert one == SchoolLine(2, Named("59", "Лысьва", "Школа № 5", ""))


def test_columns_are_found_wherever_they_stand_and_empty_rows_are_nothing() -> None:
    sheet = [
        ["Школы: по строке на каждую"],
        [],
        ["", "Наименование ОО", "ИНН организации", "Муниципальное образование", "Субъект РФ"],
        ["", "", "", "", ""],
        ["1", "Лицей № 2", "", "Кунгур", "Пермский край"],
    ]
    assert read([sheet], TODAY).schools == (SchoolLine(5, Named("59", "Кунгур", "Лицей № 2", "")),)


def test_a_right_is_read_from_its_row() -> None:
    assert coordinator("59", "", "", "полный", "31.08.2027", "Иванова") == CoordinatorLine(
        2, Named("59", "", "", ""), Level.FULL, dt.date(2027, 8, 31), "Иванова"
    )
    read_only = coordinator("59", "Лысьва", "", "", "2027-08-31", "")
    assert isinstance(read_only, CoordinatorLine)
    assert (read_only.level, read_only.until) == (Level.READ, dt.date(2027, 8, 31))


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        (("59", "", "", "всевластие", "", ""), "level"),
        (("59", "", "", "полный", "когда-нибудь", ""), "until"),
        (("59", "", "", "полный", "01.01.2020", ""), "until"),
        (("59", "", "Школа № 5", "полный", "", ""), "place"),
        (("", "", "", "полный", "", "Иванова"), "region"),
    ],
)
def test_a_right_that_does_not_fit_is_refused(cells: tuple[str, ...], why: str) -> None:
    assert coordinator(*cells) == Refusal(2, why)


@pytest.mark.parametrize(
    ("sheets", "fault"),
    [
        ([], "columns"),
        ([[]], "columns"),
        ([[["а", "б"], ["в", "г"]]], "columns"),
        ([[HEAD]], "empty"),
        ([[HEAD, ["", "", "", ""]]], "empty"),
    ],
)
def test_what_is_no_table_is_said_to_be_none(sheets: list[list[list[str]]], fault: str) -> None:
    assert read(sheets, TODAY).fault == fault


def test_a_table_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roster, "ROWS", 2)
    rows = [["59", "Лысьва", f"Школа № {number}", ""] for number in range(3)]
    assert read([[HEAD, *rows]], TODAY).fault == "long"
    assert not read([[HEAD, *rows[:2]]], TODAY).fault
