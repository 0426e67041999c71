"""An area as a spreadsheet and as CSV: written row by row, so that its size costs no memory.

Every table says where its numbers come from and from when they are. What people typed stays text,
whatever it begins with: no cell is a formula.
"""

import csv
import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

Cell: TypeAlias = str | int | dt.datetime | None
Row: TypeAlias = Sequence[Cell]
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_HEAD_ROWS: Final = 3
"""What a table is and from when, a line left free, and the names of the columns."""


class Column(NamedTuple):
    """A column: its name, its width in letters, and whether its numbers are added up."""

    name: str
    width: int
    total: bool = False


class Table(NamedTuple):
    """A sheet: `name` also names its CSV file; `note` says where it comes from and from when."""

    name: str
    title: str
    note: str
    columns: Sequence[Column]
    rows: Callable[[], Iterable[Row]]
    total: str = ""


def moment(at: int, zone: ZoneInfo) -> dt.datetime | None:
    """Return a moment as a cell: by the clock of a zone; nothing for never."""
    return dt.datetime.fromtimestamp(at, zone).replace(tzinfo=None) if at else None


def xlsx(path: Path, tables: Iterable[Table]) -> int:
    """Write a workbook, a sheet a table; return how many rows there are."""
    from xlsxwriter.workbook import Workbook  # noqa: PLC0415 - loaded when first used

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    count = 0
    with Workbook(str(path), options) as book:
        for table in tables:
            count += _sheet(book, table)
    return count


def _sheet(book: "Workbook", table: Table) -> int:
    sheet = book.add_worksheet(table.title)
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    date = book.add_format({"num_format": "dd.mm.yyyy", "align": "left"})
    small = book.add_format({"italic": True, "font_color": "#5a6673"})
    sum_ = book.add_format({"bold": True, "top": 1})
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, column.width)
    sheet.freeze_panes(_HEAD_ROWS, 0)
    sheet.write_string(0, 0, table.note, small)
    for at, column in enumerate(table.columns):
        sheet.write_string(_HEAD_ROWS - 1, at, column.name, bold)
    number, sums = _HEAD_ROWS, [0] * len(table.columns)
    for row in table.rows():
        for at, cell in enumerate(row):
            _write(sheet, number, at, cell, date)
            sums[at] += cell if table.columns[at].total and isinstance(cell, int) else 0
        number += 1
    sheet.autofilter(_HEAD_ROWS - 1, 0, max(_HEAD_ROWS, number - 1), len(table.columns) - 1)
    if table.total:
        sheet.write_string(number + 1, 0, table.total, sum_)
        for at, column in enumerate(table.columns):
            if column.total:
                sheet.write_number(number + 1, at, sums[at], sum_)
    return number - _HEAD_ROWS


def _write(sheet: "Worksheet", row: int, at: int, cell: Cell, date: Any) -> None:
    """Write a cell by its type; nothing for nothing."""
    if isinstance(cell, dt.datetime):
        sheet.write_datetime(row, at, cell, date)
    elif isinstance(cell, int):
        sheet.write_number(row, at, cell)
    elif cell:
        sheet.write_string(row, at, cell)


def csvs(folder: Path, tables: Iterable[Table]) -> int:
    """Write a CSV file a table, as a Russian spreadsheet program opens it; return the rows."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for table in tables:
        path = folder / f"{table.name}.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            out = csv.writer(file, delimiter=";")
            out.writerow([column.name for column in table.columns])
            for row in table.rows():
                out.writerow([_plain(cell) for cell in row])
                count += 1
            out.writerow([])
            out.writerow([table.note])
    return count


def _plain(cell: Cell) -> str:
    """Say a cell as text; what would be read as a formula gets an apostrophe before it."""
    if cell is None:
        return ""
    if isinstance(cell, dt.datetime):
        return cell.strftime("%d.%m.%Y")
    text = str(cell)
    return f"'{text}" if isinstance(cell, str) and text.startswith(_FORMULA) else text


def chained(parts: Iterable[Iterable[Any]]) -> Iterator[Any]:
    """Go through parts one by one."""
    for part in parts:
        yield from part
