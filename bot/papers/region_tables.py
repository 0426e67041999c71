"""The tables of an area: schools, steps, who waits, questions. Nobody's account or name in them."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias
from zoneinfo import ZoneInfo

from bot.papers.spreadsheet import Column, Row, Table, chained, moment
from bot.texts import Texts
from flows.library import entry
from flows.model import Role
from flows.operator import figures
from flows.operator.areas import Where, named
from flows.operator.figures import WEEKS, Key, Spans
from flows.operator.outgoing import COLUMNS, SUMS
from flows.operator.stats import step_name
from flows.operator.stuck import blocker_of
from flows.regions import region
from flows.roles import FLOWS
from flows.screens import Arg, Text
from flows.spans import DAY, HOUR
from storage import By, Tx
from storage.keeping import day
from storage.tables import SchoolRow, TicketRow, WaitRow

Rows: TypeAlias = Callable[[], Iterable[Row]]


class Book:
    """Makes the tables of one area as they are now."""

    def __init__(self, tx: Tx, by: By, where: Where, texts: Texts, language: str) -> None:
        self._tx = tx
        self._by = by
        self._area = where.area
        self._texts = texts
        self._language = language
        self._zone: ZoneInfo = texts.zone
        made = moment(by.now, texts.zone)
        when = f"{made:%d.%m.%Y %H:%M}" if made else ""
        self._note = self._say("table.note", where=self._words(named(where)), when=when)

    def tables(self) -> tuple[Table, ...]:
        return self._schools(), self._steps(), self._waits(), self._tickets()

    def _say(self, key: str, **args: Arg) -> str:
        return self._words(Text(key, args))

    def _words(self, text: Text) -> str:
        return self._texts.format(text, self._language, escape=False)

    def _table(self, name: str, rows: Rows) -> Table:
        columns = [
            Column(self._say(f"table-{name}.{key}"), width, key in SUMS)
            for key, width in COLUMNS[name].items()
        ]
        total = self._say("table.total") if any(one.total for one in columns) else ""
        return Table(name, self._say(f"table-{name}.title"), self._note, columns, rows, total)

    def _schools(self) -> Table:
        return self._table("schools", self._school_rows)

    def _school_rows(self) -> Iterator[Row]:
        return map(self._school, chained(self._tx.tables.all_schools(self._by, self._area)))

    def _school(self, one: SchoolRow) -> Row:
        stage = ""
        if one.state:
            stage = self._words(step_name(Key(Role.ADMIN.value, one.edition, one.state)))
        dates = (self._date(at) for at in (one.created_at, one.active_since, one.stepped_at))
        waits = self._date(one.waiting_since)
        return (
            *(self._region(one.region), one.municipality, one.name, one.inn, *dates, stage),
            *(self._date(one.since), one.waiting, waits, one.teachers, one.classes, one.chats),
            *(one.families, one.families_through),
        )

    def _steps(self) -> Table:
        return self._table("steps", self._step_rows)

    def _step_rows(self) -> Iterator[Row]:
        standing = self._tx.figures.standing(self._by, self._area)
        spans: Spans = self._tx.figures.spans(day(self._by.now) - WEEKS * 7 * DAY)
        for flow in FLOWS:
            name = self._say(f"chart-role-{flow.role}")
            for rung in figures.funnel(flow.role, flow.edition, standing, spans):
                key = f"{flow.edition}-{flow.role}-{rung.state.key}.title"
                usual = None if rung.usual is None else round(rung.usual / HOUR)
                title = self._say(key, who="none")
                yield name, rung.state.number, title, rung.here, rung.reached, usual

    def _waits(self) -> Table:
        return self._table("waits", self._wait_rows)

    def _wait_rows(self) -> Iterator[Row]:
        return map(self._wait, chained(self._tx.tables.all_waits(self._by, self._area)))

    def _wait(self, one: WaitRow) -> Row:
        key = Key(one.role, one.edition, one.state)
        days = (day(self._by.now) - one.since) // DAY
        blocker = self._say("table-blocker", who=blocker_of(key))
        return (
            *(self._region(one.region), one.municipality, one.name, self._words(step_name(key))),
            *(blocker, one.people, self._date(one.since), days),
        )

    def _tickets(self) -> Table:
        return self._table("tickets", self._ticket_rows)

    def _ticket_rows(self) -> Iterator[Row]:
        return map(self._ticket, chained(self._tx.tables.all_tickets(self._by, self._area)))

    def _ticket(self, one: TicketRow) -> Row:
        step = self._words(step_name(Key(one.role, one.edition, one.state))) if one.state else ""
        answer = entry(one.symptom) if one.symptom else None
        about = self._say(f"{answer.message}.title") if answer else ""
        hours = round((one.answered_at - one.opened_at) / HOUR) if one.answered_at else None
        dates = (self._date(at) for at in (one.opened_at, one.answered_at, one.closed_at))
        return (
            *(self._region(one.region), one.municipality, one.name, step, about),
            *(self._say("table-status", status=one.status), *dates, hours),
        )

    def _region(self, code: str) -> str:
        known = region(code)
        return known.name if known else code

    def _date(self, at: int) -> dt.datetime | None:
        return moment(at, self._zone)
