"""An A4 sheet for the wall, as a PDF.

Words reach the template as data (JSON), never as its source: a school's name is somebody else's
input and stays the characters that it is. Only fonts that come with typst are used, so that every
machine draws the same sheet, and the same words give the same bytes: the file bears no date.
"""

import json
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Final

from bot.papers.qr import svg
from bot.papers.typeset import LONGEST_SCHOOL, bound, fonts, foreign

LONGEST_CLASS: Final = 12
LONGEST_LINE: Final = 64
"""Signs of the address in one line; a start token of Telegram has at most as many."""

_TEMPLATE: Final = Path(__file__).with_name("sheet.typ")
_ONE_LINE: Final = 52


@dataclass(frozen=True, slots=True)
class Sheet:
    """Every word of a sheet. `language` is its code, such as "ru"; `class_name` may be empty."""

    language: str
    school: str
    class_name: str
    whom: str
    title: str
    lead: str
    steps: tuple[str, ...]
    scan: str
    by_hand: str
    address: str
    note: str


def pdf(sheet: Sheet) -> bytes:
    """Return one page. Takes milliseconds of processor time, from any thread."""
    import typst  # noqa: PLC0415 - loaded when first used

    own = {name: bound(words) for name, words in asdict(sheet).items() if isinstance(words, str)}
    words = own | {
        "name": sheet.title,
        "steps": [bound(step) for step in sheet.steps],
        "school": foreign(sheet.school, LONGEST_SCHOOL),
        "class_name": foreign(sheet.class_name, LONGEST_CLASS),
        "shown": _shown(sheet.address),
        "code": svg(sheet.address),
    }
    return typst.compile(
        _template(),
        format="pdf",
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"sheet": json.dumps(words)},
    )


@cache
def _template() -> bytes:
    return _TEMPLATE.read_bytes()


def _shown(address: str) -> list[str]:
    """Return the address as people type it, in lines that break before the token."""
    typed = address.removeprefix("https://")
    if len(typed) <= _ONE_LINE:
        return [typed]
    head, equals, token = typed.partition("=")
    return [
        part[start : start + LONGEST_LINE]
        for part in (head + equals, token)
        for start in range(0, len(part), LONGEST_LINE)
    ]
