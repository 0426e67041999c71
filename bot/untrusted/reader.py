"""Have a file read in a process of its own, killed when it is late.

The process is given the bytes and nothing else: no token, no database, no address. Two at once are
enough for a bot, and a few more may wait; the rest is asked to come again.
"""

import asyncio
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final, get_args

import structlog

from bot.untrusted.child import TABLE
from bot.untrusted.faults import Fault

LARGEST: Final = 5_000_000
"""Bytes of a file that is read."""
LATE: Final = 10.0
"""Seconds of the clock for one file."""
AT_ONCE: Final = 2
WAITING: Final = 8
log = structlog.get_logger(__name__)

_ROOT: Final = Path(__file__).parents[2]
_ANSWER: Final = 16_000_000
"""Bytes of an answer: the characters that may come back, escaped."""


@dataclass(frozen=True, slots=True, repr=False)
class Table:
    """The sheets of a file, each a list of rows, or the key of why there are none."""

    sheets: tuple[list[list[str]], ...] = ()
    fault: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Text:
    """The lines of a file, or the key of why there are none."""

    lines: tuple[str, ...] = ()
    fault: str = ""


class Reader:
    """Reads files one by one; `late` is in seconds."""

    def __init__(self, *, late: float = LATE, command: tuple[str, ...] = ()) -> None:
        self._late = late
        self._command = command or (sys.executable, "-m", "bot.untrusted.child")
        self._room = asyncio.Semaphore(AT_ONCE)
        self._inside = 0

    async def read(self, data: bytes) -> Text:
        """Return the text of a document."""
        return _understood(await self._asked(data))

    async def table(self, data: bytes) -> Table:
        """Return the rows of a workbook or of a CSV file."""
        return _tabled(await self._asked(data, TABLE))

    async def _asked(self, data: bytes, *what: str) -> dict[str, object]:
        if len(data) > LARGEST:
            return {"fault": "big"}
        if self._inside >= AT_ONCE + WAITING:
            return {"fault": "busy"}
        self._inside += 1
        try:
            async with self._room:
                return await self._read(data, *what)
        finally:
            self._inside -= 1

    async def _read(self, data: bytes, *what: str) -> dict[str, object]:
        process = await asyncio.create_subprocess_exec(
            *self._command,
            *what,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            cwd=_ROOT,
            env={"PYTHONPATH": str(_ROOT), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"},
        )
        try:
            async with asyncio.timeout(self._late):
                answer, _ = await process.communicate(data)
        except TimeoutError:
            return {"fault": "late"}
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        if process.returncode:
            log.warning("the reader of a document came to a bad end", status=process.returncode)
        return _said(answer)


def _said(answer: bytes) -> dict[str, object]:
    """Take the child at its word only as far as it has the form of one; a killed one has none."""
    try:
        said = json.loads(answer[:_ANSWER])
    except ValueError:
        said = None
    return said if isinstance(said, dict) else {"fault": "late"}


def _understood(said: dict[str, object]) -> Text:
    lines = said.get("lines")
    if isinstance(lines, list) and all(isinstance(one, str) for one in lines):
        return Text(tuple(lines))
    return Text(fault=_fault(said))


def _tabled(said: dict[str, object]) -> Table:
    sheets = said.get("sheets")
    if isinstance(sheets, list) and all(_is_sheet(one) for one in sheets):
        return Table(tuple(sheets))
    return Table(fault=_fault(said))


def _is_sheet(sheet: object) -> bool:
    return isinstance(sheet, list) and all(
        isinstance(row, list) and all(isinstance(cell, str) for cell in row) for row in sheet
    )


def _fault(said: dict[str, object]) -> str:
    fault = str(said.get("fault"))
    return fault if fault in {*get_args(Fault), "big", "busy"} else "broken"
