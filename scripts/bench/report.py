"""The table: a ratio a line, the aim beside it, and whether it holds."""

import statistics
from collections.abc import Sequence
from typing import NamedTuple

from scripts.bench.rounds import ratio


class Aim(NamedTuple):
    """A bound on the ratio of ours to theirs."""

    bound: float
    least: bool = True

    def __str__(self) -> str:
        return f"{'≥' if self.least else '≤'} {self.bound:.2f}"

    def holds(self, value: float) -> bool:
        return value >= self.bound if self.least else value <= self.bound


class Near(NamedTuple):
    """The ratio is to be one, give or take so much."""

    spread: float

    def __str__(self) -> str:
        return f"± {self.spread:.2f}"

    def holds(self, value: float) -> bool:
        return abs(value - 1) <= self.spread


def heading(text: str) -> str:
    return f"\n{text}\n{'':44}{'ours':>10}{'theirs':>10}{'ratio':>8}  {'turns':14}aim"


def line(
    what: str,
    ours: Sequence[float],
    theirs: Sequence[float],
    aim: Aim | Near | None = None,
    unit: float = 1.0,
) -> str:
    """Compare two series measured in turns; the figures shown are divided by `unit`."""
    middle, lowest, highest = ratio(ours, theirs)
    shown = (f"{statistics.median(one) / unit:>10.5g}" for one in (ours, theirs))
    turns = f"{lowest:.2f}–{highest:.2f}"
    verdict = f"{aim}  {'holds' if aim.holds(middle) else 'MISSED'}" if aim else ""
    return f"  {what:42}{''.join(shown)}{middle:>8.2f}  {turns:14}{verdict}".rstrip()
