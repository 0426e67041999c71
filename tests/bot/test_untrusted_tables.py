"""Tables that people send: read by what is in them, refused when they are hostile or broken."""

import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from typing import Final

import pytest
from openpyxl import Workbook

from bot.untrusted import child, docx, tables
from bot.untrusted.faults import Unreadable
from bot.untrusted.reader import LARGEST, Reader, Table

HEAD: Final = ["Регион", "Школа"]


def book(*sheets: Sequence[Sequence[object]]) -> bytes:
    made = Workbook()
    made.remove(made.active)
    for number, rows in enumerate(sheets):
        sheet = made.create_sheet(f"Лист {number}")
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """Put other bytes in the place of one part of an archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for one in old.namelist():
            new.writestr(one, content if one == name else old.read(one), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def fault(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        tables.sheets(data)
    return caught.value.fault


def test_a_workbook_gives_its_cells_as_they_would_be_typed() -> None:
    rows: list[Sequence[object]] = [
        HEAD,
        [59, " Школа № 5 "],
        [7.0, 2.5],
        [dt.datetime(2027, 8, 31), None],  # noqa: DTZ001 - a spreadsheet has no zones
        ["=1+1", True],
    ]
    assert tables.sheets(book(rows, [["второй"]])) == [
        [HEAD, ["59", "Школа № 5"], ["7", "2.5"], ["2027-08-31"], ["", "True"]],
        [["второй"]],
    ]


@pytest.mark.parametrize("separator", [";", "\t", ","])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
def test_text_with_separators_is_a_table_too(separator: str, encoding: str) -> None:
    text = f'Регион{separator}Школа\r\n59{separator}"Школа ""Луч"""\r\n'
    assert tables.sheets(text.encode(encoding)) == [[HEAD, ["59", 'Школа "Луч"']]]


def test_what_is_no_table_is_refused() -> None:
    assert fault(b"MZ\x00\x01") == "kind"
    assert fault(b"PK\x03\x04broken") == "broken"
    document = io.BytesIO()
    with zipfile.ZipFile(document, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert fault(document.getvalue()) == "kind"
    assert child.table_of(child.OLD + b"x") == {"fault": "old"}


def test_bombs_are_not_set_off() -> None:
    healthy = book([HEAD, ["59", "Школа"]])
    entity = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><sst>&b;</sst>'
    for declares in (entity, entity.decode().encode("utf-16")):
        assert fault(with_part(healthy, "xl/workbook.xml", declares)) == "bomb"
    large = b"<x>" + b" " * (docx.PART + 1) + b"</x>"
    assert fault(with_part(healthy, "xl/styles.xml", large)) == "bomb"


def test_a_sheet_has_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "ROWS", 3)
    assert fault(book([["а"]] * 4)) == "bomb"
    assert fault(b"a;b\n" * 4) == "bomb"
    assert tables.sheets(b"a;b\n" * 3) == [[["a", "b"]] * 3]
    assert tables.sheets(f"{'x' * 999};y".encode()) == [[["x" * tables.CELL, "y"]]]


def test_a_row_far_below_costs_no_more_than_the_bound() -> None:
    made = Workbook()
    made.active.cell(1_048_576, 1, "x")
    out = io.BytesIO()
    made.save(out)
    assert fault(out.getvalue()) == "bomb"


async def test_it_is_read_in_a_process_of_its_own() -> None:
    healthy = book([HEAD, ["59", "Школа"]])
    assert await Reader().table(healthy) == Table(([HEAD, ["59", "Школа"]],))
    assert await Reader().table(b"PK\x03\x04") == Table(fault="broken")
    assert await Reader().table(b"x" * (LARGEST + 1)) == Table(fault="big")
