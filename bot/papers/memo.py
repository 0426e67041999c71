"""A memo on one A4 page, as a PDF: for the staff meeting, or for parents.

Its words are texts of a language (`bot/locales`); the template only sets them, as that of
`bot/papers/sheet.py` does. A part's first line is its heading, the others are its lines.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from bot.papers.typeset import LONGEST_SCHOOL, bound, fonts, foreign
from bot.texts import Texts
from flows.package import MEMOS
from flows.screens import Text

PARTS: Final = ("part_1", "part_2", "part_3", "part_4")
ATTRIBUTES: Final = ("title", "lead", *PARTS, "note", "caption")
FILES: Final = {"staff": "pamyatka-soveshchanie.pdf", "parents": "pamyatka-roditelyam.pdf"}
OWN: Final[Mapping[str, frozenset[str]]] = {
    f"memo-{kind}.{name}": frozenset() for kind in MEMOS for name in ATTRIBUTES
}
"""Texts that this module asks for, for the check of texts."""
_TEMPLATE: Final = Path(__file__).with_name("memo.typ")


@dataclass(frozen=True, slots=True)
class Part:
    heading: str
    lines: tuple[str, ...]


def pdf(texts: Texts, kind: str, school: str, locale: str) -> bytes:
    """Return one page; `school` may be empty. Takes milliseconds, from any thread."""
    import typst  # noqa: PLC0415 - loaded when first used

    def said(name: str) -> str:
        return texts.format(Text(f"memo-{kind}.{name}"), locale, escape=False)

    parts = [_part(said(name)) for name in PARTS]
    words = {
        "language": locale,
        "school": foreign(school, LONGEST_SCHOOL),
        "name": said("title"),
        "title": bound(said("title")),
        "lead": bound(said("lead")),
        "parts": [{"heading": one.heading, "lines": one.lines} for one in parts],
        "note": [bound(line) for line in said("note").splitlines()],
    }
    return typst.compile(
        _template(),
        format="pdf",
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"memo": json.dumps(words)},
    )


def caption(texts: Texts, kind: str, locale: str) -> str:
    """Return what is said under the file, as HTML."""
    return texts.format(Text(f"memo-{kind}.caption"), locale)


def _part(text: str) -> Part:
    heading, *lines = text.splitlines()
    return Part(heading, tuple(bound(line) for line in lines))


@cache
def _template() -> bytes:
    return _TEMPLATE.read_bytes()
