"""The texts of the templates: plain files that a secretary can edit, read into paragraphs.

A paragraph ends at an empty line; its first sign says what it is. `docs/templates.md` explains the
signs to those who write.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

NBSP: Final = "\N{NO-BREAK SPACE}"
SIGNS: Final = (
    *("===", "==", "=", "#", "**", "*", "---", "-", "+", "!", "~", "."),
    *(">>|", "||#", "||*", "||", "|~", "|", "@"),
)
"""The longer of two that begin alike comes first."""
PLAIN: Final = ""
_OF_CASE: Final = re.compile(r"\[([a-z,]+)\]\s*")
_BY_CASE: Final = re.compile(r"<<([^<>]*)>>")
_BY_KIND: Final = re.compile(r"<([^<>]*)>")
_TIED: Final = (
    (re.compile(r"№ (?=\S)"), f"№{NBSP}"),
    (re.compile(r"(?<=\d) (?=г\.|года|ФЗ)"), NBSP),
    (re.compile(r"(?<=\bг\.) (?=№)"), NBSP),
    (re.compile(r"(?<=\d[А-Я]) (?=–)"), NBSP),
)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a row: its sign, and its text cut at the bars."""

    sign: str
    cells: tuple[str, ...]

    @property
    def text(self) -> str:
        return self.cells[0]


@dataclass(frozen=True, slots=True)
class Source:
    """A text for one kind and case. `options` are its directives, as `size` for `@size 13`."""

    blocks: tuple[Block, ...]
    options: dict[str, str] = field(default_factory=dict)


def read(path: Path, kind: int = 0, case: str = "", cases: Sequence[str] = ()) -> Source:
    """Read a text; `kind` and `case` choose among its words."""
    blocks: list[Block] = []
    options: dict[str, str] = {}
    for paragraph in _paragraphs(path.read_text(encoding="utf-8")):
        text = _chosen(paragraph, kind, case, cases)
        if text is None:
            continue
        block = _block(text)
        if block.sign == "@":
            name, _, value = block.text.partition(" ")
            options[name] = value
        else:
            blocks.append(block)
    return Source(tuple(blocks), options)


def _paragraphs(text: str) -> Iterator[str]:
    for part in re.split(r"\n\s*\n", text):
        lines = [line for line in part.splitlines() if not line.startswith("%")]
        if lines and lines[0].startswith("@"):
            yield from lines
        elif lines:
            yield " ".join(line.strip() for line in lines)


def _chosen(text: str, kind: int, case: str, cases: Sequence[str]) -> str | None:
    """Choose the words of the kind and the case; None for a paragraph of another case."""
    of = _OF_CASE.match(text)
    if of:
        if case not in of[1].split(","):
            return None
        text = text[of.end() :]
    if case:
        text = _BY_CASE.sub(lambda found: found[1].split("|")[list(cases).index(case)], text)
    return _BY_KIND.sub(lambda found: found[1].split("|")[kind], text)


def _block(text: str) -> Block:
    sign = next((one for one in SIGNS if text == one or text.startswith(f"{one} ")), PLAIN)
    if text.startswith("@"):
        return Block("@", (text[1:],))
    body = text.removeprefix(sign).strip()
    parts = body.split("|") if "|" in sign else [body]
    return Block(sign, tuple(_tied(part.strip()) for part in parts))


def _tied(text: str) -> str:
    """Keep together what no line may part, such as a number with its sign."""
    for pattern, instead in _TIED:
        text = pattern.sub(instead, text)
    return text
