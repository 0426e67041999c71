"""Every machine, exhaustively: each standing, each act, fresh and late, with every fact."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

import pytest

from flows import (
    FLOWS,
    JOIN,
    LEAVE,
    NO_FACTS,
    RESTART,
    TICK,
    UNTICK,
    Event,
    Facts,
    Flow,
    HandOff,
    Journey,
    Kind,
    Party,
    Progress,
    advance,
)
from flows.check import refusals
from flows.effects import Outcome
from flows.gallery import kept, standing
from flows.model import Move, State
from tests.flows.walking import (
    ADMIN,
    CLASS,
    FACTS,
    FAMILY,
    NOW,
    SCHOOL,
    TEACHER,
    act,
    at_school,
    checks_of,
    triggers_of,
)

every_flow = pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.name)
JOINED = {f"{SCHOOL}.{CLASS}": (SCHOOL, CLASS), f"{SCHOOL}.": (SCHOOL, None), "12": (12, None)}
"""What joining may say, and which school and class it means."""


@dataclass(frozen=True)
class Promise:
    """What the declarations promise of an act: where it leads, or why not, and what it gives."""

    state: str
    refusal: str = ""
    gives: tuple[str, ...] = ()


def standings(flow: Flow) -> Iterator[tuple[State, Journey]]:
    """Every standing, alone and in a school."""
    for state in flow.states:
        for journey in standing(flow, state):
            yield state, journey
            yield state, at_school(journey)


def acts(flow: Flow) -> list[tuple[str, str]]:
    """Everything that any button of the flow may say, and some that no button says."""
    checks = (*checks_of(flow), "", "nonsense")
    said = dict.fromkeys((*triggers_of(flow), RESTART, LEAVE, "nonsense", "to_finished"))
    return [
        *((trigger, "") for trigger in said),
        *((one, check) for one in (TICK, UNTICK) for check in checks),
        *((JOIN, arg) for arg in (*JOINED, "", ".5", "x.5", "3.x")),
    ]


def holds(move: Move, state: State, journey: Journey, facts: Facts) -> bool:
    """The guards in words of their own, so that the machine's are compared with something."""
    return {
        "": True,
        "accepted": bool(facts.accepted),
        "all_ticked": set(state.checks) <= journey.ticks,
        "day_passed": not journey.asked or journey.asked + 20 * 3600 <= NOW,
        "link_missing": facts.chat_link is False,
        "registered": journey.variant == "registered",
    }[move.guard]


def expected(flow: Flow, state: State, journey: Journey, event: Event, facts: Facts) -> Promise:
    """Return what the declarations promise for an act on a fresh card."""
    ways = [move for move in state.moves if move.trigger == event.trigger and move.by is event.by]
    if event.by and not ways:
        return Promise(state.key, "not_here")
    if event.trigger in {TICK, UNTICK, JOIN} or (event.trigger == LEAVE and not ways):
        return Promise(state.key, staying(state, journey, event))
    if event.trigger == RESTART:
        return Promise(flow.initial.key)
    if event.trigger == LEAVE and not journey.school_id:
        return Promise(state.key, "not_here")
    for move in ways:
        if holds(move, state, journey, facts):
            return Promise(move.to, "", (move.gives,) if move.gives and journey.school_id else ())
    return Promise(state.key, ways[0].guard if ways else "not_here")


def staying(state: State, journey: Journey, event: Event) -> str:
    """Return why nothing changes by an act that leads nowhere."""
    if event.trigger == LEAVE:
        return "" if journey.school_id else "not_here"
    known: Collection[str] = JOINED if event.trigger == JOIN else state.checks
    if event.arg not in known:
        return "not_here"
    done = (event.arg in journey.ticks) is (event.trigger == TICK)
    if event.trigger == JOIN:
        done = JOINED[event.arg] == (journey.school_id, journey.class_id)
    return "same" if done else ""


@every_flow
def test_every_act_in_every_standing_does_what_is_declared(flow: Flow) -> None:
    seen: set[str] = set()
    for state, journey in standings(flow):
        for trigger, arg in acts(flow):
            for facts in FACTS:
                event = Event(trigger, state.key, journey.revision, arg)
                seen.add(decided(flow, state, journey, event, facts).refusal)
    assert seen - {""} <= set(refusals())


@every_flow
def test_what_others_do_is_what_is_declared_for_them(flow: Flow) -> None:
    moved: set[str] = set()
    for state, journey in standings(flow):
        for trigger, arg in acts(flow):
            for by in Party:
                event = Event(trigger, state.key, journey.revision, arg, by)
                if decided(flow, state, journey, event, FACTS[2]).changed:
                    moved.add(trigger)
    declared = {move.trigger for state in flow.states for move in state.moves if move.by}
    assert moved == declared


def decided(flow: Flow, state: State, journey: Journey, event: Event, facts: Facts) -> Outcome:
    """Let the engine decide, and hold the decision against the declarations."""
    outcome = advance(flow, journey, event, facts, NOW)
    promised = expected(flow, state, journey, event, facts)
    gives = tuple(one.name for one in outcome.effects if isinstance(one, HandOff))
    assert Promise(outcome.journey.state, outcome.refusal, gives) == promised, (journey, event)
    check_outcome(journey, event, facts, outcome)
    return outcome


def check_outcome(journey: Journey, event: Event, facts: Facts, outcome: Outcome) -> None:
    """What holds of every decision, whatever was decided."""
    after = outcome.journey
    assert outcome.changed is not bool(outcome.refusal)
    if outcome.refusal:
        assert after is journey
        assert outcome.effects == ()
        return
    progress, *gives = outcome.effects
    assert progress == Progress(journey, after, event, facts, NOW)
    assert all(one == HandOff(one.name, after) for one in gives if isinstance(one, HandOff))
    stays = event.trigger in {TICK, UNTICK, JOIN}
    assert after.revision == journey.revision + (event.trigger not in {TICK, UNTICK})
    assert (after.state, after.since) == (journey.state, journey.since) or not stays
    unchanging = {"id", "person_id", "role", "edition", "started"}
    assert all(getattr(after, one) == getattr(journey, one) for one in unchanging)
    school = (after.school_id, after.class_id)
    if event.trigger == LEAVE:
        assert school == (None, None)
    elif event.trigger == JOIN:
        assert school == JOINED[event.arg]
    else:
        assert school == (journey.school_id, journey.class_id)


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
        for move in (*state.moves, Move(RESTART, ""), Move(LEAVE, "")):
            event = Event(move.trigger, state.key, journey.revision, "x chat_link=0", move.by)
            assert advance(flow, journey, event, NO_FACTS, NOW).refusal == "not_here"


@every_flow
def test_no_step_is_skipped(flow: Flow) -> None:
    """A way leads to the same or the next number, and to the end from the last one only."""
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
    """Search breadth first, never starting over, and helped by nobody."""
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
