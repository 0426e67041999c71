"""Random people: they stumble, tap twice, tap old cards, start over, and are never lost."""

from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from flows import BACK, RESTART, TICK, UNTICK, Event, Facts, Flow, Journey, Kind, advance, replay
from flows.card import card
from flows.gallery import kept
from flows.screens import Tap
from tests.flows.walking import BEGINNINGS, FACTS, checks_of, fresh, started, triggers_of

facts_known = st.sampled_from(FACTS)
pauses = st.sampled_from([0, 1, 90, 86_400, 200 * 86_400])
nth = st.integers(min_value=0, max_value=99)


class Walker(RuleBasedStateMachine):
    """One journey and its record, with the few counts that it must agree with."""

    def __init__(self) -> None:
        super().__init__()
        self.flow: Flow = BEGINNINGS[0][0]
        self.first: Journey = started(self.flow)
        self.journey: Journey = self.first
        self.record: list[tuple[str, str, int, int]] = []
        self.events: list[Event] = []
        self.now = self.since = self.first.since
        self.entered = self.asked = 0

    @initialize(beginning=st.sampled_from(BEGINNINGS))
    def start(self, beginning: tuple[Flow, str]) -> None:
        self.flow, variant = beginning
        self.first = self.journey = started(self.flow, variant)

    def send(self, event: Event, facts: Facts = FACTS[0]) -> str:
        """Let the engine decide, check that nothing given was touched, and keep the books."""
        before, copy = self.journey, replace(self.journey)
        outcome = advance(self.flow, before, event, facts, self.now)
        assert before == copy
        again = advance(self.flow, before, event, facts, self.now)
        assert again == outcome
        self.journey = outcome.journey
        if outcome.refusal:
            assert outcome.journey is before
        for done in outcome.effects:
            self.record.append((done.text, done.before.state, done.before.revision, done.at))
            self.events.append(event)
            self.count(event, before, facts)
        return outcome.refusal

    def count(self, event: Event, before: Journey, facts: Facts) -> None:
        if event.trigger in {TICK, UNTICK}:
            return
        self.entered += 1
        if event.trigger != RESTART and self.journey.state == before.state:
            self.asked = self.now
        elif event.trigger == BACK and facts.waited and self.waits():
            self.since, self.asked = facts.waited
        else:
            self.since, self.asked = self.now, 0

    def waits(self) -> bool:
        return self.flow.by_key[self.journey.state].kind is Kind.WAIT

    @rule(which=nth, facts=facts_known, pause=pauses)
    def tap_what_the_card_shows(self, which: int, facts: Facts, pause: int) -> None:
        self.now += pause
        shown = [one.does for row in card(self.journey, self.now).rows for one in row]
        taps = [does for does in shown if isinstance(does, Tap)]
        if not taps:
            return
        tap = taps[which % len(taps)]
        assert self.send(Event(tap.trigger, tap.state, tap.revision, tap.arg), facts) == ""

    @rule(which=nth, facts=facts_known, pause=pauses)
    def act_out_of_turn(self, which: int, facts: Facts, pause: int) -> None:
        """Any act of the flow, whether or not the step has it."""
        self.now += pause
        acts = (*triggers_of(self.flow), "nonsense")
        self.send(fresh(self.journey, acts[which % len(acts)]), facts)

    @rule(which=nth, on=st.booleans())
    def tick_in_any_order(self, which: int, on: bool) -> None:
        checks = (*checks_of(self.flow), "nonsense")
        self.send(fresh(self.journey, TICK if on else UNTICK, checks[which % len(checks)]))

    @precondition(lambda self: self.events)
    @rule(facts=facts_known)
    def tap_twice(self, facts: Facts) -> None:
        """The act that was just taken, once more: the second time nothing happens."""
        before = self.journey
        refusal = self.send(self.events[-1], facts)
        assert refusal == ("same" if before.revision == self.events[-1].revision else "stale")
        assert self.journey is before

    @precondition(lambda self: self.journey.revision)
    @rule(which=nth, facts=facts_known)
    def tap_an_old_card(self, which: int, facts: Facts) -> None:
        old = [one for one in self.events if one.revision < self.journey.revision]
        assert self.send(old[which % len(old)], facts) == "stale"

    @rule(which=nth, far=st.sampled_from([-3, -1, 1, 7]), trigger=nth)
    def tap_on_another_step(self, which: int, far: int, trigger: int) -> None:
        states = [one.key for one in self.flow.states if one.key != self.journey.state]
        acts = (*triggers_of(self.flow), TICK, RESTART)
        there, act = states[which % len(states)], acts[trigger % len(acts)]
        assert self.send(Event(act, there, self.journey.revision)) == "stale"
        assert self.send(Event(act, self.journey.state, self.journey.revision + far)) == "stale"

    @rule(pause=pauses)
    def start_over(self, pause: int) -> None:
        self.now += pause
        assert self.send(fresh(self.journey, RESTART)) == ""
        assert self.journey.state == self.flow.initial.key

    @invariant()
    def stands_in_a_known_state(self) -> None:
        state = self.flow.by_key[self.journey.state]
        assert self.journey.variant in kept(self.flow, "variant")
        assert self.journey.reason in kept(self.flow, "reason")
        assert self.journey.ticks <= set(checks_of(self.flow))
        assert not self.journey.asked or state.kind is Kind.WAIT

    @invariant()
    def counts_agree(self) -> None:
        journey = self.journey
        assert journey.revision == self.entered
        assert (journey.since, journey.asked) == (self.since, self.asked)
        assert self.first.started == journey.started
        assert journey.since <= self.now

    @invariant()
    def replays_to_the_same(self) -> None:
        assert replay(self.first, self.record) == self.journey


Walker.TestCase.settings = settings(max_examples=80, stateful_step_count=40, deadline=None)
TestRandomRuns = Walker.TestCase
