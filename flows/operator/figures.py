"""What counts mean: a funnel, medians, and where it goes slower than usual just now.

All from counts of people, never from people. Days are moments (seconds, UTC) cut down to a day.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple, TypeAlias

from flows.model import Kind, Role, State
from flows.roles import flow_of
from flows.spans import DAY, added, median

DAYS: Final = 30
"""How far back what was begun and ended is shown."""
WEEKS: Final = 13
"""How far back it is looked for what is usual, in weeks."""
LOOK_BACK: Final = 60
"""Days of entries that are looked at: a fortnight for now, the rest for what is usual."""
ENOUGH: Final = 20
"""As many people must have entered a state lately before it is said that it goes slow."""
STUCK: Final = 0.75
"""Of those who entered lately and had the usual time, so many stand there still: it goes slow."""
WORSE: Final = 0.35
"""By so much more than of those who entered before."""
LATELY: Final = 4
"""Days in which one had to enter a step, beyond the usual time it takes, to count as lately."""


class Key(NamedTuple):
    """A state of a flow: the role and the edition tell the flow."""

    role: str
    edition: str
    state: str


@dataclass(frozen=True, slots=True)
class Slow:
    """A state that goes slower than usual: of `entered` people `left` have left it.

    `usual` is the median of seconds that it takes otherwise.
    """

    key: Key
    entered: int
    left: int
    usual: int


@dataclass(frozen=True, slots=True)
class Rung:
    """A step of a role's way: how many stand there now, how many came as far, how long it takes.

    `usual` is a median in seconds, None if nobody has done it yet.
    """

    state: State
    here: int
    reached: int
    usual: int | None


ByDay: TypeAlias = Mapping[int, int]
Days: TypeAlias = Mapping[Key, ByDay]
"""People by state and day."""
Spans: TypeAlias = Mapping[Key, Mapping[int, ByDay]]
"""How long states took: by week and bucket (`flows/spans.py`)."""


def states_of(role: Role, edition: str) -> tuple[State, ...]:
    return flow_of(edition, role).states


def usual(spans: Spans, key: Key) -> int | None:
    """Return the median of seconds that a state takes."""
    return median(added(spans.get(key, {}).values()))


def funnel(
    role: Role,
    edition: str,
    standing: Days,
    spans: Spans,
) -> tuple[Rung, ...]:
    """Return a role's states in the order of its way, each with how many came as far."""
    states = states_of(role, edition)
    here = {state.key: _people(standing, Key(role.value, edition, state.key)) for state in states}
    rungs: list[Rung] = []
    beyond = 0
    for state in reversed(states):
        beyond += here[state.key]
        key = Key(role.value, edition, state.key)
        rungs.append(Rung(state, here[state.key], beyond, usual(spans, key)))
    return tuple(reversed(rungs))


def _people(standing: Days, key: Key) -> int:
    return sum(standing.get(key, {}).values())


def per_day(entered: Days, today: int, pick: Iterable[Key]) -> tuple[int, ...]:
    """Return how many entered any of these states on each of the last days, today last."""
    keys = tuple(pick)
    days = range(today - (DAYS - 1) * DAY, today + DAY, DAY)
    return tuple(sum(entered.get(key, {}).get(day, 0) for key in keys) for day in days)


def firsts(keys: Iterable[Key]) -> Iterator[Key]:
    """Yield the states in which journeys begin."""
    return (key for key in keys if _state(key) == states_of(Role(key.role), key.edition)[0])


def lasts(keys: Iterable[Key]) -> Iterator[Key]:
    """Yield the states in which journeys end."""
    return (key for key in keys if _state(key).kind is Kind.END)


def _state(key: Key) -> State:
    return flow_of(key.edition, Role(key.role)).state(key.state)


def slow(
    standing: Days,
    entered: Days,
    spans: Spans,
    today: int,
) -> tuple[Slow, ...]:
    """Return the states that go slower than usual, the one with most people in it first.

    Those who entered a state lately, and long enough ago that half of them would have left it
    otherwise, are there still; of those who entered it before, fewer are.
    """
    found = [_slow(key, standing, entered, spans, today) for key in entered]
    return tuple(sorted((one for one in found if one), key=lambda one: one.left - one.entered))


def _slow(
    key: Key,
    standing: Days,
    entered: Days,
    spans: Spans,
    today: int,
) -> Slow | None:
    if _state(key).kind is Kind.END:
        return None
    takes = usual(spans, key)
    if takes is None:
        return None
    last = today - (takes // DAY + 1) * DAY
    first = last - max(LATELY - 1, takes // DAY) * DAY
    came, stay = _between(entered, standing, key, first, last)
    before, stayed = _between(entered, standing, key, 0, first - DAY)
    if came < ENOUGH or before < ENOUGH or stay / came < STUCK:
        return None
    if stay / came - stayed / before < WORSE:
        return None
    return Slow(key, came, came - stay, takes)


def _between(entered: Days, standing: Days, key: Key, first: int, last: int) -> tuple[int, int]:
    """Return how many entered within these days, and how many of them stand there still."""
    came = {day: n for day, n in entered.get(key, {}).items() if first <= day <= last}
    stay = sum(min(standing.get(key, {}).get(day, 0), n) for day, n in came.items())
    return sum(came.values()), stay


def laggards(standing: Days, key: Key, before: int) -> int:
    """Return how many have stood in a state since a day before `before`."""
    return sum(n for day, n in standing.get(key, {}).items() if day < before)
