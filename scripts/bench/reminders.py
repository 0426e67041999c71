"""What it costs to remind those whose time has come, among few people and among many."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Final, NamedTuple

from scripts.bench import planned
from scripts.bench.rounds import process

FEW: Final = 10_000
DUE: Final = 1_000
LOOKS: Final = 300


class Tick(NamedTuple):
    """Seconds of a tick, of the processor's in it, of a look with nothing due; memory in MB."""

    seconds: float
    work: float
    idle: float
    peak: float
    growth: float


def measure(
    folder: Path, sizes: Sequence[int], turns: int, due: int = DUE, looks: int = LOOKS
) -> dict[int, list[Tick]]:
    """Let bots with so many people take turns; return each one's ticks by its size.

    The first of them is a start's: all that is read is in no cache of the program's.
    """
    found: dict[int, list[Tick]] = {size: [] for size in sizes}
    with ExitStack() as stack:
        bots = {}
        for size in sizes:
            path = folder / f"{size}.db"
            planned.build(path, size)
            log = path.with_suffix(".log")
            bots[size] = stack.enter_context(process(path.stem, log, "lean", "ticker", str(path)))
        for turn in range(turns + 1):
            for size, bot in bots.items():
                planned.ripen(folder / f"{size}.db", size, due, turn)
                seconds, work, before, peak = bot.ask("tick", due)
                (idle,) = bot.ask("look", looks)
                found[size].append(Tick(seconds, work / due, idle, peak, peak - before))
    return found
