"""Days that people type: «15 января», «15.01», «28 октября – 5 ноября», «28–31.10.2026»."""

import datetime as dt
import re
from typing import Final

from flows.days_off import LONGEST, Break

_MONTHS: Final = re.split(" ", "янв фев мар апр ма июн июл авг сен окт ноя дек")
_ENGLISH: Final = re.split(" ", "jan feb mar apr may jun jul aug sep oct nov dec")
_DAY: Final = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})(?!\d)(?:\s*[./\s]\s*(?P<month>\d{1,2}(?!\d)|[а-яёa-z]{3,}))?"
    r"(?:\s*[./\s,]\s*(?P<year>20\d\d)(?!\d)|[./](?P<short>\d\d)(?!\d))?"
)
_ISO: Final = re.compile(r"(?<!\d)(?P<year>20\d\d)-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)")
_READ: Final = 100
CENTURY: Final = 2000


def day(text: str, today: dt.date) -> dt.date | None:
    """Return the one day that a text names: the next such one, if it tells no year."""
    found = _found(text)
    if len(found) != 1:
        return None
    return _date(found[0], found[0], today)


def span(text: str, today: dt.date) -> Break | None:
    """Return the days from one to another, or one day alone; None for what is no such thing.

    What is over, ends before it begins, or lasts longer than any holidays, is no such thing either.
    """
    found = _found(text)
    if not 1 <= len(found) <= 2:  # noqa: PLR2004 - a beginning and an end
        return None
    last = _date(found[-1], found[-1], today)
    if last is None:
        return None
    first = _date(found[0], found[-1], today)
    if first is not None and first > last and not _year(found[0]):
        first = _on(first.year - 1, first.month, first.day)
    if first is None or first > last or (last - first).days >= LONGEST or last < today:
        return None
    return Break(first, last)


def _found(text: str) -> list[dict[str, str]]:
    """Take a text apart into dates; a number that is none of them spoils it."""
    lowered = text.lower()[:_READ]
    form = _ISO if _ISO.search(lowered) else _DAY
    if re.search(r"\d", form.sub(" ", lowered)):
        return []
    matches = form.finditer(lowered)
    return [{name: value for name, value in one.groupdict().items() if value} for one in matches]


def _date(one: dict[str, str], model: dict[str, str], today: dt.date) -> dt.date | None:
    """Read a date; a beginning may leave to its end which month and year it is in."""
    number = _month(one.get("month") or model.get("month", ""))
    year = _year(one) or _year(model)
    if year:
        return _on(year, number, int(one["day"]))
    near = (_on(today.year + ahead, number, int(one["day"])) for ahead in (0, 1))
    return next((found for found in near if found and found >= today), None)


def _year(one: dict[str, str]) -> int:
    """Return the year that is told, perhaps by two digits; 0 for none."""
    return int(one.get("year", 0)) or (CENTURY + int(one["short"]) if "short" in one else 0)


def _month(text: str) -> int:
    if text.isdecimal():
        return int(text)
    for names in (_MONTHS, _ENGLISH):
        for number, name in enumerate(names, 1):
            if text.startswith(name):
                return number
    return 0


def _on(year: int, month: int, number: int) -> dt.date | None:
    try:
        return dt.date(year, month, number)
    except ValueError:
        return None
