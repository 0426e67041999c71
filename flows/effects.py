"""What the world must do after a decision, and the decision itself."""

from dataclasses import dataclass
from typing import Final, TypeAlias

from flows.events import Event
from flows.model import Facts, Journey

HAND_OFFS: Final = frozenset({"application", "said_accepted", "nudge_admin", "nudge_teacher"})
"""Everything that a step can give to another (`Move.gives`)."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Append to the journey's record: `event` led from `before` to `after` at `at`."""

    before: Journey
    after: Journey
    event: Event
    facts: Facts
    at: int

    @property
    def text(self) -> str:
        """Event and facts as recorded: `done`, `tick:mail`, `done chat_link=0`."""
        return f"{self.event.text} {self.facts.text}".rstrip()


@dataclass(frozen=True, slots=True)
class HandOff:
    """Give to another what this step gave: `name` is one of `HAND_OFFS`, by `journey`."""

    name: str
    journey: Journey


Effect: TypeAlias = Progress | HandOff


@dataclass(frozen=True, slots=True)
class Outcome:
    """The journey after an event, and the effects that follow from it.

    `refusal` tells why nothing changed ("" when something did): `stale` for an old button,
    `same` when there was nothing to do, `not_here` for an act the step does not have, or the
    name of the guard that did not hold.
    """

    journey: Journey
    effects: tuple[Effect, ...] = ()
    refusal: str = ""

    @property
    def changed(self) -> bool:
        return not self.refusal
