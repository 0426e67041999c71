"""What runs in the process of its own: bytes in, lines of text or a fault out, as JSON.

Started as `python -m bot.untrusted.child`, with `table` behind it to have the rows of sheets, and
with nothing in its environment. It limits itself before
it reads the first byte: memory, processor time, no new files, no new processes' worth of handles.
"""

import json
import sys
from collections.abc import Callable
from typing import Final

from bot.untrusted import docx, pdf, tables
from bot.untrusted.faults import Unreadable

MEMORY: Final = 512 * 1024 * 1024
"""Bytes of address space: Python with pypdf takes a fifth of it."""
SECONDS: Final = 5
"""Of processor time."""
HANDLES: Final = 32
OLD: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a .doc begins, and a .docx with a password too."""
TABLE: Final = "table"
LONGEST: Final = 200_000
"""Characters that go back."""


def main() -> None:
    limit()
    read = table_of if TABLE in sys.argv[1:] else answer_of
    answer = read(sys.stdin.buffer.read())
    sys.stdout.write(json.dumps(answer))


def limit() -> None:
    """Give up what a reader does not need; a system without limits leaves the parent's time."""
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:  # pragma: no cover - Windows
        return
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, HANDLES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def answer_of(data: bytes) -> dict[str, object]:
    """Read a file by how it begins, whatever it is called."""
    try:
        found = reader_of(data)(data)
    except Unreadable as why:
        return {"fault": why.fault}
    except RecursionError:
        return {"fault": "bomb"}
    return {"lines": _cut(found)}


def table_of(data: bytes) -> dict[str, object]:
    """Read a table: its sheets, or a fault."""
    if data.startswith(OLD):
        return {"fault": "old"}
    try:
        return {"sheets": tables.sheets(data)}
    except Unreadable as why:
        return {"fault": why.fault}


def reader_of(data: bytes) -> Callable[[bytes], list[str]]:
    if data.startswith(b"PK\x03\x04"):
        return docx.lines
    if b"%PDF-" in data[:1024]:
        return pdf.lines
    raise Unreadable("old" if data.startswith(OLD) else "kind")


def _cut(found: list[str]) -> list[str]:
    kept: list[str] = []
    left = LONGEST
    for line in found:
        if left <= 0:
            break
        kept.append(line[:left])
        left -= len(line)
    return kept


if __name__ == "__main__":
    main()
