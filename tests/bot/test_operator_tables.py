"""/export: what is in the files, typed, added up, of one area, and nothing of anybody."""

import csv
import datetime as dt
import re
import subprocess
import sys
import tracemalloc
from pathlib import Path
from typing import Any, Final

import pytest
from openpyxl import load_workbook

from bot.actions.operator import outgoing
from bot.papers import spreadsheet
from bot.papers.spreadsheet import Column, Table
from bot.upkeep import export
from storage import Database, WriteRefused
from storage.reading import reader
from tests.bot.test_operators_only import Region, region
from tests.storage.three_places import NOW, OPERATORS
from tests.storage.two_schools import WHO

__all__ = ["region"]
SHEETS: Final = ["Школы", "Шаги", "Кто где стоит", "Вопросы"]


@pytest.fixture
def url(region: Region, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The database of the region, as the other process finds it."""
    address = f"sqlite:///{tmp_path}/guide.db"
    monkeypatch.setenv("DATABASE_URL", address)
    monkeypatch.setenv("TIMEZONE", "Europe/Moscow")
    monkeypatch.chdir(tmp_path)
    assert region.db is not None
    return address


def taken(path: Path, *more: str) -> int:
    return export.main(["--xlsx", str(path), "--now", str(NOW), *more])


def rows(path: Path, sheet: str) -> list[tuple[Any, ...]]:
    book = load_workbook(path)
    assert book.sheetnames == SHEETS
    return [tuple(cell.value for cell in row) for row in book[sheet].iter_rows()]


@pytest.mark.usefixtures("url")
def test_a_workbook_is_typed_frozen_filtered_and_added_up(tmp_path: Path) -> None:
    file = tmp_path / "all.xlsx"
    assert taken(file) == 0
    book = load_workbook(file)
    for name in SHEETS:
        sheet = book[name]
        assert sheet.freeze_panes == "A4"
        assert sheet.auto_filter.ref is not None
        assert "По данным самих школ на 15.11.2023" in str(sheet["A1"].value)
    note, _, head, *body = rows(file, "Школы")
    assert note[0].startswith("Все школы")
    assert head[:3] == ("Регион", "Муниципалитет", "Школа")
    schools = [row for row in body if row[2]]
    assert {row[2] for row in schools} == {"Школа № 1", "Школа № 2", "Школа № 9"}
    assert all(isinstance(row[4], dt.datetime) for row in schools)
    total = body[-1]
    assert total[0] == "Всего"
    accepted = head.index("Учителей принято")
    assert total[accepted] == sum(row[accepted] for row in schools) > 0


@pytest.mark.usefixtures("url")
def test_an_operator_takes_out_what_they_may_see(tmp_path: Path) -> None:
    file = tmp_path / "town.xlsx"
    town = str(OPERATORS["town"])
    assert taken(file, "--area", "m1", "--person", town) == 0
    assert {row[2] for row in rows(file, "Школы")[3:] if row[2]} == {"Школа № 1", "Школа № 2"}
    for area, who in (("a", town), ("r59", town), ("m1", str(OPERATORS["neighbour"])), ("x", town)):
        assert taken(tmp_path / "no.xlsx", "--area", area, "--person", who) == 2
    assert not (tmp_path / "no.xlsx").exists()


@pytest.mark.usefixtures("url")
def test_questions_are_counted_without_their_words(tmp_path: Path) -> None:
    file = tmp_path / "all.xlsx"
    assert taken(file) == 0
    note, _, head, *body = rows(file, "Вопросы")
    (one,) = [row for row in body if row[2]]
    told = dict(zip(head, one, strict=True))
    assert told["Школа"] == "Школа № 1"
    assert told["Состояние"] == "ждёт ответа"
    assert "шаг 3" in told["Шаг"]
    assert isinstance(told["Спросили"], dt.datetime)
    assert (told["Ответили"], told["До ответа, часов"]) == (None, None)
    assert "Не вижу школу" not in str((note, head, body))


@pytest.mark.usefixtures("url")
def test_nothing_of_anybody_is_in_the_files(tmp_path: Path) -> None:
    assert export.main(["--csv", str(tmp_path / "out"), "--now", str(NOW)]) == 0
    files = sorted((tmp_path / "out").iterdir())
    assert [one.name for one in files] == [
        *("schools.csv", "steps.csv", "tickets.csv", "waits.csv")
    ]
    for one in files:
        text = one.read_text(encoding="utf-8-sig")
        assert not any(str(person) in text for person in (*WHO.values(), *OPERATORS.values()))
        assert not re.search(r"\d{9,}", text)
        assert list(csv.reader(text.splitlines(), delimiter=";"))


def _table(*cells: str) -> Table:
    column = Column("Название", 20)
    return Table("one", "Лист", "Все школы", [column], lambda: ([cell] for cell in cells))


EVIL: Final = ("=1+1", "+7", "-1", "@SUM(A1)", '=HYPERLINK("x")', "https://sferum.ru", "\tx")


def test_what_people_typed_is_never_a_formula(tmp_path: Path) -> None:
    spreadsheet.xlsx(tmp_path / "evil.xlsx", [_table(*EVIL)])
    sheet = load_workbook(tmp_path / "evil.xlsx")["Лист"]
    cells = [row[0] for row in sheet.iter_rows(min_row=4)]
    assert [cell.value for cell in cells if cell.value] == list(EVIL)
    assert {cell.data_type for cell in cells if cell.value} == {"s"}
    assert all(cell.hyperlink is None for cell in cells)
    spreadsheet.csvs(tmp_path, [_table(*EVIL)])
    text = (tmp_path / "one.csv").read_text(encoding="utf-8-sig")
    rows_ = [row[0] for row in csv.reader(text.splitlines(), delimiter=";") if row]
    assert all(one[0] not in "=+-@\t" for one in rows_)


def test_size_costs_no_memory(tmp_path: Path) -> None:
    """Four times the rows take no more of it."""

    def most(count: int) -> int:
        def made() -> Any:
            return ([f"Школа № {number}"] for number in range(count))

        table = Table("many", "Лист", "Все", [Column("Школа", 20)], made)
        tracemalloc.start()
        spreadsheet.xlsx(tmp_path / f"{count}.xlsx", [table])
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return peak

    most(100)
    few, many = most(5_000), most(20_000)
    assert many < 1.5 * few


async def test_it_is_written_down_who_took_what(region: Region) -> None:
    visit = region.visit("town", NOW)
    assert await region.db.write(outgoing.ordered(visit, "m1", "xlsx"))
    (row, *_) = await region.db.read(lambda tx: tx.audit.listed(visit.by, most=9))
    assert (row.act, row.detail) == ("exported", "xlsx")
    for code, form in (("a", "xlsx"), ("m1", "exe"), ("", "xlsx")):
        assert await region.db.write(outgoing.ordered(visit, code, form)) is None


def test_a_database_that_is_not_there_is_said_to_be(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "export", "--xlsx", str(tmp_path / "x.xlsx")],
        env={"DATABASE_URL": f"sqlite:///{tmp_path}/none.db", "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "none.db" in done.stderr
    assert not (tmp_path / "none.db").exists()


async def test_a_reader_beside_the_bot_writes_nothing(db_url: str) -> None:
    db = await Database.open(db_url, clock_now=lambda: NOW)
    await db.write(lambda tx: tx.persons.agree(1, language="ru", at=NOW, notice=1))
    with reader(db_url) as tx:
        assert tx.persons.get(1) is not None
        with pytest.raises(WriteRefused):
            tx.persons.set_card(1, 5)
    await db.close()


@pytest.fixture
def db_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/other.db"
