"""When a school is active (seed): administrator signed in, data filled in, enough teachers."""

from collections.abc import Iterable
from dataclasses import dataclass

from flows.model import Kind, Role
from flows.roles import flow_of
from flows.screens import Text, say

SIGN_IN, FILL_IN = "sign_in", "fill_in"


@dataclass(frozen=True, slots=True)
class Meter:
    """What a school has of what it needs; `needed` is how many teachers there must be."""

    signed_in: bool
    filled_in: bool
    accepted: int
    needed: int

    @property
    def teachers_left(self) -> int:
        return max(0, self.needed - self.accepted)

    @property
    def active(self) -> bool:
        return self.signed_in and self.filled_in and not self.teachers_left

    @property
    def line(self) -> Text:
        """Say what is missing, with a bar of what there is."""
        if self.active:
            return say("meter-active", accepted=self.accepted)
        have = self.signed_in + self.filled_in + min(self.accepted, self.needed)
        bar = "▰" * have + "▱" * (2 + self.needed - have)
        missing = "teachers"
        if not self.filled_in:
            missing = "fill_in" if self.signed_in else "sign_in"
        return say(f"meter-{missing}", left=self.teachers_left, bar=bar)


def meter(states: Iterable[tuple[str, str]], accepted: int, needed: int) -> Meter:
    """Measure a school by the states (edition, key) of its administrators' journeys."""
    known = list(states)
    return Meter(
        signed_in=any(_beyond(edition, state, SIGN_IN) for edition, state in known),
        filled_in=any(_beyond(edition, state, FILL_IN) for edition, state in known),
        accepted=accepted,
        needed=needed,
    )


def _beyond(edition: str, key: str, step: str) -> bool:
    flow = flow_of(edition, Role.ADMIN)
    state = flow.state(key)
    return state.kind is Kind.END or state.number > flow.state(step).number
