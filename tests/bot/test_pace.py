"""How fast messages leave, by a clock of the tests' own: nobody waits for real."""

import asyncio
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.pace import BURST, CHAT_BURST, FORGET, GROUP, LAG, Pace
from tests.bot.post_office import Time

ANNA, BORIS, TEAM = 1, 2, -100


def paced(rate: float = 30) -> tuple[Pace, Time]:
    time = Time()
    return Pace(rate, sleep=time.sleep, monotonic=time), time


async def sends(pace: Pace, time: Time, count: int, first: int = 1000) -> list[float]:
    """Send something unasked to so many people; return when each left."""
    left = []
    for person in range(first, first + count):
        await pace.turn(person)
        left.append(time.now)
    return left


@pytest.mark.parametrize("rate", [1, 25, 30, 300])
async def test_what_is_unasked_leaves_at_the_rate(rate: float) -> None:
    """And no faster in any second, after a rest as well."""
    pace, time = paced(rate)
    time.now += 3600
    left = await sends(pace, time, min(10 * int(rate), 600) + 5)
    spent = left[-1] - left[0]
    assert spent == pytest.approx((len(left) - 1) / rate, abs=LAG + 1 / rate)
    for start in left:
        assert sum(start <= one < start + 1 for one in left) <= rate * (1 + LAG) + 1


async def test_a_slow_sleep_is_made_up_for_and_no_more() -> None:
    pace, time = paced(30)

    async def slowly(seconds: float) -> None:
        await Time.sleep(time, seconds + 0.02)

    pace._sleep = slowly
    left = await sends(pace, time, 301)
    assert left[-1] - left[0] == pytest.approx(10, rel=0.03)
    time.now += 5
    left = await sends(pace, time, 20, 9000)
    assert sum(one < left[0] + 0.001 for one in left) <= LAG * 30 + 1


async def test_replies_go_before_what_is_unasked() -> None:
    """Each moves the others' turn back; a reply itself waits for nothing."""
    pace, time = paced(10)
    for person in range(5):
        assert pace.reply(person) == 0
    began = time.now
    await pace.turn(99)
    assert time.now - began == pytest.approx(0.5)


async def test_replies_alone_may_run_ahead_by_a_burst() -> None:
    pace, _ = paced(20)
    waits = [pace.reply(person) for person in range(60)]
    ahead = round(BURST * 20)
    assert waits[:ahead] == pytest.approx([0] * ahead)
    assert waits[ahead:] == pytest.approx([0.05 * late for late in range(1, 61 - ahead)])


async def test_a_person_has_three_replies_at_once_and_then_one_a_second() -> None:
    pace, time = paced()
    assert [pace.reply(ANNA) for _ in range(5)] == pytest.approx([0, 0, 0, 1, 2])
    assert pace.reply(BORIS) == 0
    time.now += 5 + CHAT_BURST
    assert pace.reply(ANNA) == 0


async def test_a_group_has_one_in_three_seconds() -> None:
    """Twenty a minute, without a burst."""
    pace, time = paced()
    assert [pace.reply(TEAM) for _ in range(4)] == pytest.approx([0, GROUP, 2 * GROUP, 3 * GROUP])
    time.now += 4 * GROUP
    assert pace.room(TEAM) == 0
    left = []
    for _ in range(41):
        time.now += pace.room(TEAM)
        await pace.turn(TEAM)
        left.append(time.now)
    assert all(later - one >= GROUP for one, later in pairwise(left))
    assert left[20] - left[0] >= 60


async def test_what_is_unasked_comes_once_a_second_to_a_chat() -> None:
    pace, time = paced()
    await pace.turn(ANNA)
    assert pace.room(ANNA) == pytest.approx(1)
    assert pace.room(BORIS) == 0
    time.now += 1
    assert pace.room(ANNA) == 0
    pace.reply(ANNA)
    pace.reply(ANNA)
    assert pace.room(ANNA) == pytest.approx(2)


async def test_a_flood_wait_holds_what_is_unasked_and_no_reply() -> None:
    """The longest of several counts; whoever waits for their turn waits it out."""
    pace, time = paced()
    pace.hold(30)
    pace.hold(10)
    assert pace.held == pytest.approx(30)
    assert pace.reply(ANNA) == 0
    began = time.now
    await pace.turn(BORIS)
    assert time.now - began == pytest.approx(30)
    assert pace.held == 0


async def test_a_flood_wait_that_comes_during_the_turn_is_waited_out() -> None:
    pace, time = paced(1)
    await pace.turn(ANNA)

    async def held(seconds: float) -> None:
        if len(time.slept) == 0:
            pace.hold(20)
        await Time.sleep(time, seconds)

    pace._sleep = held
    began = time.now
    await pace.turn(BORIS)
    assert time.now - began >= 20


async def test_chats_of_long_ago_are_forgotten() -> None:
    """Those whose second is not over are kept."""
    pace, time = paced(10**9)
    for chat in range(FORGET + 1):
        pace.reply(chat)
    time.now += 10
    pace.reply(FORGET + 7)
    pace.reply(FORGET + 8)
    assert len(pace._chats) == 2
    assert pace.room(FORGET + 7) > 0


@settings(deadline=None)
@given(
    acts=st.lists(
        st.tuples(st.booleans(), st.integers(0, 5), st.floats(0, 2)), min_size=5, max_size=60
    )
)
def test_whatever_is_mixed_no_limit_is_broken(acts: list[tuple[bool, int, float]]) -> None:
    """Over all, beyond the burst that replies may have, and for each chat."""
    rate = 5

    async def run() -> list[tuple[float, int]]:
        pace, time = paced(rate)
        left: list[tuple[float, int]] = []
        for asked, chat, rest in acts:
            time.now += rest
            if asked:
                left.append((time.now + pace.reply(chat), chat))
            elif pace.room(chat) == 0:
                await pace.turn(chat)
                left.append((time.now, chat))
        return left

    left = asyncio.run(run())
    for start, chat in left:
        window = [one for one in left if start <= one[0] < start + 10]
        assert len(window) <= rate * (10 + BURST + LAG) + 2
        assert sum(one == chat for _, one in window) <= 10 + CHAT_BURST + 1
