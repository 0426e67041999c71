"""Read a file of `flows/content`, and name what is wrong in it by file, line and reason.

The files are written by people who know schools, not TOML: all faults are named at once, in their
language. `tomllib` gives no lines for what it could read, so they are found in the text.
"""

import re
import tomllib
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from flows.screens import LANGUAGES

FOLDER: Final = "flows/content"

_LONG_TEXT = re.compile(r'("""|\'\'\').*?\1', re.DOTALL)
_HEADER = re.compile(r"\s*\[\[?\s*([\w.-]+)\s*\]\]?")
_FIELD = re.compile(r"\s*([\w.-]+)\s*=")
_WHERE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)


class FaultyContent(ValueError):
    """The content cannot be used: `faults` says where and why, one line each."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Mark:
    """Where something stands in a file, as an editor counts lines."""

    file: str
    line: int

    @property
    def at(self) -> str:
        return f"{FOLDER}/{self.file}:{self.line}"

    def fault(self, reason: str) -> str:
        return f"{self.at}: {reason}"


class Table:
    """One table of a file: gives its values, and notes what is wrong with them.

    `lines` tells where each field is written; `faults` is shared by all that is read.
    """

    def __init__(
        self, mark: Mark, values: Mapping[str, object], lines: Mapping[str, int], faults: list[str]
    ) -> None:
        self.mark = mark
        self._values = values
        self._lines = lines
        self._faults = faults
        self._name = f"{values['key']}: " if isinstance(values.get("key"), str) else ""

    def fault(self, reason: str, field: str = "") -> None:
        """Note a fault at the line of a field, or of what is nearest to it."""
        mark = Mark(self.mark.file, self._line(field))
        self._faults.append(mark.fault(f"{self._name}{reason}"))

    def _line(self, field: str) -> int:
        """Return where a field is, else one inside or beside it, else the entry's key."""
        while field:
            if field in self._lines:
                return self._lines[field]
            inside = [at for name, at in self._lines.items() if name.startswith(f"{field}.")]
            if inside:
                return inside[0]
            field = field.rpartition(".")[0]
        return self._lines.get("key", self.mark.line)

    def has(self, field: str) -> bool:
        return field in self._values

    def knows(self, *fields: str) -> None:
        """Note every field that is none of these: most likely a slip of the finger."""
        for strange in sorted(self._values.keys() - set(fields)):
            self.fault(f"лишнее поле {strange}", strange)

    def text(self, field: str, *, need: bool = True) -> str:
        value = self._values.get(field)
        if isinstance(value, str) and value.strip():
            return value.strip()
        if value is not None or need:
            self.fault(f"{field} должно быть текстом в кавычках", field)
        return ""

    def words(self, field: str, *, need: bool = True) -> dict[str, str]:
        """Return a text in every language, by the language's code."""
        value = self._values.get(field)
        if value is None and not need:
            return {}
        if not isinstance(value, Mapping):
            self.fault(f"нужны {' и '.join(f'{field}.{one}' for one in LANGUAGES)}", field)
            return {}
        inside = self.inner(field, value)
        for strange in sorted(value.keys() - set(LANGUAGES)):
            self.fault(f"{field}.{strange}: такого языка нет", f"{field}.{strange}")
        return {one: inside.text(one) for one in LANGUAGES}

    def inner(self, field: str, value: Mapping[str, object]) -> "Table":
        """Return a table inside this one, whose fields are written `field.name`."""
        return _Inner(self, field, value)

    def table(self, field: str) -> "Table | None":
        value = self._values.get(field)
        if isinstance(value, Mapping):
            return self.inner(field, value)
        if value is not None:
            self.fault(f"{field} должно быть таблицей", field)
        return None

    def listed(self, field: str) -> list[object]:
        value = self._values.get(field, [])
        if isinstance(value, list):
            return value
        self.fault(f"{field} должно быть списком в квадратных скобках", field)
        return []

    def names(self, field: str) -> tuple[str, ...]:
        """Return a list of texts."""
        values = self.listed(field)
        for strange in (one for one in values if not isinstance(one, str)):
            self.fault(f"{field}: {strange} должно быть текстом в кавычках", field)
        return tuple(one for one in values if isinstance(one, str))

    def flag(self, field: str, *, default: bool) -> bool:
        value = self._values.get(field, default)
        if isinstance(value, bool):
            return value
        self.fault(f"{field} должно быть true или false", field)
        return default

    def number(self, field: str) -> int:
        value = self._values.get(field)
        if isinstance(value, int) and not isinstance(value, bool) and value > 0:
            return value
        self.fault(f"{field} должно быть числом больше нуля", field)
        return 0

    def date(self, field: str, *, need: bool = True) -> str:
        """Return a day as `2026-11-23`, quoted or not in the file."""
        value = self._values.get(field)
        if value is None and not need:
            return ""
        found = _DATE.fullmatch(str(value))
        if found and _in_calendar(*map(int, found.groups())):
            return found[0]
        self.fault(f"{field} должно быть датой вида 2026-11-23", field)
        return ""


class _Inner(Table):
    """A table inside another, which knows where its fields are written."""

    def __init__(self, outer: Table, field: str, values: Mapping[str, object]) -> None:
        super().__init__(outer.mark, values, {}, [])
        self._outer, self._field = outer, field

    def fault(self, reason: str, field: str = "") -> None:
        name = f"{self._field}.{field}" if field else self._field
        self._outer.fault(f"{self._field}.{reason}", name)


def _in_calendar(year: int, month: int, day: int) -> bool:
    return year > 0 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]  # noqa: PLR2004


def tables(file: str, content: bytes, faults: list[str]) -> dict[str, list[Table]]:
    """Return the tables of a file by their names, and what stands outside of any as "".

    A file that cannot be read has none. A mark of byte order is what Windows puts before a text.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        faults.append(Mark(file, line).fault("сохраните файл в кодировке UTF-8"))
        return {}
    try:
        read = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        faults.append(_unreadable(file, text, str(fault)))
        return {}
    starts = list(_starts(text))
    found = {"": [_table(file, 1, _loose(read), starts[0][2], faults)]}
    for name, value in read.items():
        values = value if isinstance(value, list) else [value]
        if not all(isinstance(one, Mapping) for one in values) or not values:
            continue
        lines = [(line, fields) for header, line, fields in starts if header == name]
        # A file that is written in some other way of TOML has its tables found at its beginning.
        lines += [(1, {})] * (len(values) - len(lines))
        pairs = zip(values, lines, strict=False)
        found[name] = [_table(file, line, one, at, faults) for one, (line, at) in pairs]
    return found


def _loose(read: Mapping[str, object]) -> dict[str, object]:
    """Return what is written before the first header."""
    return {
        name: value
        for name, value in read.items()
        if not isinstance(value, Mapping)
        and not (isinstance(value, list) and value and isinstance(value[0], Mapping))
    }


def _table(
    file: str, line: int, values: Mapping[str, object], at: Mapping[str, int], faults: list[str]
) -> Table:
    return Table(Mark(file, line), values, at, faults)


def _starts(text: str) -> Iterator[tuple[str, int, dict[str, int]]]:
    """Yield each header with its line and the lines of the fields below it; first, no header."""
    here: tuple[str, int, dict[str, int]] = ("", 1, {})
    hidden = _LONG_TEXT.sub(lambda long: '""' + "\n" * long[0].count("\n"), text)
    for number, line in enumerate(hidden.splitlines(), 1):
        if header := _HEADER.match(line):
            yield here
            here = (header[1], number, {})
        elif field := _FIELD.match(line):
            here[2].setdefault(field[1], number)
    yield here


def _unreadable(file: str, text: str, said: str) -> str:
    where = _WHERE.search(said)
    line = int(where[1]) if where and where[1] else text.count("\n") + 1
    return Mark(file, line).fault(f"не читается как TOML: {_WHERE.sub('', said)}")
