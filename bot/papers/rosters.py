"""The table of /import as a workbook: what became of each row, with its link; and an empty one."""

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, TypeAlias

from bot.actions.operator.judging import Judged, Plan
from bot.papers import spreadsheet
from bot.papers.spreadsheet import Column, Row, Table
from flows.operator.importing import OWN, RESULT
from flows.operator.roster import CoordinatorLine, Named
from flows.regions import region
from flows.scopes import Level
from flows.screens import Arg, Text

Words: TypeAlias = Callable[[Text], str]
SAMPLE: Final = Named("59", "Лысьва", "Школа № 5", "")
"""A row to write over."""


def write(path: Path, plan: Plan, words: Words, address: str) -> None:
    """Write what became of each row; links begin with this address, "" before there are any."""
    book = _Book(words, address)
    rows = {"schools": plan.schools, "coordinators": plan.coordinators}
    spreadsheet.xlsx(path, [book.table(name, of) for name, of in rows.items() if of])


def sample(path: Path, words: Words) -> None:
    """Write a table to be filled in."""
    book = _Book(words, "")
    level = book.say(f"import-level-{Level.READ}")
    rows: dict[str, Row] = {
        "schools": _where(SAMPLE),
        "coordinators": (*_where(SAMPLE._replace(school="")), level, None, ""),
    }
    spreadsheet.xlsx(path, [book.sheet(name, OWN[name], [row]) for name, row in rows.items()])


class _Book:
    def __init__(self, words: Words, address: str) -> None:
        self._words = words
        self._address = address

    def say(self, key: str, **args: Arg) -> str:
        return self._words(Text(key, args))

    def table(self, name: str, rows: Sequence[Judged]) -> Table:
        width = len(OWN[name])
        return self.sheet(name, OWN[name] | RESULT, [self._row(one, width) for one in rows])

    def sheet(self, name: str, columns: dict[str, int], rows: Sequence[Row]) -> Table:
        named = [
            Column(self.say(f"import-column-{key}"), letters) for key, letters in columns.items()
        ]
        note, title = self.say(f"import-sheet-{name}.note"), self.say(f"import-sheet-{name}.title")
        return Table(name, title, note, named, lambda: rows)

    def _row(self, one: Judged, width: int) -> Row:
        own: Row = _where(one.line.named) if one.line else ()
        if isinstance(one.line, CoordinatorLine):
            until = dt.datetime.combine(one.line.until, dt.time()) if one.line.until else None
            own = (*own, self.say(f"import-level-{one.line.level}"), until, one.line.whom)
        why = self.say(f"import-why-{one.why}") if one.why else ""
        if self._address and not one.token and not one.why:
            why = self.say("import.no_link")
        link = f"{self._address}{one.token}" if one.token else ""
        state = self.say(f"import-state-{one.state}")
        return (*own, *[None] * (width - len(own)), one.row, state, why, link)


def _where(named: Named) -> tuple[str, str, str, str]:
    known = region(named.region)
    return known.name if known else "", named.place, named.school, named.inn
