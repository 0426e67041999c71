"""Durations in buckets, and their median."""

import statistics
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from flows.spans import BOUNDS, DAY, HOUR, added, bucket_of, median


def test_buckets_are_as_fine_as_people_speak() -> None:
    assert list(BOUNDS) == sorted(BOUNDS)
    assert bucket_of(-5) == bucket_of(0) == 0
    assert bucket_of(HOUR) == 1
    assert bucket_of(DAY - 1) + 1 == bucket_of(DAY)
    assert bucket_of(400 * DAY) == bucket_of(4000 * DAY) == len(BOUNDS) - 1


def test_nothing_has_no_median() -> None:
    assert median({}) is None
    assert median({3: 0}) is None


@given(st.lists(st.integers(0, 360 * DAY), min_size=1, max_size=60))
def test_the_median_lies_in_the_bucket_of_the_real_one(durations: list[int]) -> None:
    """The lower of the two middle ones, as far as its bucket tells."""
    found = median(Counter(map(bucket_of, durations)))
    assert found is not None
    lower = statistics.median_low(durations)
    first, last = BOUNDS[bucket_of(lower)], (*BOUNDS, 2 * BOUNDS[-1])[bucket_of(lower) + 1]
    assert first <= found <= last


def test_counts_add_up() -> None:
    assert added([{1: 2, 3: 1}, {1: 1}]) == {1: 3, 3: 1}
