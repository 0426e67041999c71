"""Steps as places: which of them somebody walks, for answers that belong to one and for search."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from flows.engine import begin
from flows.model import Flow, Journey, Kind, Role, State
from flows.roles import FLOWS, walked_by

SEPARATOR: Final = "/"


@dataclass(frozen=True, slots=True)
class Walks:
    """The journeys of one person; `current` is the one whose hat they wear, if any."""

    current: Journey | None = None
    others: tuple[Journey, ...] = ()

    def __iter__(self) -> Iterator[Journey]:
        """Yield the current one, then those begun last."""
        if self.current:
            yield self.current
        yield from reversed(self.others)


@dataclass(frozen=True, slots=True)
class Place:
    """A step as somebody sees it. `own`: they walk its flow; `current`: with the hat on now.

    A step of a flow that they do not walk has a journey made up, so that it can be drawn.
    """

    journey: Journey
    state: State
    own: bool = False
    current: bool = False

    @property
    def here(self) -> bool:
        """Whether they stand there, and the card shows it."""
        return (
            self.current and walked_by(self.journey).present(self.journey.state) == self.state.key
        )


NOBODYS: Final = Walks()


def name_of(role: Role, state: State) -> str:
    return f"{role.value}{SEPARATOR}{state.key}"


@cache
def steps() -> dict[str, State]:
    """Return every step and wait by its name, `teacher/apply`."""
    return {
        name_of(flow.role, state): state for flow in FLOWS for state in flow.states if state.number
    }


@cache
def peers(name: str) -> tuple[str, ...]:
    """Return the steps of all flows that are the same one: called alike, with the same links."""
    one = steps()[name]
    if not one.links:
        return (name,)
    same = (one.key, one.kind, one.links)
    return tuple(
        other for other, state in steps().items() if (state.key, state.kind, state.links) == same
    )


@cache
def found_steps() -> tuple[str, ...]:
    """Return the steps that search knows: the first of those that are the same."""
    named = (name for name, state in steps().items() if state.kind is Kind.STEP)
    return tuple(dict.fromkeys(peers(name)[0] for name in named))


def own_place(names: Sequence[str], walks: Walks) -> Place | None:
    """Return the step of one's own that something belongs to: the present one, or the nearest."""
    if walks.current and (here := _at(names, walks.current)):
        return Place(walks.current, here, own=True, current=True)
    for journey in walks:
        for name in names:
            if state := _in(journey, name):
                return Place(journey, state, own=True, current=journey is walks.current)
    return None


def place(name: str, walks: Walks) -> Place | None:
    """Return a step by its name: one's own if it is walked, else as anybody sees it."""
    if name not in steps():
        return None
    return own_place(peers(name), walks) or _anybodys(name)


def _at(names: Iterable[str], journey: Journey) -> State | None:
    """Return the state in which the journey stands, if it is among these."""
    stands = walked_by(journey).state(journey.state)
    return stands if name_of(journey.role, stands) in names else None


def _in(journey: Journey, name: str) -> State | None:
    role, _, key = name.partition(SEPARATOR)
    return walked_by(journey).by_key.get(key) if role == journey.role.value else None


def _anybodys(name: str) -> Place:
    role, _, key = name.partition(SEPARATOR)
    flow: Flow = next(one for one in FLOWS if one.role == role and key in one.by_key)
    made_up = begin(flow, 0, 0, flow.variants[0], 0)
    return Place(replace(made_up, state=key), flow.by_key[key])
