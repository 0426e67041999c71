"""How long steps take: durations counted in buckets, and the median that follows from them.

Buckets are as fine as people speak: hours on the first day, days in the first fortnight, then weeks
and months. A median is found within its bucket as if durations lay evenly in it.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Final

HOUR: Final = 60 * 60
DAY: Final = 24 * HOUR
_HOURS: Final = (0, 1, 3, 6, 12)
_DAYS: Final = (*range(1, 15), 21, 28, 42, 56, 91, 182, 364)
BOUNDS: Final = (*(hours * HOUR for hours in _HOURS), *(days * DAY for days in _DAYS))
"""Where each bucket begins, in seconds; the last has no end."""


def bucket_of(seconds: int) -> int:
    """Return the number of the bucket that a duration belongs to."""
    return bisect_right(BOUNDS, max(0, seconds)) - 1


def median(counts: Mapping[int, int]) -> int | None:
    """Return the median duration in seconds; None for no durations."""
    total = sum(counts.values())
    if not total:
        return None
    half, before = total / 2, 0
    ends: tuple[int, ...] = (*BOUNDS, 2 * BOUNDS[-1])
    for bucket, (first, last) in enumerate(pairwise(ends)):
        count = counts.get(bucket, 0)
        if count and before + count >= half:
            return round(first + (last - first) * (half - before) / count)
        before += count
    raise AssertionError(counts)


def added(parts: Iterable[Mapping[int, int]]) -> dict[int, int]:
    """Add counts up."""
    total: dict[int, int] = {}
    for part in parts:
        for bucket, count in part.items():
            total[bucket] = total.get(bucket, 0) + count
    return total
