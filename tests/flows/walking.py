"""How the tests of the flows walk: events as a fresh button would send them."""

from dataclasses import replace

from flows import FLOWS, NO_FACTS, TICK, Event, Facts, Flow, Journey, Kind, Role, advance, begin
from flows.effects import Outcome

NOW = 1_700_000_000
ADMIN, TEACHER, FAMILY = FLOWS
FACTS = (
    NO_FACTS,
    Facts(chat_link=True),
    Facts(chat_link=False, waited=(NOW - 90, NOW - 30)),
)
BEGINNINGS = tuple((flow, variant) for flow in FLOWS for variant in flow.variants)


def started(flow: Flow, variant: str | None = None) -> Journey:
    return begin(flow, 7, 70, flow.variants[0] if variant is None else variant, NOW)


def standing_in(flow: Flow, state: str, variant: str = "", **more: object) -> Journey:
    """Return a journey put into a state, as if it had been read from the database."""
    journey = started(flow)
    fields = {"state": state, "variant": variant or journey.variant, "revision": 5, **more}
    return replace(journey, **fields)  # type: ignore[arg-type]


def fresh(journey: Journey, trigger: str, arg: str = "") -> Event:
    return Event(trigger, journey.state, journey.revision, arg)


def act(
    flow: Flow, journey: Journey, trigger: str, arg: str = "", *, facts: Facts = NO_FACTS
) -> Outcome:
    """One tap on the present card, a minute after the step was entered."""
    return advance(flow, journey, fresh(journey, trigger, arg), facts, journey.since + 60)


def walk(flow: Flow, journey: Journey, *triggers: str) -> Journey:
    """Tap one button after another; each must do something. `tick:mail` ticks."""
    for one in triggers:
        trigger, _, arg = one.partition(":")
        outcome = act(flow, journey, trigger, arg)
        assert outcome.changed, f"{one} in {journey.state}: {outcome.refusal}"
        journey = outcome.journey
    return journey


def tick_all(flow: Flow, journey: Journey) -> Journey:
    return walk(flow, journey, *(f"{TICK}:{check}" for check in flow.state(journey.state).checks))


def triggers_of(flow: Flow) -> tuple[str, ...]:
    """Every act that some state of the flow has."""
    return tuple(dict.fromkeys(move.trigger for state in flow.states for move in state.moves))


def checks_of(flow: Flow) -> tuple[str, ...]:
    return tuple(check for state in flow.states for check in state.checks)


def flow_of_role(role: Role) -> Flow:
    return next(flow for flow in FLOWS if flow.role is role)


def ended(flow: Flow, journey: Journey) -> bool:
    return flow.state(journey.state).kind is Kind.END
