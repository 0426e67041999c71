"""A whole country taken out as a workbook while people are in dialogue with the bot.

The file is made as /export makes it, by a process of its own on the same database. In turns: a
dialogue alone, and the same beside it.
"""

import asyncio
import os
import sys
import time
from pathlib import Path
from typing import Final, NamedTuple

from scripts.bench import loopback
from scripts.bench.crowd import Round
from scripts.bench.districts import NOW, build

PEOPLE: Final = 16
THINK: Final = 0.1
SECONDS: Final = 8.0


class Turn(NamedTuple):
    """The dialogue alone and during an export; what that took: seconds, and megabytes at most."""

    alone: Round
    during: Round
    seconds: float
    memory: float


async def _measure(folder: Path, schools: int, turns: int) -> list[Turn]:
    home = folder / "takeout"
    home.mkdir()
    await asyncio.to_thread(build, home / "guide.db", schools)
    bot = loopback.Bot("guide", home)
    try:
        await bot.prepare(loopback.PEOPLE)
        await bot.start()
        await bot.greet()
        await bot.run(PEOPLE, 2.0, THINK)
        return [await _turn(bot, home) for _ in range(turns)]
    finally:
        await bot.close()


async def _turn(bot: loopback.Bot, home: Path) -> Turn:
    alone = await bot.run(PEOPLE, SECONDS, THINK)
    export = asyncio.create_task(asyncio.to_thread(_export, home))
    await asyncio.sleep(0.2)
    during = await bot.run(PEOPLE, SECONDS, THINK)
    seconds, memory = await export
    return Turn(alone, during, seconds, memory)


def _export(home: Path) -> tuple[float, float]:
    """Run the export; return its seconds, and its resident memory at most in MB."""
    command = [sys.executable, "-m", "bot", "export", "--xlsx", str(home / "all.xlsx")]
    began = time.perf_counter()
    more = {"DATABASE_URL": f"sqlite:///{home}/guide.db"}
    pid = os.posix_spawn(
        sys.executable,
        [*command, "--now", str(NOW)],
        os.environ | more,
        file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0o644)],
    )
    _, status, usage = os.wait4(pid, 0)
    if status:
        raise RuntimeError(f"the export ended with {status}")
    return time.perf_counter() - began, usage.ru_maxrss / 1024


def measure(folder: Path, schools: int, turns: int) -> list[Turn]:
    """Take everything out in turns."""
    return loopback.run(lambda: _measure(folder, schools, turns))
