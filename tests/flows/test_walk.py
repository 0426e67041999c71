"""Every machine, exhaustively: each standing, each act, fresh and late, with every fact."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from flows import FLOWS, NO_FACTS, RESTART, TICK, UNTICK, Event, Facts, Flow, Journey, Kind, advance
from flows.check import refusals
from flows.effects import Outcome
from flows.gallery import kept, standing
from flows.model import Move, State
from tests.flows.walking import ADMIN, FACTS, FAMILY, NOW, TEACHER, act, checks_of, triggers_of

every_flow = pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.name)


def standings(flow: Flow) -> Iterator[tuple[State, Journey]]:
    for state in flow.states:
        for journey in standing(flow, state):
            yield state, journey


def acts(flow: Flow) -> list[tuple[str, str]]:
    """Everything that any button of the flow may say, and some that no button says."""
    checks = (*checks_of(flow), "", "nonsense")
    ways = [(trigger, "") for trigger in (*triggers_of(flow), RESTART, "nonsense", "to_finished")]
    return [*ways, *((one, check) for one in (TICK, UNTICK) for check in checks)]


def holds(move: Move, state: State, journey: Journey, facts: Facts) -> bool:
    """The guards in words of their own, so that the machine's are compared with something."""
    return {
        "": True,
        "all_ticked": set(state.checks) <= journey.ticks,
        "link_missing": facts.chat_link is False,
        "registered": journey.variant == "registered",
    }[move.guard]


def expected(
    flow: Flow, state: State, journey: Journey, act: tuple[str, str], facts: Facts
) -> tuple[str, str]:
    """Return the (state, refusal) that the declarations promise for an act on a fresh card."""
    trigger, arg = act
    if trigger in {TICK, UNTICK}:
        if arg not in state.checks:
            return state.key, "not_here"
        return state.key, "same" if (arg in journey.ticks) is (trigger == TICK) else ""
    if trigger == RESTART:
        return flow.initial.key, ""
    ways = [move for move in state.moves if move.trigger == trigger]
    for move in ways:
        if holds(move, state, journey, facts):
            return move.to, ""
    return state.key, ways[0].guard if ways else "not_here"


@every_flow
def test_every_act_in_every_standing_does_what_is_declared(flow: Flow) -> None:
    seen: set[str] = set()
    for state, journey in standings(flow):
        for trigger, arg in acts(flow):
            for facts in FACTS:
                event = Event(trigger, state.key, journey.revision, arg)
                outcome = advance(flow, journey, event, facts, NOW)
                promised = expected(flow, state, journey, (trigger, arg), facts)
                assert (outcome.journey.state, outcome.refusal) == promised, (journey, event)
                check_outcome(flow, journey, event, facts, outcome)
                seen.add(outcome.refusal)
    assert seen - {""} <= set(refusals())


def check_outcome(
    flow: Flow, journey: Journey, event: Event, facts: Facts, outcome: Outcome
) -> None:
    """What holds of every decision, whatever was decided."""
    after = outcome.journey
    assert after.state in flow.by_key
    assert outcome.changed is not bool(outcome.refusal)
    if outcome.refusal:
        assert after is journey
        assert outcome.effects == ()
        return
    (progress,) = outcome.effects
    assert (progress.before, progress.after) == (journey, after)
    assert (progress.event, progress.facts, progress.at) == (event, facts, NOW)
    ticked = event.trigger in {TICK, UNTICK}
    assert after.revision == journey.revision + (not ticked)
    assert after.since == (
        journey.since if after.state == journey.state and ticked else after.since
    )
    unchanging = {"id", "person_id", "role", "edition", "started"}
    assert all(getattr(after, one) == getattr(journey, one) for one in unchanging)


@every_flow
def test_a_late_early_or_misplaced_button_changes_nothing(flow: Flow) -> None:
    for state, journey in standings(flow):
        others = [one.key for one in flow.states if one is not state]
        places = [(state.key, journey.revision + far) for far in (-5, -1, 1)]
        places += [(key, journey.revision) for key in (*others, "nonsense", "")]
        for where, revision in places:
            for trigger, arg in acts(flow):
                event = Event(trigger, where, revision, arg)
                outcome = advance(flow, journey, event, NO_FACTS, NOW)
                assert outcome == Outcome(journey, (), "stale"), (journey, event)


@every_flow
def test_an_argument_that_no_button_carries_is_not_recorded(flow: Flow) -> None:
    for state, journey in standings(flow):
        for trigger in {move.trigger for move in state.moves} | {RESTART}:
            event = Event(trigger, state.key, journey.revision, "x chat_link=0")
            assert advance(flow, journey, event, NO_FACTS, NOW).refusal == "not_here"


@every_flow
def test_no_step_is_skipped(flow: Flow) -> None:
    """Done leads to the same or the next number, and to the end from the last one only."""
    for state in flow.states:
        for move in state.moves:
            to = flow.state(move.to)
            if state.kind is Kind.QUESTION:
                continue
            if to.kind is Kind.END:
                assert state.number == flow.steps
            elif state.kind is not Kind.END:
                assert to.number <= state.number + 1, (state.key, move)


@every_flow
def test_no_random_order_of_done_skips_a_step(flow: Flow) -> None:
    for state, journey in standings(flow):
        for facts in FACTS:
            outcome = act(flow, journey, "done", facts=facts)
            after = flow.state(outcome.journey.state)
            if after.kind is not Kind.END:
                assert after.number - state.number in {0, 1}


@every_flow
def test_from_every_state_the_end_is_reached_by_tapping(flow: Flow) -> None:
    for variant in kept(flow, "variant"):
        for facts in FACTS:
            for state in flow.states:
                journey = replace(next(iter(standing(flow, state))), variant=variant)
                assert ends(flow, journey, facts), (variant, facts, state.key)


def ends(flow: Flow, journey: Journey, facts: Facts) -> bool:
    """Search breadth first, never starting over."""
    ahead, seen = [journey], {(journey.state, journey.variant, journey.ticks)}
    while ahead:
        here = ahead.pop(0)
        if flow.state(here.state).kind is Kind.END:
            return True
        for trigger, arg in acts(flow):
            after = act(flow, here, trigger, arg, facts=facts).journey
            mark = (after.state, after.variant, after.ticks)
            if trigger != RESTART and mark not in seen:
                seen.add(mark)
                ahead.append(after)
    return False


def test_every_refusal_that_can_be_said_is_said_somewhere() -> None:
    said = {"stale"}
    for flow in FLOWS:
        for _state, journey in standings(flow):
            said |= {act(flow, journey, *one).refusal for one in acts(flow)}
    assert said - {""} == set(refusals())


def test_the_flows_are_those_of_the_seed_in_its_order() -> None:
    assert [flow.name for flow in (ADMIN, TEACHER, FAMILY)] == [
        "vk/admin",
        "vk/teacher",
        "vk/family",
    ]
