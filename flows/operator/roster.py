"""The table that an operator sends: schools, and where coordinators are to have rights.

A sheet is known by the names of its columns. What does not fit is refused with its row and reason,
never guessed; nothing that is read here is kept.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from flows import dates, names, regions
from flows.draft import LONGEST
from flows.scopes import Level

ROWS: Final = 5_000
"""Rows of one table that are loaded in one transaction: a region has fewer schools."""
HEAD: Final = 10
"""The names of the columns stand within so many rows."""
COLUMNS: Final = {
    "region": ("регион", "субъект", "region"),
    "place": ("муниципал", "район", "город", "населен", "municip", "place"),
    "school": ("школа", "наименование", "название", "образовательная", "school", "name"),
    "inn": ("инн", "inn"),
    "level": ("уровень", "права", "право", "level", "right"),
    "until": ("до", "по какое", "срок", "until"),
    "whom": ("кому", "координатор", "whom", "coordinator"),
}
"""How the name of a column may begin."""
_LEVELS: Final = {
    "": Level.READ,
    **dict.fromkeys(("чтение", "просмотр", "смотреть", "только чтение", "read"), Level.READ),
    **dict.fromkeys(("полный", "полное", "полные", "все", "полный доступ", "full"), Level.FULL),
}


class Named(NamedTuple):
    """What a row says of a place: the code of a region, a municipality, a school, its ИНН."""

    region: str
    place: str
    school: str
    inn: str


class SchoolLine(NamedTuple):
    row: int
    named: Named


class CoordinatorLine(NamedTuple):
    """A right to be given: where, what, until which day (None: without an end), to whom.

    `whom` goes back into the file with the links and nowhere else.
    """

    row: int
    named: Named
    level: Level
    until: dt.date | None
    whom: str


class Refusal(NamedTuple):
    """A row that does not fit; `why` is the last word of `import-why-…`."""

    row: int
    why: str


class Roster(NamedTuple):
    """What a file holds. `fault` says that it is no such table: "" or a key of `import-fault-…`."""

    schools: tuple[SchoolLine | Refusal, ...] = ()
    coordinators: tuple[CoordinatorLine | Refusal, ...] = ()
    fault: str = ""


def read(sheets: Sequence[Sequence[Sequence[str]]], today: dt.date, region: str = "") -> Roster:
    """Read all sheets; `region` is the code of the one that a row without a region means."""
    schools: list[SchoolLine | Refusal] = []
    coordinators: list[CoordinatorLine | Refusal] = []
    known = False
    for sheet in sheets:
        head, columns = _head(sheet)
        if not columns:
            continue
        known = True
        rows = _rows(sheet, head, columns)
        if columns.keys() & {"level", "whom"}:
            coordinators += (_coordinator(row, cells, region, today) for row, cells in rows)
        else:
            schools += (_school(row, cells, region) for row, cells in rows)
    if len(schools) + len(coordinators) > ROWS:
        return Roster(fault="long")
    if not schools and not coordinators:
        return Roster(fault="empty" if known else "columns")
    return Roster(tuple(schools), tuple(coordinators))


def _head(sheet: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]]:
    """Return the row with the names of the columns, and which column is where."""
    for number, row in enumerate(sheet[:HEAD]):
        found: dict[str, int] = {}
        for at, cell in enumerate(row):
            column = _column(cell)
            if column and column not in found:
                found[column] = at
        if len(found) > 1:
            return number, found
    return 0, {}


def _column(cell: str) -> str:
    said = names.clean(cell, LONGEST).casefold().replace("ё", "е")
    for column, beginnings in COLUMNS.items():
        if said.startswith(beginnings):
            return column
    return ""


def _rows(
    sheet: Sequence[Sequence[str]], head: int, columns: dict[str, int]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows that say something, each with its number as a spreadsheet shows it."""
    for number, row in enumerate(sheet[head + 1 :], head + 2):
        cells = {name: row[at].strip() if at < len(row) else "" for name, at in columns.items()}
        if any(cells.values()):
            yield number, cells


def _school(row: int, cells: dict[str, str], region: str) -> SchoolLine | Refusal:
    named = _named(cells, region)
    if isinstance(named, str):
        return Refusal(row, named)
    if not named.place or not named.school:
        return Refusal(row, "place" if not named.place else "school")
    return SchoolLine(row, named)


def _coordinator(
    row: int, cells: dict[str, str], region: str, today: dt.date
) -> CoordinatorLine | Refusal:
    named = _named(cells, region)
    if isinstance(named, str):
        return Refusal(row, named)
    if named.school and not named.place and not named.inn:
        return Refusal(row, "place")
    level = _LEVELS.get(cells.get("level", "").casefold().strip(" ."))
    if level is None:
        return Refusal(row, "level")
    said = cells.get("until", "")
    until = dates.day(said, today) if said else None
    if said and (until is None or until < today):
        return Refusal(row, "until")
    return CoordinatorLine(row, named, level, until, names.clean(cells.get("whom", ""), LONGEST))


def _named(cells: dict[str, str], region: str) -> Named | str:
    """Read what a row says of a place; a word of what is wrong with it."""
    code = _region(cells.get("region", "")) if cells.get("region") else region
    if not code:
        return "region"
    inn = names.check_inn(cells["inn"]) if cells.get("inn") else names.Inn()
    if inn.problem:
        return inn.problem
    place, school = (names.clean(cells.get(one, ""), LONGEST + 1) for one in ("place", "school"))
    if max(len(place), len(school)) > LONGEST:
        return "long"
    return Named(code, place, school, inn.value)


def _region(text: str) -> str:
    """Read a region by its code or its name."""
    known = regions.region(text.zfill(2)) if text.isdecimal() else None
    found = () if text.isdecimal() else regions.find(text, 1)
    return known.code if known else found[0].code if found else ""
