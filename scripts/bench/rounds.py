"""Contenders in turns: A B A B, each waiting idle in its own process while another works.

A machine is never quiet: what happens to one round happens to its neighbours too, so ratios are
taken within a turn, and the median of several turns is what counts.
"""

import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from scripts.bench.crowd import Round

READY: Final = 120.0


class Worker:
    """A contender's process."""

    def __init__(self, name: str, process: "subprocess.Popen[str]", log: Path) -> None:
        self.name = name
        self._process = process
        self._log = log

    def told(self) -> str:
        """Return its next line."""
        line = self._process.stdout.readline() if self._process.stdout else ""
        if not line:
            last = self._log.read_text(encoding="utf-8", errors="replace").splitlines()[-1:]
            raise RuntimeError(f"the bench of {self.name} ended early: {' '.join(last)}")
        return line

    def run(self, people: int, seconds: float) -> Round:
        return Round(*self.ask(people, seconds))

    def ask(self, *order: object) -> list[float]:
        """Give it an order; return the numbers that it answers."""
        if self._process.stdin is None:
            raise RuntimeError("a worker takes its orders from its standard input")
        self._process.stdin.write(" ".join(map(str, order)) + "\n")
        self._process.stdin.flush()
        return [float(word) for word in self.told().split()]


@contextmanager
def worker(name: str, folder: Path) -> Iterator[Worker]:
    """Start a contender; it is ready when everybody has their first card."""
    home = folder / name.replace(" ", "-")
    home.mkdir()
    with process(name, home / "stderr", "worker", name, str(home)) as one:
        yield one


@contextmanager
def process(name: str, log: Path, module: str, *words: str) -> Iterator[Worker]:
    """Start a module of the bench; it says a line when it is ready, and one to each order."""
    command = [sys.executable, "-m", f"scripts.bench.{module}", *words]
    pipe = subprocess.PIPE
    # Each logs as it is made to; where to is no affair of the bench.
    with (
        log.open("w", encoding="utf-8") as said,
        subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=said, text=True) as running,
    ):
        one = Worker(name, running, log)
        one.told()
        try:
            yield one
        finally:
            running.terminate()


def compare(
    names: Sequence[str], folder: Path, turns: int, loads: Sequence[tuple[int, float]]
) -> dict[tuple[str, int], list[Round]]:
    """Let the contenders take turns; return each one's rounds by its name and how many tapped."""
    found: dict[tuple[str, int], list[Round]] = {}
    with ExitStack() as stack:
        workers = [stack.enter_context(worker(name, folder)) for name in names]
        for one in workers:
            one.run(loads[0][0], loads[0][1])
        for _ in range(turns):
            for people, seconds in loads:
                for one in workers:
                    found.setdefault((one.name, people), []).append(one.run(people, seconds))
    return found


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> tuple[float, float, float]:
    """Return the median of the turns' ratios, the lowest and the highest."""
    each = [one / other for one, other in zip(ours, theirs, strict=True)]
    return statistics.median(each), min(each), max(each)
