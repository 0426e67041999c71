"""How the tests of the flows walk: events as a fresh button would send them."""

from dataclasses import replace

from flows import (
    FLOWS,
    NO_FACTS,
    TICK,
    Event,
    Facts,
    Flow,
    Journey,
    Kind,
    Party,
    Role,
    advance,
    begin,
)
from flows.effects import Outcome
from flows.model import Move, State

NOW = 1_700_000_000
ADMIN, TEACHER, FAMILY = FLOWS
FACTS = (
    NO_FACTS,
    Facts(chat_link=True, accepted=True),
    Facts(chat_link=False, waited=(NOW - 90, NOW - 30), accepted=False),
)
SCHOOL, CLASS = 3, 5
BEGINNINGS = tuple((flow, variant) for flow in FLOWS for variant in flow.variants)


def started(flow: Flow, variant: str | None = None) -> Journey:
    return begin(flow, 7, 70, flow.variants[0] if variant is None else variant, NOW)


def standing_in(flow: Flow, state: str, variant: str = "", **more: object) -> Journey:
    """Return a journey put into a state, as if it had been read from the database."""
    journey = started(flow)
    fields = {"state": state, "variant": variant or journey.variant, "revision": 5, **more}
    return replace(journey, **fields)  # type: ignore[arg-type]


def at_school(journey: Journey, school: int = SCHOOL, klass: int | None = CLASS) -> Journey:
    return replace(journey, school_id=school, class_id=klass)


def fresh(journey: Journey, trigger: str, arg: str = "", by: Party | None = None) -> Event:
    return Event(trigger, journey.state, journey.revision, arg, by)


def act(
    flow: Flow,
    journey: Journey,
    trigger: str,
    arg: str = "",
    *,
    by: Party | None = None,
    facts: Facts = NO_FACTS,
) -> Outcome:
    """One act on the present card, a minute after the step was entered."""
    return advance(flow, journey, fresh(journey, trigger, arg, by), facts, journey.since + 60)


def walk(flow: Flow, journey: Journey, *triggers: str) -> Journey:
    """Take one way after another; each must do something.

    `tick:mail` ticks. What others do here is done by whoever it is declared for.
    """
    for one in triggers:
        trigger, _, arg = one.partition(":")
        by = giver(flow.state(journey.state), trigger)
        outcome = act(flow, journey, trigger, arg, by=by)
        assert outcome.changed, f"{one} in {journey.state}: {outcome.refusal}"
        journey = outcome.journey
    return journey


def tick_all(flow: Flow, journey: Journey) -> Journey:
    return walk(flow, journey, *(f"{TICK}:{check}" for check in flow.state(journey.state).checks))


def triggers_of(flow: Flow) -> tuple[str, ...]:
    """Every act that some state of the flow has."""
    return tuple(dict.fromkeys(move.trigger for state in flow.states for move in state.moves))


def giver(state: State, trigger: str) -> Party | None:
    """Return whose act a trigger is in a state."""
    return next((move.by for move in state.moves if move.trigger == trigger), None)


def handed_in(state: State) -> list[Move]:
    """Return what others can do in a state."""
    return [move for move in state.moves if move.by]


def checks_of(flow: Flow) -> tuple[str, ...]:
    return tuple(check for state in flow.states for check in state.checks)


def flow_of_role(role: Role) -> Flow:
    return next(flow for flow in FLOWS if flow.role is role)


def ended(flow: Flow, journey: Journey) -> bool:
    return flow.state(journey.state).kind is Kind.END
