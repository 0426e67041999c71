"""What is stored of a person, said in words of their language."""

import datetime as dt
import html
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple, TypeAlias

from babel.dates import format_date

from bot.papers.mydata_words import COLUMNS, EVENTS, STANDINGS
from bot.texts import Texts
from flows import FlowError, Role, flow_of
from flows.library import entry
from flows.operator.acts import ACTS
from flows.regions import region
from flows.screens import say

MOMENTS: Final = frozenset({"since", "started", "asked", "at", "paused_until", "posted"})
"""Columns of moments, besides those whose name says so."""
DAYS: Final = frozenset({"seen_at", "used_at"})
"""Moments that are kept as days."""
YES_NO: Final = frozenset({"helped", "reminders_off", "summaries_off", "muted"})
ZEROS: Final = YES_NO | {"remind_hour"}
"""Columns in which 0 says something."""
HATS: Final = frozenset({"admin", "teacher", "student", "parent"})

Row: TypeAlias = Mapping[str, object]


class Names(NamedTuple):
    """What the ids in a person's rows are called."""

    schools: Mapping[int, str]
    classes: Mapping[int, str]


class Speaker:
    """Says names and values in one language, as HTML."""

    def __init__(self, texts: Texts, language: str, names: Names) -> None:
        self._texts = texts
        self._language = language
        self.names = names

    def say(self, key: str, **args: str) -> str:
        return self._texts.format(say(key, **args), self._language)

    def column(self, table: str, name: str) -> str:
        known = name in COLUMNS.get(table, ())
        return self.say(f"mydata-{table}.{name}") if known else html.escape(name)

    def moment(self, at: int, *, time: bool = True) -> str:
        """Say a moment by the clock of the installation."""
        when = dt.datetime.fromtimestamp(at, self._texts.zone)
        pattern = "d MMMM y" if self._language == "ru" else "MMMM d, y"
        day = format_date(when.date(), pattern, self._language)
        return f"{day}, {when:%H:%M}" if time else day

    def value(self, row: Row, name: str) -> str:
        """Say a value; "" for what says nothing. What has no words is shown as it is."""
        value = row[name]
        if value in {None, "", "{}"} or (value == 0 and name not in ZEROS):
            return ""
        if name in MOMENTS or name.endswith("_at"):
            return self.moment(int(str(value)), time=name not in DAYS)
        read = _READ.get(name)
        return (read(self, row, str(value)) if read else "") or html.escape(str(value))


def _role(of: Speaker, row: Row, value: str) -> str:
    """A family walks as a parent or as a student."""
    variant = row.get("variant")
    hat = variant if value == Role.FAMILY.value and variant else value
    return of.say(f"role-{hat}") if hat in HATS else ""


def _state(of: Speaker, row: Row, value: str) -> str:
    """Name a step by its title, under its present key."""
    try:
        flow = flow_of(str(row["edition"]), Role(str(row["role"])))
        state = flow.state(value)
    except (FlowError, ValueError):
        return ""
    key = f"{flow.edition}-{flow.role.value}-{state.key}.title"
    return of.say(key, who=str(row.get("variant") or "none"))


def _event(of: Speaker, _row: Row, value: str) -> str:
    name = value.partition(" ")[0].partition(":")[0]
    return of.say(f"mydata-event.{name}") if name in EVENTS else ""


def _standing(of: Speaker, _row: Row, value: str) -> str:
    return of.say(f"mydata-standing.{value}") if value in STANDINGS else ""


def _symptom(of: Speaker, _row: Row, value: str) -> str:
    answer = entry(value)
    return of.say(f"{answer.message}.title" if answer else "stuck.other")


def _language(of: Speaker, _row: Row, value: str) -> str:
    return of.say(f"language-{value}")


def _hour(_of: Speaker, _row: Row, value: str) -> str:
    return f"{value}:00"


def _yes_no(of: Speaker, _row: Row, value: str) -> str:
    return of.say("mydata-page.yes" if value == "1" else "mydata-page.no")


def _school(of: Speaker, _row: Row, value: str) -> str:
    return html.escape(of.names.schools.get(int(value), ""))


def _class(of: Speaker, _row: Row, value: str) -> str:
    return html.escape(of.names.classes.get(int(value), ""))


def _act(of: Speaker, _row: Row, value: str) -> str:
    return of.say(f"audit-act-{value}") if value in ACTS else ""


def _reach(of: Speaker, _row: Row, value: str) -> str:
    return of.say(f"mydata-reach.{value}")


def _level(of: Speaker, _row: Row, value: str) -> str:
    return of.say(f"op-level-{value}")


def _region(_of: Speaker, _row: Row, value: str) -> str:
    known = region(value)
    return html.escape(known.name) if known else ""


_READ: Final[Mapping[str, Callable[[Speaker, Row, str], str]]] = {
    "role": _role,
    "state": _state,
    "origin": _state,
    "event": _event,
    "standing": _standing,
    "before": _standing,
    "symptom": _symptom,
    "language": _language,
    **dict.fromkeys(YES_NO, _yes_no),
    "remind_hour": _hour,
    "school_id": _school,
    "desk": _school,
    "class_id": _class,
    "act": _act,
    "reach": _reach,
    "level": _level,
    "region": _region,
}
