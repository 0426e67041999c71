"""Rows of a table: a workbook (.xlsx), or text with separators (.csv) as Russian programs save it.

A workbook is an archive of XML and is bounded as one (`docx.py`) before openpyxl sees it; no part
may declare a document type, so no entity can be declared. What is in a cell comes back as text.
"""

import csv
import datetime as dt
import io
import zipfile
import zlib
from collections.abc import Iterable
from itertools import islice
from typing import Final

from bot.untrusted import docx
from bot.untrusted.faults import Unreadable

ROWS: Final = 20_000
"""Rows of a sheet that are read; a file with more is refused."""
COLUMNS: Final = 30
SHEETS: Final = 5
CELL: Final = 300
"""Characters of a cell."""
CHARACTERS: Final = 2_000_000
"""Characters of a sheet."""
_PIECE: Final = 4_096
_DECLARES: Final = (b"<!DOCTYPE", b"<!ENTITY")
_SEPARATORS: Final = ";\t,"

Sheet = list[list[str]]


def sheets(data: bytes) -> list[Sheet]:
    """Return the rows of each sheet, empty ones too: a row's place is its number in the file."""
    return _book(data) if data.startswith(b"PK\x03\x04") else [_separated(data)]


def _book(data: bytes) -> list[Sheet]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            docx.bounded(archive)
            _harmless(archive)
        return _rows_of(data)
    except Unreadable:
        raise
    except (MemoryError, RecursionError):
        raise Unreadable("bomb") from None
    except zlib.error:
        raise Unreadable("broken") from None
    except Exception:  # noqa: BLE001 - a broken file breaks a reader in ways without number
        raise Unreadable("broken") from None


def _harmless(archive: zipfile.ZipFile) -> None:
    names = archive.namelist()
    if "xl/workbook.xml" not in names:
        raise Unreadable("kind")
    for one in names:
        if one.endswith((".xml", ".rels")):
            _plain(docx.unpacked(archive, one))


def _plain(xml: bytes) -> None:
    """Refuse a part that declares a document type, in any encoding that has ASCII inside."""
    head = xml[:_PIECE].replace(b"\x00", b"")
    if any(one in head or one in xml for one in _DECLARES):
        raise Unreadable("bomb")


def _rows_of(data: bytes) -> list[Sheet]:
    from openpyxl import load_workbook  # noqa: PLC0415 - loaded when first used

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    found = []
    for sheet in book.worksheets[:SHEETS]:
        sheet.reset_dimensions()
        found.append(_bounded(sheet.iter_rows(max_col=COLUMNS, values_only=True)))
    return found


def _separated(data: bytes) -> Sheet:
    if b"\x00" in data:
        raise Unreadable("kind")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1251", "replace")
    first = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=first.count)
    try:
        return _bounded(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error:
        raise Unreadable("broken") from None


def _bounded(rows: Iterable[Iterable[object]]) -> Sheet:
    found: Sheet = []
    size = 0
    for row in rows:
        cells = [_cell(one) for one in islice(row, COLUMNS)]
        while cells and not cells[-1]:
            cells.pop()
        found.append(cells)
        size += sum(map(len, cells))
        if len(found) > ROWS or size > CHARACTERS:
            raise Unreadable("bomb")
    while found and not found[-1]:
        found.pop()
    return found


def _cell(value: object) -> str:
    """Say a value as it would be typed: a whole number without a fraction, a day by ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()[:CELL]
