"""One `transitions.Machine` per flow, built once; a throw-away cursor is the model of one event.

The machine is never bound to a model: bound models are kept alive, and two equal ones collide.
An event is triggered through `machine.events[...]`. Guards read facts; no callback does anything.
"""

from transitions import Machine, MachineError

from flows.events import RESTART
from flows.model import Facts, Flow, Journey

GUARDS = frozenset({"accepted", "all_ticked", "day_passed", "link_missing", "registered"})
DAY = 20 * 60 * 60
"""Seconds after which somebody may be asked again: a day, for those who come a little earlier."""


class Cursor:
    """Where one event is tried; the methods named in `GUARDS` are the declarations' guards."""

    __slots__ = ("checks", "facts", "journey", "now", "state")

    def __init__(self, flow: Flow, journey: Journey, facts: Facts, now: int) -> None:
        declared = flow.state(journey.state)
        self.state = declared.key
        self.checks = declared.checks
        self.journey = journey
        self.facts = facts
        self.now = now

    def accepted(self) -> bool:
        """Whoever was let in before has nothing to wait for, in another class either."""
        return self.facts.accepted is True

    def day_passed(self) -> bool:
        """Whoever is waited on is asked once a day at most."""
        return may_ask(self.journey, self.now)

    def all_ticked(self) -> bool:
        """Seed, administrator 1: document, questionnaire and mail go together."""
        return self.journey.ticks >= set(self.checks)

    def link_missing(self) -> bool:
        """Only a class known to have no chat link yet makes a family wait."""
        return self.facts.chat_link is False

    def registered(self) -> bool:
        """Whoever began with a registered school has no application to go back to."""
        return self.journey.variant == "registered"


def may_ask(journey: Journey, now: int) -> bool:
    """Whether a day has passed since the person asked the last time."""
    return now - journey.asked >= DAY


def build(flow: Flow) -> Machine:
    """Make the machine of a declared flow; starting over leads back from anywhere."""
    ways = [
        {
            "trigger": move.trigger,
            "source": state.key,
            "dest": move.to,
            "conditions": [move.guard] if move.guard else [],
        }
        for state in flow.states
        for move in state.moves
    ]
    ways.append({"trigger": RESTART, "source": "*", "dest": flow.initial.key})
    return Machine(
        model=None,
        states=[state.key for state in flow.states],
        transitions=ways,
        initial=flow.initial.key,
        auto_transitions=False,
    )


def trigger(machine: Machine, name: str, cursor: Cursor) -> bool | None:
    """Move the cursor. True: moved; False: a guard said no; None: the state has no such event."""
    event = machine.events.get(name)
    if event is None:
        return None
    try:
        return bool(event.trigger(cursor))
    except MachineError:
        return None
